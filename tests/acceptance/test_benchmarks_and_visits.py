"""Benchmarks and study visits by commands: added, reported, withdrawn, by those who may; a folder leaves that alone."""

from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, Row, Series, live, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

LOADED = {"unit": "t1", "title": "产值", "against": "邻区", "measure": "亿元", "theirs": "12.5", "ours": "9"}
BATCH = {
    "title": "第一批",
    "unit": "",
    "destination": "甲县",
    "start": "2031-03-01",
    "end": "2031-03-03",
    "people": 105,
}
NEXT_DAY = "2031-07-02T09:00:00+08:00"


def contest(**records: list[Row]) -> Competition:
    below = Series(id="below", areas=("water",), pools=("village",), host="t2", settings={"publication": "live"})
    village = {"id": "v1", "name": "柳村", "kind": "village", "parent": "t2", "pool": "village"}
    return Competition(series=[live(), below], units=[*towns(3), village], records=records)


@pytest.fixture
def program(opened: Opened) -> Program:
    program = opened(contest(benchmarks=[LOADED], visits=[BATCH])).at("2031-07-01T09:00:00+08:00")
    program.ok("user", "add", "ann", "--role", "operator")
    program.ok("user", "add", "rev", "--role", "reviewer")
    program.ok("user", "add", "bo", "--role", "admin", "--series", "below")
    return program


def added(program: Program, *words: str) -> str:
    return program.ok(*words).out.strip()


def test_a_benchmark_is_added_gets_new_figures_and_is_withdrawn(program: Program) -> None:
    better = ("--measure", "天", "--theirs", "5", "--ours", "9", "--as-of", "2031-06-30", "--better", "lower")
    code = added(program, "benchmark", "add", "--unit", "青槐乡", "--title", "办证", "--against", "邻区", *better)
    assert code == "t1-2"
    first, second = program.rows("benchmarks")
    assert (first["id"], first["distance"], first["as_of"]) == ("t1-1", "3.5", None)
    assert (second["id"], second["unit"], second["distance"], second["better"]) == ("t1-2", "t1", "4", "lower")

    operator = program.by("ann")
    operator.ok("benchmark", "report", code, "--ours", "6.5", "--on", "2031-07-01")
    operator.ok("benchmark", "report", "t1-1", "--theirs", "13", "--ours", "１３．５", "--on", "2031-07-01")
    first, second = program.rows("benchmarks")
    assert (second["ours"], second["theirs"], second["distance"], second["as_of"]) == ("6.5", "5", "1.5", "2031-07-01")
    assert (first["distance"], first["percent"]) == ("-0.5", "103.85")

    later = program.at(NEXT_DAY)
    assert "--reason" in later.refuses(2, "benchmark", "withdraw", code, "--reason", " ").complaint
    later.ok("benchmark", "withdraw", code, "--reason", "登记错了")
    assert [row["id"] for row in later.rows("benchmarks")] == ["t1-1"]
    as_it_was = later.rows("benchmarks", "--as-of", "2031-07-01T23:00:00+08:00")
    assert [row["ours"] for row in as_it_was] == ["13.5", "6.5"], "what was public stays on record"
    deeds = [(row["action"], row["subject"]) for row in later.journal() if row["action"].startswith("benchmark.")]
    assert deeds == [
        *[("benchmark.add", "benchmark/t1-2"), ("benchmark.report", "benchmark/t1-2")],
        *[("benchmark.report", "benchmark/t1-1"), ("benchmark.withdraw", "benchmark/t1-2")],
    ]
    assert later.journal()[-1]["reason"] == "登记错了"
    later.ok("journal", "--verify")


def test_a_visit_of_a_unit_or_of_none_is_added_and_withdrawn(program: Program) -> None:
    days = ("--start", "2031-04-01", "--end", "2031-04-03")
    assert (
        added(program, "visit", "add", "--title", "第二批", "--destination", "乙县、丙县", "--people", "110")
        == "visit-2"
    )
    named = ("--id", "spring", "--unit", "t2", "--destination", "甲县", "--people", "100", "--note-en", "Orchards")
    assert added(program, "visit", "add", "--title", "第三批", *named, *days) == "spring"
    assert program.show("visits")["totals"] == {"visits": 3, "people": 315, "destinations": 3}
    assert [row["id"] for row in program.rows("visits")] == ["visit-1", "visit-2", "spring"]
    assert program.rows("visits")[2]["note_en"] == "Orchards"
    listed = program.ok("visit", "list").out
    assert "spring" in listed
    assert "reports" not in program.ok("visit", "list", "--format", "json").out
    program.ok("visit", "withdraw", "visit-1", "--reason", "没有成行")
    assert program.show("visits")["totals"] == {"visits": 2, "people": 210, "destinations": 3}
    assert added(program, "visit", "add", "--title", "第四批") == "visit-3"
    program.ok("journal", "--verify")


