"""Programs for tests that start at once: forked from a process that has imported the house already.

A start costs a second of processor time, nearly all of it for imports. What is forked is the program nevertheless: it
has a process, streams, an environment and a folder of its own, and ends as it would. Tests of the start itself, of
memory, of encodings and of what is imported start it cold: `[sys.executable, "-m", "scoreboard", ...]`.

python -m tests.warm_programs SOCKET      (started by the first test of a process that wants one)
"""

import atexit
import contextlib
import fcntl
import functools
import gc
import importlib
import io
import json
import os
import pkgutil
import random
import resource
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PATIENCE = 60.0
NOT_IMPORTED = ("__main__", ".migrations.", "tests.")
MOST_FILES = 1024
BESIDE = ("alembic.command", "asyncssh", "openpyxl", "typst")
"""What the house imports only where it needs it."""


class WarmProcess:
    """A running program; told to end with whoever started it."""

    def __init__(
        self,
        module: str,
        words: Sequence[str],
        streams: tuple[int, int, int],
        environment: Mapping[str, str],
        *,
        own_session: bool = False,
        own_terminal: bool = False,
        ignoring: Sequence[int] = (),
        largest_file: int | None = None,
    ) -> None:
        told = {
            "module": module,
            "words": list(words),
            "environment": dict(environment),
            "folder": str(Path.cwd()),
            "own_session": own_session or own_terminal,
            "own_terminal": own_terminal,
            "ignoring": list(ignoring),
            "largest_file": largest_file,
        }
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(_server())
        socket.send_fds(self._line, [json.dumps(told).encode() + b"\n"], list(streams))
        self._heard = self._line.makefile("rb")
        self.pid = int(self._heard.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code; None while it runs."""
        return self._end(0.0)

    def wait(self, timeout: float = PATIENCE) -> int:
        """Its exit code once it ends. Raises TimeoutExpired where that takes longer."""
        code = self._end(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout)
        return code

    def _end(self, seconds: float) -> int | None:
        if self.returncode is None:
            with selectors.DefaultSelector() as looking:
                looking.register(self._line, selectors.EVENT_READ)
                if looking.select(seconds):
                    self.returncode = int(self._heard.readline())
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def end(program: "subprocess.Popen[bytes] | WarmProcess", seconds: float) -> None:
    """Let a program with a session of its own end, as a service manager does: asked first, then killed with it."""
    if program.poll() is None:
        program.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(seconds)
    if program.poll() is None:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def run_warm(
    *words: str,
    environment: Mapping[str, str],
    given: bytes = b"",
    timeout: float = PATIENCE,
    largest_file: int | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run `scoreboard` to its end, as `subprocess.run` would with pipes."""
    streams = [os.pipe() for _ in range(3)]
    (read_in, write_in), (read_out, write_out), (read_err, write_err) = streams
    process = WarmProcess("scoreboard", words, (read_in, write_out, write_err), environment, largest_file=largest_file)
    for end in (read_in, write_out, write_err):
        os.close(end)
    said: dict[int, bytes] = {}

    def read(end: int) -> None:
        with open(end, "rb") as stream:
            said[end] = stream.read()

    def write() -> None:
        with contextlib.suppress(BrokenPipeError), open(write_in, "wb") as stream:
            stream.write(given)

    threads = [threading.Thread(target=read, args=(end,)) for end in (read_out, read_err)]
    threads.append(threading.Thread(target=write))
    for thread in threads:
        thread.start()
    try:
        code = process.wait(timeout)
    finally:
        process.kill()
        for thread in threads:
            thread.join()
    return subprocess.CompletedProcess(words, code, said[read_out], said[read_err])


@functools.cache
def _server() -> str:
    """The socket of the process that forks; started once for each process of tests."""
    folder = tempfile.mkdtemp(prefix="warm")
    path = str(Path(folder) / "s")
    server = subprocess.Popen([sys.executable, "-m", "tests.warm_programs", path], stdin=subprocess.PIPE)
    atexit.register(_put_away, server, Path(folder))
    deadline = time.monotonic() + PATIENCE
    while not Path(path).exists():
        assert server.poll() is None, "the server of warm programs has ended"
        assert time.monotonic() < deadline, "the server of warm programs never came up"
        time.sleep(0.02)
    return path


def _put_away(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    server.kill()
    server.wait()
    for left in folder.iterdir():
        left.unlink()
    folder.rmdir()


def _serve(path: str) -> None:
    """Fork a program for everybody who comes, until the one who started this is gone."""
    _import_the_house()
    gc.collect()
    gc.freeze()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(f"{path}.new")
    listening.listen(64)
    os.rename(f"{path}.new", path)
    running: dict[int, tuple[int, socket.socket]] = {}
    with selectors.DefaultSelector() as looking:
        looking.register(listening, selectors.EVENT_READ, _fork)
        looking.register(sys.stdin, selectors.EVENT_READ, sys.exit)
        while True:
            for key, _ in looking.select():
                if key.data is _fork:
                    line, _address = listening.accept()
                    if (pid := _fork(line)) is not None:
                        ended = os.pidfd_open(pid)
                        running[ended] = pid, line
                        looking.register(ended, selectors.EVENT_READ, "ended")
                        looking.register(line, selectors.EVENT_READ, pid)
                elif key.data == "ended":
                    ended = key.fd
                    pid, line = running.pop(ended)
                    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
                    looking.unregister(ended)
                    os.close(ended)
                    with contextlib.suppress(KeyError):
                        looking.unregister(line)
                    with contextlib.suppress(OSError), line:
                        line.sendall(b"%d\n" % code)
                elif isinstance(key.data, int):  # whoever started it is gone
                    looking.unregister(key.fileobj)
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(key.data, signal.SIGKILL)
                else:
                    os._exit(0)


def _import_the_house() -> None:
    for name in BESIDE:
        importlib.import_module(name)
    for top in ("scoreboard", "screens"):
        package = importlib.import_module(top)
        for found in pkgutil.walk_packages(package.__path__, f"{top}."):
            if not any(part in f"{found.name}." for part in NOT_IMPORTED):
                importlib.import_module(found.name)


def _fork(line: socket.socket) -> int | None:
    """A process that is what it is told on a line; tells its number there."""
    told, streams, _, _ = socket.recv_fds(line, 1 << 20, 3)
    while not told.endswith(b"\n"):
        more = line.recv(1 << 20)
        if not more:
            return None
        told += more
    pid = os.fork()
    if not pid:
        be(json.loads(told), streams)
    for stream in streams:
        os.close(stream)
    line.sendall(b"%d\n" % pid)
    return pid


def be(told: Mapping[str, Any], streams: Sequence[int]) -> None:
    """Be a program from here to its end, in a process that has just been forked."""
    code = 1
    try:
        _begin_anew(told, streams)
        runpy.run_module(told["module"], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        if not isinstance(ended.code, int | None):
            print(ended.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(_ended_as_python_ends(code))


def _begin_anew(told: Mapping[str, Any], streams: Sequence[int]) -> None:
    """Have nothing of the process that this one was forked from but its modules."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in told["ignoring"]:
        signal.signal(number, signal.SIG_IGN)
    if told["own_session"]:
        os.setsid()
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
    os.closerange(3, MOST_FILES)
    if told["largest_file"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (told["largest_file"], told["largest_file"]))
    if told["own_terminal"]:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.environ.clear()
    os.environ.update(told["environment"])
    os.chdir(told["folder"])
    time.tzset()
    random.seed()
    tempfile.tempdir = None
    sys.path[0] = told["folder"]
    sys.argv = [told["module"], *told["words"]]
    sys.stdin = sys.__stdin__ = io.TextIOWrapper(
        io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8", "surrogateescape"
    )  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = _written(1, "strict", at_lines=os.isatty(1))  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _written(2, "backslashreplace", at_lines=True)  # type: ignore[misc]


def _written(place: int, errors: str, *, at_lines: bool) -> io.TextIOWrapper:
    at_once = bool(os.environ.get("PYTHONUNBUFFERED"))
    stream = io.BufferedWriter(io.FileIO(place, "wb", closefd=False))
    return io.TextIOWrapper(stream, "utf-8", errors, line_buffering=at_lines, write_through=at_once)


def _ended_as_python_ends(code: int) -> int:
    """What Python does when a program is over: threads are waited for, what is left is written."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.flush()
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        return 120
    return code


if __name__ == "__main__":
    _serve(sys.argv[1])
