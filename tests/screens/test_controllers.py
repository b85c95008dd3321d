"""Screens that own controllers: every key finds its action, no two controllers answer one, and threads come back."""

from collections.abc import Callable
from typing import ClassVar

import pytest
from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.errors import ContestError, Refused
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.desk import DeskScreen
from screens.director import DirectorScreen
from screens.director.choosing import Choosing
from screens.director.typing import Typing
from screens.key_queue import AppInTurn
from screens.widgets.controllers import attach
from screens.widgets.thread_worker import ThreadWorker
from tests.contests import prepare
from tests.handan import handan, prepared
from tests.screens.director.console import console

__all__ = ["handan", "prepared"]


def unanswered(screen: Screen[None]) -> list[str]:
    """The keys of a screen whose action nobody has."""
    actions = [(key, one.action.partition("(")[0]) for key, one in screen._bindings]
    ours = [(key, name) for key, name in actions if "." not in name]
    assert ours
    return [key for key, name in ours if not callable(getattr(screen, f"action_{name}", None))]


@pytest.mark.parametrize("make", [DirectorScreen, DeskScreen])
def test_every_key_finds_its_action(
    make: Callable[[Store, Settings], Screen[None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = prepare(tmp_path_factory.mktemp("keys"))
    store = Store(settings.paths)
    try:
        screen = make(store, settings)
        assert unanswered(screen) == []
        bound = [key for base in [type(screen)] for one in vars(base)["BINDINGS"] for key in one.key.split(",")]
        assert len(bound) == len(set(bound)), "no key is bound by two controllers"
    finally:
        store.close()


@pytest.mark.parametrize(("keys", "kind"), [(("x",), Choosing), (("m",), Typing)])
async def test_every_key_of_what_lies_over_the_console_finds_its_action(
    handan: Settings, keys: tuple[str, ...], kind: type[Screen[None]]
) -> None:
    async with console(handan) as desk:
        await desk.press(*keys)
        assert isinstance(desk.host.screen, kind)
        assert unanswered(desk.host.screen) == []


class Greeting:
    """A controller with one key."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("g", "greet")]

    def __init__(self) -> None:
        self.greeted = 0

    def action_greet(self) -> None:
        """Greet once more."""
        self.greeted += 1


class GreetingScreen(Screen[None]):
    """Owns the controller; a deed in a thread may fail."""

    BINDINGS: ClassVar[list[BindingType]] = [*Greeting.BINDINGS]

    def __init__(self) -> None:
        super().__init__()
        self.greeting = Greeting()
        attach(self, self.greeting)
        self.thread = ThreadWorker(self, "desk.failed")
        self.told: list[object] = []

    def do(self, deed: Callable[[], object]) -> None:
        """Do a deed in a thread and keep what it came to."""
        self.thread.do(deed, self.told.append, self.told.append)


class GreetingApp(AppInTurn[None]):
    """Nothing but that screen."""

    def on_mount(self) -> None:
        self.push_screen(GreetingScreen())


async def test_a_controllers_key_reaches_it() -> None:
    app = GreetingApp()
    async with app.run_test() as pilot:
        await pilot.press("g", "g")
        screen = app.screen
        assert isinstance(screen, GreetingScreen)
        assert screen.greeting.greeted == 2


def test_two_controllers_cannot_answer_one_action() -> None:
    with pytest.raises(ValueError, match=r"Greeting\.action_greet"):
        attach(GreetingScreen(), Greeting())


async def test_what_a_thread_did_is_told_in_the_screens_turn_whatever_it_came_to() -> None:
    def refuse() -> object:
        raise Refused("desk.no_judge")

    def fail() -> object:
        raise ZeroDivisionError("a mistake")

    app = GreetingApp()
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, GreetingScreen)
        for deed in (lambda: 7, refuse, fail):
            count = len(screen.told)
            screen.do(deed)
            for _ in range(500):
                if len(screen.told) > count:
                    break
                await pilot.pause(0.01)
        answer, refused, failed = screen.told
        assert answer == 7
        assert isinstance(refused, ContestError)
        assert refused.key == "desk.no_judge"
        assert isinstance(failed, ContestError)
        assert failed.key == "desk.failed"
        assert "a mistake" in failed.sentence("en")
        assert app.is_running
