"""Waiting for the console in tests: until nothing is at work, or only something that moves.

Textual's own tests wait after every key until the process does nothing, or for a second. A scene that moves is at work
all the time, so they would wait for that second four times a key; here it is not waited for.
"""

from asyncio import sleep
from time import monotonic, process_time

import pytest
import textual.app
import textual.pilot

WINDOW_SECONDS = 1 / 100
"""For so long the process is watched."""
LATE_SECONDS = 1 / 200
"""Whoever is woken up later than that had to wait for the processor, and cannot tell whether there was work."""
IDLE, MOVING = 1 / 20, 1 / 2
"""Up to these shares of a core it does nothing, or draws something that moves."""
MOVING_SECONDS, LONGEST_SECONDS = 0.04, 1.0
"""For so long at least a share of the second kind is taken for work, and for so long at most anything is."""


async def wait_for_idle(min_sleep: float = WINDOW_SECONDS, max_sleep: float = LONGEST_SECONDS) -> None:
    """Textual's `wait_for_idle`, which does not wait for what moves."""
    began = monotonic()
    while (waited := monotonic() - began) < max_sleep:
        looked, worked = monotonic(), process_time()
        await sleep(WINDOW_SECONDS)
        window, work = monotonic() - looked, process_time() - worked
        quiet = work < IDLE * window or (waited > MOVING_SECONDS and work < MOVING * window)
        if quiet and window < WINDOW_SECONDS + LATE_SECONDS and monotonic() - began > min_sleep:
            return


def wait_for_no_scene(patch: pytest.MonkeyPatch) -> None:
    """Let Textual's pilot wait so."""
    patch.setattr(textual.pilot, "wait_for_idle", wait_for_idle)
    patch.setattr(textual.app, "wait_for_idle", wait_for_idle)
