"""The demo's story with pauses, to be run in a thread beside the hall screen."""

from collections.abc import Callable, Mapping
from typing import Any

from scoreboard.cli.demo.plot import Plot
from scoreboard.cli.demo.story import arrivals, ceremony_steps
from scoreboard.settings import Settings
from scoreboard.store.engine import Store

PAUSES: Mapping[str, float] = {
    "title": 7.0,
    "contest": 4.0,
    "roll": 4.0,
    "place": 3.5,
    "climb": 6.0,
    "transfer": 8.0,
    "wall": 9.0,
    "category": 3.5,
    "winner": 4.0,
    "winners": 6.0,
    "roll-of-honour": 9.0,
    "closing": 12.0,
}
"""Seconds that the hall is given for each kind of step; they follow how long its scene moves and is read."""

OTHERWISE = 6.0
BEFORE_FIRST = 3.0
BETWEEN_ARRIVALS = 6.0

Wait = Callable[[float], bool]
"""Waits so many seconds; False where the story shall stop."""


def autoplay(settings: Settings, plot: Plot, wait: Wait, *, seconds: float | None = None) -> None:
    """Play the whole story on a prepared contest; returns at its end, or soon after `wait` has said False.

    With `seconds` every step stays that long, whatever it shows; only the closing has its full time, because the
    hall lets nothing take its place before.
    """
    store = Store(settings.paths)
    try:
        if not wait(BEFORE_FIRST if seconds is None else seconds):
            return
        for stage in ceremony_steps(store, settings, plot):
            if not wait(pause_after(stage.scene, seconds)):
                return
        for _ in arrivals(store, settings, plot):
            if not wait(BETWEEN_ARRIVALS if seconds is None else seconds):
                return
    finally:
        store.close()


def pause_after(scene: Mapping[str, Any], seconds: float | None = None) -> float:
    """How many seconds the hall is given for a scene, where every one is meant to have `seconds`."""
    if seconds is not None and scene["scene"] != "closing":
        return seconds
    name = "roll-of-honour" if scene["scene"] == "roll" else str(scene.get("moment") or scene["scene"])
    return PAUSES.get(name, OTHERWISE)
