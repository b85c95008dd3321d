"""Days on which units pledge, what they measure themselves by, and study visits."""

from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, Date, Row, live, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

DAYS = {"name": "承诺日", "name_en": "Pledge days", "start": Date("2031-01-05"), "end": Date("2031-01-14")}


def pledge(unit: str, made_on: str) -> Row:
    return {"unit": unit, "text": f"修路 {made_on}", "made_on": made_on}


def contest(*campaigns: Row, **records: list[Row]) -> Competition:
    given = {name: rows for name, rows in records.items() if rows}
    return Competition(series=[live()], units=towns(4), campaigns=campaigns, records=given)


def test_a_campaign_tells_who_has_pledged_and_who_has_not(opened: Opened) -> None:
    made = [pledge("t1", "2031-01-05"), pledge("t2", "2031-01-14"), pledge("t3", "2031-01-15"), pledge("t4", "")]
    some = {**DAYS, "name": "再承诺", "end": Date("2031-01-15"), "units": ["t3", "青槐乡"]}
    program = opened(contest(DAYS, some, pledges=made))
    first, second = program.rows("campaigns")
    told = {name: first[name] for name in ("name", "name_en", "start", "end", "units", "pledged")}
    assert told == {
        **{"name": "承诺日", "name_en": "Pledge days", "start": "2031-01-05", "end": "2031-01-14"},
        **{"units": 4, "pledged": 2},
    }
    assert [unit["unit"] for unit in first["missing"]] == ["t3", "t4"]
    assert [unit["unit"] for unit in first["done"]] == ["t1", "t2"]
    assert (second["units"], second["pledged"], second["missing"]) == (2, 2, [])
    program.at("2031-08-01T09:00:00+08:00").ok(
        *("pledge", "add", "--unit", "t4", "--text", "x", "--made-on", "2031-01-10")
    )
    assert [unit["unit"] for unit in program.rows("campaigns")[0]["missing"]] == ["t3"]
    assert program.ok("show", "campaigns", "--format", "csv").out.splitlines() == [
        "name,start,end,units,pledged,missing,done",
        "承诺日,2031-01-05,2031-01-14,4,3,t3,t1;t2;t4",
        "再承诺,2031-01-05,2031-01-15,2,2,,t3;t1",
    ]
    assert "3/4" in program.ok("show", "campaigns").out
    program.ok("journal", "--verify")


def test_benchmarks_show_the_distance(opened: Opened) -> None:
    rows = [
        {
            "unit": "t1",
            "title": "产值",
            "against": "邻区",
            "measure": "亿元",
            "theirs": "12.5",
            "ours": 9,
            "as_of": "",
            "better": "",
        },
        {"unit": "t2", "title": "产值", "against": "邻区", "theirs": "3", "ours": "3.5", "as_of": "2031-06-30"},
        {"unit": "t2", "title": "绿化", "against": "邻区", "theirs": "", "ours": "3.5"},
        {"unit": "t3", "title": "办证", "against": "邻区", "measure": "天", "theirs": 5, "ours": 9, "better": "lower"},
    ]
    program = opened(contest(benchmarks=rows))
    found = [(row["unit"], row["distance"], row["percent"]) for row in program.rows("benchmarks")]
    assert found == [("t1", "3.5", "72"), ("t2", "-0.5", "116.67"), ("t2", None, None), ("t3", "4", None)]
    assert "3.5亿元" in program.ok("show", "benchmarks").out
    header = program.ok("show", "benchmarks", "--format", "csv").out.splitlines()[0]
    assert header == "id,unit,name,title,against,measure,theirs,ours,distance,percent,as_of,better"


def test_visits_are_summed_up(opened: Opened) -> None:
    rows = [
        {
            "title": "第一批",
            "unit": "",
            "destination": "甲县",
            "start": "2031-03-01",
            "end": "2031-03-03",
            "people": 105,
        },
        {"title": "第二批", "unit": "", "destination": "乙县", "people": 110},
        {"title": "第三批", "unit": "t2", "destination": "甲县、丙县", "people": 100},
    ]
    program = opened(contest(visits=rows))
    shown = program.show("visits")
    assert shown["totals"] == {"visits": 3, "people": 315, "destinations": 3}
    assert [(row["unit"], row["people"]) for row in shown["rows"]] == [(None, 105), (None, 110), ("t2", 100)]
    assert "3 visits, 315 people, 3 places" in program.ok("show", "visits").out
    assert program.speaking("zh").ok("show", "visits").out != program.ok("show", "visits").out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (contest({**DAYS, "end": Date("2031-01-01")}), "campaign.end"),
        (contest({**DAYS, "units": ["nowhere"]}), "campaign.units"),
        (contest(DAYS, DAYS), "campaign.name"),
        (
            contest(benchmarks=[{"unit": "nowhere", "title": "x", "against": "y"}]),
            "benchmarks.csv, line 2, column unit",
        ),
        (contest(visits=[{"title": "x", "people": "many"}]), "visits.csv, line 2, column people"),
        (contest(visits=[{"title": "x", "start": "2031-02-02", "end": "2031-02-01"}]), "column end"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(program: Program, tmp_path: Path, given: Competition, told: str) -> None:
    assert told in program.refuses(2, "load", given.write(tmp_path / "folder")).complaint


def test_a_folder_that_changes_them_changes_the_boards(opened: Opened, tmp_path: Path) -> None:
    rows = [{"unit": "t1", "title": "产值", "against": "邻区", "theirs": 12, "ours": 9}]
    program = opened(contest(DAYS, benchmarks=rows, visits=[{"title": "第一批", "people": 3}]))
    program.ok("load", contest(DAYS, benchmarks=[{**rows[0], "ours": 11}]).write(tmp_path / "later"))
    assert [row["distance"] for row in program.rows("benchmarks")] == ["1"]
    assert program.show("visits")["rows"] == []
    assert program.ok("load", tmp_path / "later").out.strip().endswith("is unchanged")
