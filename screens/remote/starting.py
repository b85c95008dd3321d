"""Starting the processes behind `scoreboard serve`: the first ones cold, later ones from a spare that is warm.

Importing AsyncSSH takes half a second of processor time, and more on a busy machine: too long for viewers whose edge
has just died. So one spare process has done that already, and waits to be told what to be.
"""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoreboard.log_lines import VARIABLE as LOG_LINES

SPARE = "spare"
SPARE_AFTER_SECONDS = 2.0
"""The spare waits until those who have work have started."""
ENVIRONMENT = {"PYTHONUNBUFFERED": "1", "PYTHONMALLOC": "malloc"}
"""The system's allocator instead of Python's, whose arenas stay where a few objects live on in each: an edge kept 1.5
times its memory after 5,000 viewers had left, and 1.05 times with the system's; a frame costs no more (ssh_load)."""
HIDDEN = ("SCOREBOARD_DATABASE",)
"""What they do not inherit: each is told the one file that it opens, and viewers' processes know of no other."""
WARM = ("edge", "staff")
"""The roles that speak SSH; the others start quickly anyway."""


@dataclass(frozen=True)
class ProcessRole:
    """A process: its name for the log, and the words that tell it what to be."""

    name: str
    words: Mapping[str, object]
    ended: Callable[[], None] = lambda: None
    """What is to be done whenever it has ended, before it is started again."""


class Starter:
    """Starts processes that run one program, a module; keeps a spare one."""

    def __init__(self, program: str, log: int | None = None) -> None:
        """`log` is where what they tell goes, as a descriptor; without one it goes where it did."""
        self._program, self._log = program, log
        self._spare: asyncio.subprocess.Process | None = None
        self._warming: asyncio.Task[None] | None = None

    async def start(self, role: ProcessRole) -> asyncio.subprocess.Process:
        """A new process for a role."""
        words = json.dumps({**role.words, "supervisor": os.getpid()})
        spare = self._take() if role.words["role"] in WARM else None
        if spare is not None and spare.stdin is not None:
            with contextlib.suppress(ConnectionError):
                spare.stdin.write(words.encode() + b"\n")
                await spare.stdin.drain()
                spare.stdin.close()
                return spare
        return await _run(self._program, words, log=self._log)

    def stop(self) -> None:
        """Let the spare go."""
        if self._warming is not None:
            self._warming.cancel()
        spare = self._take(again=False)
        if spare is not None:
            with contextlib.suppress(ProcessLookupError):
                spare.kill()

    def _take(self, *, again: bool = True) -> asyncio.subprocess.Process | None:
        """The spare, if it lives; another one is warmed up for the next time."""
        spare, self._spare = self._spare, None
        if again and (self._warming is None or self._warming.done()):
            self._warming = asyncio.create_task(self._warm_up())
        return spare if spare is not None and spare.returncode is None else None

    async def _warm_up(self) -> None:
        await asyncio.sleep(SPARE_AFTER_SECONDS)
        self._spare = await _run(self._program, SPARE, stdin=asyncio.subprocess.PIPE, log=self._log)


async def _run(
    program: str, words: str, stdin: int = asyncio.subprocess.DEVNULL, log: int | None = None
) -> asyncio.subprocess.Process:
    told = {} if log is None else {LOG_LINES: "1"}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        program,
        words,
        stdin=stdin,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=log,
        env={**{name: value for name, value in os.environ.items() if name not in HIDDEN}, **ENVIRONMENT, **told},
        start_new_session=True,
    )
