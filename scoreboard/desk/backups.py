"""Backups of the database, from which it can be restored: on the same machine, or on a spare that takes over."""

import os
import sqlite3
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path

from scoreboard.desk.identity import identify
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import BadInput, Refused, Unreachable
from scoreboard.settings import ServerSides, Settings
from scoreboard.store.backup import is_database, put_in_place
from scoreboard.store.chain import GENESIS
from scoreboard.store.copying import copied_to_a_file
from scoreboard.store.engine import Store
from scoreboard.store.replacing import SIDE_FILES, beside

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
    is something else that is no backup, Unreachable where its folder is not there or it cannot be written.
    """
    refuse_itself(settings, target)
    if target.name.casefold().endswith(SIDE_FILES):
        raise BadInput("keeping.side_file", file=target)
    with suppress(PermissionError):  # who may not look there is told so by the reading
        if not target.parent.is_dir():
            raise Unreachable("keeping.no_folder", folder=target.parent)
    fresh = not os.path.lexists(target)
    if not fresh and not is_database(target):
        raise Refused("keeping.occupied", file=target)
    with closing(Store(settings.paths)) as store, ExitStack() as undo:
        with store.read() as session:
            identify(session, settings.acting, "back up", key=settings.proof, origin=settings.origin)
        with copied_to_a_file(settings.paths.main, target) as part, acting(store, settings, "back up") as writing:
            kept = kept_in(part)
            writing.record("backup", target.name, after={"count": kept.count, "head": kept.head})
            put_in_place(part, target)
            if fresh:
                undo.callback(target.unlink)
        undo.pop_all()  # it is in the journal now, which a full disk could still have refused
    return kept


def kept_in(file: Path) -> Kept:
    """What a copy of a database holds."""
    with closing(sqlite3.connect(file)) as connection:
        competition = connection.execute("SELECT id FROM competition").fetchone()
        last = connection.execute("SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    sequence, head = last or (0, GENESIS)
    return Kept(competition[0] if competition else "-", sequence, head)


def _is_one_of(file: Path, others: list[Path]) -> bool:
    """Whether a file is another one under a second name."""
    with suppress(OSError):
        return any(other.exists() and file.samefile(other) for other in others)
    return False


def refuse_itself(settings: Settings, file: Path) -> None:
    """Raises BadInput for a backup that would be the database, or a part of it."""
    if isinstance(settings.paths, ServerSides):
        return
    own = [path.resolve() for path in (settings.files.main, settings.files.public)]
    parts = [*own, *(part for path in own for part in beside(path))]
    if Path(os.path.realpath(file)) in parts or _is_one_of(file, own):
        raise BadInput("keeping.itself", file=file)
