"""A client that can say anything, also what OpenSSH never would: the light one of the benches on a blocking socket."""

import contextlib
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.ssh_client import SERVICE_REQUEST, Connection, State, string

PATIENCE = 20.0


class RawClient(Connection):
    """Keeps what it is answered; `logs_in` and `watches` say whether it goes on by itself once it may."""

    def __init__(self, port: int, user: str, *, watches: bool, logs_in: bool, address: str) -> None:
        super().__init__(user, (80, 24), "xterm", self._take)
        self.answers: list[bytes] = []
        self.painted = b""
        self._watches, self._logs_in = watches, logs_in
        self.link = socket.socket()
        self.link.bind((address, 0))
        self.link.settimeout(PATIENCE)
        self.link.connect(("127.0.0.1", port))
        with contextlib.suppress(OSError):
            self.link.sendall(self.begin())

    def _take(self, data: bytes) -> None:
        self.painted += data

    def _answer(self, payload: bytes) -> bytes:
        self.answers.append(payload)
        if payload[0] in (51, 92, 99, 100) and self.state is State.WATCHING:
            return b""
        return super()._answer(payload)

    def _log_in(self) -> bytes:
        if self._logs_in:
            return super()._log_in()
        self.state = State.WATCHING
        return self.raw_packet(bytes((SERVICE_REQUEST,)) + string(b"ssh-userauth"))

    def _ask_for_terminal(self) -> bytes:
        if self._watches:
            return super()._ask_for_terminal()
        self.state = State.WATCHING
        return b""

    def read(self) -> bool:
        """Take in what comes next; False once the server has hung up, or where it says nothing."""
        try:
            data = self.link.recv(1 << 16)
        except OSError:
            data = b""
        if data:
            answer = self.receive(data)
            if answer:
                with contextlib.suppress(OSError):
                    self.link.sendall(answer)
        return bool(data)

    def enter(self) -> "RawClient":
        """Go on until it watches. Raises AssertionError where it is not let in."""
        while self.state is not State.WATCHING:
            assert self.state is not State.CLOSED
            assert self.read(), "not let in"
        return self

    def send(self, *payloads: bytes) -> None:
        """Send packets, if the server still takes them."""
        with contextlib.suppress(OSError):
            self.link.sendall(b"".join(map(self.raw_packet, payloads)))

    def asked(self, payload: bytes) -> bytes:
        """The answer to a request, beside pictures and the server's own questions."""
        before = len(self.answers)
        self.send(payload)
        while not any(answer[0] in (82, 92, 99, 100) for answer in self.answers[before:]):
            assert self.read()
        return next(answer for answer in self.answers[before:] if answer[0] in (82, 92, 99, 100))

    def hung_up(self, seconds: float = PATIENCE) -> bool:
        """Whether the server ends the connection in that time."""
        self.link.settimeout(seconds)
        deadline = time.monotonic() + seconds
        while self.read():
            if time.monotonic() > deadline:
                return False
        return time.monotonic() < deadline


@contextmanager
def raw(
    port: int, user: str = "board", *, watches: bool = True, logs_in: bool = True, address: str = "127.0.0.1"
) -> Iterator[RawClient]:
    """A client that is gone when the block ends."""
    client = RawClient(port, user, watches=watches, logs_in=logs_in, address=address)
    try:
        yield client
    finally:
        client.link.close()
