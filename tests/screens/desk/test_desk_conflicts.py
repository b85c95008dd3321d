"""Two operators at one cell (S12), and changes of others appearing while one types."""

from dataclasses import replace
from decimal import Decimal

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from scoreboard.desk.sheet_cells import Place
from screens.desk.conflict_dialog import ConflictDialog
from screens.desk.unsaved_scores import Hold
from screens.widgets.bars import Bar
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, settle

YONGNIAN: Place = ("yongnian", "key-projects")


async def collide(contest: Competition2010, app: DeskApp, pilot: Pilot[None]) -> None:
    """甲 begins to type at version 3 = 88.0, 乙 saves 89.0, then 甲 saves 88.5."""
    await settle(pilot)
    await pilot.press("8", "8", ".", "5")
    contest.enter("乙", "key-projects", "yongnian", "89", version=3)
    await pilot.press("enter")
    await settle(pilot)
    assert isinstance(app.screen, ConflictDialog)


@pytest.fixture
def third(contest: Competition2010) -> Competition2010:
    for text in ("86", "87", "88"):
        contest.enter("乙", "key-projects", "yongnian", text)
    return contest


async def test_s12_a_stale_version_is_refused_and_shows_the_others_value_name_and_time(
    third: Competition2010,
) -> None:
    app = app_of(third)
    async with app.run_test(size=(80, 24)) as pilot:
        await collide(third, app, pilot)
        assert third.value("yongnian") == (Decimal(89), "draft", 4)
        assert len(third.journal("enter")) == 4
        theirs = str(app.screen.query_one("#theirs", Static).content)
        assert "89.00" in theirs
        assert "乙" in theirs
        assert "10-20 10:00:00" in theirs
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is app.desk
        assert app.desk.opened.held.by_place == {}
        assert app.desk.opened.sheet is not None
        assert app.desk.opened.sheet.cell(YONGNIAN).text == "89.00"
    assert third.value("yongnian") == (Decimal(89), "draft", 4)
    assert len(third.journal("enter")) == 4


async def test_what_was_not_painted_yet_has_not_been_seen_by_whoever_types(third: Competition2010) -> None:
    app = app_of(third)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        opened = app.desk.opened
        assert opened.sheet is not None
        cell = opened.sheet.cell(YONGNIAN)
        opened.sheet = opened.grid.sheet = opened.sheet.with_cell(YONGNIAN, replace(cell, version=4, text="89.00"))
        opened.grid.action_edit()
        assert opened.grid.edit is not None
        assert (opened.grid.edit.version, opened.grid.edit.before) == (3, "88.00")
        assert opened.seen(YONGNIAN).version == 3
        opened.grid.leave_edit()
        opened.put(YONGNIAN, replace(cell, version=5, text="90.00"))
        assert opened.seen(YONGNIAN).version == 5, "their own, saved a moment ago"


async def test_overwriting_is_a_new_version_that_can_be_undone(third: Competition2010) -> None:
    app = app_of(third)
    async with app.run_test(size=(80, 24)) as pilot:
        await collide(third, app, pilot)
        await pilot.press("o")
        await settle(pilot)
        assert third.value("yongnian") == (Decimal("88.5"), "draft", 5)
        await pilot.press("z")
        await settle(pilot)
    assert third.value("yongnian") == (Decimal(89), "draft", 6)


async def test_a_conflict_can_wait_and_is_taken_up_with_enter(third: Competition2010) -> None:
    app = app_of(third)
    async with app.run_test(size=(80, 24)) as pilot:
        await collide(third, app, pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is app.desk
        assert app.desk.opened.held.by_place[YONGNIAN].hold is Hold.CONFLICT
        await pilot.press("7", "0", "enter", "up", "up")
        await settle(pilot)
        assert app.screen is app.desk
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ConflictDialog)
        await pilot.press("t")
        await settle(pilot)
        assert app.desk.opened.held.by_place == {}
    assert third.value("yongnian") == (Decimal(89), "draft", 4)
    assert third.value("wuan") == (Decimal(70), "draft", 1)


async def test_typing_on_does_not_answer_the_question(third: Competition2010) -> None:
    app = app_of(third)
    async with app.run_test(size=(80, 24)) as pilot:
        await collide(third, app, pilot)
        await pilot.press("9", "1", "enter")
        await settle(pilot)
        assert len(app.screen_stack) == 3
        await pilot.press("enter")
        await settle(pilot)
        assert len(app.screen_stack) == 2


async def test_changes_of_others_appear_and_an_edit_goes_on(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("9", "1")
        contest.enter("乙", "key-projects", "wuan", "77")
        app.desk.opened.look_for_changes()
        await settle(pilot)
        assert app.desk.opened.sheet is not None
        assert app.desk.opened.sheet.cell(("wuan", "key-projects")).text == "77.00"
        assert app.desk.grid.edit is not None
        assert app.desk.grid.edit.text == "91"
        assert "乙 把 武安市 · 重点项目建设 由 空 改为 77.00" in app.desk.query_one("#message", Bar).text
        await pilot.press("enter")
        await settle(pilot)
    assert contest.value("yongnian") == (Decimal(91), "draft", 1)


async def test_nothing_is_read_while_nothing_changes(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        sheet = app.desk.opened.sheet
        app.desk.opened.look_for_changes()
        await settle(pilot)
        assert app.desk.opened.sheet is sheet
