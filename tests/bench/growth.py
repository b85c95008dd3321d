"""What one live score costs, entered and confirmed, in a group of a hundred units and in one of a hundred thousand.

    python -m tests.bench.growth [UNITS …]

Both in one run: processor time of a pair of deeds, and by how much the main and the public file grow with it.
"""

import contextlib
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.confirming import confirm
from scoreboard.desk.entering import enter
from scoreboard.desk.loading import load_in_portions
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.exchange.folder import read_folder
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from tests.bench.sizes import NOW, PERIOD, write_folder

SIZES = (100, 100_000)
PAIRS = 300
CHIEF = "chief"


def prepare(place: Path, units: int) -> Settings:
    """A live contest in which all but a few units have a confirmed score in each of two areas."""
    folder = write_folder(place / "folder", units, live=True, areas=2, state="confirmed", without=PAIRS)
    settings = Settings(str(place / "contest.db"), "en", NOW, None)
    store = Store(settings.paths, create=True)
    load_in_portions(store, settings, read_folder(folder, cue_formats()), with_clock=True)
    with acting(store, settings, "add people") as writing:
        add_person(writing, CHIEF, "admin")
    store.close()
    return Settings(settings.database, "en", NOW, CHIEF)


def size_of(settings: Settings) -> int:
    """Bytes of both files, with what is still in their logs."""
    whole = 0
    for path in (settings.paths.main, settings.paths.public):
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        whole += path.stat().st_size
    return whole


def measure(settings: Settings, units: int) -> tuple[float, float]:
    """Milliseconds of processor time, and bytes of growth, for one score entered and confirmed."""
    chance, store = random.Random(2030), Store(settings.paths)
    seconds: list[float] = []
    without = [f"c{units + number}" for number in range(PAIRS)]
    chance.shuffle(without)
    before = size_of(settings)
    for unit in without:
        began = time.process_time()
        with acting(store, settings, "enter") as writing:
            contest = contest_of(writing.session, "main", PERIOD)
            found = find_unit(writing.session, f"第{unit[1:]}县")
            enter(writing, contest, "a1", found, f"{chance.randrange(5000, 10000) / 100}")
        with acting(store, settings, "confirm") as writing:
            confirm(writing, contest_of(writing.session, "main", PERIOD), area="a1", unit=unit)
        seconds.append(time.process_time() - began)
    store.close()
    return statistics.median(seconds) * 1000, (size_of(settings) - before) / PAIRS


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    found: list[float] = []
    for units in sizes:
        with tempfile.TemporaryDirectory() as place:
            milliseconds, growth = measure(prepare(Path(place), units), units)
        found.append(milliseconds)
        print(
            f"{units:7} units  {milliseconds:6.2f} ms CPU a score entered and confirmed, "
            f"{milliseconds / found[0]:.2f} of the first size;  both files grow by {growth / 1024:.2f} KB"
        )


if __name__ == "__main__":
    main()
