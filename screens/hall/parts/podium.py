"""The side of a wide page: the first three of a table as heroes, or an area's flag with its holder."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoreboard.publications.flag_words import told_margin
from screens.hall.parts.names import called, heroes
from screens.hall.parts.page import Box, badge, gold, hero, line, silver
from screens.hall.parts.words import nobody_of, word
from screens.widgets.bigtext import LEGIBLE
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD


def width_for(size: tuple[int, int]) -> int:
    """The columns of the side at this size; 0 where the table needs them all."""
    return size[0] * 2 // 5 if size[0] >= 150 and size[1] >= 30 else 0


def first_three(canvas: Canvas, box: Box, rows: Sequence[Mapping[str, Any]]) -> None:
    """The first three ranked rows, the first the largest."""
    lang, theme = canvas.look.lang, canvas.look.theme
    best = [row for row in rows if row.get("rank") is not None][:3]
    y, largest = box.y, 999
    for number, row in enumerate(best):
        tall = box.height * 2 // 5 if number == 0 else box.height * 3 // 10
        inks = gold(canvas) if row.get("rank") == 1 else silver(canvas)
        upper = Box(box.x, y, box.width, max(1, tall - 3))
        drawn = heroes(canvas, upper, [row], inks, largest=largest)
        if number == 0:
            named = called(canvas, upper, [row])
            largest = max(LEGIBLE, named.largest * 4 // 5) if named else largest
        below = Box(box.x, min(drawn.bottom + 1, y + tall - 1), box.width, 1)
        facts = [word("podium.rank", lang, rank=row["rank"])]
        if row.get("flags"):
            facts.append(word("podium.flags", lang, count=row["flags"]))
        facts.append(word("podium.score", lang, score=row.get("score") or "-"))
        line(canvas, below, "   ".join(facts), theme.gold if number == 0 else theme.quiet, attributes=BOLD)
        y += tall


def holder(canvas: Canvas, box: Box, row: Mapping[str, Any], outcome: str, facts: Sequence[str]) -> None:
    """Who holds the area's flag, how they came to it (`outcome`), and by how much."""
    lang, theme = canvas.look.lang, canvas.look.theme
    holders = list(row.get("holders") or [])
    line(canvas, Box(box.x, box.y, box.width, 1), word("podium.holder", lang), theme.quiet)
    tall = max(3, box.height * 2 // 5)
    named = Box(box.x, box.y + 1, box.width, tall)
    if holders:
        heroes(canvas, named, holders, gold(canvas))
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
