"""The public file: a database of its own that holds what is public and nothing else.

It follows the main database by change number. It keeps a write-ahead log, so that no reader can hold up whoever
writes, and what is deleted in it is overwritten.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from scoreboard.errors import Unreachable
from scoreboard.store.public.layout import BOARDS_LAYOUT, IMAGES_LAYOUT, LAYOUT
from scoreboard.store.public.public_stage import (
    IMAGES_TABLE,
    LAST_STEP,
    STEPS_TABLE,
    copy_emblems,
    copy_stage,
    differing_steps,
    tells_of_emblems,
)
from scoreboard.store.replacing import bearer, made_anew
from scoreboard.store.write_ahead import write_ahead

SOUGHT_BYTES = 16 * 1024 * 1024
"""The largest public file that is searched for damage whenever staff open the database, which takes 5 ms a megabyte."""
PATIENCE_SECONDS = 0.05
"""How long a deed waits for somebody else who holds the file; then it goes on, and the file follows later."""

FOLLOWING = {
    "public_change": "number",
    "public_board": "MAX(change, placed)",
    "public_touch": "change",
    "public_print": "change",
    "public_fact": "change",
    "public_score": "change",
    "public_unit": "change",
    "public_member": "change",
    "public_roll": "change",
    "public_standing": "change",
    "public_level": "change",
    "public_reckoning": "change",
}
"""The tables that follow, and what of a row tells by which change it was written."""
FACTS = ("public_touch", "public_print", "public_fact", "public_score")
"""Those of them that are only ever appended to."""
COMPARED = 20
"""Facts of the last change by which a public file is known as its main database's."""
_LAST_CHANGE = "SELECT number, at, reason FROM {side}.public_change ORDER BY number DESC LIMIT 1"


class PublicFile:
    """The public file, held open by a process that fills it.

    To open it for every deed, and to be the last who closes it, would cost each deed two waits for the disk.
    """

    def __init__(self, main: Path, public: Path) -> None:
        self._main, self._public = main, public
        self._connection: sqlite3.Connection | None = None
        self._bearers: object = None

    def follow(self, patience: float, *, search: bool = False) -> bool:
        """Bring the public file level with its main database; True if that took anything.

        One that is damaged, or of another database, is made anew; `search` looks for damage where nothing is read,
        too. Waits `patience` seconds for others. Raises sqlite3.OperationalError or OSError where it cannot be written
        now, Unreachable for one of a later layout.
        """
        if search and is_damaged(self._public):
            self.close()
            rebuild(self._main, self._public)
            return True
        try:
            followed = _follow(self._opened(patience))
        except sqlite3.OperationalError:
            self.close()
            raise
        except sqlite3.DatabaseError:
            followed = None
        if followed is None:
            self.close()
            rebuild(self._main, self._public)
        return followed is not False

    def _opened(self, patience: float) -> sqlite3.Connection:
        """The connection, a new one where another file has taken the name of either database."""
        if self._connection is None or self._bearers != self._names():
            self.close()
            self._connection = _open(self._main, self._public, patience)
            self._bearers = self._names()
        self._connection.execute(f"PRAGMA busy_timeout={round(patience * 1000)}")
        return self._connection

    def _names(self) -> object:
        try:
            return bearer(self._main), bearer(self._public)
        except FileNotFoundError:
            return None

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def rebuild(main: Path, public: Path) -> None:
    """Make the public file anew from the main database: a new file, so that nothing of the old one is left in it.

    Raises sqlite3.OperationalError or OSError where it cannot be made now, Unreachable where the main database is
    damaged.
    """
    try:
        with contextlib.closing(sqlite3.connect(main, timeout=30, isolation_level=None)) as alone:
            alone.execute("BEGIN IMMEDIATE")  # one at a time: nobody else makes it anew meanwhile
            with made_anew(public) as part:
                _make(main, part)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise Unreachable("database.unreadable", path=main, detail=error) from None


