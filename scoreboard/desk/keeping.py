"""Backups of the database, from which it can be restored: on the same machine, or on a spare that takes over."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scoreboard.desk.acting import acting
from scoreboard.desk.identity import identify
from scoreboard.errors import BadInput, Refused
from scoreboard.settings import Settings
from scoreboard.store.backup import copied_beside, is_database, put_in_place
from scoreboard.store.engine import Store
from scoreboard.store.writing import GENESIS

KEEPING = ("backup", "restore")
"""Deeds in the journal that changed nothing of the contest."""


@dataclass(frozen=True)
class Kept:
    """What a backup holds: its competition, and the journal's length and head."""

    competition: str
    count: int
    head: str
    set_aside: Path | None = None
    """Where the database is that a restore has replaced, if it held deeds that the backup lacks."""


def back_up(settings: Settings, target: Path) -> Kept:
    """Copy the whole database, sealed results included, to one file.

    An older backup of that name is replaced. Raises BadInput where the file is the database itself, Refused where it
    is something else that is no backup, Unreachable where it cannot be written.
    """
    refuse_itself(settings, target)
    if target.exists() and not is_database(target):
        raise Refused("keeping.occupied", file=target)
    with closing(Store(settings.paths)) as store:
        with store.read() as session:
            identify(session, settings.acting, "back up", key=settings.proof, origin=settings.origin)
        with copied_beside(settings.paths.main, target) as part, acting(store, settings, "back up") as writing:
            kept = kept_in(part)
            writing.record("backup", target.name, after={"count": kept.count, "head": kept.head})
            put_in_place(part, target)
    return kept


def kept_in(file: Path) -> Kept:
    """What a copy of a database holds."""
    with closing(sqlite3.connect(file)) as connection:
        competition = connection.execute("SELECT id FROM competition").fetchone()
        last = connection.execute("SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    sequence, head = last or (0, GENESIS)
    return Kept(competition[0] if competition else "-", sequence, head)


def refuse_itself(settings: Settings, file: Path) -> None:
    """Raises BadInput for a backup that would be the database."""
    if file.resolve() in (settings.paths.main.resolve(), settings.paths.public.resolve()):
        raise BadInput("keeping.itself", file=file)
