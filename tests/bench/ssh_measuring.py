"""One load of viewers, measured: how late a change comes to them, and what the processes used meanwhile."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from typing import Any

from tests.bench.processes import cpu_seconds, machine_seconds, memory_kb
from tests.bench.ssh_contest import Change
from tests.bench.ssh_generator import Heard, Program, Wish

GOAL_P99 = 250.0
"""Milliseconds from commit to the bytes at the client."""
Pids = Callable[[], Mapping[str, Sequence[int]]]
"""The processes of a server by what they do; the first kind is the one that grows with the viewers."""


@dataclass(frozen=True)
class Measured:
    """One load and what it took."""

    viewers: int
    committed: tuple[float, float]
    """Milliseconds from just before COMMIT to the bytes at the client, median and p99."""
    called: tuple[float, float]
    """The same from the operator's call of the deed."""
    cores: Mapping[str, float]
    """Processor seconds a second, by what the processes do."""
    others: float
    """The same of all that is neither the server nor the generator."""
    memory_kb: float
    """Memory of the processes that grow with the viewers, in all."""
    frames_a_second: float
    missed: float
    """The share of changes that never reached a viewer in the time."""
    heard: Heard

    @property
    def first(self) -> float:
        """Cores of the processes that grow with the viewers."""
        return next(iter(self.cores.values()))

    @property
    def microseconds_a_frame(self) -> float:
        """Processor time of these processes for one frame to one viewer."""
        return self.first / self.frames_a_second * 1e6 if self.frames_a_second else 0.0

    @property
    def verdict(self) -> str:
        """Who ran out first, if anybody did."""
        heard = self.heard
        if heard.lost:
            return f"{heard.lost} viewers were lost"
        if self.good:
            return "neither ran out"
        if heard.cpu_share + heard.starved > 0.9:
            return "the generator ran out first"
        if sum(self.cores.values()) + heard.cpu_share + self.others > 1.8:
            return "the machine ran out: both share its two cores"
        return "the server ran out first"

    @property
    def good(self) -> bool:
        """Whether all viewers were served in time."""
        return not self.heard.lost and self.missed < 0.01 and 0 < self.committed[1] < GOAL_P99


@dataclass
class Load:
    """A server's processes, the operator and the generator of one run."""

    pids: Pids
    operator: Pipe
    generator: Pipe
    here: int = 0

    def ask(self, deed: str, value: Any) -> Any:
        self.generator.send((deed, value))
        return self.generator.recv()

    def join(self, wishes: Sequence[Wish | Program]) -> float:
        """Let these join those who are there; returns joins a second."""
        began = time.monotonic()
        came = self.ask("join", wishes)
        joined, self.here = came - self.here, came
        return float(joined / max(0.001, time.monotonic() - began))

    def leave(self) -> None:
        """Let all go, without a word."""
        self.here = self.ask("leave", self.here)

    def memory_kb(self) -> float:
        return memory_kb(next(iter(self.pids().values())))

    def measure(self, seconds: int, *, quiet: bool = False) -> Measured:
        """Watch for some seconds; a change in each, unless it is to be `quiet`."""
        self.ask("listen", 1.5)
        pids = self.pids()
        before, machine = {kind: cpu_seconds(those) for kind, those in pids.items()}, machine_seconds()
        began = time.monotonic()
        self.generator.send(("listen", seconds + 1.0))
        self.operator.send(0 if quiet else seconds)
        changes: list[Change] = self.operator.recv()
        heard: Heard = self.generator.recv()
        passed = time.monotonic() - began
        cores = {kind: (cpu_seconds(those) - before[kind]) / passed for kind, those in pids.items()}
        busy = (machine_seconds() - machine) / passed
        return Measured(
            self.here,
            late([(change.committed, change.score) for change in changes], heard),
            late([(change.called, change.score) for change in changes], heard),
            cores,
            max(0.0, busy - sum(cores.values()) - heard.cpu_share),
            self.memory_kb(),
            heard.frames / passed,
            missed(changes, heard, self.here),
            heard,
        )


def late(times: Sequence[tuple[float, bytes]], heard: Heard) -> tuple[float, float]:
    """Milliseconds to arrival, median and p99, over all viewers and changes."""
    found = sorted((at - begun) * 1000 for begun, at in _arrivals(times, heard))
    return (statistics.median(found), found[round(0.99 * (len(found) - 1))]) if found else (0.0, 0.0)


def missed(changes: Sequence[Change], heard: Heard, viewers: int) -> float:
    """The share of changes that never reached a viewer."""
    arrived = len(_arrivals([(change.called, change.score) for change in changes], heard))
    expected = len(changes) * viewers
    return 1 - arrived / expected if expected else 0.0


def _arrivals(times: Sequence[tuple[float, bytes]], heard: Heard) -> list[tuple[float, float]]:
    """When each change was begun and when it arrived; a score that comes again counts for the later change."""
    found = []
    for number, (begun, score) in enumerate(times):
        until = next((later for later, again in times[number + 1 :] if again == score), float("inf"))
        found += [(begun, at) for at in heard.arrivals.get(score, ()) if begun <= at < until]
    return found


def header(kinds: Sequence[str]) -> str:
    return (
        f"{'':<26}{'commit to client, ms':>22}{'call to client':>17}{'KB':>8}{'us a':>7}{'frames':>9}{'':>7}"
        f"{'cores':>{9 * (len(kinds) + 2)}}\n"
        f"{'viewers':>26}{'p50':>12}{'p99':>10}{'p50':>9}{'p99':>8}{'each':>8}{'frame':>7}{'a s':>9}{'missed':>8}"
        + "".join(f"{kind:>9}" for kind in (*kinds, "load", "others"))
    )


def line(way: str, measured: Measured, base_kb: float) -> str:
    """A row of the table under `header`."""
    each = (measured.memory_kb - base_kb) / max(1, measured.viewers)
    cores, heard = (*measured.cores.values(), measured.heard.cpu_share, measured.others), measured.heard
    return (
        f"{way:<18}{measured.viewers:>8}{measured.committed[0]:>12.1f}{measured.committed[1]:>10.1f}"
        f"{measured.called[0]:>9.1f}{measured.called[1]:>8.1f}{each:>8.1f}"
        + (f"{measured.microseconds_a_frame:>7.1f}{measured.frames_a_second:>9.0f}" if heard.frames else " " * 16)
        + f"{measured.missed:>8.2%}"
        + "".join(f"{share:>9.2f}" for share in cores)
        + f"  turn p99 {heard.p99_turn * 1000:.1f} ms, starved {heard.starved:.0%}: {measured.verdict}"
    )
