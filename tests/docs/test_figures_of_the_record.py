"""The record's figures stand on the sample's public boards: what was reported of Handan's contest in 2010."""

import tomllib

import pytest

from scoreboard.settings import Settings
from scoreboard.shipped_contests import contests_folder
from tests.acceptance.driver import Program
from tests.handan import handan, prepared

__all__ = ["handan", "prepared"]


@pytest.fixture
def sample(handan: Settings) -> Program:
    """The sample as anybody may read it."""
    return Program(handan.paths.main, "2010-11-05T09:12:31", "zh", None)


def test_the_records_figures_are_on_the_boards_of_the_sample(sample: Program) -> None:
    for series in ("city", "yongnian-townships", "liuhan-villages"):
        period = "2010Q2" if series == "city" else "2010Q3"
        assert len(sample.show("flags", "--series", series, "--period", period)["areas"]) == 9, series
    village = sample.ok("show", "unit", "duliugu", "--format", "json").json()
    assert len(village["flags"]) == 2
    townships = {row["area"]: row for row in sample.rows("flags", "--series", "yongnian-townships")}
    taken = townships["key-projects"]
    who = [[unit["name"] for unit in taken[side]] for side in ("holders", "previous")]
    assert (who, taken["outcome"], taken["margin"]) == ([["界河店乡"], ["洺关镇"]], "captured", "0.50")
    goals = sample.show("goals")["totals"]
    assert (goals["city"]["set"], goals["province"]["set"] + goals["nation"]["set"], goals["all"]["set"]) == (
        155,
        112,
        267,
    )
    assert sample.show("pledges")["totals"]["all"] == 43
    (campaign,) = sample.rows("campaigns")
    assert (campaign["pledged"], campaign["units"]) == (43, 43)
    (livelihood,) = sample.show("livelihood")["totals"]
    assert {name: livelihood[name] for name in ("fields", "items", "planned", "spent", "percent")} == {
        "fields": 13, "items": 62, "planned": "150", "spent": "126", "percent": "84",
    }  # fmt: skip
    assert "84%" in sample.ok("show", "livelihood").out


def test_f410_what_is_record_stands_in_the_sample_under_the_records_names(sample: Program) -> None:
    """Three star names, three vetoes, Congxi's seven teams under four criteria, Yongnian's study visits."""
    named = tomllib.loads((contests_folder() / "handan-2010" / "competition.toml").read_text(encoding="utf-8"))
    assert [star["name"] for star in named["star"]][:3] == ["服务群众星", "爱岗敬业星", "遵纪守法星"]
    assert len(named["star"]) == 5
    assert [veto["name"] for veto in named["annual"]["vetoes"]] == ["党的基层组织建设", "计划生育", "综合治理"]
    (teams,) = (one for one in named["series"] if one["id"] == "demolition-teams")
    assert [area["name"] for area in teams["area"]] == ["进度", "速度", "质量", "效果"]
    assert {row["unit"] for row in sample.rows("ranking", "--series", "demolition-teams")} == {
        f"demolition-{number}" for number in range(1, 8)
    }
    visits = sample.show("visits")
    assert len(visits["rows"]) == 3
    assert visits["totals"]["people"] > 300
    assert visits["totals"]["destinations"] == 5
