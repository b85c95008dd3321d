"""Undoing what a pasted block or a sheet has changed: as one deed, or not at all."""

from decimal import Decimal

from textual import events

from screens.desk.choice import ChoiceDialog
from screens.widgets.bars import MessageBar
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle
from tests.screens.desk.test_desk_importing import preview_screen


def said(app: DeskApp) -> str:
    return app.desk.query_one("#message", MessageBar).text


async def test_a_pasted_block_is_undone_as_one_deed_and_then_what_was_typed_before_it(
    contest: Competition2010,
) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"91", "enter", "up")
        app.desk.grid.post_message(events.Paste("92\n93\n94"))
        await settle(pilot)
        preview_screen(app)
        await press(pilot, "s")
        assert contest.value("yongnian") == (Decimal(92), "draft", 2)
        await press(pilot, "z")
        assert isinstance(app.screen, ChoiceDialog), "it is asked about"
        assert "3 个得分" in app.screen.question
        await press(pilot, "escape")
        assert contest.value("yongnian") == (Decimal(92), "draft", 2)
        await press(pilot, "z", "down", "enter")
        assert contest.value("yongnian") == (Decimal(91), "draft", 3)
        assert contest.value("wuan") == (None, "withdrawn", 2)
        assert "3 个得分恢复原样" in said(app)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+y", "down", "enter")
        assert "已恢复刚才撤销的 3 个得分" in said(app)
        assert contest.value("yongnian") == (Decimal(92), "draft", 4)
        assert contest.value("wuan") == (Decimal(93), "draft", 3)
        await press(pilot, "z", "down", "enter", "z", "ctrl+y", "ctrl+y", "down", "enter")
        assert contest.value("yongnian") == (Decimal(92), "draft", 8), "one after the other, each by its new version"
        await press(pilot, "z", "down", "enter", "z")
        assert contest.value("yongnian") == (None, "withdrawn", 10)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "z")
        assert "没有可以撤销的改动" in said(app)


async def test_nothing_of_it_is_undone_where_somebody_has_changed_a_cell_meanwhile(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.desk.grid.post_message(events.Paste("92\n93"))
        await settle(pilot)
        await press(pilot, "s")
        contest.enter("乙", "key-projects", "wuan", "60")
        await press(pilot, "z", "down", "enter")
        assert "一个得分也没有改动" in said(app)
    assert contest.value("yongnian") == (Decimal(92), "draft", 1)
    assert contest.value("wuan") == (Decimal(60), "draft", 2)
