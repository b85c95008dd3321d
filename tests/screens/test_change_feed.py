"""The change feed: one way of following the public file, and of beginning again where it could not be read."""

import asyncio
import contextlib
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from scoreboard.errors import Unreachable
from scoreboard.publications.reader import PublicReader
from scoreboard.store.public import nudge
from scoreboard.store.public.file_source import FileSource
from scoreboard.store.public.layout import LAYOUT
from screens import change_feed
from tests.contests import prepare


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_feed, "AGAIN_SECONDS", 0.02)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what the feed does; the deadline only ends a test that fails."""
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


class Follower:
    """Keeps what a feed tells it, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.readers: list[PublicReader] = []
        self.lost: list[Exception | None] = []

    async def changed(self, reader: PublicReader) -> None:
        self.readers.append(reader)
        if len(self.readers) <= self.failures:
            raise KeyError("a board that cannot be taken in")


@contextlib.asynccontextmanager
async def following(public: Path, follower: Follower) -> AsyncIterator[None]:
    task = asyncio.create_task(change_feed.follow(public, follower.changed, follower.lost.append))
    try:
        yield
        assert not task.done()
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.mark.files
async def test_a_file_that_comes_later_is_followed(tmp_path: Path) -> None:
    public, follower = prepare(tmp_path).paths.public, Follower()
    missing = tmp_path / "later-public.db"
    async with following(missing, follower):
        await until(lambda: len(follower.lost) >= 2)
        assert all(isinstance(error, Unreachable | OSError) for error in follower.lost)
        shutil.copy(public, missing)
        await until(lambda: bool(follower.readers))


async def test_what_cannot_be_taken_in_is_tried_again_by_another_reader(tmp_path: Path) -> None:
    follower = Follower(failures=2)
    async with following(prepare(tmp_path).paths.public, follower):
        await until(lambda: len(follower.readers) == 3)
        assert [type(error) for error in follower.lost] == [KeyError, KeyError]
        assert len({id(reader) for reader in follower.readers}) == 3
        assert follower.readers[-1].last_change()


@pytest.mark.files
async def test_another_file_in_its_place_is_no_mistake(tmp_path: Path) -> None:
    public, follower = prepare(tmp_path).paths.public, Follower()
    async with following(public, follower):
        await until(lambda: bool(follower.readers))
        shutil.copy(public, tmp_path / "other.db")
        (tmp_path / "other.db").replace(public)
        await until(lambda: len(follower.readers) == 2)
        assert follower.lost == [None]


def test_a_mistake_is_written_down_and_a_file_that_is_away_is_not(caplog: pytest.LogCaptureFixture) -> None:
    for error in (None, OSError("away"), Unreachable("desk.failed", detail="away")):
        change_feed.log_mistake(error)
    assert caplog.text == ""
    change_feed.log_mistake(ZeroDivisionError("a mistake"))
    assert "a mistake" in caplog.text


class _Unopened:
    """What SQLite gives whoever may not write beside a file that nobody has open: its first question fails."""

    def execute(self, _question: str) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    def close(self) -> None:
        return


@pytest.mark.files
async def test_a_display_that_may_not_write_beside_the_file_sees_what_changes_after_it_has_opened_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public, follower = prepare(tmp_path).paths.public, Follower()
    connected = FileSource._connected

    def forbidden(source: FileSource, address: str) -> object:
        opened = "immutable" in address or public.with_name(f"{public.name}-wal").exists()
        return connected(source, address) if opened else _Unopened()

    monkeypatch.setattr(FileSource, "_connected", forbidden)
    async with following(public, follower):
        await until(lambda: len(follower.readers) == 1)
        await asyncio.sleep(2 * nudge.POLL_SECONDS)
        assert len(follower.readers) == 1
        with contextlib.closing(sqlite3.connect(public)) as writer:  # written and left, as a command does
            writer.execute("PRAGMA user_version = 99")
            writer.execute(f"PRAGMA user_version = {LAYOUT}")
        await until(lambda: len({*follower.readers}) >= 2)
        with contextlib.closing(sqlite3.connect(public)) as writer:  # by somebody who stays
            writer.execute(f"PRAGMA user_version = {LAYOUT}")
            await until(lambda: len({*follower.readers}) >= 3)
    assert {error for error in follower.lost if not isinstance(error, Unreachable)} <= {None}
