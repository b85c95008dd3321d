"""Carries what has become public from the main database to the public file, in order and exactly once."""

import contextlib
import sqlite3
from pathlib import Path

from sqlalchemy import Engine, text

from scoreboard.errors import Unreachable
from scoreboard.publications import public_file
from scoreboard.publications.nudge import nudge

_PUBLICATIONS = text(
    "SELECT id, board, revision, payload, published_at, reason FROM publication WHERE id > :last ORDER BY id"
)
_STEPS = text(
    "SELECT s.sequence, s.ceremony_id, c.series_id, c.period_id, s.cue, s.step, s.covered, s.rehearsal, s.scene, s.at"
    " FROM stage s JOIN ceremony c ON c.id = s.ceremony_id WHERE s.sequence > :last ORDER BY s.sequence"
)
_NUMBERS = text("SELECT (SELECT coalesce(max(id), 0) FROM publication), (SELECT coalesce(max(sequence), 0) FROM stage)")


def rebuild(main: Path, public: Path) -> None:
    """Write the public file anew from a main database that is another one than before, in one transaction.

    A file that cannot be read is replaced. Raises sqlite3.OperationalError where it cannot be written.
    """
    try:
        connection = public_file.open_for_writing(public)
    except Unreachable:
        public.unlink()
        connection = public_file.open_for_writing(public)
    with contextlib.closing(connection), contextlib.closing(sqlite3.connect(main)) as source:
        connection.execute("BEGIN IMMEDIATE")
        public_file.clear(connection)
        everything = {"last": 0}
        public_file.append(
            connection,
            source.execute(str(_PUBLICATIONS), everything).fetchall(),
            source.execute(str(_STEPS), everything).fetchall(),
        )
        connection.execute("COMMIT")
    nudge(public)


def carry(engine: Engine, public: Path) -> None:
    """Bring the public file level with the main database and nudge the displays if that took anything.

    A public file that cannot be written now is no reason to fail: whoever writes or starts next catches up.
    Raises Unreachable for one that is damaged or of a later layout.
    """
    try:
        _carry(engine, public)
    except sqlite3.OperationalError:
        return
    except sqlite3.DatabaseError as error:
        raise Unreachable("database.unreadable", path=public, detail=error) from None


def _carry(engine: Engine, public: Path) -> None:
    with contextlib.closing(public_file.open_for_writing(public)) as connection:
        with engine.connect() as main:
            numbers = tuple(main.execute(_NUMBERS).one())
        if numbers == public_file.last_numbers(connection):
            return
        connection.execute("BEGIN IMMEDIATE")
        last_publication, last_step = public_file.last_numbers(connection)
        with engine.connect() as main:
            publications = [tuple(row) for row in main.execute(_PUBLICATIONS, {"last": last_publication})]
            steps = [tuple(row) for row in main.execute(_STEPS, {"last": last_step})]
        public_file.append(connection, publications, steps)
        connection.execute("COMMIT")
        nudge(public)
