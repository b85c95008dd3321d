"""What a kind of board is: all that the program must know of it to publish it, choose it, print it and show it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sqlmodel import Session

Payload = dict[str, Any]
Row = Mapping[str, Any]


class Key(Enum):
    """What follows the kind's name in the key of its boards."""

    NOTHING = "pledges"
    SERIES = "range/SERIES"
    PERIOD = "stars/PERIOD"
    CONTEST = "flags/SERIES/PERIOD"
    """And with an area of its own also that: ``ranking/SERIES/PERIOD/AREA``."""


@dataclass(frozen=True)
class Column:
    """A column of a table to read: the catalogue's key of its heading, and a row's cell in a language."""

    heading: str
    cell: Callable[[Row, str], str]
    justify: Literal["left", "right"] = "left"
    literal: bool = False
    """Whether the heading is a name of this competition, in no catalogue."""


@dataclass(frozen=True)
class Kind:
    """One kind of board."""

    key: Key
    csv: Callable[[Payload], Sequence[str]]
    """The fields of a row that are its columns in CSV."""
    columns: Callable[[Payload, str], Sequence[Column]]
    build: "Callable[[Session, datetime, bool], Mapping[str, Payload]] | None" = None
    """The boards of this kind by key: as the public may know them, or with True as they are inside.

    None for a kind that is published by what happens in one contest. A board without rows is not published before
    it has had some.
    """
    title: str = ""
    """The catalogue's key of what a board is headed with beside its series and period."""
    scene: Callable[[Payload], Payload | None] | None = None
    """How the hall shows a board in its programme; None for nothing."""
    note: str = ""
    """The catalogue's key of what is said under its table."""


def same(*fields: str) -> Callable[[Payload], Sequence[str]]:
    """The CSV columns of a kind whose boards all have the same."""
    return lambda _payload: fields


def text(field: str, heading: str, justify: Literal["left", "right"] = "left") -> Column:
    """A column that shows a field as it is, and a dash for none."""
    return Column(heading, lambda row, _lang: "-" if row[field] in (None, "") else str(row[field]), justify)


def unit_name(row: Row, lang: str) -> str:
    """What a row's unit is called."""
    return str(row["name_en"] if lang == "en" else row["name"])


def unit_names(units: Sequence[Row], lang: str) -> str:
    """What several units are called, in one line."""
    return ("、" if lang == "zh" else ", ").join(unit_name(unit, lang) for unit in units)


UNIT = Column("cli.table.unit", unit_name)
