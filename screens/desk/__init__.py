"""The operator's screens. The kiosk pushes `DeskScreen(store, settings)`; it is dismissed when the operator leaves."""

from screens.desk.desk import DeskScreen

__all__ = ["DeskScreen"]
