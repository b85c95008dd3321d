"""The load on a server: thousands of viewers in one process, and how this process itself holds out.

It answers orders on a pipe: ("join", viewers), ("listen", seconds), ("leave", count), None to end. A viewer is an SSH
connection (`Wish`) or, for what the ways without one cost, a program in a pseudo-terminal (`Program`).
"""

import contextlib
import fcntl
import gc
import os
import pty
import re
import resource
import select
import signal
import socket
import struct
import termios
import time
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection as Pipe

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from screens.remote.modes import BEGIN
from tests.bench.ssh_client import Connection, State

AT_ONCE = 24
"""Handshakes under way at a time."""
SIZES = ((120, 40), (80, 24), (100, 30), (132, 43), (160, 45), (90, 28), (140, 36), (200, 56), (110, 34), (70, 22))
COLOURS = (("xterm-256color", ""), ("xterm-256color", "truecolor"), ("xterm", ""))
MARK = re.compile(rb"11\.11|22\.22|33\.33|44\.44|55\.55")
"""A score as only the changed row has it: 22.22."""


@dataclass(frozen=True)
class Wish:
    """What a viewer over SSH asks for; `key` is an ed25519 key's 32 bytes where the name must be proved."""

    port: int
    user: str
    size: tuple[int, int] = SIZES[0]
    terminal: str = COLOURS[0][0]
    colours: str = ""
    key: bytes = b""


@dataclass(frozen=True)
class Program:
    """A program that runs for one viewer, in a terminal of its own."""

    words: tuple[str, ...]
    environment: Mapping[str, str]
    size: tuple[int, int] = SIZES[0]


def mixed(count: int, port: int, user: str) -> list[Wish]:
    """Half of them at 120x40 in 256 colours, the others over ten sizes and three colour depths."""
    wishes = []
    for number in range(count):
        size, colours = SIZES[0], COLOURS[0]
        if number % 2:
            place = number // 2
            size, colours = SIZES[place % len(SIZES)], COLOURS[place // len(SIZES) % len(COLOURS)]
        wishes.append(Wish(port, user, size, *colours))
    return wishes


@dataclass
class Heard:
    """What viewers were sent while the generator listened, and how it held out itself."""

    arrivals: dict[bytes, array] = field(default_factory=dict)  # type: ignore[type-arg]
    """The times at which viewers got each score."""
    parts: int = 0
    """Packets of a terminal's bytes."""
    frames: int = 0
    """Pictures, told by their synchronized output."""
    bytes: int = 0
    lost: int = 0
    cpu_share: float = 0.0
    longest_turn: float = 0.0
    """Seconds of the longest turn of its loop: no arrival can be told more exactly."""
    p99_turn: float = 0.0
    marked: bool = True
    """Whether scores were looked for, which takes time with large frames."""
    starved: float = 0.0
    """The share of the time in which it was ready to run and had to wait for a processor."""


class Seat:
    """One viewer's terminal and what it was sent last."""

    __slots__ = ("_end", "last")
    descriptor: int

    def __init__(self) -> None:
        self.last = self._end = b""

    def take(self, data: bytes) -> None:
        """Some of the terminal's bytes."""
        heard = Generator.heard
        heard.parts += 1
        heard.bytes += len(data)
        frames = data.count(BEGIN)
        heard.frames += frames
        if not heard.marked:
            return
        if not frames:  # not ours, which come whole: a score may have been cut in two
            data, self._end = self._end + data, data[-4:]
        found = MARK.findall(data)
        if found and found[-1] != self.last:  # a picture may come as an older one and what has changed since
            self.last = found[-1]
            heard.arrivals.setdefault(self.last, array("d")).append(time.monotonic())

    @property
    def watching(self) -> bool:
        """Whether there is something to see."""
        raise NotImplementedError

    def read(self) -> bool:
        """Read what has come; False where that was the end."""
        raise NotImplementedError

    def close(self) -> None:
        """Leave without a word."""
        raise NotImplementedError


class Line(Seat):
    """An SSH connection."""

    __slots__ = ("connection", "descriptor", "link")

    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self.link = socket.socket()
        self.link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        self.link.connect(("127.0.0.1", wish.port))
        self.link.setblocking(False)
        self.descriptor = self.link.fileno()
        key = Ed25519PrivateKey.from_private_bytes(wish.key) if wish.key else None
        self.connection = Connection(wish.user, wish.size, wish.terminal, self.take, wish.colours, key)
        self.link.send(self.connection.begin())

    @property
    def watching(self) -> bool:
        return self.connection.state is State.WATCHING

    def read(self) -> bool:
        try:
            data = self.link.recv(1 << 18)
        except BlockingIOError:
            return True
        except OSError:
            return False
        answer = self.connection.receive(data)
        if answer:
            with contextlib.suppress(OSError):
                self.link.send(answer)
        return bool(data) and self.connection.state is not State.CLOSED

    def close(self) -> None:
        self.connection.state = State.CLOSED
        self.link.close()


class Screen(Seat):
    """A program in a pseudo-terminal."""

    __slots__ = ("_written", "descriptor", "process")

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._written = 0
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", program.size[1], program.size[0], 0, 0))
            os.execvpe(program.words[0], program.words, {**os.environ, **program.environment})

    @property
    def watching(self) -> bool:
        """A screen that has been drawn is more than a few control sequences."""
        return self._written > 2000

    def read(self) -> bool:
        try:
            data = os.read(self.descriptor, 1 << 18)
        except OSError:
            return False
        self._written += len(data)
        self.take(data)
        return bool(data)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self.descriptor)


