"""Working days, by which a notice to the public is measured (S15).

In China a holiday moves working days onto weekends, so that a calendar is needed which knows both; the library
`holidays` has it for China from 1950 on, with the make-up days of 2001 and later that the State Council announced.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

WORKING_WEEK = 5
"""The days of a week from Monday on that are worked where no calendar says otherwise."""


def notice_ends(begins: date, working_days: int, calendar: str) -> date:
    """The last day of a notice of so many working days; the day on which it begins counts, if it is worked.

    `calendar` is a country's ISO 3166 code, such as "CN"; one without a known calendar works from Monday to
    Friday. Without any working day a notice ends as it begins. Raises ValueError for a negative number.
    """
    if working_days < 0:
        raise ValueError(f"a notice of {working_days} working days")
    is_worked = working_calendar(calendar)
    last, left = begins, working_days
    day = begins
    while left:
        if is_worked(day):
            last, left = day, left - 1
        day += timedelta(days=1)
    return last


@cache
def working_calendar(calendar: str) -> Callable[[date], bool]:
    """Whether a day is worked, by the calendar of a country."""
    import holidays  # 70 ms that only a notice is worth

    if not has_calendar(calendar):
        return lambda day: day.weekday() < WORKING_WEEK
    known = holidays.country_holidays(calendar)
    return lambda day: bool(known.is_working_day(day))


def has_calendar(country: str) -> bool:
    """Whether the holidays of a country are known, by its ISO 3166 code."""
    import holidays

    return country in holidays.list_supported_countries()
