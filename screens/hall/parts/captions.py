"""Parts of captions: names and lines of scenes in one line of plain text."""

from collections.abc import Iterable, Mapping
from typing import Any

from scoreboard.locale import say
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.kinds.captures import CapturesBoard
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.names import name_in, named
from scoreboard.publications.scene import BoardScene, WordsScene
from scoreboard.publications.words import ContestBoard
from scoreboard.publications.year import YearBoard
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


def of_board(scene: BoardScene[Any] | Mapping[str, Any], lang: str) -> str:
    """Of a scene that shows a board's rows: what the board is of, and who stands first on it.

    A board of no area and no series is called as its kind.
    """
    if isinstance(scene, Mapping):
        board = scene.get("board") or {}
        return line(name_in(board, lang, "series_name"), units(board.get("rows") or (), lang))
    return "" if scene.board is None else line(_title(scene.board, lang), units(scene.board.rows, lang))


def _title(board: Any, lang: str) -> str:
    if isinstance(board, RankingBoard) and board.area is not None:
        return board.area_called(lang)
    if isinstance(board, ContestBoard | YearBoard | CapturesBoard):
        return named(board.series_name, board.series_name_en, lang)
    return say(kind_of(board.board).title, lang)
