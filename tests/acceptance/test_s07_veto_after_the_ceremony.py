"""S07: a veto that comes after the award takes the flag away, and nobody moves up."""

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

CEREMONY = 'title = "第一季度授旗仪式"\ndate = 2031-04-20\nseries = "main"\nperiod = "2031Q1"\n'
AWARD, LATER = "2031-04-20T15:00:00+08:00", "2031-05-05T09:00:00+08:00"


def awarded(opened: Opened) -> Program:
    """t1 has taken both flags in the ceremony of 20 April."""
    cells = {"roads": {"t1": "95", "t2": "93", "t3": "60"}, "water": {"t1": "90", "t2": "80", "t3": "70"}}
    program = opened(
        Competition(
            series=[sealed("roads", "water")],
            units=towns(3),
            custody=held("main", {"roads": "t3", "water": "t1"}),
            scores=[
                *scores("main", "2031Q1", cells),
                *scores("main", "2031Q2", {"roads": {"t1": "91", "t2": "90"}, "water": {"t1": "80", "t2": "81"}}),
            ],
            ceremonies={"main-2031Q1": CEREMONY},
        )
    )
    program.at("2031-04-10T09:00:00+08:00").ok("close", "main", "2031Q1")
    play(program.at(AWARD), "main-2031Q1")
    return program.at(LATER)


def test_s07_veto_after_the_ceremony(opened: Opened) -> None:
    program = awarded(opened)
    first_row, first_bulletin = program.flags()["roads"], program.ok("bulletin", "main", "2031Q1").out
    assert (units(first_row["holders"]), first_row["awarded_on"]) == (["t1"], "2031-04-20")
    assert program.ranking()["t1"]["flags"] == 2
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "瞒报事故")

    row = program.flags()["roads"]
    assert (row["holders"], row["outcome"], row["reason"]) == ([], "revoked", "瞒报事故")
    assert (row["margin"], row["defences"]) == (None, {})
    assert units(row["previous"]) == ["t3"]
    assert program.flags()["water"]["outcome"] == "revoked"
    overall = program.ranking()
    assert (overall["t1"]["flags"], overall["t1"]["status"]) == (0, "vetoed")
    assert overall["t2"]["flags"] == 0, "the runner-up is not promoted"
    assert program.ranking("--area", "roads")["t1"]["status"] == "vetoed"

    assert program.ok("bulletin", "main", "2031Q1", "--revision", "1").out == first_bulletin
    second = program.ok("bulletin", "main", "2031Q1", "--revision", "2").out
    assert program.ok("bulletin", "main", "2031Q1").out == second
    assert "瞒报事故" in second
    assert "瞒报事故" not in first_bulletin
    program.refuses(2, "bulletin", "main", "2031Q1", "--revision", "3")

    before = program.flags("--as-of", "2031-05-04")["roads"]
    assert before == first_row
    assert program.show("flags", "--as-of", "2031-05-05")["rows"][0]["holders"] == []


def test_s07_next_period_is_a_capture_from_nobody(opened: Opened) -> None:
    program = awarded(opened)
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "瞒报事故")
    program.at("2031-07-10T09:00:00+08:00").ok("close", "main", "2031Q2")
    play(program.at("2031-07-11T09:00:00+08:00"), "main-2031Q2")
    rows = program.flags("--period", "2031Q2")
    for area, winner in (("roads", "t1"), ("water", "t2")):
        row = rows[area]
        assert (units(row["holders"]), row["previous"], row["outcome"]) == ([winner], [], "captured")
        assert row["defences"] == {winner: 0}


def test_s07_lifted_veto_gives_the_flag_back(opened: Opened) -> None:
    program = awarded(opened)
    first_row = program.flags()["roads"]
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "瞒报事故")
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "复议成立", "--lift")
    assert program.flags()["roads"] == first_row
    assert program.ranking()["t1"]["flags"] == 2
    assert "复议成立" in program.ok("bulletin", "main", "2031Q1", "--revision", "3").out


