"""scoreboard restore over whatever is there: all of it or nothing (F703, F705); reading leaves backups alone (F707)."""

import contextlib
import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoreboard.desk.watching import watch_main
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from tests.acceptance.competition import Competition, scores, towns
from tests.acceptance.conftest import Opened, copied
from tests.acceptance.driver import Program, contents

SECRET = "只在复原前公布过的事由"
BOARDS = ("ranking", "flags", "annual", "range")
PAGE = 4096
Damage = Callable[[Path], None]


@pytest.fixture
def contest(opened: Opened, tmp_path: Path) -> Program:
    """A contest with a backup, and after that a deed whose reason became public."""
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80, "t3": 70}})
    program = opened(Competition(units=towns(3), scores=cells))
    place = tmp_path / "place"
    place.mkdir()
    program = copied(program, place)
    program.ok("close", "main", "2031Q1")
    program.ok("backup", tmp_path / "b")
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", SECRET)
    return program


def boards(program: Program) -> dict[str, list[Any]]:
    return {board: program.rows(board) for board in BOARDS}


def of_the_backup(contest: Program, tmp_path: Path) -> dict[str, list[Any]]:
    """The boards as a spare machine shows them that was made from the backup."""
    spare = replace(contest, database=tmp_path / "spare" / "contest.db")
    spare.ok("restore", tmp_path / "b")
    return boards(spare)


def junk(path: Path) -> None:
    path.write_bytes(b"junk" * 5000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def missing(path: Path) -> None:
    path.unlink()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def headless(path: Path) -> None:
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])


def odd_page_size(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[16:18] = (1024).to_bytes(2, "big")
    path.write_bytes(content)


def shredded(path: Path) -> None:
    """Every page but the first."""
    chance, size = random.Random(7), path.stat().st_size
    path.write_bytes(path.read_bytes()[:PAGE] + chance.randbytes(size - PAGE))


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "somebody's").write_text("notes", encoding="utf-8")


