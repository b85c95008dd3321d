"""A contest on a PostgreSQL server beside one in files, and many desks beside bare inserts, in one run.

    python -m tests.bench.servers [CONFIRMS] [DESKS] [SECONDS]

Commit to display: how long after a confirm has returned another process has taken the change in, as a hall does before
it draws: from files, from a primary and from its standby, in turn, so that a busy machine is as busy for all three.
Desks: processes that each enter one score after the other for so long, in turn with as many that insert a score and a
row of the journal by SQLAlchemy alone. Then how many rows a second a backup copies and compares.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import sqlalchemy

from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import DatabaseSide, ServerSide, Settings, database_paths
from scoreboard.store.contest import contest_of
from scoreboard.store.copying import copy_database
from scoreboard.store.engine import Store
from scoreboard.store.server.base import engine_of
from screens import change_feed
from screens.desk.unsaved_scores import Held
from screens.desk.workplace import Workplace
from screens.held_boards import HeldBoards
from tests.bench.latency import PERIOD, live_contest
from tests.contests import Shape
from tests.private_server import PrivateServer, private_server
from tests.processes import PROCESSES

COUNTIES, AREAS = 60, 9
CONFIRMS, DESKS, SECONDS = 200, 20, 60.0
SLICES = 6
"""Into so many parts the time of the desks is divided, in turn with the bare inserts."""


def show(public: DatabaseSide, mouth: Connection) -> None:
    """A display: tells when it has taken in which change."""
    held = HeldBoards()

    async def changed(reader: PublicReader) -> None:
        with reader.moment():
            held.follow(reader)
        mouth.send((reader.head(), time.monotonic()))

    asyncio.run(change_feed.follow(public, changed, lambda _: None))


def latencies(stores: dict[str, tuple[Settings, DatabaseSide]], shape: Shape, count: int) -> dict[str, list[float]]:
    """Seconds from a confirm's return to its having been taken in, of each display."""
    found: dict[str, list[float]] = {name: [] for name in stores}
    ears, displays, opened, heads = {}, [], {}, {}
    for name, (settings, public) in stores.items():
        ears[name], mouth = PROCESSES.Pipe(duplex=False)
        display = PROCESSES.Process(target=show, args=(public, mouth), daemon=True)
        display.start()
        displays.append(display)
        opened[name], heads[name] = Store(settings.paths), PublicReader(settings.paths.public)
        ears[name].recv()
    chance = random.Random(14)
    for _ in range(count):
        for name, (settings, _) in stores.items():
            time.sleep(chance.uniform(0.01, 0.1))
            area, unit = chance.choice(shape.area_ids), chance.choice(shape.units)
            with acting(opened[name], settings, "confirm") as writing:
                unconfirm(writing, contest_of(writing.session, "main", PERIOD), area=area, unit=unit)
            seen(ears[name], heads[name])
            with acting(opened[name], settings, "confirm") as writing:
                confirm(writing, contest_of(writing.session, "main", PERIOD), area=area, unit=unit)
            returned = time.monotonic()
            found[name].append(max(0.0, seen(ears[name], heads[name]) - returned))
    for display in displays:
        display.kill()
    for left in (*opened.values(), *heads.values()):
        left.close()
    return found


def seen(ear: Connection, source: PublicReader) -> float:
    """When a display had taken in the newest change that there is."""
    newest = source.head()
    while True:
        number, moment = ear.recv()
        if number >= newest:
            return float(moment)


def enter(settings: Settings, unit: str, area: str, seconds: float, mouth: Connection) -> None:
    """A desk: one score after the other."""
    with closing(Store(settings.paths)) as store:
        workplace, count = Workplace(store, settings, "main", "2030Q1"), 0
        version = workplace.sheet().cell((unit, area)).version
        mouth.send(0)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            version = workplace.enter((unit, area), Held(str(50 + count % 40), version, ""))
            count += 1
        mouth.send(count)


