"""The stage process: what is new goes before what only moves, and every clock goes on."""

import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scenes.table import TableScene
from scoreboard.settings import Settings
from screens.player import MARKED_SECONDS
from screens.remote import stage as module
from screens.remote import wire
from screens.remote.limits import Pace
from screens.remote.picture import Subscriber, ViewerPicture, Watcher
from screens.remote.picture_key import StageKey
from screens.remote.stage import PATIENCE_SECONDS, StageServer
from screens.widgets.strips import CellStrip

KEY = StageKey("board", 120, 40, "256", "zh")


class Ear:
    """An edge's end of the wire: the kinds of what it was sent."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.transport: Any = self

    def get_write_buffer_size(self) -> int:
        return 0

    def write(self, data: bytes) -> None:
        self.heard.append(data[0])


class Stage:
    """A stage process with one picture, and the edge that watches it."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.server: Any = StageServer(settings.paths.public, folder / "stage", Pace())
        self.server._reader = PublicReader(settings.paths.public)
        self.server._take_in(self.server._reader)
        self.server._dirty.clear()
        self.ear = Ear()
        self.edge = Subscriber(self.ear)  # type: ignore[arg-type]
        self.say(wire.worded(wire.JOIN, 1, {**wire.key_words(KEY), "version": 0}))
        self.say(wire.Message(wire.WHOLE, 1))
        self.ear.heard.clear()

    def say(self, message: wire.Message) -> None:
        self.server._answer(self.edge, message)

    @property
    def picture(self) -> ViewerPicture:
        picture: ViewerPicture = self.server._pictures[KEY]
        return picture

    @property
    def watcher(self) -> Watcher:
        return self.picture.watchers[self.edge]

    def spoil(self) -> None:
        """The last line that the edge has is another than it should be."""
        last = self.picture.rows[-1]
        other = CellStrip(["x"] * len(last.glyphs), last.inks, last.grounds, last.attributes)
        self.picture.rows = self.watcher.rows = (*self.picture.rows[:-1], other)

    def done(self) -> None:
        self.say(wire.Message(wire.DONE, 1, self.watcher.version.to_bytes(8, "big")))


@pytest.fixture
def stage(quiet: Settings, tmp_path: Path) -> Stage:
    return Stage(quiet, tmp_path)


async def _news(stage: Stage) -> None:
    stage.spoil()
    stage.picture.drawn = None
    await stage.server._tick(True)
    assert wire.CHANGE in stage.ear.heard


async def test_nothing_moves_before_what_is_new_has_reached_all(stage: Stage) -> None:
    await _news(stage)
    stage.server._moving_at = 0.0
    assert not stage.server._may_move(time.monotonic())
    stage.done()
    assert stage.server._may_move(stage.server._moving_at)


async def test_a_stuck_edge_does_not_stop_the_others_for_long(stage: Stage) -> None:
    await _news(stage)
    assert stage.server._may_move(stage.server._sent_at + PATIENCE_SECONDS + 0.1)


async def test_an_edge_that_goes_is_not_waited_for(stage: Stage) -> None:
    await _news(stage)
    stage.say(wire.Message(wire.PART, 1))
    stage.server._moving_at = 0.0
    assert stage.server._may_move(time.monotonic())


async def test_who_joins_again_is_not_waited_for_twice(stage: Stage) -> None:
    await _news(stage)
    stage.say(wire.worded(wire.JOIN, 1, {**wire.key_words(KEY), "version": 0}))
    stage.server._moving_at = 0.0
    assert stage.server._may_move(time.monotonic())


async def test_newcomers_do_not_hold_up_what_moves(stage: Stage) -> None:
    stage.server._moving_at = 0.0
    for _ in range(50):
        stage.say(wire.Message(wire.WHOLE, 1))
        stage.done()
    assert stage.server._moving_at == 0.0


async def test_a_clock_goes_on_though_news_interrupted_its_tick(stage: Stage) -> None:
    stage.spoil()
    shown = stage.server._shown(KEY)
    stage.picture.drawn, stage.picture.settled = (shown.mark, shown.scene, shown.stands), True
    stage.server._second = -1
    stage.server._dirty.set()
    await stage.server._tick(False)
    assert wire.CHANGE not in stage.ear.heard
    stage.server._dirty.clear()
    await stage.server._tick(False)
    assert wire.CHANGE in stage.ear.heard


async def test_a_changed_row_costs_two_frames_and_settles_with_the_clock(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is marked goes to every viewer once, and once more when it comes to rest."""
    clock = SimpleNamespace(time=lambda: 1000.0, monotonic=time.monotonic)
    monkeypatch.setattr(module, "time", clock)
    player = stage.server._player(KEY.board)
    place = next(at for at, item in enumerate(player.items) if isinstance(item.scene, TableScene))
    table = player.items[place].scene
    assert isinstance(table, TableScene)
    assert table.board
    player.place, player.since, player.fresh = place, time.monotonic(), True
    player.marked = replace(table, changed=(table.board.rows[0].unit,))

    async def frames(ticks: int, *, news: bool = False) -> int:
        stage.ear.heard.clear()
        for _ in range(ticks):
            stage.server._moving_at = stage.picture.next_at = 0.0
            await stage.server._tick(news)
            stage.done()
        return stage.ear.heard.count(wire.CHANGE)

    stage.server._second = 1000
    assert await frames(1, news=True) == 1
    assert await frames(20) == 0
    player.since -= MARKED_SECONDS
    assert await frames(20) == 0
    clock.time = lambda: 1001.0
    assert await frames(20) == 1
    assert stage.picture.settled
