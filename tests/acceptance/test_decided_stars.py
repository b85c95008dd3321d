"""Why a star is theirs whom a decision elected out of a tie: told with the result on every board, never before it."""

from pathlib import Path

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import live
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.acceptance.papers import text_of
from tests.acceptance.stars import NOTICED, contest, people

DAY = "2010-09-28T09:00:00+08:00"
AFTER = "2010-10-10T09:00:00+08:00"
WHY = "工作满二十年"


def decided(program: Program, *, reason: str = WHY) -> Program:
    """Two tie for the only place, and one of them is given it."""
    people(program, {1: (8, 8), 2: (8, 8), 3: (5, 5)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program = program.at(AFTER)
    before = bytes_of(program)
    program.ok("decide", "star", "main", "2010Q3", "service", "--person", "t2:人2", "--reason", reason)
    if program.rows("stars")[0]["sealed"]:
        assert bytes_of(program) == before, "a sealed election tells of no tie"
    return program


def bytes_of(program: Program) -> bytes:
    assert isinstance(program.public, Path)
    return program.public.read_bytes()


def told(program: Program) -> dict[str, str | None]:
    return {row["person"]: row.get("decision") for row in program.rows("stars")}


def everywhere(program: Program) -> list[str]:
    """What viewers read of the stars, outside the hall."""
    chinese = program.speaking("zh")
    return [chinese.ok("show", "stars").out, chinese.ok("bulletin", "main", "2010Q3").out]


def test_the_reason_is_told_with_the_election_in_a_live_series(opened: Opened) -> None:
    program = decided(opened(contest(series=live())).at(DAY))
    assert told(program) == {"人1": None, "人2": WHY, "人3": None}
    program.ok("close", "main", "2010Q3", "--empty")
    for said in everywhere(program):
        assert f"服务群众星得票相同，裁定归人2：{WHY}。" in said
    english = program.speaking("en").ok("show", "stars").out
    assert f"Star of service: a tied vote was decided for 人2: {WHY}." in english


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_the_sheet_that_announces_who_is_elected_says_why(opened: Opened, form: str) -> None:
    program = decided(opened(contest(series=live())).at(DAY)).speaking("zh")
    program.ok("close", "main", "2010Q3", "--empty")
    said = text_of(program, form, "notice", "stars", "--series", "main", "--period", "2010Q3")
    assert said.count(f"服务群众星得票相同，裁定归人2：{WHY}。") == 1


def test_a_sealed_decision_is_told_when_its_cue_has_shown_who_is_elected(opened: Opened) -> None:
    program = decided(opened(contest()).at(DAY))
    assert set(told(program).values()) == {None}
    program.ok("close", "main", "2010Q3", "--empty")
    program.ok("ceremony", "plan", "main-2010Q3")
    program.ok("ceremony", "seal", "main-2010Q3")
    assert WHY not in bytes_of(program).decode("utf-8", "replace")
    play(program, "main-2010Q3")
    assert told(program) == {"人1": None, "人2": WHY, "人3": None}
    assert all(WHY in said for said in everywhere(program))
    program.ok("ceremony", "verify", "main-2010Q3")


@pytest.mark.parametrize("mask", [True, False])
def test_names_in_the_reason_are_masked_as_names_are(opened: Opened, mask: bool) -> None:
    made = contest(series=live(), publicity={"working_days": 5, "calendar": "CN", "mask": mask})
    program = opened(made).at(DAY)
    for number, name in ((1, "王建国"), (2, "李秀英")):
        who = ("main", "2010Q3", "service", f"t{number}", name)
        program.ok("star", "nominate", *who)
        program.ok("star", "count", *who, "--members", "10,10,10,8", "--masses", "10,10,10,8")
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program = program.at(AFTER)
    why = "李秀英比王建国多干十年"
    program.ok("decide", "star", "main", "2010Q3", "service", "--person", "t2:李秀英", "--reason", why)
    said = [row["decision"] for row in program.rows("stars") if "decision" in row]
    assert said == (["李*英比王*国多干十年"] if mask else [why])


def test_each_has_the_reason_of_their_own_decision(opened: Opened) -> None:
    """A second decision about the same star, for a place that became free, leaves the first one's reason as it was."""
    program = decided(opened(contest({"places": 1}, series=live())).at(DAY), reason="第一次")
    assert told(program)["人2"] == "第一次"
    program.ok("star", "unelect", "main", "2010Q3", "service", "t2", "人2", "--on", "2010-10-10", "--reason", "有误")
    assert told(program)["人2"] is None
