"""Moving house: a whole database copied to another place, on either engine, and compared row by row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Connection, Date, Table, text
from sqlmodel import Session

from scoreboard.errors import Refused, Unreachable
from scoreboard.models import metadata
from scoreboard.own_folder import scratch_folder
from scoreboard.settings import DatabaseSide, DatabaseSides, ServerSide, ServerSides, database_paths
from scoreboard.store.backup import copied_beside, copy_pages, in_one_file
from scoreboard.store.chain import Head, first_broken, head_of
from scoreboard.store.database_sides import is_there
from scoreboard.store.engine import Store, StoredTable
from scoreboard.store.reading import opened_to_read

ROWS_AT_ONCE = 2000
_MAKERS: Mapping[type[Any], Callable[[Any], Any]] = {Boolean: bool, Date: str}
"""How values become such as every engine takes."""
TABLES: Sequence[Table] = metadata.sorted_tables
"""All that there are, each after those that it refers to."""


@dataclass(frozen=True)
class Copied:
    """What has been copied: how many rows of how many tables, and the journal's head."""

    rows: int
    tables: int
    head: Head


def copy_database(source: DatabaseSides, target: DatabaseSides) -> Copied:
    """Copy all that a database holds at this moment to a place that holds nothing, and compare the two.

    Who works at the source meanwhile is not waited for, nor is what they do copied. Raises Refused where the target
    holds something, where the source's journal is broken, and where a row has not arrived as it was; Unreachable where
    either cannot be read or written. Of a copy that fails nothing is kept.
    """
    if not is_there(source.main):
        raise Unreachable("database.missing", path=source.main)
    with opened_to_read(source) as given, given.read() as read:
        broken = first_broken(read)
        if broken is not None:
            raise Refused("journal.broken", sequence=broken)
        with closing(Store(target, create=True)) as taken:
            with taken.read() as session:
                if any(next(iter(_rows(session.connection(), table)), None) for table in TABLES):
                    raise Refused("copying.occupied", path=target.main)
            counts: list[int] = []

            def compare(written: Session) -> None:
                counts.extend(_compared(read, written, table, target) for table in TABLES)
                if first_broken(written) is not None:
                    raise Refused("copying.differs", table="journal", path=target.main)

            taken.fill((StoredTable(one.name, one.columns.keys(), _as_kept(read, one)) for one in TABLES), compare)
        return Copied(sum(counts), len(TABLES), head_of(read))


def copied_to_a_file(source: DatabaseSide, target: Path) -> AbstractContextManager[Path]:
    """A whole copy of a database, wherever it is, beside `target`; see `copied_beside`."""
    if isinstance(source, Path):
        return copied_beside(source, target, copy_pages)
    return copied_beside(source, target, copy_from_server)


def copy_from_server(source: ServerSide, file: Path) -> None:
    """Fill a file with a copy of a server's database, in the place of whatever bears its name."""
    with scratch_folder(f".{file.name}-", among=file.parent) as folder:
        copy = database_paths(str(folder / "copy.db"))
        copy_database(ServerSides(source, source), copy)
        in_one_file(copy.main)
        copy.main.replace(file)


def _as_kept(session: Session, table: Table) -> Iterator[Sequence[Any]]:
    """The rows of a table; days and what says yes or no, as every engine takes them."""
    makers = [_MAKERS.get(type(column.type)) for column in table.columns]
    for row in _rows(session.connection(), table):
        yield [one if one is None or make is None else make(one) for one, make in zip(row, makers, strict=True)]


def _rows(connection: Connection, table: Table) -> Iterable[Any]:
    """The rows of a table as they are stored, in the order of their keys."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
    question = text(f'SELECT {columns} FROM "{table.name}" ORDER BY {keys}')
    return connection.execute(question, execution_options={"yield_per": ROWS_AT_ONCE})


def _compared(source: Session, target: Session, table: Table, to: DatabaseSides) -> int:
    """Read a table of both again, side by side; returns how many rows it has. Raises Refused where they differ."""
    count = 0
    for there, here in zip_longest(_as_kept(source, table), _as_kept(target, table)):
        if there != here:
            raise Refused("copying.differs", table=table.name, path=to.main)
        count += 1
    return count
