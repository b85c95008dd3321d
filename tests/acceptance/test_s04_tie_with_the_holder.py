"""S04: the holder is among the first, and the rule lets it keep the flag."""

import pytest

from tests.acceptance.competition import Competition, held, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import units


def contest(holders: object, first: dict[str, object], **settings: object) -> Competition:
    return Competition(
        series=[live("roads", **{"tie": "holder-retains", **settings})],
        units=towns(4),
        custody=held("main", {"roads": holders}),
        scores=[*scores("main", "2031Q1", {"roads": first}), *scores("main", "2031Q2", {"roads": first})],
    )


def test_s04_tie_with_the_holder(opened: Opened) -> None:
    program = opened(contest("t1", {"t1": "91.5", "t2": "91.5", "t3": "91.4"}))
    for period, defences in (("2031Q1", 1), ("2031Q2", 2)):
        program.ok("close", "main", period)
        row = program.flags("--period", period)["roads"]
        assert units(row["holders"]) == units(row["previous"]) == ["t1"]
        assert (row["outcome"], row["defences"], row["reason"]) == ("defended", {"t1": defences}, "tie")
        assert row["margin"] == "0.00"
        assert program.ranking("--period", period, "--area", "roads")["t2"]["rank"] == 1


def test_s04_tie_among_challengers_waits_for_a_decision(opened: Opened) -> None:
    program = opened(contest("t3", {"t1": "91.5", "t2": "91.5", "t3": "91.4"}))
    program.refuses(1, "close", "main", "2031Q1")
    program.ok("decide", "tie", "main", "2031Q1", "roads", "--holder", "t2", "--reason", "lot")
    program.ok("close", "main", "2031Q1")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["outcome"], row["reason"]) == (["t2"], "captured", "lot")


@pytest.mark.parametrize(
    ("holders", "keepers", "defences"),
    [
        (["t1", "t2"], ["t1", "t2"], {"t1": 1, "t2": 1}),
        (["t2", "t4"], ["t2"], {"t2": 1}),
    ],
)
def test_s04_of_joint_holders_those_who_are_first_keep_it(
    opened: Opened, holders: list[str], keepers: list[str], defences: dict[str, int]
) -> None:
    program = opened(contest(holders, {"t1": "91.5", "t2": "91.5", "t3": "91.5", "t4": "60"}))
    program.ok("close", "main", "2031Q1")
    row = program.flags("--period", "2031Q1")["roads"]
    assert sorted(units(row["holders"])) == keepers
    assert (row["outcome"], row["defences"]) == ("defended", defences)


def test_s04_holder_in_a_joint_tie_is_joint_for_the_new_set(opened: Opened) -> None:
    """Under `joint` the set of holders is new, so the outcome is joint; each one's defences are counted apart."""
    program = opened(contest("t1", {"t1": "91.5", "t2": "91.5"}, tie="joint"))
    for period, outcome, defences in (
        ("2031Q1", "joint", {"t1": 1, "t2": 0}),
        ("2031Q2", "defended", {"t1": 2, "t2": 1}),
    ):
        program.ok("close", "main", period)
        row = program.flags("--period", period)["roads"]
        assert sorted(units(row["holders"])) == ["t1", "t2"]
        assert (row["outcome"], row["defences"]) == (outcome, defences)
