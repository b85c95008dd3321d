"""S15 worked by commands: five on notice, one withdraws, a substitute, an objection, the election."""

from itertools import product

import pytest

from tests.acceptance.competition import live
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.acceptance.stars import NOTICED, contest, people, person, public, states

PLACES = {"places": 5}
FIVE = {1: (10, 9), 2: (9, 9), 3: (8, 9), 4: (8, 7), 5: (7, 6)}


def noticed(opened: Opened, star: dict[str, object] | None = None) -> Program:
    program = opened(contest(star or PLACES)).at("2010-09-28T09:00:00+08:00")
    people(program, FIVE)
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    return program


def test_s15_publicity_by_commands(opened: Opened) -> None:
    program = noticed(opened)
    assert public(program) == {
        "人1": ("on-notice", "95.00", "2010-10-09"),
        "人2": ("on-notice", "90.00", "2010-10-09"),
        "人3": ("on-notice", "85.00", "2010-10-09"),
        "人4": ("on-notice", "75.00", "2010-10-09"),
        "人5": ("on-notice", "65.00", "2010-10-09"),
    }
    program = program.at("2010-09-30T09:00:00+08:00")
    program.ok("star", "withdraw", *person(5), "--on", "2010-09-30", "--reason", "工作调动")
    assert public(program)["人5"] == ("withdrawn", "65.00", "2010-10-09")
    assert [status for status, _, _ in public(program).values()].count("on-notice") == 4
    program.ok("star", "substitute", *person(5), "--unit", "t6", "--person", "人6", "--on", "2010-09-30")
    assert public(program)["人6"] == ("on-notice", None, "2010-10-12")
    program.refuses(1, "star", "substitute", *person(5), "--unit", "t1", "--person", "人7", "--on", "2010-09-30")

    program = program.at("2010-10-09T18:00:00+08:00")
    program.ok("star", "object", *person(2), "--on", "2010-10-09", "--reason", "群众反映 13900000000")
    assert public(program)["人2"] == ("objected", "90.00", "2010-10-09")
    assert "2010-10-09" in program.refuses(1, "star", "elect", "main", "2010Q3").complaint

    program = program.at("2010-10-10T09:00:00+08:00")
    program.ok("star", "elect", "main", "2010Q3", "service", "--on", "2010-10-10")
    assert states(program) == {
        "人1": "confirmed",
        "人2": "objected",
        "人3": "confirmed",
        "人4": "confirmed",
        "人5": "withdrawn",
        "人6": "on-notice",
    }
    late = program.ok("star", "object", *person(2), "--on", "2010-10-10", "--reason", "又一封")
    assert "the notice of 人2 ended on 2010-10-09" in late.out
    program.ok("star", "dismiss", *person(2), "--on", "2010-10-10", "--reason", "查无实据")
    assert states(program)["人2"] == "on-notice"
    program.ok("star", "elect", "main", "2010Q3", "service")
    assert states(program)["人2"] == "confirmed"


def test_s15_nobody_is_elected_on_the_last_day_of_the_notice(opened: Opened) -> None:
    program = noticed(opened).at("2010-10-12T09:00:00+08:00")
    assert "2010-10-09" in program.refuses(1, "star", "elect", "main", "2010Q3", "--on", "2010-10-09").complaint
    program.refuses(2, "star", "elect", "main", "2010Q3", "--on", "2010-10-13")
    program.ok("star", "elect", "main", "2010Q3", "--on", "2010-10-10")
    assert set(states(program).values()) == {"confirmed"}


def test_s15_a_vacant_place_is_said(opened: Opened) -> None:
    program = noticed(opened, {"places": 6}).at("2010-10-10T09:00:00+08:00")
    told = program.ok("star", "elect", "main", "2010Q3").out
    assert "1 place vacant" in told
    (star,) = program.ok("star", "status", "main", "2010Q3", "--format", "json").json()["stars"]
    assert (star["places"], star["elected"], star["vacant"]) == (6, 5, 1)


