"""A screen of somebody at work ends with its line, its server's process and the supervisor, hang-ups ignored or not."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from tests.remote.openssh import ssh
from tests.remote.serving import PATIENCE, Served, children_of, serving, wait_for
from tests.remote.staffing import new_key
from tests.remote.test_restarts import until


@pytest.fixture
def hang_ups_ignored() -> Iterator[None]:
    """As `nohup` and many a service manager start a server: its children inherit that."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGHUP, before)


def test_no_screen_outlives_what_it_hangs_on(handan: Settings, tmp_path: Path, hang_ups_ignored: None) -> None:
    key = new_key(tmp_path, "key")
    store = Store(handan.paths)
    with acting(store, Settings(handan.database, "zh", None, "admin"), "add people") as writing:
        add_person(writing, "ann", "auditor", key=key.with_suffix(".pub").read_text())
    store.close()
    deaths: tuple[Callable[[Served], None], ...] = (
        lambda served: os.kill(served.children("staff")[0], signal.SIGKILL),
        lambda served: served.supervisor.terminate(),
    )
    with serving(str(handan.database), tmp_path, staff=True, cold=True) as served:
        for death in deaths:
            wait_for(served.staff_port)
            with ssh(*served.staff(key), size=(100, 30)) as client:
                client.shows("日志")
                (screen,) = children_of(served.children("staff")[0])
                death(served)
                until(lambda screen=screen: not alive(screen))  # type: ignore[misc]
        assert served.supervisor.wait(PATIENCE) == 0


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has taken note of does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
