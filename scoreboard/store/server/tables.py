"""The tables of a database on a PostgreSQL server: made in an empty one, and brought up to date in an older one."""

from contextlib import closing

import psycopg
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.orm import object_session
from sqlalchemy.schema import CreateSchema
from sqlmodel import Session

from scoreboard.enums import YEAR
from scoreboard.errors import Unreachable
from scoreboard.models import StageStep
from scoreboard.settings import ServerSide
from scoreboard.store import schema
from scoreboard.store.public.change_so_far import change_of
from scoreboard.store.public.public_stage import EMBLEMS, NAMING_EMBLEMS
from scoreboard.store.server.connecting import CHANNEL, MAIN, PUBLIC, STAFF, connect, first_line
from scoreboard.store.server.functions import JOURNAL_HEAD, KNOWING, NUMBERING

TURN = "turn"
"""A table of one row: whoever writes takes it first, so that there is one writer at a time and no reader is asked."""
TAKE_TURN = f"SELECT taken FROM {MAIN}.{TURN} FOR UPDATE"
_MAKING = 7239117
"""The lock of whoever makes or changes tables, so that several first openings make them once."""
_STAGED = "staged"
"""In a session's `info`: whether its transaction brings steps onto the stage."""
_OWN = (
    f"CREATE TABLE {MAIN}.{TURN} (taken boolean NOT NULL)",
    f"INSERT INTO {MAIN}.{TURN} VALUES (true)",
    f'CREATE TABLE {PUBLIC}.stage (sequence bigint PRIMARY KEY, ceremony text COLLATE "C" NOT NULL,'
    ' series text COLLATE "C" NOT NULL, period text COLLATE "C" NOT NULL, cue bigint NOT NULL, step bigint NOT NULL,'
    ' covered boolean NOT NULL, rehearsal boolean NOT NULL, scene text NOT NULL, at text COLLATE "C" NOT NULL)',
    f'CREATE TABLE {PUBLIC}.image (digest text COLLATE "C" PRIMARY KEY, content bytea NOT NULL)',
)
_STEPS = (
    f"INSERT INTO {PUBLIC}.stage SELECT s.sequence, s.ceremony_id, c.series_id,"
    f" CASE WHEN c.of_year THEN '{YEAR}' ELSE c.period_id END, s.cue, s.step, s.covered, s.rehearsal, s.scene, s.at"
    f" FROM {MAIN}.stage s JOIN {MAIN}.ceremony c ON c.id = s.ceremony_id WHERE s.sequence > :after"
)
_IMAGES = (
    f"INSERT INTO {PUBLIC}.image SELECT i.digest, i.content FROM {MAIN}.cue_image i WHERE EXISTS (SELECT 1 FROM"
    f" {MAIN}.stage s WHERE position(i.digest in s.image) > 0 AND s.sequence > :after) ON CONFLICT DO NOTHING"
)
_TELLS_OF_EMBLEMS = f"SELECT 1 FROM {PUBLIC}.public_fact WHERE change = :change AND kind IN ({NAMING_EMBLEMS}) LIMIT 1"
_OF_EMBLEMS = f"SELECT digest FROM {MAIN}.named_image WHERE kind IN ({EMBLEMS})"
_EMBLEMS = (
    f"INSERT INTO {PUBLIC}.image SELECT digest, content FROM {MAIN}.cue_image WHERE digest IN ({_OF_EMBLEMS})"
    " ON CONFLICT DO NOTHING",
    f"DELETE FROM {PUBLIC}.image i WHERE i.digest NOT IN ({_OF_EMBLEMS})"
    f" AND NOT EXISTS (SELECT 1 FROM {MAIN}.stage s WHERE position(i.digest in s.image) > 0)",
)


def bring_up_to_date(engine: Engine, side: ServerSide, *, create: bool) -> None:
    """Make the tables, or run the migrations that a database lacks.

    Raises Unreachable for a newer one, and, unless they may be made, where there are none.
    """
    with engine.connect() as connection:
        found = stored_revision(connection)
    if found == schema.REVISIONS[-1]:
        return
    if found is None and not create:
        raise Unreachable("database.missing_on_server", path=side)
    if found is not None and found not in schema.REVISIONS:
        raise Unreachable("database.newer", path=side)
    with engine.begin() as connection:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_MAKING})"))
        found = stored_revision(connection)
        if found is None:
            _make(connection)
        elif found != schema.REVISIONS[-1]:
            schema.upgrade_tables(connection, found)


