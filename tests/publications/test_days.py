"""Days as each language writes them."""

from datetime import date

import pytest

from scoreboard.publications.days import told_day, told_day_of_year, told_days, told_moment


@pytest.mark.parametrize(
    ("start", "end", "chinese", "english"),
    [
        ("2010-04-06", "2010-04-09", "2010年4月6日至9日", "6–9 April 2010"),
        ("2010-09-27", "2010-10-06", "2010年9月27日至10月6日", "27 September – 6 October 2010"),
        ("2010-12-30", "2011-01-02", "2010年12月30日至2011年1月2日", "30 December 2010 – 2 January 2011"),
        ("2010-04-06", "2011-04-09", "2010年4月6日至2011年4月9日", "6 April 2010 – 9 April 2011"),
        ("2010-09-30", "2010-09-30", "2010年9月30日", "30 September 2010"),
        ("2010-09-30", "", "2010年9月30日", "30 September 2010"),
        ("", "2010-09-30", "2010年9月30日", "30 September 2010"),
        ("", "", "", ""),
    ],
)
def test_a_span_of_days_says_month_and_year_once(start: str, end: str, chinese: str, english: str) -> None:
    assert (told_days(start, end, "zh"), told_days(start, end, "en")) == (chinese, english)


def test_a_day_and_a_minute_are_told_with_and_without_their_year() -> None:
    assert (told_day("2010-09-30", "zh"), told_day("2010-09-30", "en")) == ("2010年9月30日", "30 September 2010")
    assert (told_day_of_year("2010-09-30", "zh"), told_day_of_year("2010-09-30", "en")) == ("9月30日", "30 September")
    assert told_day(date(2010, 9, 30), "en") == "30 September 2010"
    moment = "2010-12-20T00:00:00+08:00"
    assert (told_moment(moment, "zh"), told_moment(moment, "en")) == ("2010年12月20日 00:00", "20 December 2010, 00:00")
    assert told_moment(moment, "en", year=False) == "20 December, 00:00"
