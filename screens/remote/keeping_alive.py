"""Keeps the processes behind a server alive: each is started again within a second of its end."""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Sequence

from scoreboard.errors import Refused
from scoreboard.lacking import FOLDERS_BY_DESCRIPTOR
from scoreboard.log_lines import tell
from screens.remote.counters import restarted
from screens.remote.starting import ProcessRole, Starter

RESTART_SECONDS, LONGEST_RESTART_SECONDS = 0.05, 5.0
"""How long a process that has ended is waited with; each time twice as long while it does not live long."""
LIVED_SECONDS = 10.0
STOP_SECONDS = 4.0

Ended = Callable[[str, int], object]
"""Is told which process has ended by itself, and with which code."""


def refuse_without_unix() -> None:
    """Raises Refused where the system lacks what the processes of a server speak through."""
    if not FOLDERS_BY_DESCRIPTOR:
        raise Refused("remote.unix_alone")


def stop_signalled() -> asyncio.Event:
    """An event that is set by the first signal that ends the server."""
    stop = asyncio.Event()
    for number in stopping_signals():
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def stopping_signals() -> Sequence[signal.Signals]:
    """What ends the server; a hang-up that whoever started it had ignored (as `nohup` does) stays ignored."""
    hang_up = () if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else (signal.SIGHUP,)
    return (signal.SIGTERM, signal.SIGINT, *hang_up)


async def keep_all(roles: Sequence[ProcessRole], starter: Starter, stop: asyncio.Event, told: Ended) -> None:
    """Run the processes of all roles until `stop` is set; then end them."""
    keepers = [asyncio.create_task(_keep(role, starter, stop, told)) for role in roles]
    await stop.wait()
    starter.stop()
    await asyncio.gather(*keepers)


async def _keep(role: ProcessRole, starter: Starter, stop: asyncio.Event, told: Ended) -> None:
    wait, loop = RESTART_SECONDS, asyncio.get_running_loop()
    while not stop.is_set():
        began = loop.time()
        process = await starter.start(role)
        tell("process started", name=role.name, number=process.pid)
        ended = asyncio.create_task(process.wait())
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not ended.done():
            await _end(process, ended)
            return
        stopping.cancel()
        role.ended()
        told(role.name, ended.result())
        tell("process ended", name=role.name, number=process.pid, code=ended.result())
        restarted(role.name, process.pid)
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