def has_tables(side: ServerSide) -> bool:
    """Whether a server's database has the tables of a contest. Raises Unreachable where that cannot be asked."""
    return revision_on(side) is not None


def revision_on(side: ServerSide) -> str | None:
    """The migration that a server's database stands at; None for an empty one. Raises Unreachable as `connect`."""
    try:
        with closing(connect(side, STAFF)) as connection:
            if connection.execute(f"SELECT to_regclass('{MAIN}.alembic_version')").fetchone() == (None,):
                return None
            row = connection.execute(f"SELECT version_num FROM {MAIN}.alembic_version").fetchone()
    except psycopg.errors.InsufficientPrivilege as error:
        raise Unreachable("database.not_granted", path=side, detail=first_line(error)) from None
    return None if row is None else str(row[0])


def last_deed_on(side: ServerSide) -> str | None:
    """The hash of the last row of a server's journal; None where it has none. Raises Unreachable as `connect`."""
    with closing(connect(side, STAFF)) as connection:
        row = connection.execute(f"SELECT hash FROM {JOURNAL_HEAD}()").fetchone()
    return None if row is None else str(row[0])


def stored_revision(connection: Connection) -> str | None:
    """The migration that the database of a connection stands at; None for an empty one."""
    there = connection.execute(text("SELECT to_regclass(:name)"), {"name": f"{MAIN}.alembic_version"}).scalar()
    if there is None:
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {MAIN}.alembic_version")).scalar()
    return found


def _make(connection: Connection) -> None:
    """All tables as the models ask for them. What is public has a schema of its own."""
    from scoreboard.models import metadata

    for name in (MAIN, PUBLIC):
        connection.execute(CreateSchema(name, if_not_exists=True))
    connection.execute(text(NUMBERING))
    public = [table for name, table in metadata.tables.items() if name.startswith("public_")]
    connection.exec_driver_sql(f"SET LOCAL search_path = {PUBLIC}")
    metadata.create_all(connection, tables=public, checkfirst=False)
    connection.exec_driver_sql(f"SET LOCAL search_path = {MAIN}, {PUBLIC}")
    metadata.create_all(connection, tables=[t for t in metadata.tables.values() if t not in public], checkfirst=False)
    for statement in (*_OWN, *KNOWING):
        connection.execute(text(statement))
    connection.exec_driver_sql(f"CREATE TABLE {MAIN}.alembic_version (version_num varchar(32) PRIMARY KEY)")
    connection.execute(text(f"INSERT INTO {MAIN}.alembic_version VALUES (:last)"), {"last": schema.REVISIONS[-1]})


def tell_the_public(session: Session) -> None:
    """Copy what a transaction has brought onto the stage to the public schema, and wake displays once it is kept.

    A step is copied as it was appended, with its image; nobody is woken by a transaction that makes nothing public.
    """
    session.flush()
    connection = session.connection()
    staged = bool(session.info.get(_STAGED))
    if staged:
        after = connection.exec_driver_sql(f"SELECT COALESCE(MAX(sequence), 0) FROM {PUBLIC}.stage").scalar()
        for statement in (_STEPS, _IMAGES):
            connection.execute(text(statement), {"after": after})
    change = change_of(session)
    if change is not None and connection.execute(text(_TELLS_OF_EMBLEMS), {"change": change}).first():
        for statement in _EMBLEMS:
            connection.execute(text(statement))
    if staged or change is not None:
        connection.exec_driver_sql(f"NOTIFY {CHANNEL}")


def put_on_stage(session: Session) -> None:
    """Say of a transaction that it brings steps onto the stage; of those that the session's objects make it knows."""
    session.info[_STAGED] = True


@event.listens_for(StageStep, "after_insert")
def _stepped(_mapper: object, _connection: object, step: StageStep) -> None:
    session = object_session(step)
    if session is not None:
        session.info[_STAGED] = True
