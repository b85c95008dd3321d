"""S08: a tie's reason does not outlive its tie, and whoever has a flag by one keeps it till a decision."""

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1, Q2 = "2031Q1", "2031Q2"
WHY = ("--reason", "typo", "--approved-by", "Li")


def tied(opened: Opened, **settings: object) -> Program:
    """t1 holds the flag from the first quarter; in the second it is first with t2."""
    program = opened(
        Competition(
            series=[live("roads", **{"tie": "holder-retains", **settings})],
            units=towns(3),
            scores=[
                *scores("main", Q1, {"roads": {"t1": "95", "t2": "93", "t3": "90"}}),
                *scores("main", Q2, {"roads": {"t1": "91", "t2": "91", "t3": "90"}}),
            ],
        )
    )
    program.ok("close", "main", Q1)
    program.ok("close", "main", Q2)
    assert program.flags("--period", Q2)["roads"]["reason"] == "tie"
    return program


def test_s08_a_correction_that_ends_a_tie_ends_its_reason(opened: Opened) -> None:
    program = tied(opened)
    program.ok("decide", "correction", "main", Q2, "roads", "t3", "95", *WHY)
    row = program.flags("--period", Q2)["roads"]
    assert (units(row["holders"]), row["reason"], row["margin"]) == (["t1"], None, None)
    assert "a tie" not in program.ok("bulletin", "main", Q2).out
    program.ok("decide", "correction", "main", Q2, "roads", "t3", "90", *WHY)
    row = program.flags("--period", Q2)["roads"]
    assert (row["reason"], row["margin"]) == ("tie", "0.00"), "the tie is there again"


@pytest.mark.parametrize("ended", [True, False])
def test_s08_only_a_tie_that_lasts_goes_by_who_held_the_flag_before(opened: Opened, ended: bool) -> None:
    program = tied(opened)
    if ended:
        program.ok("decide", "correction", "main", Q2, "roads", "t3", "95", *WHY)
    program.ok("decide", "correction", "main", Q1, "roads", "t2", "96", "--holder", "t2", *WHY)
    row = program.flags("--period", Q2)["roads"]
    assert units(row["previous"]) == ["t2"]
    assert (units(row["holders"]), row["outcome"]) == ((["t1"], "captured") if ended else (["t2"], "defended"))
    program.ok("journal", "--verify")


def test_s08_reopening_an_earlier_period_moves_no_flag_whose_tie_is_over(opened: Opened) -> None:
    program = tied(opened)
    program.ok("decide", "correction", "main", Q2, "roads", "t3", "95", *WHY)
    program.ok("reopen", "main", Q1, "--reason", "oops")
    assert units(program.flags("--period", Q2)["roads"]["holders"]) == ["t1"]
    program.ok("unconfirm", "main", Q1, "--area", "roads", "--unit", "t2")
    program.ok("enter", "main", Q1, "roads", "t2", "99")
    program.ok("confirm", "main", Q1)
    program.ok("close", "main", Q1)
    assert units(program.flags("--period", Q1)["roads"]["holders"]) == ["t2"]
    assert units(program.flags("--period", Q2)["roads"]["holders"]) == ["t1"], "nobody has decided otherwise"


VETO = ("veto", "t3", "safety", "--period", Q1, "--reason")


def test_a_veto_lifted_after_the_award_is_told_where_another_one_is_first_now(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live("roads", "water")],
            units=towns(3),
            custody=held("main", {"roads": "t2"}),
            scores=scores(
                "main", Q1, {"roads": {"t1": "70", "t2": "80", "t3": "90"}, "water": {"t1": "70", "t2": "80"}}
            ),
        )
    )
    program.ok(*VETO, "early")
    program.ok("close", "main", Q1)
    assert program.flags()["roads"]["margin"] == "10.00"
    program.ok(*VETO, "cleared", "--lift")
    rows = program.flags()
    row = rows["roads"]
    assert (units(row["holders"]), row["margin"], row["reason"]) == (["t2"], None, "cleared")
    assert [(one["unit"], one["reason"]) for one in row["lifted"]] == [("t3", "cleared")]
    assert (rows["water"]["margin"], rows["water"]["reason"], "lifted" in rows["water"]) == ("10.00", None, False)
    said = "the veto on Town t3 was lifted after the award: cleared"
    assert said in program.ok("show", "flags").out
    assert said in program.ok("bulletin", "main", Q1).out
    assert "的一票否决：cleared" in program.speaking("zh").ok("bulletin", "main", Q1).out
    program.ok(*VETO, "again")
    row = program.flags()["roads"]
    assert (row["margin"], row["reason"], "lifted" in row) == ("10.00", None, False), "the holder is first again"
    program.ok("journal", "--verify")


