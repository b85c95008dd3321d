"""A real pseudo-terminal with a program in it, to be typed into as fast as it takes what is typed."""

import fcntl
import os
import pty
import signal
import struct
import sys
import termios
import threading
import time
from collections.abc import Mapping
from types import TracebackType

PATIENCE = 120.0


class PseudoTerminal:
    """One `scoreboard` command; what it writes is read all the time, so that it never waits for its reader."""

    def __init__(self, *words: str, size: tuple[int, int] = (120, 34), environment: Mapping[str, str]) -> None:
        self.output = bytearray()
        self._pid, self._end = pty.fork()
        if self._pid == 0:
            command = [sys.executable, "-m", "scoreboard", *words]
            os.execvpe(command[0], command, {**os.environ, "TERM": "xterm-256color", **environment})
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            while more := os.read(self._end, 65536):
                self.output += more
        except OSError:  # the program has ended
            return

    def wait_for(self, text: str) -> None:
        """Wait until the program has written a text. Raises AssertionError where it never does."""
        deadline = time.monotonic() + PATIENCE
        while text.encode() not in self.output:
            assert time.monotonic() < deadline, f"{text} never came: {self.output[-2000:]!r}"
            time.sleep(0.02)

    def send(self, text: str) -> None:
        """Type a text, all of it at once; the terminal takes it as fast as the program reads."""
        left = text.encode()
        while left:
            left = left[os.write(self._end, left[:1024]) :]

    def paste(self, text: str) -> None:
        """Paste a text, as terminals mark it."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def __enter__(self) -> "PseudoTerminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._end)
