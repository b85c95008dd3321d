"""scoreboard backup and restore: whole copies, made while people work, put back without losing a deed unseen."""

import asyncio
import contextlib
import os
import sqlite3
import stat
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.publications.reader import PublicReader
from screens.change_feed import changes
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, Result, contents
from tests.disks import small_disk
from tests.strangers import as_stranger, needs_root
from tests.warm_programs import run_warm


@pytest.fixture
def contest(opened: Opened) -> Program:
    program = opened(
        Competition(units=towns(3), scores=scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80, "t3": 70}}))
    )
    program.ok("close", "main", "2031Q1")
    return program


def boards(program: Program) -> dict[str, list[object]]:
    return {board: program.rows(board) for board in ("ranking", "flags", "annual", "range")}


def test_a_spare_machine_takes_over_from_a_backup(contest: Program, tmp_path: Path) -> None:
    copy = tmp_path / "stick" / "contest.backup"
    copy.parent.mkdir()
    said = contest.ok("backup", copy).out
    spare = replace(contest, database=tmp_path / "spare" / "contest.db")

    assert spare.ok("restore", copy).out
    assert boards(spare) == boards(contest)
    assert [row["action"] for row in spare.journal()[-2:]] == ["close", "restore"]
    *_, close, backup = contest.journal()
    assert close["hash"] in said
    assert backup["after"] == {"count": close["sequence"], "head": close["hash"]}
    assert "whole" in spare.ok("journal", "--verify").out
    assert spare.ok("confirm", "main", "2031Q2").code == 0


def test_a_backup_is_one_file_for_its_owner_alone(contest: Program, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    for _ in range(2):
        before = contents(contest.database)
        contest.ok("backup", folder / "b")

    assert [file.name for file in folder.iterdir()] == ["b"]
    assert stat.S_IMODE((folder / "b").stat().st_mode) == 0o600
    folder.chmod(0o500)
    found = contents(folder / "b")
    folder.chmod(0o700)
    assert found == before


def test_deeds_since_the_backup_are_not_lost_unseen(contest: Program, tmp_path: Path) -> None:
    copy = tmp_path / "b"
    contest.ok("backup", copy)
    then = boards(contest)
    contest.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "事故")
    now = boards(contest)
    assert now != then

    assert "--force" in contest.refuses(1, "restore", copy).complaint
    assert boards(contest) == now
    said = contest.ok("restore", copy, "--force").out
    assert boards(contest) == then
    (aside,) = contest.database.parent.glob("contest.db.replaced-*")
    assert str(aside) in said
    contest.ok("restore", aside, "--force")
    assert boards(contest) == now


def test_a_backup_and_a_restore_are_no_deeds_that_could_be_lost(contest: Program, tmp_path: Path) -> None:
    contest.ok("backup", tmp_path / "b")
    for _ in range(3):
        contest.ok("restore", tmp_path / "b")
    assert len(list(contest.database.parent.glob("contest.db.replaced-*"))) == 3


def test_viewers_who_have_the_public_file_open_see_what_was_restored(contest: Program, tmp_path: Path) -> None:
    """The old file stays theirs as it was; they notice that another one has its name."""
    contest.ok("backup", tmp_path / "b")
    then = boards(contest)
    contest.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "事故")

    async def watch() -> int:
        with contextlib.closing(PublicReader(contest.public)) as reader:
            seen = 0
            async for _ in changes(reader, contest.public):
                seen += 1
                contest.ok("restore", tmp_path / "b", "--force")
            return seen

    async def within_seconds() -> int:
        async with asyncio.timeout(5):
            return await watch()

    assert asyncio.run(within_seconds()) == 1
    assert boards(contest) == then


def test_a_database_that_cannot_be_read_is_replaced_only_by_force(contest: Program, tmp_path: Path) -> None:
    contest.ok("backup", tmp_path / "b")
    then = boards(contest)
    for suffix in ("-wal", "-shm"):
        contest.database.with_name(contest.database.name + suffix).unlink(missing_ok=True)
    contest.database.write_bytes(b"junk" * 5000)

    assert "--force" in contest.refuses(1, "restore", tmp_path / "b").complaint
    contest.ok("restore", tmp_path / "b", "--force")
    assert boards(contest) == then
    (aside,) = contest.database.parent.glob("contest.db.replaced-*")
    assert aside.read_bytes() == b"junk" * 5000


def test_another_competition_is_never_overwritten(contest: Program, opened: Opened, tmp_path: Path) -> None:
    other = replace(contest, database=tmp_path / "other" / "contest.db")
    other.database.parent.mkdir()
    other.at(None).by(None).ok("user", "add", "root", "--role", "admin")
    other.ok("load", Competition(id="river-2031", units=towns(2)).write(tmp_path / "river"), "--with-clock")
    other.ok("backup", tmp_path / "b")

    for force in ((), ("--force",)):
        assert "river-2031" in contest.refuses(1, "restore", tmp_path / "b", *force).complaint


