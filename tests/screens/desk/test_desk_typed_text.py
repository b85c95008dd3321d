"""What is typed in a dialog of the desk is dropped neither by one Escape nor by one Ctrl+Q."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Input, Static

from scoreboard.errors import Refused
from scoreboard.locale import Both
from screens.desk.ballots import BallotsDialog
from screens.desk.choice import ChoiceDialog
from screens.desk.dialog import DeskDialog, TypedDialog
from screens.desk.form import FormDialog
from screens.desk.help import HelpDialog
from screens.desk.notice import NoticeDialog
from screens.desk.reason import ReasonDialog
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle
from tests.screens.desk.test_nominating import GOOD, add, count


def said(app: DeskApp) -> str:
    return str(app.screen.query_one("#reason", Static).content)


def reason_dialog(send: Callable[[str], str] = str) -> ReasonDialog:
    return ReasonDialog("zh", Both("为什么？", "Why?"), "", "重开", send)


def judge_dialog() -> ChoiceDialog:
    return ChoiceDialog("zh", "评委？", (), (), prompt="姓名", free=True)


OPENED: tuple[tuple[tuple[str, ...], type[DeskDialog[Any]], str], ...] = (
    (("t", "e"), BallotsDialog, "5"),
    (("t", "n"), NoticeDialog, "5"),
    (("t", "a", "enter", "y", "n", "enter"), FormDialog, "z"),
)


@pytest.mark.parametrize(("keys", "kind", "typed"), OPENED, ids=["ballots", "notice", "nominee"])
async def test_forms_of_the_stars_ask_before_they_drop_what_was_typed(
    contest: Competition2010, keys: tuple[str, ...], kind: type[DeskDialog[Any]], typed: str
) -> None:
    count(contest, add(contest), GOOD, 1)
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        assert isinstance(app.screen, kind)
        assert isinstance(app.screen, TypedDialog)
        assert not app.screen.holds_back(app.exit), "nothing has been typed yet"
        await press(pilot, typed, "escape")
        assert isinstance(app.screen, kind)
        assert "再按一次 Esc" in said(app)
        await press(pilot, typed)
        assert app.screen.holds_back(app.exit)
        assert "再按一次 Ctrl+Q" in said(app)
        await press(pilot, "escape")
        assert not isinstance(app.screen, kind)


@pytest.mark.parametrize("dialog", [reason_dialog, judge_dialog])
async def test_a_reason_and_a_new_name_are_asked_about(
    contest: Competition2010, dialog: Callable[[], DeskDialog[str]]
) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        shown = dialog()
        app.push_screen(shown)
        await settle(pilot)
        await press(pilot, "escape")
        assert app.screen is app.desk, "nothing was typed"
        shown = dialog()
        app.push_screen(shown)
        await settle(pilot)
        await press(pilot, "x", "escape")
        assert app.screen is shown
        await press(pilot, "escape")
        assert app.screen is app.desk


async def test_a_reason_stays_where_what_it_is_for_is_refused(contest: Competition2010) -> None:
    def refused(_: str) -> str:
        raise Refused("decide.reason")

    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(reason_dialog(refused))
        await settle(pilot)
        await press(pilot, *"why", "enter")
        assert isinstance(app.screen, ReasonDialog)
        assert app.screen.query_one(Input).value == "why"
        assert said(app)


async def test_what_lies_under_another_dialog_is_asked_about_where_one_sees_it(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        form = reason_dialog()
        app.push_screen(form)
        await settle(pilot)
        await press(pilot, "x")
        app.push_screen(HelpDialog("zh", (), ()))
        await settle(pilot)
        assert form.holds_back(app.exit)
        await settle(pilot)
        assert ["再按一次 Ctrl+Q" in toast.message for toast in app._notifications] == [True]
