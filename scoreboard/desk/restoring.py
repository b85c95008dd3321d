"""A database restored from a backup: all of it or nothing, over whatever is there."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, func, select

from scoreboard.desk.backups import KEEPING, Kept, kept_in, refuse_itself
from scoreboard.desk.identity import identify
from scoreboard.desk.unit_of_work import clock_of, zone_of
from scoreboard.errors import BadInput, Refused, Unreachable
from scoreboard.locale import Both
from scoreboard.models import Competition, JournalEntry
from scoreboard.own_folder import scratch_folder
from scoreboard.settings import DatabasePaths, ServerSides, Settings, database_paths
from scoreboard.store.backup import copy_to_file, in_one_file, overwrite, take_backup
from scoreboard.store.chain import first_broken
from scoreboard.store.copying import copy_database
from scoreboard.store.database_sides import is_there
from scoreboard.store.engine import Store
from scoreboard.store.public.file import rebuild
from scoreboard.store.public.nudge import nudge
from scoreboard.store.reading import opened_to_read
from scoreboard.store.replacing import free_name, set_aside, take_place
from scoreboard.store.restore_target import NOTHING, Present, Unusable, head_of, look_at
from scoreboard.store.writing import Actor, Writing

ATTEMPTS = 5
"""How often a restore is begun again where others write to the present database meanwhile."""


@dataclass(frozen=True)
class RestorePreview:
    """What a restore would put in the database's place, and what it would lose."""

    held: Kept
    called: Both
    """What the backup's competition is called."""
    zone: str
    last_deed: datetime | None
    """When the last deed was done that the backup holds."""
    lost: Mapping[str, int]
    """How often each thing was done that changed something of the contest since, by what was done."""

    @property
    def count(self) -> int:
        """How many deeds would be lost."""
        return sum(self.lost.values())


class DatabaseMoved(Exception):
    """Somebody has written to the present database since it was compared with the backup."""


def restore(settings: Settings, source: Path, *, force: bool = False) -> Kept:
    """Put a backup in the database's place, and make the public file anew from it; all of that or nothing.

    Others may have the database open; they go on with what the backup holds. Raises Refused for a file that is no
    sound backup, for a database of another competition, and, without `force`, for one that holds deeds which the
    backup lacks or that cannot be read; with `force` that one is kept beside it, and the backup's people say who may.
    On a server it is put into an empty database, never over another one.
    """
    refuse_itself(settings, source)
    if not is_there(source):
        raise BadInput("keeping.missing", file=source)
    if isinstance(settings.paths, ServerSides):
        return _restore_there(settings, settings.paths, source)
    is_there(settings.files.main)
    main, public = (path.resolve() for path in (settings.files.main, settings.files.public))
    with _told(source, main):
        main.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(ATTEMPTS):
            with suppress(DatabaseMoved):
                return _restore(settings, source, DatabasePaths(main, public), force=force)
    raise Unreachable("database.busy", path=main)


def preview_restore(settings: Settings, source: Path) -> RestorePreview:
    """What restoring from a backup would do; nothing is changed.

    Raises Refused as a restore with `force` does, and BadInput where there is no such file.
    """
    refuse_itself(settings, source)
    if not is_there(source):
        raise BadInput("keeping.missing", file=source)
    with _told(source, settings.files.main), scratch_folder("scoreboard-copy-") as folder:
        copy = database_paths(str(folder / "restored.db"))
        take_backup(source, copy.main)
        present = look_at(settings.files.main.resolve(), copy.main, KEEPING)
        with closing(Store(copy)) as store, store.read() as session:
            _refuse_unfit(session, present)
            _who(settings, session, force=present.deeds > 0)
            last = session.exec(select(func.max(JournalEntry.at))).one()
            found = session.exec(select(Competition)).first()
            called = Both("-", "-") if found is None else Both(found.name, found.name_en or found.name)
            zone = zone_of(session)
        return RestorePreview(kept_in(copy.main), called, zone, last, present.changes)


