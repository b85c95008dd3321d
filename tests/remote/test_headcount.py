"""Limits hold for all edges together, and whoever was counted by an edge that was killed is forgotten."""

import socket
from contextlib import ExitStack
from pathlib import Path

from scoreboard.settings import Settings
from screens.remote.headcount import DOORWAY, TOTAL, Headcount
from screens.remote.limits import Door, Limits
from tests.remote.raw import RawClient, raw
from tests.remote.serving import Served, serving
from tests.remote.test_restarts import kill, lines_of, until

IN_ALL, OF_ONE = 10, 8
LIMITS = Limits(connections=IN_ALL, per_address=OF_ONE, strangers=6, strangers_per_address=5)


def doors(folder: Path) -> tuple[Headcount, Door, Door]:
    """The supervisor's table, and the doors of two edges."""
    file = folder / "headcount"
    table = Headcount.made(file, 2)
    assert file.stat().st_mode & 0o777 == 0o600
    one, other = (Door(LIMITS, Headcount.shared(file, part)) for part in range(2))
    return table, one, other


def let_in(door: Door, address: str, wishes: int) -> int:
    """How many of so many wishes are granted, each of them a session."""
    granted = 0
    for _ in range(wishes):
        if door.enter(address):
            door.opened(address)
            granted += 1
    return granted


def test_edges_count_together(tmp_path: Path) -> None:
    _, one, other = doors(tmp_path)
    assert let_in(one, "10.0.0.1", 5) + let_in(other, "10.0.0.1", 5) == OF_ONE
    assert let_in(other, "10.0.0.2", 1) + let_in(one, "10.0.0.3", 5) == IN_ALL - OF_ONE
    one.leave("10.0.0.1", opened=True)
    assert let_in(other, "10.0.0.4", 2) == 1


def test_the_doorway_is_counted_together_too(tmp_path: Path) -> None:
    _, one, other = doors(tmp_path)
    assert [door.enter("10.0.0.1") for door in (one, other) * 3] == [True] * 5 + [False]
    assert [one.enter("10.0.0.2"), other.enter("10.0.0.3")] == [True, False]
    other.leave("10.0.0.1", opened=False)
    assert other.enter("10.0.0.3")


class Stranger:
    """Somebody without a session, who can be sent away."""

    def __init__(self, door: Door, address: str) -> None:
        self._door, self._address, self.sent_away = door, address, False

    def comes(self) -> bool:
        return self._door.enter(self._address, self._go)

    def _go(self) -> None:
        self.sent_away = True
        self._door.leave(self._address, opened=False, let_go=self._go)


def test_a_crowd_in_the_doorway_makes_room_for_others(tmp_path: Path) -> None:
    """Half-open connections of few addresses do not keep out everybody else, nor more of themselves the first ones."""
    table, one, _ = doors(tmp_path)
    crowd = [Stranger(one, f"10.0.0.{number % 2}") for number in range(LIMITS.strangers)]
    assert all(each.comes() for each in crowd)
    assert not Stranger(one, "10.0.0.1").comes()
    guests = [Stranger(one, f"10.0.1.{number}") for number in range(3)]
    assert all(each.comes() for each in guests)
    assert sum(each.sent_away for each in crowd) == len(guests)
    assert not any(each.sent_away for each in guests)
    assert table.of(DOORWAY) == table.of(TOTAL) == LIMITS.strangers


def test_who_has_a_session_is_not_sent_away(tmp_path: Path) -> None:
    _, one, _ = doors(tmp_path)
    inside = [Stranger(one, "10.0.0.1") for _ in range(4)]
    for each in inside:
        assert each.comes()
        one.opened("10.0.0.1", each._go)
    crowd = [Stranger(one, f"10.0.0.{number % 2 + 2}") for number in range(LIMITS.strangers)]
    assert all(each.comes() for each in crowd)
    one.leave("10.0.0.1", opened=True)
    assert Stranger(one, "10.0.0.4").comes()
    assert not any(each.sent_away for each in inside)


def test_equals_wait_for_each_other(tmp_path: Path) -> None:
    """Where many come at once, those who came first are served first."""
    _, one, _ = doors(tmp_path)
    first = [Stranger(one, f"10.0.0.{number}") for number in range(LIMITS.strangers)]
    assert all(each.comes() for each in first)
    assert not Stranger(one, "10.0.1.1").comes()
    assert not any(each.sent_away for each in first)


def test_half_open_connections_keep_nobody_out(quiet: Settings, tmp_path: Path) -> None:
    with serving(str(quiet.database), tmp_path, strangers=12, strangers_per_address=5) as served, ExitStack() as stack:
        for number in range(12):
            link = stack.enter_context(socket.socket())
            link.bind((f"127.0.0.{number % 3 + 2}", 0))
            link.connect(("127.0.0.1", served.port))
            assert link.recv(4) == b"SSH-"
        for number in range(3):
            assert len(entering(stack, served, f"127.0.1.{number + 1}", 1)) == 1


def test_who_is_refused_leaves_no_trace(tmp_path: Path) -> None:
    table, one, other = doors(tmp_path)
    assert let_in(one, "10.0.0.1", OF_ONE) == OF_ONE
    assert let_in(other, "10.0.0.1", 20) == 0
    for _ in range(OF_ONE):
        one.leave("10.0.0.1", opened=True)
    assert [table.of(cell) for cell in (*table.cells_of("10.0.0.1"), TOTAL, DOORWAY)] == [0, 0, 0, 0]


def test_who_was_counted_by_an_edge_that_has_ended_is_forgotten(tmp_path: Path) -> None:
    table, one, other = doors(tmp_path)
    assert (let_in(one, "10.0.0.1", 5), let_in(other, "10.0.0.1", 9)) == (5, 3)
    table.wipe(0)
    assert let_in(other, "10.0.0.1", 9) == 5
    assert table.of(TOTAL) == OF_ONE


def entering(stack: ExitStack, served: Served, address: str, wishes: int) -> list[RawClient]:
    """Those of so many clients, who come one after the other, who are let in."""
    return [client for _ in range(wishes) if is_in(client := stack.enter_context(raw(served.port, address=address)))]


def is_in(client: RawClient) -> bool:
    try:
        client.enter()
    except AssertionError:
        return False
    return True


def test_two_edges_let_in_as_many_as_one(quiet: Settings, tmp_path: Path) -> None:
    with (
        serving(str(quiet.database), tmp_path, workers=2, connections=IN_ALL, per_address=OF_ONE) as served,
        ExitStack() as stack,
    ):
        edges = served.children("edge")
        until(lambda: not any(lines_of(served, edge) for edge in edges))
        assert len(entering(stack, served, "127.0.0.1", OF_ONE + 4)) == OF_ONE
        assert len(entering(stack, served, "127.0.0.2", IN_ALL)) == IN_ALL - OF_ONE
        until(lambda: sum(lines_of(served, edge) for edge in edges) == IN_ALL)
        lost = lines_of(served, edges[0])
        kill(served, "edge")
        came = [*entering(stack, served, "127.0.0.3", IN_ALL // 2), *entering(stack, served, "127.0.0.4", IN_ALL // 2)]
        assert len(came) == lost
