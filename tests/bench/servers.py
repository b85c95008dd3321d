"""A contest on a PostgreSQL server beside one in files, and many desks beside bare inserts, in one run.

    python -m tests.bench.servers [CONFIRMS] [DESKS] [SECONDS]

Commit to display: how long after a confirm has returned another process has taken the change in, as a hall does before
it draws: from files, from a primary and from its standby, in turn, so that a busy machine is as busy for all three.
Desks: processes that each enter one score after the other for so long, in turn with as many that write the same rows by
SQLAlchemy alone: a score and a row of the journal in a transaction each, into tables with the same columns and indexes.
They check nothing and ask nothing, and come in two kinds. Those in a chain do what a journal of this kind wants of
anybody: they take the turn, read the last row's hash, and write a row that has it. The bare ones wait for nobody and
write no hash of another row, which is less than a desk may do; the goal, 0.7 of them, is held against these. Then how
many rows a second a backup copies and compares.
"""

import asyncio
import hashlib
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import uuid4

import psycopg
import sqlalchemy

from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import DatabaseSide, ServerSide, Settings, database_paths
from scoreboard.store.contest import contest_of
from scoreboard.store.copying import copy_database
from scoreboard.store.engine import Store
from screens import change_feed
from screens.desk.unsaved_scores import Held
from screens.desk.workplace import Workplace
from screens.held_boards import HeldBoards
from tests.bench.latency import PERIOD, live_contest
from tests.contests import Shape
from tests.private_server import PrivateServer, private_server
from tests.processes import PROCESSES

COUNTIES, AREAS = 60, 9
ENTERED = "2030Q1"
"""The period of the desks, in which nothing is confirmed."""
CONFIRMS, DESKS, SECONDS = 200, 20, 60.0
BARE = (
    "CREATE TABLE main.bare_score (LIKE main.score INCLUDING ALL)",
    "CREATE TABLE main.bare_journal (LIKE main.journal INCLUDING ALL)",
    "CREATE SEQUENCE main.bare_sequence OWNED BY main.bare_journal.sequence",
    "ALTER TABLE main.bare_journal ALTER sequence SET DEFAULT nextval('main.bare_sequence')",
    "CREATE TABLE main.bare_chain (LIKE main.journal INCLUDING ALL)",
    "INSERT INTO main.bare_chain SELECT * FROM main.journal ORDER BY sequence LIMIT 1",
    "CREATE TABLE main.bare_turn (taken boolean NOT NULL)",
    "INSERT INTO main.bare_turn VALUES (true)",
)
BARE_TURN = sqlalchemy.text("SELECT taken FROM main.bare_turn FOR UPDATE")
BARE_LAST = sqlalchemy.text("SELECT sequence, hash FROM main.bare_chain ORDER BY sequence DESC LIMIT 1")
BARE_SCORE = sqlalchemy.text(
    "INSERT INTO main.bare_score (series_id, period_id, area_id, unit_id, judge, value, state, version, entered_by,"
    f" entered_at, entered_bound) VALUES ('main', '{ENTERED}', :a, :u, '', :v, 'draft', :n, 'chief', :t, false)"
    " ON CONFLICT (series_id, period_id, area_id, unit_id, judge) DO UPDATE SET value = excluded.value,"
    " version = excluded.version, entered_at = excluded.entered_at"
)
_COLUMNS = "at, machine_at, who, proof, action, subject, before, after, request, previous_hash, hash"
_VALUES = ":t, :t, 'chief', 'unproved', 'enter', :s, :b, :w, :r, :p, :h"
BARE_DEED = sqlalchemy.text(f"INSERT INTO main.bare_journal ({_COLUMNS}) VALUES ({_VALUES})")
BARE_IN_CHAIN = sqlalchemy.text(f"INSERT INTO main.bare_chain (sequence, {_COLUMNS}) VALUES (:i, {_VALUES})")
BEFORE = '{{"score": "50", "version": {}, "state": "draft"}}'
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


def enter(settings: Settings, cells: Sequence[tuple[str, str]], told: Connection) -> None:
    """A desk: one score after the other, in turn into all of its cells, for as many seconds as it is told."""
    with closing(Store(settings.paths)) as store:
        workplace, count = Workplace(store, settings, "main", ENTERED), 0
        sheet = workplace.sheet()
        versions = {cell: sheet.cell(cell).version for cell in cells}
        told.send(0)
        while seconds := told.recv():
            before, until = count, time.monotonic() + seconds
            while time.monotonic() < until:
                cell = cells[count % len(cells)]
                versions[cell] = workplace.enter(cell, Held(str(50 + count % 40), versions[cell], ""))
                count += 1
            told.send(count - before)


