"""Questions that deeds ask again and again: built once, with their values named, and answered in columns.

To build such a question anew, or to make objects of its answer, would cost several times what the database takes.
"""

from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlmodel import Session


def ask_columns(session: Session, question: Executable, **values: object) -> CursorResult[*tuple[Any, ...]]:
    """The answer to a question with its values by name, with all that the session's objects have to write by then."""
    session.flush()
    return session.connection().execute(question, values)


def dialect_of(session: Session) -> str:
    """Which database it is that a session asks."""
    return session.connection().dialect.name
