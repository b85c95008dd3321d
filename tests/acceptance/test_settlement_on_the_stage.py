"""Settling at the year's end on the stage: a step for each unit that has settled, from what is public alone."""

from contextlib import closing
from typing import Any

import pytest

from scoreboard.publications.reader import PublicReader
from tests.acceptance.ceremonies import play, steps
from tests.acceptance.competition import PERIODS, Competition, Row, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

PLEDGES: list[Row] = [
    {"unit": unit, "person": "李明", "text": text, "comparator": comparator, "target": target, "due": "2031-11-30"}
    for unit, text, comparator, target in (
        ("t2", "开工 140 个", ">=", "140"),
        ("t1", "积案不超过 20 件", "<=", "20"),
        ("t3", "每月接访", "", ""),
        ("t2", "修好两条路", "", ""),
    )
]
GOALS: list[Row] = [{"unit": "t2", "scope": "city", "title": "绿化争第一", "due": "2031-12-31", "outcome": "met"}]
BY_HAND = """
title = "交账"
title_en = "Settling"
series = "main"
period = "2031Q3"

[[cue]]
kind = "settlement"
units = ["Town t3", "t1", "Town t3"]

[[cue]]
kind = "rectifications"
"""


@pytest.fixture
def year(opened: Opened) -> Program:
    """A year of which all periods are public; two of its three units have settled."""
    cells = [row for period, *_ in PERIODS for row in scores("main", period, {"roads": {"t1": 90, "t2": 80, "t3": 70}})]
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(3),
            scores=cells,
            annual={"honours": {"national": 3}},
            records={"pledges": PLEDGES, "goals": GOALS},
        )
    ).at("2031-12-01T09:00:00+08:00")
    for period, *_ in PERIODS:
        program.ok("close", "main", period)
        play(program, f"main-{period}")
    program.ok("pledge", "settle", "t2-1", "--actual", "150", "--on", "2031-12-01")
    program.ok("pledge", "settle", "t1-1", "--actual", "30", "--on", "2031-12-01")
    program.ok("year", "close")
    return program


def scene(program: Program) -> dict[str, Any]:
    """What stands on the stage now."""
    with closing(PublicReader(program.public)) as reader:
        stage = reader.stage()
    assert stage is not None
    return stage.scene


def test_each_unit_settles_in_a_step_of_its_own(year: Program) -> None:
    sheet = year.ok("ceremony", "plan", "main-year").out
    assert 'units = ["t2", "t1"]' in sheet
    seen = []
    for _ in steps(year, "main-year"):
        shown = scene(year)
        if shown["scene"] == "settlement":
            told = [(row["state"], row["percent"], row["actual"]) for row in shown["pledges"]]
            seen.append((shown["unit"]["unit"], told, [row["state"] for row in shown["goals"]]))
    assert seen == [
        ("t2", [("kept", "107.14", "150"), ("overdue", None, None)], ["met"]),
        ("t1", [("broken", None, "30")], []),
    ]


def test_the_announcer_reads_how_every_units_promises_ended(year: Program) -> None:
    script = year.ok("ceremony", "plan", "main-year", "--script").out
    assert "**Town t2**: 1 pledge kept, 1 pledge overdue, 1 goal met." in script
    assert "**Town t1**: 1 pledge broken." in script
    chinese = year.speaking("zh").ok("ceremony", "plan", "main-year", "--script").out
    assert "承诺兑现 1 项" in chinese


def test_what_is_settled_after_the_sheet_is_fixed_takes_no_step_and_is_told(year: Program) -> None:
    year.ok("cue", "next", "main-year")
    year.ok("pledge", "settle", "t3-1", "--outcome", "kept", "--on", "2031-12-01")
    shown = [scene(year)["unit"]["unit"] for _ in steps(year, "main-year") if scene(year)["scene"] == "settlement"]
    assert shown == ["t2", "t1"]
    assert "| Town t3 | 李明 | 每月接访 | - | - | - | kept | - |" in year.ok("bulletin", "main", "year").out


def test_a_sheet_by_hand_names_its_units(opened: Opened) -> None:
    cells = scores("main", "2031Q3", {"roads": {"t1": 90, "t2": 80, "t3": 70}})
    contest = Competition(
        series=[sealed("roads")],
        units=towns(3),
        scores=cells,
        records={"pledges": PLEDGES},
        ceremonies={"main-2031Q3": BY_HAND},
    )
    program = opened(contest).at("2031-12-01T09:00:00+08:00")
    program.ok("close", "main", "2031Q3")
    shown = [scene(program) for _ in steps(program, "main-2031Q3")]
    assert [one["scene"] for one in shown] == ["settlement", "settlement", "rectifications"]
    assert [one["unit"]["unit"] for one in shown[:2]] == ["t3", "t1"]
    assert [row["state"] for row in shown[1]["pledges"]] == ["overdue"]
