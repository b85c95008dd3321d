"""Somebody at a shell in a real terminal, who types what a page says: keys are counted, and how long it would take."""

import time
from collections.abc import Callable
from pathlib import Path

from tests.e2e.terminals import Terminals

KEYS_A_SECOND = 4
"""How fast people type that look at what they copy."""
READY = "ready"
PATIENCE = 240.0
"""Seconds: the minutes are what is held to a limit, in the end."""


class Shells:
    """Windows with a shell each; a line is typed into one and waited for."""

    def __init__(self, terminals: Terminals, folder: Path, aliases: dict[str, str]) -> None:
        self._terminals, self.folder = terminals, folder
        self._start = folder / "bashrc"
        lines = [f"cd {folder}", f"PS1='$? {READY}> '", *(f"alias {name}='{line}'" for name, line in aliases.items())]
        self._start.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.keys = 0
        self._began = time.monotonic()

    def open(self, name: str) -> None:
        """A window with a shell."""
        self._terminals.run(name, "bash", "--noprofile", "--rcfile", str(self._start), "-i")
        self.wait(name, lambda screen: at_prompt(screen) is not None)

    def type(self, name: str, text: str) -> None:
        """Type a text, and Enter."""
        self.keys += len(text) + 1
        self._terminals.type(name, text)
        self._terminals.wait(name, lambda screen: text[-20:] in "".join(screen))
        self._terminals.press(name, "Enter")

    def carry_out(self, name: str, line: str) -> None:
        """Type a command and wait until it is done. Raises AssertionError with the screen where it failed."""
        self.type(name, line)
        screen = self.wait(name, lambda screen: at_prompt(screen) is not None)
        assert at_prompt(screen) == 0, "\n".join(screen)

    def press(self, name: str, *keys: str) -> None:
        """Press keys, by tmux's names for them."""
        self.keys += len(keys)
        self._terminals.press(name, *keys)

    def wait(self, name: str, shown: Callable[[list[str]], bool] | str) -> list[str]:
        """The screen once it shows something."""
        return self._terminals.wait(name, shown, PATIENCE)

    @property
    def minutes(self) -> float:
        """How long it has taken so far, with keys pressed as fast as people do."""
        return (time.monotonic() - self._began + self.keys / KEYS_A_SECOND) / 60


def at_prompt(screen: list[str]) -> int | None:
    """How the last command of a shell ended; None while one runs, or something is typed."""
    last = next((line for line in reversed(screen) if line), "")
    code, _, rest = last.partition(" ")
    return int(code) if rest == f"{READY}>" and code.isdigit() else None
