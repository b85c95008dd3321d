"""Inserting many rows: what SQLAlchemy does for each of them anew is done once for all."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, insert
from sqlmodel import Session

from scoreboard.models import Table


def insert_rows(session: Session, table: type[Table], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows that fill `columns`, in their order, past the session's own objects.

    A column with a default of its own must be among them.
    """
    connection = session.connection()
    statement, in_order, made_here, names = _inserting(table, tuple(columns), connection.dialect)
    written: list[Any] = []
    given, stored = [object()] * len(made_here), [None] * len(made_here)
    for row in rows:
        values = list(in_order(row))
        for number, (at, maker) in enumerate(made_here):
            if values[at] is not given[number]:  # a column often has one and the same value in every row
                given[number], stored[number] = values[at], maker(values[at])
            values[at] = stored[number]
        written.append(tuple(values) if names is None else dict(zip(names, values, strict=True)))
    if written:
        connection.exec_driver_sql(statement, written)


@lru_cache(maxsize=64)
def _inserting(
    table: type[Table], columns: tuple[str, ...], dialect: Dialect
) -> tuple[str, Callable[[Sequence[Any]], Sequence[Any]], list[tuple[int, Any]], list[str] | None]:
    """The statement, its values' places in a row, what makes some of them, and their names where it goes by those."""
    target = table.__table__  # type: ignore[attr-defined]
    statement = insert(target).compile(dialect=dialect, column_keys=list(columns))
    names = list(statement.positiontup or statement.params)
    in_order = itemgetter(*(columns.index(name) for name in names))
    makers = [target.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    made_here = [(at, maker) for at, maker in enumerate(makers) if maker is not None]
    return str(statement), in_order, made_here, None if statement.positional else names