def folder_for_the_log(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink(missing_ok=True)
    path.with_name(path.name + "-wal").mkdir()


def log_of_another(path: Path) -> None:
    """A log that belongs to another database and is sound in itself."""
    other = path.with_name("other.db")
    with contextlib.closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE other (words)")
        connection.executemany("INSERT INTO other VALUES (?)", [("x" * 2000,)] * 40)
        shutil.copy(f"{other}-wal", f"{path}-wal")
    other.unlink()


def hot_journal(path: Path) -> None:
    path.with_name(path.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(5000))


DAMAGES: tuple[Damage, ...] = (
    *(junk, empty, missing, truncated, headless, odd_page_size, shredded, folder),
    *(folder_for_the_log, log_of_another, hot_journal),
)


def whole(path: Path) -> None:
    """No damage at all."""


def one_file_each(program: Program) -> bool:
    """Whether nothing lies there but the two files and what was set aside, of which nothing is half made."""
    logs = {f"{program.public.name}-wal", f"{program.public.name}-shm"}  # which a viewer's connection may leave
    names = {path.name for path in program.database.parent.iterdir()} - logs
    return {name for name in names if ".replaced" not in name} == {program.database.name, program.public.name}


PAIRS = [(whole, whole), *((whole, one) for one in DAMAGES), *((one, whole) for one in DAMAGES)]
BOTH = list(zip(DAMAGES, (*DAMAGES[3:], *DAMAGES[:3]), strict=True))
SHORT = [(whole, whole), *((one, whole) for one in DAMAGES), *BOTH[::4]]
"""Each damage of the main file; a damaged public one is made anew whatever it is, and has a test of its own below."""


@pytest.mark.parametrize(
    ("main", "public"),
    [
        pytest.param(*pair, marks=() if pair in SHORT else pytest.mark.long, id=" and ".join(d.__name__ for d in pair))
        for pair in [*PAIRS, *BOTH]
    ],
)
def test_f703_a_restore_by_force_works_over_any_damage(
    contest: Program, tmp_path: Path, main: Damage, public: Damage
) -> None:
    then = of_the_backup(contest, tmp_path)
    public(contest.public)
    main(contest.database)
    was = contest.database.read_bytes() if contest.database.is_file() else None
    said = contest.ok("restore", tmp_path / "b", "--force").out
    assert boards(contest) == then
    assert one_file_each(contest)
    assert "whole" in contest.ok("journal", "--verify").out
    assert contest.journal()[-1]["action"] == "restore"
    asides = [path for path in contest.database.parent.glob("contest.db.replaced-*") if "-wal" not in path.name]
    if main not in (missing, empty, folder):
        assert [str(path) in said for path in asides] == [True]
        if main not in (whole, log_of_another, hot_journal, shredded):
            assert [path.read_bytes() for path in asides] == [was]
    contest.ok("enter", "main", "2031Q2", "roads", "t1", "5")


@pytest.mark.parametrize("main", [junk, truncated, headless, shredded, folder, folder_for_the_log])
def test_f703_without_force_nothing_that_cannot_be_read_is_replaced(
    contest: Program, tmp_path: Path, main: Damage
) -> None:
    main(contest.database)
    before = {path.name: path.read_bytes() for path in contest.database.parent.rglob("*") if path.is_file()}
    refused = contest("restore", tmp_path / "b")
    assert (refused.code, "--force" in refused.complaint) == (1, True)
    assert {path.name: path.read_bytes() for path in contest.database.parent.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("public", DAMAGES, ids=lambda damage: damage.__name__)
def test_f703_a_damaged_public_file_is_mended_by_the_next_command_of_staff(contest: Program, public: Damage) -> None:
    then = boards(contest)
    public(contest.public)
    contest.ok("enter", "main", "2031Q2", "roads", "t1", "5")
    assert boards(contest) == then
    assert one_file_each(contest)


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.long)])
def test_f703_any_damaged_page_of_the_public_file_is_mended(contest: Program, tmp_path: Path, every: int) -> None:
    then, good = boards(contest), contest.public.read_bytes()
    chance = random.Random(3)
    for page in range(0, len(good) // PAGE, every):
        for content in (bytes(PAGE), chance.randbytes(PAGE)):
            contest.public.write_bytes(good[: page * PAGE] + content + good[(page + 1) * PAGE :])
            contest.ok("journal") if page % 2 else contest.ok("user", "list")
            assert boards(contest) == then, page


@pytest.mark.parametrize("most", [4, pytest.param(25, marks=pytest.mark.long)])
def test_f703_any_damaged_page_of_the_main_file_is_replaced_by_force(
    contest: Program, tmp_path: Path, most: int
) -> None:
    then, good = of_the_backup(contest, tmp_path), contest.database.read_bytes()
    pages = random.Random(5).sample(range(len(good) // PAGE), most)
    for page in [0, *pages]:
        for name in contest.database.parent.glob("contest.db?*"):
            name.unlink()
        contest.database.write_bytes(good[: page * PAGE] + os.urandom(PAGE) + good[(page + 1) * PAGE :])
        contest.ok("restore", tmp_path / "b", "--force")
        assert boards(contest) == then, page


def test_f703_by_force_the_backups_people_say_who_may(contest: Program, tmp_path: Path) -> None:
    contest.ok("user", "add", "later", "--role", "admin")
    contest.by("later").refuses(1, "restore", tmp_path / "b", "--force")
    contest.ok("user", "add", "clerk", "--role", "operator")
    contest.ok("backup", tmp_path / "with clerk")
    junk(contest.database)
    contest.by("clerk").refuses(1, "restore", tmp_path / "with clerk", "--force")
    contest.by("nobody").refuses(1, "restore", tmp_path / "with clerk", "--force")
    contest.by(None).refuses(1, "restore", tmp_path / "with clerk", "--force")
    contest.ok("restore", tmp_path / "with clerk", "--force")


def bytes_below(place: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file())


@pytest.mark.parametrize("watched", [False, True], ids=["", "watched"])
def test_f705_nothing_that_was_public_before_a_restore_is_left_in_the_public_file(
    contest: Program, tmp_path: Path, watched: bool
) -> None:
    """Read as a stranger would: every byte of every public file, free pages and logs too."""
    public = tmp_path / "place" / "public"
    public.mkdir()
    written = SECRET.encode(), SECRET.encode("unicode_escape")
    assert any(words in contest.public.read_bytes() for words in written), "the test must look for what was there"
    with contextlib.closing(sqlite3.connect(f"file:{contest.public}?mode=ro", uri=True)) as viewer:
        if watched:
            viewer.execute("BEGIN")
            viewer.execute("SELECT count(*) FROM sqlite_master").fetchone()
        contest.ok("restore", tmp_path / "b", "--force")
        left = b"".join(path.read_bytes() for path in contest.public.parent.glob(f"{contest.public.name}*"))
    assert not any(words in left for words in written)


def test_f705_nothing_is_left_of_a_database_that_another_one_was_copied_over(contest: Program, tmp_path: Path) -> None:
    spare = replace(contest, database=tmp_path / "spare" / "contest.db")
    spare.ok("restore", tmp_path / "b")
    for path in contest.database.parent.glob("contest.db*"):
        path.unlink()
    shutil.copy(spare.database, contest.database)
    contest.ok("enter", "main", "2031Q2", "roads", "t1", "5")
    assert boards(contest) == boards(spare)
    assert SECRET.encode() not in bytes_below(contest.database.parent)
    assert SECRET.encode("unicode_escape") not in bytes_below(contest.database.parent)


READING = (("journal", "--verify"), ("journal",), ("user", "list"), ("db", "status"), ("show", "ranking", "--private"))


@pytest.mark.parametrize("words", READING, ids=lambda words: " ".join(words))
def test_f707_who_reads_a_backup_changes_nothing_and_leaves_nothing_beside_it(
    contest: Program, tmp_path: Path, words: tuple[str, ...]
) -> None:
    lone = tmp_path / "lone"
    lone.mkdir()
    backup = replace(contest, database=Path(shutil.copy(tmp_path / "b", lone / "b.db")))
    before = backup.database.read_bytes()
    told = backup.ok(*words)
    assert [path.name for path in lone.iterdir()] == ["b.db"]
    assert backup.database.read_bytes() == before
    lone.chmod(0o500)
    backup.database.chmod(0o400)
    try:
        assert backup.ok(*words).out == told.out
    finally:
        lone.chmod(0o700)


def test_f707_a_restore_leaves_its_backup_as_it_was(contest: Program, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = Path(shutil.copy(tmp_path / "b", stick / "b"))
    before = backup.read_bytes()
    contest.ok("restore", backup, "--force")
    assert ([path.name for path in stick.iterdir()], backup.read_bytes()) == (["b"], before)


def test_f703_a_desk_that_has_a_damaged_database_open_goes_on_with_the_restored_one(
    contest: Program, tmp_path: Path
) -> None:
    settings = Settings(str(contest.database))
    with contextlib.closing(Store(settings.paths)) as store:
        with store.read() as session:
            before = session.connection().exec_driver_sql("SELECT count(*) FROM journal").scalar()
        headless(contest.database)
        contest.ok("restore", tmp_path / "b", "--force")
        with store.transaction() as session:
            now = session.connection().exec_driver_sql("SELECT count(*) FROM journal").scalar()
            assert now != before or contest.journal()[-1]["action"] == "restore"
            session.connection().exec_driver_sql("UPDATE competition SET name = 'written by the desk'")
    with contextlib.closing(sqlite3.connect(contest.database)) as connection:
        assert connection.execute("SELECT name FROM competition").fetchone() == ("written by the desk",)


def test_f703_a_watch_notices_that_another_file_has_the_databases_name(contest: Program, tmp_path: Path) -> None:
    watch = watch_main(contest.database)
    try:
        contest.ok("enter", "main", "2031Q2", "roads", "t1", "5")
        assert watch.moved()
        headless(contest.database)
        contest.ok("restore", tmp_path / "b", "--force")
        assert watch.moved()
        assert not watch.moved()
        contest.ok("enter", "main", "2031Q2", "roads", "t2", "6")
        assert watch.moved()
    finally:
        watch.close()


def in_a_child(deed: Callable[[], int]) -> int:
    """Do something in a fork of this process; its exit code, or minus the signal that ended it."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = deed()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(number: int, deed: Callable[[], int]) -> int:
    """Do something in a child that is killed when it touches the disk for the `number`th time."""

    def told() -> int:
        left = number

        def count(event: str, _arguments: object) -> None:
            nonlocal left
            if event.startswith(("os.", "sqlite3.", "shutil.")) or event == "open":
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        return deed()

    return in_a_child(told)


def copies(program: Program, place: Path) -> Iterator[Program]:
    """Again and again the same two files, each time in a folder of their own."""
    while True:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        yield copied(program, place)


def restored_or_not(program: Program, before: object, then: object) -> bool:
    """Whether a restore took place; all of it must have, or nothing."""
    rows = contents(program.database)
    assert rows is not None
    done = rows != before
    if done:
        assert [row for row in program.journal() if row["action"] == "restore"]
    program.ok("enter", "main", "2031Q2", "roads", "t1", "5")
    assert (boards(program) == then) is done
    return done


def kill_everywhere(contest: Program, tmp_path: Path, numbers: Iterator[int]) -> None:
    then, before = of_the_backup(contest, tmp_path), contents(contest.database)
    ended = set()
    for number, program in zip(numbers, copies(contest, tmp_path / "killed"), strict=False):
        code = killed_at(number, lambda program=program: program("restore", tmp_path / "b", "--force").code)
        done = restored_or_not(program, before, then)
        ended.add((code, done))
        program.ok("restore", tmp_path / "b", "--force")
        assert one_file_each(program), number
        assert boards(program) == then
        if code == 0:
            break
    assert ended == {(-signal.SIGKILL, False), (-signal.SIGKILL, True), (0, True)}


def test_f703_a_restore_that_is_killed_has_done_all_or_nothing(contest: Program, tmp_path: Path) -> None:
    kill_everywhere(contest, tmp_path, iter(range(3, 10_000, 29)))


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_f703_a_restore_that_is_killed_anywhere_has_done_all_or_nothing(contest: Program, tmp_path: Path) -> None:
    kill_everywhere(contest, tmp_path, iter(range(1, 10_000)))


def test_f703_a_full_disk_leaves_all_as_it_was(contest: Program, tmp_path: Path) -> None:
    """No file may grow beyond so many bytes, from nearly nothing to more than enough."""
    then, before = of_the_backup(contest, tmp_path), contents(contest.database)
    most = contest.database.stat().st_size * 3
    codes = []
    for limit, program in zip(range(20_000, most, most // 12), copies(contest, tmp_path / "full"), strict=False):

        def with_little_room(limit: int = limit, program: Program = program) -> int:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            result = program("restore", tmp_path / "b", "--force")
            return result.code if result.code == 0 or "--" not in result.complaint else 98

        codes.append(in_a_child(with_little_room))
        assert restored_or_not(program, before, then) is (codes[-1] == 0), (limit, codes)
        assert not [path.name for path in program.database.parent.iterdir() if path.name.startswith(".")]
    assert set(codes) == {0, 3}
