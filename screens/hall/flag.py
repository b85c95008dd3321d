"""One flag in a ceremony: what is contested and who holds it, the names that roll, third and second, the transfer.

What a climb shows of several places at once is drawn as such a block of the area's ranking.
"""

from collections.abc import Collection, Sequence

from scoreboard.publications.flag_words import told_margin
from scoreboard.publications.kinds.ranking import RankingRow, with_digits
from scoreboard.publications.scenes.flag import (
    FlagClimb,
    FlagContest,
    FlagCorrection,
    FlagOnStage,
    FlagPlace,
    FlagRoll,
    FlagScene,
    FlagTransfer,
)
from scoreboard.publications.scenes.ranking import RankingScene
from scoreboard.publications.words import NamedUnit
from screens.hall import ranking
from screens.hall.parts import captions, correcting, placing
from screens.hall.parts.cloth import STEPS, phase, standard
from screens.hall.parts.handover import Handover, carry, stand
from screens.hall.parts.motion import ease, span
from screens.hall.parts.names import hero_name, heroes
from screens.hall.parts.page import (
    Box,
    badge,
    cells_of,
    gold,
    head_rows,
    heading,
    hero,
    lettering_in,
    line,
    margin_of,
    name_list,
    silver,
)
from screens.hall.parts.race import race
from screens.hall.parts.reel import NAMES_A_SECOND, draw_reel, running
from screens.hall.parts.words import facts_of, outcome_of, word
from screens.themes import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of

_CONTEST_SETTLED = 6.0
_TRANSFER_SETTLED = 8.0
_SAID_FROM = 3.2
_WAVES_A_SECOND = 0.6
_RACE_WIDTH, _RACE_HEIGHT = 150, 9
_PRIZE_TALL = 6
"""Rows of a prize that a hall reads."""


def duration(scene: FlagScene) -> float:
    """The flag has changed hands after three seconds and a half; the wind drops later. A roll never settles."""
    match scene:
        case FlagRoll():
            return float("inf")
        case FlagTransfer():
            return Handover.of(scene).rolling + _TRANSFER_SETTLED
        case FlagPlace():
            return placing.SETTLED
        case FlagClimb():
            return ranking.duration(_block(scene))
        case FlagCorrection():
            return _TRANSFER_SETTLED
        case _:
            return _CONTEST_SETTLED


def loop(scene: FlagRoll) -> float:
    """Seconds after which the roll of names begins again."""
    return max(1, len(scene.candidates)) / NAMES_A_SECOND


def pages(scene: FlagScene, size: tuple[int, int], look: Look) -> int:
    """How many pages the places of a climb take; all else stands on one."""
    return ranking.pages(_block(scene), size, look) if isinstance(scene, FlagClimb) else 1


def page_with(scene: FlagScene, units: Collection[str], size: tuple[int, int], look: Look) -> int:
    """The first of them on which one of these units stands."""
    return ranking.page_with(_block(scene), units, size, look) if isinstance(scene, FlagClimb) else 0


def _block(scene: FlagClimb) -> RankingScene:
    """Some places of a climb as a block of the ranking."""
    return RankingScene(board=scene.board, from_=scene.from_, to=scene.to, page=scene.page)


def draw(canvas: Canvas, scene: FlagScene, elapsed: float) -> None:
    """The moment of the flag that `scene` names."""
    if isinstance(scene, FlagClimb):
        ranking.draw(canvas, _block(scene), elapsed)
        return
    canvas.deepen()
    head = _heading(canvas, scene)
    stage = Box(0, head, canvas.width, max(1, canvas.height - head))
    match scene:
        case FlagTransfer():
            _transfer(canvas, stage, scene, elapsed)
        case FlagRoll():
            _roll(canvas, stage, scene, elapsed)
        case FlagPlace():
            placing.draw(canvas, stage, scene, elapsed)
        case FlagCorrection():
            correcting.draw(canvas, stage, scene, elapsed, phase(elapsed, _TRANSFER_SETTLED))
        case FlagContest():
            _contest(canvas, stage, scene, elapsed)


def _transfer(canvas: Canvas, stage: Box, scene: FlagTransfer, elapsed: float) -> None:
    """How the flag comes to its holders, and what there is to say of it."""
    handover, said = Handover.of(scene), said_rows(canvas.height)
    wave = phase(elapsed, duration(scene))
    carry(canvas, Box(stage.x, stage.y, stage.width, max(1, stage.height - said)), handover, elapsed, wave)
    if handover.rolling:
        _say_candidates(canvas, handover.candidates, 1 - span(elapsed, handover.rolling - 1.0, 0.6))
    if said:
        below = Box(0, canvas.height - said, canvas.width, said)
        _say_outcome(canvas, below, scene, elapsed - handover.rolling - _SAID_FROM)


