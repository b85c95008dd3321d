"""F1 tells in every dialog and on every screen of desk and console what it is for."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.screen import Screen

import screens.desk
import screens.director
from scoreboard.locale import LANGUAGES, catalogue
from screens.desk.dialog import DeskDialog, ExplanationDialog, TypedDialog
from screens.desk.form import FormDialog
from screens.desk.help import HelpDialog, KeysDialog
from screens.director.keys import ConsoleKeys
from screens.director.rehearsal_times import RehearsalTimes
from screens.widgets.dialog import Dialog

EXPLANATIONS = (ExplanationDialog, HelpDialog, KeysDialog, ConsoleKeys, RehearsalTimes)
"""What explains, or is only to be read."""
BASES = (DeskDialog, TypedDialog, Dialog)


def modules() -> Iterator[str]:
    for package in (screens.desk, screens.director):
        yield from (found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))


def every_screen() -> list[type[Screen]]:
    """All that lies over the terminal at the desk and at the console."""
    for name in modules():
        importlib.import_module(name)
    found: list[type[Screen]] = []
    waiting: list[type[Screen]] = [Screen]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.startswith(("screens.desk", "screens.director")) and one not in (*BASES, *EXPLANATIONS):
                found.append(one)
    return sorted(set(found), key=lambda one: one.__name__)


@pytest.mark.parametrize("screen", every_screen(), ids=lambda screen: screen.__name__)
def test_f1_tells_what_it_is_for(screen: type[Screen]) -> None:
    assert "f1" in screen._merge_bindings().key_to_bindings
    if issubclass(screen, DeskDialog) and not issubclass(screen, FormDialog):
        for lang in LANGUAGES:
            assert catalogue("dialogs", lang)[f"{screen.ABOUT}.dialog"]


def test_what_is_told_is_told_of_a_dialog() -> None:
    known = {screen.ABOUT for screen in every_screen() if issubclass(screen, DeskDialog)}
    assert {key.partition(".")[0] for key in catalogue("dialogs", "zh")} == known - {""}
