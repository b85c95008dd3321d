"""The villages of `country` on a PostgreSQL server: one live score, and what viewers ask of 690,000 rows.

    python -m tests.bench.country_on_server [PART]

One contest of 690,000 villages and 9 areas, 6.2 million confirmed scores, which SQL puts into the tables of a contest
that the program has made with two villages; PART divides the number. In a small one the places are compared with those
that the program would have made. The server is the tests' own, in memory, with a gigabyte of buffers: what is measured
is the program, SQL and the way between them, not a disk.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg

from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.loading import load
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.exchange.folder import read_folder
from scoreboard.publications.publishing import publish_live
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.contests import contest_boards
from scoreboard.store.public.places import OVERALL_SCALE
from scoreboard.store.public.reckoning import expected_places
from scoreboard.store.public.rows import place_row
from tests.bench.country import (
    AREAS,
    AT,
    CHIEF,
    DEEDS,
    LEVELS,
    NOW,
    PERIOD,
    QUESTIONS,
    SERIES,
    WITHOUT,
    deeds,
    questions,
    say,
    write_folder,
)
from tests.private_server import PrivateServer, private_server

Owner = psycopg.Connection[tuple[object, ...]]
SMALL = 5_000
"""Up to so many villages are compared with what the program makes of them."""
LIKE, LIKE_NAME = "v000002", "村2"
"""The village that the others are like."""


def make_villages(server: PrivateServer, folder: Path, villages: int) -> Settings:
    """The contest; the settings are the chief's."""
    settings = Settings(server.empty().url, "en", NOW, CHIEF)
    store = Store(settings.paths, create=True)
    with acting(store, replace(settings, acting=None), "load", zone="Asia/Shanghai", with_clock=True) as writing:
        load(writing, read_folder(write_folder(folder), cue_formats()))
        add_person(writing, CHIEF, "admin")
    with acting(store, settings, "confirm") as writing:
        publish_live(writing, contest_of(writing.session, SERIES, PERIOD), AREAS)
    store.close()
    name = settings.paths.main.url.partition("@/")[2].partition("?")[0]  # type: ignore[union-attr]
    with closing(server.connect(name)) as owner:
        for setting in ("search_path = main, public_facts", "session_replication_role = replica", "work_mem = '256MB'"):
            owner.execute(f"SET {setting}".encode())
        for statement in (*units(villages), *scores(owner)):
            owner.execute(statement.encode())
        owner.execute("VACUUM ANALYZE")
    if villages <= SMALL:
        check_places(settings)
    return settings


def units(villages: int) -> Iterator[str]:
    """The villages, their names, the words that they answer to, where they take part, and that all of it is public."""
    own, numbers = "'v' || lpad(n::text, 6, '0')", f"generate_series(3, {villages}) n"
    name = "'村' || n"
    yield (
        "INSERT INTO unit (id, position, kind, kind_en, parent_id, pool, guest)"
        f" SELECT {own}, 100 + n, kind, kind_en, parent_id, pool, guest FROM unit, {numbers} WHERE id = '{LIKE}'"
    )
    yield (
        "INSERT INTO unit_name (unit_id, position, name, short_name, name_en, short_name_en, aliases)"
        f" SELECT {own}, 0, {name}, {name}, '', '', '[]' FROM {numbers}"
    )
    yield f"INSERT INTO series_unit (series_id, unit_id) SELECT '{SERIES}', {own} FROM {numbers}"
    for key in (own, name):
        yield f"INSERT INTO unit_key (key, unit_id) SELECT {key}, {own} FROM {numbers}"
    last = "(SELECT MAX(change) FROM public_unit)"
    yield (
        "INSERT INTO public_unit (number, id, change)"
        f" SELECT (SELECT MAX(number) FROM public_unit) + n - 2, {own}, {last} FROM {numbers}"
    )
    yield (
        f"INSERT INTO public_fact (kind, key, change, value) SELECT kind, {own}, change,"
        f" replace(replace(value, '{LIKE}', {own}), '{LIKE_NAME}', {name}) FROM public_fact, {numbers}"
        f" WHERE kind = 'unit' AND key = '{LIKE}'"
    )
    yield (
        "INSERT INTO public_member (series, unit, pool, position, first, last, taking_part, change)"
        " SELECT m.series, u.number, m.pool, m.position + u.number, m.first, m.last, m.taking_part, m.change"
        " FROM public_member m, public_unit u WHERE m.unit = (SELECT number FROM public_unit"
        f" WHERE id = '{LIKE}') AND u.id LIKE 'v%' AND u.id > '{LIKE}'"
    )
    yield f"UPDATE public_roll SET units = units + {villages - 2} WHERE series = '{SERIES}' AND units > 0"


