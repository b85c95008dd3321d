"""The SSH server under load: how many viewers, how late, at what cost.

    python -m tests.bench.ssh_load [--viewers N …] [--seconds S] [--workers W] [--ahead]

A live contest of 20 counties is served to viewers in Chinese at 120x40 and nine other sizes and in three colour depths;
once a second, at a random moment, an operator's process changes one score. The time runs from its call of the deed
(and, beside it, from the deed's return, when it is public) to the bytes at each client. The generator runs on the same
machine, and it is said which of the two ran out first.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

from scoreboard.desk.acting import acting
from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from tests.bench.processes import cpu_seconds, hurry, memory_kb
from tests.bench.ssh_generator import Heard, mixed, work
from tests.contests import Shape, fill, opened, prepare, put
from tests.processes import PROCESSES
from tests.remote.serving import Served, serving

SHAPE = Shape(counties=20, areas=1, publication="live")
PERIOD, BOARD, UNIT = "2030Q2", "main", "c20"
SCORES = ("11.11", "22.22", "33.33", "44.44", "55.55")
UNLIMITED = {"connections": 40_000, "per_address": 40_000, "strangers": 5_000, "strangers_per_address": 5_000}
GOAL_P99, GOAL_KB, GOAL_US = 250.0, 40.0, 60.0


@dataclass(frozen=True)
class Measured:
    """One load and what it took."""

    viewers: int
    called: tuple[float, float]
    """Milliseconds from the deed's call to the bytes at the client, median and p99."""
    returned: tuple[float, float]
    edge_cores: float
    stage_cores: float
    edge_kb: float
    """Memory of the edge processes in all."""
    packets_a_second: float
    missed: float
    """The share of changes that never reached a viewer in the time."""
    heard: Heard

    @property
    def microseconds_a_frame(self) -> float:
        """Processor time of the edges for one frame to one viewer."""
        return self.edge_cores / self.packets_a_second * 1e6 if self.packets_a_second else 0.0


def operate(settings: Settings, orders: Pipe) -> None:
    """The operator's process: changes a score so many times, once a second, and says when."""
    store, chance = Store(settings.paths), random.Random(2010)
    at = 0
    while (count := orders.recv()) is not None:
        times = []
        begin = time.monotonic()
        for number in range(count):
            time.sleep(max(0.0, begin + number + chance.uniform(0.05, 0.75) - time.monotonic()))
            at += 1
            score = SCORES[at % len(SCORES)]
            called = time.monotonic()
            change(store, settings, score)
            times.append((called, time.monotonic(), score.encode()))
        orders.send(times)


def change(store: Store, settings: Settings, score: str) -> None:
    """Take back one confirmed score and confirm another one, in one transaction."""
    with acting(store, settings, "confirm") as writing:
        contest = contest_of(writing.session, "main", PERIOD)
        unconfirm(writing, contest, area="a1", unit=UNIT)
        put(writing, "a1", UNIT, score, PERIOD)
        confirm(writing, contest, area="a1", unit=UNIT)


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


def live_contest(folder: Path) -> Settings:
    """A contest whose second period is coming in live, all cells confirmed."""
    settings = prepare(folder, SHAPE)
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        fill(writing, SHAPE, PERIOD)
    with opened(settings) as store:
        change(store, settings, SCORES[0])
    return settings


@dataclass
class Load:
    """The server, the operator and the generator of one run."""

    served: Served
    operator: Pipe
    generator: Pipe
    here: int = 0

    def ask(self, deed: str, value: Any) -> Any:
        self.generator.send((deed, value))
        return self.generator.recv()

    def grow(self, viewers: int) -> float:
        """Have so many viewers; returns joins a second."""
        began = time.monotonic()
        came = self.ask("join", mixed(viewers - self.here, self.served.port, BOARD))
        joined, self.here = came - self.here, came
        return joined / max(0.001, time.monotonic() - began)

    def measure(self, seconds: int) -> Measured:
        """Watch for some seconds, a change in each."""
        self.ask("listen", 1.5)
        edges, stages = self.served.children("edge"), self.served.children("stage")
        before = cpu_seconds(edges), cpu_seconds(stages)
        self.generator.send(("listen", seconds + 1.0))
        began = time.monotonic()
        self.operator.send(seconds)
        times = self.operator.recv()
        heard: Heard = self.generator.recv()
        passed = time.monotonic() - began
        called, returned, missed = late(times, heard, self.here)
        return Measured(
            self.here,
            called,
            returned,
            (cpu_seconds(edges) - before[0]) / passed,
            (cpu_seconds(stages) - before[1]) / passed,
            memory_kb(edges),
            heard.packets / passed,
            missed,
            heard,
        )


