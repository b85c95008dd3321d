"""From the main database to the public file: in order, exactly once, whatever dies in between."""

import contextlib
import os
import select
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Unreachable
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import DatabasePaths, Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.public import file
from scoreboard.store.public.layout import LAYOUT
from scoreboard.store.public.nudge import Listener
from tests.contests import Shape, opened, prepare, put
from tests.processes import PROCESSES
from tests.published import touches

pytestmark = pytest.mark.files

LIVE = Shape(publication="live")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return prepare(tmp_path, LIVE)


def changes(path: Path) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT number, at, reason FROM public_change ORDER BY number").fetchall()


def level(paths: DatabasePaths) -> bool:
    """Whether the public file says just what is public, and all of it."""
    return file.lag(paths.main, paths.public) == 0 and file.differing(paths.main, paths.public) == []


def confirm_one(settings: Settings, unit: str, score: str) -> None:
    """Enter a score and confirm it, which makes it public."""
    with opened(settings) as store:
        _confirm(store, settings, unit, score)


def _confirm(store: Store, settings: Settings, unit: str, score: str) -> None:
    with acting(store, settings, "confirm") as writing:
        put(writing, "a1", unit, score)
        confirm(writing, contest_of(writing.session, "main", "2030Q1"), unit=unit)


def die_before_following(settings: Settings) -> None:
    with opened(settings) as store:
        patch("scoreboard.store.public.file.PublicFile.follow", _die).start()
        _confirm(store, settings, "c01", "92.5")


def die_before_the_file_is_committed(settings: Settings) -> None:
    copy, copied = file._copy, []

    def half(*arguments: Any) -> None:
        copy(*arguments)
        copied.append(arguments)
        if len(copied) == 6:
            _die()

    patch("scoreboard.store.public.file._copy", half).start()
    confirm_one(settings, "c01", "92.5")


def die_before_nudging(settings: Settings) -> None:
    patch("scoreboard.store.public.following.nudge", _die).start()
    confirm_one(settings, "c01", "92.5")


def _die(*_arguments: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    "death",
    [die_before_following, die_before_the_file_is_committed, die_before_nudging],
    ids=lambda death: death.__name__,
)
def test_whoever_starts_next_brings_what_a_dead_process_had_decided(
    settings: Settings, death: Callable[[Settings], None]
) -> None:
    before, touched = changes(settings.paths.public), touches(settings.paths.main)
    _killed(death, settings)
    assert len(changes(settings.paths.main)) == len(before) + 1
    assert len(touches(settings.paths.main)) == len(touched) + 2, "the area's ranking and the overall table"
    assert level(settings.paths) is (death is die_before_nudging)
    with opened(settings):
        assert level(settings.paths)
    with opened(settings):
        assert level(settings.paths), "a second time brings nothing twice"


def _killed(death: Callable[..., None], *arguments: object) -> None:
    child = PROCESSES.Process(target=death, args=arguments)
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL


def test_whoever_writes_next_brings_it_too(settings: Settings) -> None:
    with opened(settings) as store:
        _killed(die_before_following, settings)
        assert not level(settings.paths)
        with acting(store, settings, "enter") as writing:
            put(writing, "a2", "c02", "70")
        assert level(settings.paths), "though a draft itself is nothing public"


@pytest.mark.parametrize("beforehand", [True, False], ids=["open", "opened afterwards"])
def test_a_viewer_reads_on_after_a_writer_died_while_it_wrote(settings: Settings, beforehand: bool) -> None:
    """What a dead process had not finished writing is nothing to anybody; a viewer may be the first to meet it."""
    before = changes(settings.paths.public)
    with contextlib.ExitStack() as stack:
        if beforehand:
            reader = stack.enter_context(contextlib.closing(PublicReader(settings.paths.public)))
            keys = reader.keys()
        _killed(die_with_pages_half_written, settings)
        if not beforehand:
            reader = stack.enter_context(contextlib.closing(PublicReader(settings.paths.public)))
            keys = reader.keys()
        assert reader.keys() == keys
        assert reader.head() == before[-1][0]
        assert reader.competition().id == "lake-2030"
    assert changes(settings.paths.public) == before


def die_with_pages_half_written(settings: Settings) -> None:
    with contextlib.closing(file._open(settings.paths.main, settings.paths.public, 30)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO main.public_fact VALUES ('x', ?, 99, ?)", [(str(n), "y" * 3000) for n in range(200)]
        )
        _die()


def test_several_processes_follow_at_once_and_nothing_comes_twice(settings: Settings) -> None:
    gate = PROCESSES.Barrier(3)
    writers = [PROCESSES.Process(target=_confirm_often, args=(settings, unit, gate)) for unit in LIVE.units]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert level(settings.paths)
    assert len(touches(settings.paths.main)) > 2 * 3 * 8, "two boards a confirmed score"


def _confirm_often(settings: Settings, unit: str, gate: Barrier) -> None:
    gate.wait(60)
    with opened(settings) as store:
        for number, area in enumerate(LIVE.area_ids * 4):
            with acting(store, settings, "unconfirm") as writing:
                contest = contest_of(writing.session, "main", "2030Q1")
                unconfirm(writing, contest, area=area, unit=unit)
                put(writing, area, unit, f"{60 + number}.{unit[1:]}")
                confirm(writing, contest, area=area, unit=unit)


