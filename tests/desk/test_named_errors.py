"""Refusals at the desk say names where there are some, and the ids of commands that they tell of."""

from datetime import UTC, datetime
from pathlib import Path

from scoreboard.desk.named_errors import with_names
from scoreboard.errors import BadInput, ContestError, Refused
from scoreboard.locale import language_of
from scoreboard.models import Series
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


def test_cells_lists_of_units_pools_and_levels_are_called_by_theirs_too(tmp_path: Path) -> None:
    contest = Competition2010(tmp_path)
    contest.fill()
    own = Refused("return.no_draft", cell="key-projects/wuan", series="city")
    assert said(contest, own).startswith("武安市 · 重点项目建设 ")
    tied = Refused("decide.not_tied", units=("wuan",), tied=("yongnian", "nowhere"))
    assert said(contest, tied) == "武安市 不在并列第一之中；并列的是：永年县、nowhere"
    honour = Refused("honour.none", unit="wuan", level="national", title="先进")
    assert said(contest, honour).startswith("武安市 没有 国家级 荣誉《先进》")
    assert "县" in said(contest, Refused("decide.other_pool", unit="wuan", pool="county", series="city"))


def test_the_flag_of_a_table_is_called_by_its_name_in_each_language(tmp_path: Path) -> None:
    contest = Competition2010(tmp_path)
    contest.fill()
    with contest.store.transaction() as session:
        series = session.get_one(Series, "city")
        series.overall_flag, series.overall_flag_en = "流动红旗", "City banner"
        session.add(series)
    waits = Refused("decide.table_waits", flag="流动红旗", series="city", period="2010Q3")
    assert "City banner" in said(contest, waits, "en")
    assert "流动红旗" in said(contest, waits)


def test_on_the_command_line_cells_have_their_ids_behind_and_english_has_no_hanzi(tmp_path: Path) -> None:
    contest = Competition2010(tmp_path)
    contest.fill()
    left = Refused("confirm.left", count=1, cells=("key-projects/wuan",), series="city")
    with contest.store.read() as session:
        named = with_names(session, left, NOW, typed=True)
    assert "武安市 · 重点项目建设 (key-projects/wuan)" in named.sentence("zh")
    assert language_of((named.sentence("en"),)) == "en"


def test_a_command_that_is_told_of_keeps_its_ids(tmp_path: Path) -> None:
    contest = Competition2010(tmp_path)
    contest.fill()
    assert "city" in said(contest, Refused("seal.none", ceremony="city-2010Q3", series="city"))
    place = {"area": "key-projects", "series": "city", "period": "2010Q3"}
    tie = Refused("cue.tie", **place, **{f"{what}_id": one for what, one in place.items()})
    told = "第三季度 的 重点项目建设 第一名并列待裁定，不能揭晓；请先 scoreboard decide tie city 2010Q3 key-projects"
    assert said(contest, tie) == told
    bound = Refused("confirm.unbound_person", series="city", name="甲", role="operator")
    assert said(contest, bound).count("市级") == 1
