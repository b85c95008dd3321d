"""Confirming, taking that back, deciding a tie and closing the period from the desk."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import select
from textual.pilot import Pilot
from textual.widgets import Input, Static

from scoreboard.desk.confirming import confirm
from scoreboard.desk.deciding import correct
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import CustodyEntry, PlaceDecision, Series, SeriesPeriod, TieDecision
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from screens.desk import DeskScreen
from screens.desk.choice import ChoiceDialog
from screens.desk.closing import ClosingDialog
from screens.desk.form import FormDialog
from screens.desk.placing import PlaceDialog
from screens.desk.reason import ReasonDialog
from screens.desk.tie import TieDialog
from screens.widgets.bars import Bar, KeyBar
from screens.widgets.rows import RowList
from tests.handan import handan, prepared
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle

__all__ = ["handan", "prepared"]


def reason(app: DeskApp) -> str:
    return str(app.screen.query_one("#reason", Static).content)


@pytest.mark.parametrize(
    ("choice", "confirmed"), [(0, {"yongnian/key-projects"}), (1, {"yongnian/key-projects", "wuan/key-projects"})]
)
async def test_a_cell_or_a_column_is_confirmed(contest: Competition2010, choice: int, confirmed: set[str]) -> None:
    for unit in ("yongnian", "wuan"):
        contest.enter("甲", "key-projects", unit, "90")
    contest.enter("甲", "stability", "yongnian", "91")
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        rows = app.screen.query_one(RowList).rows
        assert [row.cells[1] for row in rows] == ["1 个草稿", "2 个草稿", "2 个草稿", "3 个草稿"]
        await press(pilot, *["down"] * choice, "enter")
        assert f"已确认 {len(confirmed)} 个得分" in app.desk.query_one("#message", Bar).text
    assert {
        f"{unit}/{area}"
        for unit in ("yongnian", "wuan")
        for area in ("key-projects", "stability")
        if (found := contest.score(unit, area)) and found.state == "confirmed"
    } == confirmed
    assert {deed.who for deed in contest.journal("confirm")} == {"丙"}


async def test_confirmed_scores_become_drafts_again(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "90")
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter")
        assert contest.value("yongnian") == (Decimal(90), "confirmed", 1)
        await press(pilot, "u", "enter")
    assert contest.value("yongnian") == (Decimal(90), "draft", 1)


async def test_a_role_that_may_not_unconfirm_is_refused(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "90")
    app = app_of(contest, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter", "u")
        assert app.screen is app.desk, "refused before anything is asked"
        assert app.desk.line.refused
        assert "甲" in app.desk.query_one("#message", Bar).text
    assert contest.value("yongnian") == (Decimal(90), "confirmed", 1)


async def fill_with_a_tie(contest: Competition2010, pilot: Pilot[None]) -> None:
    for unit, text in (("yongnian", "91.5"), ("wuan", "91.5"), ("congtai", "90"), ("shexian", "n/a")):
        contest.enter("甲", "key-projects", unit, text)
    contest.enter("甲", "stability", "congtai", "88")
    await settle(pilot)


async def test_s03_closing_waits_for_drafts_and_for_the_decision_of_a_tie(contest: Competition2010) -> None:
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_with_a_tie(contest, pilot)
        await press(pilot, "k")
        assert isinstance(app.screen, ClosingDialog)
        assert "草稿 5 个，缺 3 格，待裁定的并列 1 项" in str(app.screen.query_one("#state", Static).content)
        await press(pilot, "k")
        assert "还有 5 个草稿" in reason(app)
        await press(pilot, "escape", "c", "end", "enter", "k", "k")
        assert "并列" in reason(app)
        await press(pilot, "d")
        assert isinstance(app.screen, TieDialog)
        await press(pilot, "tab", *"理由", "enter")
        assert isinstance(app.screen, TieDialog)
        await press(pilot, "down", "space", "tab", "enter")
        assert isinstance(app.screen, ClosingDialog)
        assert "裁定：武安市" in app.screen.query_one(RowList).rows[0].cells[4]
        await press(pilot, "y")
        assert "仪式 city-2010Q3 将揭晓" in reason(app)
        assert str(app.screen.query_one("#state", Static).content).count("已结账") == 1
        assert "已结账" not in reason(app), "it is said once that it is closed"
        await press(pilot, "escape")
        assert "已封存" in app.desk.query_one("#state", Bar).text
        await press(pilot, "9")
        assert app.desk.grid.edit is None
    with contest.store.read() as session:
        assert session.get_one(SeriesPeriod, ("city", "2010Q3")).state == "sealed"
        decision = session.get_one(TieDecision, ("city", "2010Q3", "key-projects", ""))
        assert (decision.units, decision.reason, decision.decided_by) == (["wuan"], "理由", "管")
        entries = {row.area_id: row.units for row in session.exec(select(CustodyEntry))}
        assert entries == {"key-projects": ["wuan"], "stability": ["congtai"]}
    assert [deed.action for deed in contest.journal() if deed.action in ("decide.tie", "close")] == [
        "decide.tie",
        "close",
    ]


async def test_a_tie_can_be_decided_for_nobody_or_for_both(contest: Competition2010) -> None:
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_with_a_tie(contest, pilot)
        await press(pilot, "k", "d", "end", "space", "enter", *"无", "enter")
        assert "裁定：无人持旗" in app.screen.query_one(RowList).rows[0].cells[4]
        await press(pilot, "d", "home", "space", "down", "space", "enter", *"都", "tab", "李", "comma", "陈", "enter")
        assert "裁定：永年县、武安市" in app.screen.query_one(RowList).rows[0].cells[4]
    decisions = contest.journal("decide.tie")
    assert [deed.after["approved_by"] for deed in decisions] == [[], ["李", "陈"]]
    assert [deed.after["units"] for deed in decisions] == [[], ["yongnian", "wuan"]]


async def test_only_an_admin_decides_and_is_told_in_place(contest: Competition2010) -> None:
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_with_a_tie(contest, pilot)
        await press(pilot, "k", "d", "space", "enter", *"我", "enter")
        assert "丙" in reason(app)
    assert contest.journal("decide.tie") == []


async def test_a_live_series_is_published_at_once_when_it_is_closed(tmp_path: Path) -> None:
    competition = Competition2010(tmp_path)
    competition.fill(publication="live")
    competition.enter("甲", "key-projects", "yongnian", "91")
    app = app_of(competition, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "确认即公布" in app.desk.query_one("#state", Bar).text
        await press(pilot, "c", "enter", "k", "a", *"2010-06-30", "enter")
        assert "2010-06-30" in reason(app), "no day before the period's first"
        assert isinstance(app.screen, FormDialog)
        await press(pilot, "escape", "escape", "a", *"2010-10-12", "enter")
        assert "授旗日 2010-10-12" in reason(app)
        await press(pilot, "y")
        assert str(app.screen.query_one("#state", Static).content).strip() == "已结账并公布。"
        await press(pilot, "escape")
        assert "已公布" in app.desk.query_one("#state", Bar).text
    row = competition.public("flags/city/2010Q3")[0]
    assert (row["holders"][0]["unit"], row["awarded_on"]) == ("yongnian", "2010-10-12")


async def test_a_sealed_period_is_reopened(contest: Competition2010) -> None:
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "k", "y", "o", "enter", "o", "escape", "escape")
        assert "录入中" not in app.desk.query_one("#state", Bar).text, "one key drops nothing"
        await press(pilot, "k", "o", "down", "enter", "escape")
        assert "录入中" in app.desk.query_one("#state", Bar).text
    assert [deed.action for deed in contest.journal() if deed.action in ("close", "reopen")] == ["close", "reopen"]


async def test_the_journal_shows_who_when_old_and_new(contest: Competition2010) -> None:
    contest.enter("乙", "key-projects", "yongnian", "88")
    contest.enter("乙", "stability", "wuan", "70")
    app = app_of(contest)
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "8", "9", "enter", "up", "j")
        rows = [row.cells for row in app.screen.query_one(RowList).rows]
        assert rows[0] == ("永年县 · 重点项目建设",)
        assert rows[1] == ("10-20 10:00:00", "甲?", "录入", "永年县 · 重点项目建设", "88", "89")
        assert rows[2][1:] == ("乙?", "录入", "永年县 · 重点项目建设", "", "88")
        assert [cells[3] for cells in rows[4:]] == [
            "永年县 · 重点项目建设",
            "武安市 · 维护社会稳定",
            "永年县 · 重点项目建设",
        ]
        await press(pilot, "escape", "question_mark")
        assert not isinstance(app.screen, ChoiceDialog)
        assert app.screen is not app.desk


async def test_f901_the_key_that_checks_does_not_close_where_cells_are_missing(tmp_path: Path) -> None:
    competition = Competition2010(tmp_path)
    competition.fill(publication="live")
    competition.enter("甲", "key-projects", "yongnian", "91")
    app = app_of(competition, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter", "k", "k", "k", "enter", "k")
        assert isinstance(app.screen, ClosingDialog)
        assert "还缺 7 格" in reason(app)
        assert "按 y" in reason(app)
        with competition.store.read() as session:
            assert session.get_one(SeriesPeriod, ("city", "2010Q3")).state == "open"
        await press(pilot, "y")
        assert str(app.screen.query_one("#state", Static).content).strip() == "已结账并公布。"


async def test_f901_what_lacks_nothing_is_closed_by_another_key_too(contest: Competition2010) -> None:
    app = app_of(contest, "管")
    for area in ("key-projects", "stability"):
        for at, unit in enumerate(("yongnian", "wuan", "congtai", "shexian")):
            contest.enter("甲", area, unit, str(80 + at))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "end", "enter", "k", "k", "k")
        assert reason(app) == "将结账：市级第三季度。结账后封存，由仪式揭晓。确要结账，请按 y。"
        with contest.store.read() as session:
            assert session.get_one(SeriesPeriod, ("city", "2010Q3")).state == "open"
        await press(pilot, "y")
        assert "仪式 city-2010Q3 将揭晓" in reason(app)


@pytest.mark.parametrize(
    ("now", "asked"),
    [("2010-09-30T10:00:00", "到 2010-09-30 才结束"), ("2010-06-30T10:00:00", "2010-07-01 才开始")],
)
async def test_f901_a_period_that_runs_or_is_still_to_come_is_asked_about(
    contest: Competition2010, now: str, asked: str
) -> None:
    for area in ("key-projects", "stability"):
        for at, unit in enumerate(("yongnian", "wuan", "congtai", "shexian")):
            contest.enter("甲", area, unit, str(80 + at))
    app = DeskApp(DeskScreen(contest.store, replace(contest.settings("管"), now=now)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "end", "enter", "k")
        assert asked in reason(app), "before anything is pressed"
        await press(pilot, "k")
        assert asked in reason(app)
        await press(pilot, "y")
        assert "仪式 city-2010Q3 将揭晓" in reason(app)


async def test_f208_the_desk_says_that_nobody_has_a_score(contest: Competition2010) -> None:
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "k", "k")
        assert "一个得分也没有" in reason(app)
        await press(pilot, "y")
        assert "仪式 city-2010Q3 将揭晓" in reason(app)


async def test_f901_a_published_live_period_is_reopened_with_a_reason(tmp_path: Path) -> None:
    competition = Competition2010(tmp_path)
    competition.fill(publication="live")
    competition.enter("甲", "key-projects", "yongnian", "91")
    app = app_of(competition, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "enter", "k", "y", "o")
        assert isinstance(app.screen, ReasonDialog)
        await press(pilot, "enter")
        assert "事由" in reason(app)
        await press(pilot, *"漏报", "enter")
        assert isinstance(app.screen, ClosingDialog)
        await press(pilot, "escape")
        assert "确认即公布" in app.desk.query_one("#state", Bar).text
    assert competition.public("flags/city/2010Q3") == []
    assert [deed.reason for deed in competition.journal("reopen")] == ["漏报"]


async def test_f206_the_desk_names_units_that_not_all_judges_have_scored(tmp_path: Path) -> None:
    competition = Competition2010(tmp_path)
    competition.fill(judges="mean")
    for judge in ("张", "李"):
        competition.enter("甲", "key-projects", "yongnian", "90", judge=judge)
    competition.enter("甲", "key-projects", "wuan", "80", judge="张")
    app = DeskApp(DeskScreen(competition.store, competition.settings("丙")))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "c", "end", "enter", "k")
        state = str(app.screen.query_one("#state", Static).content)
        assert "现在还不能结账" in state
        assert "武安市 · 重点项目建设（缺 李）" in reason(app)
        await press(pilot, "y", "k")
        assert "武安市 · 重点项目建设（缺 李）" in reason(app)


async def test_f901_the_question_and_its_keys_are_on_the_screen_of_80x24(handan: Settings) -> None:
    """Nine flags, a thousand cells missing, and a period that still runs."""
    store, admin = Store(handan.paths), replace(handan, acting="admin")
    with acting(store, admin, "confirm") as writing:
        confirm(writing, contest_of(writing.session, "city", "2010Q4"))
    app = DeskApp(DeskScreen(store, admin))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "k")
        assert "才结束" in reason(app)
        keys = app.screen.query_one("#keys", KeyBar)
        assert keys.region.bottom < 24
        assert "照样结账" in keys.text
    store.close()


async def test_the_flag_of_the_overall_table_is_among_those_that_are_looked_at(contest: Competition2010) -> None:
    """Two share its first place: the desk decides who has it, and so their order."""
    with contest.store.transaction() as session:
        series = session.get_one(Series, "city")
        series.overall_flag, series.order = "流动红旗", "total"
        session.add(series)
    for area, first, second in (("key-projects", "90", "80"), ("stability", "80", "90")):
        contest.enter("甲", area, "yongnian", first)
        contest.enter("甲", area, "wuan", second)
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "end", "enter", "k")
        rows = app.screen.query_one(RowList).rows
        assert [row.cells[0] for row in rows] == ["重点项目建设", "维护社会稳定", "流动红旗"]
        assert "待裁定" in rows[2].cells[4] or "并列" in rows[2].cells[4]
        await press(pilot, "end", "d")
        assert isinstance(app.screen, TieDialog)
        assert app.screen.heading == "裁定并列：流动红旗"
        await press(pilot, "down", "space", "tab", *"因", "enter")
        assert "武安市" in app.screen.query_one(RowList).rows[2].cells[1]
        await press(pilot, "y")
        assert "仪式 city-2010Q3 将揭晓" in reason(app)
    with contest.store.read() as session:
        entries = {row.area_id: row.units for row in session.exec(select(CustodyEntry))}
    assert entries[""] == ["wuan"]


@pytest.mark.parametrize("name", ["甲", "乙"])
async def test_f510_a_tie_is_asked_of_nobody_who_may_not_decide_it(contest: Competition2010, name: str) -> None:
    app = app_of(contest, name)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_with_a_tie(contest, pilot)
        await press(pilot, "k", "d")
        assert isinstance(app.screen, ClosingDialog)
        assert "管理员" in reason(app)


async def test_three_who_share_first_place_of_the_table_are_put_in_order(contest: Competition2010) -> None:
    """One of three alone can have its flag only as the first of them: the order is asked for, and nothing is lost."""
    with contest.store.transaction() as session:
        series = session.get_one(Series, "city")
        series.overall_flag, series.order = "流动红旗", "total"
        session.add(series)
    for unit, first in (("yongnian", "90"), ("wuan", "80"), ("congtai", "70")):
        contest.enter("甲", "key-projects", unit, first)
        contest.enter("甲", "stability", unit, str(170 - int(first)))
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "end", "enter", "k", "end", "d", "down", "space", "tab", *"抽签", "enter")
        assert isinstance(app.screen, PlaceDialog)
        rows = {row.key: row.cells[0] for row in app.screen.query_one(RowList).rows}
        chosen = next(unit for unit, number in rows.items() if number == "1")
        assert app.screen.query_one("#why", Input).value == "抽签"
        await press(pilot, "escape")
        assert isinstance(app.screen, PlaceDialog), "the reason that was typed before is not dropped by one key"
        await press(pilot, "escape", "p")
        assert isinstance(app.screen, PlaceDialog)
        await press(pilot, "tab", *"抽签", "enter")
        assert "先后" in reason(app), "all of them want a place"
        await press(pilot, "end", "space", "home", "space")
        assert sorted(row.cells[0] for row in app.screen.query_one(RowList).rows) == ["1", "2", "3"]
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, ClosingDialog)
        assert "并列" not in app.screen.query_one(RowList).rows[2].cells[4]
    assert chosen
    with contest.store.read() as session:
        (decided,) = session.exec(select(PlaceDecision)).all()
    assert (decided.area_id, len(decided.units), decided.reason) == ("", 3, "抽签")


async def test_an_order_is_asked_of_nobody_who_may_not_decide_it(contest: Competition2010) -> None:
    with contest.store.transaction() as session:
        series = session.get_one(Series, "city")
        series.countback = ["decide"]
        session.add(series)
    for unit, points in (("yongnian", "90"), ("wuan", "80"), ("congtai", "80")):
        contest.enter("甲", "key-projects", unit, points)
    for who, allowed in (("丙", False), ("管", True)):
        app = app_of(contest, who)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, "k", "p")
            assert isinstance(app.screen, PlaceDialog) is allowed
            if not allowed:
                assert "丙" in reason(app)


async def test_the_tables_flag_waits_for_the_ties_of_the_areas_and_the_row_is_told_whole(
    contest: Competition2010,
) -> None:
    with contest.store.transaction() as session:
        series = session.get_one(Series, "city")
        series.overall_flag = "流动红旗"
        session.add(series)
    for unit in ("yongnian", "wuan", "congtai"):
        contest.enter("甲", "key-projects", unit, "90")
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "k", "end", "d")
        assert isinstance(app.screen, ClosingDialog)
        assert "先裁定各项并列" in reason(app)
        assert str(app.screen.query_one("#whole", Static).content) == "", "nothing is cut"
        await press(pilot, "home")
        await pilot.resize_terminal(46, 24)
        await press(pilot, "down", "up")
        whole = str(app.screen.query_one("#whole", Static).content)
        assert all(name in whole for name in ("永年县", "武安市", "丛台区"))


async def test_places_that_a_correction_makes_equal_are_decided_after_the_closing(contest: Competition2010) -> None:
    with contest.store.transaction() as session:
        series = session.get_one(Series, "city")
        series.overall_flag, series.order = "流动红旗", "total"
        session.add(series)
    for unit, score in (("yongnian", "90"), ("wuan", "80")):
        contest.enter("甲", "key-projects", unit, score)
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "end", "enter", "k", "y", "p")
        assert isinstance(app.screen, ClosingDialog), "nothing is shared"
        with acting(contest.store, contest.settings("管"), "decide") as writing:
            here = contest_of(writing.session, "city", "2010Q3")
            correct(writing, here, "key-projects", find_unit(writing.session, "wuan"), "90", "漏计", "王局长")
        await press(pilot, "escape", "k")
        assert "先后" in app.screen.query_one(KeyBar).text
        await press(pilot, "p")
        assert isinstance(app.screen, PlaceDialog)
        await press(pilot, "down", "space", "tab", *"抽签", "enter")
        assert isinstance(app.screen, ClosingDialog)
        assert "武安市" in app.screen.query_one(RowList).rows[-1].cells[4]
