"""What a machine is to show, as whom, and by which programs."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

COMPOSITOR = ("cage", "-d", "--")
TERMINAL = "foot"
FONT_SIZE = 26
"""Pixels: on a screen of 1920x1080 a terminal of 120x33."""
DATABASE = "/var/lib/scoreboard/contest.db"
"""Where the database of a service lies unless somebody says otherwise."""
USER = "kiosk"
LOGIN = re.compile(r"[a-z_][a-z0-9_-]{0,30}")
"""What an account may be called for systemd to take it."""
PACKAGES = {"cage": "cage", "foot": "foot", "Xwayland": "xwayland"}
"""Debian's packages of programs that are called otherwise, or by default."""


@dataclass(frozen=True)
class KioskPlan:
    """All that the files of a machine follow from. Of commands the first word is the program, the rest its options."""

    user: str
    database: str
    lang: str
    display: tuple[str, ...]
    """The command of the scoreboard itself."""
    compositor: tuple[str, ...] = COMPOSITOR
    terminal: tuple[str, ...] = (TERMINAL,)
    font_size: int = FONT_SIZE

    @property
    def with_foot(self) -> bool:
        """Whether the terminal is foot as we set it up; another one, or one with options, is its own affair."""
        return len(self.terminal) == 1 and PurePath(self.terminal[0]).name == TERMINAL

    @property
    def programs(self) -> tuple[str, ...]:
        """The programs without which nothing is shown, beside our own."""
        needed = (self.compositor[0], self.terminal[0])
        return (*needed, "Xwayland") if PurePath(needed[0]).name == "cage" else needed


def package_of(program: str) -> str:
    """The package that most likely has a program."""
    name = PurePath(program).name
    return PACKAGES.get(name, name)


def placed(plan: KioskPlan, find: Callable[[str], str | None] | None) -> KioskPlan:
    """The plan with the paths of its programs as they are found, or where Debian has them: systemd wants whole ones."""

    def of(words: tuple[str, ...]) -> tuple[str, ...]:
        found = find(words[0]) if find else None
        return (found or str(PurePath("/usr/bin", words[0])), *words[1:])

    return replace(plan, compositor=of(plan.compositor), terminal=of(plan.terminal))
