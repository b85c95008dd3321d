"""The only way in which viewers read: revisions, as of a time, one file and nothing beside it."""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.desk.confirming import confirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Unreachable
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.public.file_source import FileSource
from scoreboard.wire import to_json
from tests.contests import Shape, opened, prepare, put, seal

BOARD = "ranking/main/2030Q1/a1"
HANDAN = timezone(timedelta(hours=8))


def at(hour: int) -> datetime:
    """An hour of the day of the confirms, in the competition's zone."""
    return datetime(2030, 5, 2, hour, tzinfo=HANDAN)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A live contest in which one unit was confirmed at nine, one at ten and one at eleven."""
    settings = prepare(tmp_path, Shape(publication="live"))
    for hour, (unit, score) in zip((9, 10, 11), (("c01", "80"), ("c02", "90.5"), ("c03", "85")), strict=True):
        later = replace(settings, now=at(hour).isoformat())
        with opened(later) as store, acting(store, later, "confirm") as writing:
            put(writing, "a1", unit, score)
            confirm(writing, contest_of(writing.session, "main", "2030Q1"))
    return settings


@pytest.fixture
def reader(settings: Settings) -> Iterator[PublicReader]:
    reader = PublicReader(settings.paths.public)
    yield reader
    reader.close()


def places(reader: PublicReader, **wanted: object) -> list[tuple[int, str]] | None:
    board = reader.board(BOARD, **wanted)  # type: ignore[arg-type]
    if board is None:
        return None
    return [(row["rank"], row["unit"]) for row in to_json(board.words)["rows"] if row["rank"]]


def test_without_a_wish_the_newest_revision_is_read(reader: PublicReader) -> None:
    assert places(reader) == [(1, "c02"), (2, "c03"), (3, "c01")]
    board = reader.board(BOARD)
    assert board is not None
    assert board.revision == 3
    assert board.published_at == at(11).astimezone(UTC).isoformat(timespec="microseconds")


def test_every_earlier_revision_stays_readable(reader: PublicReader) -> None:
    assert places(reader, revision=1) == [(1, "c01")]
    assert places(reader, revision=2) == [(1, "c02"), (2, "c01")]
    assert places(reader, revision=4) is None
    assert places(reader, revision=0) is None


@pytest.mark.parametrize(
    ("moment", "revision"),
    [
        (at(9) - timedelta(microseconds=1), None),
        (at(9), 1),
        (at(10) - timedelta(microseconds=1), 1),
        (at(10).astimezone(UTC), 2),
        (at(11) + timedelta(days=400), 3),
    ],
)
def test_as_of_a_time_reads_what_was_public_then(reader: PublicReader, moment: datetime, revision: int | None) -> None:
    board = reader.board(BOARD, as_of=moment)
    assert (board.revision if board else None) == revision
    found = {board.key: board.revision for board in reader.boards("ranking/main/2030Q1", as_of=moment)}
    assert found.get(BOARD) == revision
    assert (BOARD in reader.keys(as_of=moment)) is (revision is not None)


def test_boards_are_found_by_the_beginning_of_their_key_taken_literally(reader: PublicReader) -> None:
    assert [board.key for board in reader.boards("ranking/main/2030Q1")] == ["ranking/main/2030Q1", BOARD]
    assert set(reader.keys("ranking/")) == {"ranking/main/2030Q1", BOARD}
    assert reader.boards("ranking/main/2030%") == []
    assert reader.boards("ranking_main") == []


def test_the_competition_is_known_even_for_times_before_it_was_loaded(reader: PublicReader) -> None:
    assert reader.competition(as_of=datetime(2000, 1, 1, tzinfo=UTC)).id == "lake-2030"


def test_the_stage_of_a_time_of_a_series_and_of_a_period(tmp_path: Path) -> None:
    shape = Shape()
    settings = prepare(tmp_path, shape)
    ceremony = seal(settings, shape)
    for hour in (9, 10):
        later = replace(settings, now=at(hour).isoformat())
        with opened(later) as store, acting(store, later, "direct") as writing:
            stage_control.step(writing, ceremony, run_sheet.after)
    reader = PublicReader(settings.paths.public)
    sequences = {
        wish: stage.sequence if (stage := reader.stage(**wanted)) else None  # type: ignore[arg-type]
        for wish, wanted in {
            "any": {},
            "then": {"as_of": at(9)},
            "before": {"as_of": at(8)},
            "series": {"series": "main"},
            "other series": {"series": "other"},
            "period": {"period": "2030Q1"},
            "other period": {"period": "2030Q2"},
        }.items()
    }
    reader.close()
    assert sequences == {
        "any": 2, "then": 1, "before": None, "series": 2, "other series": None, "period": 2, "other period": None,
    }  # fmt: skip


@pytest.mark.files
def test_a_viewer_needs_the_public_file_alone(settings: Settings) -> None:
    for path in settings.paths.main.parent.glob(f"{settings.paths.main.name}*"):
        path.unlink()
    reader = PublicReader(settings.paths.public)
    assert places(reader) == [(1, "c02"), (2, "c03"), (3, "c01")]
    reader.close()


@pytest.mark.files
def test_a_viewer_cannot_write_and_leaves_the_file_as_it_was(settings: Settings) -> None:
    before = settings.paths.public.read_bytes()
    files = sorted(os.listdir(settings.paths.public.parent))
    reader = PublicReader(settings.paths.public)
    with closing(FileSource(settings.paths.public)) as source, pytest.raises(Unreachable, match="readonly"):
        source.ask("DELETE FROM public_fact")
    reader.boards("")
    reader.close()
    assert settings.paths.public.read_bytes() == before
    beside = {f"{settings.paths.public.name}-{log}" for log in ("wal", "shm")}  # SQLite's own, where there were none
    assert set(os.listdir(settings.paths.public.parent)) - beside == set(files) - beside


def test_the_mark_of_change_moves_with_others_commits_alone(settings: Settings, reader: PublicReader) -> None:
    mark = reader.change_mark()
    reader.boards("")
    assert reader.change_mark() == mark
    with opened(settings) as store, acting(store, settings, "enter") as writing:
        put(writing, "a2", "c01", "70")
    assert reader.change_mark() == mark, "a draft is nothing public"
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        confirm(writing, contest_of(writing.session, "main", "2030Q1"))
    assert reader.change_mark() != mark


@pytest.mark.parametrize("content", [None, b"", b"a letter, not a database" * 99])
def test_what_is_no_public_file_is_said_in_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x-public.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Unreachable) as refused:
        PublicReader(path)
    assert refused.value.exit_code == 3
    for lang in ("zh", "en"):
        assert "\n" not in refused.value.sentence(lang)
    assert path.exists() is (content is not None)


@pytest.mark.files
def test_a_file_that_is_damaged_while_it_is_read_is_told_as_one_that_cannot_be_read(
    settings: Settings, reader: PublicReader
) -> None:
    """A display catches that and keeps its last good picture."""
    size = settings.paths.public.stat().st_size
    with settings.paths.public.open("r+b") as file:
        file.write(b"\xff" * size)
    with pytest.raises(Unreachable):
        reader.boards("")
