"""Frames written past AsyncSSH are what any client reads, whatever else goes on in the connection."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from unittest.mock import patch

import asyncssh
import pytest

from screens.remote import fastpath
from screens.remote.fastpath import MOST_UNASKED, ViewerChannel, ViewerConnection, listen
from screens.remote.protocol import hardened
from screens.remote.refusing import SENT_AT_ONCE
from screens.remote.shared_bytes import CHUNK, SharedBytes

FRAMES = [bytes([65 + number % 26]) * size for number, size in enumerate((1, 15, 16, 300, CHUNK, CHUNK + 1, 40_000))]


class Session(asyncssh.SSHServerSession[bytes]):
    """A viewer's session without anything to see."""

    def shell_requested(self) -> bool:
        return True


class Server(asyncssh.SSHServer):
    """Lets everybody in and keeps what the tests look at."""

    def __init__(self, come: "asyncio.Future[ViewerChannel]") -> None:
        self._come = come
        self._connection: asyncssh.SSHServerConnection | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn

    def begin_auth(self, username: str) -> bool:
        return False

    def session_requested(self) -> tuple[ViewerChannel, Session]:
        assert isinstance(self._connection, ViewerConnection)
        channel = ViewerChannel(self._connection)
        self._come.set_result(channel)
        return channel, Session()


class Line:
    """Both ends of a viewer's connection."""

    def __init__(
        self, channel: ViewerChannel, process: "asyncssh.SSHClientProcess[bytes]", written: list[bytes]
    ) -> None:
        self.channel, self.process, self.written = channel, process, written

    @property
    def connection(self) -> Any:
        """The server's end, whose inside is looked at."""
        return self.channel._conn

    async def read(self, count: int) -> bytes:
        """What the client is sent."""
        return await asyncio.wait_for(self.process.stdout.readexactly(count), 20)


@asynccontextmanager
async def line(**options: Any) -> AsyncIterator[Line]:
    """A real connection over loopback; `written` gets what the server hands to the transport."""
    come: asyncio.Future[ViewerChannel] = asyncio.get_running_loop().create_future()
    key = asyncssh.generate_private_key("ssh-ed25519")
    settings = asyncssh.SSHServerConnectionOptions(
        server_factory=lambda: Server(come),
        server_host_keys=[key],
        encoding=None,
        **{**hardened(older_clients=False), **options},
    )
    server = await listen("127.0.0.1", 0, 8, settings)
    port = server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    try:
        async with asyncssh.connect("127.0.0.1", port, known_hosts=None, username="board", config=[]) as client:
            process = await client.create_process(encoding=None)
            channel = await come
            written: list[bytes] = []
            connection: Any = channel._conn
            _spy(connection._transport, written.append)
            yield Line(channel, process, written)
    finally:
        server.close()


def _spy(transport: Any, seen: Callable[[bytes], None]) -> None:
    write = transport.write

    def spied(data: bytes) -> None:
        seen(bytes(data))
        write(data)

    transport.write = spied


@pytest.mark.parametrize("cipher", ["aes128-gcm@openssh.com", "aes256-gcm@openssh.com"])
async def test_frames_and_other_words_come_in_order(cipher: str) -> None:
    async with line(encryption_algs=[cipher]) as viewer:
        sent = b""
        for number, data in enumerate(FRAMES):
            viewer.channel.paint(SharedBytes(data))
            viewer.channel.write(b"<%d>" % number)
            sent += data + b"<%d>" % number
        assert await viewer.read(len(sent)) == sent


async def test_a_frame_is_one_packet_and_one_write() -> None:
    async with line() as viewer:
        viewer.written.clear()
        viewer.channel.paint(SharedBytes(b"x" * 300))
        (packet,) = viewer.written
        assert await viewer.read(300) == b"x" * 300
        assert len(packet) == 4 + int.from_bytes(packet[:4], "big") + 16


