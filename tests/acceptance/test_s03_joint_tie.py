"""S03: several units are first: they hold the flag together, or somebody decides, with a reason."""

import pytest

from tests.acceptance.competition import Competition, held, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

TIED = {"roads": {"t1": "91.5", "t2": "91.5", "t3": "90"}}


def tied(**settings: object) -> Competition:
    return Competition(series=[live("roads", **settings)], units=towns(3), scores=scores("main", "2031Q1", TIED))


def test_s03_joint_tie(opened: Opened) -> None:
    program = opened(tied(tie="joint"))
    program.ok("close", "main", "2031Q1")
    ranking = program.ranking("--area", "roads")
    assert {unit: (row["rank"], row["tied"]) for unit, row in ranking.items()} == {
        "t1": (1, True),
        "t2": (1, True),
        "t3": (3, False),
    }
    row = program.flags()["roads"]
    assert sorted(units(row["holders"])) == ["t1", "t2"]
    assert (row["outcome"], row["margin"]) == ("joint", "0.00")
    overall = program.ranking()
    assert {unit: row["flags"] for unit, row in overall.items()} == {"t1": 1, "t2": 1, "t3": 0}


def test_s03_joint_tie_waits_for_a_decision(opened: Opened) -> None:
    """With the default rule closing is refused until somebody records a decision with a reason."""
    program = opened(tied())
    assert "decide tie" in program.refuses(1, "close", "main", "2031Q1").complaint
    program.refuses(2, "decide", "tie", "main", "2031Q1", "roads", "--holder", "t1")
    program.refuses(2, "decide", "tie", "main", "2031Q1", "roads", "--holder", "t1", "--reason", "  ")
    program.refuses(2, "decide", "tie", "main", "2031Q1", "roads", "--reason", "which?")
    program.refuses(1, "decide", "tie", "main", "2031Q1", "roads", "--holder", "t3", "--reason", "third is no first")
    program.refuses(1, "close", "main", "2031Q1")
    program.ok("decide", "tie", "main", "2031Q1", "roads", "--holder", "t2", "--reason", "去年更好")
    program.ok("close", "main", "2031Q1")
    row = program.flags()["roads"]
    assert units(row["holders"]) == ["t2"]
    assert (row["outcome"], row["reason"], row["margin"]) == ("first", "去年更好", "0.00")
    ranks = {unit: row["rank"] for unit, row in program.ranking("--area", "roads").items()}
    assert (ranks["t2"], ranks["t1"]) == (1, 2), "the decided one first, the other second"
    decision = next(row for row in program.journal() if row["action"] == "decide.tie")
    assert (decision["reason"], decision["who"]) == ("去年更好", "root")


@pytest.mark.parametrize(
    ("words", "holders", "outcome"),
    [
        (("--holder", "t1", "t2"), ["t1", "t2"], "joint"),
        (("--holder=t2", "--holder=t1"), ["t1", "t2"], "joint"),
        (("--none",), [], "vacant"),
    ],
)
def test_s03_decision_for_several_or_nobody(
    opened: Opened, words: tuple[str, ...], holders: list[str], outcome: str
) -> None:
    program = opened(tied())
    program.ok("decide", "tie", "main", "2031Q1", "roads", *words, "--reason", "drawn by lot")
    program.ok("close", "main", "2031Q1")
    row = program.flags()["roads"]
    assert (sorted(units(row["holders"])), row["outcome"], row["reason"]) == (holders, outcome, "drawn by lot")


def test_s03_decision_does_not_outlive_its_tie(opened: Opened) -> None:
    """A decision counts only while the unit that it chose is still first."""
    program = opened(tied())
    program.ok("decide", "tie", "main", "2031Q1", "roads", "--holder", "t2", "--reason", "lot")
    program.ok("unconfirm", "main", "2031Q1", "--unit", "t2")
    program.ok("enter", "main", "2031Q1", "roads", "t2", "80")
    program.ok("confirm", "main", "2031Q1")
    program.ok("close", "main", "2031Q1")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["reason"], row["margin"]) == (["t1"], None, "1.50")


def test_s03_no_tie_no_decision(opened: Opened) -> None:
    program = opened(
        Competition(units=towns(2), scores=scores("main", "2031Q1", {"roads": {"t1": "91.5", "t2": "91.4999"}}))
    )
    program.refuses(1, "decide", "tie", "main", "2031Q1", "roads", "--holder", "t1", "--reason", "why not")


def test_s03_earlier_place(opened: Opened) -> None:
    """The better place in another area decides; where that is tied too, somebody must."""
    cells = {
        "people": {"t1": "70", "t2": "80", "t3": "80"},
        "roads": {"t1": "91.5", "t2": "91.5", "t3": "90"},
        "water": {"t1": "60", "t2": "88", "t3": "88"},
    }
    program = opened(
        Competition(
            series=[live("people", "roads", "water", tie="earlier-place:people")],
            units=towns(3),
            scores=scores("main", "2031Q1", cells),
        )
    )
    complaint = program.refuses(1, "close", "main", "2031Q1").complaint
    assert "people" in complaint
    assert "water" in complaint
    assert "roads" not in complaint
    for area in ("people", "water"):
        program.ok("decide", "tie", "main", "2031Q1", area, "--holder", "t3", "--reason", "lot")
    program.ok("close", "main", "2031Q1")
    assert {area: units(row["holders"]) for area, row in program.flags().items()} == {
        "people": ["t3"],
        "roads": ["t2"],
        "water": ["t3"],
    }


@pytest.mark.parametrize("size", [2, 3, 5])
def test_s03_joint_ties_of_any_size(opened: Opened, size: int) -> None:
    program = opened(
        Competition(
            series=[live("roads", tie="joint")],
            units=towns(7),
            custody=held("main", {"roads": "t7"}),
            scores=scores("main", "2031Q1", {"roads": {f"t{n}": 88.25 if n <= size else 80 - n for n in range(1, 8)}}),
        )
    )
    program.ok("close", "main", "2031Q1")
    assert sorted(row["rank"] for row in program.rows("ranking", "--area", "roads")) == [
        *[1] * size,
        *range(size + 1, 8),
    ]
    assert flags_held(program) == {f"t{n}": int(n <= size) for n in range(1, 8)}


def flags_held(program: Program) -> dict[str, int]:
    return {unit: row["flags"] for unit, row in program.ranking().items()}


def test_f911_being_excused_where_the_earlier_place_is_looked_up_is_no_mark_against_a_unit(opened: Opened) -> None:
    cells = scores("main", "2031Q1", {"roads": {"t1": 91.5, "t2": 91.5}, "water": {"t1": 60, "t2": "n/a"}})
    program = opened(
        Competition(series=[live("roads", "water", tie="earlier-place:water")], units=towns(2), scores=cells)
    )
    assert "roads" in program.refuses(1, "close", "main", "2031Q1").complaint
    program.ok("decide", "tie", "main", "2031Q1", "roads", "--holder", "t2", "--reason", "复核")
    program.ok("close", "main", "2031Q1")
    assert units(program.flags()["roads"]["holders"]) == ["t2"]
