"""What a restore would replace, read without the tables' models, which may be of another program than it is."""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scoreboard.errors import Unreachable
from scoreboard.store.backup import at_rest


class Unusable(Exception):
    """What bears the database's name cannot be read as one."""


@dataclass(frozen=True)
class Present:
    """A database as a backup is compared with it."""

    competition: str | None
    head: tuple[int, str] | None
    """The number and the hash of the journal's last row."""
    lacking: int
    """How many rows of its journal the backup lacks."""
    changes: Mapping[str, int] = field(default_factory=dict)
    """How many of these changed something of the contest, by what was done."""

    @property
    def deeds(self) -> int:
        """How many rows that changed something of the contest the backup lacks."""
        return sum(self.changes.values())


NOTHING = Present(None, None, 0)


def look_at(main: Path, backup: Path, idle: Iterable[str]) -> Present:
    """The database at `main` beside a backup; deeds called one of `idle` change nothing of the contest.

    Raises Unusable for one that is damaged or none, Unreachable where it is busy or this account may not read it.
    """
    if main.is_file() and not os.access(main, os.R_OK | os.W_OK):
        raise Unreachable("database.unreadable", path=main, detail=os.strerror(errno.EACCES))
    how = "mode=ro" if at_rest(main) is None else "mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(f"{main.as_uri()}?{how}", uri=True, timeout=30)) as reader:
            if reader.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
                return NOTHING
            reader.execute("ATTACH ? AS backup", (f"{backup.as_uri()}?mode=ro",))
            competition = reader.execute("SELECT id FROM competition").fetchone()
            lacking: dict[str, int] = dict(
                reader.execute(
                    "SELECT action, count(*) FROM main.journal AS mine WHERE NOT EXISTS (SELECT 1 FROM backup.journal"
                    " WHERE sequence = mine.sequence AND hash = mine.hash) GROUP BY action"
                )
            )
            return Present(
                competition[0] if competition else None,
                _head(reader),
                sum(lacking.values()),
                {action: number for action, number in lacking.items() if action not in idle},
            )
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Unreachable("database.busy", path=main) from None
        raise Unusable from None


def head_of(main: Path) -> tuple[int, str] | None:
    """The number and the hash of the journal's last row now. Raises Unreachable where it cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(f"{main.as_uri()}?mode=ro", uri=True, timeout=30)) as reader:
            return _head(reader)
    except sqlite3.Error as error:
        raise Unreachable("database.unreadable", path=main, detail=error) from None


def _head(reader: sqlite3.Connection) -> tuple[int, str] | None:
    if reader.execute("SELECT 1 FROM main.sqlite_master WHERE name = 'journal'").fetchone() is None:
        return None
    found: tuple[int, str] | None = reader.execute(
        "SELECT sequence, hash FROM main.journal ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    return found
