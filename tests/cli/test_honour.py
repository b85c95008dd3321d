"""scoreboard honour: by an admin, of a known level, with its document, public at once."""

from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

PROOF = ("--document", "国发〔2031〕　1号", "--on", "2031-06-30")


@pytest.fixture
def contest(opened: Opened) -> Program:
    return opened(Competition(units=towns(2), annual={"honours": {"national": 3, "provincial": 1.5}}))


def items(program: Program, *options: object) -> list[tuple[str, str, str]]:
    shown = program.show("annual", *options)
    return [(item["unit"], item["title"], item["points"]) for item in shown.get("honour_items", [])]


def test_an_honour_is_public_at_once_and_journalled(contest: Program) -> None:
    said = contest.ok("honour", "青槐乡", "national", " 先进乡镇 ", *PROOF).out

    assert "3 points" in said
    assert items(contest) == [("t1", "先进乡镇", "3")]
    last = contest.journal()[-1]
    assert (last["who"], last["action"], last["subject"]) == ("root", "honour", "t1/national")
    assert last["after"]["document"] == "国发〔2031〕　1号"


def test_a_level_is_meant_by_what_people_call_it_too(contest: Program) -> None:
    contest.ok("honour", "t1", "国家级", "先进", *PROOF)
    assert contest.journal()[-1]["subject"] == "t1/national"
    contest.ok("honour", "t1", "National", "先进", "--withdraw")
    assert items(contest) == []
    contest.refuses(2, "honour", "t1", "市级", "先进", *PROOF)


def test_one_that_was_recorded_by_mistake_is_taken_back_and_stays_in_the_journal_and_as_of_then(
    contest: Program,
) -> None:
    contest.at("2031-07-01").ok("honour", "t1", "national", "先进", *PROOF)
    later = contest.at("2031-07-03T09:00:00+08:00")
    later.ok("honour", "t1", "national", "先进", "--withdraw")

    assert items(later) == []
    assert items(later, "--as-of", "2031-07-02") == [("t1", "先进", "3")]
    assert [row["action"] for row in later.journal()[-2:]] == ["honour", "honour.withdraw"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, ("t1", "county", "先进", *PROOF)),
        (2, ("t9", "national", "先进", *PROOF)),
        (2, ("t1", "national", " ", *PROOF)),
        (2, ("t1", "national", "先\n进", *PROOF)),
        (2, ("t1", "national", "先进", "--document", "", "--on", "2031-06-30")),
        (2, ("t1", "national", "先进", "--document", "文", "--on", "2031-06-31")),
        (2, ("t1", "national", "先进", "--on", "2031-06-30")),
        (2, ("t1", "national", "先进", "--document", "文")),
        (1, ("t1", "national", "没有的", "--withdraw")),
        (1, ("t2", "national", "记过的", *PROOF)),
    ],
)
def test_what_is_refused_changes_nothing(contest: Program, code: int, words: tuple[str, ...]) -> None:
    contest.ok("honour", "t2", "national", "记过的", *PROOF)

    contest.refuses(code, "honour", *words)


@pytest.mark.parametrize("role", ["operator", "reviewer", "director", "auditor", "viewer"])
def test_only_an_admin_honours(contest: Program, role: str) -> None:
    contest.ok("user", "add", "somebody", "--role", role)

    contest.by("somebody").refuses(1, "honour", "t1", "national", "先进", *PROOF)


@pytest.mark.parametrize("awarded_on", ["2031-05-01", ""])
def test_one_of_a_folder_that_was_taken_back_stays_so_when_it_is_loaded_again(
    opened: Opened, tmp_path: Path, awarded_on: str
) -> None:
    def contest(*titles: str, document: str = "文") -> Competition:
        rows = [
            {"unit": "t1", "level": "national", "title": title, "document": document, "awarded_on": awarded_on}
            for title in titles
        ]
        return Competition(units=towns(2), annual={"honours": {"national": 3}}, records={"honours": rows})

    program, folder = opened(contest("误登", "真的")), tmp_path / "again"
    program.ok("honour", "t1", "national", "误登", "--withdraw")
    for day in ("2031-07-02", "2031-07-03"):
        program = program.at(f"{day}T09:00:00+08:00")
        program.ok("load", contest("误登", "真的").write(folder))
        assert [title for _, title, _ in items(program)] == ["真的"]
    assert "unchanged" in program.ok("load", folder, "--check").out
    program.ok("load", contest("误登", "真的", document="另一份文件").write(folder))
    assert sorted(title for _, title, _ in items(program)) == ["真的", "误登"], "another document, another honour"
    program.ok("journal", "--verify")


def test_it_says_what_an_honour_adds_to_the_year_and_why_that_is_less(opened: Opened) -> None:
    annual = {"honours": {"national": 3, "provincial": 1}, "honour_cap": 3.5}
    program = opened(Competition(units=towns(2), annual=annual)).speaking("zh")

    def said(unit: str, level: str, title: str) -> str:
        return program.ok("honour", unit, level, title, *PROOF).out

    assert said("t2", "provincial", "先进") == "已记录荣誉：白鹭镇，省级《先进》，本年度加 1 分\n"
    assert "国家级《先进》，本年度加 2 分\n同一荣誉原已按较低一级计分" in said("t2", "国家级", "先进")
    assert "加 3 分" in said("t1", "national", "先进")
    assert "加 0 分\n同一荣誉已按本级或更高一级计分" in said("t1", "provincial", "先进")
    assert "加 0.5 分\n荣誉加分每年最多 3.5 分" in said("t1", "provincial", "文明")
    assert "不计分：青槐乡 省级《先进》" in program.ok("show", "annual").out


def test_of_one_whose_day_is_to_come_it_is_warned(contest: Program) -> None:
    early = contest.at("2031-06-29T09:00:00+08:00")
    assert (
        "2031-06-30 is still to come (today is 2031-06-29)" in early.ok("honour", "t1", "national", "先进", *PROOF).err
    )
    told = early.ok("honour", "t1", "national", "另一项", *PROOF, "--check").out
    assert "2031-06-30 is still to come" in told, "and so is whoever only looks"
    assert contest.at("2031-06-30T09:00:00+08:00").ok("honour", "t1", "provincial", "其他", *PROOF).err == ""
