"""Runs the two processes behind `scoreboard web`: the one that draws, and the one that speaks HTTP."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from scoreboard.log_lines import tell
from screens.remote.counters import metrics
from screens.remote.keeping import Ended, keep_all, refuse_without_unix, stop_signalled
from screens.remote.limits import Pace
from screens.remote.meeting_place import STAGE, meeting_place
from screens.remote.ports import check_free, opened
from screens.remote.starting import ProcessRole, Starter

MOST_CONNECTIONS, MOST_PER_ADDRESS = 12_000, 200


@dataclass(frozen=True)
class WebPlanned:
    """What is to be shown, where."""

    public: Path
    bind: str
    port: int
    lang: str
    program: str
    """The module that both processes run, told by its one argument what to be."""
    now: str | None = None
    """The time that boards are of, if it is not the clock's."""
    connections: int = MOST_CONNECTIONS
    per_address: int = MOST_PER_ADDRESS
    pace: Pace = field(default_factory=Pace)
    metrics_port: int | None = None
    log: int | None = None


async def run_web(plan: WebPlanned, started: Callable[[], object], ended: Ended) -> None:
    """Run both until SIGTERM, SIGINT or SIGHUP. Raises Refused where the port cannot be had."""
    refuse_without_unix()
    check_free(plan.bind, [plan.port])
    with meeting_place() as folder, metrics(folder, plan.metrics_port):
        stop = stop_signalled()
        telling = asyncio.create_task(_tell_once_open(plan, started))
        await keep_all(web_roles(plan, folder), Starter(plan.program, plan.log), stop, ended)
        telling.cancel()


async def _tell_once_open(plan: WebPlanned, started: Callable[[], object]) -> None:
    await opened(plan.bind, [plan.port])
    tell("open", port=plan.port)
    started()


def web_roles(plan: WebPlanned, folder: Path) -> list[ProcessRole]:
    """Both processes; each is told of the public file alone."""
    shared = {"public": str(plan.public), "now": plan.now}
    stage = {**shared, "role": "stage", "socket": str(folder / STAGE), "pace": asdict(plan.pace)}
    page = {
        **shared,
        "role": "web",
        "bind": plan.bind,
        "port": plan.port,
        "stage_socket": str(folder / STAGE),
        "lang": plan.lang,
        "connections": plan.connections,
        "per_address": plan.per_address,
    }
    return [ProcessRole("stage", stage), ProcessRole("web", page)]