def test_a_decision_about_a_tie_does_not_outlive_it(opened: Opened) -> None:
    rows = scores("main", Q1, {"roads": {"t1": "80", "t2": "80", "t3": "70"}})
    program = opened(Competition(series=[live("roads")], units=towns(3), scores=rows))
    program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t2", "--reason", "裁定给乙", "--approved-by", "Li")
    program.ok("close", "main", Q1)
    assert program.flags("--period", Q1)["roads"]["reason"] == "裁定给乙"
    program.ok("decide", "correction", "main", Q1, "roads", "t1", "79", *WHY)
    row = program.flags("--period", Q1)["roads"]
    assert (units(row["holders"]), row["reason"], row["margin"], row["approved_by"]) == (["t2"], None, "1.00", [])
    assert "裁定给乙" not in program.ok("bulletin", "main", Q1).out
    program.ok("decide", "correction", "main", Q1, "roads", "t1", "80", *WHY)
    row = program.flags("--period", Q1)["roads"]
    assert (row["reason"], row["margin"]) == ("裁定给乙", "0.00"), "the tie is there again"


def ranks(program: Program) -> dict[str, tuple[int, bool]]:
    rows = program.rows("ranking", "--area", "roads", "--period", Q1)
    return {row["unit"]: (row["rank"], row["tied"]) for row in rows}


def test_a_decision_counts_again_for_just_those_whom_it_was_about(opened: Opened) -> None:
    """t1 and t2 tie, it is decided for t2; they tie again at other points, then with t3, then by themselves."""
    rows = scores("main", Q1, {"roads": {"t1": "80", "t2": "80", "t3": "70"}})
    program = opened(Competition(series=[live("roads")], units=towns(3), scores=rows))
    program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t2", "--reason", "by lot", "--approved-by", "Li")
    program.ok("close", "main", Q1)
    decided = {"t1": (2, False), "t2": (1, False), "t3": (3, False)}
    for unit, score, reason, places in (
        ("t1", 79, None, decided),
        ("t2", 79, "by lot", decided),
        ("t3", 79, "by lot", dict.fromkeys(("t1", "t2", "t3"), (1, True))),  # why t1 has no flag: F908
        ("t3", 60, "by lot", decided),
    ):
        program.ok("decide", "correction", "main", Q1, "roads", unit, score, *WHY)
        row = program.flags("--period", Q1)["roads"]
        assert (units(row["holders"]), row["reason"], ranks(program)) == (["t2"], reason, places), (unit, score)
    program.ok("journal", "--verify")


def test_a_decision_that_a_later_one_has_gone_against_puts_nobody_first_any_more(opened: Opened) -> None:
    rows = scores("main", Q1, {"roads": {"t1": "80", "t2": "80", "t3": "70"}})
    program = opened(Competition(series=[live("roads")], units=towns(3), scores=rows))
    program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t2", "--reason", "by lot", "--approved-by", "Li")
    program.ok("close", "main", Q1)
    program.ok("decide", "correction", "main", Q1, "roads", "t1", 85, "--holder", "t1", *WHY)
    program.ok("decide", "correction", "main", Q1, "roads", "t1", 80, *WHY)
    row = program.flags("--period", Q1)["roads"]
    assert (units(row["holders"]), row["reason"], units(row["overtaken_by"])) == (["t1"], "typo", ["t2"])
    assert ranks(program) == {"t1": (1, True), "t2": (1, True), "t3": (3, False)}, "first as well, as the flag says"
    assert all("decision" not in one for one in program.rows("ranking", "--area", "roads", "--period", Q1))
    program.ok("decide", "correction", "main", Q1, "roads", "t3", 71, "--holder", "t2", *WHY)
    assert ranks(program)["t2"] == (1, False), "it has come to be as it was decided"
    program.ok("journal", "--verify")


