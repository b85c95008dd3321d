"""A late correction of a flag: what was announced, what holds now, why, and who has signed it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from scoreboard.locale import listed, listed_texts
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.scenes.flag import CorrectedScore, FlagCorrection
from screens.hall.parts.card_notes import is_far
from screens.hall.parts.hall_words import facts_of, joined, nobody_of, outcome_of, word
from screens.hall.parts.handover import ARRIVED, Handover, carry
from screens.hall.parts.layout import Saying, stack
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.motion import land, span
from screens.hall.parts.page import Box, badge, gold, hero, line, margin_of, silver
from screens.hall.parts.placed_words import draw_placed, wall_of
from screens.hall.parts.walls import LARGEST
from screens.widgets.bigtext import LEGIBLE
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, STRIKE, width_of, wrap

SETTLED = 8.0
_STANDS = ARRIVED + 0.6
"""When the flag has gone where it belongs, and the names of both are told large."""
_NOTED = 3.0
_FAR_PITCH = 7
"""Rows of a line where ordinary text is too small."""


def draw(canvas: Canvas, box: Box, scene: FlagCorrection, elapsed: float, wave: int) -> int:
    """The flag goes from whom it was announced for to whom it belongs, then both names stand there and why.

    The words below say so in full. Returns the largest em in pixels of what stands over it.
    """
    lang = canvas.look.lang
    sign = 7 if box.height >= 40 else 3 if box.height >= 24 else 1 if box.height >= 5 else 0
    width, pitch = max(1, box.width - 4), _FAR_PITCH if is_far(wall_of(canvas)) else 1
    cells = width * canvas.look.glyphs.across * 2 // LEGIBLE if pitch > 1 else width
    lines = _fitted(_told(scene, lang), cells, max(0, (box.height - sign) // 2 // pitch))
    tall = len(lines) * pitch
    stage = Box(box.x, box.y + sign, box.width, max(1, box.height - sign - tall - (tall > 0)))
    largest = LARGEST
    if elapsed < _STANDS:
        carry(canvas, stage, Handover(scene.row, scene.before.holders), elapsed, wave)
    else:
        largest = _name(canvas, stage, scene, elapsed - _STANDS)
    if sign:
        most = min(28, largest // canvas.look.glyphs.across)
        badge(canvas, Box(box.x, box.y, box.width, sign), word("correction.title", lang), largest=most)
    strength = span(elapsed, _NOTED, 0.6)
    for number, (text, attributes) in enumerate(lines):
        at = Box(box.x + 2, box.bottom - tall + number * pitch, width, pitch)
        _line(canvas, at, text, attributes, strength)
    return largest


def _line(canvas: Canvas, box: Box, text: str, attributes: int, strength: float) -> None:
    """A line of a correction: ordinary text, or in large letters where it has more than a row."""
    struck = attributes & STRIKE
    ink, strength = (canvas.look.theme.quiet, 1.0) if struck else (canvas.look.theme.text, strength)
    if box.height == 1:
        line(canvas, box, text, ink, strength=strength, attributes=attributes if width_of(text) else BOLD)
        return
    drawn = hero(canvas, box, text, (ink, ink), strength=strength, largest=2 * box.height - 2)
    if struck:
        canvas.text(drawn.x, box.y + box.height // 2, "─" * drawn.width, ink, width=drawn.width)


def _name(canvas: Canvas, stage: Box, scene: FlagCorrection, since: float) -> int:
    """Whom it was announced for, an arrow, and as the hero whom it belongs to; where nothing moved, that one alone.

    Returns the hero's em in pixels.
    """
    lang = canvas.look.lang
    was, now = (_called(row, lang) for row in (scene.before, scene.row))
    hero = Saying(now, Rank.HERO, 3, kept=True)
    above = () if was == now else (Saying.of(f"{listed(was, lang)} →", Rank.SECOND),)
    edge = margin_of(canvas)
    inner = Box(stage.x + edge, stage.y, stage.width - 2 * edge, stage.height)
    at = stack(wall_of(canvas), inner, (*above, hero))
    if above:
        draw_placed(canvas, at[0], (canvas.look.theme.quiet, canvas.look.theme.faint))
    inks = gold(canvas) if scene.row.holders else silver(canvas)
    draw_placed(canvas, at[-1], inks, shown=land(span(since, 0.0, 0.7)))
    return at[-1].em if at[-1] else 0


def _called(row: FlagRow, lang: str) -> tuple[str, ...]:
    """Who has it, or the word for nobody."""
    return tuple(unit.called(lang) for unit in row.holders) or (nobody_of(row, lang),)


def _fitted(told: Sequence[tuple[str, int]], width: int, most: int) -> list[tuple[str, int]]:
    """The lines of a correction, `most` at the most, each text in two of them where there is room.

    Where there is none even for one each, what was announced gives way first, then scores and reasons, the first of
    them first: who has signed stands last, and what holds now first.
    """
    for rows in (2, 1):
        lines = [(text, attributes) for said, attributes in told for text in wrap(said, width, rows)]
        if len(lines) <= most:
            return lines
    kept = [one for one in lines if not one[1] & STRIKE] if len(lines) > most else lines
    spare = max(0, len(kept) - most)
    return [*kept[:1], *kept[1 + spare :]][:most]


def _told(scene: FlagCorrection, lang: str) -> list[tuple[str, int]]:
    """The lines of a correction, the announcement that no longer holds struck through."""
    was, now = (_result(row, (), lang) for row in (scene.before, scene.row))
    same = was == now
    now = _result(*_without_reasons(scene), lang)
    lines = [] if same else [(word("correction.was", lang, told=was), STRIKE)]
    if same:
        lines.append((word("correction.stays", lang, told=now), BOLD))
    else:
        lines.append((word("correction.now", lang, told=now), BOLD))
    lines += _scores(scene, lang)
    return [*lines, *((text, 0) for text in _reasons(scene, lang))]


def _reasons(scene: FlagCorrection, lang: str) -> Iterator[str]:
    """Why, and who has signed it: each reason with its own signers, or where all are the same, these at the end."""
    signed = [one for one in scene.every_reason if one.reason or one.approved_by]
    alike = len({one.approved_by for one in signed}) == 1
    for one in signed:
        if not one.reason:
            continue
        names = "" if alike else _apart(one.approved_by, lang)
        reason = one.reason.rstrip("。.")
        yield word("correction.signed" if names else "correction.reason", lang, reason=reason, names=names)
    if alike and signed[0].approved_by:
        yield word("correction.approved", lang, names=_apart(signed[0].approved_by, lang))


def _scores(scene: FlagCorrection, lang: str) -> list[tuple[str, int]]:
    """Whose scores were corrected, from what to what."""
    return [(_score(one, lang), BOLD) for one in scene.corrections]


def _score(one: CorrectedScore, lang: str) -> str:
    """From what to what; where only a mark of it or the flag was put right, that it has stayed."""
    key = "correction.same" if one.old == one.new else "correction.score"
    return word(key, lang, name=one.called(lang), old=one.old or "-", new=one.new or "-")


def _apart(names: Sequence[str], lang: str) -> str:
    """Names in one line, by a sign that none of them has within."""
    within = any(listed(("", ""), lang).strip() in name for name in names)
    return (listed_texts if within else listed)(names, lang)


def _without_reasons(scene: FlagCorrection) -> tuple[FlagRow, Collection[str]]:
    """What holds without the reasons that stand below it, and without who has signed these; and those reasons."""
    below = {one.reason for one in scene.every_reason if one.reason}
    lost = tuple(replace(one, reason=None) if one.reason in below else one for one in scene.row.lost)
    return replace(scene.row, lost=lost, approved_by=() if below else scene.row.approved_by), below


def _result(row: FlagRow, below: Collection[str], lang: str) -> str:
    """What holds of a flag as a part of a sentence, without its full stop; `below` stands elsewhere on the page."""
    who = joined(row.holders, lang) if row.holders else nobody_of(row, lang)
    outcome = outcome_of(row, lang) if row.holders else ""
    parts = (
        who,
        f"{outcome[:1].lower()}{outcome[1:]}",
        *(fact for fact in facts_of(row, lang, counted=True) if fact not in below),
    )
    return word("correction.between", lang).join(part.rstrip("。.") for part in parts if part)
