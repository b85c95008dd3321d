"""Any process behind the server may be killed: it comes back, and nobody loses more than the line that it held."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.desk.auditing import read_journal
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from tests.remote.openssh import OpenSSH, ssh
from tests.remote.serving import PATIENCE, Served, children_of, select_nothing, serving, wait_for
from tests.remote.staffing import new_key
from tests.remote.stepping import directing
from tests.remote.test_ceremony import CEREMONY, until_flag


@pytest.fixture(scope="module")
def server(quiet: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(str(quiet.database), tmp_path_factory.mktemp("restarts"), workers=2, staff=True) as served:
        yield served


def kill(served: Served, role: str) -> None:
    """Kill one process of a role and wait for another one in its place."""
    before = served.children(role)
    os.kill(before[0], signal.SIGKILL)
    until(lambda: len(served.children(role)) == len(before) and before[0] not in served.children(role))


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        select_nothing(0.02)


def lines_of(served: Served, edge: int) -> int:
    """How many viewers an edge holds."""
    inodes = {os.readlink(entry.path) for entry in os.scandir(f"/proc/{edge}/fd") if Path(entry.path).is_symlink()}
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    port = f":{served.port:04X}"
    return sum(row[1].endswith(port) and row[3] == "01" and f"socket:[{row[9]}]" in inodes for row in rows)


def test_a_search_returns_to_the_shared_picture(server: Served) -> None:
    with ssh(*server.as_("city"), size=(80, 24)) as client:
        client.shows("q 离开")
        client.send("/")
        client.shows("查找：")
        kill(server, "private")
        client.shows("q 离开")

        def opened(_: object) -> bool:
            client.send("/")
            client.listen(0.1)
            return "查找：" in client.screen.text

        client.until(opened)


def gone(client: OpenSSH) -> bool:
    """Whether a client has ended; one whose terminal nobody reads would not notice that it should."""
    client.listen(0.01)
    return client.process.poll() is not None


def test_an_edge_takes_only_its_own_viewers_with_it(server: Served, quiet: Settings) -> None:
    with ExitStack() as stack, directing(quiet, CEREMONY) as director:
        scene = until_flag(director)
        holder = str(scene["row"]["holders"][0]["name"])  # type: ignore[index]
        clients: list[OpenSSH] = []
        edges = server.children("edge")
        while len(clients) < 12 and not all(lines_of(server, edge) for edge in edges):
            clients.append(stack.enter_context(ssh(*server.as_("board"), size=(80, 24))))
            clients[-1].shows(f"→ {holder}")
        lost = lines_of(server, edges[0])
        assert 0 < lost < len(clients)
        frames = [client.screen.frames for client in clients]
        kill(server, "edge")
        until(lambda: sum(gone(client) for client in clients) == lost)
        for client, before in zip(clients, frames, strict=True):
            if client.process.poll() is None:
                seen = len(client.raw)
                client.until(lambda _, client=client, seen=seen: len(client.raw) > seen)  # type: ignore[misc]
                assert client.screen.frames == before
        with ssh(*server.as_("board"), size=(80, 24)) as again:
            again.shows(f"→ {holder}")


def test_the_stage_comes_back_to_the_same_step_to_the_last_one(server: Served, quiet: Settings) -> None:
    with directing(quiet, CEREMONY) as director, ssh(*server.as_("board"), size=(80, 24)) as client:
        scene = until_flag(director)
        holder = str(scene["row"]["holders"][0]["name"])  # type: ignore[index]
        client.shows(f"→ {holder}")
        kill(server, "stage")
        client.shows(f"→ {holder}")
        with ssh(*server.as_("city"), size=(80, 24)) as late:
            late.shows(f"→ {holder}")
        director.cover(True)
        client.until(lambda screen: holder not in screen.text)
        director.cover(False)
        while director.next():
            pass
        leader = str(director.stage().scene["board"]["rows"][0]["name"])
        client.until(lambda screen: leader in screen.lines[23])
        kill(server, "stage")
        with ssh(*server.as_("city"), size=(80, 24)) as late:
            late.until(lambda screen: leader in screen.lines[23])


def test_an_operators_saved_work_outlives_the_staffs_process(server: Served, quiet: Settings, tmp_path: Path) -> None:
    key = new_key(tmp_path, "operator-key")
    store = Store(quiet.paths)
    with acting(store, replace(quiet, acting="admin"), "add people") as writing:
        add_person(writing, "key-operator", "operator", key=key.with_suffix(".pub").read_text())

    def saved() -> bool:
        with store.read() as session:
            return any(row.who == "key-operator" for row in read_journal(session, limit=5))

    with ssh(*server.staff(key), size=(120, 34)) as client:
        client.shows("第四季度", "永年县")
        client.send("\x1b[B" * 25)
        client.until(lambda screen: "市委" in screen.lines[-2] and "节能减排" in screen.lines[-2])
        client.send("77.25\r")
        client.until(lambda _: saved())
        child = children_of(server.children("staff")[0])
        kill(server, "staff")
        assert client.ended() == 255
        until(lambda: not any(Path(f"/proc/{process}").exists() for process in child))
    store.close()
    wait_for(server.staff_port)
    with ssh(*server.staff(key), size=(120, 34)) as client:
        client.shows("77.25")


def test_a_process_without_its_supervisor_ends() -> None:
    """Also where the supervisor is process 1, as in a container, its children know it from the number it gave them."""
    done = subprocess.run(
        [sys.executable, "-m", "scoreboard.cli.served", '{"role": "stage", "supervisor": 1}'], timeout=20, check=False
    )
    assert done.returncode == 0
