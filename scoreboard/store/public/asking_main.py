"""Questions to the main database, within a transaction of it."""

import contextlib
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session

from scoreboard.store.public.asking import Ask, in_style, spread
from scoreboard.store.public.facts import Facts


def facts_of(session: Session) -> Facts:
    """The public facts as they are in the main database, those of the open transaction too."""
    return Facts(asking_session(session))


def asking_session(session: Session) -> Ask:
    """Asks the main database within a session's transaction."""

    def ask(question: str, **values: object) -> list[Any]:
        session.flush()
        connection = session.connection()
        plain, given = spread(question, values)
        return _answered(connection, in_style(plain, connection.dialect.paramstyle), given)

    return ask


def _answered(connection: Connection, statement: str, values: dict[str, Any]) -> list[Any]:
    """The rows of an answer, from the driver: a deed asks hundreds of small questions.

    SQLAlchemy would take four times as long over each as the database does. What fails is asked through it once more,
    so that it is told in the one way that is known of the main database.
    """
    with contextlib.closing(connection.connection.cursor()) as cursor:
        try:
            cursor.execute(statement, values)
            return list(cursor.fetchall())
        except sqlite3.Error:
            return [tuple(row) for row in connection.exec_driver_sql(statement, values)]


def write_rows(session: Session, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Carry out a statement for each of some rows, whose values it names as ``:name``."""
    if rows:
        connection = session.connection()
        connection.exec_driver_sql(in_style(statement, connection.dialect.paramstyle), [dict(row) for row in rows])
