"""An edge collects garbage when it disturbs least, and gives back the memory of those who have left."""

import gc
import sys
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock, patch

import pytest

from scoreboard.settings import Settings
from screens.remote.edge import PublicServer
from screens.remote.housekeeping import MANY_LEFT, QUIET_SECONDS, YOUNG_SECONDS, Housekeeper
from screens.remote.limits import Limits
from tests.bench.processes import memory_kb
from tests.bench.ssh_generator import Generator, mixed
from tests.remote.serving import serving

VIEWERS = 400
PATIENCE = 30.0
REQUESTS = ("pty", "shell", "exec", "env", "subsystem", "window", "signal", "break", "auth", "x11")


class Knot:
    """An object that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def by_hand() -> Iterator[None]:
    """The collector does nothing by itself meanwhile."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def _young_knot() -> "weakref.ref[Knot]":
    """Garbage that has outlived nothing yet."""
    return weakref.ref(Knot())


def _old_knot() -> "weakref.ref[Knot]":
    """Garbage that has outlived two young collections."""
    knot = Knot()
    gc.collect(0)
    gc.collect(1)
    return weakref.ref(knot)


def _turns(keeper: Housekeeper, garbage: "weakref.ref[Knot]") -> int:
    """After how many turns the garbage is gone."""
    for turn in range(1, 20):
        keeper.tend()
        if garbage() is None:
            return turn
    return 0


@pytest.mark.usefixtures("by_hand")
def test_young_garbage_goes_at_every_turn() -> None:
    assert _turns(Housekeeper(lambda: 5000), _young_knot()) == 1


@pytest.mark.usefixtures("by_hand")
def test_nothing_old_is_walked_while_nobody_leaves() -> None:
    assert _turns(Housekeeper(lambda: 5000), _old_knot()) == 0


@pytest.mark.usefixtures("by_hand")
def test_all_of_it_goes_once_it_has_been_quiet_after_a_leave() -> None:
    keeper = Housekeeper(lambda: 5000)
    keeper.leaves()
    assert _turns(keeper, _old_knot()) == -(-QUIET_SECONDS // YOUNG_SECONDS)
    assert _turns(keeper, _old_knot()) == 0


@pytest.mark.usefixtures("by_hand")
def test_all_of_it_goes_at_once_when_as_many_have_left_as_are_there() -> None:
    inside = 3 * MANY_LEFT
    keeper = Housekeeper(lambda: inside)
    for _ in range(inside):
        keeper.leaves()
    assert _turns(keeper, _old_knot()) == 1


@pytest.mark.usefixtures("by_hand")
def test_who_come_and_go_beside_many_others_put_it_off() -> None:
    keeper, garbage = Housekeeper(lambda: 3 * MANY_LEFT), _old_knot()
    for _ in range(10):
        keeper.leaves()
        keeper.tend()
    assert garbage() is not None


@pytest.mark.usefixtures("by_hand")
def test_names_that_were_looked_up_once_are_forgotten() -> None:
    # Several, because Python's table of names has one slot for many: one name alone may be pushed out at once.
    keeper, names = Housekeeper(lambda: 0), ["".join(("_process_", request, "_request")) for request in REQUESTS]
    before = [sys.getrefcount(name) for name in names]
    assert not any(hasattr(Knot(), name) for name in names)
    assert [sys.getrefcount(name) for name in names] != before, "Python keeps no names: nothing is measured"
    keeper.leaves()
    for _ in range(2):
        keeper.tend()
    assert [sys.getrefcount(name) for name in names] == before


@pytest.mark.parametrize("let_in", [True, False])
def test_who_is_refused_at_the_door_has_left_too(let_in: bool) -> None:
    edge = Mock()
    edge.door.enter.return_value = let_in
    edge.plan.limits = Limits()
    server, connection = PublicServer(edge), Mock()
    connection.get_extra_info.return_value = None
    with patch("asyncio.get_running_loop"):
        server.connection_made(connection)
    assert connection.abort.called is not let_in
    server.connection_lost(None)
    edge.keeper.leaves.assert_called_once_with()


def test_memory_comes_back_when_viewers_leave(quiet: Settings, tmp_path: Path) -> None:
    with serving(str(quiet.database), tmp_path, cold=True, connections=2 * VIEWERS, strangers=VIEWERS) as served:
        edge, generator = served.children("edge"), Generator()
        generator.join(mixed(1, served.port, "board"))
        generator.leave(1)
        before = memory_kb(edge)
        assert generator.join(mixed(VIEWERS, served.port, "board")) == VIEWERS
        generator.listen(1.0)
        assert memory_kb(edge) > 1.1 * before, "the viewers cost nothing: nothing is measured"
        generator.leave(VIEWERS)
        deadline = time.monotonic() + PATIENCE
        while memory_kb(edge) > 1.1 * before:
            assert time.monotonic() < deadline, f"{memory_kb(edge):.0f} KB are left of {before:.0f} before"
            generator.listen(0.25)