def test_a_folder_brings_back_nothing_that_was_withdrawn_and_changes_nothing_that_was_reported(
    program: Program, tmp_path: Path
) -> None:
    program.ok("benchmark", "report", "t1-1", "--ours", "11", "--on", "2031-06-30")
    program.ok("visit", "withdraw", "visit-1", "--reason", "没有成行")
    own = added(program, "visit", "add", "--title", "自己的", "--people", "7")
    same = contest(benchmarks=[LOADED], visits=[BATCH]).write(tmp_path / "same")
    assert program.ok("load", same).out.strip().endswith("is unchanged")
    assert program.rows("benchmarks")[0]["ours"] == "11"
    assert [row["id"] for row in program.rows("visits")] == [own]
    changed = contest(benchmarks=[{**LOADED, "id": "output", "theirs": "14"}], visits=[{**BATCH, "people": 90}])
    program.ok("load", changed.write(tmp_path / "changed"))
    (row,) = program.rows("benchmarks")
    assert (row["id"], row["ours"], row["theirs"]) == ("output", "11", "14")
    assert [row["people"] for row in program.rows("visits")] == [7, 90], "a row that the file changes comes back"
    program.ok("load", contest().write(tmp_path / "none"))
    assert program.rows("benchmarks") == []
    assert [row["id"] for row in program.rows("visits")] == [own]
    program.ok("journal", "--verify")


def test_two_rows_of_a_file_cannot_have_one_id(program: Program, tmp_path: Path) -> None:
    twice = [{**LOADED, "id": "x"}, {**LOADED, "id": "x", "title": "税收"}]
    told = program.refuses(2, "load", contest(benchmarks=twice).write(tmp_path / "twice")).complaint
    assert "benchmarks.csv, line 3, column id" in told
    visits = [{**BATCH, "id": "x"}, {**BATCH, "id": "x", "title": "另一批"}]
    assert (
        "visits.csv, line 3, column id"
        in program.refuses(2, "load", contest(visits=visits).write(tmp_path / "visits")).complaint
    )


def test_what_cannot_be_is_refused_in_a_sentence(program: Program) -> None:
    before = program.journal()
    refused: tuple[tuple[int, tuple[str, ...], str], ...] = (
        (2, ("benchmark", "report", "t1-9", "--ours", "1", "--on", "2031-07-01"), "scoreboard benchmark list"),
        (2, ("benchmark", "report", "t1-1", "--on", "2031-07-01"), "--ours or --theirs"),
        (2, ("benchmark", "report", "t1-1", "--ours", "many", "--on", "2031-07-01"), "many"),
        (2, ("benchmark", "report", "t1-1", "--ours", "1", "--on", "2031-07-02"), "in the future"),
        (2, ("benchmark", "add", "--unit", "t1", "--title", "x", "--against", "y", "--better", "more"), "--better"),
        (2, ("benchmark", "add", "--unit", "t1", "--title", "x", "--against", "y", "--as-of", "2031-07-02"), "future"),
        (1, ("benchmark", "add", "--unit", "t1", "--title", "产值", "--against", "邻区"), "t1-1"),
        (2, ("visit", "add", "--title", "x", "--start", "2031-05-02", "--end", "2031-05-01"), "--end"),
        (1, ("visit", "add", "--title", "第一批", "--destination", "甲县", "--start", "2031-03-01"), "visit-1"),
        (1, ("visit", "add", "--title", "x", "--id", "visit-1"), "visit-1"),
        (2, ("visit", "withdraw", "visit-7", "--reason", "x"), "scoreboard visit list"),
    )
    for code, words, told in refused:
        assert told in program.refuses(code, *words).complaint
    assert program.journal() == before
    program.ok("benchmark", "report", "t1-1", "--ours", "10", "--on", "2031-06-20")
    told = program.refuses(2, "benchmark", "report", "t1-1", "--ours", "8", "--on", "2031-06-10").complaint
    assert "2031-06-20" in told, "figures are of no day before those that there are"


def test_operators_report_admins_add_and_whoever_is_bound_keeps_to_their_own(program: Program) -> None:
    ann, rev, bo = program.by("ann"), program.by("rev"), program.by("bo")
    ann.refuses(1, "benchmark", "add", "--unit", "t1", "--title", "x", "--against", "y")
    ann.refuses(1, "visit", "add", "--title", "x")
    ann.refuses(1, "visit", "withdraw", "visit-1", "--reason", "x")
    rev.refuses(1, "benchmark", "report", "t1-1", "--ours", "1", "--on", "2031-07-01")
    bo.refuses(1, "benchmark", "report", "t1-1", "--ours", "1", "--on", "2031-07-01")
    bo.refuses(1, "benchmark", "withdraw", "t1-1", "--reason", "x")
    bo.refuses(1, "visit", "add", "--title", "x")
    assert added(bo, "visit", "add", "--title", "村里去", "--unit", "v1") == "visit-2"
    assert added(bo, "benchmark", "add", "--unit", "v1", "--title", "x", "--against", "y") == "v1-1"