def scores(owner: Owner) -> Iterator[str]:
    """A confirmed score in nearly every cell, public with one change, and what follows from them."""
    key = f"ranking/{SERIES}/{PERIOD}"
    found = owner.execute("SELECT key, number FROM public_board WHERE key LIKE %s", [f"{key}%"]).fetchall()
    boards = {str(name).removeprefix(key).removeprefix("/"): int(str(number)) for name, number in found}
    overall = boards.pop("")
    row = owner.execute("SELECT MAX(number) + 1 FROM public_change").fetchone()
    change = row and row[0]
    yield f"INSERT INTO public_change (number, at, reason) VALUES ({change}, '{AT}', '')"
    standing = (
        "INSERT INTO public_standing (board, unit, pool, state, flags, value, position, mark, scored, excused, change)"
    )
    again = (
        " ON CONFLICT (board, unit) DO UPDATE SET value = excluded.value, scored = excluded.scored,"
        " change = excluded.change"
    )
    for at, area in enumerate(AREAS):
        board = boards[area]
        lacks = "" if at else f" AND m.unit % {WITHOUT} <> 0"
        members = (
            f"FROM public_member m JOIN public_unit u ON u.number = m.unit WHERE m.series = '{SERIES}'"
            f" AND NOT EXISTS (SELECT 1 FROM public_score s WHERE s.board = {board} AND s.unit = m.unit){lacks}"
        )
        yield (
            "INSERT INTO score (series_id, period_id, area_id, unit_id, judge, value, state, version, entered_by,"
            " entered_at, entered_bound, confirmed_by, confirmed_at)"
            f" SELECT '{SERIES}', '{PERIOD}', '{area}', u.id, '', 500000 + floor(random() * 4000)::bigint * 100,"
            f" 'confirmed', 1, '{CHIEF}', '{AT}', false, '{CHIEF}', '{AT}' {members} ORDER BY u.id"
        )
        yield (
            "INSERT INTO public_score (board, unit, change, mark, value)"
            f" SELECT {board}, u.number, {change}, 'score', s.value FROM score s JOIN public_unit u ON u.id = s.unit_id"
            f" WHERE s.series_id = '{SERIES}' AND s.period_id = '{PERIOD}' AND s.area_id = '{area}'"
            f" AND NOT EXISTS (SELECT 1 FROM public_score p WHERE p.board = {board} AND p.unit = u.number)"
            " ORDER BY u.number"
        )
        yield (
            f"{standing} SELECT s.board, s.unit, '', 0, 0, s.value, m.position, s.mark, 0, 0, s.change"
            f" FROM public_score s JOIN public_member m ON m.series = '{SERIES}' AND m.unit = s.unit"
            f" WHERE s.board = {board} AND s.change = {change} ORDER BY s.unit"
        )
    listed = ", ".join(map(str, boards.values()))
    yield (
        f"{standing} SELECT {overall}, s.unit, '', 0, 0, SUM(s.value) * 10000, m.position, '', COUNT(*), 0, {change}"
        f" FROM public_score s JOIN public_member m ON m.series = '{SERIES}' AND m.unit = s.unit"
        f" WHERE s.board IN ({listed}) AND s.change = {change} GROUP BY s.unit, m.position{again}"
    )
    for board, scale in ((overall, OVERALL_SCALE), *((board, 10_000) for board in boards.values())):
        yield f"DELETE FROM public_level WHERE board = {board}"
        yield (
            "INSERT INTO public_level (board, pool, flags, level, units, change)"
            f" SELECT board, '', 0, value * 10 / {scale}, COUNT(*), {change} FROM public_standing"
            f" WHERE board = {board} GROUP BY board, value * 10 / {scale}"
        )
        yield (
            f"UPDATE public_board SET revision = revision + 1, change = {change}, placed = {change}"
            f" WHERE number = {board}"
        )
        yield (
            "INSERT INTO public_touch (board, revision, change) SELECT number, revision, change FROM public_board"
            f" WHERE number = {board}"
        )
    yield f"UPDATE public_reckoning SET change = {change}"


def check_places(settings: Settings) -> None:
    """That the villages' places are what the program makes of the public scores."""
    with closing(Store(settings.paths)) as store, store.read() as session:
        facts = facts_of(session)
        boards = contest_boards(facts, SERIES, PERIOD)
        assert boards is not None
        expected = sorted(tuple(place_row(place, 0).values())[:-1] for place in expected_places(facts, boards))
        stored = facts.ask(
            "SELECT board, unit, pool, state, flags, value, position, mark, scored, excused FROM public_standing"
            " WHERE board IN :boards ORDER BY board, unit",
            boards=boards.numbers,
        )
        if [tuple(row) for row in stored] != expected:
            raise SystemExit("SQL made other places than the program")


def main() -> None:
    """Print the figures."""
    villages = max(100, LEVELS[SERIES] // int(sys.argv[1] if len(sys.argv) > 1 else "1"))
    with private_server(shared_buffers="1GB") as server, tempfile.TemporaryDirectory() as place:
        began = time.monotonic()
        settings = make_villages(server, Path(place) / "folder", villages)
        print(f"{villages} villages, made in {time.monotonic() - began:.0f} s", flush=True)
        ours = deeds(settings, DEEDS)
        say("enter", ours["enter"])
        say("confirm", ours["confirm"])
        both = [sum(pair) for pair in zip(ours["enter"], ours["confirm"], strict=True)]
        say("entered and confirmed, with its boards", both, goal=f"goal 15: {statistics.median(both) < 15}")
        for name, times in questions(settings, QUESTIONS).items():
            say(name, times, goal="goal 20" if "page" in name else "")


if __name__ == "__main__":
    main()
