"""A running `scoreboard serve` for tests, on ports of its own and with limits of the test's choice.

python -m tests.remote.serving PLAN      (JSON; started by `serving`)
"""

import asyncio
import contextlib
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from scoreboard.cli.serving import PROGRAM
from scoreboard.log_lines import log_into
from scoreboard.settings import database_sides
from screens.remote.limits import Limits, Pace
from screens.remote.supervisor import Announce, ServePlan, supervise
from tests.remote.forked import fork_instead
from tests.warm_programs import WarmProcess, end

PATIENCE = 30.0


@dataclass
class Served:
    """Where the server listens, and its processes."""

    supervisor: "subprocess.Popen[bytes] | WarmProcess"
    port: int
    staff_port: int
    log: Path
    ended: bool = field(default=False)

    def as_(self, user: str, *options: str) -> tuple[str, ...]:
        """Words of ssh for a viewer."""
        return *options, "-p", str(self.port), f"{user}@127.0.0.1"

    def staff(self, key: Path, *options: str, user: str = "anyone") -> tuple[str, ...]:
        """Words of ssh for somebody with a key."""
        return *options, "-i", str(key), "-p", str(self.staff_port), f"{user}@127.0.0.1"

    def children(self, role: str) -> list[int]:
        """The processes of a role, by their numbers."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and _parent(entry) == self.supervisor.pid:
                with contextlib.suppress(OSError):
                    if (entry / "comm").read_text().strip() == f"board-{role}":
                        found.append(int(entry.name))
        return sorted(found)

    def stop(self) -> int:
        """Ask the server to stop, as a service manager does; returns its exit code."""
        self.supervisor.terminate()
        return self.supervisor.wait(PATIENCE)


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def children_of(parent: int) -> list[int]:
    """The processes that a process has started."""
    return [int(word) for word in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def screen_of(server: int) -> int:
    """The one screen that a server of staff has begun and not ended; it may have begun other children."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = [child for child in children_of(server) if _is_screen(child)]
        if len(found) == 1:
            return found[0]
        assert time.monotonic() < deadline, f"{len(found)} screens"
        select_nothing(0.01)


def _is_screen(process: int) -> bool:
    try:
        return b"screens.remote.person" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False  # it has ended meanwhile


@contextmanager
def serving(
    database: str,
    folder: Path,
    *,
    workers: int = 1,
    staff: bool = False,
    pace: Mapping[str, Any] | None = None,
    older_clients: bool = False,
    cold: bool = False,
    events: Path | None = None,
    **limits: Any,
) -> Iterator[Served]:
    """Serve a database on loopback while the block lasts; `cold` starts every process as the program does.

    What happens is logged in `events`, as `serve --log` does.
    """
    port, staff_port = free_port(), free_port()
    words = {"database": database, "port": port, "staff_port": staff_port if staff else None, "workers": workers}
    words |= {"older_clients": older_clients, "events": None if events is None else str(events)}
    log = folder / f"serve-{port}.log"
    told = json.dumps({**words, "limits": limits, "pace": dict(pace or {}), "cold": cold})
    with log.open("wb") as out, open(os.devnull, "rb") as nothing:
        process: subprocess.Popen[bytes] | WarmProcess
        if cold:
            command = [sys.executable, "-m", "tests.remote.serving", told]
            process = subprocess.Popen(command, stdout=out, stderr=out, stdin=nothing, start_new_session=True)
        else:
            streams = (nothing.fileno(), out.fileno(), out.fileno())
            process = WarmProcess("tests.remote.serving", [told], streams, os.environ, own_session=True)
    served = Served(process, port, staff_port, log)
    try:
        for listening in (port, *((staff_port,) if staff else ())):
            wait_for(listening, process)
        while len(served.children("edge")) < workers:  # the first one answers before the last has been started
            assert process.poll() is None, "the server has ended"
            select_nothing(0.01)
        yield served
    finally:
        end(process, PATIENCE)


def wait_for(
    port: int, process: "subprocess.Popen[bytes] | WarmProcess | None" = None, timeout: float = PATIENCE
) -> None:
    """Wait until somebody answers on a port of loopback with an SSH version."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if process is not None and process.poll() is not None:
            raise AssertionError("the server has ended")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 2) as link:
            link.settimeout(2)
            if link.recv(4) == b"SSH-":
                return
        select_nothing(0.05)
    raise AssertionError(f"nobody listens on {port}")


def select_nothing(seconds: float) -> None:
    """Let the other processes work for a moment."""
    with contextlib.suppress(InterruptedError):
        time.sleep(seconds)


def free_port() -> int:
    """A port that nobody has, below those that outgoing connections take: one of them could come before the server."""
    while True:
        with contextlib.suppress(OSError), socket.socket() as link:
            link.bind(("127.0.0.1", random.randrange(20_000, 32_000)))
            return int(link.getsockname()[1])


class _Printed(Announce):
    def ended(self, role: str, code: int) -> None:
        print(f"{time.monotonic():.3f} {role} ended {code}", flush=True)


def plan_of(words: Mapping[str, Any]) -> ServePlan:
    paths = database_sides(words["database"])
    limits = Limits(**{"per_address": 20_000, **words["limits"]})
    return ServePlan(
        paths.main,
        paths.public,
        "127.0.0.1",
        words["port"],
        words["staff_port"],
        words["workers"],
        limits,
        "zh",
        PROGRAM,
        Pace(**words["pace"]),
        words["older_clients"],
    )


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    if not given["cold"]:
        fork_instead()
    with log_into(given["events"] and Path(given["events"])) as log:
        asyncio.run(supervise(replace(plan_of(given), log=log), _Printed()))
