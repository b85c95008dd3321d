"""What was promised against what was done, and what may be said of it on a day (S16)."""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scoreboard.enums import GoalState, PledgeState, RectificationState
from scoreboard.rules.rounding import half_up

PERCENT_DECIMALS = 2
WHOLE = Decimal(100)
SMALLEST_PART = Decimal(1).scaleb(-PERCENT_DECIMALS)

COMPARATORS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}
"""How what was done must compare with the target."""
AT_LEAST = ">="
"""What a target without a comparator means."""
GROWING = frozenset({"", ">=", ">"})
"""Those by which the target is a whole of which a part is done; the others are a limit or an equality."""

GOOD_WORDS = frozenset(
    (
        *("kept", "met", "done", "completed", "achieved"),
        *("兑现", "已兑现", "完成", "已完成", "实现", "已实现", "达到", "已达到", "达成", "已达成"),
    )
)
BAD_WORDS = frozenset(
    (
        *("broken", "unmet", "missed", "not kept", "not met", "not achieved"),
        *("未兑现", "未完成", "未实现", "未达到", "未达成"),
    )
)
"""What people write of how a promise without figures ended, as far as it says just that."""


def met(comparator: str, target: Decimal | None, actual: Decimal | None) -> bool | None:
    """Whether a measured promise is kept; None while nothing was measured, or where nothing can be.

    Exact: at least 140 is not met by 139.9999. Raises ValueError for an unknown comparator.
    """
    if not comparator or target is None or actual is None:
        return None
    if comparator not in COMPARATORS:
        raise ValueError(f"unknown comparator: {comparator}")
    return COMPARATORS[comparator](actual, target)


def said(word: str) -> bool | None:
    """Whether somebody's word says that a promise was kept; None where it says something else, or nothing."""
    folded = " ".join(word.split()).casefold()
    return True if folded in GOOD_WORDS else False if folded in BAD_WORDS else None


def pledge_state(
    comparator: str,
    target: Decimal | None,
    actual: Decimal | None,
    *,
    settled: bool,
    word: str,
    due: date | None,
    day: date,
) -> PledgeState:
    """How a pledge stands on a day: what can be computed is, and a word counts only where there is no target.

    One that was settled in words that say neither is open.
    """
    kept = said(word) if target is None else None
    if target is not None and settled:
        kept = met(comparator or AT_LEAST, target, actual)
    if kept is not None:
        return PledgeState.KEPT if kept else PledgeState.BROKEN
    return PledgeState.OVERDUE if not settled and is_past(due, day) else PledgeState.OPEN


def goal_state(word: str, due: date | None, day: date) -> GoalState:
    """How a goal stands on a day, by a person's word."""
    reached = said(word)
    if reached is not None:
        return GoalState.MET if reached else GoalState.UNMET
    return GoalState.OVERDUE if is_past(due, day) else GoalState.OPEN


def rectification_state(due: date | None, done_on: date | None, day: date) -> RectificationState:
    """How far something has been put right on a day: what is done after its day is late."""
    if done_on is not None and done_on <= day:
        return RectificationState.DONE_LATE if is_past(due, done_on) else RectificationState.DONE
    return RectificationState.OVERDUE if is_past(due, day) else RectificationState.OPEN


def is_past(due: date | None, day: date) -> bool:
    """Whether the day until which something was to be done is over; that day is still its own."""
    return due is not None and day > due


def days_left(due: date | None, day: date) -> int | None:
    """How many days there are until something is due, 0 on its day; None once that is over, or where there is none."""
    return None if due is None or day > due else (due - day).days


def percent(actual: Decimal | None, planned: Decimal | None) -> Decimal | None:
    """How much of a plan is done, in percent with two decimals, half up; None without a plan that is above 0.

    It is 100 only where just the whole is done: 99.997 is told as 99.99, and 100.001 as 100.01.
    """
    if actual is None or planned is None or planned <= 0:
        return None
    exact = Fraction(actual) / Fraction(planned) * 100
    rounded = half_up(exact, PERCENT_DECIMALS)
    if rounded == WHOLE and exact != WHOLE:
        return WHOLE - SMALLEST_PART if exact < WHOLE else WHOLE + SMALLEST_PART
    return rounded


def pledge_percent(comparator: str, target: Decimal | None, actual: Decimal | None) -> Decimal | None:
    """How much of what was pledged is done; None of a limit or an equality, of which there is no part."""
    return percent(actual, target) if comparator in GROWING else None


def percent_words(value: Decimal) -> str:
    """A percentage as it is shown: "78.75", and a whole one without decimals, "84"."""
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:.{PERCENT_DECIMALS}f}"
