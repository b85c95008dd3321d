"""F910: no size of a terminal crashes any screen, with a menu or a dialog over it or not."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from scoreboard.settings import Settings
from screens.app import KioskApp
from tests.handan import CEREMONY, handan, prepared

__all__ = ["handan", "prepared"]

WIDTHS = (12, 7, 3, 1)
SIZES = [*((width, 24) for width in WIDTHS), *((width, 3) for width in WIDTHS), (200, 1), (1, 1), (80, 24)]
FEW = [(12, 24), (3, 3), (200, 1), (1, 1), (80, 24)]
"""Sizes of what lies over a room; each of them in the long form."""
OVER = {
    "home": ("", "l"),
    "display": ("", "right right right", "left"),
    "director": ("", "x", "x enter", "k", "k s", "m", "o", "v", "g", "r", "space space space"),
    "desk": ("", "slash y", "s", "w", "c", "k", "j", "t", "t a", "question_mark", "9"),
    "journal": ("", "slash", "v"),
}
"""The keys by which what lies over each room is opened."""
ACTING = {"director": "director", "desk": "admin", "journal": "auditor"}


async def settle(pilot: Pilot[str]) -> None:
    for _ in range(3):
        calls = [worker for worker in pilot.app.workers if worker.group == "store" and not worker.is_finished]
        if calls:
            await pilot.app.workers.wait_for_complete(calls)
        await pilot.pause()


@pytest.mark.parametrize(("room", "keys"), [(room, keys) for room, every in OVER.items() for keys in every])
@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)], ids=["", "every"])
async def test_f910_a_screen_stands_at_every_size(handan: Settings, room: str, keys: str, every: bool) -> None:
    settings = replace(handan, acting=ACTING.get(room))
    app = KioskApp(settings, room, ceremony=CEREMONY if room == "director" else None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in keys.split():
            await pilot.press(key)
            await settle(pilot)
        for size in FEW if keys and not every else SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert app.is_running
        assert app.return_code in (None, 0)


@pytest.mark.parametrize("room", ["director", "desk"])
async def test_f910_what_is_opened_in_a_tiny_terminal_stands_too(handan: Settings, room: str) -> None:
    app = KioskApp(replace(handan, acting=ACTING[room]), room, ceremony=CEREMONY if room == "director" else None)
    async with app.run_test(size=(7, 24)) as pilot:
        await settle(pilot)
        for keys in OVER[room]:
            for key in keys.split():
                await pilot.press(key)
                await settle(pilot)
            for _ in range(3):
                if app.screen is not app.screen_stack[1]:
                    await pilot.press("escape")
                    await settle(pilot)
        assert app.is_running
