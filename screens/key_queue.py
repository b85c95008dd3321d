"""Keys that arrive together take effect one after the other.

Textual hands a key to the focused widget, and one that is bound to an action goes on up to the app; a key that came in
the same packet meets the widget before that action has run. On a slow line, over which keys come in packets, a score
that is typed after an arrow key would go into the cell that the arrow has just left. And what is typed behind a key
that opens a form, once the store has been asked, is for that form; what is typed while a room opens is for that room.
"""

import asyncio
import contextlib
import unicodedata
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.driver import Driver
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Input

from screens.terminal import GONE

Returned = TypeVar("Returned")

PATIENCE_SECONDS = 2.0
"""How long a key may take, and then each answer to what it has begun, before the next one has its turn all the same."""
LOOK_AGAIN_SECONDS = 0.05
LEAVES = ("ctrl+q", "ctrl+c")
"""Keys that lead out of a room that takes long to open, or say what does."""


def driver_class() -> type[Driver] | None:
    """What speaks with the terminal: on Unix one that notices its end; None for what Textual has elsewhere."""
    try:
        from screens.unix_terminal import TerminalDriver
    except ImportError:
        return None
    return TerminalDriver


@dataclass(frozen=True)
class AwaitedAnswer:
    """An answer for which keys wait: the screen that gets it, and whether they do so however long it takes."""

    screen: Screen[Any]
    answered: asyncio.Event
    patiently: bool


class AppInTurn(App[Returned]):
    """An app that takes a key only once the one before has done all that it does, the opening of a screen included.

    It ends with its terminal.
    """

    def __init__(self) -> None:
        super().__init__(driver_class=driver_class())
        self._arrived: deque[events.Key | events.Paste] = deque()
        self._turn: asyncio.Task[None] | None = None
        self._last = ""
        """The key that was taken last."""
        self._awaited: list[AwaitedAnswer] = []
        """The answers that the key whose turn it is waits for."""

    def on_mount(self) -> None:
        """The first turn is that of the screen which opens with the app."""
        self._turn = asyncio.create_task(self._until_done(self, None))

    def answer_awaited(self, screen: Screen[Any], *, patiently: bool = False) -> Callable[[], None]:
        """What a key has begun has an answer, which may open a screen: the keys behind it are for that one."""
        if self._turn is None:
            return lambda: None
        answered, loop = asyncio.Event(), asyncio.get_running_loop()
        self._awaited.append(AwaitedAnswer(screen, answered, patiently))

        def on_its_way() -> None:
            with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
                loop.call_soon_threadsafe(answered.set)

        return on_its_way

    def _handle_exception(self, error: Exception) -> None:
        """Once the terminal has gone, screens that were still being made meet others that are put away already."""
        if self.return_code != GONE:
            super()._handle_exception(error)

    async def on_event(self, event: events.Event) -> None:
        leaves = isinstance(event, events.Key) and event.key in LEAVES and self._awaits_patiently
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded and not leaves:
            self._arrived.append(event)
            await self._take_next()
        else:
            await super().on_event(event)

    @property
    def _awaits_patiently(self) -> bool:
        return bool(self._awaited) and self._awaited[0].patiently

    async def _take_next(self) -> None:
        if self._turn is not None or not self._arrived:
            return
        widget = self.focused or self.screen
        event = self._arrived.popleft()
        if isinstance(event, events.Key):
            before, self._last = self._last, event.key
            if event.key == "ctrl+j" and before != "enter":
                event = events.Key("enter", "\r")
            elif not isinstance(widget, Input):
                event = without_input_method(event)
        self._turn = asyncio.create_task(self._until_done(widget, PATIENCE_SECONDS))
        await super().on_event(event)

    async def _until_done(self, widget: DOMNode, patience: float | None) -> None:
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await self._done_above(widget)
            while self._awaited:
                awaited = self._awaited[0]
                async with asyncio.timeout(None if awaited.patiently else PATIENCE_SECONDS):
                    await awaited.answered.wait()
                    await self._done_above(awaited.screen)
                del self._awaited[0]
        except TimeoutError:
            pass
        finally:
            self._turn = None
            self._awaited.clear()
            self.call_later(self._take_next)

    async def _done_above(self, widget: DOMNode) -> None:
        """Wait until a widget, all in which it stands and the screen that has come of it have caught up."""
        while widget is not self:
            await _caught_up(widget)
            widget = widget.parent or self
        await _caught_up(self)
        await _caught_up(self.screen)


def without_input_method(event: events.Key) -> events.Key:
    """The key that was meant where a Chinese input method was left on: ｃ, ？ and 、 are c, ? and /."""
    character = event.character or ""
    plain = _MEANT.get(character) or unicodedata.normalize("NFKC", character)
    if plain == character or len(plain) != 1 or not plain.isascii():
        return event
    return events.Key(_NAMED.get(plain, plain), plain)


_MEANT = {"、": "/", "。": "."}
_NAMED = {"?": "question_mark", "/": "slash", ".": "full_stop", ",": "comma", "+": "plus", "-": "minus"}
"""What keys are called that bear no letter or digit."""


async def _caught_up(pump: MessagePump) -> None:
    """Wait until a widget has done with every message that it has by now, or is gone."""
    done = asyncio.Event()
    pump.call_later(done.set)
    while pump.is_running and not done.is_set():
        try:
            await asyncio.wait_for(done.wait(), LOOK_AGAIN_SECONDS)
        except TimeoutError:
            continue
