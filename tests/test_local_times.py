"""F916: a local time that the clocks skip or show twice is no moment; with its offset, or as a day, it is one."""

from zoneinfo import ZoneInfo

import pytest

from scoreboard.errors import BadInput
from scoreboard.settings import parse_moment

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("text", "what"), [("2030-10-27T02:30", "time_twice"), ("2030-03-31 02:30:00", "time_skipped")]
)
def test_f916_a_time_that_is_no_moment_is_refused(text: str, what: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_moment(text, BERLIN)
    assert refused.value.key == what
    assert text in refused.value.sentence("zh")
    if what == "time_twice":
        assert "+02:00 for the first time or +01:00" in refused.value.sentence("en")


@pytest.mark.parametrize(
    ("text", "zone", "meant"),
    [
        ("2030-10-27T02:30+01:00", BERLIN, "2030-10-27T01:30:00+00:00"),
        ("2030-10-27T02:30+02:00", BERLIN, "2030-10-27T00:30:00+00:00"),
        ("2030-10-27T03:00", BERLIN, "2030-10-27T02:00:00+00:00"),
        ("2010-11-05T09:00:00.5", "Asia/Shanghai", "2010-11-05T01:00:00.500000+00:00"),
        ("1900-12-31T23:00", "Asia/Shanghai", "1900-12-31T14:54:17+00:00"),
    ],
)
def test_what_a_time_means(text: str, zone: str, meant: str) -> None:
    assert parse_moment(text, zone).astimezone(ZoneInfo("UTC")).isoformat() == meant


def test_a_day_that_begins_within_a_skipped_hour_is_a_day() -> None:
    assert parse_moment("2018-11-04", "America/Sao_Paulo").date().isoformat() == "2018-11-04"
