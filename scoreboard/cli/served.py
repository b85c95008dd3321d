"""One of the processes behind `scoreboard serve` and `scoreboard web`, told by the supervisor what to be."""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import Any

from scoreboard.errors import ContestError
from scoreboard.log_lines import VARIABLE as LOG_LINES
from scoreboard.log_lines import tell_to_supervisor
from scoreboard.settings import Settings, database_side
from screens.remote.starting import SPARE

_END_WITH_PARENT, _NAME = 1, 15
"""Orders of Linux's prctl."""


def main() -> None:
    """Be what the one argument says, until told to stop or the supervisor is gone."""
    given = sys.argv[1]
    if given == SPARE:
        _end_with(os.getppid())
        import asyncssh  # noqa: F401

        given = sys.stdin.readline()
        if not given:
            return
    words: dict[str, Any] = json.loads(given)
    role = words.pop("role")
    _be_called(role)
    _end_with(words.pop("supervisor"))
    lang = words.get("lang", "zh")
    if LOG_LINES in os.environ:
        tell_to_supervisor(role)
    else:
        logging.basicConfig(format=f"%(asctime)s {role} %(levelname)s %(message)s")
    try:
        with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
            asyncio.run(_stoppable(_work(role, words), itself=role in ("edge", "staff", "web")))
    except ContestError as error:
        print(error.sentence(lang), file=sys.stderr)
        sys.exit(error.exit_code)
    except Exception:
        logging.getLogger(__name__).exception("a process was ended by a mistake")
        sys.exit(1)


def _work(role: str, words: dict[str, Any]) -> Coroutine[Any, Any, None]:
    if role == "stage":
        from screens.remote.limits import Pace
        from screens.remote.stage import StageServer

        return StageServer(
            database_side(words["public"]), Path(words["socket"]), Pace(**words["pace"]), _clock(words)
        ).run()
    if role == "private":
        from scoreboard.cli.board_over_ssh import answer
        from screens.remote.private import PrivateServer

        return PrivateServer(
            database_side(words["public"]), Path(words["socket"]), words["idle"], answer, _clock(words)
        ).run()
    if role == "web":
        from screens.web.server import WebPlan, WebServer

        own = ("bind", "port", "lang", "theme", "connections", "per_address", "part")
        known: dict[str, Any] = {name: words[name] for name in own}
        files: dict[str, Any] = {name: Path(words[name]) for name in ("stage_socket", "headcount")}
        web = WebPlan(public=database_side(words["public"]), **files, **known)
        return WebServer(web, _clock(words)).serve()
    if role == "edge":
        from screens.remote.edge import Edge, EdgePlan
        from screens.remote.limits import Limits

        paths = {name: Path(words[name]) for name in ("host_key", "stage_socket", "private_socket", "headcount")}
        plan = EdgePlan(
            public=database_side(words["public"]),
            bind=words["bind"],
            port=words["port"],
            part=words["part"],
            limits=Limits(**words["limits"]),
            older_clients=words["older_clients"],
            **paths,
        )
        return Edge(plan).serve()
    from screens.remote.staff import StaffServer

    main, key = database_side(words["main"]), Path(words["host_key"])
    known = {name: words[name] for name in ("now", "older_clients", "backup_minutes")}
    return StaffServer(main, words["bind"], words["port"], key, words["lang"], **known).serve()


def _clock(words: dict[str, Any]) -> Callable[[], datetime]:
    """The time of day that the supervisor was started with, else the machine's."""
    from scoreboard.publications.contest_clock import ContestClock

    return ContestClock(Settings(None, "zh", words["now"]), database_side(words["public"]))


async def _stoppable(work: Coroutine[Any, Any, None], *, itself: bool) -> None:
    """Run until SIGTERM; the edges and the staff's process see to that themselves, for they have guests."""
    if not itself:
        task = asyncio.current_task()
        assert task is not None
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    await work


def _end_with(supervisor: int) -> None:
    """Where the system can (Linux), end with the supervisor, so that a killed one leaves no port taken."""
    _tell_system(_END_WITH_PARENT, signal.SIGTERM)
    if os.getppid() != supervisor:
        sys.exit(0)


def _be_called(role: str) -> None:
    """Let the system's lists of processes say what this one is, as far as they can (Linux, 15 characters)."""
    _tell_system(_NAME, f"board-{role}".encode())


def _tell_system(what: int, value: int | bytes) -> None:
    with contextlib.suppress(OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(what, value)


if __name__ == "__main__":
    main()
