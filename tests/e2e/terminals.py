"""Real terminals: windows of a tmux server of their own, typed into and read from outside."""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from tests.programs import program

SIZE = (120, 29)
"""One row less than a hall has, so that tables are text."""
PATIENCE = 60.0
"""Seconds after which what was waited for is held not to come."""
LOOK_AGAIN = 0.05
NOT_OF_THE_TERMINAL = {"TMUX", "COLUMNS", "LINES"}
"""What the tests' own terminal may have told of itself (pytest-xdist sets a size), which these have no part in."""


class Terminals:
    """The windows of one tmux server, by name; each runs one `scoreboard` command."""

    def __init__(self, socket: str, environment: Mapping[str, str]) -> None:
        self._socket, self._environment = socket, environment
        size = ("-x", str(SIZE[0]), "-y", str(SIZE[1]))
        self._tmux("-f", os.devnull, "new-session", "-d", "-s", "hall", "-n", "nobody", *size, "sleep 3600")
        self._tmux("set-option", "-g", "remain-on-exit", "on")

    def _tmux(self, *words: str) -> str:
        command = [program("tmux"), "-L", self._socket, *words]
        kept = {key: value for key, value in os.environ.items() if key not in NOT_OF_THE_TERMINAL}
        environment = kept | dict(self._environment)
        return subprocess.run(
            command, check=True, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=20
        ).stdout

    def open(self, name: str, *words: str) -> None:
        """Run one of our commands in a window; again, where the window is there and its command has ended."""
        self.run(name, sys.executable, "-m", "scoreboard", *words)

    def run(self, name: str, *words: str) -> None:
        """The same with any program."""
        line = shlex.join(words)
        if name in self._tmux("list-windows", "-t", "hall", "-F", "#{window_name}").splitlines():
            self._tmux("respawn-pane", "-t", f"hall:{name}", line)
        else:
            self._tmux("new-window", "-d", "-t", "hall", "-n", name, line)

    def screen(self, name: str) -> list[str]:
        """The lines that a window shows, without the spaces at their ends."""
        return [line.rstrip() for line in self._tmux("capture-pane", "-p", "-t", f"hall:{name}").splitlines()]

    def press(self, name: str, *keys: str) -> None:
        """Press keys, by tmux's names for them."""
        self._tmux("send-keys", "-t", f"hall:{name}", *keys)

    def type(self, name: str, text: str) -> None:
        """Type a text as it is."""
        self._tmux("send-keys", "-t", f"hall:{name}", "-l", text)

    def take_clipboard(self) -> None:
        """Let programs write the clipboard (OSC 52), as the terminals that offices use do."""
        self._tmux("set-option", "-s", "set-clipboard", "on")

    def clipboard(self) -> str:
        """What a program has put there last; empty where none has."""
        buffers = self._tmux("list-buffers")
        return self._tmux("show-buffer") if buffers else ""

    def paste(self, name: str, text: str) -> None:
        """Paste a text as a terminal does that marks where it begins and ends."""
        self._tmux("set-buffer", text)
        self._tmux("paste-buffer", "-p", "-t", f"hall:{name}")

    def wait(
        self, name: str, shown: Callable[[list[str]], bool] | str, patience_seconds: float = PATIENCE
    ) -> list[str]:
        """The screen once it shows a text, or what a function looks for; an AssertionError with the screen if never."""
        deadline = time.monotonic() + patience_seconds
        while True:
            screen = self.screen(name)
            if any(shown in line for line in screen) if isinstance(shown, str) else shown(screen):
                return screen
            picture = "\n".join(screen)
            assert time.monotonic() < deadline, f"{name} never showed {shown}; it shows\n{picture}"
            time.sleep(LOOK_AGAIN)

    def kill(self, name: str) -> None:
        """End a window's process without a warning, and wait until it is gone."""
        os.kill(int(self._tmux("display-message", "-p", "-t", f"hall:{name}", "#{pane_pid}")), signal.SIGKILL)
        self.wait(name, lambda _screen: self._dead(name))

    def _dead(self, name: str) -> bool:
        return self._tmux("display-message", "-p", "-t", f"hall:{name}", "#{pane_dead}").strip() == "1"

    def close(self) -> None:
        self._tmux("kill-server")


@contextmanager
def terminals(socket: str, environment: Mapping[str, str]) -> Iterator[Terminals]:
    """A tmux server that ends with the block."""
    server = Terminals(socket, environment)
    try:
        yield server
    finally:
        server.close()
