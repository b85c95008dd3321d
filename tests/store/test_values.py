"""Scores and times in storage: exact or refused."""

import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite import dialect

from scoreboard.models.base import Moment, TenThousandths

SQLITE = dialect()
HANDAN = timezone(timedelta(hours=8))


def stored_number(value: Any) -> Any:
    return TenThousandths().process_bind_param(value, SQLITE)


def stored_moment(value: Any) -> Any:
    return Moment().process_bind_param(value, SQLITE)


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_every_number_of_ten_thousandths_comes_back_as_it_was(count: int) -> None:
    value = Decimal(count) / 10_000
    assert stored_number(value) == count
    assert TenThousandths().process_result_value(count, SQLITE) == value


@pytest.mark.parametrize(
    "value",
    [
        92.5,
        float("nan"),
        92,
        True,
        "92.5",
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("-Infinity"),
        Decimal("92.00001"),
        Decimal("1.0000000000000000000000000000000000001"),
        Decimal("123456789012345678901234567890.12345"),
        Decimal("1e16"),
        Decimal("1e300"),
    ],
)
def test_what_is_no_exact_score_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"not an exact number|more than four decimals|too large"):
        stored_number(value)


def test_trailing_zeros_are_no_further_digits() -> None:
    assert stored_number(Decimal("92.500000000")) == 925_000
    assert stored_number(Decimal("9.25E+1")) == 925_000


def test_nothing_is_stored_as_nothing() -> None:
    assert stored_number(None) is None
    assert TenThousandths().process_result_value(None, SQLITE) is None
    assert stored_moment(None) is None
    assert Moment().process_result_value(None, SQLITE) is None


def test_the_largest_number_that_is_taken_fits_into_the_database() -> None:
    largest = Decimal(2**63 - 1) / 10_000
    with sqlite3.connect(":memory:") as connection:
        assert connection.execute("SELECT ?", (stored_number(largest),)).fetchone() == (2**63 - 1,)
    with pytest.raises(ValueError, match="too large"):
        stored_number(largest + Decimal("0.0001"))


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        stored_moment(datetime(2010, 11, 5, 9))  # noqa: DTZ001 - the point of the test


@given(st.datetimes(timezones=st.sampled_from([UTC, HANDAN, timezone(timedelta(hours=-11, minutes=-30))])))
def test_a_time_is_kept_as_the_same_instant_in_utc(moment: datetime) -> None:
    try:
        text = stored_moment(moment)
    except OverflowError:  # the first or last day of the calendar has no UTC twin
        return
    assert text.endswith("+00:00")
    assert Moment().process_result_value(text, SQLITE) == moment


@given(st.lists(st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2200, 1, 1)), min_size=2))  # noqa: DTZ001
def test_stored_times_sort_as_instants_do(moments: list[datetime]) -> None:
    zones = (UTC, HANDAN)
    aware = [moment.replace(tzinfo=zones[at % 2]) for at, moment in enumerate(moments)]
    assert sorted(aware, key=stored_moment) == sorted(aware)