@pytest.mark.parametrize("also", [False, True])
def test_a_decision_counts_again_while_it_is_sealed_for_just_those_whom_it_was_about(
    opened: Opened, also: bool
) -> None:
    rows = scores("main", Q1, {"roads": {"t1": "80", "t2": "80", "t3": "70"}})
    program = opened(Competition(series=[sealed("roads")], units=towns(3), scores=rows))
    program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t2", "--reason", "by lot", "--approved-by", "Li")
    program.ok("close", "main", Q1)
    program.ok("ceremony", "seal", f"main-{Q1}")
    program.ok("decide", "correction", "main", Q1, "roads", "t1", 79, *WHY)
    program.ok("decide", "correction", "main", Q1, "roads", "t1", 80, *WHY)
    if also:
        program.ok("decide", "correction", "main", Q1, "roads", "t3", 80, *WHY)
        assert (
            "undecided ties for first place: 1 (Roads: Town t1, Town t2, Town t3)"
            in program.refuses(1, "ceremony", "check", f"main-{Q1}").out
        )
        return
    play(program, f"main-{Q1}")
    row = program.flags("--period", Q1)["roads"]
    assert (units(row["holders"]), row["reason"], row["approved_by"]) == (["t2"], "by lot", ["Li"])
    program.ok("ceremony", "verify", f"main-{Q1}")


def test_who_is_first_by_a_correction_after_a_decision_is_told(opened: Opened) -> None:
    rows = scores("main", Q1, {"roads": {"t1": "90", "t2": "80", "t3": "70"}})
    program = opened(Competition(series=[live("roads")], units=towns(3), scores=rows))
    program.ok("close", "main", Q1)
    program.ok("decide", "correction", "main", Q1, "roads", "t1", "91", "--holder", "t1", *WHY)
    assert "overtaken_by" not in program.flags("--period", Q1)["roads"]
    program.ok("decide", "correction", "main", Q1, "roads", "t2", "95", *WHY)
    row = program.flags("--period", Q1)["roads"]
    assert (units(row["holders"]), row["margin"], units(row["overtaken_by"])) == (["t1"], None, ["t2"])
    program.ok("decide", "correction", "main", Q1, "roads", "t2", "85", *WHY)
    assert "overtaken_by" not in program.flags("--period", Q1)["roads"]


def test_whoever_is_named_twice_holds_a_flag_once(opened: Opened) -> None:
    """By id, by name, for a tie, a correction and a vacancy: one holder, one flag in the table."""
    rows = scores("main", Q1, {"roads": {"t1": "80", "t2": "80", "t3": "70"}, "water": {"t1": "5"}})
    program = opened(Competition(series=[live("roads", "water", minimum=60)], units=towns(3), scores=rows))
    twice = ("--holder", "t1", "--holder", "青槐乡")
    program.ok("decide", "tie", "main", Q1, "roads", *twice, "--reason", "by lot", "--approved-by", "Li")
    program.ok("close", "main", Q1)
    program.ok("decide", "vacancy", "main", Q1, "water", *twice, "--reason", "no other", "--approved-by", "Li")
    for score in ("71", "72"):
        flags = program.flags("--period", Q1)
        assert [(units(row["holders"]), row["outcome"]) for row in flags.values()] == [(["t1"], "first")] * 2
        assert program.rows("ranking", "--period", Q1)[0]["flags"] == 2
        program.ok("decide", "correction", "main", Q1, "roads", "t3", score, *twice, *WHY)
    program.ok("journal", "--verify")
