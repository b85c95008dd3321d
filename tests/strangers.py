"""Another account of the same machine, for tests that run as root."""

import os
import pickle
from collections.abc import Callable
from typing import TypeVar

import pytest

STRANGER = 65534
"""The account that nobody's files belong to."""

Answer = TypeVar("Answer")

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another account")


def as_stranger(deed: Callable[[], Answer], *, group: int = STRANGER) -> Answer:
    """Do something in a child process of the stranger's, a member of `group`; returns or raises what it does there.

    What it needs must have been imported before: the stranger cannot read the program.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            os.setgroups([])
            os.setgid(group)
            os.setuid(STRANGER)
            answer: tuple[bool, object] = (True, deed())
        except BaseException as error:
            answer = (False, f"{type(error).__name__}: {error}")
        with open(writing, "wb") as pipe:
            pickle.dump(answer, pipe)
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:
        done, found = pickle.load(pipe)
    os.waitpid(child, 0)
    assert done, found
    return found  # type: ignore[no-any-return]
