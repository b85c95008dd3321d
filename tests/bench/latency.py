"""From the operator's confirm in one process to the changed row written by a hall display in another.

    python -m tests.bench.latency [CONFIRMS] [UNITS] [FOLDER]

A live series of 19 counties, or so many, and 9 areas; a real `scoreboard display` in a pseudo-terminal of 120x29. An
operator's process confirms a score at random moments, while rows still move and when they stand; the clock runs from
its call of `confirm` to the bytes that hold the new total, or of a long board, where many totals are alike, the unit's
name: each score there is its unit's first in that area. Then the display's cost while nothing changes.
A large contest takes minutes to make: it is kept in FOLDER for the next run.
"""

import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path

from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from tests.bench.large import large_contest
from tests.bench.terminal import SIZE, Terminal, program
from tests.contests import CHIEF, NOW, Shape, opened, prepare, put
from tests.processes import PROCESSES

COUNTIES, AREAS = 19, 9
LONG = 1000
"""From so many units on the contest is made in bulk."""
PERIOD = "2030Q2"
CONFIRMS = 200
IDLE_SECONDS = 20.0


def operate(settings: Settings, ear: Connection, mouth: Connection) -> None:
    """The operator's process: a draft, or its confirmation, on request; answers with the times of the deed."""
    store = Store(settings.paths)
    while (order := ear.recv()) is not None:
        deed, area, unit, score = order
        began = time.monotonic()
        with acting(store, settings, deed) as writing:
            contest = contest_of(writing.session, "main", PERIOD)
            if deed == "confirm":
                confirm(writing, contest, area=area, unit=find_unit(writing.session, unit).id)
            else:
                unconfirm(writing, contest, area=area, unit=unit)
                put(writing, area, unit, score, PERIOD)
        mouth.send((began, time.monotonic()))


def changes_of_totals(shape: Shape, count: int) -> Iterator[tuple[str, str, str, str]]:
    """Areas, units, new scores, and the totals by which each will be known on the wall."""
    chance = random.Random(2010)
    totals = read_totals(shape)
    for _ in range(count):
        area, unit = chance.choice(shape.area_ids), chance.choice(shape.units)
        yield area, unit, *new_score(chance, totals, area, unit)


def first_scores(shape: Shape, count: int) -> Iterator[tuple[str, str, str, str]]:
    """Areas, units, their first scores there, and the names by which each will be known on the wall."""
    chance = random.Random(2010)
    for unit in chance.sample(shape.units, count):
        score = Decimal(chance.randrange(5000, 10_000)) / 100
        yield chance.choice(shape.area_ids), unit, str(score), f"县{unit[1:]}"


def measure(
    settings: Settings, display: Terminal, wanted: Iterable[tuple[str, str, str, str]]
) -> tuple[list[float], list[float]]:
    """Seconds from call to written, and from call to return, of each confirm."""
    chance = random.Random(2010)
    orders, answers = PROCESSES.Pipe(), PROCESSES.Pipe()
    operator = PROCESSES.Process(target=operate, args=(settings, orders[1], answers[0]))
    operator.start()
    written, returned = [], []
    for area, unit, score, said in wanted:
        orders[0].send(("unconfirm", area, unit, score))
        answer(answers[1])
        drain(display, chance.uniform(0.05, 1.5))
        orders[0].send(("confirm", area, unit, score))
        at = display.until(re.compile(rb"(?<![\d.])" + re.escape(said.encode()) + rb"(?![\d.])"), 5.0)
        began, ended = answer(answers[1])
        if at is None:
            raise SystemExit(f"the display never wrote {said}")
        written.append(at - began)
        returned.append(ended - began)
    orders[0].send(None)
    operator.join(10)
    return written, returned


def answer(operator: Connection) -> tuple[float, float]:
    """When the operator's deed began and ended."""
    if not operator.poll(30):
        raise SystemExit("the operator's process does not answer")
    began, ended = operator.recv()
    return began, ended


def read_totals(shape: Shape) -> dict[str, dict[str, Decimal]]:
    """Every unit's scores by area, as `fill` gave them."""
    return {
        unit: {area: Decimal(60 + (row - at) % 41) for at, area in enumerate(shape.area_ids)}
        for row, unit in enumerate(shape.units)
    }