def insert(settings: Settings, cells: Sequence[tuple[str, str]], told: Connection, *, chained: bool) -> None:
    """The same rows by SQLAlchemy alone, with nothing asked: a score and a row of a journal in a transaction.

    In a chain each takes the turn, reads the last row's number and hash, and makes its own of them.
    """
    assert isinstance(settings.paths.main, ServerSide)
    engine, count = sqlalchemy.create_engine(settings.paths.main.url), 0
    with engine.connect():
        pass
    told.send(0)
    while seconds := told.recv():
        before, until = count, time.monotonic() + seconds
        while time.monotonic() < until:
            unit, area = cells[count % len(cells)]
            insert_one(engine, unit, area, count, chained=chained)
            count += 1
        told.send(count - before)


def insert_one(engine: sqlalchemy.Engine, unit: str, area: str, count: int, *, chained: bool) -> None:
    """A score and its row of a journal."""
    moment = datetime.now(UTC).isoformat()
    words = {"u": unit, "a": area, "v": 500_000 + count % 40, "n": count + 1, "t": moment, "r": str(uuid4())}
    words |= {"s": f"main/{ENTERED}/{area}/{unit}", "b": BEFORE.format(count), "w": BEFORE.format(count + 1)}
    with engine.begin() as connection:
        if chained:
            connection.execute(BARE_TURN)
            last = connection.execute(BARE_LAST).one()
        connection.execute(BARE_SCORE, words)
        if chained:
            own = hashlib.sha256(f"{last.hash}\n{json.dumps(words)}".encode()).hexdigest()
            connection.execute(BARE_IN_CHAIN, {**words, "i": last.sequence + 1, "p": last.hash, "h": own})
        else:
            connection.execute(BARE_DEED, {**words, "p": "0" * 64, "h": "0" * 64})


def begun(what: Callable[..., None], settings: Settings, shape: Shape, desks: int) -> list[Connection]:
    """As many processes that are ready to write, each into cells of its own."""
    lines, cells = [], [(unit, area) for area in shape.area_ids for unit in shape.units]
    for number in range(desks):
        here, there = PROCESSES.Pipe()
        PROCESSES.Process(target=what, args=(settings, cells[number::desks], there), daemon=True).start()
        lines.append(here)
    for line in lines:
        line.recv()
    return lines


def all_at_once(lines: Sequence[Connection], seconds: float) -> int:
    """How many rows they have put down together."""
    for line in lines:
        line.send(seconds)
    return sum(line.recv() for line in lines)


def beside_bare(server: PrivateServer, there: Settings, shape: Shape, desks: int, seconds: float) -> None:
    """Desks that enter, in turn with bare inserts, and with those that are chained."""
    assert isinstance(there.paths.main, ServerSide)
    name = server.name_of(there.paths.main)
    with closing(server.connect(name)) as owner:
        for statement in BARE:
            owner.execute(statement.encode())
        before = _count(owner, "journal")
    kinds = {"desks": enter, "in a chain": partial(insert, chained=True), "bare": partial(insert, chained=False)}
    ways = {way: begun(what, there, shape, desks) for way, what in kinds.items()}
    done = dict.fromkeys(ways, 0)
    for _ in range(SLICES):
        for way, lines in ways.items():
            done[way] += all_at_once(lines, seconds / SLICES)
    for line in (line for lines in ways.values() for line in lines):
        line.send(0)
    with closing(server.connect(name)) as owner:
        assert _count(owner, "journal") - before == done["desks"], "each that was acknowledged is there once"
    rates = {way: count / seconds for way, count in done.items()}
    print(
        f"{desks} desks for {seconds:.0f} s: {rates['desks']:.0f} a second; bare inserts {rates['bare']:.0f}:"
        f" {rates['desks'] / rates['bare']:.2f} of them; in a chain {rates['in a chain']:.0f}:"
        f" {rates['desks'] / rates['in a chain']:.2f}",
        flush=True,
    )


def _count(owner: "psycopg.Connection[tuple[object, ...]]", table: str) -> int:
    row = owner.execute(f"SELECT COUNT(*) FROM main.{table}".encode()).fetchone()
    assert row is not None
    return int(str(row[0]))


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
            beside_bare(server, there, shape, desks, seconds)
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
