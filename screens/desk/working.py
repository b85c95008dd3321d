"""Screens that call the store: each call is a thread worker, its answer a message."""

from collections.abc import Callable
from typing import TypeVar

from textual import on
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen

from scoreboard.errors import ContestError, Unreachable
from screens.desk.messages import DeedAnswered, DeedRefused

Answer = TypeVar("Answer")
Result = TypeVar("Result")


class _Working(MessagePump):
    """What a working screen and a working dialog share."""

    def in_thread(
        self,
        deed: Callable[[], Answer],
        then: Callable[[Answer], None],
        refused: Callable[[ContestError], None],
    ) -> None:
        """Do a deed on the store in a thread; `then` or `refused` is called afterwards, in the screen's own turn.

        Never exclusive: a write that has begun is not to be cancelled.
        """

        def work() -> None:
            try:
                answer = deed()
            except ContestError as error:
                self.post_message(DeedRefused(refused, error))
            except Exception as error:  # a fault must end neither the kiosk nor the text that was typed
                self.log.error(error)
                self.post_message(DeedRefused(refused, Unreachable("desk.failed", detail=repr(error))))
            else:
                self.post_message(DeedAnswered(then, answer))

        self.run_worker(work, thread=True, exit_on_error=False, exclusive=False, group="desk")  # type: ignore[attr-defined]

    @on(DeedAnswered)
    def _deed_answered(self, message: DeedAnswered) -> None:
        message.stop()
        message.then(message.answer)

    @on(DeedRefused)
    def _deed_refused(self, message: DeedRefused) -> None:
        message.stop()
        message.then(message.error)


class WorkingScreen(_Working, Screen[Result]):
    """A screen that calls the store."""


class WorkingDialog(_Working, ModalScreen[Result]):
    """A dialog that calls the store."""
