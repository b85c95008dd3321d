"""Whatever strangers send, the server goes on serving everybody else, with the same processes."""

import random
import socket
from collections.abc import Iterator

import pytest

from scoreboard.settings import Settings
from scoreboard.spelling import BOARD_NAMES
from screens.remote.public_names import PublicNames
from tests.bench.ssh_client import AUTH_FAILURE, AUTH_REQUEST, AUTH_SUCCESS, CHANNEL_REQUEST, number, string
from tests.remote.hostile import any_name, bad, bad_beginning, bad_names
from tests.remote.openssh import ssh
from tests.remote.raw import raw
from tests.remote.serving import Served, serving

PER_CONNECTION = 8
SHORT, LONG = 400, 10_000


@pytest.fixture(scope="module")
def both(quiet: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Both ports, with room for a stranger a millisecond."""
    room = {"strangers": 20_000, "strangers_per_address": 20_000}
    with serving(str(quiet.database), tmp_path_factory.mktemp("both"), staff=True, **room) as server:
        yield server


def throw(server: Served, packets: int, chance: random.Random) -> None:
    """Throw so many packets at a server, on both ports, before and after somebody is in."""
    thrown = 0
    while thrown < packets:
        port = chance.choice((server.port, server.staff_port))
        with socket.create_connection(("127.0.0.1", port)) as link:
            link.sendall(bad_beginning(chance))
            thrown += 1
        with raw(server.port, watches=chance.random() < 0.7) as client:
            client.enter()
            client.send(*(bad(chance) for _ in range(PER_CONNECTION)))
            thrown += PER_CONNECTION


def goes_on(server: Served, packets: int) -> None:
    """Throw packets while somebody watches; they go on watching, and others can come."""
    before = server.children("edge"), server.children("staff"), server.children("stage")
    with ssh(*server.as_("board")) as watching:
        watching.until(lambda screen: screen.drawn)
        throw(server, packets, random.Random(2010))
        seen = len(watching.raw)
        watching.until(lambda _: len(watching.raw) > seen)
        with ssh(*server.as_("city")) as client:
            client.until(lambda screen: screen.drawn)
    assert before == (server.children("edge"), server.children("staff"), server.children("stage"))
    assert "Traceback" not in server.log.read_text()


def test_random_and_truncated_packets(both: Served) -> None:
    goes_on(both, SHORT)


@pytest.mark.long
def test_many_random_and_truncated_packets(both: Served) -> None:
    goes_on(both, LONG)


def test_names_that_are_no_boards(both: Served) -> None:
    for name in bad_names():
        with raw(both.port, logs_in=False) as client:
            client.enter()
            client.send(bytes((AUTH_REQUEST,)) + string(name.encode()) + string(b"ssh-connection") + string(b"none"))
            while not client.answers or client.answers[-1][0] not in (AUTH_SUCCESS, AUTH_FAILURE, 1):
                assert client.read() or client.answers[-1][0] == 1, name
            assert client.answers[-1][0] in (AUTH_SUCCESS, AUTH_FAILURE, 1), name


@pytest.mark.parametrize("count", [300, pytest.param(12_000, marks=pytest.mark.long)])
def test_any_name_is_a_board_or_none(quiet: Settings, count: int) -> None:
    chance, names = random.Random(22), PublicNames(quiet.paths.public)
    meant = [names.board(any_name(chance)) for _ in range(count)]
    assert set(meant) <= {None, *names.all(), *BOARD_NAMES}
    assert None in meant
    assert "board" in meant


def test_a_flood_of_sizes_and_variables(both: Served) -> None:
    """Sizes that cannot be, names of terminals that are none, and many variables."""
    request = bytes((CHANNEL_REQUEST,)) + number(0)
    chance = random.Random(4)
    with raw(both.port) as client:
        client.enter()
        sizes = [b"".join(number(chance.choice((0, 1, 80, 65535, 0xFFFFFFFF))) for _ in range(4)) for _ in range(500)]
        client.send(*(request + string(b"window-change") + b"\0" + size for size in sizes))
        client.send(*(request + string(b"env") + b"\0" + string(b"LC_%d" % n) + string(b"x" * 300) for n in range(150)))
        client.painted = b""
        while b"\x1b[2J" not in client.painted:
            assert client.read()
    with raw(both.port, watches=False) as client:
        client.enter()
        for terminal in (b"\xff\xfe", b"x" * 100_000, b"\x1b[2J"):
            client.send(request + string(b"pty-req") + b"\0" + string(terminal) + number(0xFFFFFFFF) * 4 + string(b""))
    with ssh(*both.as_("board")) as other:
        other.until(lambda screen: screen.drawn)
