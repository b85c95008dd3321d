"""A slow line is not filled with frames that are old when it has carried them: it gets the newest once it is clear.

Behind a frame the terminal is asked something; its answer says that the frame has been drawn. While the answer is late
nothing is painted. What is typed meanwhile takes effect, and is seen as soon as the line can carry it.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack

LATE_SECONDS = 0.15
"""How much longer than the quickest one an answer may take."""
SLOWEST_SECONDS = 0.5
"""What the quickest one is taken for before any has come."""
LOST_SECONDS = 4.0
"""After so long an answer is not waited for any more; a terminal that answers again is believed again."""


class PaintFence:
    """Asked of a terminal only once it has answered something: others get every frame."""

    def __init__(self, ask: Callable[[], None], hold: Callable[[], AbstractContextManager[None]]) -> None:
        """`ask` writes the question; within `hold` nothing is painted."""
        self._ask, self._hold = ask, hold
        self._answers = False
        self._quickest = SLOWEST_SECONDS
        self._asked: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._holding = ExitStack()

    def painted(self) -> None:
        """A frame has been written: ask behind it, unless an answer is on its way."""
        if not self._answers or self._asked is not None:
            return
        loop = asyncio.get_running_loop()
        self._asked = loop.time()
        self._timer = loop.call_later(self._quickest + LATE_SECONDS, self._late)
        self._ask()

    def answered(self) -> None:
        """The terminal has answered: what it was asked behind has been drawn."""
        self._answers = True
        if self._asked is not None:
            self._quickest = min(self._quickest, asyncio.get_running_loop().time() - self._asked)
        self.end()

    def end(self) -> None:
        """Nothing is waited for: paint."""
        if self._timer is not None:
            self._timer.cancel()
        self._asked = self._timer = None
        self._holding.close()

    def _late(self) -> None:
        self._holding.enter_context(self._hold())
        self._timer = asyncio.get_running_loop().call_later(LOST_SECONDS, self._lost)

    def _lost(self) -> None:
        self._answers = False
        self.end()
