"""What follows from the public facts, reckoned anew: to fill it where it is missing, and to compare it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from scoreboard.facts import FactKind
from scoreboard.store.public.asking import in_portions
from scoreboard.store.public.asking_main import asking_session, facts_of, write_rows
from scoreboard.store.public.contests import (
    cells_of,
    contest_boards,
    flags_held,
    members_of,
    place_from,
    rolls,
    vetoed_in,
)
from scoreboard.store.public.facts import Facts
from scoreboard.store.public.places import EMPTY, ContestBoards, Member, PublicPlace, places_of
from scoreboard.store.public.rows import left, levels_of, member_row, memberships, place_row, rolls_of

RECKONED = ("public_standing", "public_level", "public_member", "public_roll")
"""The tables that can be reckoned from the facts."""


@dataclass(frozen=True)
class Discrepancy:
    """Something that does not follow from the facts: in which table, and which row."""

    table: str
    what: str


def is_reckoned(session: Session) -> bool:
    """Whether what follows from the facts is level with them."""
    facts = facts_of(session)
    rows = facts.ask("SELECT change FROM public_reckoning")
    return (rows[0][0] if rows else 0) >= facts.head()


def reckon(session: Session) -> None:
    """Write all that follows from the facts anew."""
    facts, connection = facts_of(session), session.connection()
    head = facts.head()
    for table in RECKONED:
        connection.execute(text(f"DELETE FROM {table}"))
    members = expected_members(facts)
    everybody = [*members, *_former_members(facts, members)]
    _insert(session, "public_member", (member_row(series, member, head) for series, member in everybody))
    counts: Counter[tuple[str, str, str]] = Counter()
    for roll in rolls(facts):
        for series, member in members:
            if series == roll.series:
                counts.update(rolls_of(roll, member))
    names = ("series", "period", "pool")
    _insert(
        session,
        "public_roll",
        ({**dict(zip(names, key, strict=True)), "units": units, "change": head} for key, units in counts.items()),
    )
    for contest in contests(facts):
        places = list(expected_places(facts, contest))
        _insert(session, "public_standing", (place_row(place, head) for place in places))
        columns = ("board", "pool", "flags", "level")
        counted = levels_of(places, contest)
        _insert(
            session,
            "public_level",
            (
                {**dict(zip(columns, key, strict=True)), "units": units, "change": head}
                for key, units in counted.items()
            ),
        )
    connection.execute(text("DELETE FROM public_reckoning"))
    _insert(session, "public_reckoning", [{"number": 1, "change": head}])


def _insert(session: Session, table: str, rows: Iterable[dict[str, object]]) -> None:
    for portion in in_portions(rows, 5000):
        columns = list(portion[0])
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f':{name}' for name in columns)})"
        write_rows(session, statement, portion)


def contests(facts: Facts) -> Iterator[ContestBoards]:
    """Every contest that has rankings."""
    for key in facts.documents(FactKind.CONTEST):
        series, _, period = key.partition("/")
        found = contest_boards(facts, series, period)
        if found is not None:
            yield found


def expected_members(facts: Facts) -> list[tuple[str, Member]]:
    """Who takes part in which series, as the facts of units say."""
    documents = facts.documents(FactKind.UNIT)
    numbers = facts.unit_numbers(documents)
    return [
        (series, member)
        for unit, words in documents.items()
        for series, member in memberships(numbers[unit], words).items()
    ]


def _former_members(facts: Facts, members: Iterable[tuple[str, Member]]) -> list[tuple[str, Member]]:
    """Who took part in a series once and no longer does: earlier moments of its rankings have them."""
    told = facts.ask("SELECT key, value FROM public_fact WHERE kind = :kind ORDER BY change", kind=str(FactKind.UNIT))
    numbers, there = facts.unit_numbers(key for key, _ in told), {(series, member.unit) for series, member in members}
    found: dict[tuple[str, int], Member] = {}
    for key, value in told:
        words = None if value is None else json.loads(value)
        found.update(((series, one.unit), left(one)) for series, one in memberships(numbers[key], words).items())
    return [(series, member) for (series, unit), member in found.items() if (series, unit) not in there]


def expected_places(facts: Facts, contest: ContestBoards) -> Iterator[PublicPlace]:
    """The places of a contest as they follow from the facts."""
    cells = {area: cells_of(facts, board.board) for area, board in contest.areas.items()}
    vetoed_ids, flags = vetoed_in(facts, contest.period), flags_held(facts, contest.series, contest.period)
    numbers = facts.unit_numbers([*vetoed_ids, *flags])
    vetoed = {numbers[unit] for unit in vetoed_ids}
    held = {numbers[unit]: count for unit, count in flags.items()} if contest.closed else {}
    scored = (unit for found in cells.values() for unit in found)
    units = dict.fromkeys([*scored, *vetoed, *held, *contest.guests])
    for unit, member in members_of(facts, contest.series, units).items():
        own = {area: found.get(unit, EMPTY) for area, found in cells.items()}
        yield from places_of(contest, member, own, (), vetoed=unit in vetoed, flags=held.get(unit, 0))


def discrepancies(session: Session) -> list[Discrepancy]:
    """Where what follows from the facts is not as the facts say; none in a sound database."""
    facts = Facts(asking_session(session))
    found: list[Discrepancy] = []
    members = {(series, member.unit): member for series, member in expected_members(facts)}
    rows = facts.ask("SELECT series, unit, pool, position, first, last, taking_part FROM public_member")
    stored = {(row[0], row[1]): Member(row[1], row[2], row[3], row[4], row[5], bool(row[6])) for row in rows if row[6]}
    found += [Discrepancy("public_member", f"{key[0]}/{key[1]}") for key in _unlike(members, stored)]
    expected: Counter[tuple[str, str, str]] = Counter()
    for roll in rolls(facts):
        for (series, _unit), member in members.items():
            if series == roll.series:
                expected.update(rolls_of(roll, member))
    counted = {tuple(row[:3]): row[3] for row in facts.ask("SELECT series, period, pool, units FROM public_roll")}
    found += [
        Discrepancy("public_roll", "/".join(key))
        for key in _unlike({key: n for key, n in expected.items() if n}, {key: n for key, n in counted.items() if n})
    ]
    for contest in contests(facts):
        found += _unlike_places(facts, contest)
    return found


def _unlike_places(facts: Facts, contest: ContestBoards) -> list[Discrepancy]:
    rows = facts.ask(
        "SELECT board, unit, pool, state, flags, value, position, mark, scored, excused FROM public_standing"
        " WHERE board IN :boards",
        boards=contest.numbers,
    )
    stored = {(row[0], row[1]): place_from(row) for row in rows}
    expected = {(place.board, place.unit): place for place in expected_places(facts, contest)}
    found = [
        Discrepancy("public_standing", f"{contest.series}/{contest.period} {key[0]}/{key[1]}")
        for key in _unlike(
            {key: place for key, place in expected.items() if not place.says_nothing},
            {key: place for key, place in stored.items() if not place.says_nothing},
        )
    ]
    levels = {key: units for key, units in levels_of(stored.values(), contest).items() if units}
    kept = {
        tuple(row[:4]): row[4]
        for row in facts.ask(
            "SELECT board, pool, flags, level, units FROM public_level WHERE board IN :boards AND units <> 0",
            boards=contest.numbers,
        )
    }
    return found + [Discrepancy("public_level", "/".join(map(str, key))) for key in _unlike(levels, kept)]


def _unlike(expected: dict, stored: dict) -> list:  # type: ignore[type-arg]
    keys = sorted({*expected, *stored}, key=str)
    return [key for key in keys if expected.get(key) != stored.get(key)]
