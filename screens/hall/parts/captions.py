"""Parts of captions: names and lines of scenes in one line of plain text."""

from collections.abc import Iterable, Mapping
from typing import Any

from scoreboard.locale import say
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.names import name_in
from scoreboard.publications.scene import WordsScene
from screens.hall.parts.words import Unit, full_in

MOST_NAMES = 5


def names(found: Iterable[str]) -> str:
    """Names in a row, the first few of them."""
    every = [name for name in found if name]
    return " · ".join(every[:MOST_NAMES]) + (" …" if len(every) > MOST_NAMES else "")


def units(rows: Iterable[Unit], lang: str) -> str:
    """The names of units in a row."""
    return names(full_in(row, lang) for row in rows)


def line(*parts: str) -> str:
    """What is not empty, apart from each other."""
    return "  ".join(part for part in parts if part)


def of_words(scene: WordsScene, _lang: str) -> str:
    """Of a scene that shows words: its title and its text."""
    return line(scene.title, scene.text)


def of_board(scene: Mapping[str, Any], lang: str) -> str:
    """Of a scene that shows a board's rows: what the board is of, and who stands first on it.

    A board of no area and no series is called as its kind.
    """
    board = scene.get("board") or {}
    title = name_in(board, lang, "area_name") or name_in(board, lang, "series_name") or _title(board, lang)
    return line(title, units(board.get("rows") or (), lang))


def _title(board: Mapping[str, Any], lang: str) -> str:
    name = board.get("board")
    title = kind_of(name).title if name in kind_names() else ""
    return say(title, lang) if title else ""
