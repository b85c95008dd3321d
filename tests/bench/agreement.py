"""How far apart displays of one machine show a step, and how soon a killed display or console is back at it.

    python -m tests.bench.agreement [STEPS] [KILLS]

Three real `scoreboard display` in pseudo-terminals of 120x34 follow a ceremony that another process steps. The
spread of a step is the time between the first bytes of the first display and those of the last. Then a display and a
director's console are killed (SIGKILL) at one step after another and started again: the clock runs from the start of
the process to its report of that step, or to its number on the console.
"""

import contextlib
import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.display_reports import read_reports
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from tests.bench.latency import say
from tests.bench.terminal import Terminal, program
from tests.ceremony.stepping import CEREMONY, ready
from tests.contests import CHIEF
from tests.processes import PROCESSES

STEPS, KILLS = 200, 20
DISPLAYS = 3
FLAG = {"kind": "flag", "area": "a1"}
CUES: list[dict[str, Any]] = [
    {"kind": "title"},
    {"kind": "speech", "title": "讲话", "text": "各位来宾"},
    {"kind": "message", "title": "通知", "text": "请就座"},
    FLAG,
    {"kind": "flags"},
    {"kind": "table"},
    {"kind": "closing"},
]
STILL = {"TEXTUAL_ANIMATIONS": "none"}
"""Each step is one picture, so that the next one can follow soon."""


def step_on(settings: Settings, ear: Connection, mouth: Connection) -> None:
    """The director's process: goes to a cue on request and answers with the step's number and the time of the call."""
    store = Store(settings.paths)
    while (cue := ear.recv()) is not None:
        began = time.monotonic()
        with acting(store, settings, "direct") as writing:
            here = stage_control.step(writing, CEREMONY, stage_control.goto(cue) if cue else run_sheet.after, yes=True)
        mouth.send((here.sequence, began, time.monotonic()))


class Director:
    """Steps the ceremony from a process of its own."""

    def __init__(self, settings: Settings) -> None:
        self._orders, theirs = PROCESSES.Pipe()
        mine, self._answers = PROCESSES.Pipe()
        self._process = PROCESSES.Process(target=step_on, args=(settings, theirs, self._answers))
        self._process.start()
        self._ear = mine

    def go(self, cue: int = 0) -> tuple[int, float, float]:
        """Go to a cue, or a step on; returns its number and the times of the call and of its return."""
        self._orders.send(cue)
        if not self._ear.poll(30):
            raise SystemExit("the director's process does not answer")
        sequence, began, ended = self._ear.recv()
        return sequence, began, ended

    def end(self) -> None:
        self._orders.send(None)
        self._process.join(10)


def first_bytes(displays: list[Terminal], timeout: float) -> list[float]:
    """When each display begins to write."""
    at: dict[int, float] = {}
    deadline = time.monotonic() + timeout
    while len(at) < len(displays) and time.monotonic() < deadline:
        waiting = {one.descriptor: place for place, one in enumerate(displays) if place not in at}
        for ready_one in select.select(list(waiting), [], [], max(0.0, deadline - time.monotonic()))[0]:
            at[waiting[ready_one]] = displays[waiting[ready_one]].read(0)[0]
    if len(at) < len(displays):
        raise SystemExit("a display did not show a step")
    return [at[place] for place in range(len(displays))]


def quiet(displays: list[Terminal]) -> None:
    """Read on until no display writes any more."""
    for one in displays:
        one.quiet(0.15)


def measure_spread(director: Director, displays: list[Terminal], steps: int) -> int:
    """Take so many steps; returns the number of the last one."""
    spreads, shown = [], []
    for number in range(steps):
        quiet(displays)
        sequence, began, _ = director.go(number % (len(CUES) - 1) + 1)
        times = first_bytes(displays, 10.0)
        spreads.append(max(times) - min(times))
        shown.append(max(times) - began)
    say(f"spread of a step over {len(displays)} displays", spreads, (100, 100))
    say("step called to shown by the last display", shown)
    worst = sorted(range(steps), key=lambda number: spreads[number], reverse=True)[:5]
    named = ", ".join(f"{CUES[n % (len(CUES) - 1)]['kind']} (step {n + 1}) {spreads[n] * 1000:.0f} ms" for n in worst)
    print(f"widest: {named}", flush=True)
    return sequence


def agree(settings: Settings, sequence: int) -> None:
    """Say whether all displays report the same settled picture of the last step."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        told = [(one.sequence, one.frame) for one in read_reports(settings.paths.public)]
        if len(told) == DISPLAYS and all(number == sequence and frame for number, frame in told):
            break
        time.sleep(0.05)
    frames = {frame for _, frame in told}
    print(f"settled frames of the last step: {len(told)} displays, {len(frames)} picture(s)", flush=True)


@contextmanager
def killed_later(words: list[str]) -> Iterator[tuple[Terminal, float]]:
    """A program with the time of its start; it is killed when the block ends."""
    began = time.monotonic()
    with program(words, STILL) as running:
        yield running, began
        with contextlib.suppress(ProcessLookupError):
            os.kill(running.process, signal.SIGKILL)


def measure_returns(settings: Settings, director: Director, kills: int) -> None:
    """Kill a display and a console at every step and start them again."""
    database = ["--database", settings.database or ""]
    shown, stood = [], []
    for number in range(kills):
        sequence, _, _ = director.go(number % (len(CUES) - 1) + 1)
        with killed_later(["-m", "scoreboard", "display", *database]) as (display, began):
            shown.append(until_reported(display, settings, sequence) - began)
        words = ["-m", "scoreboard", "direct", CEREMONY, "--as", CHIEF, *database, "--lang", "zh"]
        with killed_later(words) as (console, began):
            at = console.until(f"序号 {sequence}".encode(), 20.0)
            if at is None:
                raise SystemExit(f"the console never showed step {sequence}")
            stood.append(at - began)
    say("killed display: start to its step shown", shown, (2000, 2000))
    say("killed console: start to its step shown", stood, (2000, 2000))


def until_reported(display: Terminal, settings: Settings, sequence: int) -> float:
    """When a display has reported that it shows a step; it does so at most half a second after showing it."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        display.read(0.01)
        if any(report.sequence == sequence for report in read_reports(settings.paths.public)):
            return time.monotonic()
    raise SystemExit(f"the display never reported step {sequence}")


def main() -> None:
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else KILLS
    with tempfile.TemporaryDirectory() as place:
        settings = ready(Path(place), {"a1": {"c01": "90", "c02": "80"}, "a2": {"c01": "70"}}, cues=CUES)
        director = Director(settings)
        words = ["-m", "scoreboard", "display", "--database", settings.database or ""]
        with ExitStack() as shown:
            displays = [shown.enter_context(program(words, STILL)) for _ in range(DISPLAYS)]
            for display in displays:
                display.quiet(1.5)
            agree(settings, measure_spread(director, displays, steps))
        measure_returns(settings, director, kills)
        director.end()


if __name__ == "__main__":
    main()
