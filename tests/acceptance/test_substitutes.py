"""Substitutes of nominees: whose place they take is public, as far as that nominee is; why, only inside."""

from typing import Any

import pytest

from tests.acceptance.competition import sealed
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.acceptance.papers import text_of
from tests.acceptance.stars import NOTICED, SELF, contest, people, person

WHO, TAKES = "人2", "周远"
REASON, DOCUMENT = "调离本县", "组〔2010〕14号"


def substituted(program: Program) -> Program:
    """The second of three has a substitute before the election, three days after the notice has begun."""
    program = program.at("2010-09-30T09:00:00+08:00")
    who = ("--unit", "t4", "--person", TAKES, "--person-en", "Zhou Yuan", "--on", "2010-09-30")
    program.ok("star", "substitute", *person(2), *who, "--reason", REASON, "--document", DOCUMENT)
    return program


def noticed(opened: Opened, **star: Any) -> Program:
    """Three nominees on notice in a series that a ceremony reveals."""
    program = opened(contest(star, series=sealed("roads", **SELF))).at("2010-09-28T09:00:00+08:00")
    people(program, {1: (9, 9), 2: (8, 8), 3: (7, 7)})
    return program


def of_substitute(program: Program, **name: str) -> dict[str, Any]:
    (row,) = [one for one in program.rows("stars") if one["person"] == name.get("person", TAKES)]
    return row


def test_whose_place_somebody_has_taken_is_public(opened: Opened) -> None:
    program = noticed(opened)
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program = substituted(program)
    assert of_substitute(program)["substitute_for"] == WHO
    assert f"on notice (in place of {WHO})" in program.ok("show", "stars").out
    notice = ("notice", "stars", "--series", "main", "--period", "2010Q3", "--lang", "zh")
    assert f"（替补{WHO}）" in text_of(program, "html", *notice)
    assert f"替补{WHO}" in text_of(program, "html", "notice", "unit", "t4", "--lang", "zh")
    public = program.ok("show", "stars", "--format", "json").out + program.ok("show", "stars").out
    assert REASON not in public
    assert DOCUMENT not in public


def test_a_nominee_whom_nobody_knows_of_is_not_named_by_their_substitute(opened: Opened) -> None:
    """No notice has told of anybody: the substitute's tells of the substitute alone."""
    program = substituted(noticed(opened))
    assert [row["person"] for row in program.rows("stars")] == [TAKES]
    assert "substitute_for" not in of_substitute(program)
    assert WHO not in program.ok("show", "stars", "--format", "json").out


def test_a_masked_name_is_masked_here_too(opened: Opened) -> None:
    program = opened(
        contest(publicity={"working_days": 5, "calendar": "CN", "mask": True}, series=sealed("roads", **SELF))
    )
    program = program.at("2010-09-28T09:00:00+08:00")
    people(program, {1: (9, 9), 2: (8, 8)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program = substituted(program)
    told = program.ok("show", "stars", "--format", "json").out
    assert WHO not in told
    assert of_substitute(program, person="周*")["substitute_for"] == "人*"


def test_what_was_done_about_a_nominee_is_read_inside(opened: Opened) -> None:
    program = noticed(opened)
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program = substituted(program)
    rows = program.ok("star", "status", "main", "2010Q3", "--format", "json").json()["rows"]
    deeds = {row["person"]: row["deeds"] for row in rows}
    substitution = {"deed": "substitution", "on": "2010-09-30", "reason": REASON, "document": DOCUMENT, "by": "root"}
    assert deeds[WHO] == [{**substitution, "deed": "notice", "on": NOTICED, "reason": "", "document": ""}, substitution]
    assert [one["deed"] for one in deeds[TAKES]] == ["notice"]
    assert [row.get("substitute_for") for row in rows] == [None, None, None, WHO]
    public = program.by(None).ok("star", "status", "main", "2010Q3", "--format", "json").json()["rows"]
    assert all("deeds" not in row for row in public)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_bulletin_says_whose_place_the_elected_has_taken(opened: Opened, lang: str) -> None:
    program = noticed(opened, places=2)
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program = substituted(program)
    program.ok(
        "star", "count", "main", "2010Q3", "service", "t4", TAKES, "--members", "10,10,10,9", "--masses", "10,10,10,9"
    )
    program = program.at("2010-10-20T09:00:00+08:00")
    program.ok("star", "elect", "main", "2010Q3")
    program.ok("close", "main", "2010Q3", "--empty")
    program.ok("ceremony", "publish", "main-2010Q3", "--reason", "不办仪式")
    said = text_of(program, "md", "bulletin", "main", "2010Q3", "--lang", lang)
    assert ("当选（替补人2）" if lang == "zh" else "confirmed(inplaceof人2)") in said
