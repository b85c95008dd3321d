"""The review at the desk: nothing is signed that was not on the screen in that version."""

import getpass
from decimal import Decimal

import pytest
from textual.widgets import Static

from scoreboard.desk.people import add_person
from scoreboard.desk.sending_back import send_back
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import Person, Series
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit
from screens.desk.checklist import ChecklistDialog
from screens.desk.closing import ClosingDialog
from screens.desk.form import FormDialog
from screens.desk.in_the_way import WaysDialog
from screens.desk.pin import PinDialog
from screens.desk.review import ReviewScreen
from screens.desk.sent_back import SentBackDialog
from screens.widgets.bars import Bar
from screens.widgets.rows import RowList
from tests.pins import cheap_pins, give_pin
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle, until

__all__ = ["cheap_pins"]


@pytest.fixture
def drafts(contest: Competition2010) -> Competition2010:
    contest.period_before({"yongnian": "90", "wuan": "85"})
    contest.enter("甲", "key-projects", "yongnian", "92.11")
    contest.enter("甲", "key-projects", "wuan", "60")
    contest.enter("乙", "stability", "yongnian", "88")
    return contest


def lines(app: DeskApp) -> list[tuple[str, ...]]:
    assert isinstance(app.screen, ReviewScreen)
    return [row.cells for row in app.screen.rows.rows]


def told(app: DeskApp) -> str:
    return str(app.screen.query_one("#draft", Static).content)


def message(app: DeskApp) -> str:
    return app.screen.query_one("#message", Bar).text


async def test_drafts_are_read_one_by_one_and_only_those_that_were_accepted_are_signed(drafts: Competition2010) -> None:
    app = app_of(drafts, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        assert lines(app) == [
            ("*", "永年县", "重点项目建设", "92.11", "90.00", "+2.11", "甲?"),
            ("*", "武安市", "重点项目建设", "60.00", "85.00", "-25.00", "甲?"),
            ("*", "永年县", "维护社会稳定", "88.00", "-", "", "乙?"),
        ]
        assert "第二季度 90.00  (+2.11)" in told(app)
        assert "手工录入" in told(app)
        await press(pilot, "s")
        assert "还没有接受任何草稿" in message(app)
        await press(pilot, "enter", "down", "space")
        assert [line[0] for line in lines(app)] == ["✓", "*", "✓"]
        await press(pilot, "f9")
        assert "已确认 2 个得分" in message(app)
        await until(pilot, lambda: [line[1] for line in lines(app)] == ["武安市"])
        await press(pilot, "enter", "s")
        await until(pilot, lambda: isinstance(app.screen, ClosingDialog))  # all is signed: the period is closed next
        await settle(pilot)
    assert drafts.value("wuan") == (Decimal(60), "confirmed", 1)


async def test_what_is_changed_after_it_was_accepted_has_to_be_looked_at_again(drafts: Competition2010) -> None:
    app = app_of(drafts, "丙")
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "v", "enter", "enter")
        drafts.enter("乙", "key-projects", "yongnian", "29.11")
        await until(pilot, lambda: "29.11" in str(lines(app)))
        assert [line[0] for line in lines(app)] == ["*", "✓", "*"]
        assert "须重新看过：永年县 · 重点项目建设" in message(app)
        await press(pilot, "s")
        assert "已确认 1 个得分" in message(app)
    assert drafts.value("yongnian") == (Decimal("29.11"), "draft", 2), "another version than the one that was read"


