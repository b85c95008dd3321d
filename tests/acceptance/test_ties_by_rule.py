"""A tie that the series' rule settles wants no decision: none is recorded that would change nothing."""

import pytest

from tests.acceptance.ceremonies import finish_cue, play
from tests.acceptance.competition import Competition, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened

Q1 = "2031Q1"
TIED = {"roads": {"t1": 90, "t2": 90, "t3": 80}, "water": {"t1": 70, "t2": 80, "t3": 60}}
DECIDE = ("decide", "tie", "main", Q1, "roads", "--holder", "t1", "--reason", "lot")


@pytest.mark.parametrize(
    ("rule", "holder", "whose"),
    [
        ("joint", None, "Town t1, Town t2"),
        ("holder-retains", "t2", "Town t2"),
        ("holder-stays", "t2", "Town t2"),
        ("holder-stays", "t3", "Town t3"),
        ("earlier-place:water", None, "Town t2"),
    ],
)
@pytest.mark.parametrize("closed", [False, True])
def test_what_the_rule_settles_nobody_decides(
    opened: Opened, rule: str, holder: str | None, whose: str, closed: bool
) -> None:
    custody = held("main", {"roads": holder}) if holder else ()
    program = opened(
        Competition(
            series=[live("roads", "water", tie=rule)],
            units=towns(3),
            scores=scores("main", Q1, TIED),
            custody=custody,
        )
    )
    if closed:
        program.ok("close", "main", Q1)
    complaint = program.refuses(1, *DECIDE).complaint
    assert (rule in complaint and f"goes to {whose};" in complaint) is not closed
    program.ok("journal", "--verify")


@pytest.mark.parametrize(
    ("rule", "holder"),
    [("decide", "t1"), ("holder-retains", "t3"), ("holder-retains", None), ("holder-stays", None)],
)
def test_what_the_rule_leaves_open_is_decided(opened: Opened, rule: str, holder: str | None) -> None:
    custody = held("main", {"roads": holder}) if holder else ()
    program = opened(
        Competition(
            series=[live("roads", "water", tie=rule)],
            units=towns(3),
            scores=scores("main", Q1, TIED),
            custody=custody,
        )
    )
    program.ok(*DECIDE)
    program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t2", "--reason", "lot again")
    program.ok("close", "main", Q1)
    assert program.flags()["roads"]["reason"] == "lot again"


def test_the_place_in_an_area_counts_with_what_was_decided_there(opened: Opened) -> None:
    """Whichever of the two ties is decided first: once the other area's places are known, they settle this one."""
    program = opened(
        Competition(
            series=[live("roads", "water", tie="earlier-place:water")],
            units=towns(3),
            scores=scores("main", Q1, {"roads": {f"t{n}": 91 for n in (1, 2, 3)}, "water": {"t1": 90, "t2": 90}}),
        )
    )
    program.ok(*DECIDE)
    program.ok("decide", "tie", "main", Q1, "water", "--holder", "t2", "--reason", "lot")
    assert "goes to Town t2;" in program.refuses(1, *DECIDE).complaint
    program.ok("close", "main", Q1)
    flag = program.flags()["roads"]
    assert ([one["unit"] for one in flag["holders"]], flag["reason"]) == (["t2"], "earlier-place:water")
    assert {row["unit"]: row["rank"] for row in program.rows("ranking", "--area", "water")} == {
        "t1": 2,
        "t2": 1,
        "t3": None,
    }


@pytest.mark.parametrize(("roads", "shown_first"), [(85, False), (85, True), (88, False)])
def test_a_sealed_flag_follows_when_the_places_are_corrected_that_decide_it(
    opened: Opened, roads: int, shown_first: bool
) -> None:
    marks = {"water": {"t1": 90, "t2": 80, "t3": 70}, "roads": {"t1": roads, "t2": 85}, "woods": {"t3": 60}}
    rule = sealed(*marks, tie="earlier-place:water")
    program = opened(Competition(series=[rule], units=towns(3), scores=scores("main", Q1, marks)))
    program.ok("close", "main", Q1)
    program.ok("ceremony", "seal", f"main-{Q1}")
    if shown_first:
        finish_cue(program, f"main-{Q1}", 2)
    told = ("--reason", "漏计", "--approved-by", "组长")
    said = program.ok("decide", "correction", "main", Q1, "water", "t2", "95", *told).out
    assert said.count("not revealed yet and follows the corrected ranking") == (2 if shown_first else 3)
    (amendment,) = program.ok("show", "proof", f"main-{Q1}", "--format", "json").json()["amended"]
    assert {(one["kind"], one["subject"]) for one in amendment["results"]} == {
        *[("flag", "water"), ("flag", "roads"), ("flag", "woods"), ("table", "")]
    }, "what is amended tells of no tie"
    play(program, f"main-{Q1}")
    flag = program.flags()["roads"]
    won = (["t2"], "earlier-place:water") if roads == 85 else (["t1"], None)
    assert ([one["unit"] for one in flag["holders"]], flag["reason"]) == won
    program.ok("ceremony", "verify", f"main-{Q1}")
    program.ok("journal", "--verify")


def test_a_tie_decided_in_the_area_whose_places_count_moves_the_sealed_flag_that_it_decides(opened: Opened) -> None:
    marks = {"water": {"t1": 90, "t2": 80}, "roads": {"t1": 85, "t2": 85}}
    rule = sealed(*marks, tie="earlier-place:water")
    program = opened(Competition(series=[rule], units=towns(2), scores=scores("main", Q1, marks)))
    program.ok("close", "main", Q1)
    program.ok("ceremony", "seal", f"main-{Q1}")
    told = ("--reason", "漏计", "--approved-by", "组长")
    program.ok("decide", "correction", "main", Q1, "water", "t2", "90", *told)
    assert "first place: 2" in program.refuses(1, "ceremony", "check", f"main-{Q1}").out
    program.ok("decide", "tie", "main", Q1, "water", "--holder", "t2", *told)
    play(program, f"main-{Q1}")
    assert {area: [one["unit"] for one in row["holders"]] for area, row in program.flags().items()} == {
        "water": ["t2"],
        "roads": ["t2"],
    }
