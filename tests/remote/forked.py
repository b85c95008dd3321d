"""The processes behind a served contest, forked from their supervisor, which has imported for all of them.

Four or five starts for each of some twenty servers would take a second of processor time each. What is served is the
same; `test_serve` and `test_orphans` start everything as the program does.
"""

import asyncio
import os
import signal

from screens.remote import starting
from tests.warm_programs import be


class Forked:
    """A child process, as far as the supervisor knows one."""

    stdin = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._ended = asyncio.Event()
        self._end = os.pidfd_open(pid)
        asyncio.get_running_loop().add_reader(self._end, self._take_leave)

    def _take_leave(self) -> None:
        asyncio.get_running_loop().remove_reader(self._end)
        os.close(self._end)
        self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self._ended.set()

    async def wait(self) -> int:
        await self._ended.wait()
        assert self.returncode is not None
        return self.returncode

    def terminate(self) -> None:
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> None:
        if self.returncode is not None:
            raise ProcessLookupError
        os.kill(self.pid, number)


async def _fork(program: str, words: str, stdin: int = 0, log: int | None = None) -> Forked:
    """What the supervisor starts; nobody needs a spare, for a fork is as quick."""
    null = os.open(os.devnull, os.O_RDWR)
    environment = {name: value for name, value in os.environ.items() if name not in starting.HIDDEN}
    told = {
        "module": program,
        "words": [words],
        "environment": {**environment, "PYTHONUNBUFFERED": "1"},
        "folder": os.getcwd(),
        "own_session": True,
        "own_terminal": False,
        "ignoring": [],
        "largest_file": None,
    }
    pid = os.fork()
    if not pid:
        asyncio.events._set_running_loop(None)
        be(told, (null, null, 2))
    os.close(null)
    return Forked(pid)


def fork_instead() -> None:
    """Let the supervisor of this process fork what it would start."""
    starting._run = _fork  # type: ignore[assignment]
