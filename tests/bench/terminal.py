"""A program in a pseudo-terminal, and what it writes there with the time at which it came."""

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

SIZE = (120, 29)
"""One row less than a hall has, so that tables are text."""
COUNTRY = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


class Terminal:
    """The far end of a program's terminal."""

    def __init__(self, process: int, descriptor: int) -> None:
        self.process = process
        self.descriptor = descriptor

    def read(self, timeout: float) -> tuple[float, bytes]:
        """What has been written, and when it came (`time.monotonic`); nothing where nothing came in time."""
        if not select.select([self.descriptor], [], [], max(0.0, timeout))[0]:
            return time.monotonic(), b""
        try:
            content = os.read(self.descriptor, 1 << 20)
        except OSError:
            content = b""
        if not content:
            raise EOFError("the program has ended")
        return time.monotonic(), content

    def until(self, wanted: bytes | re.Pattern[bytes], timeout: float) -> float | None:
        """The time at which `wanted` had been written from now on; None where it was not in time."""
        pattern = wanted if isinstance(wanted, re.Pattern) else re.compile(re.escape(wanted))
        deadline, seen = time.monotonic() + timeout, b""
        while time.monotonic() < deadline:
            at, content = self.read(deadline - time.monotonic())
            seen = seen[-4096:] + content
            if pattern.search(seen):
                return at
        return None

    def quiet(self, seconds: float, timeout: float = 30.0) -> None:
        """Read on until nothing has come for a while."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if not self.read(seconds)[1]:
                return

    def write(self, keys: bytes) -> None:
        os.write(self.descriptor, keys)

    def cpu_seconds(self) -> float:
        """What the program has used of the processor so far."""
        with open(f"/proc/{self.process}/stat", encoding="ascii") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def program(words: Sequence[str], extra: Mapping[str, str] | None = None) -> Iterator[Terminal]:
    """Run a Python program (`-m …` or a file) in a terminal of its own; it ends with the block."""
    process, descriptor = pty.fork()
    if process == 0:
        environment = {**os.environ, **COUNTRY, **(extra or {})}
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        os.execve(sys.executable, [sys.executable, *words], environment)
    try:
        yield Terminal(process, descriptor)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, 15)
        deadline = time.monotonic() + 5
        while os.waitpid(process, os.WNOHANG)[0] == 0:
            if time.monotonic() > deadline:
                os.kill(process, 9)
            with contextlib.suppress(OSError):
                select.select([descriptor], [], [], 0.05)
                os.read(descriptor, 1 << 20)
        os.close(descriptor)
