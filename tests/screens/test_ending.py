"""Ctrl+Q ends the program from anywhere, but asks where something could be lost; no other key does so unasked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.app import KioskApp
from screens.desk import DeskScreen
from screens.desk.choice import ChoiceDialog
from screens.desk.form import FormDialog
from screens.desk.unsaved_scores import Held, Hold
from screens.director import DirectorScreen
from screens.director.choosing import Choosing
from screens.display import HallScreen
from tests.handan import CEREMONY, handan, prepared
from tests.screens.desk.conftest import press, settle, until

__all__ = ["handan", "prepared"]


@asynccontextmanager
async def kiosk(settings: Settings, room: str) -> AsyncIterator[tuple[KioskApp, Pilot[str]]]:
    """The program in a room, once that shows what it is going to show."""
    app = KioskApp(settings, room, ceremony=CEREMONY if room == "director" else None)
    async with app.run_test(size=(80, 24)) as pilot:
        if room == "director":
            await until(pilot, lambda: isinstance(app.screen, DirectorScreen) and app.screen.stage.view is not None)
        else:
            await settle(pilot)
        yield app, pilot


async def test_f501_the_desk_asks_before_typed_scores_are_given_up(handan: Settings) -> None:
    async with kiosk(replace(handan, acting="admin"), "desk") as (app, pilot):
        desk = app.screen
        assert isinstance(desk, DeskScreen)
        assert desk.grid.place is not None
        await press(pilot, "escape", "escape")
        assert app.screen is desk, "Escape never leaves the desk"
        desk.opened.held.by_place[desk.grid.place] = Held("77", 1, "", Hold.UNSAVED)
        await press(pilot, "ctrl+q")
        assert isinstance(app.screen, ChoiceDialog)
        await press(pilot, "enter")
        assert app.screen is desk
        await press(pilot, "ctrl+q", "down", "enter")
    assert not app.is_running


async def test_f501_a_form_over_the_desk_keeps_what_is_typed_until_one_means_it(handan: Settings) -> None:
    async with kiosk(replace(handan, acting="admin"), "desk") as (app, pilot):
        await press(pilot, "d", "down", "down", "enter")
        form = app.screen
        assert isinstance(form, FormDialog)
        form.query_one("#field-reason").focus()
        await press(pilot, "x", "ctrl+q")
        assert app.screen is form
        assert "再按一次 Ctrl+Q" in str(form.query_one("#reason", Static).content)
        await press(pilot, "ctrl+q")
    assert not app.is_running


async def test_nothing_to_lose_ends_at_once(handan: Settings) -> None:
    for room in ("home", "desk", "director"):
        async with kiosk(replace(handan, acting="admin"), room) as (app, pilot):
            await pilot.press("ctrl+q")
        assert not app.is_running


@pytest.mark.parametrize("over", [(), ("m",)])
async def test_the_console_asks_in_the_middle_of_a_ceremony_whatever_lies_over_it(
    handan: Settings, over: tuple[str, ...]
) -> None:
    settings = replace(handan, acting="director")
    store = Store(settings.paths)
    with acting(store, settings, "direct") as writing:
        stage_control.step(writing, CEREMONY, run_sheet.after)
    store.close()
    async with kiosk(settings, "director") as (app, pilot):
        await pilot.press(*over, "ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, Choosing))
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, Choosing))
        assert app.is_running
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, Choosing))
        await pilot.press("down", "enter")
        await until(pilot, lambda: not app.is_running)


@pytest.mark.parametrize(("lang", "said"), [("zh", "退出程序请按 Ctrl+Q"), ("en", "Ctrl+Q ends the program")])
async def test_ctrl_c_says_in_the_programs_language_how_to_end_it(tmp_path: Path, lang: str, said: str) -> None:
    app = KioskApp(Settings(str(tmp_path / "none.db"), lang), "home")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c")
        assert [one.message for one in app._notifications] == [said]


async def test_a_hall_is_never_told_how_its_program_ends(handan: Settings) -> None:
    app = KioskApp(handan, "display")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HallScreen))
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert list(app._notifications) == []
        assert app.is_running
