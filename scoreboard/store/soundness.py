"""Whether a database's content can be what the program wrote: asked when something went wrong that nobody foresaw.

SQLite notices a page that makes no sense, not a byte of a text that has changed. So every value is read as what its
column says that it is.
"""

import contextlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlmodel import Session

from scoreboard.errors import Unreachable
from scoreboard.settings import DatabaseSides, ServerSides
from scoreboard.store.chain import first_broken
from scoreboard.store.public.asking import asking_file
from scoreboard.store.public.file import differing
from scoreboard.store.public.shapes import altered_fact

LONGEST_SECONDS = 20.0
"""After so long nothing more is looked at: nobody waits for more who only wants to know why a command failed."""
JSON_COLUMNS = (("stage", "scene"), ("public_fact", "value"), ("public_print", "value"))
"""Columns that hold JSON, whose type does not say so, each with its table."""
MOMENT = "VARCHAR(32)"
"""What a column of times is declared as."""


def damage(paths: DatabaseSides) -> Unreachable | None:
    """The damage of a main database or of its public file, as a person is told it; None where nothing is found.

    A server looks after its own.
    """
    if isinstance(paths, ServerSides):
        return None
    for path in (paths.main, paths.public):
        detail = damage_of(path)
        if detail:
            return Unreachable("database.damaged", path=path, detail=detail)
    with contextlib.suppress(Exception):  # what can't even be compared has been told of above
        if paths.main.is_file() and not _chain_is_whole(paths.main):
            return Unreachable("database.damaged", path=paths.main, detail="journal")
        if paths.main.is_file() and paths.public.is_file() and differing(paths.main, paths.public):
            return Unreachable("database.damaged", path=paths.public, detail="≠")
    return None


def _chain_is_whole(main: Path) -> bool:
    address = f"{main.resolve().as_uri()}?mode=ro"
    engine = sqlalchemy.create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True))
    try:
        with Session(engine) as session:
            return first_broken(session) is None
    finally:
        engine.dispose()


def damage_of(path: Path) -> str:
    """What in a database's file cannot be, in SQLite's or Python's words; empty where nothing is found, or no file."""
    if not path.is_file():
        return ""
    try:
        with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
            if found != "ok":
                return found
            return _first_wrong(connection) or _first_altered(connection) or _unlike_its_indexes(connection)
    except sqlite3.Error as error:
        return "" if "locked" in str(error) or "readonly" in str(error) else str(error)
    except UnicodeDecodeError as error:  # SQLite quotes what it finds, and Python cannot read that
        return str(error)


def _first_wrong(connection: sqlite3.Connection) -> str:
    latest = time.monotonic() + LONGEST_SECONDS
    for table, column, reads, rows in _columns(connection):
        for (value,) in rows:
            try:
                reads(value)
            except (ValueError, TypeError) as error:
                return f"{table}.{column}: {error}"
            if time.monotonic() > latest:
                return ""
    return ""


def _unlike_its_indexes(connection: sqlite3.Connection) -> str:
    """The first row that an index has differently, so that what is there is written once more; empty for none."""
    latest = time.monotonic() + LONGEST_SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > latest, 100_000)
    try:
        found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            return ""
        raise
    return "" if found == "ok" else found


def _first_altered(connection: sqlite3.Connection) -> str:
    """Which public fact is none that this program would write; empty where all could be, or there are none yet."""
    connection.text_factory = str
    with contextlib.suppress(sqlite3.OperationalError):  # a database of before there were facts
        return altered_fact(asking_file(connection))
    return ""


def _columns(connection: sqlite3.Connection) -> Iterator[tuple[str, str, Callable[[Any], object], sqlite3.Cursor]]:
    """Every column: how its values are read, and the values. Text comes as bytes, so that none is lost on the way."""
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name != "alembic_version"  # which declares its number as we do times
    ]
    connection.text_factory = bytes
    for table in tables:
        quoted = _quoted(table)
        for _, name, declared, wanted, *_ in connection.execute(f"PRAGMA table_info({quoted})").fetchall():
            column, kind = name.decode(), declared.decode().upper()
            reads = _reader(table, column, kind, needed=bool(wanted))
            yield table, column, reads, connection.execute(f"SELECT {_quoted(column)} FROM {quoted}")


def _reader(table: str, column: str, kind: str, *, needed: bool) -> Callable[[Any], object]:
    """How a value of a column is read; reading raises ValueError or TypeError for one that is none."""

    def read(value: Any) -> object:
        if value is None:
            if needed:
                raise ValueError("empty")
            return None
        if kind.startswith(("INTEGER", "BIGINT", "BOOLEAN")):
            if not isinstance(value, int):
                raise TypeError(repr(value)[:40])
            return value
        if kind == "BLOB":
            return value
        text = value.decode() if isinstance(value, bytes) else str(value)
        if kind == "JSON" or (table, column) in JSON_COLUMNS:
            return json.loads(text)
        if kind == "DATE":
            return date.fromisoformat(text)
        moment = kind == MOMENT or column == "at" or column.endswith("_at")
        return datetime.fromisoformat(text) if moment and text else text

    return read


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
