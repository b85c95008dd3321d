"""Limits hold for all edges together, and whoever was counted by an edge that was killed is forgotten."""

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
