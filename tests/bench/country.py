"""One live score in a country's contest, and what viewers ask of it, beside a sorted set of Redis.

    python -m tests.bench.country [FOLDER] [PART]

2,800 counties, 40,000 townships and 690,000 villages, each level a live contest of 9 areas in 4 quarters: 26 million
confirmed scores, which SQL puts into the tables; for the counties it is checked that they are what the program itself
would have made of them. It takes 15 GB and some minutes, so it is kept in FOLDER for the next run. PART divides the
numbers of units.

A Redis of the same machine (Debian's ``redis-server``) keeps 690,000 members in a sorted set, its log flushed to the
disk with every command. It keeps one ranking, no history and no journal; what it takes is the least that one can hope
for.
"""

import contextlib
import random
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.confirming import confirm
from scoreboard.desk.entering import enter
from scoreboard.desk.loading import load
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.exchange.folder import read_folder
from scoreboard.publications.publishing import publish_live, publish_units
from scoreboard.publications.reader import PublicReader, Window
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.contests import contest_boards
from scoreboard.store.public.file import rebuild
from scoreboard.store.public.places import OVERALL_SCALE
from scoreboard.store.public.reckoning import expected_places
from scoreboard.store.public.rows import place_row

LEVELS = {"county": 2_800, "township": 40_000, "village": 690_000}
"""How many units each level has."""
NAMES = {"county": "县", "township": "镇", "village": "村"}
ABOVE = {"county": None, "township": "county", "village": "township"}
AREAS = tuple(f"a{number}" for number in range(1, 10))
QUARTERS = ("2030Q1", "2030Q2", "2030Q3", "2030Q4")
ENDS = ("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")
NOW = "2030-11-01T09:00:00+08:00"
AT = "2030-05-01T00:00:00.000000+00:00"
CHIEF = "chief"
SERIES, PERIOD = "village", "2030Q4"
"""The contest that is measured."""
DEEDS, QUESTIONS = 300, 300
TOP = 20
"""Rows of a page."""
WITHOUT = 997
"""Every so many-th unit has no score in the first area of the contest that is measured."""


def write_folder(place: Path) -> Path:
    """The contests of the three levels, with two units each, all of whose scores are confirmed."""
    place.mkdir(parents=True)
    periods = "".join(
        f'[[period]]\nid = "{quarter}"\nname = "{quarter[-1]}季度"\nstart = 2030-{first}\nend = 2030-{last}\n\n'
        for quarter, (first, last) in zip(QUARTERS, ENDS, strict=True)
    )
    areas = "".join(
        f'[[series.area]]\nid = "{area}"\nname = "工作{area[1:]}"\nflag = "工作{area[1:]}先锋旗"\n' for area in AREAS
    )
    series = "".join(
        f'[[series]]\nid = "{level}"\nname = "{NAMES[level]}级"\nhost = "nation"\npools = ["{level}"]\n'
        f'publication = "live"\nconfirm = "self"\ntie = "joint"\n\n{areas}\n'
        for level in LEVELS
    )
    (place / "competition.toml").write_text(
        f'[competition]\nid = "nation-2030"\nname = "全国竞赛"\nhost = "nation"\n\n{periods}{series}', encoding="utf-8"
    )
    units = "".join(
        f"{level[0]}{number:06},{NAMES[level]}{number},{level},nation,{level}\n"
        for level in LEVELS
        for number in (1, 2)
    )
    (place / "units.csv").write_text(f"id,name,kind,parent,pool\nnation,全国,nation,,\n{units}", encoding="utf-8")
    scores = "".join(
        f"{level},{quarter},{area},{level[0]}{number:06},{90 + number},confirmed\n"
        for level in LEVELS
        for quarter in QUARTERS
        for area in AREAS
        for number in (1, 2)
    )
    (place / "scores.csv").write_text(f"series,period,area,unit,score,state\n{scores}", encoding="utf-8")
    return place


