"""Waiting for an app in tests: until it has done all that it was told, and not a moment longer.

Textual's own tests ask every widget for an answer and then sleep, several times a key, until the processor seems to
rest. Here the event loop tells that nobody has anything left to do: what is unpainted is painted, and what that has set
off is waited for too. Threads are waited for by the processor still, and what comes in its own time is not.

Without a terminal nobody sees what is painted meanwhile, which took a third of the time of such tests: an app is
painted once it has come to rest, all that has changed since the last time.
"""

import asyncio
import time
from collections.abc import Collection, Iterator

import pytest
import textual.app
import textual.pilot
from textual._context import active_app
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from screens.key_queue import AppInTurn

LONGEST_SECONDS = 1.0
"""For so long at most threads, and the keys that are still to have their turn, are waited for."""
LOOK_AGAIN_SECONDS = 0.01
IDLE, RESTING = 1 / 20, 3
"""Up to this share of a core threads do nothing, and in so many looks one after the other they wait for something; a
look that came late had to wait for the processor itself, and tells nothing."""
_refresh_at_once = Screen._compositor_refresh
MOST_PAINTED = 200
"""Something that paints itself again and again is not waited for."""


@pytest.fixture(scope="session", autouse=True)
def still_apps() -> Iterator[None]:
    """Textual's pilot waits so, and a style sheet that was read for one app is not read again for the next."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual.app, "wait_for_idle", until_still)
        patch.setattr(textual.pilot, "wait_for_idle", until_still)
        patch.setattr(textual.pilot.Pilot, "_wait_for_screen", _answered)
        _share_read_styles(patch)
        _paint_at_rest(patch)
        yield


async def until_still(_least: float = 0.0, longest: float = LONGEST_SECONDS) -> None:
    """Wait until the app of this context has done all that it was told."""
    app, until = active_app.get(), time.monotonic() + longest
    painted = 0
    while painted < MOST_PAINTED:
        await _nobody_ready()
        if time.monotonic() < until and (await _work_in_threads() or await _turn_taken(app) or _ready()):
            continue
        screen = None if app._exit or not app._screen_stack else app.screen
        if screen is None:
            return
        if _is_unpainted(screen):
            screen._on_timer_update()
        elif screen.is_current and screen._compositor._dirty_regions and not app._batch_count:
            _refresh_at_once(screen)
        else:
            return
        painted += 1


async def _answered(pilot: textual.pilot.Pilot[object], _timeout: float = 0.0) -> bool:
    """Whether all has been done without an error."""
    await until_still()
    return not pilot.app._exception_event.is_set()


def _ready() -> Collection[object]:
    """What the event loop is going to do next."""
    ready: Collection[object] = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    return ready


async def _nobody_ready() -> None:
    """Let the others have their turns until none of them has one to come."""
    await asyncio.sleep(0)
    while _ready():
        await asyncio.sleep(0)


async def _work_in_threads() -> bool:
    """Whether threads have been at work; waits until they are done, or do nothing but wait themselves."""
    if not _is_thread_busy():
        return False
    resting = 0
    while _is_thread_busy() and resting < RESTING:
        began, worked = time.monotonic(), time.process_time()
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
        window, work = time.monotonic() - began, time.process_time() - worked
        resting = resting + 1 if work < IDLE * window and window < 2 * LOOK_AGAIN_SECONDS else 0
    return resting < RESTING


def _is_thread_busy() -> bool:
    threads = asyncio.get_running_loop()._default_executor  # type: ignore[attr-defined]
    return threads is not None and (
        threads._work_queue.qsize() > 0 or len(threads._threads) > threads._idle_semaphore._value
    )


async def _turn_taken(app: App[object]) -> bool:
    """Whether a key was still having its turn, or another size was about to be taken; waits a moment for it."""
    turn = app._turn if isinstance(app, AppInTurn) else None
    if turn is not None:
        await asyncio.wait({turn}, timeout=LOOK_AGAIN_SECONDS)
    elif app._resize_timer is not None:
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
    else:
        return False
    return True


def _is_unpainted(screen: Screen[object]) -> bool:
    if screen._callbacks:
        return True
    changed = screen._layout_required or screen._scroll_required or screen._repaint_required
    return (
        screen.is_current
        and not screen.app._batch_count
        and (changed or screen._recompose_required or bool(screen._dirty_widgets))
    )


def _paint_at_rest(patch: pytest.MonkeyPatch) -> None:
    """Let a screen without a terminal keep in mind what is to be painted until somebody waits for it."""

    def refresh(screen: Screen[object]) -> None:
        if not screen.app.is_headless or screen is not screen.app.screen:
            _refresh_at_once(screen)
            return
        screen._dirty_widgets.clear()
        screen.app._update_mouse_over(screen)

    patch.setattr(Screen, "_compositor_refresh", refresh)


def _share_read_styles(patch: pytest.MonkeyPatch) -> None:
    """Each app would read the same style sheets of the same widgets."""
    read_alone = Stylesheet._parse_rules
    read: dict[object, object] = {}

    def rules(sheet: Stylesheet, *where: object, **how: object) -> object:
        key = (tuple(sorted(sheet._variables.items())), where, tuple(sorted(how.items())))
        if key not in read:
            read[key] = read_alone(sheet, *where, **how)  # type: ignore[arg-type]
        return read[key]

    patch.setattr(Stylesheet, "_parse_rules", rules)
