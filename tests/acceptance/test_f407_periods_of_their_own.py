"""F407: a series may have periods of its own, which belong to nobody else, nor to the year of another."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoreboard.settings import Settings
from scoreboard.store.follow_check import what_does_not_follow
from tests.acceptance.competition import PERIODS, Competition, Series, held, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

WEEKS = (("w27", "第27周", "2031-07-01", "2031-07-06"), ("w28", "第28周", "2031-07-07", "2031-07-13"))
LIVE = {"publication": "live", "confirm": "self"}
BEST = {"roads": {"t1": "90", "t2": "80"}}
WORST = {"roads": {"t1": "60", "t2": "80"}}


def contest(*, weeks: Any = ("w27", "w28"), rows: Any = (), **more: Any) -> Competition:
    teams = {**LIVE, "periods": list(weeks)} if weeks else LIVE
    given = [
        *scores("main", "2031Q1", BEST),
        *scores("teams", "w27", BEST),
        *scores("teams", "w28", WORST),
        *rows,
    ]
    return Competition(
        series=[Series("main", ("roads",), settings=LIVE), Series("teams", ("roads",), settings=teams)],
        units=towns(2),
        periods=(*PERIODS, *WEEKS),
        scores=given,
        **more,
    )


def test_f407_its_weeks_are_no_columns_of_the_years_table(opened: Opened) -> None:
    program = opened(contest())
    program.ok("close", "main", "2031Q1")
    assert [one["id"] for one in program.show("annual")["periods"]] == ["2031Q1", "2031Q2", "2031Q3"]
    assert [one["id"] for one in program.show("range")["periods"]] == ["2031Q1", "2031Q2", "2031Q3"]


def test_f407_custody_goes_from_week_to_week(opened: Opened) -> None:
    program = opened(contest(custody=held("teams", {"roads": "t1"})))
    program.ok("close", "teams", "w27")
    program.ok("close", "teams", "w28")
    for week, holder, outcome in (("w27", "t1", "defended"), ("w28", "t2", "captured")):
        (row,) = program.show("flags", "--series", "teams", "--period", week)["rows"]
        assert (units(row["holders"]), row["outcome"]) == ([holder], outcome)


def test_f407_nobody_else_is_contested_in_them(opened: Opened) -> None:
    program = opened(contest())
    complaint = program.refuses(2, "enter", "main", "w27", "roads", "t1", "90").complaint
    assert "w27" in complaint
    program.refuses(2, "close", "teams", "2031Q1")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"weeks": ("w27", "w99")}, "“w99” is not a period"),
        ({"weeks": ("w27", "w28", "w28")}, "“w28” is there already"),
        ({"weeks": ("w27", "w28", "2031Q1", "2031Q2", "2031Q3")}, "every period belongs to other series"),
        ({"rows": scores("main", "w27", BEST)}, "“w27” is not a period of main; it has 2031Q1"),
        ({"rows": scores("teams", "2031Q1", BEST)}, "“2031Q1” is not a period of teams; it has w27"),
        ({"custody": held("main", {"roads": "t1"}, period="w27")}, "“w27” is not a period of main"),
    ],
)
def test_f407_what_does_not_belong_is_refused_by_file_and_line(tmp_path: Path, changes: Any, said: str) -> None:
    program = Program(tmp_path / "a.db", now="2031-07-01T09:00:00+08:00", acting=None)
    complaint = program.refuses(2, "load", contest(**changes).write(tmp_path / "folder"), "--with-clock")
    assert said in complaint.err


def test_f407_periods_move_to_a_series_of_their_own_while_nothing_is_closed(opened: Opened, tmp_path: Path) -> None:
    program = opened(contest(weeks=()))
    program.ok("enter", "main", "w27", "roads", "t1", "90")
    program.ok("enter", "main", "w27", "roads", "t1", "")
    program.ok("load", contest().write(tmp_path / "own"))
    program.ok("close", "main", "2031Q1")
    assert [one["id"] for one in program.show("annual")["periods"]] == ["2031Q1", "2031Q2", "2031Q3"]
    program.ok("journal", "--verify")
    assert what_does_not_follow(Settings(str(program.database), "en", None, None).paths) == []
    late = contest(weeks=("w27", "w28", "2031Q1"))
    rest = [row for row in late.scores if row["period"] != "2031Q1"]
    program.refuses(1, "load", replace(late, scores=rest).write(tmp_path / "late"))
