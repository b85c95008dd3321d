"""How much anybody may take: connections, time to get in, tries, screens of their own; and lines that are dead."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest

from scoreboard.settings import Settings
from screens.remote.fastpath import MOST_UNASKED
from screens.remote.limits import Door, Limits
from screens.remote.protocol import UNANSWERED_SECONDS
from screens.remote.refusing import LINGER_SECONDS, MOST_TRIES
from tests.bench.ssh_client import (
    AUTH_FAILURE,
    AUTH_REQUEST,
    CHANNEL_OPEN,
    CHANNEL_REFUSED,
    CHANNEL_REQUEST,
    GLOBAL_REQUEST,
    REQUEST_FAILURE,
    number,
    string,
)
from tests.remote.openssh import ssh
from tests.remote.raw import raw
from tests.remote.serving import Served, serving

CONNECTIONS, OF_ONE, SECONDS = 6, 4, 1.0
KEEPALIVE_SECONDS, QUESTIONS = 0.5, 2


@pytest.fixture(scope="module")
def strict(quiet: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(
        str(quiet.database),
        tmp_path_factory.mktemp("strict"),
        staff=True,
        connections=CONNECTIONS,
        per_address=OF_ONE,
        login_seconds=SECONDS,
        unopened_seconds=SECONDS,
        keepalive_seconds=KEEPALIVE_SECONDS,
        keepalive_count=QUESTIONS,
        private_screens=1,
    ) as server:
        yield server


def test_connections_of_one_address_and_in_all_are_bounded(strict: Served) -> None:
    with ExitStack() as stack:
        for address, count in (("127.0.0.1", OF_ONE), ("127.0.0.2", CONNECTIONS - OF_ONE)):
            for _ in range(count):
                stack.enter_context(raw(strict.port, address=address)).enter()
            if address == "127.0.0.1":
                with raw(strict.port, address=address) as one_too_many:
                    assert one_too_many.hung_up()
        with raw(strict.port, address="127.0.0.3") as one_too_many:
            assert one_too_many.hung_up()
    with ssh(*strict.as_("board")) as client:
        client.until(lambda screen: screen.drawn)


def test_who_says_nothing_is_not_waited_for(strict: Served) -> None:
    with socket.create_connection(("127.0.0.1", strict.port)) as link:
        link.settimeout(10 * SECONDS)
        while link.recv(4096):
            pass


def test_who_wants_nothing_is_not_waited_for(strict: Served) -> None:
    """A channel alone, without a shell or a command in it, is nothing."""
    with raw(strict.port, watches=False) as client:
        client.enter()
        assert client.hung_up(10 * SECONDS)


def test_who_is_refused_a_shell_is_not_waited_for(strict: Served) -> None:
    with raw(strict.port, watches=False) as client:
        client.enter()
        client.send(bytes((CHANNEL_REQUEST,)) + number(0) + string(b"shell") + b"\1")
        assert client.hung_up(10 * SECONDS)


def test_who_has_left_does_not_stay(strict: Served) -> None:
    """A client that keeps the connection when its session is over, and even the channel."""
    with raw(strict.port) as client:
        client.enter()
        client.send(client_data(b"q"))
        assert client.hung_up(LINGER_SECONDS + 10)


def test_keys_before_a_screen_do_nothing(strict: Served) -> None:
    with raw(strict.port, watches=False) as client:
        client.enter()
        client.send(client_data(b"\x1b[C"), client_data(b"/"), client_data(b"\x1b[C"))
        assert client.hung_up(10 * SECONDS)
        assert not client.painted


def test_who_reads_nothing_is_not_answered_without_end(served: Served) -> None:
    """Each request wants an answer, and none is ever read: the server stops listening before it drowns in answers."""
    request = bytes((GLOBAL_REQUEST,)) + string(b"anything") + b"\1"
    with raw(served.port) as client:
        client.enter()
        client.link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 128 * 1024)
        client.link.settimeout(2.0)
        sent = 0
        with suppress(TimeoutError):
            while sent < 2_000_000:
                packets = b"".join(client.raw_packet(request) for _ in range(50))
                client.link.sendall(packets)
                sent += len(packets)
        assert sent < 2_000_000
        with ssh(*served.as_("board")) as other:
            other.until(lambda screen: screen.drawn)


def client_data(keys: bytes) -> bytes:
    return bytes((94,)) + number(0) + string(keys)


def test_tries_to_get_in_are_counted(strict: Served) -> None:
    with raw(strict.staff_port, "root", logs_in=False) as client:
        client.enter()
        again = bytes((AUTH_REQUEST,)) + string(b"root") + string(b"ssh-connection") + string(b"none")
        client.send(*[again] * 20)
        assert client.hung_up()
        assert sum(answer[0] == AUTH_FAILURE for answer in client.answers) == MOST_TRIES


def test_own_screens_are_bounded(strict: Served) -> None:
    with ssh(*strict.as_("board")) as one, ssh(*strict.as_("board")) as other:
        for client in (one, other):
            client.until(lambda screen: screen.drawn)
        one.send("/")
        one.shows("查找：")
        other.send("/")
        other.listen(0.5)  # or they come in one packet, in which what follows is for the search
        seen = other.screen.frames
        other.send("r")
        other.until(lambda screen: screen.frames > seen)
        assert "查找：" not in other.screen.text
        one.send("\x1b")
        one.shows("q 离开")
        other.send("/")
        other.shows("查找：")


def test_a_line_that_dies_without_a_word_is_noticed(strict: Served) -> None:
    """A stopped client answers nothing, though its system still takes what is sent; a living one is kept."""
    with raw(strict.port) as dead, ssh(*strict.as_("board")) as living:
        dead.enter()
        living.until(lambda screen: screen.drawn)
        assert waits_for_the_end_of(dead.link, 20 * KEEPALIVE_SECONDS * QUESTIONS)
        living.listen(0.1)
        assert living.process.poll() is None


def test_it_is_noticed_within_a_minute() -> None:
    """Also where the viewer is shown something all the time, and so is not asked every time."""
    limits = Limits()
    assert (MOST_UNASKED + limits.keepalive_count + 1) * limits.keepalive_seconds < 55
    assert UNANSWERED_SECONDS < 55


def waits_for_the_end_of(link: socket.socket, seconds: float) -> bool:
    """Read without ever answering, until the other side hangs up."""
    link.settimeout(seconds)
    try:
        while link.recv(1 << 16):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


@pytest.mark.parametrize(
    "kind",
    [b"direct-tcpip", b"direct-streamlocal@openssh.com", b"tun@openssh.com", b"x11", b"forwarded-tcpip", b"session"],
)
def test_no_channel_of_any_kind_beside_the_one(served: Served, kind: bytes) -> None:
    with raw(served.port) as client:
        client.enter()
        rest = string(b"127.0.0.1") + number(22) + string(b"127.0.0.1") + number(1)
        if kind == b"tun@openssh.com":
            rest = number(1) + number(0x7FFFFFFF)
        if kind == b"direct-streamlocal@openssh.com":
            rest = string(b"/run/nothing") + string(b"") + number(0)
        if kind == b"session":
            rest = b""
        opening = bytes((CHANNEL_OPEN,)) + string(kind) + number(7) + number(1 << 20) + number(32768) + rest
        assert client.asked(opening)[0] == CHANNEL_REFUSED
        request = bytes((GLOBAL_REQUEST,)) + string(b"tcpip-forward") + b"\1" + string(b"") + number(0)
        assert client.asked(request)[0] == REQUEST_FAILURE


def test_a_network_counts_as_one_address() -> None:
    """Whoever has one address of the sixth version has 2^64."""
    door = Door(Limits(per_address=2))
    assert door.enter("2001:db8::1")
    assert door.enter("2001:db8::2")
    assert not door.enter("2001:db8::ffff:3")
    assert door.enter("2001:db8:0:1::1")
    door.leave("2001:db8::1", opened=False)
    assert door.enter("2001:db8::9")
    for _ in range(2):
        assert door.enter("::ffff:10.0.0.1")
    assert not door.enter("10.0.0.1")
    assert door.enter("::ffff:10.0.0.2")
    assert door.enter("fe80::1%eth0")
    assert door.enter("?")
