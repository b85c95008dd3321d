"""From the main database to the public file: in order, exactly once, whatever dies in between."""

import os
import select
import shutil
import signal
import sqlite3
from collections.abc import Callable, Sequence
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from scoreboard.desk.acting import acting
from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.errors import Unreachable
from scoreboard.publications import public_file
from scoreboard.publications.nudge import Listener
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import DatabasePaths, Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from tests.contests import Shape, opened, prepare, put
from tests.processes import PROCESSES

LIVE = Shape(publication="live")
COLUMNS = "id, board, revision, payload, published_at, reason"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return prepare(tmp_path, LIVE)


def publications(path: Path) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"SELECT {COLUMNS} FROM publication ORDER BY id").fetchall()
    finally:
        connection.close()


def level(paths: DatabasePaths) -> bool:
    """Whether the public file says just what is public."""
    return publications(paths.public) == publications(paths.main)


def confirm_one(settings: Settings, unit: str, score: str) -> None:
    """Enter a score and confirm it, which makes it public."""
    with opened(settings) as store:
        _confirm(store, settings, unit, score)


def _confirm(store: Store, settings: Settings, unit: str, score: str) -> None:
    with acting(store, settings, "confirm") as writing:
        put(writing, "a1", unit, score)
        confirm(writing, contest_of(writing.session, "main", "2030Q1"), unit=unit)


def die_before_carrying(settings: Settings) -> None:
    with opened(settings) as store:
        patch("scoreboard.store.engine.carry", _die).start()
        _confirm(store, settings, "c01", "92.5")


def die_before_the_file_is_committed(settings: Settings) -> None:
    append = public_file.append

    def half(connection: sqlite3.Connection, rows: Sequence[Any], steps: Sequence[Any]) -> None:
        append(connection, rows[:1], steps)
        _die()

    patch("scoreboard.publications.public_file.append", half).start()
    confirm_one(settings, "c01", "92.5")


def die_before_nudging(settings: Settings) -> None:
    patch("scoreboard.store.carry.nudge", _die).start()
    confirm_one(settings, "c01", "92.5")


def _die(*_arguments: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    "death",
    [die_before_carrying, die_before_the_file_is_committed, die_before_nudging],
    ids=lambda death: death.__name__,
)
def test_whoever_starts_next_brings_what_a_dead_process_had_decided(
    settings: Settings, death: Callable[[Settings], None]
) -> None:
    before = publications(settings.paths.public)
    _killed(death, settings)
    assert len(publications(settings.paths.main)) == len(before) + 2, "the area's ranking and the overall table"
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
        _killed(die_before_carrying, settings)
        assert not level(settings.paths)
        with acting(store, settings, "enter") as writing:
            put(writing, "a2", "c02", "70")
        assert level(settings.paths), "though a draft itself is nothing public"


def test_a_viewer_reads_on_after_a_writer_died_while_it_wrote(settings: Settings) -> None:
    """SQLite leaves a journal then that must be rolled back before anybody reads; a viewer may be the first."""
    before = publications(settings.paths.public)
    _killed(die_with_pages_half_written, settings.paths.public)
    journal = settings.paths.public.with_name(settings.paths.public.name + "-journal")
    assert journal.stat().st_size > 512, "the test must leave a journal to roll back"
    reader = PublicReader(settings.paths.public)
    assert set(reader.keys().values()) <= {row[0] for row in before}
    assert reader.competition()["id"] == "lake-2030"
    reader.close()
    assert publications(settings.paths.public) == before


def test_an_open_viewer_reads_on_after_a_writer_died_while_it_wrote(settings: Settings) -> None:
    reader = PublicReader(settings.paths.public)
    keys = reader.keys()
    _killed(die_with_pages_half_written, settings.paths.public)
    assert reader.keys() == keys
    assert reader.competition()["id"] == "lake-2030"
    reader.close()


def die_with_pages_half_written(public: Path) -> None:
    connection = public_file.open_for_writing(public)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    rows = [(1000 + n, f"ranking/x/{n}", 1, "y" * 3000, "2030-05-01", "") for n in range(200)]
    public_file.append(connection, rows, [])
    _die()


def test_several_processes_carry_at_once_and_nothing_comes_twice(settings: Settings) -> None:
    gate = PROCESSES.Barrier(3)
    writers = [PROCESSES.Process(target=_confirm_often, args=(settings, unit, gate)) for unit in LIVE.units]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert level(settings.paths)
    assert len(publications(settings.paths.main)) > 2 * 3 * 8, "two boards a confirmed score"


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


@pytest.mark.parametrize("content", [b"no database at all" * 300, None], ids=["damaged", "a folder"])
def test_f703_a_public_file_that_cannot_be_written_fails_no_deed(settings: Settings, content: bytes | None) -> None:
    """The deed is kept in the main database; to say that it failed would make people do it again."""
    public = settings.paths.public
    with opened(settings) as store:
        public.unlink()
        if content is None:
            public.mkdir()
        else:
            public.write_bytes(content)
        with acting(store, settings, "confirm") as writing:
            put(writing, "a1", "c01", "92.5")
            confirm(writing, contest_of(writing.session, "main", "2030Q1"))
        assert public.is_dir() is (content is None)
        assert public.is_dir() or level(settings.paths)
    with opened(settings):
        assert level(settings.paths)


def test_a_public_file_of_a_later_layout_is_left_alone(settings: Settings) -> None:
    connection = sqlite3.connect(settings.paths.public)
    connection.execute(f"PRAGMA user_version = {public_file.LAYOUT + 1}")
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
        assert [row["score"] for row in board.payload["rows"]] == ["80.00", None, None], "the draft is still none"
    finally:
        ear.close()
        reader.close()


def readable(ear: Listener) -> bool:
    return bool(select.select([ear], [], [], 0)[0])
