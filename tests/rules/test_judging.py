"""Several judges' scores: S18."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.rules.judging import combined, dropped, left_out

from .strategies import scores, unhurried


def points(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


def test_s18_judges() -> None:
    assert combined(points("95", "95", "90", "88", "70"), "trimmed-mean") == Decimal("91.00")


def test_s18_nothing_drops_with_two_judges() -> None:
    assert combined(points("95", "70"), "trimmed-mean") == Decimal("82.5")
    assert combined(points("95", "70", "71"), "trimmed-mean") == 71
    assert combined(points("88"), "trimmed-mean") == 88


def test_s18_of_marks_that_are_alike_the_first_drops() -> None:
    assert dropped(points("90", "95", "70", "95", "88", "70"), "trimmed-mean") == (1, 2)
    assert dropped(points("80", "80", "80"), "trimmed-mean") == (0, 1)
    assert dropped(points("80", "90", "85"), "trimmed-mean") == (1, 0)


@pytest.mark.parametrize(("marks", "method"), [(("95", "70"), "trimmed-mean"), (("9", "8", "7", "6"), "mean")])
def test_s18_nothing_drops(marks: tuple[str, ...], method: str) -> None:
    assert dropped(points(*marks), method) == ()


@unhurried
@given(st.lists(scores, min_size=3))
def test_what_drops_is_one_of_the_highest_and_one_of_the_lowest(panel: list[Decimal]) -> None:
    highest, lowest = dropped(panel, "trimmed-mean")
    assert highest != lowest
    assert (panel[highest], panel[lowest]) == (max(panel), min(panel))


def test_a_mean_counts_every_judge() -> None:
    assert combined(points("95", "95", "90", "88", "70"), "mean") == Decimal("87.6")
    assert combined(points("90", "90", "91"), "mean") == Decimal("90.3333")
    assert combined(points("90.0001", "90.0002"), "mean") == Decimal("90.0002"), "half up"


def test_a_single_judge_is_alone() -> None:
    assert combined(points("88.5"), "single") == Decimal("88.5")
    with pytest.raises(ValueError, match=r"^several scores for a single judge$"):
        combined(points("88", "89"), "single")


def test_f206_units_that_not_all_have_judged_are_named_with_those_who_have_not() -> None:
    judged = {"a": ["甲", "乙"], "b": ["甲"], "c": ["丙", "乙"], "d": []}
    assert left_out(judged) == {"a": {"丙"}, "b": {"乙", "丙"}, "c": {"甲"}}
    assert left_out({"a": ["甲", "乙"], "b": ["乙", "甲"]}) == {}


@pytest.mark.parametrize("method", ["single", "mean", "trimmed-mean"])
def test_no_score_is_not_zero(method: str) -> None:
    assert combined([], method) is None


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ValueError, match="median"):
        combined(points("88"), "median")


@unhurried
@given(st.lists(scores, min_size=1), st.sampled_from(["mean", "trimmed-mean"]))
def test_the_judges_order_does_not_matter_and_nobody_is_outdone(panel: list[Decimal], method: str) -> None:
    score = combined(panel, method)
    assert score is not None
    assert min(panel) <= score <= max(panel)
    assert score == combined(sorted(panel), method) == combined(panel[::-1], method)