@contextmanager
def _told(source: Path, target: Path) -> Iterator[None]:
    """Say what the system says where a file cannot be written."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise Unreachable("keeping.copy", source=source, target=target, detail=error) from None


def _restore_there(settings: Settings, there: ServerSides, source: Path) -> Kept:
    with scratch_folder("scoreboard-copy-") as folder:
        copy = database_paths(str(folder / "restored.db"))
        take_backup(source, copy.main)
        _journalled(settings, source, copy, NOTHING, force=True)
        copy_database(copy, there)
        return kept_in(copy.main)


def _restore(settings: Settings, source: Path, paths: DatabasePaths, *, force: bool) -> Kept:
    with scratch_folder(f".{paths.main.name}.restoring-", among=paths.main.parent) as folder:
        copy = database_paths(str(folder / "restored.db"))
        take_backup(source, copy.main)
        present = _present(paths.main, copy.main, force=force)
        aside = _journalled(settings, source, copy, present, force=force)
        kept = replace(kept_in(copy.main), set_aside=aside)
        rebuild(copy.main, copy.public)  # before anything is changed, for there may be no room for it
        in_one_file(copy.main)
        _put_in_place(copy.main, paths.main, present, aside)
        try:
            take_place(copy.public, paths.public)
        except OSError as error:
            raise Unreachable("keeping.public", path=paths.public, detail=error) from None
    nudge(settings.files.public)
    Store(settings.files).close()  # what others have done since the backup took its place becomes public, too
    return kept


def _present(main: Path, backup: Path, *, force: bool) -> Present | None:
    """The present database beside the backup; None for one that cannot be read. Raises Refused without `force`."""
    if not main.exists():
        return NOTHING
    try:
        return look_at(main, backup, KEEPING)
    except Unusable:
        if not force:
            raise Refused("keeping.unreadable", path=main) from None
        return None


def _journalled(
    settings: Settings, source: Path, copy: DatabasePaths, present: Present | None, *, force: bool
) -> Path | None:
    """Check that the backup may take the database's place, and journal it in the copy.

    Returns where to keep the present database, None where nothing of it would be lost.
    """
    with closing(Store(copy)) as store, store.transaction() as session:
        _refuse_unfit(session, present)
        by = _who(settings, session, force=force)
        if present is not None and present.deeds and not force:
            raise Refused("keeping.newer", count=present.deeds, path=settings.files.main)
        now = settings.moment(clock_of(session, settings))
        deeds = 0 if present is None else present.deeds
        Writing(session, by, now).record("restore", source.name, after={"deeds_set_aside": deeds})
    if present is not None and not present.lacking:
        return None
    return free_name(settings.files.main, f"replaced-{now:%Y%m%dT%H%M%S}")


def _refuse_unfit(backup: Session, present: Present | None) -> None:
    """Raises Refused for a backup whose journal is broken, and for one of another competition."""
    broken = first_broken(backup)
    if broken is not None:
        raise Refused("journal.broken", sequence=broken)
    competition = backup.exec(select(Competition.id)).first()
    if present is not None and present.competition not in (None, competition):
        raise Refused("keeping.other", held=present.competition, given=competition or "-")


def _who(settings: Settings, backup: Session, *, force: bool) -> Actor:
    """Who restores, by the people of the present database, or with `force`, or where there is none, by the backup's."""
    if force or not settings.files.main.exists():
        return identify(backup, settings.acting, "restore", key=settings.proof, origin=settings.origin)
    try:
        with opened_to_read(settings.files) as store, store.read() as session:
            return identify(session, settings.acting, "restore", key=settings.proof, origin=settings.origin)
    except Unreachable:
        raise Refused("keeping.unreadable", path=settings.files.main) from None


def _put_in_place(copy: Path, main: Path, present: Present | None, aside: Path | None) -> None:
    """Fill the present database with the copy's contents; where it cannot be read, the copy's file takes its place.

    Raises Moved where somebody has written to the present one since it was looked at; nothing is changed then.
    """
    if present is None or not main.exists():
        if aside is not None:
            set_aside(main, aside)
        take_place(copy, main)
        return

    def agreed() -> None:
        if head_of(main) != present.head:
            raise DatabaseMoved

    if aside is not None:
        copy_to_file(main, aside)
    try:
        overwrite(copy, main, agreed)
    except BaseException:
        if aside is not None:
            aside.unlink(missing_ok=True)
        raise
