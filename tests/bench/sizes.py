"""Loading, confirming and closing at several sizes, each as a command in a process of its own.

    python -m tests.bench.sizes [UNITS …]

One series of 9 areas; every unit has a draft in each. Beside each large deed an operator saves scores of another
series one after the other, as fast as they can: the last column is how long the slowest hundredth of them waited.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from scoreboard.desk.entering import enter
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from tests.lake import LAKE
from tests.processes import PROCESSES

AREAS = 9
SIZES = (137, 5400, 20000)
NOW = "2030-02-01T09:00:00+08:00"
PERIOD = "2030Q1"


@dataclass(frozen=True)
class Cost:
    """What a command took of the machine, and how it ended."""

    seconds: float
    cpu: float
    megabytes: float
    code: int


def write_folder(
    place: Path,
    units: int,
    *,
    live: bool = False,
    areas: int = AREAS,
    state: str = "draft",
    without: int = 0,
    overall_flag: str = "",
) -> Path:
    """A competition of so many counties with a score in every cell, beside a small series for the operator.

    Without a `state` there are no scores; `without` more counties come after the others and have none.
    """
    chance = random.Random(2030)
    place.mkdir(parents=True, exist_ok=True)
    defined = "".join(
        f'[[series.area]]\nid = "a{number}"\nname = "工作{number}"\nflag = "工作{number}先锋旗"\n'
        for number in range(1, areas + 1)
    )
    beside = '[[series]]\nid = "beside"\nname = "旁"\nhost = "lake"\npools = ["office"]\nconfirm = "self"\n'
    (place / "competition.toml").write_text(
        f'{LAKE}pools = ["county"]\nconfirm = "self"\ntie = "joint"\n'
        f'publication = "{"live" if live else "ceremony"}"\noverall_flag = "{overall_flag}"\n\n{defined}\n'
        f'{beside}[[series.area]]\nid = "b1"\nname = "旁一"\nflag = "旁一旗"\n',
        encoding="utf-8",
    )
    with open(place / "units.csv", "w", encoding="utf-8") as file:
        file.write("id,name,kind,parent,pool\nlake,湖市,city,,\no1,办公室,office,lake,office\n")
        file.writelines(f"c{number},第{number}县,county,lake,county\n" for number in range(units + without))
    if state:
        with open(place / "scores.csv", "w", encoding="utf-8") as file:
            file.write("series,period,area,unit,score,state\n")
            for number in range(units):
                for area in range(1, areas + 1):
                    file.write(f"main,{PERIOD},a{area},c{number},{chance.randrange(5000, 10000) / 100},{state}\n")
    return place


def run(settings: Settings, *words: str) -> Cost:
    """Run a command to its end."""
    command = [sys.executable, "-m", "scoreboard", *words, "--database", str(settings.database), "--now", NOW]
    began = time.monotonic()
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=compiled) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode)


def operate(settings: Settings, ear: Connection) -> None:
    """Save one score after the other until told to stop; then say how long each took."""
    store, waits = Store(settings.paths), []
    while not ear.poll(0.005):
        began = time.monotonic()
        with acting(store, settings, "enter") as writing:
            contest = contest_of(writing.session, "beside", PERIOD)
            enter(writing, contest, "b1", find_unit(writing.session, "o1"), "90")
        waits.append(time.monotonic() - began)
    ear.send(waits)


def beside_an_operator(settings: Settings, *words: str) -> tuple[Cost, list[float]]:
    """Run a command while an operator saves."""
    ours, theirs = PROCESSES.Pipe()
    operator = PROCESSES.Process(target=operate, args=(settings, theirs))
    operator.start()
    time.sleep(1)
    cost = run(settings, *words)
    ours.send(None)
    waits: list[float] = ours.recv()
    operator.join()
    return cost, waits


def slowest(waits: Sequence[float]) -> str:
    """The 99th percentile, the longest and how many there were."""
    ordered = sorted(waits)
    return (
        f"p99 {ordered[len(ordered) * 99 // 100] * 1000:5.0f} ms, longest {ordered[-1] * 1000:5.0f}, of {len(ordered)}"
    )


def measure(units: int) -> None:
    """Load, load again, confirm, take back, confirm and close."""
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(f"{place}/contest.db", "en", NOW, "root")
        folder = str(write_folder(Path(place) / "folder", units))
        flagged = write_folder(Path(place) / "flagged", units, state="confirmed", overall_flag="总旗")
        nobody = write_folder(Path(place) / "empty", units, state="")
        rows: list[tuple[str, Cost, list[float]]] = [("load all", run(settings, "load", folder, "--with-clock"), [])]
        run(settings, "user", "add", "root", "--role", "admin")
        deeds = {
            "load again": ("load", folder),
            "confirm": ("confirm", "main", PERIOD),
            "unconfirm": ("unconfirm", "main", PERIOD),
            "confirm again": ("confirm", "main", PERIOD),
            "close": ("close", "main", PERIOD),
        }
        for name, words in deeds.items():
            rows.append((name, *beside_an_operator(settings, *words, "--as", "root")))
        other = Settings(f"{place}/other.db", "en", NOW, "root")
        rows.append(("load units", run(other, "load", str(nobody), "--with-clock"), []))
        run(other, "user", "add", "root", "--role", "admin")
        rows.append(("load scores", *beside_an_operator(other, "load", folder, "--as", "root")))
        third = Settings(f"{place}/third.db", "en", NOW, "root")
        run(third, "load", str(flagged), "--with-clock")
        run(third, "user", "add", "root", "--role", "admin")
        closed = beside_an_operator(third, "close", "main", PERIOD, "--as", "root")
        rows.append(("close, its flag", *closed))
    for name, cost, waits in rows:
        told = f"{units:6} x {AREAS}  {name:<15} {cost.seconds:6.1f} s  {cost.cpu:6.1f} s CPU  {cost.megabytes:5.0f} MB"
        print(
            told + (f"   a save beside it: {slowest(waits)}" if waits else "") + ("" if not cost.code else "  FAILED")
        )


def main() -> None:
    for units in map(int, sys.argv[1:]) if len(sys.argv) > 1 else SIZES:
        measure(units)


if __name__ == "__main__":
    main()
