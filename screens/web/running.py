"""Runs the processes behind `scoreboard web`: the one that draws, and those that speak HTTP."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from scoreboard.log_lines import tell
from scoreboard.settings import DatabaseSide
from screens.remote.counters import metrics
from screens.remote.headcount import Headcount
from screens.remote.keeping_alive import Ended, keep_all, refuse_without_unix, stop_signalled
from screens.remote.limits import Pace
from screens.remote.meeting_place import STAGE, meeting_place
from screens.remote.ports import check_free, opened
from screens.remote.starting import ProcessRole, Starter

HEADCOUNT = "headcount"
"""The file of the common headcount of those who watch."""
MOST_CONNECTIONS, MOST_PER_ADDRESS = 12_000, 200


@dataclass(frozen=True)
class WebPlanned:
    """What is to be shown, where."""

    public: DatabaseSide
    bind: str
    port: int
    lang: str
    program: str
    """The module that both processes run, told by its one argument what to be."""
    now: str | None = None
    """The time that boards are of, if it is not the clock's."""
    theme: str = ""
    workers: int = 1
    """How many processes answer browsers, at one port."""
    connections: int = MOST_CONNECTIONS
    per_address: int = MOST_PER_ADDRESS
    pace: Pace = field(default_factory=Pace)
    metrics_port: int | None = None
    log: int | None = None


async def run_web(plan: WebPlanned, started: Callable[[], object], ended: Ended) -> None:
    """Run them until SIGTERM, SIGINT or SIGHUP. Raises Refused where the port cannot be had."""
    refuse_without_unix()
    check_free(plan.bind, [plan.port])
    with meeting_place() as folder, metrics(folder, plan.metrics_port):
        stop, headcount = stop_signalled(), Headcount.made(folder / HEADCOUNT, plan.workers)
        telling = asyncio.create_task(_tell_once_open(plan, started))
        await keep_all(web_roles(plan, folder, headcount), Starter(plan.program, plan.log), stop, ended)
        telling.cancel()


async def _tell_once_open(plan: WebPlanned, started: Callable[[], object]) -> None:
    await opened(plan.bind, [plan.port])
    tell("open", port=plan.port)
    started()


def web_roles(plan: WebPlanned, folder: Path, headcount: Headcount) -> list[ProcessRole]:
    """All processes; each is told of the public file alone."""
    shared = {"public": str(plan.public), "now": plan.now}
    stage = {**shared, "role": "stage", "socket": str(folder / STAGE), "pace": asdict(plan.pace)}
    page = {
        **shared,
        "role": "web",
        "bind": plan.bind,
        "port": plan.port,
        "stage_socket": str(folder / STAGE),
        "lang": plan.lang,
        "theme": plan.theme,
        "headcount": str(folder / HEADCOUNT),
        "connections": plan.connections,
        "per_address": plan.per_address,
    }
    return [
        ProcessRole("stage", stage),
        *(
            ProcessRole(f"web {part + 1}", {**page, "part": part}, partial(headcount.wipe, part))
            for part in range(plan.workers)
        ),
    ]