def is_damaged(public: Path) -> bool:
    """Whether a public file of moderate size, or whatever bears its name, cannot be read to its end."""
    try:
        if public.is_dir():
            return True
        if not public.exists() or public.stat().st_size > SOUGHT_BYTES:
            return False
        with contextlib.closing(sqlite3.connect(f"file:{_quoted(public)}?mode=ro", uri=True)) as reader:
            (layout,) = reader.execute("PRAGMA user_version").fetchone()
            strange = layout == 0 and reader.execute("SELECT 1 FROM sqlite_master").fetchone() is not None
            return strange or reader.execute("PRAGMA quick_check(1)").fetchone() != ("ok",)
    except sqlite3.OperationalError as error:  # busy, or what only a writer may open
        return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CANTOPEN and os.access(public, os.R_OK)
    except sqlite3.DatabaseError:
        return True


def _open(main: Path, public: Path, patience: float) -> sqlite3.Connection:
    """The public file for the process that fills it, made where it is missing, with the main database beside it."""
    if not public.exists():
        public.touch(mode=0o600)
    connection = sqlite3.connect(
        f"file:{_quoted(public)}?mode=rw", uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )
    try:
        layout = connection.execute("PRAGMA user_version").fetchone()[0]
        if layout > LAYOUT:
            raise Unreachable("database.newer", path=public)
        write_ahead(connection, patience)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA secure_delete=ON")
        if layout < LAYOUT:
            _lay_out(connection, layout)
        connection.execute("ATTACH DATABASE ? AS source", (f"file:{_quoted(main)}?mode=ro",))
    except BaseException:
        connection.close()
        raise
    return connection


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _make(main: Path, part: Path) -> None:
    """Fill a new file that nobody reads yet. What fails is thrown away, so that nothing need be written twice."""
    part.touch(mode=0o600)
    address = f"file:{_quoted(part)}?mode=rw"
    with contextlib.closing(sqlite3.connect(address, uri=True, timeout=30, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("ATTACH DATABASE ? AS source", (f"file:{_quoted(main)}?mode=ro",))
        tables, indexes = _definitions()
        with _transaction(connection):
            for statement in (*tables, STEPS_TABLE, IMAGES_TABLE):
                connection.execute(statement)
            for table in FOLLOWING:
                _copy(connection, table, "", {})
            copy_stage(connection, 0)
            copy_emblems(connection)
            for statement in indexes:  # sorted once, which is much faster than kept sorted
                connection.execute(statement)
        connection.execute("DETACH DATABASE source")
        connection.execute(f"PRAGMA user_version={LAYOUT}")
        connection.execute("PRAGMA journal_mode=WAL")


def _lay_out(connection: sqlite3.Connection, before: int) -> None:
    """Make the tables that a file of a layout `before` lacks; one of whole boards gets all anew."""
    connection.execute("BEGIN IMMEDIATE")
    if before <= BOARDS_LAYOUT:
        tables, indexes = _definitions()
        connection.execute("DROP TABLE IF EXISTS publication")
        connection.execute("DROP TABLE IF EXISTS stage")
        for statement in (*tables, STEPS_TABLE, *indexes):
            connection.execute(statement)
    if before < IMAGES_LAYOUT:
        connection.execute(IMAGES_TABLE)
    connection.execute(f"PRAGMA user_version={LAYOUT}")
    connection.execute("COMMIT")


@cache
def _definitions() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tables and the indexes of the public facts as SQLite takes them: those of the main database."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    from scoreboard.models import metadata

    dialect = sqlite.dialect()
    followed = [metadata.tables[name] for name in FOLLOWING]
    return (
        tuple(str(CreateTable(table).compile(dialect=dialect)) for table in followed),
        tuple(
            str(CreateIndex(index).compile(dialect=dialect))
            for table in followed
            for index in sorted(table.indexes, key=str)
        ),
    )


def _follow(connection: sqlite3.Connection) -> bool | None:
    """Append what came after the file's last change; None for a file of another database."""
    if not _is_of_source(connection):
        return None
    if _last(connection, "main") == _last(connection, "source"):
        return False
    with _transaction(connection):
        change, step = _last(connection, "main")
        for table, written in FOLLOWING.items():
            _copy(connection, table, f" WHERE {written} > :after", {"after": change[0] if change else 0})
        copy_stage(connection, step[0] if step else 0)
        if tells_of_emblems(connection, change[0] if change else 0):
            copy_emblems(connection)
    return True


def _copy(connection: sqlite3.Connection, table: str, condition: str, values: dict[str, Any]) -> None:
    columns = ", ".join(_columns(table))
    connection.execute(
        f"INSERT OR REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}{condition}", values
    )


@cache
def _columns(table: str) -> tuple[str, ...]:
    from scoreboard.models import metadata

    return tuple(column.name for column in metadata.tables[table].columns)


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _last(connection: sqlite3.Connection, side: str) -> tuple[Any, Any]:
    """The last change and the last step of the stage on one side; None for none."""
    return (
        connection.execute(_LAST_CHANGE.format(side=side)).fetchone(),
        connection.execute(LAST_STEP.format(side=side)).fetchone(),
    )


def _is_of_source(connection: sqlite3.Connection) -> bool:
    """Whether the last change and the last step of the public file are those of this main database, word for word.

    Of a change that touched thousands the first facts are enough: it is asked after every deed.
    """
    change, step = _last(connection, "main")
    number = change[0] if change else 0
    words = "SELECT number, at, reason FROM {side}.public_change WHERE number = :last"
    pairs = [(words, number)]
    some = "SELECT * FROM (SELECT * FROM {{side}}.{table} WHERE change = :last LIMIT {most})"
    pairs += [(some.format(table=table, most=COMPARED), number) for table in FACTS]
    pairs.append(
        ("SELECT sequence, cue, step, scene, at FROM {side}.stage WHERE sequence = :last", step[0] if step else 0)
    )
    return not any(_differ(connection, question, last) for question, last in pairs)


def _differ(connection: sqlite3.Connection, question: str, last: int) -> bool:
    here, there = question.format(side="main"), question.format(side="source")
    return any(
        connection.execute(f"{first} EXCEPT {second} LIMIT 1", {"last": last}).fetchone()
        for first, second in ((here, there), (there, here))
    )


def lag(main: Path, public: Path) -> int:
    """How many changes and steps of the stage the public file is behind; all of them where it cannot be read."""
    with contextlib.closing(sqlite3.connect(f"file:{_quoted(main)}?mode=ro", uri=True)) as source:
        there = _count(source)
    try:
        with contextlib.closing(sqlite3.connect(f"file:{_quoted(public)}?mode=ro", uri=True, timeout=1)) as reader:
            return there - _count(reader)
    except sqlite3.Error:
        return there


def _count(connection: sqlite3.Connection) -> int:
    heads = connection.execute(
        "SELECT (SELECT COALESCE(MAX(number), 0) FROM public_change) + (SELECT COALESCE(MAX(sequence), 0) FROM stage)"
    )
    return int(heads.fetchone()[0])


def differing(main: Path, public: Path) -> list[tuple[str, int]]:
    """What of a public file is not as its main database says: (board, revision), or ("", sequence) of the stage.

    What has not been carried over yet is none of it, nor has a file that cannot be read any. Asked before a `Store`
    opens the database, for that mends the file.
    """
    try:
        with contextlib.closing(
            sqlite3.connect(f"file:{_quoted(public)}?mode=ro", uri=True, timeout=30, isolation_level=None)
        ) as reader:
            reader.execute("ATTACH DATABASE ? AS source", (f"file:{_quoted(main)}?mode=ro",))
            return _differing(reader)
    except sqlite3.Error:
        return []


def _differing(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    connection.execute("BEGIN")
    head = connection.execute("SELECT COALESCE(MAX(number), 0) FROM main.public_change").fetchone()[0]
    changes: set[int] = set()
    for table, written in FOLLOWING.items():
        columns = ", ".join(_columns(table))
        here = f"SELECT {columns} FROM main.{table}"
        there = f"SELECT {columns} FROM source.{table} WHERE {written} <= :head"
        for first, second in ((here, there), (there, here)):
            rows = connection.execute(f"SELECT {written} FROM ({first} EXCEPT {second})", {"head": head})
            changes.update(row[0] for row in rows)
    found = {
        (str(row[0]), int(row[1]))
        for change in changes
        for side in ("main", "source")
        for row in connection.execute(
            f"SELECT b.key, t.revision FROM {side}.public_touch t JOIN {side}.public_board b ON b.number = t.board"
            " WHERE t.change = ?",
            (change,),
        )
    }
    if changes and not found:
        found.add(("competition", 0))
    found.update(("", sequence) for sequence in differing_steps(connection))
    connection.execute("COMMIT")
    return sorted(found)
