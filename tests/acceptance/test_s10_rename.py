"""S10: a unit gets another name in mid-year and stays the same unit."""

from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, Row, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

OLD: Row = {
    **{"id": "qinghuai", "name": "青槐县", "short_name": "青槐", "name_en": "Qinghuai County", "kind": "county"},
    **{"parent": "lake", "pool": "town", "aliases": "槐城; 老青槐"},
}
NEW: Row = {
    **{"id": "qinghuai", "name": "青槐区", "short_name": "青槐", "name_en": "Qinghuai District", "kind": "district"},
    **{"valid_from": "2031-05-15"},
}
CELLS = {"roads": {"qinghuai": "90", "t2": "80"}}


def contest(*names: Row, periods: tuple[str, ...] = ("2031Q1", "2031Q2", "2031Q3")) -> Competition:
    return Competition(
        series=[live("roads")],
        units=[*names, *towns(3)[1:]],
        scores=[row for period in periods for row in scores("main", period, CELLS)],
    )


def names(program: Program, period: str) -> tuple[str, str]:
    return (
        program.ranking("--period", period, "--area", "roads")["qinghuai"]["name"],
        program.flags("--period", period)["roads"]["holders"][0]["name"],
    )


def test_s10_rename(opened: Opened) -> None:
    program = opened(contest(OLD, NEW))
    for month, period in (("04", "2031Q1"), ("07", "2031Q2"), ("10", "2031Q3")):
        program.at(f"2031-{month}-08T09:00:00+08:00").ok("close", "main", period)
    assert names(program, "2031Q1") == ("青槐县", "青槐县")
    assert names(program, "2031Q2") == ("青槐区", "青槐区"), "it bore its new name when the period ended"
    row = program.flags("--period", "2031Q3")["roads"]
    assert (units(row["holders"]), row["outcome"], row["defences"]) == (["qinghuai"], "defended", {"qinghuai": 2})
    assert [row["unit"] for row in program.rows("ranking", "--area", "roads")].count("qinghuai") == 1
    chinese = program.speaking("zh")
    assert "青槐县" in chinese.ok("bulletin", "main", "2031Q1").out
    assert "青槐区" not in chinese.ok("bulletin", "main", "2031Q1").out
    assert "青槐区" in chinese.ok("bulletin", "main", "2031Q3").out


def test_s10_rename_that_is_loaded_after_the_first_bulletin(opened: Opened, tmp_path: Path) -> None:
    """The changed folder goes over the old one; what was announced keeps the old name even when it is revised."""
    program = opened(contest(OLD))
    program.at("2031-04-08T09:00:00+08:00").ok("close", "main", "2031Q1")
    before = program.ok("bulletin", "main", "2031Q1").out
    program.at("2031-05-20T09:00:00+08:00").ok("load", contest(OLD, NEW).write(tmp_path / "folder"))
    later = program.at("2031-07-08T09:00:00+08:00")
    later.ok("close", "main", "2031Q2")
    assert program.ok("bulletin", "main", "2031Q1").out == before
    why = ("--reason", "复核", "--approved-by", "王局长")
    later.ok("decide", "correction", "main", "2031Q1", "roads", "t2", "81", *why)
    assert names(program, "2031Q1") == ("青槐县", "青槐县")
    assert names(program, "2031Q2") == ("青槐区", "青槐区")
    row = program.flags("--period", "2031Q2")["roads"]
    assert (units(row["previous"]), row["outcome"], row["defences"]) == (["qinghuai"], "defended", {"qinghuai": 1})


@pytest.mark.parametrize(
    "called",
    [
        *("qinghuai", "青槐", "青槐县", "青槐区", "槐城", "老青槐", "Qinghuai County", "qinghuai district"),
        *("　青槐 县", "青 槐", "ＱＩＮＧＨＵＡＩ　District", " qinghuai "),
    ],
)
def test_s10_every_name_of_any_time_finds_the_unit(opened: Opened, called: str) -> None:
    program = opened(contest(OLD, NEW, periods=()))
    program.ok("enter", "main", "2031Q3", "roads", called, "77")
    assert [row["subject"] for row in program.journal() if row["action"] == "enter"] == ["main/2031Q3/roads/qinghuai"]


@pytest.mark.parametrize("called", ["青槐", "青槐县", "青槐区", "qinghuai", "老青槐", "青　槐"])
def test_s10_every_name_loads(opened: Opened, called: str) -> None:
    row = {"series": "main", "period": "2031Q1", "area": "roads", "unit": called, "score": 66, "state": "confirmed"}
    program = opened(Competition(units=[OLD, NEW, *towns(2)[1:]], scores=[row]))
    assert program.ranking("--area", "roads")["qinghuai"]["score"] == "66.00"


def test_s10_a_name_of_two_units_is_refused(opened: Opened) -> None:
    other = {**towns(2)[1], "aliases": "槐城"}
    program = opened(Competition(units=[OLD, NEW, other]))
    complaint = program.refuses(2, "enter", "main", "2031Q3", "roads", "槐城", "77").complaint
    assert "qinghuai" in complaint
    assert "t2" in complaint
    program.ok("enter", "main", "2031Q3", "roads", "t2", "77")
    program.refuses(2, "enter", "main", "2031Q3", "roads", "无此县", "77")


@pytest.mark.parametrize(
    ("now", "name"), [("2031-05-14T15:59:59Z", "青槐县"), ("2031-05-14T16:00:00Z", "青槐区"), ("2031-05-15", "青槐区")]
)
def test_s10_the_day_is_the_competitions(opened: Opened, now: str, name: str) -> None:
    """The new name begins at midnight in the competition's zone, whatever the offset of the clock that is asked."""
    program = opened(contest(OLD, NEW, periods=())).at(now)
    program.ok("enter", "main", "2031Q2", "roads", "qinghuai", "77")
    program.ok("confirm", "main", "2031Q2")
    assert program.ranking("--period", "2031Q2", "--area", "roads")["qinghuai"]["name"] == name


def test_s10_a_running_period_and_the_units_own_page_call_it_as_on_the_day_asked_for(
    program: Program, tmp_path: Path
) -> None:
    """The new name comes into force by its day: nobody has to do anything for it."""
    program = program.at("2031-04-08T09:00:00+08:00")
    program.ok("load", contest(OLD, NEW).write(tmp_path / "folder"), "--with-clock")
    program.ok("close", "main", "2031Q1")
    for day, name in (("2031-05-14", "青槐县"), ("2031-05-15", "青槐区"), ("2031-06-30", "青槐区")):
        later = program.at(f"{day}T09:00:00+08:00")
        assert later.ranking("--period", "2031Q2", "--area", "roads")["qinghuai"]["name"] == name
        assert later.show("unit", "qinghuai")["name"] == name
        assert names(later, "2031Q1") == ("青槐县", "青槐县"), "a closed period keeps its own"
    asked = program.at("2031-06-30T09:00:00+08:00")
    then = asked.ranking("--period", "2031Q2", "--area", "roads", "--as-of", "2031-05-14")
    assert then["qinghuai"]["name"] == "青槐县"
    assert asked.show("unit", "qinghuai", "--as-of", "2031-05-14")["name"] == "青槐县"
