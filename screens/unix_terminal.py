"""Textual's terminal, but for one that goes away, and for one at the end of a slow line (`paint_fence.py`).

Where it goes away the program ends, instead of asking it for keys for ever.

A terminal that is closed sends a hang-up, which ends a program, unless whoever started it had that ignored (`nohup`,
many service managers) or the terminal is not its own. Then nothing ends it: every read returns at once, with nothing.
"""

import contextlib
import os
import select
import threading
from collections.abc import Iterator
from functools import partial
from typing import TextIO

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from screens.paint_fence import PaintFence
from screens.terminal import GONE

GRACE_SECONDS = 5.0
"""How long the program may take to put away what it has in hand."""


class TerminalDriver(LinuxDriver):
    """Ends the app once its terminal is gone; what is still to be written then is let go."""

    _screen: "_LettingGo | None" = None
    _fence: PaintFence | None = None

    def start_application_mode(self) -> None:
        """Take the terminal, and begin to watch it."""
        if self._screen is None and self._file is not None:
            self._screen = _LettingGo(self._file)
            self._file = self._screen  # type: ignore[assignment]
            numbers = {self.fileno, self._screen.fileno()}
            threading.Thread(target=self._watch, args=(numbers,), name="terminal-watch", daemon=True).start()
        self._fence = PaintFence(self._request_terminal_sync_mode_support, self._held)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def flush(self) -> None:
        """A frame has been written, or something else."""
        if self._fence is not None and self._app.is_running:
            self._fence.painted()

    def process_message(self, message: Message) -> None:
        """What comes from the terminal, in a thread that reads it."""
        if isinstance(message, TerminalSupportsSynchronizedOutput) and self._fence is not None:
            with contextlib.suppress(RuntimeError):  # the app has ended
                self._loop.call_soon_threadsafe(self._fence.answered)
        super().process_message(message)

    @contextlib.contextmanager
    def _held(self) -> Iterator[None]:
        """Nothing is painted for a while; then all that has changed."""
        with self._app.batch_update():
            yield
        if self._app.is_running and self._app.screen_stack:
            self._app.screen.check_idle()

    def _watch(self, numbers: set[int]) -> None:
        """Wait, without looking again and again, until the system says that the terminal has been hung up."""
        watched = select.poll()
        for number in numbers:
            watched.register(number, 0)  # a hang-up is told of without being asked for
        watched.poll()
        latest = threading.Timer(GRACE_SECONDS, os._exit, (GONE,))
        latest.daemon = True
        latest.start()
        self.exit_event.set()  # no more asking for keys
        with contextlib.suppress(RuntimeError):  # the app is about to end anyway
            self._loop.call_soon_threadsafe(partial(self._app.exit, return_code=GONE))


class _LettingGo:
    """A stream whose other end may go: what can't be written any more is dropped, so that nobody waits for it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            return

    def fileno(self) -> int:
        return self._stream.fileno()

    def isatty(self) -> bool:
        return self._stream.isatty()
