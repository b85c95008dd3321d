"""Targets, and how far they were reached (S16)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.enums import GoalState, PledgeState, RectificationState
from scoreboard.rules.promises import (
    BAD_WORDS,
    COMPARATORS,
    GOOD_WORDS,
    days_left,
    goal_state,
    met,
    percent,
    percent_words,
    pledge_percent,
    pledge_state,
    rectification_state,
    said,
)
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
        ("3.3349", "3.335", "99.99"),
        ("999999", "1000000", "99.99"),
        ("1000001", "1000000", "100.01"),
        ("3.3351", "3.335", "100.01"),
        ("-1", "8", "-12.50"),
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
    assert (value == 100) is (actual == planned)
    assert (value > 100) is (actual > planned)
    least = Decimal("0.01") if value in (Decimal("99.99"), Decimal("100.01")) else Decimal("0.005")
    assert abs(value * planned - actual * 100) <= planned * least


DUE = date(2031, 12, 31)
AFTER = DUE + timedelta(days=1)


def stands(
    word: str = "", *, comparator: str = ">=", target: str | None = "40", actual: str | None = None, **more: object
) -> PledgeState:
    goal, done = (None if figure is None else Decimal(figure) for figure in (target, actual))
    return pledge_state(comparator, goal, done, **{"settled": False, "word": word, "due": DUE, "day": DUE, **more})  # type: ignore[arg-type]


def test_f401_figures_say_how_a_measured_pledge_ended_and_no_word_does() -> None:
    assert stands("已完成", actual="39", settled=True) is PledgeState.BROKEN
    assert stands("未完成", actual="40", settled=True) is PledgeState.KEPT
    assert stands("kept", actual="40") is PledgeState.OPEN
    assert stands(actual="40", settled=True, comparator="") is PledgeState.KEPT
    assert stands(actual="39.9999", settled=True, comparator="") is PledgeState.BROKEN


def test_f402_a_pledge_is_open_until_it_is_settled_or_its_day_is_over() -> None:
    assert stands(actual="0") is PledgeState.OPEN
    assert stands(actual="99", day=AFTER) is PledgeState.OVERDUE
    assert stands(due=None, day=AFTER) is PledgeState.OPEN
    assert stands(settled=True, day=AFTER) is PledgeState.OPEN


def test_a_word_says_how_a_pledge_without_a_target_ended() -> None:
    assert stands("kept", target=None, day=AFTER) is PledgeState.KEPT
    assert stands(" Not  Kept ", target=None) is PledgeState.BROKEN
    assert stands("进展顺利", target=None, day=AFTER) is PledgeState.OVERDUE
    assert stands("进展顺利", target=None, day=AFTER, settled=True) is PledgeState.OPEN
    assert {said(word) for word in GOOD_WORDS} == {True}
    assert {said(word) for word in BAD_WORDS} == {False}
    assert said("") is None


def test_a_goal_stands_by_a_persons_word_and_its_day() -> None:
    assert goal_state("已实现", DUE, AFTER) is GoalState.MET
    assert goal_state("unmet", None, DUE) is GoalState.UNMET
    assert goal_state("通报中", DUE, DUE) is GoalState.OPEN
    assert goal_state("", DUE, AFTER) is GoalState.OVERDUE
    assert goal_state("", None, AFTER) is GoalState.OPEN


@pytest.mark.parametrize(
    ("comparator", "shown"), [(">=", "50"), (">", "50"), ("", "50"), ("<=", None), ("<", None), ("=", None)]
)
def test_f403_there_is_no_part_of_a_limit(comparator: str, shown: str | None) -> None:
    value = pledge_percent(comparator, Decimal(20), Decimal(10))
    assert (None if value is None else percent_words(value)) == shown


@pytest.mark.parametrize(
    ("due", "day", "left"),
    [
        (date(2010, 12, 31), date(2010, 12, 20), 11),
        (date(2010, 12, 31), date(2010, 12, 31), 0),
        (date(2010, 12, 31), date(2011, 1, 1), None),
        (None, date(2010, 12, 31), None),
    ],
)
def test_days_left_count_down_to_the_day_itself(due: date | None, day: date, left: int | None) -> None:
    assert days_left(due, day) == left


@pytest.mark.parametrize(
    ("due", "done", "day", "state"),
    [
        (5, None, 5, RectificationState.OPEN),
        (5, None, 6, RectificationState.OVERDUE),
        (None, None, 6, RectificationState.OPEN),
        (5, 5, 5, RectificationState.DONE),
        (5, 5, 9, RectificationState.DONE),
        (5, 6, 6, RectificationState.DONE_LATE),
        (5, 6, 5, RectificationState.OPEN),
        (5, 9, 6, RectificationState.OVERDUE),
        (None, 6, 9, RectificationState.DONE),
    ],
)
def test_f405_what_is_put_right_after_its_day_is_late_from_when_it_was(
    due: int | None, done: int | None, day: int, state: RectificationState
) -> None:
    due_on, done_on = (None if one is None else date(2031, 3, one) for one in (due, done))
    assert rectification_state(due_on, done_on, date(2031, 3, day)) is state