def test_s07_after_the_next_period_was_awarded_too(opened: Opened) -> None:
    """The later term is recomputed: what was a defence becomes a capture."""
    program = awarded(opened)
    program.at("2031-07-10T09:00:00+08:00").ok("close", "main", "2031Q2")
    play(program.at("2031-07-11T09:00:00+08:00"), "main-2031Q2")
    assert program.flags("--period", "2031Q2")["roads"]["outcome"] == "defended"
    program = program.at("2031-08-01T09:00:00+08:00")
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "瞒报事故")
    row = program.flags("--period", "2031Q2")["roads"]
    assert (units(row["holders"]), row["outcome"], row["defences"]) == (["t1"], "captured", {"t1": 0})


@pytest.mark.parametrize("vetoed", ["t1", "t2"])
def test_s07_joint_holders_only_the_vetoed_one_leaves(opened: Opened, vetoed: str) -> None:
    program = opened(
        Competition(
            series=[live("roads", tie="joint")],
            units=towns(3),
            scores=scores("main", "2031Q1", {"roads": {"t1": "95", "t2": "95", "t3": "94"}}),
        )
    )
    program.ok("close", "main", "2031Q1")
    program.ok("veto", vetoed, "safety", "--period", "2031Q1", "--reason", "事故")
    row = program.flags()["roads"]
    (left,) = {"t1", "t2"} - {vetoed}
    assert (units(row["holders"]), row["reason"]) == ([left], "事故")
    assert row["margin"] == "1.00", "it is ahead of t3 since, and level with nobody"
    assert {unit: row["flags"] for unit, row in program.ranking().items()} == {left: 1, vetoed: 0, "t3": 0}


def test_s07_a_lifted_veto_of_a_joint_holder_makes_them_level_again(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live("roads", tie="joint")],
            units=towns(3),
            scores=scores("main", "2031Q1", {"roads": {"t1": "95", "t2": "95"}}),
        )
    )
    program.ok("close", "main", "2031Q1")
    veto = ("veto", "t1", "safety", "--period", "2031Q1", "--reason", "事故")
    program.ok(*veto)
    assert program.flags()["roads"]["margin"] is None, "nobody else is eligible"
    program.ok(*veto, "--lift")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["margin"]) == (["t1", "t2"], "0.00")
    program.ok("journal", "--verify")


def test_s07_of_two_vetoes_the_one_that_stands_is_told(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live("roads", tie="joint")],
            units=towns(3),
            scores=scores("main", "2031Q1", {"roads": {"t1": "95", "t2": "95", "t3": "94"}}),
        )
    )
    program.ok("close", "main", "2031Q1")
    before = program.flags()["roads"]
    for item, reason in (("safety", "事故"), ("honesty", "通报")):
        program.ok("veto", "t2", item, "--period", "2031Q1", "--reason", reason)
    program.ok("veto", "t2", "safety", "--period", "2031Q1", "--reason", "查无实据", "--lift")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["margin"], row["reason"]) == (["t1"], "1.00", "通报")
    assert [(one["unit"], one["reason"]) for one in row["lost"]] == [("t2", "通报")]
    assert "事故" not in program.ok("show", "flags").out
    program.ok("veto", "t2", "honesty", "--period", "2031Q1", "--reason", "复议成立", "--lift")
    assert program.flags()["roads"] == before
    program.ok("journal", "--verify")


def test_s07_veto_of_a_loser_moves_no_flag(opened: Opened) -> None:
    program = awarded(opened)
    first_row = program.flags()["roads"]
    program.ok("veto", "t2", "safety", "--period", "2031Q1", "--reason", "事故")
    leads = {"margin": "35.00", "margin_exact": "35.00"}
    assert program.flags()["roads"] == {**first_row, **leads}, "who is next is another one"
    assert program.ranking("--area", "roads")["t2"]["status"] == "vetoed"
