"""A viewer's own screen: all that is public, found by typing, scrolled by the arrows. A pure state machine."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from scoreboard.enums import Status
from scoreboard.locale import say
from scoreboard.publications.board_about import RankingLine
from scoreboard.publications.names import named
from scoreboard.publications.pools import with_pool
from screens.held_boards import HeldBoards
from screens.looks import Look
from screens.widgets.canvas import Canvas, Frame
from screens.widgets.cells import BOLD

LONGEST_QUERY = 40
UNITS_AT_ONCE = 4
"""Units whose lines are read together: about as many as a screen shows."""
PLACED = (Status.RANKED, Status.VETOED)


@dataclass(frozen=True)
class FoundLine:
    """A line that can be found: a unit in one public board."""

    unit: str
    line: RankingLine


@dataclass(frozen=True)
class Search:
    """What has been typed and how far it is scrolled; `closed` once the viewer goes back."""

    query: str = ""
    top: int = 0
    closed: bool = False


class Lines:
    """The lines that were found; read only as far as somebody looks, where there are very many."""

    def __init__(self, lines: Iterable[FoundLine], units: int, at_once: int | None = None) -> None:
        self._left = iter(lines)
        self._read: list[FoundLine] = []
        self._ended = False
        self.units = units
        """How many units the lines are of."""
        self.upto(at_once)

    def upto(self, count: int | None) -> Sequence[FoundLine]:
        """The first so many lines at least, if there are as many; all without a number."""
        missing = None if count is None else max(0, count - len(self._read))
        if not self._ended and missing != 0:
            fresh = list(islice(self._left, missing))
            self._read += fresh
            self._ended = missing is None or len(fresh) < missing
        return self._read

    @property
    def count(self) -> int | None:
        """How many lines there are; None while that is not known."""
        return len(self._read) if self._ended else None


def all_lines(held: HeldBoards) -> Iterator[FoundLine]:
    """Every ranked or vetoed line of every public ranking: newest period first, the overall table before its areas."""
    for key in held.rankings():
        for line in held.lines(key):
            if line.row.status in PLACED:
                yield FoundLine(line.row.unit, line)


def lines_of(held: HeldBoards, units: Sequence[str]) -> Iterator[FoundLine]:
    """The lines of these units, one unit after the other."""
    keys = held.rankings()
    for begin in range(0, len(units), UNITS_AT_ONCE):
        some = units[begin : begin + UNITS_AT_ONCE]
        rows = [held.rows_of(key, some) for key in keys]
        for unit in some:
            yield from (FoundLine(unit, row[unit]) for row in rows if unit in row and row[unit].row.status in PLACED)


def pressed(state: Search, key: str, height: int, lines: Callable[[], Lines]) -> Search:
    """The state after a key: a character, or a key's name as `Keyboard` has it.

    `height` is the screen's; the `lines` that are found are only asked for where that matters.
    """
    page = max(1, height - 3)
    match key:
        case "escape" | "interrupt":
            return replace(state, closed=True)
        case "up" | "down" | "pageup" | "pagedown":
            by = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}[key]
            top = max(0, state.top + by)
            return replace(state, top=min(top, max(0, len(lines().upto(top + page)) - page)))
        case "backspace":
            return replace(state, query=state.query[:-1], top=0)
        case "clear":
            return replace(state, query="", top=0)
        case "enter":
            return state
        case _ if key.isprintable() and len(state.query) < LONGEST_QUERY:
            return replace(state, query=state.query + key, top=0)
    return state


def draw_search(state: Search, lines: Lines | None, size: tuple[int, int], look: Look) -> Frame:
    """The query, the lines from `top` on, and the keys; without lines, that they are still being looked for."""
    canvas, theme, lang = Canvas(size, look), look.theme, look.lang
    shown = max(0, canvas.height - 3)
    prompt = f"{say('remote.search', lang)} {state.query}"
    used = canvas.text(1, 0, prompt, theme.gold, attributes=BOLD)
    canvas.text(1 + used, 0, "▏" if look.colour else "_", theme.gold_high)
    if lines is None:
        count = say("remote.looking", lang)
    elif lines.count is not None:
        count = say("remote.found", lang, count=lines.count)
    else:
        count = say("remote.found_units", lang, count=f"{lines.units:,}")
    canvas.text(canvas.width - 20, 0, count, theme.quiet, width=19, align="right")
    canvas.rule(0, 1, canvas.width, theme.gold_low)
    found = () if lines is None else lines.upto(state.top + shown)[state.top : state.top + shown]
    for number, entry in enumerate(found):
        _line(canvas, 2 + number, entry, lang)
    canvas.text(1, canvas.height - 1, say("remote.search_keys", lang), theme.quiet)
    return canvas.frame()


def _line(canvas: Canvas, y: int, entry: FoundLine, lang: str) -> None:
    theme, about, row = canvas.look.theme, entry.line.about, entry.line.row
    area = named(about.area_name or "", about.area_name_en, lang) or say("remote.overall", lang)
    if pool := about.pool_named(row.pool):
        area = with_pool(area, pool.called(lang), lang)
    where = f"{about.series_called(lang)} {named(about.period_name, about.period_name_en, lang)}"
    rank = "-" if row.rank is None else str(row.rank)
    wide = canvas.width - 2
    canvas.text(1, y, rank, theme.gold, width=4, align="right", attributes=BOLD)
    canvas.text(6, y, row.called(lang), theme.text, width=max(0, wide * 34 // 100 - 6))
    canvas.text(1 + wide * 34 // 100, y, area, theme.text, width=max(0, wide * 30 // 100 - 1))
    canvas.text(1 + wide * 64 // 100, y, where, theme.quiet, width=max(0, wide * 36 // 100 - 10))
    canvas.text(canvas.width - 10, y, row.score or "-", theme.text, width=9, align="right")
