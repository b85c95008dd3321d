"""Targets, and how far they were reached (S16)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.rules.promises import COMPARATORS, met, percent, percent_words
from tests.rules.strategies import unhurried


@pytest.mark.parametrize(("actual", "kept"), [("139", False), ("139.9999", False), ("140", True), ("141", True)])
def test_s16_at_least_140_projects(actual: str, kept: bool) -> None:
    assert met(">=", Decimal(140), Decimal(actual)) is kept


@pytest.mark.parametrize(("planned", "shown"), [("150", "84"), ("160", "78.75")])
def test_s16_126_of_a_plan_that_is_revised(planned: str, shown: str) -> None:
    value = percent(Decimal(126), Decimal(planned))

    assert value is not None
    assert percent_words(value) == shown


@pytest.mark.parametrize(
    ("comparator", "below", "equal", "above"),
    [
        (">=", False, True, True),
        ("<=", True, True, False),
        ("=", False, True, False),
        (">", False, False, True),
        ("<", True, False, False),
    ],
)
def test_each_comparator(comparator: str, below: bool, equal: bool, above: bool) -> None:
    target = Decimal(20)

    assert [met(comparator, target, target + step) for step in (-1, 0, 1)] == [below, equal, above]


def test_what_is_not_measured_is_neither_met_nor_unmet() -> None:
    assert met("", None, Decimal(3)) is None
    assert met("", Decimal(3), Decimal(3)) is None
    assert met(">=", None, Decimal(3)) is None
    assert met(">=", Decimal(3), None) is None
    assert percent(None, Decimal(3)) is None
    assert percent(Decimal(3), None) is None
    assert percent(Decimal(3), Decimal(0)) is None


def test_an_unknown_comparator_is_no_promise() -> None:
    with pytest.raises(ValueError, match="unknown comparator"):
        met("~", Decimal(1), Decimal(1))


@pytest.mark.parametrize(
    ("actual", "planned", "shown"),
    [
        ("1", "3", "33.33"),
        ("2", "3", "66.67"),
        ("0.5", "100", "0.50"),
        ("1", "800", "0.13"),
        ("3", "3", "100"),
        ("0", "9", "0"),
    ],
)
def test_percentages_go_half_up_and_lose_only_a_whole_ones_decimals(actual: str, planned: str, shown: str) -> None:
    value = percent(Decimal(actual), Decimal(planned))

    assert value is not None
    assert percent_words(value) == shown


numbers = st.integers(-10_000_000, 10_000_000).map(lambda n: Decimal(n).scaleb(-4))


@unhurried
@given(numbers, numbers)
def test_at_least_and_below_are_opposites(target: Decimal, actual: Decimal) -> None:
    kept = {comparator: met(comparator, target, actual) for comparator in COMPARATORS}

    assert kept[">="] is not kept["<"]
    assert kept["<="] is not kept[">"]
    assert kept["="] is (kept[">="] and kept["<="])


@unhurried
@given(numbers.filter(lambda n: n >= 0), numbers.filter(lambda n: n > 0))
def test_a_percentage_is_within_half_a_hundredth_of_the_truth(actual: Decimal, planned: Decimal) -> None:
    value = percent(actual, planned)

    assert value is not None
    assert abs(value * planned - actual * 100) <= planned * Decimal("0.005")
