"""How a database's two files stand: how far the public one is behind, how large they are, who holds back a log."""

import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from scoreboard.settings import DatabaseSides, ServerSides
from scoreboard.store.public.file import differing, lag

LOCKS = Path("/proc/locks")
"""Where Linux says which process holds which part of which file."""
READ_MARKS = range(123, 128)
"""The bytes of a log's index of which whoever reads holds one; see sqlite.org/walformat.html."""
LOOK_SECONDS = 0.3
"""Readers that are there at both ends of so long a time are told of: a viewer reads for some milliseconds."""


@dataclass(frozen=True)
class FileSize:
    """A database file and its write-ahead log, in bytes."""

    path: Path
    file: int
    log: int


@dataclass(frozen=True)
class FileReader:
    """A process that has been in the middle of reading a file for longer than viewers do."""

    path: Path
    process: int
    started: float | None
    """Seconds since 1970 at which the process began; it cannot have read for longer."""


def how_far_behind(paths: DatabaseSides) -> int | None:
    """How many changes and steps of the stage viewers do not see yet; None where that cannot be known.

    On a server there are none: what is public is written with the deed.
    """
    if isinstance(paths, ServerSides) or not os.path.isfile(paths.main):
        return None
    try:
        return max(0, lag(paths.main, paths.public))
    except sqlite3.Error:
        return None


def strange_to_main(paths: DatabaseSides) -> list[tuple[str, int]]:
    """What of the public file is not as its main database says, as `differing` finds it; nothing on a server."""
    if isinstance(paths, ServerSides) or not (paths.main.is_file() and paths.public.is_file()):
        return []
    return differing(paths.main, paths.public)


def sizes(paths: DatabaseSides) -> list[FileSize]:
    """The sizes of those of the two files that there are."""
    if isinstance(paths, ServerSides):
        return []
    return [
        FileSize(path, _size(path), _size(path.with_name(f"{path.name}-wal")))
        for path in (paths.main, paths.public)
        if os.path.isfile(path)
    ]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def long_readers(paths: DatabaseSides) -> list[FileReader]:
    """Who holds back the log of one of the files; nobody where the system does not tell."""
    if isinstance(paths, ServerSides):
        return []
    files = (paths.main, paths.public)
    before = {path: _readers(path) for path in files}
    if any(before.values()):
        time.sleep(LOOK_SECONDS)
    return [
        FileReader(path, process, _started(process))
        for path in files
        for process, _mark in sorted(before[path] & _readers(path))
    ]


def _readers(path: Path) -> set[tuple[int, int]]:
    """Who reads a file now: processes, and which mark of the log's index each holds."""
    try:
        index = path.with_name(f"{path.name}-shm").stat()
        lines = LOCKS.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    wanted = f"{os.major(index.st_dev):02x}:{os.minor(index.st_dev):02x}:{index.st_ino}"
    found = set()
    for line in lines:
        words = line.split()
        if len(words) == 8 and words[1:2] == ["POSIX"] and words[3] == "READ" and words[5] == wanted:
            process, first = words[4], words[6]
            if process.isdigit() and first.isdigit() and int(first) in READ_MARKS:
                found.add((int(process), int(first)))
    return found


def _started(process: int) -> float | None:
    try:
        return Path(f"/proc/{process}").stat().st_mtime
    except OSError:
        return None