def late(
    times: Sequence[tuple[float, float, bytes]], heard: Heard, viewers: int
) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Milliseconds from call and from return to arrival, median and p99, and the share that never arrived."""
    from_call, from_return = [], []
    for number, (called, returned, score) in enumerate(times):
        until = next((call for call, _, later in times[number + 1 :] if later == score), float("inf"))
        arrived = [at for at in heard.arrivals.get(score, ()) if called <= at < until]
        from_call += [(at - called) * 1000 for at in arrived]
        from_return += [(at - returned) * 1000 for at in arrived]
    expected = len(times) * viewers
    missed = 1 - len(from_call) / expected if expected else 0.0
    return _median_p99(from_call), _median_p99(from_return), missed


def _median_p99(values: list[float]) -> tuple[float, float]:
    if not values:
        return 0.0, 0.0
    ranked = sorted(values)
    return statistics.median(ranked), ranked[round(0.99 * (len(ranked) - 1))]


def verdict(measured: Measured) -> str:
    """Who ran out first, if anybody did."""
    heard = measured.heard
    if heard.lost:
        return f"{heard.lost} viewers were lost"
    if heard.p99_turn > 0.1 or heard.cpu_share > 0.9:
        return "the generator ran out first"
    if measured.called[1] > GOAL_P99:
        return "the server ran out first"
    return "neither ran out"


def line(measured: Measured, base_kb: float, joins: float) -> str:
    heard = measured.heard
    each = (measured.edge_kb - base_kb) / max(1, measured.viewers)
    return (
        f"{measured.viewers:>6} viewers  called {measured.called[0]:6.1f}/{measured.called[1]:6.1f} ms  "
        f"public {measured.returned[0]:6.1f}/{measured.returned[1]:6.1f} ms  edges {measured.edge_cores:4.2f} cores "
        f"({measured.microseconds_a_frame:4.1f} us a frame)  stage {measured.stage_cores:4.2f}  {each:5.1f} KB each  "
        f"{measured.packets_a_second:7.0f} packets/s  missed {measured.missed:.2%}  joins {joins:4.0f}/s  "
        f"generator {heard.cpu_share:4.2f} cores, turn p99 {heard.p99_turn * 1000:4.1f} ms: {verdict(measured)}"
    )


def run(viewers: Sequence[int], seconds: int, workers: int, ahead: bool) -> list[Measured]:
    """Measure each load in turn, on one server; `ahead` of what else runs on the machine."""
    found: list[Measured] = []
    with tempfile.TemporaryDirectory() as place:
        settings = live_contest(Path(place))
        with (
            serving(str(settings.database), Path(place), workers=workers, **UNLIMITED) as served,
            child(operate, settings) as operator,
            child(work) as generator,
        ):
            if ahead:
                hurry([os.getpid(), *all_of(served), *(child.pid or 0 for child in PROCESSES.active_children())])
            load = Load(served, operator, generator)
            load.grow(2 * workers)
            load.measure(2)
            base_kb = memory_kb(served.children("edge"))
            print(f"{workers} edges of {base_kb / workers / 1024:.0f} MB each without viewers", flush=True)
            for count in viewers:
                joins = load.grow(count)
                measured = load.measure(seconds)
                found.append(measured)
                print(line(measured, base_kb, joins), flush=True)
            _slope(found)
            load.ask("leave", load.here)
            load.ask("listen", 6.0)
            after = memory_kb(served.children("edge"))
            print(f"all left: the edges have {after / base_kb:.2f} of the memory that they had before", flush=True)
    return found


def all_of(served: Served) -> list[int]:
    """The processes behind a server."""
    return [served.supervisor.pid, *(pid for role in ("stage", "private", "edge") for pid in served.children(role))]


def _slope(found: Sequence[Measured]) -> None:
    """What an added viewer costs per update, from the smallest load to the largest."""
    if len(found) < 2:
        return
    first, last = found[0], found[-1]
    updates = last.packets_a_second / last.viewers
    added = (last.edge_cores - first.edge_cores) / (last.viewers - first.viewers) / updates * 1e6
    print(f"each added viewer costs {added:.1f} us of the edges' time an update   goal {GOAL_US:.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, nargs="+", default=[500, 2000, 5000])
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--ahead", action="store_true", help="go before other processes of a shared machine (root)")
    words = parser.parse_args()
    run(words.viewers, words.seconds, words.workers, words.ahead)


if __name__ == "__main__":
    main()
