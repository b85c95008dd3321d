"""The load on the SSH server: thousands of viewers in one process, and how this process itself holds out.

It answers orders on a pipe: ("join", viewers), ("listen", seconds), ("leave", count), None to end.
"""

import contextlib
import gc
import os
import re
import resource
import select
import socket
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection as Pipe

from tests.bench.ssh_client import Connection, State

AT_ONCE = 24
"""Handshakes under way at a time."""
SIZES = ((120, 40), (80, 24), (100, 30), (132, 43), (160, 45), (90, 28), (140, 36), (200, 56), (110, 34), (70, 22))
COLOURS = (("xterm-256color", ""), ("xterm-256color", "truecolor"), ("xterm", ""))
MARK = re.compile(rb"(\d)\1\.\1\1")
"""A score as only the changed row has it: 22.22."""


@dataclass(frozen=True)
class Wish:
    """What a viewer asks for."""

    port: int
    user: str
    size: tuple[int, int]
    terminal: str
    colours: str
    address: str = "127.0.0.1"


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
    packets: int = 0
    bytes: int = 0
    lost: int = 0
    cpu_share: float = 0.0
    longest_turn: float = 0.0
    """Seconds of the longest turn of its loop: no arrival can be told more exactly."""
    p99_turn: float = 0.0


class Seat:
    """One viewer's socket and what it was sent last."""

    __slots__ = ("connection", "last", "link", "packets")

    def __init__(self, link: socket.socket, wish: Wish) -> None:
        self.link = link
        self.last = b""
        self.packets = 0
        self.connection = Connection(wish.user, wish.size, wish.terminal, self.take, wish.colours)

    def take(self, data: bytes) -> None:
        """A packet of the terminal's."""
        self.packets += 1
        heard = Generator.heard
        heard.packets += 1
        heard.bytes += len(data)
        found = MARK.search(data)
        if found is not None and found[0] != self.last:
            self.last = found[0]
            heard.arrivals.setdefault(self.last, array("d")).append(time.monotonic())


class Generator:
    """All viewers and the one loop that reads for them."""

    heard = Heard()

    def __init__(self) -> None:
        self._seats: dict[int, Seat] = {}
        self._poll = select.epoll()
        self._turns = array("d")

    def join(self, wishes: Sequence[Wish], timeout: float = 600.0) -> int:
        """Let viewers join, some at a time, while those who are there go on reading; returns how many watch."""
        waiting, coming, deadline = list(reversed(wishes)), set[Seat](), time.monotonic() + timeout
        while (waiting or coming) and time.monotonic() < deadline:
            while waiting and len(coming) < AT_ONCE:
                with contextlib.suppress(OSError):
                    coming.add(self._connect(waiting.pop()))
            self._turn(0.5)
            coming = {seat for seat in coming if seat.connection.state not in (State.WATCHING, State.CLOSED)}
        return self.watching

    @property
    def watching(self) -> int:
        return sum(seat.connection.state is State.WATCHING for seat in self._seats.values())

    def _connect(self, wish: Wish) -> Seat:
        link = socket.socket()
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        link.bind((wish.address, 0))
        link.connect(("127.0.0.1", wish.port))
        seat = Seat(link, wish)
        link.setblocking(False)
        link.send(seat.connection.begin())
        self._seats[link.fileno()] = seat
        self._poll.register(link, select.EPOLLIN)
        return seat

    def listen(self, seconds: float) -> Heard:
        """Read for some time; returns what was heard in it."""
        Generator.heard = Heard()
        self._turns = array("d")
        there = len(self._seats)
        cpu, began = time.process_time(), time.monotonic()
        while (left := began + seconds - time.monotonic()) > 0:
            self._turn(left)
        heard = Generator.heard
        heard.cpu_share = (time.process_time() - cpu) / (time.monotonic() - began)
        heard.lost = there - len(self._seats)
        turns = sorted(self._turns) or [0.0]
        heard.longest_turn, heard.p99_turn = turns[-1], turns[round(0.99 * (len(turns) - 1))]
        return heard

    def leave(self, count: int) -> int:
        """Let so many leave, without a word; returns how many are left."""
        for descriptor in list(self._seats)[:count]:
            self._drop(descriptor)
        return len(self._seats)

    def _turn(self, seconds: float) -> None:
        ready = self._poll.poll(seconds, 2048)
        began = time.monotonic()
        for descriptor, _ in ready:
            seat = self._seats[descriptor]
            try:
                data = seat.link.recv(1 << 18)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            answer = seat.connection.receive(data) if data else b""
            if not data or seat.connection.state is State.CLOSED:
                self._drop(descriptor)
            elif answer:
                with contextlib.suppress(OSError):
                    seat.link.send(answer)
        if ready:
            self._turns.append(time.monotonic() - began)

    def _drop(self, descriptor: int) -> None:
        seat = self._seats.pop(descriptor)
        seat.connection.state = State.CLOSED
        self._poll.unregister(descriptor)
        seat.link.close()


def work(orders: Pipe, nice: int = 0) -> None:
    """Do what comes over the pipe until None comes."""
    os.nice(nice)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    gc.disable()
    generator = Generator()
    while (order := orders.recv()) is not None:
        deed, value = order
        orders.send(getattr(generator, deed)(value))
