"""Copies of a whole database, made in one go while people work.

With small steps a copy starts again at every write and may never end; in one step it takes a tenth of a second for a
city and holds up no reader.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from scoreboard.errors import BadInput, Refused, Unreachable
from scoreboard.lacking import NO_LINK
from scoreboard.own_folder import scratch_folder
from scoreboard.store.access import is_file, shut_out_others
from scoreboard.store.replacing import beside
from scoreboard.store.schema import REVISIONS, stored_revision

Origin = TypeVar("Origin")
"""What is copied: a file, or what stands for something else."""


def copy_pages(source: Path, target: Path) -> None:
    """Copy page by page, leaving nothing beside a source that nobody has open."""
    resting = at_rest(source)
    _fill(source, target, "mode=ro" if resting is None else "mode=ro&immutable=1")
    if resting is not None and at_rest(source) != resting:  # somebody has begun to write meanwhile
        _fill(source, target, "mode=ro")


@contextlib.contextmanager
def copied_beside(source: Origin, target: Path, copy: Callable[[Origin, Path], None]) -> Iterator[Path]:
    """A whole copy of a database beside `target`, which only its owner may read; gone when the block ends.

    Raises Unreachable where either refuses.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        try:
            part.unlink(missing_ok=True)
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | NO_LINK, 0o600))  # never what others put in the way
            copy(source, part)
            in_one_file(part)
        except (OSError, sqlite3.Error) as error:
            raise Unreachable("keeping.copy", source=source, target=target, detail=error) from None
        yield part
    finally:
        for left in (part, *beside(part)):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def in_one_file(path: Path) -> None:
    """See that a database that nobody has open is one file and no more, which may lie anywhere.

    Raises sqlite3.Error where it cannot be written.
    """
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def put_in_place(part: Path, target: Path) -> None:
    """Let a finished copy take its name, for good. Raises Unreachable where it cannot."""
    try:
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except OSError as error:
        raise Unreachable("keeping.copy", source=part, target=target, detail=error) from None


def copy_to_file(source: Path, target: Path) -> None:
    """Copy a database to a file of its own, which is whole or not there. Raises Unreachable where either refuses."""
    with copied_beside(source, target, copy_pages) as part:
        put_in_place(part, target)


def copy_into(source: Path, target: Path) -> None:
    """Fill a database that others may have open with another one's contents, in one transaction.

    Raises Unreachable where either file refuses.
    """
    try:
        shut_out_others(target)
        copy_pages(source, target)
    except (OSError, sqlite3.Error) as error:
        raise Unreachable("keeping.copy", source=source, target=target, detail=error) from None


def _fill(source: Path, target: Path, how: str) -> None:
    with (
        contextlib.closing(sqlite3.connect(f"{source.resolve().as_uri()}?{how}", uri=True)) as given,
        contextlib.closing(sqlite3.connect(target, timeout=30)) as taken,
    ):
        given.backup(taken, pages=-1)


def at_rest(path: Path) -> tuple[int, ...] | None:
    """A mark of a database that nobody has open and that can be read by itself; None for one that is in use.

    SQLite makes files beside one that is not opened as immutable, also for a connection that only reads.
    """
    if any(path.with_name(path.name + suffix).exists() for suffix in ("-wal", "-journal")):
        return None
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


@contextlib.contextmanager
def scratch_copy(source: Path) -> Iterator[Path]:
    """A whole copy of a database in a folder of its own, to try something on; gone when the block ends.

    The database itself is only read, also one of an older program. Raises Unreachable where it cannot be copied.
    """
    with scratch_folder("scoreboard-copy-") as folder:
        copy = folder / source.name
        copy_into(source, copy)
        yield copy


def overwrite(source: Path, target: Path, agreed: Callable[[], None]) -> None:
    """Fill a database that others may have open with another one's contents, in one transaction.

    `agreed` is called once nobody else can write, and may raise: then nothing is changed. Raises Unreachable where
    either file refuses.
    """
    asked = False

    def once(*_progress: int) -> None:
        nonlocal asked
        if not asked:
            asked = True
            agreed()

    try:
        with (
            contextlib.closing(sqlite3.connect(source)) as given,
            contextlib.closing(sqlite3.connect(target, timeout=30)) as taken,
        ):
            taken.execute("PRAGMA journal_mode=WAL")  # so that `agreed` can read it
            given.backup(taken, pages=1, progress=once)  # a first step of one page takes the lock
    except sqlite3.Error as error:
        raise Unreachable("keeping.copy", source=source, target=target, detail=error) from None


def is_database(file: Path) -> bool:
    """Whether a file is a database of this program, of whatever version. What is no file is not opened.

    Raises Unreachable where this account may not read it.
    """
    if not is_file(file):
        return False
    try:
        return stored_revision(file) is not None
    except Unreachable:
        return False


def take_backup(source: Path, copy: Path) -> None:
    """Make a copy of a backup, which is only read, and look it through.

    Raises BadInput for no database of this program, Refused for a damaged one, Unreachable for a newer program's and
    where either file cannot be read or written.
    """
    try:
        shut_out_others(copy)
        copy_pages(source, copy)
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            sound = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    except (OSError, sqlite3.OperationalError) as error:
        raise Unreachable("keeping.copy", source=source, target=copy, detail=error) from None
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise BadInput("keeping.no_backup", file=source) from None
        sound = False
    if not sound:
        raise Refused("keeping.damaged", file=source)
    if not is_database(copy):
        raise BadInput("keeping.no_backup", file=source)
    if stored_revision(copy) not in REVISIONS:
        raise Unreachable("database.newer", path=source)
