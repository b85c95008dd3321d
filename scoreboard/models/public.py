"""What is public: facts, appended and numbered by the change that made them so, and what follows from them.

A change is a row with a number, a time and a reason; all that it made public carries its number. Facts and printed
documents are only ever appended. The tables below them (places, levels, members) serve speed: they follow from the
facts, are kept by the difference in the same transaction, and can be reckoned anew and compared at any time.

The public file holds the same tables and nothing else, so that the same questions serve both sides.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field

from scoreboard.models.base import Moment, Table


class PublicChange(Table, table=True):
    """A moment at which something became public. Numbers count up from 1 without gaps."""

    __tablename__ = "public_change"

    number: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)
    reason: str = ""


class PublicBoard(Table, table=True):
    """A board, and which change touched it last; revision 0 means that none has yet."""

    __tablename__ = "public_board"

    number: int = Field(primary_key=True)
    key: str = Field(unique=True)
    """Such as ``ranking/city/2010Q3/key-projects``."""
    revision: int = 0
    change: int = Field(default=0, index=True)
    placed: int = Field(default=0, index=True)
    """The change that made it, or the last one that moved a place in it, which may be one that did not touch it."""


class PublicTouch(Table, table=True):
    """That a change touched a board, and made this revision of it."""

    __tablename__ = "public_touch"
    __table_args__ = (Index("ix_public_touch_change", "change"), {"sqlite_with_rowid": False})

    board: int = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    change: int


class PublicPrint(Table, table=True):
    """A revision of a board that is kept as a whole: a bulletin as it was printed."""

    __tablename__ = "public_print"
    __table_args__ = (Index("ix_public_print_change", "change"),)

    board: int = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    change: int
    value: str


class PublicFact(Table, table=True):
    """A fact as it became public with a change; the newest one of a kind and key is what holds."""

    __tablename__ = "public_fact"
    __table_args__ = (Index("ix_public_fact_change", "change"), {"sqlite_with_rowid": False})

    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    change: int = Field(primary_key=True)
    value: str | None = None
    """JSON; None where it no longer holds."""


class PublicScore(Table, table=True):
    """A unit's score in an area's ranking as it became public: a fact, too, but there are millions of them."""

    __tablename__ = "public_score"
    __table_args__ = (Index("ix_public_score_change", "change"), {"sqlite_with_rowid": False})

    board: int = Field(primary_key=True)
    unit: int = Field(primary_key=True)
    change: int = Field(primary_key=True)
    mark: str
    value: int | None = Field(default=None, sa_type=BigInteger)
    """In ten-thousandths of a point."""


class PublicUnit(Table, table=True):
    """The number by which a unit stands in the tables of places."""

    __tablename__ = "public_unit"

    number: int = Field(primary_key=True)
    id: str = Field(unique=True)
    change: int = Field(index=True)


class PublicMember(Table, table=True):
    """A unit that takes part in a series, with what its place depends on. Follows from the facts of units."""

    __tablename__ = "public_member"
    __table_args__ = (
        Index("ix_public_member_order", "series", "position"),
        Index("ix_public_member_change", "change"),
        {"sqlite_with_rowid": False},
    )

    series: str = Field(primary_key=True)
    unit: int = Field(primary_key=True)
    pool: str = ""
    position: int = 0
    first: str | None = None
    """The first and the last day on which it exists, ISO 8601; None for no bound."""
    last: str | None = None
    taking_part: bool = True
    """False once it no longer does: the row stays, so that whoever follows by changes hears of it."""
    change: int


class PublicRoll(Table, table=True):
    """How many units a contest ranks in a pool. Follows from its members."""

    __tablename__ = "public_roll"
    __table_args__ = (Index("ix_public_roll_change", "change"), {"sqlite_with_rowid": False})

    series: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    pool: str = Field(primary_key=True)
    """A pool's name, or empty for all units."""
    units: int
    change: int


class PublicStanding(Table, table=True):
    """Where a unit stands in a ranking: the newest score, and what it is ordered by. Follows from the facts.

    A unit without a row has no score: it is missing from an area's ranking, and has nothing in the overall table.
    """

    __tablename__ = "public_standing"
    __table_args__ = (
        Index(
            "ix_public_standing_place",
            "board",
            "pool",
            "state",
            text("flags DESC"),
            text("value DESC"),
            "position",
        ),
        Index("ix_public_standing_change", "change"),
        {"sqlite_with_rowid": False},
    )

    board: int = Field(primary_key=True)
    unit: int = Field(primary_key=True)
    pool: str = ""
    """The pool whose flag it is ranked for; empty where all are ranked together."""
    state: int
    """One of `scoreboard.store.public.places.PlaceState`."""
    flags: int = 0
    """Of an overall table that goes by them: the flags that it holds."""
    value: int | None = Field(default=None, sa_type=BigInteger)
    """Of an area in ten-thousandths of a point, of the overall table in hundred-millionths."""
    position: int = 0
    mark: str = ""
    scored: int = 0
    """Of the overall table: in how many areas it has a score."""
    excused: int = 0
    """Of the overall table: how many areas do not apply to it."""
    change: int


class PublicLevel(Table, table=True):
    """How many ranked units stand on a level: a tenth of a point. Follows from the places.

    A rank is one more than the units on the levels above and those above on the same level, at whatever size.
    """

    __tablename__ = "public_level"
    __table_args__ = (Index("ix_public_level_change", "change"), {"sqlite_with_rowid": False})

    board: int = Field(primary_key=True)
    pool: str = Field(primary_key=True)
    flags: int = Field(primary_key=True)
    level: int = Field(primary_key=True, sa_type=BigInteger)
    units: int
    change: int


class PublicReckoning(Table, table=True):
    """Up to which change the tables that follow from the facts have been reckoned; one row."""

    __tablename__ = "public_reckoning"

    number: int = Field(primary_key=True)
    change: int
