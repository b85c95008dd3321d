"""The end of a ceremony: its slogans as heroes, and who holds most flags or leads the table that goes by totals."""

from collections.abc import Sequence
from dataclasses import replace

from scoreboard.enums import TableOrder
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kind import names_in_line
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.names import named
from scoreboard.publications.pools import pool_label, with_pool
from scoreboard.publications.scene import SceneImage
from scoreboard.publications.scenes.closing import ClosingScene
from scoreboard.wire import UNSET, given
from screens.hall.parts import captions
from screens.hall.parts.cue_image import draw_image, image_of, make_room
from screens.hall.parts.hall_words import word
from screens.hall.parts.layout import Saying, hero_em, stack
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, gold, hero, is_wall, line, margin_of, silver
from screens.hall.parts.placed_words import draw_placed, wall_of
from screens.hall.parts.qr_code import beside_code
from screens.hall.parts.walls import LaidOut, Wall
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, spaced, width_of

_SETTLED, _SLOGANS_FROM = 3.4, 1.2
_WITH_FLAG = 14
"""Rows of a page that names who has the flag of the overall table."""
_BETWEEN = 0.7
_NAMED = 6
"""How many of those who share most flags are named, at most."""


def duration(scene: ClosingScene) -> float:
    """The slogans are uncovered one after the other."""
    return max(_SETTLED, _SLOGANS_FROM + _BETWEEN * (1 + max(len(scene.slogans), len(scene.slogans_en or ()))))