async def test_a_draft_that_is_sent_back_says_why_in_the_cell_and_in_a_list(drafts: Competition2010) -> None:
    app = app_of(drafts, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v", "down", "b")
        assert isinstance(app.screen, FormDialog)
        await press(pilot, "enter")
        assert isinstance(app.screen, FormDialog), "not without a note"
        await press(pilot, *"看文件", "enter")
        assert "武安市 · 重点项目建设 已退回" in message(app)
        await until(pilot, lambda: lines(app)[1][0] == "↶")
        assert "退回：看文件（丙" in told(app)
        await press(pilot, "p")
        assert [line[0] for line in lines(app)] == ["✓", "↶", "✓"], "a page is accepted without it"
        await press(pilot, "s")
        await until(pilot, lambda: len(lines(app)) == 1)
        await press(pilot, "q", "c", "end", "enter")
        assert "有 1 个已退回，没有一起确认" in app.desk.query_one("#message", Bar).text
    other = app_of(drafts, "甲")
    async with other.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "↶ 退回 1" in other.desk.query_one("#state", Bar).text
        await press(pilot, "b")
        assert isinstance(other.screen, SentBackDialog)
        assert [row.cells for row in other.screen.query_one(RowList).rows] == [
            ("武安市", "重点项目建设", "60.00", "看文件")
        ]
        await press(pilot, "enter")
        assert other.desk.grid.place == ("wuan", "key-projects")
        assert "退回：看文件" in other.desk.query_one("#message", Bar).text
        await press(pilot, "6", "1", "enter")
        assert "退回" not in other.desk.query_one("#state", Bar).text
        await press(pilot, "b")
        assert "没有退回的草稿" in other.desk.query_one("#message", Bar).text


async def test_a_page_is_accepted_without_what_was_sent_back_before_it_is_read_so(
    drafts: Competition2010, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk reads late what was sent back: the key for the page must not wait for that."""
    app = app_of(drafts, "丙")
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "v", "enter", "up")
        monkeypatch.setattr(ReviewScreen, "_follow", lambda _: None)
        await press(pilot, "b", *"看文件", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await press(pilot, "p")
        assert [line[0] for line in lines(app)] == ["↶", "✓", "✓"]
        assert "本页 2 个已接受" in message(app)
        assert "退回 1" in app.screen.query_one("#state", Bar).text
        await press(pilot, "f9")
        assert "已确认 2 个得分" in message(app)
    assert drafts.value("yongnian") == (Decimal("92.11"), "draft", 1)


async def test_what_somebody_else_sends_back_after_it_was_accepted_is_not_signed(
    drafts: Competition2010, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_of(drafts, "丙")
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "v", "p")
        follow = ReviewScreen._follow
        monkeypatch.setattr(ReviewScreen, "_follow", lambda _: None)
        with acting(drafts.store, drafts.settings("丙"), "return", series="city") as writing:
            contest = contest_of(writing.session, "city", "2010Q3")
            send_back(writing, contest, "key-projects", find_unit(writing.session, "yongnian"), "看文件")
        await press(pilot, "f9")
        assert "已确认 2 个得分" in message(app)
        assert "有 1 个其间被他人改动或退回" in message(app)
        monkeypatch.setattr(ReviewScreen, "_follow", follow)
        await until(pilot, lambda: [line[0] for line in lines(app)] == ["↶"])
    assert drafts.value("yongnian") == (Decimal("92.11"), "draft", 1)


async def test_whoever_enters_is_told_at_once_and_may_enter_the_same_score_again(drafts: Competition2010) -> None:
    app = app_of(drafts, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        with acting(drafts.store, drafts.settings("丙"), "return", series="city") as writing:
            contest = contest_of(writing.session, "city", "2010Q3")
            send_back(writing, contest, "key-projects", find_unit(writing.session, "yongnian"), "看文件")
        line = app.desk.query_one("#message", Bar)
        await until(pilot, lambda: "丙 退回了 永年县 · 重点项目建设：看文件" in line.text)
        assert app.desk.grid.place == ("yongnian", "key-projects")
        await press(pilot, *"92.11", "enter")
    assert drafts.value("yongnian") == (Decimal("92.11"), "draft", 2), "it was looked at, and is right"


async def test_drafts_are_filtered_and_ordered(drafts: Competition2010) -> None:
    app = app_of(drafts, "丙")
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "v", "o", "o")
        assert [line[3] for line in lines(app)] == ["60.00", "92.11", "88.00"], "what differs most comes first"
        assert "按增减 (3)" in app.screen.query_one("#state", Bar).text
        await press(pilot, "f", *"录入人乙", "enter")
        assert [line[3] for line in lines(app)] == ["88.00"]
        await press(pilot, "p", "f", *"还没有处理", "enter")
        assert [line[3] for line in lines(app)] == ["60.00", "92.11"], "what is accepted is dealt with"


async def test_what_is_missing_leads_to_its_cell(drafts: Competition2010) -> None:
    app = app_of(drafts, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v", "l")
        assert isinstance(app.screen, ChecklistDialog)
        rows = [row.cells for row in app.screen.query_one(RowList).rows]
        assert ("重点项目建设", "2", "丛台区、涉县") in rows
        assert ("涉县", "2", "重点项目建设、维护社会稳定") in rows
        await press(pilot, "down", "enter")
        assert app.screen is app.desk
        assert app.desk.grid.place == ("wuan", "stability")


async def test_what_is_in_the_way_of_closing_leads_to_where_it_is_mended(drafts: Competition2010) -> None:
    drafts.enter("甲", "key-projects", "congtai", "92.11")
    app = app_of(drafts, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "k", "l")
        assert isinstance(app.screen, WaysDialog)
        assert [row.cells[0] for row in app.screen.query_one(RowList).rows] == [
            "重点项目建设：3 个草稿没有确认，第一个是 永年县",
            "维护社会稳定：1 个草稿没有确认，第一个是 永年县",
            "重点项目建设：并列第一，须裁定",
            "重点项目建设：1 个单位没有得分，第一个是 涉县",
            "维护社会稳定：3 个单位没有得分，第一个是 武安市",
        ]
        await press(pilot, "down", "enter")
        assert app.screen is app.desk
        assert app.desk.grid.place == ("yongnian", "stability")


async def test_leaving_asks_once_where_something_accepted_is_not_signed(drafts: Competition2010) -> None:
    app = app_of(drafts, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v", "enter", "q")
        assert "有 1 个已接受、还没有签字" in message(app)
        await press(pilot, "q")
        assert app.screen is app.desk
    assert drafts.journal("confirm") == []


async def test_a_second_person_reviews_at_the_operators_desk_and_signs_by_their_pin(
    drafts: Competition2010, cheap_pins: None
) -> None:
    with drafts.store.transaction() as session:
        session.get_one(Series, "city").confirm = "second-person"
        session.get_one(Person, "绑").os_user = None
    with acting(drafts.store, drafts.settings("管"), "add people") as writing:
        add_person(writing, "甲", "operator", os_user=getpass.getuser())
        give_pin(writing, "丙", "75319")
    app = app_of(drafts, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        drafts.enter("甲", "stability", "wuan", "70")
        await press(pilot, "v", "end", "enter", "b")
        assert "甲" in message(app), "who sends back must be a reviewer"
        await press(pilot, "s")
        assert isinstance(app.screen, PinDialog)
        await press(pilot, *"75319", "enter")
        assert "已确认 1 个得分" in message(app)
    assert [deed.who for deed in drafts.journal("confirm")] == ["丙"]


async def test_whoever_may_confirm_nothing_is_told_so(drafts: Competition2010) -> None:
    with drafts.store.transaction() as session:
        session.get_one(Series, "city").confirm = "second-person"
    app = app_of(drafts, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        assert app.screen is app.desk
        assert "甲 不能确认" in app.desk.query_one("#message", Bar).text
