"""Backups that nobody has to think of: after every close and seal and every so many minutes, looked through, rotated.

They lie in a folder beside the database, each named after its moment and its cause. A database whose clock can be set
is there to be tried, and has none unless a folder is named for them; nor has one on a server, of which a copy takes as
long as there are rows.
"""

import logging
import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scoreboard.errors import ContestError, Refused, Unreachable
from scoreboard.settings import DatabaseSide, DatabaseSides, ServerSides, stem_of
from scoreboard.store.backup import put_in_place
from scoreboard.store.copying import copied_to_a_file
from scoreboard.store.schema import REVISIONS, stored_revision

LOG = logging.getLogger(__name__)
VARIABLE = "SCOREBOARD_BACKUPS"
"""The environment names another folder, or says that there are to be none."""
OFF = "off"
TIMED = "timed"
MOST_KEPT = {TIMED: 48, "close": 100, "seal": 100}
"""How many of a cause are kept; the newest stay."""
EVERY_MINUTES = 30
"""How old the newest may become while people work."""
DEEDS = {"close": "close", "year.close": "close", "ceremony.seal": "seal", "ceremony.amend": "seal"}
"""The deeds of the journal after which one is made, and the word for it."""
LOOK_SECONDS = 30.0
_NAME = re.compile(r"(?P<stem>.+)-(?P<at>\d{8}T\d{6})Z-(?P<cause>[a-z]+)\.db")
_MOMENT = "%Y%m%dT%H%M%S"


@dataclass(frozen=True)
class MadeBackup:
    """A backup that lies in the folder."""

    path: Path
    at: datetime
    cause: str


def folder_for(paths: DatabaseSides) -> Path | None:
    """Where the backups of a database lie; None where there are to be none."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return None if named == OFF else Path(named)
    if isinstance(paths, ServerSides) or _is_tried(paths.main):
        return None
    return paths.main.with_name(f"{paths.main.stem}-backups")


def _is_tried(file: Path) -> bool:
    """Whether a database is there to be tried: its clock can be set, or there is no contest in it."""
    found = _ask(file, "SELECT settable_clock FROM competition LIMIT 1")
    return found is None or bool(found)


def made_backups(paths: DatabaseSides) -> list[MadeBackup]:
    """Those that there are of a database, the newest first."""
    folder = folder_for(paths)
    if folder is None:
        return []
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return sorted(_of(folder, names, stem_of(paths.main)), key=lambda one: one.at, reverse=True)


def _of(folder: Path, names: list[str], stem: str) -> Iterator[MadeBackup]:
    for name in names:
        found = _NAME.fullmatch(name)
        if found and found["stem"] == stem:
            at = datetime.strptime(found["at"], _MOMENT).replace(tzinfo=UTC)
            yield MadeBackup(folder / name, at, found["cause"])


def newest_backup(paths: DatabaseSides) -> datetime | None:
    """When the newest one was made; None where there is none."""
    return next((one.at for one in made_backups(paths)), None)


def back_up_by_itself(paths: DatabaseSides, cause: str) -> MadeBackup | None:
    """Copy a database into the folder, look the copy through, and let the oldest of its cause go.

    None where there are to be none. Raises Unreachable where it cannot be written, Refused where the copy is damaged.
    """
    folder = folder_for(paths)
    if folder is None:
        return None
    at = datetime.now(UTC).replace(microsecond=0)
    target = folder / f"{stem_of(paths.main)}-{at.strftime(_MOMENT)}Z-{cause}.db"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unreachable("keeping.copy", source=paths.main, target=target, detail=error.strerror or error) from None
    with copied_to_a_file(paths.main, target) as part:
        _look_through(part)
        put_in_place(part, target)
    _let_old_go(paths, cause)
    return MadeBackup(target, at, cause)


def back_up_in_time(paths: DatabaseSides, minutes: float) -> MadeBackup | None:
    """Make one if the newest is older than so many minutes and something has been done since; None where not."""
    if folder_for(paths) is None:
        return None
    newest = next(iter(made_backups(paths)), None)
    if newest is not None:
        age = datetime.now(UTC) - newest.at  # below nothing where the clock has gone back since
        young = timedelta() <= age < timedelta(minutes=minutes)
        if young or _last_deed(newest.path) == _deed_at(paths.main):
            return None
    return back_up_by_itself(paths, TIMED)


def _look_through(copy: Path) -> None:
    """Raises Refused where a copy is damaged, or is none of a database of this program."""
    try:
        with closing(sqlite3.connect(copy)) as connection:
            sound = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if not sound or stored_revision(copy) not in REVISIONS:
        raise Refused("keeping.damaged", file=copy)


def _last_deed(file: Path) -> str | None:
    """The hash of the journal's last row; None where there is none to be read."""
    found = _ask(file, "SELECT hash FROM journal ORDER BY sequence DESC LIMIT 1")
    return None if found is None else str(found)


def _deed_at(side: DatabaseSide) -> str | None:
    """The same, wherever the database is."""
    if isinstance(side, Path):
        return _last_deed(side)
    from scoreboard.store.server.tables import last_deed_on  # its driver takes long to import

    return last_deed_on(side)


def _ask(file: Path, question: str) -> object | None:
    """One value of a database; None where there is none, and where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute(question).fetchone()
    except sqlite3.Error:
        return None
    return found[0] if found else None


def _let_old_go(paths: DatabaseSides, cause: str) -> None:
    """What cannot be removed stays."""
    same = [one for one in made_backups(paths) if one.cause == cause]
    for old in same[MOST_KEPT[cause] :]:
        try:
            old.path.unlink()
        except OSError:
            continue


class BackupKeeper:
    """Backs a database up in time, in a thread of its own, until `stop`."""

    def __init__(self, paths: DatabaseSides, minutes: float = EVERY_MINUTES) -> None:
        self._paths, self._minutes = paths, minutes
        self._stopped = threading.Event()
        threading.Thread(target=self._run, name="backup-keeper", daemon=True).start()

    def stop(self) -> None:
        """Make no more."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(LOOK_SECONDS):
            try:
                back_up_in_time(self._paths, self._minutes)
            except ContestError as error:
                LOG.error("no backup could be made: %s", type(error).__name__)
