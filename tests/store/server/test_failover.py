"""The primary is killed while desks enter and a ceremony runs, and its standby takes over.

What was acknowledged is there, nothing is there twice, and displays go on by themselves.
"""

import asyncio
import contextlib
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

import pytest

from scoreboard.errors import Unreachable
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens import change_feed
from screens.desk.unsaved_scores import Held
from screens.desk.workplace import Workplace
from screens.director.stage_wishes import StageWish, carry_out, read
from tests.acceptance.driver import Program
from tests.private_server import PrivateServer

Answer = TypeVar("Answer")

CEREMONY = "closed-2031Q1"
GO_ON_SECONDS = 5.0
"""Within so long of the promotion every display shows the right step."""
DESKS, ENTRIES, LONGEST = 2, 12, 240.0


@contextlib.contextmanager
def pair(server: PrivateServer) -> Iterator[tuple[PrivateServer, PrivateServer]]:
    """A primary that acknowledges nothing which its standby hasn't got, and the standby."""
    careful = {"synchronous_standby_names": "standby", "synchronous_commit": "on"}
    with (
        server.copied(standby=False, **careful) as primary,
        primary.copied(standby=True, synchronous_standby_names="") as standby,
    ):
        yield primary, standby


@dataclass
class Playing:
    """What goes on: each part runs in a thread of its own, and goes on until it is `done`."""

    settings: Settings
    acknowledged: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By request: the cell's unit, and the version that was answered."""
    steps: list[int] = field(default_factory=list)
    """The sequences that the director was told of."""
    seen: list[tuple[float, int]] = field(default_factory=list)
    """When the display saw which step."""
    done: threading.Event = field(default_factory=threading.Event)
    failed: list[BaseException] = field(default_factory=list)

    def desk(self, unit: str) -> None:
        """Types one score after the other; each is sent until it is acknowledged, as the desk does."""
        with closing(again_and_again(partial(Store, self.settings.paths))) as store:
            workplace, version, number = Workplace(store, self.settings, "main", "2031Q2"), 0, 0
            while number < ENTRIES or not self.done.is_set():
                number += 1
                held = Held(str(number % 100), version, "")
                version = again_and_again(partial(workplace.enter, (unit, "roads"), held))
                self.acknowledged[held.request] = unit, version

    def director(self) -> None:
        """Presses once a step; what is not known to have moved is looked at before the next press."""
        with closing(again_and_again(partial(Store, self.settings.paths))) as store:
            while True:
                view = again_and_again(lambda: read(store, CEREMONY))
                if view.next is None:
                    return
                try:
                    moved = carry_out(
                        store, self.settings, CEREMONY, StageWish("next", view.sequence, yes=True), session="console"
                    )
                    self.steps.append(moved.sequence)
                except Unreachable:
                    pass
                time.sleep(0.1)

    def display(self) -> None:
        async def changed(reader: PublicReader) -> None:
            stage = reader.stage()
            if stage is not None:
                self.seen.append((time.monotonic(), stage.sequence))

        async def follow() -> None:
            following = asyncio.create_task(change_feed.follow(self.settings.paths.public, changed, lambda _: None))
            while not self.done.is_set():
                await asyncio.sleep(0.02)
            following.cancel()

        asyncio.run(follow())

    def begin(self, part: Callable[..., None], *words: str) -> threading.Thread:
        def run() -> None:
            try:
                part(*words)
            except BaseException as error:
                self.failed.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        return thread


def again_and_again(deed: Callable[[], Answer]) -> Answer:
    """Do something until the server is there."""
    end = time.monotonic() + LONGEST
    while True:
        try:
            return deed()
        except Unreachable:
            assert time.monotonic() < end
            time.sleep(0.05)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 21))])
def test_a_standby_takes_over(seed: int, there: Program, server: PrivateServer) -> None:
    there.ok("close", "closed", "2031Q1")
    there.ok("ceremony", "seal", CEREMONY)
    with pair(server) as (primary, standby):
        side = primary.side(server.name_of(there.database), beside=standby)
        program = replace(there, database=side)
        playing = Playing(Settings(side.url, there.lang, there.now, there.acting))
        directing = playing.begin(playing.director)
        desks = [playing.begin(playing.desk, f"t{number + 1}") for number in range(DESKS)]
        showing = playing.begin(playing.display)
        steps, moment = random.Random(seed).randint(0, 4), random.Random(seed).uniform(0, 0.3)
        while len(playing.steps) < steps and not playing.failed:
            time.sleep(0.01)
        time.sleep(moment)
        primary.kill()
        standby.promote()
        promoted = time.monotonic()
        directing.join(LONGEST)
        playing.done.set()
        for thread in (*desks, showing):
            thread.join(LONGEST)
        assert playing.failed == []

        last = max(playing.steps)
        after = [moment for moment, sequence in playing.seen if moment >= promoted]
        assert after, "the display went on"
        assert min(after) - promoted < GO_ON_SECONDS
        assert playing.seen[-1][1] == last
        with closing(standby.connect(server.name_of(there.database))) as asking:
            found = asking.execute("SELECT request FROM main.journal WHERE request IS NOT NULL").fetchall()
        kept = Counter(request for (request,) in found)
        assert set(playing.acknowledged) <= set(kept)
        assert set(kept.values()) == {1}
        for unit in {unit for unit, _ in playing.acknowledged.values()}:
            versions = sorted(version for one, version in playing.acknowledged.values() if one == unit)
            assert versions == list(range(1, len(versions) + 1)), "each was entered once"
        assert len(set(playing.steps)) == len(playing.steps)
        assert "whole" in program.ok("journal", "--verify").out