def said_rows(tall: int) -> int:
    """The rows in which an outcome is told, of a page that is `tall` rows high."""
    return 0 if tall < 10 else 3 if tall < 30 else 9 if tall < 40 else max(tall // 4, min(15, tall // 3))


def _heading(canvas: Canvas, scene: FlagScene) -> int:
    lang = canvas.look.lang
    number = scene.number if isinstance(scene, FlagOnStage) else None
    aside = word("flag.number", lang, number=number) if number else ""
    tall = 0 if canvas.height < 8 else head_rows(canvas.height)
    return heading(canvas, scene.flag_of_pool(lang), aside, tall) if tall else 0


def _roll(canvas: Canvas, stage: Box, scene: FlagRoll, elapsed: float) -> None:
    """The flag where it has been, and the names of all who can win it, one after the other."""
    lang = canvas.look.lang
    said = said_rows(canvas.height)
    length = loop(scene)
    wave = round(elapsed / length * max(1, round(length * _WAVES_A_SECOND)) * STEPS) % STEPS
    ground = Box(stage.x, stage.y, stage.width, max(1, stage.height - said))
    free, units = stand(canvas, ground, scene.flag_called(lang), scene.previous, wave), scene.candidates
    if canvas.look.still:
        name_list(canvas, free, [unit.called(lang) for unit in units])
    else:
        draw_reel(canvas, free, [hero_name(canvas, free, unit) for unit in units], running(elapsed))
    _say_candidates(canvas, units, 1.0)


def _say_candidates(canvas: Canvas, candidates: Sequence[NamedUnit], strength: float) -> None:
    """How many can win, where the outcome will be told."""
    said = said_rows(canvas.height)
    if said:
        count = word("flag.candidates", canvas.look.lang, count=len(candidates))
        inks = (canvas.look.theme.quiet, canvas.look.theme.faint)
        box = Box(2, canvas.height - said, max(1, canvas.width - 4), said)
        if canvas.height >= 40:
            hero(canvas, box, count, inks, strength=strength, largest=13)
        else:
            line(canvas, Box(2, canvas.height - 2, box.width, 1), count, inks[0], strength=strength)


def _contest(canvas: Canvas, box: Box, scene: FlagContest, elapsed: float) -> None:
    """The flag at the left, its area as the hero, and below it who holds it until now."""
    look, theme = canvas.look, canvas.look.theme
    left = box.width * (37 if box.height >= 30 else 30) // 100 if box.width >= 40 and box.height >= 8 else 0
    edge = max(1, box.width // 40)
    if left:
        picture = standard(
            scene.flag_called(look.lang),
            (left - edge) * look.glyphs.across,
            (box.height - 2) * look.glyphs.down,
            phase(elapsed, _CONTEST_SETTLED),
            theme,
            crisp=look.glyphs.across > 1,
        )
        canvas.paste(edge * 2, box.y + 1, picture)
    x, width = left + edge * 2, box.width - left - edge * 3
    previous = scene.previous
    air = 1 if box.height >= 30 else 0
    upper = max(1, box.height * 13 // 20 - air)
    shown = ease(span(elapsed, 0.1, 0.9))
    area = scene.area_called(look.lang)
    lettering = lettering_in(canvas, Box(x, box.y, width, upper), area, "sans")
    hero(canvas, Box(x, box.y, width, upper), area, gold(canvas), shown=shown)
    later = span(elapsed, 0.8, 0.6)
    y = box.y + upper + air
    line(canvas, Box(x, y, width, 1), word("flag.held_by", look.lang), theme.quiet, strength=later)
    rest = Box(x, y + 1 + air, width, max(0, box.bottom - y - 2 - air))
    largest = lettering.em // look.glyphs.across if lettering else 12
    if rest.height and previous:
        heroes(canvas, rest, previous, silver(canvas), strength=later, largest=largest)
    elif rest.height:
        nobody = word("flag.waits" if scene.open else "flag.nobody", look.lang)
        hero(canvas, rest, nobody, silver(canvas), strength=later, largest=largest)


def _say_outcome(canvas: Canvas, box: Box, scene: FlagTransfer, since: float) -> None:
    """Outcome, margin and defences, large where there is room, and the first places: as a race if they fit."""
    theme, lang, row = canvas.look.theme, canvas.look.lang, scene.row
    strength = span(since, 0.0, 0.5)
    if strength <= 0:
        return
    outcome = outcome_of(row, lang) if row.holders or not row.tells_nobody else ""
    facts = facts_of(row, lang, counted=True)
    last = Box(0, box.bottom - 1, box.width, 1)
    top = [place for place in with_digits(scene.top) if place.score is not None]
    margin = told_margin(row) or None
    if prize := row.prize_called(lang):
        tall = _PRIZE_TALL if box.height >= _PRIZE_TALL + _RACE_HEIGHT else 1
        above = Box(box.x, box.y, box.width, tall)
        _say_prize(canvas, above, word("flag.prize", lang, prize=prize), strength)
        if tall > 1:  # else it stands in the free row above the outcome
            box = Box(box.x, box.y + tall, box.width, box.height - tall)
    if box.height >= _RACE_HEIGHT and box.width >= _RACE_WIDTH and len(top) > 1:
        half = box.width * 2 // 5
        edge = max(2, box.width // 40)
        _say_large(canvas, Box(edge, box.y + 1, half - edge, box.height - 4), margin, outcome, strength)
        said = Box(edge, box.bottom - 2, half - edge, 1)
        line(canvas, said, "    ".join(facts), theme.text, strength=strength, attributes=BOLD)
        lanes = Box(half + edge, box.y + 1, box.width - half - edge - margin_of(canvas), box.height - 1)
        race(canvas, lanes, top, margin, since, fewer=True)
        return
    if box.height >= 7:
        _say_large(canvas, Box(0, box.y + 1, box.width, box.height - 3), margin, outcome, strength)
        said = Box(0, last.y - 1, box.width, 1)
        line(canvas, said, "    ".join(facts), theme.text, strength=strength, attributes=BOLD)
    else:
        text = "    ".join(facts)
        chip = width_of(outcome) + 4 if outcome else 0
        start, y = max(0, (box.width - chip - width_of(text)) // 2), max(box.y, last.y - 1)
        if outcome:
            canvas.chip(start, y, outcome, theme.gold_high, theme.red)
        said = Box(start + chip, y, max(0, box.width - start - chip), 1)
        line(canvas, said, text, theme.text, align="left", strength=strength, attributes=BOLD)
    _first_places(canvas, last, scene, strength)


def _say_prize(canvas: Canvas, box: Box, said: str, strength: float) -> None:
    """What its holders are given with the flag, as large as its row or rows can be."""
    inside = Box(margin_of(canvas), box.y, canvas.width - 2 * margin_of(canvas), box.height)
    if box.height > 1:
        hero(canvas, inside, said, gold(canvas), strength=strength)
    else:
        line(canvas, inside, said, canvas.look.theme.gold_high, strength=strength, attributes=BOLD)


def _say_large(canvas: Canvas, box: Box, margin: str | None, outcome: str, strength: float) -> None:
    """The outcome on a red field, in the middle together with the margin if both can be large, else alone."""
    if not margin or not outcome:
        if outcome:
            badge(canvas, box, outcome, strength)
        return
    said = f"+{margin}"
    together = lettering_in(canvas, Box(0, 0, box.width - 10, box.height), outcome + said, "sans", 28, 1)
    if together is None and lettering_in(canvas, Box(0, 0, box.width - 4, box.height), outcome, "sans", 28, 1):
        badge(canvas, box, outcome, strength)
        return
    largest = together.em // canvas.look.glyphs.across if together else 1
    lettering = lettering_in(canvas, box, said, "sans", largest)
    beside = cells_of(canvas, lettering)[0] if lettering else width_of(said)
    room = Box(box.x, box.y, max(1, box.width - beside - 4), box.height)
    field = badge(canvas, room, outcome, 0.0, largest)
    start = box.x + max(0, (box.width - field.width - beside - 4) // 2)
    badge(canvas, Box(start, box.y, field.width, box.height), outcome, strength, largest)
    right = Box(start + field.width + 4, box.y, beside, box.height)
    hero(canvas, right, said, gold(canvas), strength=strength, largest=largest)


def _first_places(canvas: Canvas, box: Box, scene: FlagTransfer, strength: float) -> None:
    """As many of the area's first places as fit one line, and how many more share the last of them."""
    lang, top = canvas.look.lang, with_digits(scene.top)
    said = [f"{row.rank or '-'} {row.called(lang)} {row.score or ''}".rstrip() for row in top]
    text = ""
    for count in range(len(top), 0, -1):
        more = _sharing(top, count, scene.more)
        text = "    ".join([*said[:count], *([word("flag.more", lang, count=more)] if more else [])])
        if width_of(text) <= box.width - 2:
            break
    else:
        text = ""
    line(canvas, box, text, canvas.look.theme.quiet, strength=strength)


def _sharing(top: Sequence[RankingRow], count: int, further: int) -> int:
    """How many that are left out share the last place of the first `count`; `further` more share the last of all."""
    rank = top[count - 1].rank
    left = [row for row in top[count:] if row.rank == rank]
    return len(left) + (further if top[-1].rank == rank else 0)


def caption(scene: FlagScene, lang: str) -> str:
    """The area, and who has its flag, who is at the place that is shown, or who had it."""
    match scene:
        case FlagTransfer() | FlagCorrection():
            told = "→ " + (captions.units(scene.row.holders, lang) or "-")
        case FlagPlace():
            told = f"{'-' if scene.is_out_of_the_ranking else scene.place}: " + (
                captions.units(scene.rows, lang) or "-"
            )
        case FlagClimb():
            told = f"{scene.from_}–{scene.to}: " + (captions.units(scene.board.rows, lang) or "-")
        case FlagOnStage():
            told = captions.units(scene.previous, lang)
        case _:
            told = ""
    return captions.line(scene.area_called(lang), told)
