"""Large deeds in portions, a transaction each, so that whoever saves beside them hardly waits."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
Progress = Callable[[int, int], None]
"""Is told how many things of how many are done."""

HOLD_SECONDS = 0.03
"""How long this thread should work on a portion. What the disk takes besides is the same for a small one."""
PAUSE_SECONDS = 0.003
"""For how long the others have the database to themselves after each portion: they ask for it every millisecond."""
FIRST, LEAST, MOST = 200, 100, 2000
"""Things in the first portion, and in any one."""


def untold(_done: int, _all: int) -> None:
    """Progress that nobody follows."""


def in_portions(
    things: Sequence[Thing], progress: Progress = untold, *, alone: bool = False
) -> Iterator[Sequence[Thing]]:
    """Cut `things` into portions; each is as large as the time allows that the one before has taken.

    The caller does a portion's transaction, all of it, before it asks for the next one. Who is `alone` in a database
    keeps nobody waiting: portions are of the largest size, without a pause between.
    """
    size, done = MOST if alone else FIRST, 0
    while done < len(things):
        portion = things[done : done + size]
        began = time.thread_time()
        yield portion
        each = max(time.thread_time() - began, 1e-9) / len(portion)
        size = MOST if alone else max(LEAST, min(MOST, int(HOLD_SECONDS / each)))
        done += len(portion)
        progress(done, len(things))
        if done < len(things) and not alone:
            time.sleep(PAUSE_SECONDS)