async def test_switched_off_the_same_bytes_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fastpath, "SWITCHED_ON", False)
    async with line() as viewer:
        viewer.written.clear()
        viewer.channel.paint(SharedBytes(b"x" * 300))
        assert await viewer.read(300) == b"x" * 300
        assert len(b"".join(viewer.written)) > 4 + 16 + 320 + 16, "AsyncSSH writes an IGNORE packet before the data"


async def test_keys_are_changed_when_it_is_time_and_nothing_is_lost() -> None:
    async with line(rekey_bytes=20_000) as viewer:
        cipher = viewer.connection._send_encryption
        for number in range(200):
            data = b"%05d" % number * 100
            viewer.channel.paint(SharedBytes(data))
            assert await viewer.read(len(data)) == data
        assert viewer.connection._send_encryption is not cipher
        assert viewer.connection._rekey_bytes_sent < 20_000 + 1000


async def test_nothing_is_painted_into_a_full_window() -> None:
    async with line() as viewer:
        window, data = viewer.channel._send_window, b"y" * CHUNK
        count = window // CHUNK + 3
        for _ in range(count):
            viewer.channel.paint(SharedBytes(data))
        assert viewer.channel._send_window >= 0
        assert viewer.channel.unsent() > 0
        assert await viewer.read(count * CHUNK) == data * count
        viewer.channel.paint(SharedBytes(b"end"))
        assert await viewer.read(3) == b"end"


async def test_a_closed_channel_refuses_frames() -> None:
    async with line() as viewer:
        viewer.channel.exit(0)
        with pytest.raises(BrokenPipeError):
            viewer.channel.paint(SharedBytes(b"late"))


def test_packets_are_shared_by_channels_of_one_number() -> None:
    frame = SharedBytes(b"z" * (2 * CHUNK + 5))
    packets = frame.packets(0)
    assert frame.packets(0) is packets
    assert frame.packets(1) != packets
    for head, rest in packets:
        assert int.from_bytes(head, "big") == len(rest)
        assert len(rest) % 16 == 0
        assert rest[0] >= 4
    payloads = [rest[1 : len(rest) - rest[0]] for _, rest in packets]
    assert b"".join(payload[9:] for payload in payloads) == frame.data
    assert all(payload[:5] == b"\x5e\0\0\0\0" for payload in payloads)


def test_hostile_channel_numbers_cost_no_memory() -> None:
    frame = SharedBytes(b"z")
    for channel in range(1000):
        frame.packets(channel)
    assert len(frame._packets) < 20


async def test_who_is_shown_something_is_asked_less_often_whether_it_is_there() -> None:
    async with line() as viewer:
        asked = 0

        async def ask() -> None:
            nonlocal asked
            asked += 1

        connection = viewer.connection
        connection._make_keepalive_request = ask
        for _ in range(2 * (MOST_UNASKED + 1)):
            viewer.channel.paint(SharedBytes(b"."))
            connection._keepalive_timer_callback()
            connection._keepalive_count = 0
            await asyncio.sleep(0)
        assert asked == 2
        connection._keepalive_timer_callback()
        await asyncio.sleep(0)
        assert asked == 2, "it was shown something since the last time"
        connection._keepalive_timer_callback()
        await asyncio.sleep(0)
        assert asked == 3, "it was shown nothing"
        viewer.channel.paint(SharedBytes(b"."))
        connection._keepalive_timer_callback()
        await asyncio.sleep(0)
        assert asked == 4, "the last question has not been answered"


async def test_who_sends_too_much_is_heard_again_later() -> None:
    async with line() as viewer:
        connection = viewer.connection
        connection.heard(SENT_AT_ONCE // 2)
        assert connection._transport.is_reading()
        connection.heard(SENT_AT_ONCE)
        assert not connection._transport.is_reading()
        connection._listen_again()
        assert connection._transport.is_reading()


async def test_who_reads_too_little_is_heard_again_once_it_has_read() -> None:
    async with line() as viewer:
        connection = viewer.connection
        with patch.object(connection, "_unread", return_value=True):
            connection.heard(1)
            assert not connection._transport.is_reading()
            connection._listen_again()
            assert not connection._transport.is_reading()
        connection._listen_again()
        assert connection._transport.is_reading()
