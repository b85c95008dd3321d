"""What the public file has of the stage: the steps, and the images that they showed; and the emblems.

A step is copied as it was appended. Its images follow from it: they are in the file with the first step that showed
them, and in no file before. The emblems of the contest and of its flags are there while it has them.
"""

import sqlite3

from scoreboard.enums import YEAR, ImageOf
from scoreboard.facts import FactKind

STEPS_TABLE = """
CREATE TABLE stage (
    sequence INTEGER PRIMARY KEY, ceremony TEXT NOT NULL, series TEXT NOT NULL, period TEXT NOT NULL,
    cue INTEGER NOT NULL, step INTEGER NOT NULL, covered INTEGER NOT NULL, rehearsal INTEGER NOT NULL,
    scene TEXT NOT NULL, at TEXT NOT NULL
)"""
EMBLEMS = f"'{ImageOf.CONTEST}', '{ImageOf.FLAG}'"
"""The kinds of images that are public from the first, for SQL."""
NAMING_EMBLEMS = f"'{FactKind.COMPETITION}', '{FactKind.AREA}'"
"""The kinds of facts that name them."""
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
    " JOIN source.cue_image i ON instr(s.image, i.digest) > 0 WHERE s.image <> ''"
)
"""A step names its images by digests of one length."""
_EMBLEMS = (
    "SELECT i.digest, i.content, 0 AS sequence FROM source.cue_image i WHERE i.digest IN"
    f" (SELECT digest FROM source.named_image WHERE kind IN ({EMBLEMS}))"
)

_BOTH_HAVE_IMAGES = (
    "SELECT EXISTS (SELECT 1 FROM main.sqlite_master WHERE name = 'image')"
    " AND EXISTS (SELECT 1 FROM source.sqlite_master WHERE name = 'named_image')"
)


def copy_stage(connection: sqlite3.Connection, after: int) -> None:
    """Append the steps that came after one of the main database (0 for all), with what they showed."""
    since = {"after": after}
    connection.execute(f"INSERT INTO main.stage {_SOURCE} WHERE s.sequence > :after ORDER BY s.sequence", since)
    shown = f"SELECT digest, content FROM ({_SHOWN} AND s.sequence > :after GROUP BY i.digest)"
    connection.execute(f"INSERT OR IGNORE INTO main.image {shown}", since)


def tells_of_emblems(connection: sqlite3.Connection, after: int) -> bool:
    """Whether changes after one may be about an emblem."""
    of_these = f"SELECT EXISTS (SELECT 1 FROM main.public_fact WHERE change > ? AND kind IN ({NAMING_EMBLEMS}))"
    return bool(connection.execute(of_these, (after,)).fetchone()[0])


def copy_emblems(connection: sqlite3.Connection) -> None:
    """Bring the emblems level with the contest's; let go of those that are none any more and that no step showed."""
    connection.execute(f"INSERT OR IGNORE INTO main.image SELECT digest, content FROM ({_EMBLEMS})")
    public = f"SELECT digest FROM ({_EMBLEMS}) UNION SELECT digest FROM ({_SHOWN} GROUP BY i.digest)"
    connection.execute(f"DELETE FROM main.image WHERE digest NOT IN ({public})")


def differing_steps(connection: sqlite3.Connection) -> set[int]:
    """The steps of the file that are not as the main database says, or whose images are not."""
    last = {"last": connection.execute("SELECT COALESCE(MAX(sequence), 0) FROM main.stage").fetchone()[0]}
    here, there = STEPS.format(stage="main.stage"), f"{_SOURCE} WHERE s.sequence <= :last"
    asked = [f"SELECT sequence FROM ({first} EXCEPT {second})" for first, second in ((here, there), (there, here))]
    if connection.execute(_BOTH_HAVE_IMAGES).fetchone()[0]:
        shown = f"{_SHOWN} AND s.sequence <= :last GROUP BY i.digest UNION {_EMBLEMS}"
        own = "SELECT digest, content FROM main.image"
        asked.append(f"SELECT sequence FROM ({shown}) WHERE (digest, content) NOT IN ({own})")
        asked.append(f"SELECT :last FROM ({own} EXCEPT SELECT digest, content FROM ({shown}))")
    return {int(row[0]) for question in asked for row in connection.execute(question, last)}
