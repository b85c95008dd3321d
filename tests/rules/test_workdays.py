"""How long a notice to the public is (S15)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.rules.workdays import has_calendar, notice_ends, working_calendar
from tests.rules.strategies import unhurried

TUESDAY = date(2010, 9, 28)


def test_s15_five_working_days_over_the_national_day() -> None:
    assert notice_ends(TUESDAY, 5, "CN") == date(2010, 10, 9)


def test_s15_the_substitute_of_30_september_gets_a_fresh_notice() -> None:
    assert notice_ends(date(2010, 9, 30), 5, "CN") == date(2010, 10, 12)


@pytest.mark.parametrize("day", range(1, 8))
def test_s15_the_holiday_is_not_worked(day: int) -> None:
    assert not working_calendar("CN")(date(2010, 10, day))


def test_s15_the_saturday_that_makes_up_for_it_is_worked() -> None:
    is_worked = working_calendar("CN")

    assert [is_worked(date(2010, 10, day)) for day in (8, 9, 10)] == [True, True, False]


def test_a_calendar_that_nobody_knows_works_from_monday_to_friday() -> None:
    assert notice_ends(TUESDAY, 5, "ZZ") == date(2010, 10, 4)


def test_a_notice_of_no_day_ends_as_it_begins() -> None:
    assert notice_ends(date(2010, 10, 2), 0, "CN") == date(2010, 10, 2)


def test_a_notice_is_never_of_fewer_days() -> None:
    with pytest.raises(ValueError, match="-1 working days"):
        notice_ends(TUESDAY, -1, "CN")


days = st.dates(date(2005, 1, 1), date(2026, 11, 1))


@unhurried
@given(days, st.integers(1, 12), st.sampled_from(["CN", "ZZ"]))
def test_a_notice_holds_just_its_working_days_and_ends_on_one(begins: date, working_days: int, calendar: str) -> None:
    ends = notice_ends(begins, working_days, calendar)

    is_worked = working_calendar(calendar)
    span = [begins + timedelta(days=step) for step in range((ends - begins).days + 1)]
    assert sum(map(is_worked, span)) == working_days
    assert is_worked(ends)


@unhurried
@given(days, st.integers(0, 12))
def test_a_later_notice_never_ends_earlier(begins: date, working_days: int) -> None:
    assert notice_ends(begins, working_days, "CN") <= notice_ends(begins + timedelta(days=1), working_days, "CN")


def test_holidays_are_known_of_countries_that_there_are() -> None:
    assert has_calendar("CN")
    assert not has_calendar("XX")
