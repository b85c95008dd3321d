"""Copies of a whole database, made in one go while people work.

With small steps a copy starts again at every write and may never end; in one step it takes a tenth of a second for a
city and holds up no reader.
"""

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scoreboard.errors import BadInput, Refused, Unreachable
from scoreboard.store.schema import REVISIONS, stored_revision


@contextlib.contextmanager
def copied_beside(source: Path, target: Path) -> Iterator[Path]:
    """A whole copy of a database beside `target`, which only its owner may read; gone when the block ends.

    Raises Unreachable where either file refuses.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        try:
            part.unlink(missing_ok=True)
            part.touch(mode=0o600)
            _copy(source, part)
            with contextlib.closing(sqlite3.connect(part)) as copy:
                copy.execute("PRAGMA journal_mode=DELETE")  # so that the one file is all there is, and may lie anywhere
        except (OSError, sqlite3.Error) as error:
            raise Unreachable("keeping.copy", source=source, target=target, detail=error) from None
        yield part
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def put_in_place(part: Path, target: Path) -> None:
    """Let a finished copy take its name, for good. Raises Unreachable where it cannot."""
    try:
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except OSError as error:
        raise Unreachable("keeping.copy", source=part, target=target, detail=error) from None


def shut_out_others(path: Path) -> None:
    """See that a main database can be read by its owner, and by its group as far as the umask lets, but nobody else.

    One that is not there yet is made empty.
    """
    path.touch(mode=0o660)
    path.chmod(path.stat().st_mode & 0o7770)


def copy_to_file(source: Path, target: Path) -> None:
    """Copy a database to a file of its own, which is whole or not there. Raises Unreachable where either refuses."""
    with copied_beside(source, target) as part:
        put_in_place(part, target)


def copy_into(source: Path, target: Path) -> None:
    """Fill a database that others may have open with another one's contents, in one transaction.

    Raises Unreachable where either file refuses.
    """
    try:
        shut_out_others(target)
        _copy(source, target)
    except (OSError, sqlite3.Error) as error:
        raise Unreachable("keeping.copy", source=source, target=target, detail=error) from None


def _copy(source: Path, target: Path) -> None:
    """Copy page by page, leaving nothing beside a source that nobody has open."""
    resting = at_rest(source)
    _fill(source, target, "mode=ro" if resting is None else "mode=ro&immutable=1")
    if resting is not None and at_rest(source) != resting:  # somebody has begun to write meanwhile
        _fill(source, target, "mode=ro")


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
    with tempfile.TemporaryDirectory(prefix="scoreboard-") as folder:
        copy = Path(folder) / source.name
        copy_into(source, copy)
        yield copy


def is_database(file: Path) -> bool:
    """Whether a file is a database of this program, of whatever version."""
    try:
        return stored_revision(file) is not None
    except Unreachable:
        return False


def check_backup(file: Path) -> None:
    """Raises BadInput for no database of this program, Refused for a damaged one, Unreachable for a newer program's."""
    if not is_database(file):
        raise BadInput("keeping.no_backup", file=file)
    if stored_revision(file) not in REVISIONS:
        raise Unreachable("database.newer", path=file)
    try:
        with contextlib.closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise Refused("keeping.damaged", file=file)
