"""A day turns where the contest is held, and nothing else changes: what was due is overdue on every screen (F405)."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from scoreboard.publications.kinds.pledges import PledgesBoard
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scene import BoardScene
from scoreboard.store.public import nudge
from screens import change_feed
from screens.held_boards import HeldBoards
from screens.player import Player
from screens.playlist import playlist
from screens.remote.limits import Pace
from screens.remote.stage import StageServer
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.driver import Program

DAY_BEFORE, EVENING, MIDNIGHT = "2031-04-30T12:00:00+08:00", "2031-05-01T23:59:59+08:00", "2031-05-02T00:00:00+08:00"


class Clock:
    """A time of day that is set by hand."""

    def __init__(self) -> None:
        self.at = DAY_BEFORE

    def now(self) -> datetime:
        return datetime.fromisoformat(self.at)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A contest with a pledge that is due on the first of May, a day of the contest's own zone."""
    pledge = {"unit": "t1", "person": "李明", "text": "开工", "comparator": ">=", "target": "9", "due": "2031-05-01"}
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}})
    contest = Competition(series=[live("roads")], units=towns(2), scores=cells, records={"pledges": [pledge]})
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    program.ok("user", "add", "root", "--role", "admin")
    program.by("root").at("2031-04-30T09:00:00+08:00").ok("load", contest.write(tmp_path / "folder"), "--with-clock")
    return program.public


def states(player: Player) -> list[Any]:
    """How each pledge stands, with the days that are left."""
    boards = [item.scene.board for item in player.items if isinstance(item.scene, BoardScene)]
    return [(row.state, row.days_left) for board in boards if isinstance(board, PledgesBoard) for row in board.rows]


async def until(player: Player, state: str, left: int | None) -> None:
    async with asyncio.timeout(5):
        while states(player) != [(state, left)]:
            await asyncio.sleep(0.005)


async def test_f405_what_is_due_is_overdue_when_the_day_turns_though_nothing_changes(
    public: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nudge.Listener, "poll_seconds", 0.01)
    clock, held = Clock(), HeldBoards()
    player, told = Player(playlist, lambda: 0.0, 10.0, now=clock.now), []
    far = StageServer(public, tmp_path / "stage", Pace(), clock.now)

    async def changed(reader: PublicReader) -> None:
        told.append(news := held.follow(reader))
        player.load(held, news)

    async with asyncio.TaskGroup() as group:
        following = group.create_task(change_feed.follow(public, changed, print, clock.now))
        served = group.create_task(far.run())
        far_player = far._player("pledges")
        await until(player, "open", 1)
        await until(far_player, "open", 1)
        clock.at = EVENING
        await until(player, "open", 0)
        clock.at = MIDNIGHT
        await until(player, "overdue", None)
        await until(far_player, "overdue", None)
        following.cancel()
        served.cancel()
    assert [(news.anew, news.next_day) for news in told] == [(True, False), (False, True), (False, True)]
    assert not told[-1].changed
