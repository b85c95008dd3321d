"""Makes this process one of a system without Unix's own modules: ``python -m tests.other_system FOLDER``.

What the standard library itself needs of them here is imported before. What is hidden is hidden from us and from the
libraries, as on Windows; what Python's `os`, `signal` and `socket` lack there is taken away too.
"""

import asyncio
import contextlib
import ctypes  # noqa: F401
import importlib
import io
import json
import logging.handlers  # noqa: F401
import multiprocessing  # noqa: F401
import os
import pkgutil
import signal
import socket
import subprocess  # noqa: F401
import sys
import tempfile  # noqa: F401
from collections.abc import Iterator
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec

import asyncssh  # noqa: F401 - it knows by itself where it runs, as the next one does
import platformdirs.unix  # noqa: F401

HIDDEN = ("fcntl", "termios", "tty", "pty", "resource", "pwd", "grp", "syslog", "curses", "_curses", "readline", "spwd")
LACKS = {
    os: (
        *("geteuid", "getuid", "getegid", "getgid", "getgrouplist", "fchmod", "fchown", "killpg", "mkfifo", "setsid"),
        *("O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "O_CLOEXEC"),
    ),
    signal: ("SIGHUP", "SIGKILL", "SIGWINCH", "SIGUSR1", "SIGALRM", "SIGTSTP", "SIGCONT"),
    socket: ("AF_UNIX",),
}
UNIX_ALONE = (
    *("screens.unix_terminal", "screens.remote.terminal", "screens.remote.fastpath", "screens.remote.viewer"),
    *("screens.remote.edge", "screens.remote.staff"),
)
"""Textual's terminal on Unix, and what of the ssh server looks at its terminals and its sockets."""


class _Hidden(MetaPathFinder):
    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name.split(".")[0] in HIDDEN:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


def _not_there(*_: object) -> None:
    raise NotImplementedError


def hide() -> None:
    """From now on this is another system."""
    socket.socketpair = partial(socket.socketpair, socket.AF_UNIX)  # type: ignore[assignment]  # for asyncio
    for name in [name for name in sys.modules if name.split(".")[0] in HIDDEN]:
        del sys.modules[name]
    sys.meta_path.insert(0, _Hidden())
    for module, names in LACKS.items():
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    for name in ("add_reader", "remove_reader", "add_signal_handler"):
        setattr(asyncio.SelectorEventLoop, name, _not_there)
    os.environ.setdefault("USERNAME", "somebody")
    # Textual would take that of Windows.
    os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"
    os.supports_dir_fd.clear()  # type: ignore[attr-defined]
    os.supports_follow_symlinks.clear()  # type: ignore[attr-defined]


def modules() -> Iterator[str]:
    """Every module of both packages but those of Unix alone."""
    for package in ("scoreboard", "screens"):
        yield package
        for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not found.name.startswith(UNIX_ALONE) and not found.name.endswith(("__main__", "migrations.env")):
                yield found.name


def run(*words: str) -> tuple[int, str, str]:
    """A command's exit code, its output and what it complains of."""
    from scoreboard.cli.program import run as scoreboard

    said, complained = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
        code = scoreboard([*words, "--lang", "en"])
    return code, said.getvalue(), complained.getvalue()


async def opens(database: str, room: str, acting: str | None) -> bool:
    """Whether a screen opens and stands."""
    from scoreboard.settings import Settings
    from screens.app import KioskApp

    app = KioskApp(Settings(database, "en", acting=acting), room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(1.5)  # what is asked of the store beside has been answered
        return app.is_running and app.return_code in (None, 0)


def main() -> None:
    """Import every module, then walk from a folder to the screens; what was found goes out as JSON."""
    folder = sys.argv[1]
    hide()
    unimportable = {}
    for name in modules():
        try:
            importlib.import_module(name)
        except Exception as error:
            unimportable[name] = repr(error)
    database = f"{folder}/contest.db"
    found = {
        "unimportable": unimportable,
        "load": run("load", "data/template", "--database", database),
        "user": run("user", "add", "ann", "--role", "admin", "--database", database),
        "show": run("show", "ranking", "--database", database),
        "doctor": run("doctor", "--json", "--database", database),
        "serve": run("serve", "--database", database, "--port", "29"),
        "web": run("web", "--database", database, "--port", "30"),
        "display": asyncio.run(opens(database, "display", None)),
        "operate": asyncio.run(opens(database, "desk", "ann")),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
