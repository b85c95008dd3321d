"""One score put down whose desk has asked everything before it waits for the turn, if all that it asked still holds.

What a desk knows is as of a row of the journal. While nothing but entries has followed that row it holds, since every
other deed leaves another word there; and the version that a score is written over says whether its cell is the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, exists, insert, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from scoreboard.models import JournalEntry, Score
from scoreboard.store.cells import CHANGED, HELD, OF_PLACE, PLACE, CellRow, Key
from scoreboard.store.chain import Head, chained
from scoreboard.store.writing import hashed_words

ENTER = "enter"
"""The deed after which what a desk knows of a contest, of its people and its units is as it was."""
COLUMNS = ("series_id", "period_id", *PLACE, *HELD)
"""A score's columns in the order of `EnteredScore.stored`."""

_EARLIER, _FOLLOWING = aliased(JournalEntry), aliased(JournalEntry)
_HEAD = (
    select(col(JournalEntry.sequence), col(JournalEntry.hash))
    .where(
        exists().where(col(_EARLIER.sequence) == bindparam("count"), col(_EARLIER.hash) == bindparam("hash")),
        ~exists().where(col(_FOLLOWING.sequence) > bindparam("count"), col(_FOLLOWING.action) != ENTER),
    )
    .order_by(col(JournalEntry.sequence).desc())
    .limit(1)
)
_NEW, _APPEND = insert(Score), insert(JournalEntry)
_OVER = CHANGED.where(col(Score.version) == bindparam("over"))


@dataclass(frozen=True)
class EnteredScore:
    """A score as it is to stand in its cell, and what the journal is to say of that."""

    contest: Key
    cell: CellRow
    over: int
    """The version that it is written over; 0 where nothing was ever entered."""
    words: Mapping[str, Any]
    """The words of its row of the journal, all but the number."""

    @property
    def stored(self) -> tuple[Any, ...]:
        """The values of its row, by `COLUMNS`."""
        return self.contest + self.cell


def put_down(connection: Connection, entered: EnteredScore, since: Head) -> Head | None:
    """Put a score down in a transaction that is alone in writing; returns the journal's new head.

    None, and nothing is written, where another deed than an entry has followed `since`, or the cell is in another
    version. Raises IntegrityError for a score that cannot be there, or not any more.
    """
    last = connection.execute(_HEAD, {"count": since.count, "hash": since.hash}).first()
    if last is None:
        return None
    if entered.over:
        values = dict(zip((*OF_PLACE, *HELD), entered.stored, strict=True))
        if not connection.execute(_OVER, {**values, "over": entered.over}).rowcount:
            return None
    else:
        connection.execute(_NEW, dict(zip(COLUMNS, entered.stored, strict=True)))
    head = Head(last.sequence + 1, chained(last.hash, {**hashed_words(entered.words), "sequence": last.sequence + 1}))
    row = {**entered.words, "sequence": head.count, "previous_hash": last.hash, "hash": head.hash}
    connection.execute(_APPEND, row)
    return head
