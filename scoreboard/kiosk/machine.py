"""What a machine answers when it is asked for accounts and programs."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
PATIENCE_SECONDS = 60
CANNOT_RUN = 126
"""The exit code, as a shell has it, of what may not be run or is not there."""


@dataclass(frozen=True)
class Account:
    """An account of the system."""

    name: str
    number: int
    group: int
    home: str


@dataclass(frozen=True)
class ProgramAnswer:
    """How a program ended, and what it said."""

    code: int
    text: str


class Machine:
    """This machine. Tests have others."""

    @property
    def account_number(self) -> int:
        """Who asks."""
        return os.geteuid()

    def account(self, name: str) -> Account | None:
        """An account by its login; None where there is none."""
        import pwd

        try:
            found = pwd.getpwnam(name)
        except KeyError:
            return None
        return Account(name, found.pw_uid, found.pw_gid, found.pw_dir)

    def program(self, name: str) -> str | None:
        """The path of a program; None where it is not installed."""
        return shutil.which(name, path=PATH)

    def ask(self, words: Sequence[str], account: Account | None = None) -> ProgramAnswer:
        """Run a program, as another account where one is given, and wait for its answer."""
        environment = {"PATH": PATH, "LANG": "C.UTF-8", "HOME": "/" if account is None else account.home}
        try:
            ended = subprocess.run(
                words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                cwd="/",
                env=environment,
                timeout=PATIENCE_SECONDS,
                check=False,
                user=None if account is None else account.number,
                group=None if account is None else account.group,
                extra_groups=None if account is None else os.getgrouplist(account.name, account.group),
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return ProgramAnswer(CANNOT_RUN, str(error))
        return ProgramAnswer(ended.returncode, ended.stdout.strip())
