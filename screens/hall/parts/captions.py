"""Parts of captions: names and lines of scenes in one line of plain text."""

from collections.abc import Iterable
from typing import Any

from scoreboard.publications.kinds.annual import AnnualBoard
from scoreboard.publications.kinds.captures import CapturesBoard
from scoreboard.publications.kinds.range import RangeBoard
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.names import named
from scoreboard.publications.scene import BoardScene, WordsScene
from screens.hall.parts.hall_words import CalledUnit, word

APART = "  "
"""What stands between parts of a line."""
MOST_NAMES = 5


def names(found: Iterable[str]) -> str:
    """Names in a row, the first few of them."""
    every = [name for name in found if name]
    return " · ".join(every[:MOST_NAMES]) + (" …" if len(every) > MOST_NAMES else "")


def units(rows: Iterable[CalledUnit], lang: str) -> str:
    """The names of units in a row."""
    return names(row.called(lang) for row in rows)


def line(*parts: str) -> str:
    """What is not empty, apart from each other."""
    return APART.join(part for part in parts if part)


def of_words(scene: WordsScene, lang: str) -> str:
    """Of a scene that shows words: its title and its text."""
    return line(scene.title_in(lang), scene.text_in(lang))


Listed = RankingBoard | AnnualBoard | RangeBoard | CapturesBoard


def of_board(scene: BoardScene[Any], lang: str) -> str:
    """Of a scene that shows a board's rows: which board it is, what it is of, and who stands first on it."""
    shown: Listed | None = scene.board
    return "" if shown is None else line(_board(shown, lang), _title(shown, lang), units(shown.rows, lang))


def _board(board: Listed, lang: str) -> str:
    """What a board is called; an area's ranking and a table are told by what they are of."""
    match board:
        case AnnualBoard():
            return word("annual.title", lang, figure="").strip()
        case RangeBoard():
            return word("range.title", lang)
        case CapturesBoard():
            return word("captures.title", lang)
        case _:
            return ""


def _title(board: Listed, lang: str) -> str:
    """The area, or the series."""
    if isinstance(board, RankingBoard) and board.area is not None:
        return board.area_called(lang)
    return named(board.series_name, board.series_name_en, lang)
