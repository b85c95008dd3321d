"""Keeps the processes behind `scoreboard serve` alive: each is started again within a second of its end."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from scoreboard.log_lines import tell
from scoreboard.settings import DatabaseSide, ServerSide, folder_of
from scoreboard.store.automatic_backup import EVERY_MINUTES
from screens.remote.counters import metrics
from screens.remote.headcount import Headcount
from screens.remote.host_key import fingerprint_of, host_key
from screens.remote.keeping_alive import keep_all, refuse_without_unix, stop_signalled
from screens.remote.key_exchange import ways
from screens.remote.limits import Limits, Pace
from screens.remote.meeting_place import PRIVATE, STAGE, meeting_place
from screens.remote.ports import check_free, opened
from screens.remote.starting import ProcessRole, Starter

HEADCOUNT = "headcount"
"""The file of the edges' common headcount."""


@dataclass(frozen=True)
class ServePlan:
    """What is to be served, where; no staff port means that nobody works over SSH here."""

    main: DatabaseSide
    public: DatabaseSide
    bind: str
    port: int
    staff_port: int | None
    workers: int
    limits: Limits
    lang: str
    program: str
    """The module that each of the processes runs, told by its one argument what to be."""
    pace: Pace = field(default_factory=Pace)
    older_clients: bool = False
    """Whether clients are let in too that cannot agree on keys in a way that also withstands a quantum computer."""
    now: str | None = None
    """The time that the people at work live at, if it is not the clock's."""
    metrics_port: int | None = None
    """Where this machine is told what is counted; None for nowhere."""
    log: int | None = None
    """Where its processes write what they tell; None for standard error."""
    backup_minutes: float = EVERY_MINUTES


async def supervise(plan: ServePlan, say: "Announce") -> None:
    """Run all processes until SIGTERM, SIGINT or SIGHUP; then let viewers see a closing line and stop.

    Raises Refused where a port cannot be had, Unreachable where the installed AsyncSSH is not one that we know and
    where the host's key cannot be used.
    """
    refuse_without_unix()
    ways(older_clients=plan.older_clients)
    check_free(plan.bind, [plan.port, *([plan.staff_port] if plan.staff_port is not None else [])])
    folder = folder_of(plan.main)
    if isinstance(plan.main, ServerSide):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # nothing else of the database lies on this machine
    key = host_key(folder)
    with meeting_place() as folder, metrics(folder, plan.metrics_port):
        await _run(plan, folder, key, say)


async def _run(plan: ServePlan, folder: Path, key: Path, say: "Announce") -> None:
    stop, headcount = stop_signalled(), Headcount.made(folder / HEADCOUNT, plan.workers)
    telling = asyncio.create_task(_tell_once_open(plan, fingerprint_of(key), say))
    await keep_all(roles(plan, folder, key, headcount), Starter(plan.program, plan.log), stop, say.ended)
    telling.cancel()


async def _tell_once_open(plan: ServePlan, fingerprint: str, say: "Announce") -> None:
    """Tell where to come in once somebody can."""
    await opened(plan.bind, [port for port in (plan.port, plan.staff_port) if port is not None])
    tell("open", port=plan.port, staff_port=plan.staff_port)
    say.started(plan, fingerprint)


class Announce:
    """What the supervisor tells whoever started it."""

    def started(self, plan: ServePlan, fingerprint: str) -> None:
        """The ports are open."""

    def ended(self, role: str, code: int) -> None:
        """A process has ended by itself and is started again."""


def roles(plan: ServePlan, folder: Path, key: Path, headcount: Headcount) -> Sequence[ProcessRole]:
    """The processes of a plan: one that draws, one for private screens, the edges, and the staff's."""
    stage, private = folder / STAGE, folder / PRIVATE
    both = {"bind": plan.bind, "host_key": str(key), "older_clients": plan.older_clients}
    edge = {
        **both,
        "role": "edge",
        "public": str(plan.public),
        "port": plan.port,
        "stage_socket": str(stage),
        "private_socket": str(private),
        "headcount": str(folder / HEADCOUNT),
        "limits": plan.limits.__dict__,
    }
    idle = plan.limits.private_idle_seconds
    found = [
        ProcessRole(
            "stage",
            {
                "role": "stage",
                "public": str(plan.public),
                "socket": str(stage),
                "pace": plan.pace.__dict__,
                "now": plan.now,
            },
        ),
        ProcessRole(
            "private",
            {"role": "private", "public": str(plan.public), "socket": str(private), "idle": idle, "now": plan.now},
        ),
        *(
            ProcessRole(f"edge {part + 1}", {**edge, "part": part}, partial(headcount.wipe, part))
            for part in range(plan.workers)
        ),
    ]
    if plan.staff_port is not None:
        staff = {**both, "role": "staff", "main": str(plan.main), "port": plan.staff_port}
        staff |= {"lang": plan.lang, "now": plan.now, "backup_minutes": plan.backup_minutes}
        found.append(ProcessRole("staff", staff))
    return found