def new_score(chance: random.Random, totals: dict[str, dict[str, Decimal]], area: str, unit: str) -> tuple[str, str]:
    """A score for a cell that gives its unit a total which no unit has or had without it; and that total."""
    while True:
        score = Decimal(chance.randrange(5000, 10_000)) / 100
        total = sum(totals[unit].values()) - totals[unit][area] + score
        if all(sum(scores.values()) != total for scores in totals.values()):
            totals[unit][area] = score
            return str(score), f"{total:.2f}"


def live_contest(place: Path, shape: Shape, count: int) -> Settings:
    """A contest whose second period comes in live; a large one lacks the first scores that are to be confirmed."""
    if shape.counties >= LONG:
        return large_contest(place, shape, lacking={(area, unit) for area, unit, *_ in first_scores(shape, count)})
    settings = prepare(place, shape)
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        for unit, scores in read_totals(shape).items():
            for area, score in scores.items():
                put(writing, area, unit, str(score), PERIOD)
        confirm(writing, contest_of(writing.session, "main", PERIOD))
    return settings


def kept_contest(place: Path, shape: Shape, count: int, kept: Path | None) -> Settings:
    """A copy of the contest that is kept in a folder, where it is made first if there is none; or one of its own."""
    if kept is None:
        return live_contest(place, shape, count)
    kept.mkdir(parents=True, exist_ok=True)
    if not any(kept.glob("*.db")):
        live_contest(kept, shape, count)
    for path in kept.glob("*.db"):
        shutil.copy(path, place)
    return Settings(str(place / "contest.db"), "en", NOW, CHIEF)


def drain(display: Terminal, seconds: float) -> None:
    """Read what the display writes for some time."""
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        display.read(left)


def idle_share(display: Terminal, seconds: float) -> float:
    """The share of a core that the display uses."""
    before, began = display.cpu_seconds(), time.monotonic()
    drain(display, seconds)
    return (display.cpu_seconds() - before) / (time.monotonic() - began)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def say(name: str, values: list[float], goals: tuple[float, float] | None = None) -> None:
    """One line of milliseconds, beside the goals for median and p99 where there are any."""
    median, p99 = statistics.median(values) * 1000, percentile(values, 0.99) * 1000
    beside = (
        ""
        if goals is None
        else f"   goal {goals[0]:.0f} / {goals[1]:.0f} ms: " + (f"{median / goals[0]:.2f} / {p99 / goals[1]:.2f} of it")
    )
    print(f"{name:<44} median {median:6.1f} ms   p99 {p99:6.1f} ms{beside}", flush=True)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CONFIRMS
    units = int(sys.argv[2]) if len(sys.argv) > 2 else COUNTIES
    shape = Shape(counties=units, areas=AREAS, publication="live")
    with tempfile.TemporaryDirectory() as place:
        settings = kept_contest(Path(place), shape, count, Path(sys.argv[3]) if len(sys.argv) > 3 else None)
        wanted = first_scores(shape, count) if units >= LONG else changes_of_totals(shape, count)
        with program(["-m", "scoreboard", "display", "--database", str(settings.database)]) as display:
            display.quiet(1.5)
            print(f"{count} confirms, {shape.counties}x{shape.areas}, display {SIZE[0]}x{SIZE[1]}")
            used = display.cpu_seconds()
            written, returned = measure(settings, display, wanted)
            used = display.cpu_seconds() - used
            say("confirm called to row written", written, (25, 60) if units >= LONG else (15, 40))
            say("confirm called to confirm returned", returned)
            say("the rest: nudged to written", [w - r for w, r in zip(written, returned, strict=True)])
            print(f"the display's processor time for each of these: {used / count * 1000:.1f} ms, idling included")
            drain(display, 3)
            rotating = idle_share(display, IDLE_SECONDS)
            display.write(b" ")
            drain(display, 3)
            held = idle_share(display, IDLE_SECONDS)
            for name, share in (("turning its pages", rotating), ("on one page", held)):
                print(f"idle display, {name:<30} {share:.2%} of a core   goal 2%: {share / 0.02:.2f} of it")


if __name__ == "__main__":
    main()