def insert(settings: Settings, unit: str, area: str, seconds: float, mouth: Connection) -> None:
    """The same rows by SQLAlchemy alone: a score and a row of a journal in a transaction, none waiting for another."""
    assert isinstance(settings.paths.main, ServerSide)
    engine, count = engine_of(settings.paths.main), 0
    with engine.connect():
        pass
    mouth.send(0)
    until = time.monotonic() + seconds
    score = sqlalchemy.text(
        "INSERT INTO bare_score (unit, area, value, version, entered_by, entered_at) VALUES (:u, :a, :v, :n, 'x', :t)"
        " ON CONFLICT (unit, area) DO UPDATE SET value = excluded.value, version = excluded.version"
    )
    deed = sqlalchemy.text(
        "INSERT INTO bare_journal (at, who, action, subject, hash) VALUES (:t, 'x', 'enter', :s, :h)"
    )
    while time.monotonic() < until:
        moment = datetime.now(UTC)
        with engine.begin() as connection:
            connection.execute(score, {"u": unit, "a": area, "v": count, "n": count, "t": moment})
            connection.execute(deed, {"t": moment, "s": f"{unit}/{area}", "h": "0" * 64})
        count += 1
    mouth.send(count)


def all_at_once(what: Callable[..., None], settings: Settings, shape: Shape, desks: int, seconds: float) -> int:
    """How many rows as many processes have put down."""
    ears = []
    for number in range(desks):
        ear, mouth = PROCESSES.Pipe(duplex=False)
        unit, area = shape.units[number % len(shape.units)], shape.area_ids[number % len(shape.area_ids)]
        PROCESSES.Process(target=what, args=(settings, unit, area, seconds, mouth), daemon=True).start()
        ears.append(ear)
    for ear in ears:
        ear.recv()
    return sum(ear.recv() for ear in ears)


def told(seconds: list[float]) -> str:
    """Middle, 99 of 100, and the worst."""
    ordered = sorted(seconds)
    worst = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return (
        f"p50 {1000 * statistics.median(ordered):.1f} ms, p99 {1000 * worst:.1f} ms, most {1000 * ordered[-1]:.1f} ms"
    )


def measure(server: PrivateServer, place: Path, confirms: int, desks: int, seconds: float) -> None:
    """Measure all of it on a server and its standby."""
    shape = Shape(counties=COUNTIES, areas=AREAS, publication="live")
    here = live_contest(place, shape, 0)
    with closing(server.connect()) as owner:  # a standby is sent at once what has been committed, as in earnest
        owner.execute("ALTER SYSTEM SET synchronous_commit = on")
        owner.execute("SELECT pg_reload_conf()")
    side = server.empty()
    there = replace(here, database=side.url)
    rows = copy_database(here.paths, there.paths).rows
    with server.copied(standby=True) as standby:
        far = standby.side(server.name_of(side))
        places = {
            "files": (here, here.paths.public),
            "primary": (there, there.paths.public),
            "standby": (there, far),
        }
        if confirms:
            for name, found in latencies(places, shape, confirms).items():
                print(f"commit to display, {name}: {told(found)}", flush=True)
        if desks:
            with closing(server.connect(server.name_of(side))) as owner:
                owner.execute(
                    "CREATE TABLE main.bare_score (unit text, area text, value bigint, version bigint,"
                    " entered_by text, entered_at timestamptz, PRIMARY KEY (unit, area))"
                )
                owner.execute(
                    "CREATE TABLE main.bare_journal (sequence bigserial PRIMARY KEY, at timestamptz, who text,"
                    " action text, subject text, hash text)"
                )
            entered = inserted = 0
            for _ in range(SLICES):
                entered += all_at_once(enter, there, shape, desks, seconds / SLICES)
                inserted += all_at_once(insert, there, shape, desks, seconds / SLICES)
            print(
                f"{desks} desks for {seconds:.0f} s: {entered / seconds:.0f} a second; bare inserts "
                f"{inserted / seconds:.0f}: {entered / max(1, inserted):.2f} of them",
                flush=True,
            )
    began = time.process_time(), time.monotonic()
    copy_database(there.paths, database_paths(str(place / "copy.db")))
    taken = time.process_time() - began[0], time.monotonic() - began[1]
    print(f"a backup of {rows} rows: {rows / taken[1]:.0f} rows a second, {rows / taken[0]:.0f} of this processor's")


def main() -> None:
    """Print the figures."""
    numbers = [*map(float, sys.argv[1:]), *(CONFIRMS, DESKS, SECONDS)[len(sys.argv) - 1 :]]
    with private_server() as server, tempfile.TemporaryDirectory() as folder:
        measure(server, Path(folder), int(numbers[0]), int(numbers[1]), numbers[2])


if __name__ == "__main__":
    main()
