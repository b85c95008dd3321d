"""What a document of tables says, whatever it is printed as: a title, an edition, and sections of one table each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoreboard.locale import say
from scoreboard.publications.bulletin_board import BulletinBoard
from scoreboard.publications.pools import are_apart

_TALLIES = ("set", "met", "unmet", "open", "overdue")
_AMOUNTS = ("actual", "fields", "items", "planned", "spent", "percent")
_POINTS = ("rank", "margin", "flags", "total", "score", "result", "old", "new", "honours", "points")
_FIGURES = frozenset((*_POINTS, *_TALLIES, *_AMOUNTS))
"""The columns of a bulletin that hold figures wherever they hold any."""


@dataclass(frozen=True)
class ColumnHead:
    """What stands over a column, and whether it holds figures."""

    text: str
    figures: bool = False


@dataclass(frozen=True)
class TableSection:
    """A table under a title, with notes below it."""

    title: str
    heads: Sequence[ColumnHead]
    rows: Sequence[Sequence[str]]
    """A text for each heading."""
    notes: tuple[str, ...] = ()
    group: str = ""
    """What it is one of several of: the tables of areas are."""

    def noted(self, *notes: str) -> "TableSection":
        """The same with more notes; empty ones are none."""
        return replace(self, notes=(*self.notes, *filter(None, notes)))


@dataclass(frozen=True)
class TableDocument:
    """A document of sections."""

    title: str
    edition: str
    """Which revision it is, when it was published, and why."""
    sections: tuple[TableSection, ...]


def section(name: str, lang: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[TableSection]:
    """A section of a bulletin, by the name of its title and of its columns; none where there is no row."""
    return [TableSection(say(f"bulletin.section.{name}", lang), headings(columns, lang), rows)] if rows else []


def headings(columns: Sequence[str], lang: str) -> list[ColumnHead]:
    """What stands over columns of a bulletin."""
    return [ColumnHead(say(f"bulletin.column.{column}", lang), column in _FIGURES) for column in columns]


def pool_head(board: BulletinBoard) -> list[str]:
    """The heading of the pools; none where nothing could be confused."""
    return ["pool"] if are_apart(board) else []
