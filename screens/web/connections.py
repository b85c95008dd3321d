"""The connections of browsers: how many there may be, how long one may say nothing, and how much it may say at once."""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from scoreboard.locale import LANGUAGES, say
from scoreboard.log_lines import tell
from screens.remote.counters import arrived, left
from screens.remote.headcount import TOTAL, Headcount
from screens.remote.limits import neighbourhood
from screens.web.headers import SAFE

LONGEST_REQUEST = 16 * 1024
"""Bytes of a request, for which a path and headers are enough."""
ASKING_SECONDS = 10.0
"""A connection that has asked for nothing for so long is dropped."""
SEND_BUFFER = 128 * 1024
"""What the kernel may hold for a browser: without a bound a stopped one takes megabytes, and what it has is old."""
LINE = "line"
"""Under which name a request's state has its connection."""
UNANSWERED_SECONDS = 45
"""A line that has not acknowledged what was sent for so long is dead."""


@dataclass
class Guests:
    """Counts who is connected; one address may not take all the room."""

    most: int
    most_of_one: int
    headcount: Headcount
    """Shared by all processes that answer browsers."""

    def enter(self, address: str) -> bool:
        """Whether one more of this address may come in; counts it if so."""
        cell = self._cell(address)
        crowded = self.headcount.of(cell) >= self.most_of_one and not is_local(address)
        if crowded or self.headcount.of(TOTAL) >= self.most:
            return False
        self._count(cell, 1)
        return True

    def leave(self, address: str) -> None:
        """One is gone."""
        self._count(self._cell(address), -1)

    def _cell(self, address: str) -> int:
        return self.headcount.cells_of(neighbourhood(address))[0]

    def _count(self, cell: int, by: int) -> None:
        self.headcount.add(cell, by)
        self.headcount.add(TOTAL, by)


def is_local(address: str) -> bool:
    """Whether an address is this machine's own: all who come by way of a proxy there have the same."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(address).is_loopback
    return False


def _plain(status: bytes, why: str) -> bytes:
    """A whole answer to what is no request that could be answered: a sentence in each language."""
    said = "".join(say(f"web.refused.{why}", lang) + "\n" for lang in LANGUAGES).encode()
    safe = b"".join(b"%s: %s\r\n" % header for header in SAFE)
    about = b"content-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\nconnection: close\r\n" % len(said)
    return b"HTTP/1.1 %s\r\n%s%s\r\n%s" % (status, safe, about, said)


NOT_HTTP = _plain(b"400 Bad Request", "not_http")
TOO_LONG, FULL = _plain(b"431 Too Large", "headers"), _plain(b"503 Full", "full")


class BrowserConnection(HttpToolsProtocol):
    """One connection of a browser, which may ask, and not for long or at length."""

    def __init__(self, *args: Any, guests: Guests, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guests, self._address = guests, ""
        self._said = 0
        self._waiting: asyncio.TimerHandle | None = None
        self._cleared = self._lost = _nothing

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let it in, if there is room."""
        super().connection_made(transport)
        address = str((transport.get_extra_info("peername") or ("?",))[0])
        let_in = self._guests.enter(address)
        arrived("web", let_in=let_in)
        if not let_in:
            tell("browser refused", address=address)
            self._end_with(FULL)
            return
        self._address = address
        _prepare(transport.get_extra_info("socket"))
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self._stop_waiting()
        if self._address:
            self._guests.leave(self._address)
            left("web")
            self._address = ""
        super().connection_lost(exc)
        lost, self._cleared, self._lost = self._lost, _nothing, _nothing
        lost()

    def data_received(self, data: bytes) -> None:
        """A part of a request."""
        self._said += len(data)
        if self._said > LONGEST_REQUEST:
            self._end_with(TOO_LONG)
        elif not self.transport.is_closing():
            super().data_received(data)

    def on_message_begin(self) -> None:
        """A request begins; whoever answers it finds this connection in it."""
        super().on_message_begin()
        self.scope["state"][LINE] = self

    def on_headers_complete(self) -> None:
        """A request has been made: it is answered, however long that takes."""
        self._stop_waiting()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """It has been answered; another one may follow."""
        self._said = 0
        self._cleared = self._lost = _nothing
        self._wait()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """What was said is no HTTP."""
        self._end_with(NOT_HTTP)

    def watch(self, cleared: Callable[[], None], lost: Callable[[], None]) -> None:
        """A stream begins: have functions called whenever what had to wait has left, and when the browser is gone."""
        self._cleared, self._lost = cleared, lost
        if self.transport.is_closing():
            lost()
        else:
            self.transport.set_write_buffer_limits(high=0)

    def resume_writing(self) -> None:
        """The line has taken all that waited."""
        super().resume_writing()
        self._cleared()

    def paint(self, chunk: bytes) -> None:
        """Write a part of a stream."""
        if not self.transport.is_closing():
            self.transport.write(chunk)

    def unsent(self) -> int:
        """Bytes that have not left this process."""
        return self.transport.get_write_buffer_size()

    def _wait(self) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self._waiting = self.loop.call_later(ASKING_SECONDS, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _end_with(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()


def _nothing() -> None:
    """What is called where nobody waits."""


def _prepare(link: Any) -> None:
    """Bound what the kernel keeps for a connection, and how long it believes in a dead one."""
    with contextlib.suppress(OSError, AttributeError):
        known = cast(socket.socket, link)
        known.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            known.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNANSWERED_SECONDS * 1000)