def draw(canvas: Canvas, scene: ClosingScene, elapsed: float) -> None:
    """Title above, slogans in the middle, the first of the overall table below."""
    look, theme = canvas.look, canvas.look.theme
    canvas.deepen()
    edge, height = margin_of(canvas), canvas.height
    inner = max(1, canvas.width - 2 * edge)
    title = scene.title_in(look.lang)
    slogans = scene.slogans_in(look.lang)
    by_total = scene.board.order == TableOrder.TOTAL
    counted = by_total or scene.board.open_flags is UNSET  # who holds most is not known while flags are open
    best = (at_first_place if by_total else holding_most)(scene.board.rows if counted else ())
    given_to = [row for row in given(scene.overall) or () if row.holders]
    top = 3 if height >= 10 else 0
    large = is_wall((canvas.width, height)) and not look.native
    below = (10 if large else 4) if best and height >= 14 and not given_to else 0
    if top:
        line(canvas, Box(edge, 1, inner, 1), spaced(title, inner), theme.quiet)
        canvas.rule(0, 2, canvas.width, theme.gold_low)
    commitment = scene.amended.commitment if scene.amended else given(scene.commitment)
    foot = below or bool(scene.amended)  # what the seal was amended for stands in the last row
    middle = beside_code(canvas, Box(edge, top, inner, max(1, height - top - foot)), commitment)
    if given_to and height >= _WITH_FLAG:
        _flag_of_table(canvas, scene, middle, given_to, elapsed)
        return
    _slogans(canvas, middle, slogans, image_of(scene), elapsed)
    if below:
        said = span(elapsed, 2.2, 0.6)
        canvas.rule(canvas.width // 6, height - below, canvas.width * 2 // 3, theme.gold_low)
        leader = word("closing.first" if by_total else "closing.leader", look.lang)
        names = _named(best, look.lang, inner, "closing.total" if by_total else "closing.flags")
        if large:
            box = Box(edge, height - below + 1, inner, below - 2)
            hero(canvas, box, f"{leader}  {names}", gold(canvas), strength=said, largest=16)
            return
        line(canvas, Box(edge, height - 3, inner, 1), leader, theme.quiet, strength=said)
        line(canvas, Box(edge, height - 2, inner, 1), names, theme.gold, strength=said, attributes=BOLD)


def _flag_of_table(canvas: Canvas, scene: ClosingScene, box: Box, rows: Sequence[FlagRow], elapsed: float) -> None:
    """Who has the flag of the overall table as the heroes, each pool's under its name; over them the ceremony's end."""
    lang = canvas.look.lang
    told = [(Saying.of(word("closing.end", lang), Rank.SECOND, 2, kept=True), silver(canvas), 0.2)]
    for row in rows:
        name = with_pool(row.area_called(lang), pool_label(scene.board.pools, row.pool, lang), lang)
        holders = tuple(holder.called(lang) for holder in row.holders)
        told.append((Saying.of(name, Rank.THIRD, 1, kept=True), silver(canvas), 1.2))
        told.append((Saying(holders, Rank.HERO, 5, kept=True), gold(canvas), 2.0))
    names, wall = tuple(said for said, _, _ in told), wall_of(canvas)
    told += [(Saying.of(text, Rank.NOTE), silver(canvas), 2.6) for text in scene.slogans_in(lang)]
    every = tuple(said for said, _, _ in told)
    placed = _equals(wall, box, every)
    if _least_em(every, placed) < max(wall.floor(Rank.HERO, text) or 0 for said in names for text in said.texts):
        placed = max(placed, _equals(wall, box, names), key=lambda at: _least_em(every, at))
    for (said, inks, since), at in zip(told, placed, strict=False):
        shown = ease(span(elapsed, since, 0.9)) if said.rank == Rank.HERO else 1.0
        draw_placed(canvas, at, inks, shown=shown, strength=span(elapsed, since, 0.6))


def _equals(wall: Wall, box: Box, sayings: tuple[Saying, ...]) -> tuple[LaidOut | None, ...]:
    """All that is said below each other, its heroes of one size: no champion is larger than another."""
    placed = stack(wall, box, sayings)
    least = _least_em(sayings, placed)
    if all(at is None or said.rank != Rank.HERO or at.em == least for said, at in zip(sayings, placed, strict=True)):
        return placed
    largest = max(1, least)  # at 1 all of them are ordinary text
    return stack(wall, box, tuple(replace(s, largest=largest) if s.rank == Rank.HERO else s for s in sayings))


def _least_em(sayings: tuple[Saying, ...], placed: tuple[LaidOut | None, ...]) -> int:
    """The em in pixels of the smallest hero."""
    return min(at.em if at else 0 for said, at in zip(sayings, placed, strict=False) if said.rank == Rank.HERO)


def _named(best: Sequence[RankingRow], lang: str, width: int, key: str) -> str:
    """Who they are in one line, as many as it holds, and how many more there are."""
    every = [word(key, lang, name=row.called(lang), count=row.flags or 0, score=row.score or "-") for row in best]
    for count in range(min(_NAMED, len(every)), 0, -1):
        further = [word("flag.more", lang, count=len(every) - count)] if count < len(every) else []
        said = "    ".join([*every[:count], *further])
        if width_of(said) <= width:
            return said
    return every[0]


def holding_most(rows: Sequence[RankingRow]) -> list[RankingRow]:
    """All who hold most flags; nobody where nobody holds one."""
    most = max(((row.flags or 0) for row in rows), default=0)
    return [row for row in rows if most and (row.flags or 0) == most]


def at_first_place(rows: Sequence[RankingRow]) -> list[RankingRow]:
    """All at the first place; nobody where nobody has a point."""
    return [row for row in rows if row.rank == 1 and row.scored_in != 0]


def _slogans(canvas: Canvas, box: Box, slogans: Sequence[str], image: SceneImage | None, elapsed: float) -> None:
    """The word that ends the ceremony as the hero, always; the slogans below it, large where it stays one.

    The contest's emblem stands above or beside them.
    """
    said = (
        Saying.of(word("closing.end", canvas.look.lang), Rank.HERO, 4, face="serif", kept=True),
        *(Saying.of(text, Rank.SECOND, 2, face="serif", lines=1) for text in slogans),
    )
    wall = wall_of(canvas)
    large = [bool(at and at.em) for at in stack(wall, box, said)]

    def em_in(room: Box) -> int:
        """The hero's em; -1 where slogans that are large without the image are not beside it."""
        placed = stack(wall, room, said)
        kept = all(bool(at and at.em) >= was for at, was in zip(placed, large, strict=True))
        return hero_em(said, placed) if kept else -1

    room, place = make_room(canvas, box, image, em_in)
    draw_image(canvas, place, image)
    at = stack(wall, room, said)
    draw_placed(canvas, at[0], gold(canvas), shown=ease(span(elapsed, 0.2, 1.2)))
    for number, below in enumerate(at[1:]):
        draw_placed(canvas, below, silver(canvas), strength=span(elapsed, _SLOGANS_FROM + _BETWEEN * number, 0.6))


def caption(scene: ClosingScene, lang: str) -> str:
    """The series of the overall table, and who stands first on it."""
    series = named(scene.board.series_name, scene.board.series_name_en, lang)
    flags = given(scene.overall) or ()
    told = [f"{row.area_called(lang)} {names_in_line(row.holders, lang)}" for row in flags if row.holders]
    ranked = (row.called(lang) for row in scene.board.rows if row.rank is not None)
    return captions.line(series, *told, captions.names(ranked))
