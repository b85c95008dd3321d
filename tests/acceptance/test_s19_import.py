"""S19: a sheet is taken in as a whole or not at all, after a look at it; its places are never trusted."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.desk.importing.workbooks import by_openpyxl

Q1 = "2031Q1"
HEAD = ["序号", "单位", "roads工作", "water工作", "合计", "名次"]
SHEET = [
    ["2031年第一季度得分表"],
    ["制表：考核办"],
    HEAD,
    [1, "青　槐 乡", "８８．５", 90, 178.5, 1],
    [2, "白鹭镇", 57.699999999999996, None, 57.7, 2],
    [3, "石桥乡", "缺考", 80, 80, 1],
]
BAD = [*SHEET, [4, "白鹭", 1, 2, 3, 3], [5, "无此镇", 3, 4, 7, 4], [None, "合计", 146.2, 170]]


@pytest.fixture
def lake(opened: Opened) -> Program:
    units = [{**unit, "aliases": "白鹭" if unit["id"] == "t2" else ""} for unit in towns(3)]
    return opened(Competition(series=[live("roads", "water")], units=units))


def saved(program: Program) -> dict[tuple[str, str], tuple[Any, Any, Any]]:
    """The scores in the tables, with their versions and states."""
    board = program.show("ranking", "--area", "roads", "--private")
    other = program.show("ranking", "--area", "water", "--private")
    return {
        (area, row["unit"]): (row["score_exact"], row["state"], row["version"])
        for area, found in (("roads", board), ("water", other))
        for row in found["rows"]
        if row.get("version")
    }


def test_s19_import(lake: Program, tmp_path: Path) -> None:
    path = tmp_path / "一季度.xlsx"
    path.write_bytes(by_openpyxl(BAD, name="得分", merge=("A1:F1",)))
    checked = lake("import", path, "main", Q1, "--check", "--format", "json")
    assert checked.code == 1
    told = checked.json()
    assert (told["file"], told["sheet"], told["header_row"]) == ("一季度.xlsx", "得分", 3)
    assert [(one["column"], one["role"], one["area"]) for one in told["columns"]] == [
        ("A", "ignored", None),
        ("B", "unit", None),
        ("C", "area", "roads"),
        ("D", "area", "water"),
        ("E", "total", None),
        ("F", "rank", None),
    ]
    assert [(one["row"], one["state"]) for one in told["rows"]] == [(7, "duplicate"), (8, "unknown"), (9, "total")]
    assert [(one["row"], one["column"]) for one in told["problems"]] == [(7, None), (8, None)]
    assert told["problems"][0]["message"].startswith("Town "), "by its name, whatever the sheet calls it"
    assert told["counts"] == {"new": 5, "changed": 0, "same": 0, "blank": 1, "skipped": 1, "problems": 2}
    assert {(one["row"], one["typed"], one["computed"]) for one in told["ranks"]} == {(5, "2", 3), (6, "1", 2)}
    for refused in (("import", path, "main", Q1), ("import", path, "main", Q1, "--check")):
        lake.refuses(1, *refused)
    assert saved(lake) == {}

    path.write_bytes(content := by_openpyxl(SHEET, name="得分", merge=("A1:F1",)))
    assert lake("import", path, "main", Q1, "--check").code == 0
    assert saved(lake) == {}
    assert "saved as drafts: 5" in lake.ok("import", path, "main", Q1).out
    assert saved(lake) == {
        ("roads", "t1"): ("88.50", "draft", 1),
        ("water", "t1"): ("90.00", "draft", 1),
        ("roads", "t2"): ("57.70", "draft", 1),
        ("roads", "t3"): (None, "draft", 1),
        ("water", "t3"): ("80.00", "draft", 1),
    }
    (row,) = [row for row in lake.journal() if row["action"] == "import"]
    assert row["after"]["sha256"] == hashlib.sha256(content).hexdigest()
    assert (row["who"], row["after"]["file"], row["after"]["sheet"]) == ("root", "一季度.xlsx", "得分")
    assert row["after"]["cells"]["roads/t2"] == [1, "57.7", "draft", "C5"]
    lake.ok("journal", "--verify")
    again = lake.ok("import", path, "main", Q1, "--format", "json").json()
    assert again["counts"] == {"new": 0, "changed": 0, "same": 5, "blank": 1, "skipped": 0, "problems": 0}
    assert len([row for row in lake.journal() if row["action"] == "import"]) == 1, "nothing has changed"


def test_s19_a_changed_sheet_counts_versions_up_and_a_confirmed_score_stands_in_the_way(
    lake: Program, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("单位,roads工作\n青槐乡,88\n", encoding="utf-8")
    lake.ok("import", path, "main", Q1)
    path.write_text("单位,roads工作\n青槐乡,89\n白鹭镇,70\n", encoding="utf-8")
    told = lake.ok("import", path, "main", Q1, "--format", "json").json()
    assert [(one["unit"], one["old"], one["new"], one["state"]) for one in told["cells"]] == [
        ("t1", "88", "89", "changed"),
        ("t2", None, "70", "new"),
    ]
    assert saved(lake)["roads", "t1"] == ("89.00", "draft", 2)
    lake.ok("confirm", "main", Q1, "--unit", "t1")
    lake.ok("import", path, "main", Q1)  # the same: nothing is to be done
    path.write_text("单位,roads工作\n青槐乡,90\n", encoding="utf-8")
    assert lake("import", path, "main", Q1, "--format", "json").json()["rows"][0]["state"] == "closed"
    lake.refuses(1, "import", path, "main", Q1)
    lake.ok("journal", "--verify")


def test_s19_who_may_import_and_when(lake: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("单位,roads工作\n青槐乡,88\n", encoding="utf-8")
    for name, role in (("op", "operator"), ("rev", "reviewer"), ("dir", "director"), ("aud", "auditor")):
        lake.ok("user", "add", name, "--role", role)
    for name in ("rev", "dir", "aud", "nobody"):
        for check in ((), ("--check",)):
            lake.by(name).refuses(1, "import", path, "main", Q1, *check)
    lake.by("op").ok("import", path, "main", Q1)
    lake.refuses(2, "import", tmp_path / "missing.csv", "main", Q1)
    lake.refuses(2, "import", path, "other", Q1)
    lake.refuses(2, "import", path, "main", Q1, "--map", "roads")
    lake.ok("confirm", "main", Q1)
    lake.ok("close", "main", Q1)
    for check in ((), ("--check",)):
        lake.refuses(1, "import", path, "main", Q1, *check)


def test_s19_places_are_those_of_the_contest_and_its_pools(opened: Opened, tmp_path: Path) -> None:
    units = [*towns(2), *towns(2, prefix="o", start=2, pool="office")]
    contest = sealed("roads", "water", ranking="by-pool", order="total")
    series = type(contest)(contest.id, contest.areas, ("town", "office"), settings=contest.settings)
    given = scores("main", Q1, {"water": {"t1": 10, "t2": 20, "o1": 30, "o2": 10}}, state="draft")
    program = opened(Competition(series=[series], units=units, scores=given))
    path = tmp_path / "a.csv"
    rows = ("t1,90,1,1", "t2,85,2,2", "o1,60,1,2", "o2,70,2,1")
    path.write_text("\n".join(["unit,Roads,Roads rank,place", *rows]), encoding="utf-8")
    told = program.ok("import", path, "main", Q1, "--check", "--format", "json").json()
    assert [(one["unit"], one["area"], one["typed"], one["computed"]) for one in told["ranks"]] == [
        ("o1", "roads", "1", 2),
        ("o2", "roads", "2", 1),
        ("t1", None, "1", 2),
        ("t2", None, "2", 1),
        ("o1", None, "2", 1),
        ("o2", None, "1", 2),
    ]


def test_a_heading_of_two_lines_is_told_in_one(lake: Program, tmp_path: Path) -> None:
    path = tmp_path / "一季度.xlsx"
    path.write_bytes(by_openpyxl([["单位", "roads\n工作"], ["青槐乡", 88.5]]))
    lines = lake.ok("import", path, "main", Q1, "--check").out.splitlines()
    assert [line.split("→")[0].split() for line in lines[1:3]] == [["A", "单位"], ["B", "roads", "工作"]]
