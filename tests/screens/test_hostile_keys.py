"""Whatever keys are pressed, in whatever order, a screen stands, and what is in the database stays sound."""

import random
import time
from contextlib import closing
from dataclasses import replace

import pytest

from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from scoreboard.store.verification import verify
from screens.app import KioskApp
from tests.handan import CEREMONY, handan, prepared

__all__ = ["handan", "prepared"]

KEYS = (
    *"abcdefghijklmnopqrstuvwxyz0123456789./-?!,:;'\" 永年夺旗",
    *("enter", "escape", "tab", "shift+tab", "space", "backspace", "delete", "home", "end", "pageup", "pagedown"),
    *("up", "down", "left", "right", "ctrl+c", "ctrl+z", "ctrl+u", "ctrl+k", "ctrl+v", "ctrl+y"),
    *(f"f{number}" for number in range(1, 13)),
)  # fmt: skip
ACTING = {"director": "director", "desk": "admin", "journal": "auditor"}
SIZES = ((80, 24), (120, 34), (40, 12), (200, 56), (7, 3))
PATIENCE_SECONDS = 20.0
"""On a machine that does much else at once."""


@pytest.mark.parametrize("room", ["desk", "director", "display", "home", "journal"])
@pytest.mark.parametrize("count", [25, pytest.param(2400, marks=[pytest.mark.long, pytest.mark.timeout(3000)])])
async def test_any_keys_leave_a_screen_standing(handan: Settings, room: str, count: int) -> None:
    chance, left = random.Random(f"{room}{count}"), count
    while left:
        app = KioskApp(
            replace(handan, acting=ACTING.get(room)), room, ceremony=CEREMONY if room == "director" else None
        )
        async with app.run_test(size=chance.choice(SIZES)) as pilot:
            while left and app.is_running and app.return_code is None:
                began = time.monotonic()
                await pilot.press(chance.choice(KEYS))
                assert time.monotonic() - began < PATIENCE_SECONDS
                left -= 1
                if left % 50 == 0:
                    await pilot.resize_terminal(*chance.choice(SIZES))
            assert app.return_code in (None, 0)
        assert app._exception is None
    with closing(Store(handan.paths)) as store, store.read() as session:
        assert verify(session).wrong == 0