def test_what_is_no_backup_is_refused(contest: Program, tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("no backup", encoding="utf-8")
    empty = tmp_path / "empty"
    empty.touch()
    for file in (text, empty, contest.database.with_name("folder")):
        assert contest.refuses(2, "restore", file)
    contest.refuses(2, "restore", contest.database)
    contest.refuses(2, "backup", contest.public)
    contest.refuses(1, "backup", text)
    contest.refuses(3, "backup", tmp_path / "nowhere" / "b")
    assert text.read_text(encoding="utf-8") == "no backup"


def test_a_backup_that_somebody_changed_is_refused(contest: Program, tmp_path: Path) -> None:
    contest.ok("backup", tmp_path / "b")
    with contextlib.closing(sqlite3.connect(tmp_path / "b", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute("UPDATE journal SET who = 'nobody' WHERE sequence = 2")

    assert "2" in contest.refuses(1, "restore", tmp_path / "b").complaint


@pytest.mark.parametrize("role", ["operator", "reviewer", "director", "auditor", "viewer"])
def test_only_an_admin_keeps(contest: Program, tmp_path: Path, role: str) -> None:
    contest.ok("user", "add", "somebody", "--role", role)
    contest.ok("backup", tmp_path / "b")

    contest.by("somebody").refuses(1, "backup", tmp_path / "c")
    contest.by("somebody").refuses(1, "restore", tmp_path / "b")
    spare = replace(contest, database=tmp_path / "spare" / "contest.db", acting="somebody")
    assert spare("restore", tmp_path / "b").code == 1
    assert not spare.database.exists()


def test_a_backup_under_writes_is_one_moment(opened: Opened, tmp_path: Path) -> None:
    """A copy that mixed two moments would not agree with itself."""
    program = opened(Competition(series=[live("roads")], units=towns(1)))
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with contextlib.closing(sqlite3.connect(program.database, timeout=30, isolation_level=None)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("UPDATE competition SET name = ?", (f"{number}",))
                connection.execute("UPDATE series SET name = ?", (f"{number}",))
                connection.execute("COMMIT")

    with contextlib.closing(sqlite3.connect(program.database, isolation_level=None)) as connection:
        connection.execute("UPDATE series SET name = (SELECT name FROM competition)")
    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(5):
            program.ok("backup", tmp_path / "b")
            with contextlib.closing(sqlite3.connect(tmp_path / "b")) as copy:
                (one,), (other,) = (
                    copy.execute(f"SELECT name FROM {table}").fetchone() for table in ("competition", "series")
                )
            assert one == other
    finally:
        stop.set()
        writer.join()


@pytest.mark.parametrize(
    "name",
    [
        *("contest.db", "contest-public.db", "contest.db-wal", "contest.db-shm", "contest.db-journal"),
        *("contest-public.db-journal", "other.db-wal", "other.db-SHM", "link.db", "hard.db"),
    ],
)
def test_f715_a_backup_takes_no_name_of_a_databases_own_files(contest: Program, name: str) -> None:
    folder = contest.database.parent
    (folder / "link.db").symlink_to(contest.database)
    (folder / "hard.db").hardlink_to(contest.database)
    before = contest.database.stat().st_ino
    contest.refuses(2, "backup", folder / name)
    assert contest.database.stat().st_ino == before


@pytest.mark.parametrize("kind", ["fifo", "folder", "text"])
def test_f715_what_is_no_backup_is_not_replaced(contest: Program, tmp_path: Path, kind: str) -> None:
    place = tmp_path / "b"
    match kind:
        case "fifo":
            os.mkfifo(place)
        case "folder":
            place.mkdir()
        case _:
            place.write_text("dear")
    contest.refuses(1, "backup", place)
    assert place.exists()


def limited(program: Program, bytes_left: int, *words: object) -> Result:
    """Run a command whose files may not grow beyond so many bytes, as on a full disk."""
    given = (*map(str, words), "--as", "root", "--lang", "en")
    done = run_warm(*given, environment=program.environment, largest_file=bytes_left)
    return Result(given, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("part", [0.0, 0.5, 0.99])
@pytest.mark.parametrize("older", [False, True])
def test_f715_a_full_disk_leaves_nothing_behind(contest: Program, tmp_path: Path, part: float, older: bool) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    if older:
        contest.ok("backup", stick / "b")
    before = {path.name: path.read_bytes() for path in stick.iterdir()}
    ended = limited(contest, int(contest.database.stat().st_size * part), "backup", stick / "b")
    assert ended.code == 3, ended
    assert len(ended.err.splitlines()) == 1, ended
    assert "mistake" not in ended.err
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == before
    contest.ok("backup", stick / "b")


@needs_root
def test_f715_a_small_stick_is_told_and_left_as_it_was(contest: Program, tmp_path: Path) -> None:
    """A real disk that is full, where the system lets us have one."""
    stick = tmp_path / "stick"
    stick.mkdir()
    with small_disk(stick, "64k"):
        assert "full" in contest.refuses(3, "backup", stick / "b").complaint
        assert list(stick.iterdir()) == []


@needs_root
def test_f715_what_another_account_has_put_in_the_way_gets_no_sealed_result(contest: Program) -> None:
    """In a folder that everybody may write to, under the name that a copy has while it is made."""
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        shared, theirs = Path(place), Path(place) / "theirs"
        shared.chmod(0o1777)

        def deed() -> None:
            theirs.write_text("theirs")
            (shared / ".b.part").symlink_to(theirs)

        as_stranger(deed)
        contest.ok("backup", shared / "b")
        assert theirs.read_text() == "theirs"
        assert stat.S_IMODE((shared / "b").stat().st_mode) == 0o600
