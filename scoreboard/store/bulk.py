"""Inserting many rows: what SQLAlchemy does for each of them anew is done once for all."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from scoreboard.models import Table


def insert_rows(session: Session, table: type[Table], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows that fill `columns`, in their order, past the session's own objects.

    A column with a default of its own must be among them.
    """
    connection = session.connection()
    dialect = connection.dialect
    target = table.__table__  # type: ignore[attr-defined]
    statement = insert(target).compile(dialect=dialect, column_keys=list(columns))
    places = {name: at for at, name in enumerate(columns)}
    names = list(statement.positiontup or statement.params)
    makers = {name: target.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names}
    order = [(places[name], makers[name]) for name in names]
    made = [tuple(row[at] if maker is None else maker(row[at]) for at, maker in order) for row in rows]
    if made:
        values = made if statement.positional else [dict(zip(names, row, strict=True)) for row in made]
        connection.exec_driver_sql(str(statement), values)
