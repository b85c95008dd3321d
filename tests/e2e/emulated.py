"""Real terminals whose screens are read as they are drawn: which text stood on them, and since when."""

import contextlib
import fcntl
import os
import pty
import signal
import struct
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from tests.remote.emulator import Emulator

SIZE = (120, 34)
PATIENCE = 180.0
"""Seconds for what comes at once on a machine that has nothing else to do."""


class EmulatedTerminal:
    """One command in a terminal of its own. `noticed` is told of every screen, and when it stood there."""

    def __init__(
        self, words: Sequence[str], environment: Mapping[str, str], noticed: Callable[[str, datetime], None]
    ) -> None:
        self._screen, self._lock, self._noticed = Emulator(*SIZE), threading.Lock(), noticed
        self._process, self._end = pty.fork()
        if self._process == 0:
            os.execvpe(words[0], list(words), {**os.environ, "TERM": "xterm-256color", **environment})
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # the program has ended
            while more := os.read(self._end, 65536):
                now = datetime.now(UTC)
                with self._lock:
                    self._screen.feed(more)
                    text = self._screen.text
                self._noticed(text, now)

    @property
    def text(self) -> str:
        """What stands on it now."""
        with self._lock:
            return self._screen.text

    def send(self, keys: str) -> None:
        """Type keys, as a terminal sends them."""
        os.write(self._end, keys.encode())

    def wait(self, shown: Callable[[str], bool] | str) -> str:
        """The screen once it shows a text, or what a function looks for; an AssertionError with the screen if never."""
        deadline = time.monotonic() + PATIENCE
        while True:
            text = self.text
            if shown in text if isinstance(shown, str) else shown(text):
                return text
            assert time.monotonic() < deadline, f"it never showed {shown}; it shows\n{text}"
            time.sleep(0.02)

    def kill(self, sign: signal.Signals = signal.SIGKILL) -> None:
        """End the program, without a warning unless by another signal."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, sign)
        os.waitpid(self._process, 0)
        self._reader.join(5)
        os.close(self._end)
