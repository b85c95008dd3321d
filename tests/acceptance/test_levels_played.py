"""A contest with all seven kinds of level, each by its own host, areas, pools, periods, rules and people; stars common.

Everything is done by commands, by people who are bound to their own level.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Row, Series, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1 = "2031Q1"
QUARTER = (Q1, "第一季度", "2031-01-01", "2031-03-31")
MONTHS = (("2031M1", "一月", "2031-01-01", "2031-01-31"), ("2031M2", "二月", "2031-02-01", "2031-02-28"))
WEEKS = (("2031W1", "第一周", "2031-01-06", "2031-01-12"), ("2031W2", "第二周", "2031-01-13", "2031-01-19"))
HALF = (("2031H1", "上半年", "2031-01-01", "2031-06-30"),)
NOW = "2031-07-05T09:00:00+08:00"
VOTES = ("--members", "10,10,10,9", "--masses", "10,10,10,8")


@dataclass(frozen=True)
class Level:
    """One level as it is played: what is entered in its first period, and who must hold what then."""

    series: Series
    period: str
    scores: Mapping[str, Mapping[str, object]]
    holders: Mapping[str, list[str]]
    """By area, with the pool behind it where pools are ranked apart; by no name the flag of the overall table."""
    judged: bool = False
    first: str = ""
    """Who is first in the overall table."""
    people: tuple[str, ...] = field(default=("operator", "reviewer", "director"))


def level(name: str, host: str, areas: tuple[str, ...], pools: tuple[str, ...], period: str, **more: Any) -> Level:
    settings: dict[str, object] = {"confirm": "self", **more.pop("settings", {})}
    overrides = more.pop("overrides", {})
    return Level(Series(name, areas, pools, host, settings, overrides=overrides), period, **more)


LEVELS = (
    level(
        "city", "lake", ("roads", "water"), ("county",), Q1,
        scores={"roads": {"c1": 91.5, "c2": 90}, "water": {"c1": 70, "c2": 88.25}},
        holders={"roads": ["c1"], "water": ["c2"]}, first="c2",
    ),
    level(
        "county", "c1", ("roads", "harvest"), ("township",), Q1,
        settings={"tie": "joint", "decimals": 1, "publication": "live"},
        scores={"roads": {"x1": 80, "x2": 80, "x3": 70}, "harvest": {"x1": 10, "x2": 20, "x3": 60}},
        holders={"roads": ["x1", "x2"], "harvest": ["x3"]}, first="x3",
    ),
    level(
        "township", "x1", ("roads", "taxes"), ("village",), Q1,
        settings={"minimum": 60, "no_winner": "vacant"},
        scores={"roads": {"v1": 90, "v2": 80}, "taxes": {"v1": 59.99, "v2": 40}},
        holders={"roads": ["v1"], "taxes": []}, first="v1",
    ),
    level(
        "village", "v1", ("order",), ("group",), "2031H1",
        settings={"publication": "live", "periods": ["2031H1"], "maximum": 10, "decimals": 0},
        scores={"order": {"g1": 7, "g2": 9}}, holders={"order": ["g2"]}, first="g2",
    ),
    level(
        "enterprise", "e1", ("output", "safety"), ("workshop", "office-staff"), "2031M1",
        settings={
            "publication": "live", "ranking": "by-pool", "order": "total", "overall_flag": "生产标兵旗",
            "periods": ["2031M1", "2031M2"],
        },
        scores={"output": {"s1": 50, "s2": 60, "o1": 99}, "safety": {"s1": 45, "s2": 30, "o1": 1}},
        holders={
            "output/workshop": ["s2"], "safety/workshop": ["s1"], "output/office-staff": ["o1"],
            "safety/office-staff": ["o1"], "/workshop": ["s1"], "/office-staff": ["o1"],
        },
        first="s1",
    ),
    level(
        "office", "d1", ("service",), ("section",), Q1,
        settings={"publication": "live", "judges": "trimmed-mean"}, judged=True,
        scores={"service": {"n1": (97, 97, 91, 80, 60.5), "n2": (90, 90, 89, 88, 88)}},
        holders={"service": ["n1"]}, first="n1",
    ),
    level(
        "community", "k1", ("clean", "help"), ("grid",), "2031W1",
        settings={"publication": "live", "order": "total", "overall_flag": "周冠军", "periods": ["2031W1", "2031W2"]},
        scores={"clean": {"b1": 20, "b2": 70}, "help": {"b1": 75, "b2": 24}},
        holders={"clean": ["b2"], "help": ["b1"], "": ["b1"]}, first="b1",
    ),
)  # fmt: skip
POOLS = {
    "c": ("county", "lake"), "x": ("township", "c1"), "v": ("village", "x1"), "g": ("group", "v1"),
    "s": ("workshop", "e1"), "o": ("office-staff", "e1"), "n": ("section", "d1"), "b": ("grid", "k1"),
}  # fmt: skip
HOSTS = (("e1", "湖区水泥厂", "lake"), ("d1", "湖区水务局", "lake"), ("k1", "湖滨社区", "c2"))


def contest() -> Competition:
    rows: list[Row] = [{"id": host, "name": name, "parent": parent} for host, name, parent in HOSTS]
    for start, (letter, (pool, parent)) in enumerate(POOLS.items()):
        rows += towns(3 if letter == "x" else 2, pool=pool, prefix=letter, start=3 * start, parent=parent)
    return Competition(
        series=[level.series for level in LEVELS],
        units=rows,
        periods=(QUARTER, *HALF, *MONTHS, *WEEKS),
        stars=[{"id": "service", "name": "服务群众星"}, {"id": "honest", "name": "遵纪守法星", "places": 2}],
    )


@pytest.fixture
def program(opened: Opened) -> Program:
    """People of each level, and nobody else but root."""
    program = opened(contest()).at(NOW)
    for level in LEVELS:
        for role in level.people:
            program.ok("user", "add", f"{level.series.id}-{role}", "--role", role, "--series", level.series.id)
    return program


def entries(level: Level) -> Iterator[tuple[object, ...]]:
    for area, cells in level.scores.items():
        for unit, given in cells.items():
            place = ("enter", level.series.id, level.period, area, unit)
            if isinstance(given, tuple):
                yield from ((*place, mark, "--judge", f"评委{number}") for number, mark in enumerate(given, 1))
            else:
                yield (*place, given)


def play_level(program: Program, level: Level) -> None:
    """Enter, confirm, close and show a level's first period, and elect its star."""
    name = level.series.id
    operator, reviewer = program.by(f"{name}-operator"), program.by(f"{name}-reviewer")
    for words in entries(level):
        operator.ok(*words)
    reviewer.ok("confirm", name, level.period)
    unit = level.first
    operator.ok("star", "nominate", name, level.period, "service", unit, f"{unit}的人")
    operator.ok("star", "count", name, level.period, "service", unit, f"{unit}的人", *VOTES)
    operator.ok("star", "notice", name, level.period, "--from", "2031-06-02")
    reviewer.ok("star", "elect", name, level.period)
    reviewer.ok("close", name, level.period)
    if "publication" not in level.series.settings:
        play(program.by(f"{name}-director"), f"{name}-{level.period}")


