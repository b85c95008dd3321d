"""How a database's files stand: how far viewers are behind, how large they are, and who keeps a log from ending."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from scoreboard.desk.confirming import confirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import DatabasePaths, Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.public import following
from scoreboard.store.public.state import how_far_behind, long_readers, sizes
from tests.acceptance.driver import Program
from tests.contests import NOW, Shape, opened, prepare, put

pytestmark = pytest.mark.files

READ = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN")
connection.execute("SELECT COUNT(*) FROM public_fact").fetchone()
print("reading", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def contest(tmp_path: Path) -> Settings:
    return prepare(tmp_path, Shape(publication="live"))


def show_a_score(settings: Settings) -> None:
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        put(writing, "a1", "c01", "70")
        confirm(writing, contest_of(writing.session, "main", "2030Q1"))


@contextmanager
def reading(path: Path) -> Iterator[int]:
    """A process in the middle of reading a file."""
    with subprocess.Popen([sys.executable, "-c", READ, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        try:
            yield process.pid
        finally:
            process.kill()


def test_viewers_are_behind_while_their_file_cannot_be_written(
    contest: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "LAST_WAIT_SECONDS", 0.1)
    assert how_far_behind(contest.paths) == 0
    with closing(sqlite3.connect(contest.paths.public, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        show_a_score(contest)
        assert how_far_behind(contest.paths) == 1
        other.execute("ROLLBACK")
    with opened(contest):
        assert how_far_behind(contest.paths) == 0


def test_what_is_not_there_is_not_behind(tmp_path: Path) -> None:
    paths = DatabasePaths(tmp_path / "none.db", tmp_path / "none-public.db")
    assert (how_far_behind(paths), sizes(paths), long_readers(paths)) == (None, [], [])


def test_both_files_are_measured_with_their_logs(contest: Settings) -> None:
    with opened(contest):
        show_a_score(contest)
        found = {size.path: size for size in sizes(contest.paths)}
        for path in (contest.paths.main, contest.paths.public):
            assert found[path].file == path.stat().st_size
        assert found[contest.paths.main].log > 0


def test_whoever_keeps_reading_is_named(contest: Settings) -> None:
    with opened(contest):
        assert long_readers(contest.paths) == []
        with reading(contest.paths.public) as process:
            (found,) = long_readers(contest.paths)
            assert (found.path, found.process) == (contest.paths.public, process)
            assert found.started is not None
            assert abs(found.started - time.time()) < 60
        assert long_readers(contest.paths) == []


@pytest.mark.parametrize(("lang", "said"), [("zh", "落后 0 步"), ("en", "0 changes and steps behind")])
def test_doctor_and_status_say_how_the_files_stand(contest: Settings, lang: str, said: str) -> None:
    program = Program(contest.paths.main, NOW, lang, None)
    with opened(contest), reading(contest.paths.public) as process:
        for words in (("db", "status"), ("doctor",)):
            told = program(*words).out
            assert said in told
            assert str(contest.paths.public) in told
            assert "MiB" in told
            assert str(process) in told
