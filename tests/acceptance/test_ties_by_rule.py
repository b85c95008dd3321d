"""A tie that the series' rule settles wants no decision: none is recorded that would change nothing."""

import pytest

from tests.acceptance.competition import Competition, held, live, scores, towns
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
