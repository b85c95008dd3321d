"""A flag that is given and not won, and one whose ranking is led by a unit that has ended."""

import pytest

from tests.acceptance.competition import Competition, held, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1 = "2031Q1"
WHY = ("--reason", "常委会决定", "--approved-by", "Li")


def closed(opened: Opened, cells: dict[str, object], **rules: object) -> Program:
    program = opened(
        Competition(series=[live("roads", **rules)], units=towns(4), scores=scores("main", Q1, {"roads": cells}))
    )
    program.ok("close", "main", Q1)
    return program


@pytest.mark.parametrize(
    ("given", "margin"), [("t2", "3.00"), ("t3", None)], ids=["first since the veto", "not first since the veto"]
)
def test_a_vacancy_given_to_whoever_is_first_has_the_margin_of_that_one(
    opened: Opened, given: str, margin: str | None
) -> None:
    program = closed(opened, {"t1": 95, "t2": 93, "t3": 90})
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "事故")
    program.ok("decide", "vacancy", "main", Q1, "roads", "--holder", given, *WHY)
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["margin"], row["reason"]) == ([given], margin, "常委会决定")
    program.ok("decide", "correction", "main", Q1, "roads", "t3", "91", *WHY)
    assert program.flags()["roads"]["margin"] == (None if margin is None else "2.00")


def test_a_correction_after_a_vacancy_was_given_says_who_is_first_since(opened: Opened) -> None:
    program = closed(opened, {"t1": 95, "t2": 93, "t3": 90})
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "事故")
    program.ok("decide", "vacancy", "main", Q1, "roads", "--holder", "t2", *WHY)
    told = program.ok("decide", "correction", "main", Q1, "roads", "t3", "94", *WHY).out
    row = program.flags()["roads"]
    assert (units(row["holders"]), units(row["overtaken_by"]), row["reason"]) == (["t2"], ["t3"], "常委会决定")
    assert "Town t3 is first now" in told
    program.ok("decide", "correction", "main", Q1, "roads", "t4", "10", *WHY)
    assert units(program.flags()["roads"]["overtaken_by"]) == ["t3"]
    program.ok("decide", "correction", "main", Q1, "roads", "t3", "80", *WHY)
    assert "overtaken_by" not in program.flags()["roads"]


def test_a_former_holder_who_is_given_a_vacant_flag_has_won_nothing_though_it_is_first(opened: Opened) -> None:
    """The flag was left vacant in a tie, and a decision gives it to the one of the two who had it."""
    program = opened(
        Competition(
            series=[live("roads")],
            units=towns(3),
            custody=held("main", {"roads": "t1"}),
            scores=scores("main", Q1, {"roads": {"t1": 93, "t2": 93}}),
        )
    )
    program.ok("decide", "tie", "main", Q1, "roads", "--none", "--reason", "复核")
    program.ok("close", "main", Q1)
    program.ok("decide", "vacancy", "main", Q1, "roads", "--holder", "t1", *WHY)
    row = program.flags()["roads"]
    assert (row["outcome"], row["defences"], row["margin"]) == ("retained", {"t1": 0}, None)


def test_a_veto_lifted_before_a_decision_is_no_reason_why_somebody_is_first_after_it(opened: Opened) -> None:
    program = closed(opened, {"t1": 95, "t2": 94, "t3": 90})
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "事故")
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "查清", "--lift")
    program.ok("decide", "correction", "main", Q1, "roads", "t2", "96", "--holder", "t2", *WHY)
    program.ok("decide", "correction", "main", Q1, "roads", "t1", "97", *WHY)
    row = program.flags()["roads"]
    assert ("lifted" in row, units(row["overtaken_by"])) == (False, ["t1"])


def test_a_tie_is_not_decided_for_a_unit_that_has_ended(opened: Opened) -> None:
    program = opened(
        Competition(series=[live("roads")], units=towns(3), scores=scores("main", Q1, {"roads": {"t1": 93, "t2": 93}}))
    ).at("2031-07-05T09:00:00+08:00")
    program.ok("decide", "abolition", "t1", "--on", "2031-07-02", "--reason", "撤乡并镇")
    tie = ("decide", "tie", "main", Q1, "roads", "--holder")
    assert "cannot hold a flag" in program.refuses(1, *tie, "t1", "--reason", "抽签").err
    program.ok(*tie, "t2", "--reason", "抽签")


