"""The side of a wide page: the first three of a table as heroes, or an area's flag with its holder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoreboard.locale import place_in_words
from scoreboard.publications.flag_row import FlagRow, told_margin
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.wire import given
from screens.hall.parts.hall_words import CalledUnit, nobody_of, word
from screens.hall.parts.hero_names import called, heroes
from screens.hall.parts.page import Box, badge, gold, hero, line, silver
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD

_SHARES = ((40, 30, 30), (40, 36, 24), (40, 24, 36), (30, 40, 30), (30, 30, 40), (50, 25, 25))
"""Per cent of the side's height that each of the three has: the first shares in which all of them can be read."""
_FACTS = 3
"""Rows below a name: what it has come to, and air."""


def width_for(size: tuple[int, int]) -> int:
    """The columns of the side at this size; 0 where the table needs them all."""
    return size[0] * 2 // 5 if size[0] >= 150 and size[1] >= 30 else 0


@dataclass(frozen=True)
class PodiumPlace:
    """A unit, its place, and what it has come to."""

    unit: CalledUnit
    rank: int | None
    score: str | None
    flags: int | None = None


def standings_in(rows: Iterable[RankingRow]) -> list[PodiumPlace]:
    """The rows of a ranking as those who may stand first."""
    return [PodiumPlace(row, row.rank, row.score, given(row.flags)) for row in rows]


def first_three(canvas: Canvas, box: Box, rows: Sequence[PodiumPlace], counted: str = "podium.score") -> None:
    """The first three ranked rows, the first the largest; `counted` are the words for what they have come to."""
    lang, theme = canvas.look.lang, canvas.look.theme
    best = [row for row in rows if row.rank is not None][:3]
    y, largest = box.y, 999
    for number, (row, tall) in enumerate(zip(best, _heights(canvas, box, best), strict=False)):
        inks = gold(canvas) if row.rank == 1 else silver(canvas)
        upper = Box(box.x, y, box.width, max(1, tall - _FACTS))
        drawn = heroes(canvas, upper, [row.unit], inks, largest=largest)
        if number == 0:
            named = called(canvas, upper, [row.unit])
            largest = named.em * 4 // 5 // canvas.look.glyphs.across if named else 0  # never larger than the first
        below = Box(box.x, min(drawn.bottom + 1, y + tall - 1), box.width, 1)
        facts = [word("podium.rank", lang, rank=place_in_words(row.rank or 0, lang))]
        if row.flags:
            facts.append(word("podium.flags", lang, count=row.flags))
        facts.append(word(counted, lang, score=row.score or "-"))
        line(canvas, below, "   ".join(facts), theme.gold if number == 0 else theme.quiet, attributes=BOLD)
        y += tall


def _heights(canvas: Canvas, box: Box, best: Sequence[PodiumPlace]) -> Sequence[int]:
    """The rows of each: a long name takes some of a short one's, where that lets a hall read both."""
    for shares in _SHARES:
        rows = [box.height * share // 100 for share in shares]
        uppers = (Box(box.x, 0, box.width, max(1, tall - _FACTS)) for tall in rows)
        if all(called(canvas, upper, [row.unit]) for upper, row in zip(uppers, best, strict=False)):
            return rows
    return [box.height * share // 100 for share in _SHARES[0]]


def holder(canvas: Canvas, box: Box, row: FlagRow, outcome: str, facts: Sequence[str]) -> None:
    """Who holds the area's flag, how they came to it (`outcome`), and by how much."""
    lang, theme = canvas.look.lang, canvas.look.theme
    line(canvas, Box(box.x, box.y, box.width, 1), word("podium.holder", lang), theme.quiet)
    tall = max(3, box.height * 2 // 5)
    named = Box(box.x, box.y + 1, box.width, tall)
    if row.holders:
        heroes(canvas, named, row.holders, gold(canvas))
    else:
        hero(canvas, named, nobody_of(row, lang), silver(canvas))
    y = box.y + tall + 2
    sign = Box(box.x, y, box.width, 8 if box.height >= 30 else 1)
    badge(canvas, sign, outcome)
    y = sign.bottom - 1
    margin = told_margin(row)
    tall = box.bottom - y - 2 - 2 * len(facts)
    if margin and tall >= 3:
        hero(canvas, Box(box.x, y + 2, box.width, tall), f"+{margin}", silver(canvas), largest=36)
    for number, fact in enumerate(reversed(facts)):
        below = Box(box.x, box.bottom - 1 - 2 * number, box.width, 1)
        line(canvas, below, fact, theme.text if fact == facts[0] else theme.quiet, attributes=BOLD)
