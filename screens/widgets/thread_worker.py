"""The thread worker of every screen that calls the store."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.screen import Screen

from scoreboard.errors import ContestError, Unreachable

Answer = TypeVar("Answer")


def _as_it_is(error: ContestError) -> ContestError:
    """An error that names what it is about already."""
    return error


class ThreadWorker:
    """Does deeds on the store for one screen, each in a thread, and brings the answer back in the screen's own turn.

    `failed` is the error to tell of where a deed breaks by a fault of the program; `named` gives an error the names of
    what it is about, in the thread.
    """

    def __init__(
        self, screen: Screen[Any], failed: str, named: Callable[[ContestError], ContestError] = _as_it_is
    ) -> None:
        self._screen, self._failed, self._named = screen, failed, named

    def do(
        self,
        deed: Callable[[], Answer],
        then: Callable[[Answer], object],
        refused: Callable[[ContestError], object],
    ) -> None:
        """Do a deed; afterwards `then` is called with its answer, or `refused` with why nothing was done.

        Never exclusive: a write that has begun is not to be cancelled.
        """
        screen = self._screen

        def work() -> None:
            try:
                answer = deed()
            except ContestError as error:
                screen.call_later(refused, self._named(error))
            except Exception as error:  # a fault must end neither the kiosk nor the text that was typed
                screen.log.error(error)
                screen.call_later(refused, Unreachable(self._failed, detail=repr(error)))
            else:
                screen.call_later(then, answer)

        screen.run_worker(work, thread=True, exit_on_error=False, exclusive=False, group="store")

    def later(self, call: Callable[..., object], *values: object) -> None:
        """From a deed: have something called in the screen's own turn, to tell how far the deed has come."""
        self._screen.call_later(call, *values)
