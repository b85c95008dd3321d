"""A database of which a part is not what it was: every command ends in a sentence, and none blames the program."""

import os
import random
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, Series, held, scores, towns
from tests.acceptance.driver import Program
from tests.pairs import each_with_some

Q1, Q2 = "2031Q1", "2031Q2"
CEREMONY = f"main-{Q1}"
DAMAGES = int(os.environ.get("SCOREBOARD_DAMAGES", "20"))
COMMANDS_EACH = 3
PAGE = 4096
COMMANDS: list[tuple[str, ...]] = [
    *(("show", "flags"), ("show", "ranking", "--private", "--period", Q2), ("show", "annual"), ("show", "ceremony")),
    *(("enter", "main", Q2, "roads", "t3", "5"), ("confirm", "main", Q2), ("close", "main", Q2), ("user", "list")),
    *(("cue", "status", CEREMONY), ("cue", "next", CEREMONY), ("journal", "--verify"), ("journal",), ("doctor",)),
    *(("bulletin", "main", Q1), ("db", "status"), ("db", "upgrade"), ("backup", "b"), ("restore", "good")),
    *(("ceremony", "check", CEREMONY), ("ceremony", "verify", CEREMONY), ("ceremony", "seal", CEREMONY)),
    *(("load", "folder"), ("veto", "t1", "safety", "--period", Q2, "--reason", "why")),
]


@pytest.fixture
def sound(database_with_root: Path, tmp_path: Path) -> Program:
    """A contest whose ceremony has begun, each of its databases in one file."""
    program = Program(tmp_path / "contest.db")
    shutil.copy(database_with_root, program.database)
    competition = Competition(
        series=[Series(settings={"confirm": "self"})],
        units=towns(3),
        custody=held("main", {"roads": "t3"}),
        scores=[
            *scores("main", Q1, {"roads": {"t1": 5, "t2": 6}}),
            *scores("main", Q2, {"roads": {"t1": 7, "t2": 7}}, state="draft"),
        ],
    )
    program.ok("load", competition.write(tmp_path / "folder"), "--with-clock")
    program.ok("close", "main", Q1)
    program.ok("cue", "next", CEREMONY)
    program.ok("backup", tmp_path / "good")
    for path in (program.database, program.public):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return program


def damaged(content: bytes, draw: random.Random) -> bytes:
    """A file of which something has been lost or changed."""
    found = bytearray(content)
    match draw.choice(("bits", "zeros", "cut", "page", "text", "text")):
        case "bits":
            for _ in range(draw.choice((1, 3, 20))):
                found[draw.randrange(len(found))] ^= 1 << draw.randrange(8)
        case "zeros":
            start, length = draw.randrange(len(found)), draw.choice((1, 16, 512))
            found[start : start + length] = bytes(len(found[start : start + length]))
        case "cut":
            del found[draw.randrange(len(found)) :]
        case "page":
            start = draw.randrange(len(found) // PAGE) * PAGE
            found[start : start + PAGE] = draw.randbytes(PAGE)
        case _:
            place = draw.choice([number for number, byte in enumerate(found) if 32 < byte < 127])
            found[place] = draw.choice(b'{}[]",:xX9\xff')
    return bytes(found)


def put(program: Program, kept: dict[Path, bytes]) -> None:
    for path, content in kept.items():
        for leftover in path.parent.glob(f"{path.name}-*"):
            leftover.unlink()
        path.write_bytes(content)


def damage_often(program: Program, times: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(seed)
    kept = {path: path.read_bytes() for path in (program.database, program.public)}
    monkeypatch.chdir(program.database.parent)
    for _ in range(times):
        hit = draw.choice(list(kept))
        put(program, {**kept, hit: damaged(kept[hit], draw)})
        for words in draw.sample(COMMANDS, COMMANDS_EACH):
            result = program(*words)
            assert result.code in (0, 1, 2, 3), result
            assert result.complaint or not result.code, result


def test_f713_damaged_content_is_never_a_mistake_of_the_program(
    sound: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage_often(sound, DAMAGES, 713, monkeypatch)


def test_f713_a_row_that_its_index_has_otherwise_is_damage(sound: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not found where it is looked for, and so is written once more."""
    monkeypatch.chdir(sound.database.parent)
    with closing(sqlite3.connect(sound.database)) as connection:
        keys = [key.encode() for (key,) in connection.execute("select key from loaded_row where file = 'units.csv'")]
    content = sound.database.read_bytes()
    found = 0
    for key in keys:
        for begin in _places_of(content, key):
            put(sound, {sound.database: content[:begin] + bytes([content[begin] ^ 1]) + content[begin + 1 :]})
            result = sound("load", "folder")
            assert result.code in (0, 1, 2, 3), result
            found += "loaded_row" in result.complaint
    assert found


def _places_of(content: bytes, text: bytes) -> list[int]:
    return [place.start() for place in re.finditer(re.escape(text), content)]


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(4))
def test_f713_damaged_content_for_long(sound: Program, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    damage_often(sound, 2000, seed, monkeypatch)


@pytest.mark.parametrize(
    ("content", "file"),
    each_with_some(
        [b"", b"x", b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 5000, b"\0" * 8192, b"junk" * 5000],
        ["main", "public"],
    ),
    ids=lambda one: one if isinstance(one, str) else str(len(one)),
)
def test_f713_a_file_that_is_no_database(
    sound: Program, file: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sound.database.parent)
    kept = {path: path.read_bytes() for path in (sound.database, sound.public)}
    hit = sound.database if file == "main" else sound.public
    for words in COMMANDS:
        put(sound, {**kept, hit: content})
        result = sound(*words)
        assert result.code in (0, 1, 2, 3), result
        assert result.complaint or not result.code, result
