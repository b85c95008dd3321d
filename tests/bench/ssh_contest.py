"""The contest that the SSH benches serve, and the operator's process that changes it once a second."""

import json
import random
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import event

from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.public.nudge import nudge
from tests.contests import Shape, fill, opened, prepare, put
from tests.processes import PROCESSES
from tests.screens.samples import flag, scenes

SHAPE = Shape(counties=20, areas=1, publication="live")
PERIOD, SERIES, UNIT = "2030Q2", "main", "c20"
SCORES = ("11.11", "22.22", "33.33", "44.44", "55.55")
LEAD_SECONDS = 0.05, 0.75
"""When in its second a change is made, at random between these."""


class Change(NamedTuple):
    """When a score was changed, by the clock that all processes of a machine share, and to what."""

    called: float
    committed: float
    """When COMMIT was about to be said to the main database."""
    returned: float
    """When it was in the public file, and displays had been nudged."""
    score: bytes


def live_contest(folder: Path) -> Settings:
    """Twenty counties whose second period is coming in live, all cells confirmed."""
    settings = prepare(folder, SHAPE)
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        fill(writing, SHAPE, PERIOD)
    with opened(settings) as store:
        change(store, settings, SCORES[0])
    return settings


def change(store: Store, settings: Settings, score: str) -> None:
    """Take back one confirmed score and confirm another one, in one transaction."""
    with acting(store, settings, "confirm") as writing:
        contest = contest_of(writing.session, SERIES, PERIOD)
        unconfirm(writing, contest, area="a1", unit=UNIT)
        put(writing, "a1", UNIT, score, PERIOD)
        confirm(writing, contest, area="a1", unit=UNIT)


def operate(settings: Settings, orders: Pipe) -> None:
    """The operator's process: changes a score so many times, once a second, and says when."""
    store, chance, at = Store(settings.paths), random.Random(2010), 0
    commits: list[float] = []
    event.listen(store.engine, "commit", lambda _: commits.append(time.monotonic()))
    while (count := orders.recv()) is not None:
        changes, began = [], time.monotonic()
        for number in range(count):
            time.sleep(max(0.0, began + number + chance.uniform(*LEAD_SECONDS) - time.monotonic()))
            at += 1
            score = SCORES[at % len(SCORES)]
            commits.clear()
            called = time.monotonic()
            change(store, settings, score)
            changes.append(Change(called, commits[0], time.monotonic(), score.encode()))
        orders.send(changes)


def hoist(settings: Settings, orders: Pipe) -> None:
    """The director's process: shows a flag anew every so many seconds until anything else is ordered."""
    _step(settings, orders, [flag(None)])


def parade(settings: Settings, orders: Pipe) -> None:
    """The director's process: shows scenes that have little in common in turn, each for so many seconds."""
    _step(settings, orders, [scenes()[name] for name in ("flag-contest", "wall", "roll", "table", "closing")])


def _step(settings: Settings, orders: Pipe, shown: Sequence[Mapping[str, Any]]) -> None:
    """Orders are seconds; 0 to rest."""
    while (seconds := orders.recv()) is not None:
        wait = 0.0
        while seconds and not orders.poll(wait):
            wait = seconds
            with sqlite3.connect(settings.paths.public, timeout=10) as public:
                number = public.execute("SELECT coalesce(max(sequence), 0) + 1 FROM stage").fetchone()[0]
                scene = json.dumps(shown[number % len(shown)], ensure_ascii=False)
                row = (number, "bench", SERIES, PERIOD, 1, number, 0, 0, scene, "2030-07-01T00:00:00+00:00")
                public.execute("INSERT INTO stage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            public.close()
            nudge(settings.paths.public)


@contextmanager
def child(target: Any, *arguments: Any) -> Iterator[Pipe]:
    """A process that works for orders on a pipe, until the block ends."""
    here, there = PROCESSES.Pipe()
    process = PROCESSES.Process(target=target, args=(*arguments, there))
    process.start()
    try:
        yield here
    finally:
        here.send(None)
        process.join(20)
        process.kill()
