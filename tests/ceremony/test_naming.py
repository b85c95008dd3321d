"""What a cue, a flag, a star and a unit are called: of a contest whose pools rank apart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from scoreboard.ceremony.cue import Cue, CueName
from scoreboard.ceremony.naming import flag_name, name_of_cue, period_name, star_name, unit_name, units_named
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.desk.unit_of_work import acting
from scoreboard.locale import Both
from scoreboard.models import Period, UnitName
from scoreboard.store.contest import Contest
from tests.ceremony.pooled import CEREMONY, NOW, closed_contest, settings_of
from tests.contests import opened

PRIZE = CueName("roads工作", "Roads", flag="roads先锋旗", flag_en="Roads pennant", prize="奖金")
OF_TOWNS = {"pool": "town", "pool_en": "town"}


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[tuple[Session, Contest]]:
    settings = settings_of(closed_contest(tmp_path))
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        yield writing.session, standpoint(writing.session, CEREMONY).contest


def test_a_flags_cue_is_called_by_area_flag_pool_and_prize(asked: tuple[Session, Contest]) -> None:
    session, contest = asked
    assert name_of_cue(session, contest, Cue("flag", area="roads", pool="town")) == replace(PRIZE, **OF_TOWNS)
    assert name_of_cue(session, contest, Cue("flag", area="roads")) == PRIZE
    water = CueName("water工作", "Water", flag="water先锋旗", flag_en="Water", pool="office", pool_en="office")
    assert name_of_cue(session, contest, Cue("flag", area="water", pool="office")) == water
    contest.area("water").name_en, contest.area("roads").prize_en = "", "Bonus"
    assert name_of_cue(session, contest, Cue("flag", area="roads")) == replace(PRIZE, prize_en="Bonus")
    untold = name_of_cue(session, contest, Cue("flag", area="water", pool="office"))
    assert (untold.name_en, untold.flag_en) == ("water工作", "water先锋旗"), "what nobody has named in English"


def test_a_cue_that_hands_no_flag_over_is_called_by_its_area_its_star_or_its_title(
    asked: tuple[Session, Contest],
) -> None:
    session, contest = asked
    roads = CueName("roads工作", "Roads", **OF_TOWNS)
    assert name_of_cue(session, contest, Cue("ranking", area="roads", pool="town")) == roads
    stars = [name_of_cue(session, contest, Cue("star", star=star)) for star in ("service", "other", "gone")]
    assert stars == [CueName("服务星", "Service star"), CueName("他星", "他星"), CueName("gone", "gone")]
    assert name_of_cue(session, contest, Cue("speech", title="讲话", title_en="Speech")) == CueName("讲话", "Speech")
    assert name_of_cue(session, contest, Cue("speech", title="讲话")) == CueName("讲话", "讲话")


def test_flags_of_areas_and_of_the_table_are_called_with_their_pools(asked: tuple[Session, Contest]) -> None:
    _session, contest = asked
    assert flag_name(contest, "roads", "town") == Both("roads工作（town）", "Roads (town)")
    assert flag_name(contest, "roads", "") == Both("roads工作", "Roads")
    assert flag_name(contest, "总旗", "office") == Both("总旗（office）", "总旗 (office)")
    assert flag_name(contest, "总旗", "") == Both("总旗", "总旗")
    contest.series.overall_flag_en, contest.area("water").name_en = "Grand pennant", ""
    assert flag_name(contest, "总旗", "town") == Both("总旗（town）", "Grand pennant (town)")
    assert flag_name(contest, "water", "") == Both("water工作", "water工作")


def test_periods_and_stars_are_called_in_english_by_what_there_is(asked: tuple[Session, Contest]) -> None:
    session, contest = asked
    assert period_name(session, "2031Q1") == Both("第一季度", "第一季度")
    session.get_one(Period, "2031Q1").name_en = "First quarter"
    assert period_name(session, contest.period.id) == Both("第一季度", "First quarter")
    assert (star_name(session, "service"), star_name(session, "other")) == (
        Both("服务星", "Service star"), Both("他星", "他星"),
    )  # fmt: skip


def test_units_are_called_as_in_the_contests_period(asked: tuple[Session, Contest]) -> None:
    session, contest = asked
    session.add(UnitName(unit_id="o1", position=9, name="桂川镇", valid_from=date(2031, 3, 31), name_en="Town o1"))
    session.add(UnitName(unit_id="t1", position=9, name="青槐镇", valid_from=date(2031, 4, 1)))
    named = units_named(session, contest, datetime.fromisoformat(NOW), ["t1", "o1", "t1"])
    assert {unit: unit_name(name) for unit, name in named.items()} == {
        "t1": Both("青槐乡", "Town t1"), "o1": Both("桂川镇", "Town o1"),
    }  # fmt: skip