def shown(program: Program, level: Level) -> dict[str, list[str]]:
    rows = program.rows("flags", "--series", level.series.id, "--period", level.period)
    return {(row["area"] or "") + (f"/{row['pool']}" if row["pool"] else ""): units(row["holders"]) for row in rows}


@pytest.mark.parametrize("level", LEVELS, ids=[level.series.id for level in LEVELS])
def test_each_level_plays_by_its_own_rules(program: Program, level: Level) -> None:
    play_level(program, level)
    name, period = level.series.id, level.period
    assert shown(program, level) == dict(level.holders)
    table = program.rows("ranking", "--series", name, "--period", period)
    assert level.first in [row["unit"] for row in table if row["rank"] == 1]
    given = {unit for cells in level.scores.values() for unit in cells}
    assert {row["unit"] for row in table} >= given
    (star,) = program.rows("stars", "--series", name, "--period", period)
    assert (star["star"], star["unit"], star["status"]) == ("service", level.first, "confirmed")
    assert program.ok("bulletin", name, period).out


def test_all_of_them_side_by_side(program: Program) -> None:
    """Nothing of one is in another: tables, stars, the year, what people see."""
    for level in LEVELS:
        play_level(program, level)
    for level in LEVELS:
        assert shown(program, level) == dict(level.holders)
        held = [unit for flag, holders in level.holders.items() if flag.partition("/")[0] for unit in holders]
        counts = {row["unit"]: row["flags"] for row in rows_of(program, level)}
        assert {unit: count for unit, count in counts.items() if count} == {unit: held.count(unit) for unit in held}
    annual = program.show("annual")
    assert (annual["series"], [period["id"] for period in annual["periods"]]) == ("city", [Q1])
    assert {row["unit"]: row["flags_total"] for row in annual["rows"]} == {"c1": 1, "c2": 1}
    assert program.ok("journal", "--verify").code == 0
    for level in LEVELS:
        director = program.by(f"{level.series.id}-director")
        own = {level.series.id, *BELOW.get(level.series.id, ())}
        for other in LEVELS:
            words = ("show", "flags", "--private", "--series", other.series.id, "--period", other.period)
            assert director(*words).code == (0 if other.series.id in own else 1), (level.series.id, other.series.id)


BELOW = {
    "city": ("county", "township", "village", "enterprise", "office", "community"),
    "county": ("township", "village"),
    "township": ("village",),
}
"""k1 is below c2, so that the community is none of county c1's."""


def rows_of(program: Program, level: Level) -> list[dict[str, Any]]:
    return program.rows("ranking", "--series", level.series.id, "--period", level.period)


def test_a_trim_a_mean_and_a_late_judge_at_the_office(program: Program) -> None:
    """S18 with other numbers: 97, 97, 91, 80, 60.5 are 89.33."""
    office = next(level for level in LEVELS if level.judged)
    play_level(program, office)
    scores = {row["unit"]: row["score"] for row in program.rows("ranking", "--series", "office", "--area", "service")}
    assert scores == {"n1": "89.33", "n2": "89.00"}
