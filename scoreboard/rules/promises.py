"""What was promised against what was done (S16)."""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from scoreboard.rules.rounding import half_up

PERCENT_DECIMALS = 2

COMPARATORS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}
"""How what was done must compare with the target."""


def met(comparator: str, target: Decimal | None, actual: Decimal | None) -> bool | None:
    """Whether a measured promise is kept; None while nothing was measured, or where nothing can be.

    Exact: at least 140 is not met by 139.9999. Raises ValueError for an unknown comparator.
    """
    if not comparator or target is None or actual is None:
        return None
    if comparator not in COMPARATORS:
        raise ValueError(f"unknown comparator: {comparator}")
    return COMPARATORS[comparator](actual, target)


def percent(actual: Decimal | None, planned: Decimal | None) -> Decimal | None:
    """How much of a plan is done, in percent with two decimals, half up; None without a plan that is above 0."""
    if actual is None or planned is None or planned <= 0:
        return None
    return half_up(Fraction(actual) / Fraction(planned) * 100, PERCENT_DECIMALS)


def percent_words(value: Decimal) -> str:
    """A percentage as it is shown: "78.75", and a whole one without decimals, "84"."""
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:.{PERCENT_DECIMALS}f}"