def test_f302_objection_and_withdrawal_after_the_period_is_closed(opened: Opened) -> None:
    """Both at any time until election, and neither tells the public its reason."""
    program = noticed(opened, {"places": 1})
    program = program.at("2010-10-10T09:00:00+08:00")
    program.ok("close", "main", "2010Q3", "--empty")
    program.ok("star", "object", *person(1), "--on", "2010-10-10", "--reason", "举报信一封", "--document", "信访 3 号")
    program.ok("star", "object", *person(1), "--on", "2010-10-10", "--reason", "又一封")
    assert public(program)["人1"][0] == "objected"
    program.refuses(1, "star", "elect", "main", "2010Q3")
    program.ok("star", "withdraw", *person(1), "--on", "2010-10-10", "--reason", "本人申请")
    program.ok("star", "elect", "main", "2010Q3")
    assert states(program) == {
        "人1": "withdrawn",
        "人2": "confirmed",
        "人3": "not-elected",
        "人4": "not-elected",
        "人5": "not-elected",
    }
    for verb in ("object", "withdraw", "dismiss"):
        program.refuses(1, "star", verb, *person(2), "--on", "2010-10-10", "--reason", "太晚")
    told = program.by(None).ok("journal", "--format", "json").out + program.ok("show", "stars", "--format", "json").out
    assert not any(reason in told for reason in ("举报信", "又一封", "本人申请", "信访"))
    kept = program.ok("journal", "--format", "json").out
    assert all(reason in kept for reason in ("举报信一封", "又一封", "本人申请"))
    program.ok("journal", "--verify")


def test_f303_taking_part_in_an_election_by_the_rule_alone(opened: Opened) -> None:
    program = noticed(opened, {"places": 2, "threshold": 86}).at("2010-10-10T09:00:00+08:00")
    program.ok("star", "elect", "main", "2010Q3")
    assert list(states(program).values()) == ["confirmed", "confirmed", *["not-elected"] * 3]


ROLES = {
    "nominate": ("operator", "admin"),
    "count": ("operator", "admin"),
    "notice": ("operator", "admin"),
    "confirm": ("operator", "reviewer", "admin"),
    "elect": ("reviewer", "admin"),
    "object": ("admin",),
    "dismiss": ("admin",),
    "withdraw": ("admin",),
    "substitute": ("admin",),
}
WORDS = {
    "nominate": person(6),
    "count": (*person(1), "--members", "wrong"),
    "notice": ("main", "2010Q3", "--from", "wrong"),
    "confirm": ("main", "2010Q3", "--on", "wrong"),
    "elect": ("main", "2010Q3", "--on", "wrong"),
    "substitute": (*person(1), "--unit", "t2", "--person", "x", "--on", "wrong"),
    **{verb: (*person(1), "--on", "wrong", "--reason", "x") for verb in ("object", "dismiss", "withdraw")},
}


def test_wrong_roles_are_refused_before_anything_else(opened: Opened) -> None:
    program = opened(contest()).at("2010-09-28T09:00:00+08:00")
    roles = ("viewer", "operator", "reviewer", "director", "auditor")
    for role in roles:
        program.ok("user", "add", role, "--role", role)
    for verb, role in product(ROLES, roles):
        if role not in ROLES[verb]:
            assert "does not allow this" in program.by(role).refuses(1, "star", verb, *WORDS[verb]).complaint
    for verb in set(ROLES) - {"nominate"}:
        assert program("star", verb, *WORDS[verb]).code == 2
    program.by("viewer").refuses(1, "star", "status", "main", "2010Q3")


@pytest.mark.parametrize(
    ("days", "calendar", "begins", "until"),
    [
        (5, "CN", "2010-09-28", "2010-10-09"),
        (3, "CN", "2010-09-30", "2010-10-09"),
        (7, "US", "2010-09-28", "2010-10-06"),
    ],
)
def test_s15_other_days_and_calendars(opened: Opened, days: int, calendar: str, begins: str, until: str) -> None:
    publicity = {"working_days": days, "calendar": calendar}
    program = opened(contest(series=live(), publicity=publicity)).at("2010-09-30T09:00:00+08:00")
    people(program, {1: (8, 6)})
    program.ok("star", "notice", "main", "2010Q3", "service", "--from", begins)
    assert public(program) == {"人1": ("on-notice", "70.00", until)}