def make_country(place: Path, part: int) -> Settings:
    """The whole contest; the settings are the chief's."""
    settings = Settings(str(place / "contest.db"), "en", NOW, CHIEF)
    store = Store(settings.paths, create=True)
    with acting(store, replace(settings, acting=None), "load", zone="Asia/Shanghai", with_clock=True) as writing:
        load(writing, read_folder(write_folder(place / "folder"), cue_formats()))
        add_person(writing, CHIEF, "admin")
    for quarter in QUARTERS:
        for level in LEVELS:
            with acting(store, settings, "confirm") as writing:
                publish_live(writing, contest_of(writing.session, level, quarter), AREAS)
    with contextlib.closing(sqlite3.connect(settings.paths.main, isolation_level=None)) as connection:
        add_units(connection, part)
    with acting(store, settings, "confirm") as writing:
        publish_units(writing, None)
    store.close()
    with contextlib.closing(sqlite3.connect(settings.paths.main, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=-2000000")
        add_scores(connection)
    rebuild(settings.paths.main, settings.paths.public)
    check_counties(settings)
    return settings


def add_units(connection: sqlite3.Connection, part: int) -> None:
    """The units, their names, the words that they answer to, and where they take part."""
    connection.execute("BEGIN")
    position = 10
    for level, whole in LEVELS.items():
        many = max(10, whole // part)
        above = ABOVE[level]
        parent = "'nation'" if above is None else f"printf('{above[0]}%06d', 1 + n % {max(10, LEVELS[above] // part)})"
        numbers = f"WITH RECURSIVE c(n) AS (SELECT 3 UNION ALL SELECT n + 1 FROM c WHERE n < {many})"
        unit, name = f"printf('{level[0]}%06d', n)", f"'{NAMES[level]}' || n"
        for statement in (
            f"INSERT INTO unit (id, position, kind, parent_id, pool) {numbers}"
            f" SELECT {unit}, {position} + n, '{level}', {parent}, '{level}' FROM c",
            f"INSERT INTO unit_name (unit_id, position, name, short_name, name_en, aliases) {numbers}"
            f" SELECT {unit}, 0, {name}, {name}, '', '[]' FROM c",
            f"INSERT INTO series_unit (series_id, unit_id) {numbers} SELECT '{level}', {unit} FROM c",
            f"INSERT INTO unit_key (key, unit_id) {numbers} SELECT {unit}, {unit} FROM c",
            f"INSERT INTO unit_key (key, unit_id) {numbers} SELECT {name}, {unit} FROM c",
        ):
            connection.execute(statement)
        position += many
    connection.execute("COMMIT")


def add_scores(connection: sqlite3.Connection) -> None:
    """A confirmed score in nearly every cell, public with one change, and what follows from them."""
    tables = ("score", "public_score", "public_standing", "public_level")
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        f" AND tbl_name IN ({', '.join('?' * len(tables))})",
        tables,
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("BEGIN")
    (change,) = connection.execute("SELECT MAX(number) + 1 FROM public_change").fetchone()
    connection.execute("INSERT INTO public_change (number, at, reason) VALUES (?, ?, '')", (change, AT))
    for level, quarter in ((level, quarter) for level in LEVELS for quarter in QUARTERS):
        boards = dict(
            connection.execute(
                "SELECT key, number FROM public_board WHERE key = :key OR key GLOB :key || '/*'",
                {"key": f"ranking/{level}/{quarter}"},
            )
        )
        overall = boards.pop(f"ranking/{level}/{quarter}")
        for at, area in enumerate(AREAS):
            board = boards[f"ranking/{level}/{quarter}/{area}"]
            lacks = f" AND m.unit % {WITHOUT}" if (level, quarter, at) == (SERIES, PERIOD, 0) else ""
            members = (
                f"FROM public_member m JOIN public_unit u ON u.number = m.unit WHERE m.series = '{level}'"
                f" AND NOT EXISTS (SELECT 1 FROM public_score s WHERE s.board = {board} AND s.unit = m.unit){lacks}"
            )
            connection.execute(
                "INSERT INTO score (series_id, period_id, area_id, unit_id, judge, value, state, version, entered_by,"
                " entered_at, entered_bound, confirmed_by, confirmed_at)"
                f" SELECT '{level}', '{quarter}', '{area}', u.id, '', 500000 + abs(random() % 4000) * 100, 'confirmed',"
                f" 1, '{CHIEF}', '{AT}', 0, '{CHIEF}', '{AT}' {members} ORDER BY u.id"
            )
            connection.execute(
                "INSERT INTO public_score (board, unit, change, mark, value)"
                f" SELECT {board}, u.number, {change}, 'score', s.value FROM score s"
                " JOIN public_unit u ON u.id = s.unit_id"
                f" WHERE s.series_id = '{level}' AND s.period_id = '{quarter}' AND s.area_id = '{area}'"
                f" AND NOT EXISTS (SELECT 1 FROM public_score p WHERE p.board = {board} AND p.unit = u.number)"
                " ORDER BY u.number"
            )
            connection.execute(
                "INSERT OR REPLACE INTO public_standing"
                " (board, unit, pool, state, flags, value, position, mark, scored, excused, change)"
                " SELECT s.board, s.unit, '', 0, 0, s.value, m.position, s.mark, 0, 0, s.change"
                f" FROM public_score s JOIN public_member m ON m.series = '{level}' AND m.unit = s.unit"
                f" WHERE s.board = {board} ORDER BY s.unit"
            )
        connection.execute(
            "INSERT OR REPLACE INTO public_standing"
            " (board, unit, pool, state, flags, value, position, mark, scored, excused, change)"
            f" SELECT {overall}, s.unit, '', 0, 0, SUM(s.value) * 10000, m.position, '', COUNT(*), 0, {change}"
            f" FROM public_score s JOIN public_member m ON m.series = '{level}' AND m.unit = s.unit"
            f" WHERE s.board IN ({', '.join(map(str, boards.values()))}) GROUP BY s.unit"
        )
        for board, scale in ((overall, OVERALL_SCALE), *((board, 10_000) for board in boards.values())):
            connection.execute("DELETE FROM public_level WHERE board = ?", (board,))
            connection.execute(
                "INSERT INTO public_level (board, pool, flags, level, units, change)"
                f" SELECT board, '', 0, value * 10 / {scale}, COUNT(*), {change} FROM public_standing"
                f" WHERE board = {board} GROUP BY value * 10 / {scale}"
            )
            connection.execute(
                f"UPDATE public_board SET revision = revision + 1, change = {change}, placed = {change}"
                f" WHERE number = {board}"
            )
            connection.execute(
                "INSERT INTO public_touch (board, revision, change) SELECT number, revision, change FROM public_board"
                f" WHERE number = {board}"
            )
    connection.execute("UPDATE public_reckoning SET change = ?", (change,))
    for _, made in indexes:
        connection.execute(made)
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode=WAL")


def check_counties(settings: Settings) -> None:
    """That the counties' places are what the program makes of the public scores."""
    store = Store(settings.paths)
    with store.read() as session:
        facts = facts_of(session)
        for quarter in QUARTERS:
            boards = contest_boards(facts, "county", quarter)
            assert boards is not None
            expected = sorted(tuple(place_row(place, 0).values())[:-1] for place in expected_places(facts, boards))
            stored = facts.ask(
                "SELECT board, unit, pool, state, flags, value, position, mark, scored, excused FROM public_standing"
                " WHERE board IN :boards ORDER BY board, unit",
                boards=boards.numbers,
            )
            if [tuple(row) for row in stored] != expected:
                raise SystemExit(f"the generator made other places of {quarter} than the program")
    store.close()


def the_country(place: Path, part: int) -> Settings:
    """The contest that is kept in a folder, made where there is none yet."""
    settings = Settings(str(place / "contest.db"), "en", NOW, CHIEF)
    if not (place / "made").exists():
        for path in (*place.glob("contest*"), *place.glob("folder")):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        place.mkdir(parents=True, exist_ok=True)
        began = time.monotonic()
        make_country(place, part)
        (place / "made").touch()
        print(f"made in {time.monotonic() - began:.0f} s", flush=True)
    sizes = [path.stat().st_size / 1024**3 for path in (settings.paths.main, settings.paths.public)]
    print(f"the main file has {sizes[0]:.1f} GiB, the public one {sizes[1]:.1f} GiB", flush=True)
    return settings


def timed(deed: Callable[[], object]) -> float:
    """Milliseconds that something takes."""
    began = time.monotonic()
    deed()
    return (time.monotonic() - began) * 1000


def say(name: str, times: Sequence[float], beside: Sequence[float] | None = None, goal: str = "") -> None:
    """A line of medians and 99th percentiles, beside those of Redis."""
    ordered = sorted(times)
    line = f"{name:<42} median {statistics.median(ordered):7.2f} ms   p99 {ordered[len(ordered) * 99 // 100]:7.2f} ms"
    if beside is not None:
        line += f"   {statistics.median(ordered) / statistics.median(beside):6.2f} x Redis's median"
    print(f"{line}   {goal}".rstrip(), flush=True)


def deeds(settings: Settings, count: int) -> dict[str, list[float]]:
    """Scores of units that have none yet, entered and confirmed one by one, each with its boards and both files."""
    chance, store = random.Random(2030), Store(settings.paths)
    with store.read() as session:
        facts = facts_of(session)
        found = facts.ask(
            "SELECT u.id FROM public_member m JOIN public_unit u ON u.number = m.unit"
            " JOIN public_board b ON b.key = :key"
            f" WHERE m.series = :series AND m.unit % {WITHOUT} = 0"
            " AND NOT EXISTS (SELECT 1 FROM public_score s WHERE s.board = b.number AND s.unit = m.unit)",
            series=SERIES,
            key=f"ranking/{SERIES}/{PERIOD}/{AREAS[0]}",
        )
    units = chance.sample([row[0] for row in found], min(count, len(found)))
    entering, confirming = [], []
    for unit in units:
        began = time.monotonic()
        with acting(store, settings, "enter") as writing:
            contest = contest_of(writing.session, SERIES, PERIOD)
            score = f"{chance.randrange(5000, 9000) / 100}"
            enter(writing, contest, AREAS[0], find_unit(writing.session, f"村{int(unit[1:])}"), score)
        entered = time.monotonic()
        with acting(store, settings, "confirm") as writing:
            confirm(writing, contest_of(writing.session, SERIES, PERIOD), area=AREAS[0], unit=unit)
        entering.append((entered - began) * 1000)
        confirming.append((time.monotonic() - entered) * 1000)
        time.sleep(0.02)
    store.close()
    return {"enter": entering, "confirm": confirming}


def questions(settings: Settings, count: int) -> dict[str, list[float]]:
    """What viewers ask, at random, of the village's overall table and of an area's ranking."""
    chance, found = random.Random(2031), dict[str, list[float]]()
    opening = []
    for _ in range(20):
        began = time.monotonic()
        PublicReader(settings.paths.public).close()
        opening.append((time.monotonic() - began) * 1000)
    found["opening"] = opening
    reader = PublicReader(settings.paths.public)
    units = [unit for unit in reader.unit_ids(10**6) if unit.startswith("v")]
    for name, key in (("overall", f"ranking/{SERIES}/{PERIOD}"), ("area", f"ranking/{SERIES}/{PERIOD}/{AREAS[0]}")):
        whole = reader.board(key, window=Window(limit=1))
        assert whole is not None
        first, anywhere, around, rank = [], [], [], []
        for _ in range(count):
            unit, offset = chance.choice(units), chance.randrange(whole.total - TOP)
            first.append(timed(partial(reader.board, key, window=Window(limit=TOP))))
            anywhere.append(timed(partial(reader.board, key, window=Window(offset, TOP))))
            rank.append(timed(partial(reader.rows_of, key, [unit])))
            around.append(timed(partial(page_around, reader, key, unit)))
        found |= {
            f"{name}: first page": first,
            f"{name}: any page": anywhere,
            f"{name}: page around a unit": around,
            f"{name}: a unit's row with its rank": rank,
        }
    reader.close()
    return found


def page_around(reader: PublicReader, key: str, unit: str) -> None:
    """The page on which a unit stands."""
    place = reader.place_in(key, unit)
    assert place is not None
    reader.board(key, window=Window(max(0, place - TOP // 2), TOP))


@contextlib.contextmanager
def redis_server(place: Path) -> Iterator["Redis[str]"]:
    """A Redis that flushes its log with every command, killed at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--port", str(port), "--dir", str(place), "--appendonly", "yes", "--appendfsync", "always", "--save", ""]
    with subprocess.Popen(["redis-server", *words], stdout=subprocess.DEVNULL) as server:
        try:
            client = Redis(port=port, decode_responses=True)
            for _ in range(100):
                with contextlib.suppress(RedisError):
                    if client.ping():
                        break
                time.sleep(0.1)
            yield client
        finally:
            server.kill()


def redis_times(count: int) -> dict[str, list[float]]:
    """Update, rank and top page of a sorted set of as many members as there are villages."""
    chance, members = random.Random(2032), LEVELS["village"]
    with tempfile.TemporaryDirectory() as place, redis_server(Path(place)) as client:
        for begin in range(0, members, 10_000):
            some = range(begin, min(members, begin + 10_000))
            client.zadd("board", {f"v{number:06}": chance.randrange(450_000, 810_000) / 100 for number in some})
        update, rank, top = [], [], []
        for _ in range(count):
            unit, score = f"v{chance.randrange(members):06}", chance.randrange(450_000, 810_000) / 100
            update.append(timed(partial(client.zadd, "board", {unit: score})))
            rank.append(timed(partial(client.zrevrank, "board", unit)))
            top.append(timed(partial(client.zrevrange, "board", 0, TOP - 1, withscores=True)))
            time.sleep(0.02)
    return {"update": update, "rank": rank, "top": top}


def main() -> None:
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    part = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as own:
        settings = the_country(place or Path(own), part)
        beside = redis_times(QUESTIONS)
        for name, times in beside.items():
            say(f"Redis: {name}", times)
        ours = deeds(settings, DEEDS)
        say("enter", ours["enter"], beside["update"])
        say("confirm", ours["confirm"], beside["update"], "goal 10 / 60")
        both = [sum(pair) for pair in zip(ours["enter"], ours["confirm"], strict=True)]
        say("entered and confirmed, with its boards", both, beside["update"], "goal 10 / 60")
        for name, times in questions(settings, QUESTIONS).items():
            other = "top" if "page" in name else "rank"
            say(name, times, None if name == "opening" else beside[other], "goal 20")


if __name__ == "__main__":
    main()
