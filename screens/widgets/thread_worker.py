"""The thread worker of every screen that calls the store."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, runtime_checkable

from textual.screen import Screen

from scoreboard.errors import ContestError, Unreachable

Answer = TypeVar("Answer")


@runtime_checkable
class AwaitsAnswers(Protocol):
    """An app whose keys wait for what the one before has begun."""

    def answer_awaited(self, screen: Screen[Any], *, patiently: bool = False) -> Callable[[], None]:
        """Something has been begun for a screen; to be called, in whatever thread, once the answer is on its way."""


def _as_it_is(error: ContestError) -> ContestError:
    """An error that names what it is about already."""
    return error


class ThreadWorker:
    """Does deeds on the store for one screen, each in a thread, and brings the answer back in the screen's own turn.

    `failed` is the error to tell of where a deed breaks by a fault of the program; `named` gives an error the names of
    what it is about, in the thread. With `keys_wait` the keys that are typed before the answer are for what it opens.
    """

    def __init__(
        self,
        screen: Screen[Any],
        failed: str,
        named: Callable[[ContestError], ContestError] = _as_it_is,
        *,
        keys_wait: bool = False,
    ) -> None:
        self._screen, self._failed, self._named, self._keys_wait = screen, failed, named, keys_wait

    def do(
        self,
        deed: Callable[[], Answer],
        then: Callable[[Answer], object],
        refused: Callable[[ContestError], object],
        *,
        aside: bool = False,
        opens: bool = False,
    ) -> None:
        """Do a deed; afterwards `then` is called with its answer, or `refused` with why nothing was done.

        Never exclusive: a write that has begun is not to be cancelled. Keys never wait for one that is done `aside`,
        and however long it takes for one that `opens` what they are for: before it there is nothing to type into.
        """
        screen = self._screen
        app, answered = screen.app, None
        if self._keys_wait and not aside and isinstance(app, AwaitsAnswers):
            answered = app.answer_awaited(screen, patiently=opens)

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
            finally:
                if answered is not None:
                    answered()

        screen.run_worker(work, thread=True, exit_on_error=False, exclusive=False, group="store")

    def later(self, call: Callable[..., object], *values: object) -> None:
        """From a deed: have something called in the screen's own turn, to tell how far the deed has come."""
        self._screen.call_later(call, *values)