def test_a_public_file_that_is_away_comes_back_whole(settings: Settings) -> None:
    settings.paths.public.unlink()
    confirm_one(settings, "c01", "92.5")
    assert level(settings.paths)


@pytest.mark.parametrize("scores", [0, 1, 2], ids=["with less", "with as much", "with more"])
def test_what_another_contest_at_this_place_had_made_public_is_taken_out(tmp_path: Path, scores: int) -> None:
    """Somebody tries things out, deletes the database or copies another one over it, and begins in earnest."""
    here, there = tmp_path / "here", tmp_path / "there"
    for place in (here, there):
        place.mkdir()
    settings, other = prepare(here, LIVE), prepare(there, LIVE)
    confirm_one(settings, "c01", "92.5")
    for unit in LIVE.units[:scores]:
        confirm_one(other, unit, "71.5")
    for path in settings.paths.main.parent.glob(f"{settings.paths.main.name}*"):
        path.unlink()
    shutil.copy(other.paths.main, settings.paths.main)
    with opened(settings):
        assert level(settings.paths)
    confirm_one(settings, LIVE.units[-1], "60")
    assert level(settings.paths)


def test_f703_a_damaged_public_file_mends_itself(settings: Settings) -> None:
    public = settings.paths.public
    with opened(settings) as store:
        public.write_bytes(b"no database at all" * 300)
        with acting(store, settings, "confirm") as writing:
            put(writing, "a1", "c01", "92.5")
            confirm(writing, contest_of(writing.session, "main", "2030Q1"))
        assert level(settings.paths)
    damage = bytearray(public.read_bytes())
    damage[4096:8192] = b"\xff" * 4096
    public.write_bytes(damage)
    with opened(settings):
        assert level(settings.paths)


def test_a_public_file_that_cannot_be_written_fails_no_deed_and_is_told(settings: Settings) -> None:
    """The deed is kept in the main database; to say that it failed would make people do it again."""
    public = settings.paths.public
    with patch("scoreboard.store.public.following.LAST_WAIT_SECONDS", 0.5), opened(settings) as store:
        for path in public.parent.glob(f"{public.name}*"):
            path.unlink()
        public.mkdir()
        began = time.monotonic()
        with acting(store, settings, "confirm") as writing:
            put(writing, "a1", "c01", "92.5")
            confirm(writing, contest_of(writing.session, "main", "2030Q1"))
        assert time.monotonic() - began < 2, "no deed waits for the public file"
        assert store.follower.trouble
    public.rmdir()
    with opened(settings):
        assert level(settings.paths)


def test_f702_a_reader_that_holds_a_transaction_for_ever_delays_nobody(settings: Settings) -> None:
    with (
        contextlib.closing(sqlite3.connect(settings.paths.public, isolation_level=None)) as reader,
        opened(settings) as store,
    ):
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM public_fact").fetchone()
        for score in range(60, 80):
            with acting(store, settings, "unconfirm") as writing:
                contest = contest_of(writing.session, "main", "2030Q1")
                unconfirm(writing, contest)
                put(writing, "a1", "c01", str(score))
                confirm(writing, contest)
            assert level(settings.paths)
        assert store.follower.trouble is None


def test_f702_whoever_locks_the_public_file_holds_up_that_file_alone(settings: Settings) -> None:
    with opened(settings) as store:
        with contextlib.closing(sqlite3.connect(settings.paths.public, isolation_level=None)) as stranger:
            stranger.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            _confirm(store, settings, "c01", "92.5")
            assert time.monotonic() - began < 2
            assert not level(settings.paths)
            assert store.follower.trouble
            stranger.execute("ROLLBACK")
        deadline = time.monotonic() + 20
        while not level(settings.paths) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert level(settings.paths)
        assert store.follower.trouble is None


def test_a_public_file_of_a_later_layout_is_left_alone(settings: Settings) -> None:
    connection = sqlite3.connect(settings.paths.public)
    connection.execute(f"PRAGMA user_version = {LAYOUT + 1}")
    connection.close()
    before = settings.paths.public.read_bytes()
    with pytest.raises(Unreachable) as refused:
        Store(settings.paths)
    assert refused.value.key == "database.newer"
    assert settings.paths.public.read_bytes() == before
    with pytest.raises(Unreachable) as refused:
        PublicReader(settings.paths.public)
    assert refused.value.key == "database.newer"


def test_a_deed_that_makes_something_public_nudges_once_it_can_be_read(settings: Settings) -> None:
    ear = Listener(settings.paths.public)
    reader = PublicReader(settings.paths.public)
    try:
        with opened(settings) as store, acting(store, settings, "enter") as writing:
            put(writing, "a1", "c01", "92.5")
        assert not readable(ear), "a draft is nothing public"
        mark = reader.change_mark()
        confirm_one(settings, "c02", "80")
        assert readable(ear)
        ear.clear()
        assert not readable(ear)
        assert reader.change_mark() != mark
        board = reader.board("ranking/main/2030Q1/a1")
        assert board is not None
        assert [row.score for row in board.words.rows] == ["80.00", None, None], "the draft is still none"
    finally:
        ear.close()
        reader.close()


def readable(ear: Listener) -> bool:
    return bool(select.select([ear], [], [], 0)[0])