def test_a_vacancy_given_to_one_of_two_who_are_first_has_a_margin_of_nought(opened: Opened) -> None:
    program = closed(opened, {"t1": 95, "t2": 93, "t3": 93})
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "事故")
    program.ok("decide", "vacancy", "main", Q1, "roads", "--holder", "t2", *WHY)
    assert program.flags()["roads"]["margin"] == "0.00"


def test_who_is_first_but_for_an_abolished_unit_is_told_so(opened: Opened) -> None:
    program = closed(opened, {"t1": 93, "t2": 93, "t3": 90, "t4": 80}, tie="joint")
    program.ok("decide", "abolition", "t1", "--on", "2031-07-01", "--reason", "撤乡并镇")
    program.ok("decide", "correction", "main", Q1, "roads", "t2", "85", *WHY)
    row = program.flags()["roads"]
    assert (units(row["holders"]), units(row["overtaken_by"]), row["first_of_remaining"]) == (["t2"], ["t3"], True)
    assert [program.ranking("--area", "roads")[unit]["rank"] for unit in ("t1", "t3", "t2")] == [1, 2, 3]
    assert "Town t3 is first of those that remain since a correction" in program.ok("show", "flags").out
    assert "在存续单位中列第一" in program.speaking("zh").ok("show", "flags").out


def test_who_is_first_but_for_an_abolished_unit_that_never_held_the_flag_is_told_so(opened: Opened) -> None:
    """As soon as it ends, and when others are corrected to stand behind it."""
    program = closed(opened, {"t1": 93, "t2": 92, "t3": 90, "t4": 80})
    program.ok("decide", "correction", "main", Q1, "roads", "t1", "70", *WHY)
    assert units(program.flags()["roads"]["overtaken_by"]) == ["t2"]
    program.ok("decide", "abolition", "t2", "--on", "2031-07-01", "--reason", "撤乡并镇")
    for first, falls in (("t3", "60"), ("t4", None)):
        row = program.flags()["roads"]
        assert (units(row["holders"]), units(row["overtaken_by"]), row["first_of_remaining"]) == (["t1"], [first], True)
        if falls:
            program.ok("decide", "correction", "main", Q1, "roads", first, falls, *WHY)
    program.ok("decide", "correction", "main", Q1, "roads", "t4", "50", *WHY)
    row = program.flags()["roads"]
    assert ("overtaken_by" in row, row["margin"], row["first_of_remaining"]) == (False, None, True)
    assert "of those that remain the holder is first" in program.ok("show", "flags").out
    program.ok("journal", "--verify")


def test_a_best_score_that_is_shown_as_the_minimum_is_told_unrounded(opened: Opened) -> None:
    program = closed(opened, {"t1": "89.996", "t2": 70}, minimum=90)
    assert program.ranking("--area", "roads")["t1"]["score"] == "90.00"
    assert "no eligible unit reached 90; the best had 89.996" in program.ok("show", "flags").out
    assert "能夺旗的都未达 90 分，最高 89.996 分" in program.speaking("zh").ok("show", "flags").out
    assert program.flags()["roads"]["unreached_best"] == "89.996"


def test_a_live_quarter_that_is_open_again_is_contested(opened: Opened) -> None:
    """The year's contest goes on in it, also where nobody had a score in it."""
    program = opened(
        Competition(
            series=[live("roads")], units=towns(3), scores=scores("main", "2031Q2", {"roads": {"t1": 90, "t2": 80}})
        )
    ).at("2031-07-02T09:00:00+08:00")
    program.ok("close", "main", Q1, "--empty")
    program.ok("reopen", "main", Q1, "--reason", "漏报")
    states = {one["id"]: one["state"] for one in program.show("annual")["periods"]}
    assert states[Q1] == "open"
