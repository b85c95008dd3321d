"""Refusals at the desk say names where there are some, and the ids of commands that they tell of."""

from datetime import UTC, datetime
from pathlib import Path

from scoreboard.desk.named_errors import with_names
from scoreboard.errors import BadInput, ContestError, Refused
from tests.screens.desk.conftest import Competition2010

NOW = datetime(2010, 10, 20, tzinfo=UTC)


def said(contest: Competition2010, error: ContestError, lang: str = "zh") -> str:
    with contest.store.read() as session:
        return with_names(session, error, NOW).sentence(lang)


def test_units_areas_series_and_periods_are_called_by_their_names(tmp_path: Path) -> None:
    contest = Competition2010(tmp_path)
    contest.fill()
    outside = Refused("role.outside", name="甲", series="city", other="city")
    assert said(contest, outside) == "甲 只在层级 市级 及其下级工作，市级 不在其内；请由 市级 的人来做"
    assert "City" in said(contest, outside, "en")
    unit = BadInput("nominating.unit", unit="yongnian", period="2010Q3")
    assert "永年县" in said(contest, unit)
    assert "第三季度" in said(contest, unit)
    assert "nowhere" in said(contest, BadInput("nominating.unit", unit="nowhere", period="2010Q3"))


def test_a_command_that_is_told_of_keeps_its_ids(tmp_path: Path) -> None:
    contest = Competition2010(tmp_path)
    contest.fill()
    assert "city" in said(contest, Refused("seal.none", ceremony="city-2010Q3", series="city"))
