"""A viewer's own screen: all that is public, found by typing, scrolled by the arrows. A pure state machine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scoreboard.calling import UnitKeys, matching
from scoreboard.locale import say
from scoreboard.publications.reader import Board
from screens.themes import Look
from screens.widgets.canvas import Canvas, Frame
from screens.widgets.cells import BOLD

LONGEST_QUERY = 40


@dataclass(frozen=True)
class Entry:
    """A line that can be found: a unit in one public board."""

    unit: str
    words: Mapping[str, Any]
    """Series, period, area, name (each also in English), rank, score, flags, status."""


@dataclass(frozen=True)
class Search:
    """What has been typed and how far it is scrolled; `closed` once the viewer goes back."""

    query: str = ""
    top: int = 0
    closed: bool = False


def entries_of(boards: Mapping[str, Board]) -> tuple[Entry, ...]:
    """Every ranked or vetoed line of every public ranking: newest period first, the overall table before its areas."""
    periods = [period["id"] for period in boards["competition"].payload["periods"]]
    rankings = [board.payload for key, board in boards.items() if key.startswith("ranking/")]
    rankings.sort(key=lambda b: (-periods.index(b["period"]), b["series"], b["area"] is not None, str(b["area"])))
    return tuple(
        Entry(row["unit"], {**_board_words(board), **row})
        for board in rankings
        for row in board["rows"]
        if row["status"] in ("ranked", "vetoed")
    )


def _board_words(board: Mapping[str, Any]) -> dict[str, Any]:
    names = ("series_name", "series_name_en", "period", "period_name", "area_name", "area_name_en")
    return {name: board.get(name) for name in names}


def found(entries: Sequence[Entry], keys: Sequence[UnitKeys], query: str) -> Sequence[Entry]:
    """The lines of the units that `query` may mean, the likeliest unit first; all lines while nothing is typed."""
    if not query.strip():
        return entries
    order = {unit: place for place, unit in enumerate(matching(keys, query))}
    return sorted((entry for entry in entries if entry.unit in order), key=lambda entry: order[entry.unit])


def pressed(state: Search, key: str, height: int, count: Callable[[], int]) -> Search:
    """The state after a key: a character, or a key's name as `Keyboard` has it.

    `height` is the screen's; `count` tells how many lines are found, and is only asked where that matters.
    """
    page = max(1, height - 3)
    match key:
        case "escape" | "interrupt":
            return replace(state, closed=True)
        case "up" | "down" | "pageup" | "pagedown":
            by = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}[key]
            return replace(state, top=min(max(0, state.top + by), max(0, count() - page)))
        case "backspace":
            return replace(state, query=state.query[:-1], top=0)
        case "clear":
            return replace(state, query="", top=0)
        case "enter":
            return state
        case _ if key.isprintable() and len(state.query) < LONGEST_QUERY:
            return replace(state, query=state.query + key, top=0)
    return state


def draw_search(state: Search, lines: Sequence[Entry], size: tuple[int, int], look: Look) -> Frame:
    """The query, the lines from `top` on, and the keys."""
    canvas, theme, lang = Canvas(size, look), look.theme, look.lang
    shown = max(0, canvas.height - 3)
    prompt = f"{say('remote.search', lang)} {state.query}"
    used = canvas.text(1, 0, prompt, theme.gold, attributes=BOLD)
    canvas.text(1 + used, 0, "▏" if look.colour else "_", theme.gold_high)
    count = say("remote.found", lang, count=len(lines))
    canvas.text(canvas.width - 20, 0, count, theme.quiet, width=19, align="right")
    canvas.rule(0, 1, canvas.width, theme.gold_low)
    for number, entry in enumerate(lines[state.top : state.top + shown]):
        _line(canvas, 2 + number, entry, lang)
    canvas.text(1, canvas.height - 1, say("remote.search_keys", lang), theme.quiet)
    return canvas.frame()


def _line(canvas: Canvas, y: int, entry: Entry, lang: str) -> None:
    theme, words = canvas.look.theme, entry.words
    english = lang == "en"
    area = words["area_name_en" if english else "area_name"] or say("remote.overall", lang)
    where = f"{words['series_name_en' if english else 'series_name']} {words['period' if english else 'period_name']}"
    rank = "-" if words["rank"] is None else str(words["rank"])
    wide = canvas.width - 2
    canvas.text(1, y, rank, theme.gold, width=4, align="right", attributes=BOLD)
    canvas.text(6, y, str(words["name_en" if english else "name"]), theme.text, width=max(0, wide * 34 // 100 - 6))
    canvas.text(1 + wide * 34 // 100, y, str(area), theme.text, width=max(0, wide * 30 // 100 - 1))
    canvas.text(1 + wide * 64 // 100, y, where, theme.quiet, width=max(0, wide * 36 // 100 - 10))
    canvas.text(canvas.width - 10, y, str(words["score"] or "-"), theme.text, width=9, align="right")
