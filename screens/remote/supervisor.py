"""Keeps the processes behind `scoreboard serve` alive: each is started again within a second of its end."""

import asyncio
import contextlib
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from screens.remote.headcount import Headcount
from screens.remote.host_key import fingerprint_of, host_key
from screens.remote.key_exchange import ways
from screens.remote.limits import Limits, Pace
from screens.remote.meeting_place import PRIVATE, STAGE, meeting_place
from screens.remote.ports import check_free
from screens.remote.starting import ProcessRole, Starter

RESTART_SECONDS, LONGEST_RESTART_SECONDS = 0.05, 5.0
"""How long a process that has ended is waited with; each time twice as long while it does not live long."""
LIVED_SECONDS = 10.0
HEADCOUNT = "headcount"
"""The file of the edges' common headcount."""
STOP_SECONDS = 4.0
ASK_SECONDS = 0.05
"""How often it is tried whether a port is open."""


@dataclass(frozen=True)
class ServePlan:
    """What is to be served, where; no staff port means that nobody works over SSH here."""

    main: Path
    public: Path
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


async def supervise(plan: ServePlan, say: "Announce") -> None:
    """Run all processes until SIGTERM, SIGINT or SIGHUP; then let viewers see a closing line and stop.

    Raises Refused where a port cannot be had, Unreachable where the installed AsyncSSH is not one that we know and
    where the host's key cannot be used.
    """
    ways(older_clients=plan.older_clients)
    check_free(plan.bind, [plan.port, *([plan.staff_port] if plan.staff_port is not None else [])])
    key = host_key(plan.main.parent)
    with meeting_place() as folder:
        await _run(plan, folder, key, say)


async def _run(plan: ServePlan, folder: Path, key: Path, say: "Announce") -> None:
    stop = asyncio.Event()
    for number in stopping_signals():
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    starter, headcount = Starter(plan.program), Headcount.made(folder / HEADCOUNT, plan.workers)
    keepers = [asyncio.create_task(_keep(role, starter, stop, say)) for role in roles(plan, folder, key, headcount)]
    telling = asyncio.create_task(_tell_once_open(plan, fingerprint_of(key), say))
    await stop.wait()
    telling.cancel()
    starter.stop()
    await asyncio.gather(*keepers)


async def _tell_once_open(plan: ServePlan, fingerprint: str, say: "Announce") -> None:
    """Tell where to come in once somebody can."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(plan.bind, plan.bind)
    for port in (plan.port, plan.staff_port):
        while port is not None and not await _is_open(host, port):
            await asyncio.sleep(ASK_SECONDS)
    say.started(plan, fingerprint)


async def _is_open(host: str, port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True


def stopping_signals() -> Sequence[signal.Signals]:
    """What ends the server; a hang-up that whoever started it had ignored (as `nohup` does) stays ignored."""
    hang_up = () if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else (signal.SIGHUP,)
    return (signal.SIGTERM, signal.SIGINT, *hang_up)


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
        staff |= {"lang": plan.lang, "now": plan.now}
        found.append(ProcessRole("staff", staff))
    return found


async def _keep(role: ProcessRole, starter: Starter, stop: asyncio.Event, say: Announce) -> None:
    wait, loop = RESTART_SECONDS, asyncio.get_running_loop()
    while not stop.is_set():
        began = loop.time()
        process = await starter.start(role)
        ended = asyncio.create_task(process.wait())
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not ended.done():
            await _end(process, ended)
            return
        stopping.cancel()
        role.ended()
        say.ended(role.name, ended.result())
        wait = RESTART_SECONDS if loop.time() - began > LIVED_SECONDS else min(2 * wait, LONGEST_RESTART_SECONDS)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await stop.wait()


async def _end(process: asyncio.subprocess.Process, ended: "asyncio.Task[int]") -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await asyncio.shield(ended)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await ended
