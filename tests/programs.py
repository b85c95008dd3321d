"""Other programs that tests run. Where one is missing its tests are skipped, and a last line says what to install."""

import glob
import re
import shutil
import subprocess
from collections.abc import Iterable

import pytest

PACKAGES = {
    "tmux": "tmux",
    **dict.fromkeys(("ssh", "sftp", "scp", "ssh-keygen", "ssh-keyscan"), "openssh-client"),
    "debootstrap": "debootstrap",
    "chromium": "chromium",
    "kitty": "kitty",
    "Xvfb": "xvfb",
    "initdb": "postgresql",
    "soffice": "libreoffice-calc-nogui",
}
"""Which Debian package has each program."""
_REASON = re.compile(r"needs (\S+), of the package (\S+)")


def program(name: str, beside: str = "", since: tuple[int, ...] = ()) -> str:
    """The path of a program; where it is missing, or older than `since`, the test that asks is skipped.

    It may lie in a folder that nobody's path has: the last of those that match `beside`.
    """
    folders = sorted(glob.glob(beside)) if beside else []
    found = shutil.which(name, path=folders[-1] if folders else None)
    if found is None or (since and _version_of(found) < since):
        pytest.skip(f"needs {name}, of the package {PACKAGES[name]}")
    return found


def _version_of(path: str) -> tuple[int, ...]:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(map(int, re.findall(r"\d+", told)))


def package_missing(reason: str) -> str | None:
    """The package that a test was skipped for; None where it was skipped for something else."""
    found = _REASON.search(reason)
    return None if found is None else found[2]


def what_to_install(reasons: Iterable[str]) -> str | None:
    """One line for all tests that were skipped for a missing program; None where there are none."""
    packages = [package for reason in reasons if (package := package_missing(reason))]
    if not packages:
        return None
    names = " ".join(sorted(set(packages)))
    tests = "1 test was" if len(packages) == 1 else f"{len(packages)} tests were"
    return f"{tests} skipped because programs are missing here; they run after: apt-get install {names}"
