"""What the public file has of the stage: the steps, and the images that they showed.

A step is copied as it was appended. Its image follows from it: it is in the file with the first step that showed it,
and in no file before.
"""

import sqlite3

from scoreboard.enums import YEAR

STEPS_TABLE = """
CREATE TABLE stage (
    sequence INTEGER PRIMARY KEY, ceremony TEXT NOT NULL, series TEXT NOT NULL, period TEXT NOT NULL,
    cue INTEGER NOT NULL, step INTEGER NOT NULL, covered INTEGER NOT NULL, rehearsal INTEGER NOT NULL,
    scene TEXT NOT NULL, at TEXT NOT NULL
)"""
IMAGES_TABLE = "CREATE TABLE IF NOT EXISTS image (digest TEXT PRIMARY KEY, content BLOB NOT NULL)"
STEPS = "SELECT sequence, ceremony, series, period, cue, step, covered, rehearsal, scene, at FROM {stage}"
LAST_STEP = "SELECT sequence, cue, step, scene, at FROM {side}.stage ORDER BY sequence DESC LIMIT 1"
_SOURCE = (
    f"SELECT s.sequence, s.ceremony_id, c.series_id, CASE WHEN c.of_year THEN '{YEAR}' ELSE c.period_id END,"
    " s.cue, s.step, s.covered, s.rehearsal, s.scene, s.at"
    " FROM source.stage s JOIN source.ceremony c ON c.id = s.ceremony_id"
)
_SHOWN = (
    "SELECT i.digest, i.content, MIN(s.sequence) AS sequence FROM source.stage s"
    " JOIN source.cue_image i ON i.digest = s.image WHERE s.image <> ''"
)

_BOTH_HAVE_IMAGES = (
    "SELECT EXISTS (SELECT 1 FROM main.sqlite_master WHERE name = 'image')"
    " AND EXISTS (SELECT 1 FROM source.sqlite_master WHERE name = 'cue_image')"
)


def copy_stage(connection: sqlite3.Connection, after: int) -> None:
    """Append the steps that came after one of the main database (0 for all), with what they showed."""
    since = {"after": after}
    connection.execute(f"INSERT INTO main.stage {_SOURCE} WHERE s.sequence > :after ORDER BY s.sequence", since)
    shown = f"SELECT digest, content FROM ({_SHOWN} AND s.sequence > :after GROUP BY i.digest)"
    connection.execute(f"INSERT OR IGNORE INTO main.image {shown}", since)


def differing_steps(connection: sqlite3.Connection) -> set[int]:
    """The steps of the file that are not as the main database says, or whose images are not."""
    last = {"last": connection.execute("SELECT COALESCE(MAX(sequence), 0) FROM main.stage").fetchone()[0]}
    here, there = STEPS.format(stage="main.stage"), f"{_SOURCE} WHERE s.sequence <= :last"
    asked = [f"SELECT sequence FROM ({first} EXCEPT {second})" for first, second in ((here, there), (there, here))]
    if connection.execute(_BOTH_HAVE_IMAGES).fetchone()[0]:
        shown = f"{_SHOWN} AND s.sequence <= :last GROUP BY i.digest"
        own = "SELECT digest, content FROM main.image"
        asked.append(f"SELECT sequence FROM ({shown}) WHERE (digest, content) NOT IN ({own})")
        asked.append(f"SELECT :last FROM ({own} EXCEPT SELECT digest, content FROM ({shown}))")
    return {int(row[0]) for question in asked for row in connection.execute(question, last)}
