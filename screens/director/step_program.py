"""A program of this machine that is told of each step: for the hall's lights, its music, the picture of a stream."""

import asyncio
import contextlib
import json
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from dataclasses import asdict

from scoreboard.publications.reader import PublicReader, Stage
from screens.director.drawing import word

LONGEST_SECONDS = 30.0
"""How long a program may take for one step; then it is ended."""
MOST = 16
"""How many steps' programs run at once; of steps that come meanwhile nothing is told, which the director hears."""


class StepProgram:
    """Starts the program for each new step of a ceremony, with the step's public payload as JSON on standard input.

    No step waits for it: it is told of what is public already, and nobody waits for its end. `warn` tells the director
    of its first mistake.
    """

    def __init__(self, program: str, lang: str, warn: Callable[[str], None]) -> None:
        self._program, self._lang, self._warn = program, lang, warn
        self._last: tuple[str, int] | None = None
        self._running: set[asyncio.Task[None]] = set()
        self._told = False

    @property
    def knows(self) -> bool:
        """Whether it knows where the stage stands, so that it tells of what comes."""
        return self._last is not None

    @property
    def busy(self) -> bool:
        """Whether the program still runs for a step."""
        return bool(self._running)

    def tell(self, reader: PublicReader, ceremony: str | None) -> None:
        """Tell of all that has come onto the stage since this was called first."""
        if not self._program or ceremony is None:
            return
        begun = self._last is not None and self._last[0] == ceremony
        steps = reader.steps_since(ceremony, self._last[1] if self._last is not None and begun else 0)
        if steps or not begun:
            self._last = ceremony, steps[-1].sequence if steps else 0
        for step in steps if begun else ():
            self._start(step)

    def _start(self, step: Stage) -> None:
        if len(self._running) >= MOST:
            self._complain("busy")
            return
        task = asyncio.get_running_loop().create_task(self._run(step))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _run(self, step: Stage) -> None:
        payload = json.dumps(asdict(step), ensure_ascii=False).encode()
        try:
            process = await asyncio.create_subprocess_exec(
                self._program, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
            )
        except OSError:
            self._complain("not_started")
            return
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                await process.communicate(payload)
        except TimeoutError:
            await _end(process)
            self._complain("too_long")
        else:
            if process.returncode:
                self._complain("failed")

    def _complain(self, why: str) -> None:
        """Tell the director once; whatever comes of the program later, the ceremony goes on."""
        if not self._told:
            self._told = True
            self._warn(word(f"step_program.{why}", self._lang, program=self._program))


async def _end(process: Process) -> None:
    """End a program, and all that it has started."""
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    await process.wait()
