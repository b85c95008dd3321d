"""What a kind of board is: all that the program must know of it to publish it, choose it, print it and show it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeVar

from scoreboard.facts import FactKind
from scoreboard.locale import listed
from scoreboard.publications.pools import Pooled, are_apart, pool_label
from scoreboard.publications.questions import InPool, Question
from scoreboard.store.public.facts import Facts

if TYPE_CHECKING:
    from sqlmodel import Session

    from scoreboard.publications.year import Year

AnyBoard = TypeVar("AnyBoard")
AnyRow = TypeVar("AnyRow", contravariant=True)


class NamedRow(Protocol):
    """What has a name in both languages."""

    def called(self, lang: str) -> str:
        """What it is called in a language."""


class Key(Enum):
    """What follows the kind's name in the key of its boards."""

    NOTHING = "pledges"
    SERIES = "range/SERIES"
    PERIOD = "stars/PERIOD"
    CONTEST = "flags/SERIES/PERIOD"
    """And with an area of its own also that: ``ranking/SERIES/PERIOD/AREA``."""


@dataclass(frozen=True)
class Column(Generic[AnyRow]):
    """A column of a table to read: the catalogue's key of its heading, and a row's cell in a language."""

    heading: str
    cell: Callable[[AnyRow, str], str]
    justify: Literal["left", "right"] = "left"
    literal: bool = False
    """Whether the heading is a name of this competition, in no catalogue."""


@dataclass(frozen=True)
class Kind(Generic[AnyBoard]):
    """One kind of board."""

    key: Key
    board: type[AnyBoard]
    csv: Callable[[str | None], Sequence[str]]
    """The fields of a row that are its columns in CSV, of the board of an area or, for None, of another one."""
    columns: Callable[[AnyBoard, str], Sequence[Column[Any]]]
    ask: Callable[[Question], tuple[AnyBoard | None, int]]
    """The board as the public facts have it, with the rows that are wanted, and how many rows it has; None where there
    is nothing any more that it could be of."""
    follows: tuple[FactKind, ...] = ()
    """What the board follows from, of a kind that is about no single contest: a change of that touches it."""
    follows_in_series: tuple[FactKind, ...] = ()
    """What else it follows from, of a kind with a board for each series: facts whose keys begin with a series touch
    that series' board alone, however many others there are."""
    keys: Callable[[Facts], Sequence[str]] | None = None
    """The boards of such a kind that there is something to say on."""
    inside: "Callable[[Session, datetime], AnyBoard | None] | None" = None
    """The board as it is for those who may see what is sealed, where that is another one."""
    title: str = ""
    """The catalogue's key of what a board is headed with beside its series and period."""
    shown: Callable[[AnyBoard], AnyBoard | None] | None = None
    """The board as the hall shows it in its playlist, as the scene of the kind's name; None for nothing."""
    note: str = ""
    """The catalogue's key of what is said under its table."""
    empty: Callable[[AnyBoard], str] | None = None
    """The catalogue's key of what a board says that is public and has no rows; without it that nothing is public."""
    sums: Callable[[AnyBoard, str], Sequence[str]] | None = None
    """What all of it comes to, line by line in a language, also where a page is shown."""
    of_year: "Callable[[Year], AnyBoard] | None" = None
    """The board of a year, of a kind that follows from one; a rehearsal asks for that of its drawn year."""
    by_area: bool = False
    """Whether each area has a board of its own; else all of them stand on one."""


def same(*fields: str) -> Callable[[str | None], Sequence[str]]:
    """The CSV columns of a kind whose boards all have the same."""
    return lambda _area: fields


def fields_of(row: type, *names: str) -> Sequence[str]:
    """Some fields of a row, as columns in CSV. Raises ValueError for one that it does not have."""
    unknown = set(names) - {field.name for field in fields(row)}
    if unknown:
        raise ValueError(f"{row.__name__} has no {', '.join(sorted(unknown))}")
    return names


def value(heading: str, of: Callable[[AnyRow], object], justify: Literal["left", "right"] = "left") -> Column[AnyRow]:
    """A column that shows a value as it is, and a dash for none."""

    def cell(row: AnyRow, _lang: str) -> str:
        found = of(row)
        return "-" if found is None or found == "" else str(found)

    return Column(heading, cell, justify)


def names_in_line(units: Iterable[NamedRow], lang: str) -> str:
    """What several units are called, in one line."""
    return listed((unit.called(lang) for unit in units), lang)


THE_UNIT: Column[NamedRow] = Column("cli.table.unit", lambda row, lang: row.called(lang))


def pool_column(board: Pooled) -> list[Column[InPool]]:
    """The column that says of which pool a row is; none where nothing could be confused."""
    if not are_apart(board):
        return []
    return [Column("cli.table.pool", lambda row, lang: pool_label(board.pools, row.pool, lang) or "-")]
