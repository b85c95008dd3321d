"""Backups of the database, and a database restored from one: on the same machine, or on a spare that takes over."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session, select

from scoreboard.desk.acting import acting, zone_of
from scoreboard.desk.identity import identify
from scoreboard.errors import BadInput, Refused, Unreachable
from scoreboard.models import Competition, JournalEntry
from scoreboard.settings import Settings, database_paths
from scoreboard.store.backup import check_backup, copied_beside, copy_into, copy_to_file, is_database, put_in_place
from scoreboard.store.carry import rebuild
from scoreboard.store.engine import Store
from scoreboard.store.writing import GENESIS, Writing, first_broken

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
    _refuse_itself(settings, target)
    if target.exists() and not is_database(target):
        raise Refused("keeping.occupied", file=target)
    with closing(Store(settings.paths)) as store:
        with store.read() as session:
            identify(session, settings.acting, "back up", key=settings.proof, origin=settings.origin)
        with copied_beside(settings.paths.main, target) as part, acting(store, settings, "back up") as writing:
            kept = _kept(part)
            writing.record("backup", target.name, after={"count": kept.count, "head": kept.head})
            put_in_place(part, target)
    return kept


def restore(settings: Settings, source: Path, *, force: bool = False) -> Kept:
    """Put a backup in the database's place, and make the public file anew from it.

    Others may have the database open; they go on with what the backup holds. Raises Refused for a file that is no
    sound backup, for a database of another competition, and, without `force`, for one that holds deeds which the
    backup lacks or that cannot be read; with `force` that one is kept beside it.
    """
    _refuse_itself(settings, source)
    if not source.is_file():
        raise BadInput("keeping.missing", file=source)
    check_backup(source)
    main = settings.paths.main
    main.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".restore-", dir=main.parent) as folder:
        copy = Path(folder) / "restored.db"
        copy_to_file(source, copy)
        with closing(Store(database_paths(str(copy)))) as store:
            set_aside = _replaceable(settings, store, source, force=force)
        kept = _kept(copy)
        if set_aside is not None:
            _put_aside(main, set_aside)
        copy_into(copy, main)
    rebuild(main, settings.paths.public)
    return Kept(kept.competition, kept.count, kept.head, set_aside)


def _replaceable(settings: Settings, backup: Store, source: Path, *, force: bool) -> Path | None:
    """Check that the backup may take the database's place, and journal it in the backup.

    Returns where to put the present database aside, None where nothing of it would be lost.
    """
    main = settings.paths.main
    with _present(settings, force=force) as present, backup.transaction() as session:
        broken = first_broken(session)
        if broken is not None:
            raise Refused("journal.broken", sequence=broken)
        if present is not None:
            _refuse_other(present, session)
        known_people = session if present is None else present
        by = identify(known_people, settings.acting, "restore", key=settings.proof, origin=settings.origin)
        lacking = [] if present is None else _lacking(present, session)
        deeds = sum(row.action not in KEEPING for row in lacking)
        if deeds and not force:
            raise Refused("keeping.newer", count=deeds, path=main)
        now = settings.moment(zone_of(session))
        Writing(session, by, now).record("restore", source.name, after={"deeds_set_aside": deeds})
        unreadable = present is None and main.exists()
    return _free_name(main, f"replaced-{now:%Y%m%dT%H%M%S}") if lacking or unreadable else None


@contextmanager
def _present(settings: Settings, *, force: bool) -> Iterator[Session | None]:
    """A session on the present database; None where there is none, or with `force` none that can be read."""
    if not settings.paths.main.exists():
        yield None
        return
    try:
        store = Store(settings.paths)
    except Unreachable:
        if not force:
            raise Refused("keeping.unreadable", path=settings.paths.main) from None
        yield None
        return
    with closing(store), store.read() as session:
        yield session


def _refuse_other(present: Session, backup: Session) -> None:
    held, given = (session.exec(select(Competition.id)).first() for session in (present, backup))
    if held is not None and held != given:
        raise Refused("keeping.other", held=held, given=given or "-")


def _lacking(present: Session, backup: Session) -> list[JournalEntry]:
    """The rows of the present journal that the backup does not have."""
    known = set(backup.exec(select(JournalEntry.sequence, JournalEntry.hash)).all())
    return [row for row in present.exec(select(JournalEntry)) if (row.sequence, row.hash) not in known]


def _put_aside(main: Path, place: Path) -> None:
    """Keep the present database; one that cannot be copied is moved away with its log."""
    try:
        copy_to_file(main, place)
    except Unreachable:
        main.replace(place)
        for suffix in ("-wal", "-shm"):
            main.with_name(main.name + suffix).unlink(missing_ok=True)


def _free_name(main: Path, word: str) -> Path:
    """A name beside the database that nothing has yet."""
    first = main.with_name(f"{main.name}.{word}")
    others = (first.with_name(f"{first.name}-{number}") for number in count(2))
    return next(name for name in chain([first], others) if not name.exists())


def _kept(file: Path) -> Kept:
    with closing(sqlite3.connect(file)) as connection:
        competition = connection.execute("SELECT id FROM competition").fetchone()
        last = connection.execute("SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    sequence, head = last or (0, GENESIS)
    return Kept(competition[0] if competition else "-", sequence, head)


def _refuse_itself(settings: Settings, file: Path) -> None:
    if file.resolve() in (settings.paths.main.resolve(), settings.paths.public.resolve()):
        raise BadInput("keeping.itself", file=file)
