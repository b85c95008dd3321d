"""A person's screen in a child process with a terminal of its own."""

import asyncio
import contextlib
import fcntl
import json
import os
import signal
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Mapping

from screens.remote.picture_key import SMALLEST, size_of

CHUNK = 64 * 1024
GRACE_SECONDS = 2.0


class ChildTerminal:
    """Runs `screens.remote.person` on a pseudo-terminal and passes bytes both ways.

    The child is to end with this process, however that ends: the pseudo-terminal is the child's controlling one, so
    that it is hung up, and the child reads from a pipe (its lifeline) whose other end nobody else holds.
    """

    def __init__(self, words: Mapping[str, str], terminal: str, size: tuple[int, int], look: Mapping[str, str]) -> None:
        self._words, self._terminal, self._size, self._look = words, terminal, size_of(*size, SMALLEST), look
        self._master = self._lifeline = -1
        self._process: subprocess.Popen[bytes] | None = None
        self._output: Callable[[bytes], None] = lambda data: None
        self._ended: Callable[[], None] = lambda: None

    def start(self, output: Callable[[bytes], None], ended: Callable[[], None]) -> None:
        """Start the child; its bytes go to `output`, and `ended` is called once it is gone."""
        self._output, self._ended = output, ended
        self._master, slave = os.openpty()
        held, self._lifeline = os.pipe()
        os.set_blocking(self._master, False)
        self.resize(*self._size)
        kept = ("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "XDG_RUNTIME_DIR")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        environment |= {"TERM": _safe(self._terminal), "LANG": "C.UTF-8", **self._look}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "screens.remote.person", json.dumps({**self._words, "lifeline": held})],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=_take_terminal,
            env=environment,
            close_fds=True,
            pass_fds=(held,),
        )
        os.close(slave)
        os.close(held)
        self.resume()

    def write(self, data: bytes) -> None:
        """Keys for the child; what its full terminal does not take is dropped, as a terminal does."""
        with contextlib.suppress(OSError):
            os.write(self._master, data)

    def resize(self, columns: int, rows: int) -> None:
        columns, rows = size_of(columns, rows, SMALLEST)
        with contextlib.suppress(OSError):
            fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def pause(self) -> None:
        """Stop reading: the viewer's line is full."""
        if self._master >= 0:
            asyncio.get_running_loop().remove_reader(self._master)

    def resume(self) -> None:
        if self._master >= 0:
            asyncio.get_running_loop().add_reader(self._master, self._read)

    def end(self) -> None:
        """End the child at once; all that it saves it saves in one go."""
        process, self._process = self._process, None
        self._close()
        if process is not None:
            _kill(process)

    def _read(self) -> None:
        try:
            data = os.read(self._master, CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._output(data)
            return
        process, self._process = self._process, None
        self._close()
        if process is not None:
            asyncio.get_running_loop().call_later(GRACE_SECONDS, _kill, process)
            self._ended()

    def _close(self) -> None:
        if self._master >= 0:
            with contextlib.suppress(ValueError, OSError):
                asyncio.get_running_loop().remove_reader(self._master)
            os.close(self._master)
            os.close(self._lifeline)
            self._master = self._lifeline = -1


def _take_terminal() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # a server started by `nohup` hands on that it is ignored
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        threading.Thread(target=process.wait, daemon=True).start()


def _safe(terminal: str) -> str:
    """A terminal's name as far as it can be one; it came from outside."""
    plain = "".join(c for c in terminal if c.isascii() and (c.isalnum() or c in "-+._"))[:40]
    return plain or "xterm"
