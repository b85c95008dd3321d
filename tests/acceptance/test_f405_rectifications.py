"""Units under a deadline (F405): what is overdue or late follows from the days; private unless the series says so."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Series, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

PLACE = ("--series", "main", "--area", "roads", "--period", "2031Q1")


def row(unit: str, due: str, done_on: str = "", status: str = "", series: str = "main") -> dict[str, str]:
    about = {"unit": unit, "series": series, "area": "roads", "period": "2031Q1", "reason": "路面破损"}
    return {**about, "due": due, "status": status, "done_on": done_on}


def contest(series: Series, *rows: dict[str, str], **changes: Any) -> Competition:
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80, "t3": 70, "t4": 70}, "water": {"t1": 60, "t2": 61}})
    records = {"rectifications": list(rows)} if rows else {}
    return Competition(series=[series], units=towns(4), scores=cells, records=records, **changes)


def public(*areas: str, **settings: object) -> Series:
    return live(*(areas or ("roads", "water")), rectifications="public", **settings)


def listed(program: Program) -> dict[str, dict[str, Any]]:
    found = program.ok("rectification", "list", "--format", "json").json()
    return {one["id"]: one for one in found["rows"]}


def states(program: Program, *options: str) -> dict[str, str]:
    return {one["id"]: one["state"] for one in program.rows("rectifications", *options)}


def everywhere(program: Program) -> bytes:
    program.ok("show", "flags", "--series", "main")
    with closing(sqlite3.connect(program.public)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return program.public.read_bytes()


def test_f405_the_state_follows_from_the_days_whatever_the_status_says(opened: Opened) -> None:
    program = opened(
        contest(
            public(),
            row("t1", "2031-05-01", status="整改中"),
            row("t2", "2031-05-01", "2031-05-01", "已整改"),
            row("t3", "2031-05-01", "2031-05-02"),
            row("t4", "2031-07-01"),
        )
    )
    board = program.show("rectifications")
    assert {one["id"]: one["state"] for one in board["rows"]} == {
        "t1-1": "overdue",
        "t2-1": "done",
        "t3-1": "done-late",
        "t4-1": "open",
    }
    assert board["totals"] == {"all": 4, "open": 1, "overdue": 1, "done": 1, "done-late": 1}
    assert (board["rows"][0]["status"], board["rows"][0]["reason"]) == ("整改中", "路面破损")
    assert states(program.at("2031-07-02T09:00:00+08:00"))["t4-1"] == "overdue"
    assert "1 overdue" in program.ok("show", "rectifications").out
    assert "逾期未改" in program.speaking("zh").ok("show", "rectifications").out


def test_they_are_private_unless_the_series_says_otherwise(opened: Opened) -> None:
    program = opened(contest(live("roads", "water"), row("t1", "2031-05-01", status="桥墩裂缝")))
    before = everywhere(program)
    assert program.show("rectifications")["rows"] == []
    assert program.by(None).ok("rectification", "list", "--format", "json").json()["rows"] == []
    assert "桥墩裂缝".encode() not in before
    assert "桥墩裂缝" in program.ok("show", "rectifications", "--private").out
    assert listed(program)["t1-1"]["state"] == "overdue"
    program.ok("rectification", "add", "--unit", "t2", *PLACE, "--due", "2031-08-01", "--reason", "桥墩裂缝二")
    program.ok("rectification", "settle", "t1-1", "--on", "2031-06-30")
    assert everywhere(program) == before
    assert {code: one["state"] for code, one in listed(program).items()} == {"t1-1": "done-late", "t2-1": "open"}
    told = json.dumps(program.show("unit", "t1"), ensure_ascii=False)
    assert "桥墩裂缝" not in told


def test_the_setting_of_a_folder_makes_them_public_and_private_again(opened: Opened) -> None:
    program = opened(contest(public(), row("t1", "2031-05-01")))
    assert states(program) == {"t1-1": "overdue"}
    told = program.speaking("zh").ok("show", "unit", "t1").out.split("限期整改")[1]
    assert "第一季度" in told, "the period by its name, as on the board of all of them"
    assert "2031Q1" not in told
    folder = contest(live("roads", "water"), row("t1", "2031-05-01")).write(program.database.parent / "folder")
    program.ok("load", folder)
    assert program.show("rectifications")["rows"] == []


def test_by_decision_settled_in_time_or_late_and_taken_back(opened: Opened) -> None:
    program = opened(contest(public()))
    code = program.ok(
        "rectification", "add", "--unit", "青槐乡", *PLACE, "--due", "2031-07-03", "--reason", "路灯"
    ).out.strip()
    assert code == "t1-1"
    assert states(program) == {"t1-1": "open"}
    later = program.at("2031-07-05T09:00:00+08:00")
    assert states(later) == {"t1-1": "overdue"}
    assert "2031-07-06" in later.refuses(2, "rectification", "settle", code, "--on", "2031-07-06").complaint
    assert "late" in later.ok("rectification", "settle", code, "--on", "2031-07-04", "--evidence", "验收单 3 号").out
    (found,) = later.rows("rectifications")
    assert (found["state"], found["done_on"], found["evidence"]) == ("done-late", "2031-07-04", "验收单 3 号")
    later.refuses(1, "rectification", "settle", code, "--on", "2031-07-04")
    later.refuses(2, "rectification", "settle", "t9-9", "--on", "2031-07-04")
    later.ok("rectification", "reopen", code, "--reason", "复查不合格")
    assert states(later) == {"t1-1": "overdue"}
    later.refuses(1, "rectification", "reopen", code, "--reason", "again")
    assert [one["action"] for one in later.journal() if one["action"].startswith("rectification.")] == [
        *("rectification.add", "rectification.settle", "rectification.reopen"),
    ]
    assert later.ok("journal", "--verify").code == 0


def test_what_cannot_be_put_under_a_deadline_is_refused(opened: Opened) -> None:
    program = opened(contest(public()))
    program.refuses(2, "rectification", "add", "--unit", "nobody", *PLACE, "--due", "2031-08-01")
    program.refuses(2, "rectification", "add", "--unit", "t1", *PLACE[:2], "--area", "bridges", *PLACE[4:])
    program.refuses(2, "rectification", "add", "--unit", "t1", *PLACE, "--due", "soon")
    program.refuses(2, "rectification", "add", "--unit", "t1", *PLACE)
    program.ok("rectification", "add", "--unit", "t1", *PLACE, "--due", "2031-08-01")
    program.refuses(1, "rectification", "add", "--unit", "t1", *PLACE, "--due", "2031-08-02")


def test_the_last_places_by_rule(opened: Opened) -> None:
    program = opened(contest(public()))
    program.refuses(1, "rectification", "last", "main", "2031Q1", "--due", "2031-08-01")
    program.ok("close", "main", "2031Q1")
    program.ok("rectification", "last", "main", "2031Q1", "--due", "2031-08-01")
    found = {(one["unit"], one["area"]): one for one in program.rows("rectifications")}
    assert set(found) == {("t3", "roads"), ("t4", "roads"), ("t1", "water")}
    assert found["t3", "roads"]["reason"] == "末位，第 3 名"
    assert found["t3", "roads"]["reason_en"] == "last, No. 3"
    assert "0 rect" in program.ok("rectification", "last", "main", "2031Q1", "--due", "2031-09-01").out
    program.ok("rectification", "last", "main", "2031Q1", "roads", "--places", "3", "--due", "2031-09-01")
    found = {(one["unit"], one["area"]): one["due"] for one in program.rows("rectifications")}
    assert found == {
        ("t3", "roads"): "2031-08-01",
        ("t4", "roads"): "2031-08-01",
        ("t1", "water"): "2031-08-01",
        ("t2", "roads"): "2031-09-01",
    }


def test_a_place_that_is_sealed_is_not_told_by_a_deadline(opened: Opened) -> None:
    program = opened(contest(sealed("roads", "water", rectifications="public")))
    program.ok("close", "main", "2031Q1")
    assert "reveal" in program.refuses(1, "rectification", "last", "main", "2031Q1", "--due", "2031-08-01").complaint
    play(program, "main-2031Q1")
    program.ok("rectification", "last", "main", "2031Q1", "--due", "2031-08-01")
    assert len(program.rows("rectifications")) == 3


@pytest.mark.parametrize(
    ("role", "add", "settle"),
    [("operator", 1, 0), ("reviewer", 1, 1), ("director", 1, 1), ("auditor", 1, 1), ("viewer", 1, 1), ("admin", 0, 0)],
)
def test_who_may(opened: Opened, role: str, add: int, settle: int) -> None:
    program = opened(contest(public(), row("t1", "2031-05-01")))
    program.ok("user", "add", "somebody", "--role", role)
    by = program.by("somebody")
    assert by("rectification", "settle", "t1-1", "--on", "2031-06-30").code == settle
    assert by("rectification", "add", "--unit", "t2", *PLACE, "--due", "2031-08-01").code == add
    assert by("rectification", "reopen", "t1-1", "--reason", "复查").code in (add, 1)
    assert by("rectification", "list").code == (1 if role == "viewer" else 0)
    assert by("show", "rectifications", "--private").code == (1 if role == "viewer" else 0)


def test_people_of_a_series_work_with_their_own(opened: Opened) -> None:
    other = replace(public("roads"), id="other", host="t1", pools=("village",))
    village = {"id": "v1", "name": "柳庄", "name_en": "Liuzhuang", "kind": "village", "parent": "t1", "pool": "village"}
    given = contest(public(), row("t1", "2031-05-01"), row("v1", "2031-05-01", series="other"))
    program = opened(replace(given, series=[*given.series, other], units=[*given.units, village]))
    program.ok("user", "add", "clerk", "--role", "operator", "--series", "other")
    by = program.by("clerk")
    assert list(listed(by)) == ["v1-1"]
    assert by("rectification", "settle", "t1-1", "--on", "2031-06-30").code == 1
    by.ok("rectification", "settle", "v1-1", "--on", "2031-06-30")


def test_the_bulletin_has_them_where_they_are_public(opened: Opened) -> None:
    program = opened(contest(public()))
    program.ok("close", "main", "2031Q1")
    first = program.ok("bulletin", "main", "2031Q1").out
    assert "put right" not in first
    program.ok("rectification", "last", "main", "2031Q1", "water", "--due", "2031-08-01", "--reason", "年度安排")
    second = program.speaking("zh").ok("bulletin", "main", "2031Q1").out
    assert "限期整改" in second
    assert "| 青槐乡 | water工作 | 年度安排 | 2031-08-01 |" in second
    assert program.ok("bulletin", "main", "2031Q1", "--revision", "1").out == first
    program.ok("rectification", "last", "main", "2031Q1", "roads", "--due", "2031-08-01")
    assert "Revised because: units were told what to put right" in program.ok("bulletin", "main", "2031Q1").out
    assert "修订事由：列入限期整改" in program.speaking("zh").ok("bulletin", "main", "2031Q1").out


def test_a_bulletin_keeps_silent_of_what_is_private(opened: Opened) -> None:
    program = opened(contest(live("roads", "water")))
    program.ok("close", "main", "2031Q1")
    first = program.ok("bulletin", "main", "2031Q1").out
    program.ok("rectification", "last", "main", "2031Q1", "--due", "2031-08-01")
    assert program.ok("bulletin", "main", "2031Q1").out == first


def test_a_unit_that_has_ended_since_is_not_put_under_a_deadline(opened: Opened) -> None:
    program = opened(contest(public())).at("2031-07-01T09:00:00+08:00")
    program.ok("close", "main", "2031Q1")
    for unit in ("t3", "t4"):
        program.ok("decide", "abolition", unit, "--on", "2031-06-01", "--reason", "合并")
    program.ok("rectification", "last", "main", "2031Q1", "roads", "--due", "2031-08-01")
    assert [row["unit"] for row in program.rows("rectifications")] == ["t2"]
