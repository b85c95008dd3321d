"""Controllers: each does one task of a screen that owns it, and brings the keys of that task along."""

from typing import Any

from textual.screen import Screen


def attach(screen: Screen[Any], *controllers: object) -> None:
    """Let the keys of a screen reach its controllers: their `action_…` methods become actions of the screen.

    The screen names the keys, by `*Controller.BINDINGS` in its own. Raises ValueError where two would answer a key.
    """
    for controller in controllers:
        for name in dir(controller):
            if not name.startswith("action_"):
                continue
            if hasattr(screen, name):
                raise ValueError(f"{type(controller).__name__}.{name}: {type(screen).__name__} has that action already")
            setattr(screen, name, getattr(controller, name))
