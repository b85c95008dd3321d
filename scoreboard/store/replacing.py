"""Files that take another one's place: whole or not at all, whatever is in the way.

Whatever is in the way and cannot be read is set aside, never deleted; only SQLite's own files beside a database go.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

from scoreboard.lacking import FOLDERS_BY_DESCRIPTOR

SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database; with another database they would damage it."""


def bearer(path: Path) -> tuple[int, int]:
    """Which file bears a name now. Raises OSError where none does."""
    found = path.stat()
    return found.st_dev, found.st_ino


def free_name(path: Path, word: str) -> Path:
    """A name beside a file that nothing has yet."""
    first = path.with_name(f"{path.name}.{word}")
    others = (first.with_name(f"{first.name}-{number}") for number in count(2))
    return next(name for name in chain([first], others) if not os.path.lexists(name))


@contextlib.contextmanager
def made_anew(path: Path) -> Iterator[Path]:
    """A name to make a file under, which takes the place of `path` when the block ends; when it raises nothing does.

    One at a time: whoever makes it holds a lock. Raises OSError where it cannot be put there.
    """
    path = path.resolve()
    part = path.with_name(f".{path.name}.new")
    for name in (part, *beside(part)):  # of one that was killed over it
        _clear(name)
    try:
        yield part
        take_place(part, path)
    finally:
        for name in (part, *beside(part)):
            with contextlib.suppress(OSError):
                name.unlink(missing_ok=True)


def take_place(part: Path, path: Path) -> None:
    """Let a finished database file take its name for good, with the mode and the owner of the one that had it.

    What others have open stays theirs as it was, unseen by whoever opens it from now on. Raises OSError.
    """
    with part.open("rb") as written:
        _be_like(path, written.fileno())
        os.fsync(written.fileno())
    for name in beside(path):
        _clear(name)
    if path.is_dir() and not path.is_symlink():
        path.rename(free_name(path, "replaced"))
    part.replace(path)
    _settle(path.parent)


def set_aside(path: Path, place: Path) -> None:
    """Keep what bears a name, and its log, under another name too; a folder only there. Raises OSError."""
    for name, other in ((path.with_name(path.name + "-wal"), place.with_name(place.name + "-wal")), (path, place)):
        try:
            os.link(name, other)
        except FileNotFoundError:
            continue
        except OSError:  # a folder, or a disk that knows no second names
            name.rename(other)


def beside(path: Path) -> list[Path]:
    """The files that SQLite may keep beside a database."""
    return [path.with_name(path.name + suffix) for suffix in SIDE_FILES]


def _clear(path: Path) -> None:
    """Free a name of a file that nobody needs; a folder there is somebody's and is set aside."""
    if path.is_dir() and not path.is_symlink():
        path.rename(free_name(path, "replaced"))
    else:
        path.unlink(missing_ok=True)


def _be_like(path: Path, descriptor: int) -> None:
    """Give an open file the mode and, where this account may, the owner of the file at `path`, if there is one."""
    with contextlib.suppress(FileNotFoundError):
        found = path.stat()
        if stat.S_ISREG(found.st_mode):
            with contextlib.suppress(PermissionError, AttributeError):  # Windows has neither
                os.fchown(descriptor, found.st_uid, found.st_gid)
            with contextlib.suppress(AttributeError):
                os.fchmod(descriptor, stat.S_IMODE(found.st_mode))


def _settle(folder: Path) -> None:
    """See that the names in a folder outlive a power cut."""
    if not FOLDERS_BY_DESCRIPTOR:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
