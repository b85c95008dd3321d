"""The real OpenSSH client, in a terminal of its own."""

import contextlib
import fcntl
import os
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from tests.programs import program
from tests.remote.emulator import Emulator

TRUSTING = (
    *("-F", "none"),
    *("-o", "StrictHostKeyChecking=no"),
    *("-o", "UserKnownHostsFile=/dev/null"),
    *("-o", "LogLevel=ERROR"),
    *("-o", "BatchMode=yes"),
    *("-o", "IdentitiesOnly=yes"),
    *("-o", "IdentityAgent=none"),
    *("-o", "ConnectTimeout=20"),
)
"""Meets the server for the first time, and asks nobody anything."""
PATIENCE = 20.0


class OpenSSH:
    """A running client; what it shows is in `screen`, every byte of it in `raw`."""

    def __init__(self, words: Sequence[str], size: tuple[int, int], extra: Mapping[str, str]) -> None:
        self._master, slave = os.openpty()
        self.resize(*size)
        self.screen = Emulator(*(size if min(size) else (80, 24)))
        self.raw = bytearray()
        environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": "xterm-256color", **extra}
        self.process = subprocess.Popen(
            [program("ssh"), *TRUSTING, *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=_take_terminal,
            env=environment,
        )
        os.close(slave)

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if hasattr(self, "screen"):
            self.screen.columns, self.screen.rows = columns, rows

    def send(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def until(self, condition: Callable[[Emulator], bool], timeout: float = PATIENCE) -> Emulator:
        """Read until the screen meets a condition. Raises AssertionError with the screen where it does not in time."""
        deadline = time.monotonic() + timeout
        while not condition(self.screen):
            if not self._read(deadline - time.monotonic()):
                raise AssertionError(
                    f"in {timeout} s the screen never became so:\n{self.screen.text}\n{self.raw[-300:]!r}"
                )
        return self.screen

    def shows(self, *words: str) -> Emulator:
        """Read until all the words are on the screen."""
        return self.until(lambda screen: all(word in screen.text for word in words))

    def ended(self, timeout: float = PATIENCE) -> int:
        """Read on until the client ends; returns its exit code."""
        deadline = time.monotonic() + timeout
        while self._read(deadline - time.monotonic()):
            pass
        return self.process.wait(max(0.1, deadline - time.monotonic()))

    def listen(self, seconds: float) -> None:
        """Take in what comes for so long."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0 and self._read(left, or_nothing=True):
            pass

    def _read(self, seconds: float, *, or_nothing: bool = False) -> bool:
        """Read once; False at the end, and where nothing has come in time."""
        if seconds <= 0 or not select.select([self._master], [], [], seconds)[0]:
            return or_nothing
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            data = b""
        self.raw += data
        self.screen.feed(data)
        return bool(data)

    def close(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        with contextlib.suppress(OSError):
            os.close(self._master)


@contextmanager
def ssh(*words: str, size: tuple[int, int] = (100, 30), extra: Mapping[str, str] | None = None) -> Iterator[OpenSSH]:
    """A client that is gone when the block ends."""
    client = OpenSSH(words, size, extra or {})
    try:
        yield client
    finally:
        client.close()


def ssh_once(*words: str, given: bytes = b"", timeout: float = 30.0) -> subprocess.CompletedProcess[bytes]:
    """Run the client on pipes to its end."""
    return subprocess.run(
        [program("ssh"), *TRUSTING, *words],
        input=given,
        capture_output=True,
        timeout=timeout,
        check=False,
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": "xterm"},
    )


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