class Generator:
    """All viewers and the one loop that reads for them."""

    heard = Heard()

    def __init__(self) -> None:
        self._seats: dict[int, Seat] = {}
        self._poll = select.epoll()
        self._turns = array("d")

    def join(self, wishes: Sequence[Wish | Program], timeout: float = 90.0) -> int:
        """Let viewers join, some at a time, while those who are there go on reading; returns how many watch."""
        waiting, coming, deadline = list(reversed(wishes)), set[Seat](), time.monotonic() + timeout
        while (waiting or coming) and time.monotonic() < deadline:
            while waiting and len(coming) < AT_ONCE:
                with contextlib.suppress(OSError):
                    coming.add(self._seat(waiting.pop()))
            self._turn(0.5)
            coming = {seat for seat in coming if not seat.watching and seat.descriptor in self._seats}
        return sum(seat.watching for seat in self._seats.values())

    def _seat(self, wish: Wish | Program) -> Seat:
        seat = Line(wish) if isinstance(wish, Wish) else Screen(wish)
        self._seats[seat.descriptor] = seat
        self._poll.register(seat.descriptor, select.EPOLLIN)
        return seat

    def count(self, seconds: float) -> Heard:
        """Read for some time; returns how much was heard in it, but not when."""
        return self.listen(seconds, marked=False)

    def listen(self, seconds: float, *, marked: bool = True) -> Heard:
        """Read for some time; returns what was heard in it."""
        Generator.heard = heard = Heard(marked=marked)
        self._turns = array("d")
        there, waited = len(self._seats), waited_seconds()
        cpu, began = time.process_time(), time.monotonic()
        while (left := began + seconds - time.monotonic()) > 0:
            self._turn(left)
        passed = time.monotonic() - began
        heard.cpu_share = (time.process_time() - cpu) / passed
        heard.starved = (waited_seconds() - waited) / passed
        heard.lost = there - len(self._seats)
        turns = sorted(self._turns) or [0.0]
        heard.longest_turn, heard.p99_turn = turns[-1], turns[round(0.99 * (len(turns) - 1))]
        return heard

    def leave(self, count: int) -> int:
        """Let so many leave, without a word; returns how many are left."""
        for descriptor in list(self._seats)[:count]:
            self._drop(descriptor)
        return len(self._seats)

    def processes(self, _: None) -> list[int]:
        """The programs that run for viewers."""
        return [seat.process for seat in self._seats.values() if isinstance(seat, Screen)]

    def _turn(self, seconds: float) -> None:
        ready = self._poll.poll(seconds, 2048)
        began = time.monotonic()
        for descriptor, _ in ready:
            if not self._seats[descriptor].read():
                self._drop(descriptor)
        if ready:
            self._turns.append(time.monotonic() - began)

    def _drop(self, descriptor: int) -> None:
        self._poll.unregister(descriptor)
        self._seats.pop(descriptor).close()


def waited_seconds() -> float:
    """How long this process has been ready to run without a processor to run on."""
    with contextlib.suppress(OSError), open("/proc/self/schedstat", encoding="ascii") as told:
        return int(told.read().split()[1]) / 1e9
    return 0.0


def work(orders: Pipe) -> None:
    """Do what comes over the pipe until None comes."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    gc.disable()
    generator = Generator()
    while (order := orders.recv()) is not None:
        deed, value = order
        orders.send(getattr(generator, deed)(value))
    generator.leave(len(generator._seats))
