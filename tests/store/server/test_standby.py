"""Viewers of a standby: they see all that is public there, hear of changes soon, and are told how old it is."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Unreachable
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import ServerSide, Settings, word_for
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.server import connecting
from scoreboard.store.server.connecting import STAFF, VIEWERS, connect
from screens import change_feed
from tests.acceptance.driver import Program
from tests.private_server import PrivateServer

SOON = 10.0


@pytest.fixture(scope="module")
def standby(server: PrivateServer) -> Iterator[PrivateServer]:
    with server.copied(standby=True) as running:
        yield running


def until(found: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + SOON
    while not found():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def far(there: Program, standby: PrivateServer, server: PrivateServer) -> Program:
    """The program at a standby that has all that its primary has."""
    name = server.name_of(there.database)

    def has_come() -> bool:
        with contextlib.suppress(Exception), closing(standby.connect(name)) as connection:
            return connection.execute("SELECT to_regclass('main.turn') IS NOT NULL").fetchone() == (True,)
        return False

    until(has_come)
    return replace(there, database=standby.side(name))


@contextlib.contextmanager
def cut_off(standby: PrivateServer) -> Iterator[None]:
    """While a standby takes in nothing."""
    with closing(standby.connect()) as owner:
        owner.execute("SELECT pg_wal_replay_pause()")
        try:
            until(lambda: owner.execute("SELECT pg_get_wal_replay_pause_state()").fetchone() == ("paused",))
            yield
        finally:
            owner.execute("SELECT pg_wal_replay_resume()")


def test_what_is_public_is_read_there_and_nothing_is_written(there: Program, far: Program) -> None:
    there.ok("enter", "main", "2031Q1", "roads", "t1", 90)
    there.ok("confirm", "main", "2031Q1")
    until(lambda: far.show("ranking", "--series", "main") == there.show("ranking", "--series", "main"))
    assert "standby" in far.refuses(3, "enter", "main", "2031Q1", "roads", "t2", "90").err
    assert far("show", "ranking", "--series", "main", "--private").code == 0
    assert "standby" in far.refuses(3, "enter", "main", "2031Q1", "roads", "t2", "90").err


@contextlib.asynccontextmanager
async def followed(side: ServerSide) -> AsyncIterator[tuple[list[int], list[float]]]:
    """The numbers of the changes, and the ages, that a screen is told of."""
    changes, ages = list[int](), list[float]()

    async def changed(reader: PublicReader) -> None:
        changes.append(reader.head())

    task = asyncio.create_task(change_feed.follow(side, changed, lambda _: None, None, ages.append))
    try:
        yield changes, ages
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def soon(found: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not found():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


async def test_changes_come_there_soon_and_a_standby_that_is_cut_off_grows_old(
    there: Program, far: Program, standby: PrivateServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_feed, "AGE_SECONDS", 0.1)
    async with followed(far.public) as (changes, ages):
        await soon(lambda: bool(changes))
        there.ok("enter", "main", "2031Q1", "roads", "t1", 91)
        there.ok("confirm", "main", "2031Q1")
        await soon(lambda: changes[-1] > changes[0])
        await soon(lambda: bool(ages) and ages[-1] == 0)
        with cut_off(standby):
            seen = changes[-1]
            there.ok("enter", "main", "2031Q1", "roads", "t2", 92)
            there.ok("confirm", "main", "2031Q1")
            await soon(lambda: ages[-1] > 0.5)
            assert changes[-1] == seen
            monkeypatch.setattr("scoreboard.cli.showing.OLD_SECONDS", 0.1)
            shown = far("show", "ranking", "--series", "main", "--format", "json")
            assert json.loads(shown.out)["rows"][0]["score_exact"] == "91.00"
            assert "seconds ago" in shown.err
        await soon(lambda: ages[-1] == 0 and changes[-1] == seen + 1)
    assert far("show", "ranking", "--series", "main").err == ""


def test_an_idle_primary_leaves_its_standby_young(far: Program) -> None:
    with closing(PublicReader(far.public)) as reader:
        time.sleep(0.3)
        assert reader.age() == 0


def test_of_several_hosts_staff_take_the_primary_and_viewers_the_standby(
    server: PrivateServer, standby: PrivateServer, there: Program, far: Program
) -> None:
    name = server.name_of(there.database)
    for first, second in ((server, standby), (standby, server)):
        side = first.side(name, beside=second)
        for schemas, recovering in ((STAFF, False), (VIEWERS, True)):
            with closing(connect(side, schemas)) as connection:
                assert connection.execute("SELECT pg_is_in_recovery()").fetchone() == (recovering,)
    both = server.side(name, beside=standby)
    assert word_for(both) == word_for(ServerSide(f"{both.url}&target_session_attrs=any"))


def test_a_deed_of_which_nothing_comes_any_more_leaves_the_turn_to_others(
    there: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connecting._OF_SESSIONS, "idle_in_transaction_session_timeout", "200ms")
    with closing(connect(there.database, STAFF)) as asleep:
        asleep.autocommit = False
        asleep.execute("SELECT taken FROM main.turn FOR UPDATE")
        there.ok("enter", "main", "2031Q1", "roads", "t1", 90)


def test_whoever_was_silent_for_so_long_is_told_that_nothing_was_saved(
    there: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connecting._OF_SESSIONS, "idle_in_transaction_session_timeout", "200ms")
    settings = Settings(str(there.database), there.lang, there.now, there.acting)
    with closing(Store(settings.paths)) as store:

        def look(silent: float) -> None:
            with acting(store, settings, "enter", series="main") as writing:
                time.sleep(silent)
                contest_of(writing.session, "main", "2031Q1")

        with pytest.raises(Unreachable) as told:
            look(1.0)
        assert told.value.key == "database.silent"
        look(0.0)
