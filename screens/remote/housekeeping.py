"""An edge's memory and files: no pause to collect garbage while thousands watch, and what leavers had is given back.

Python's collector walks all objects of all connections whenever many have come, which stops the picture for a tenth of
a second with thousands. Here it runs by itself never; young garbage is collected often, which is quick, and all of it
once many have left.
"""

import asyncio
import contextlib
import ctypes
import gc
import sys
from collections.abc import Callable

YOUNG_SECONDS = 2.0
MANY_LEFT = 200
"""After so many have left, all garbage is collected and memory given back to the system."""
QUIET_SECONDS = 3.0
"""At the latest so long after anybody has left."""


class Housekeeper:
    """Collects garbage when it disturbs least."""

    def __init__(self, inside: Callable[[], int], refit: Callable[[], None] = lambda: None) -> None:
        """`inside` says how many viewers there are; `refit` makes anew what only grows."""
        self._inside, self._refit = inside, refit
        self._left = 0
        self._waited = 0.0

    def leaves(self) -> None:
        """A connection has ended."""
        self._left += 1
        self._waited = 0.0

    async def run(self) -> None:
        """Take over from the collector, for ever."""
        gc.collect()
        gc.freeze()
        gc.disable()
        give_back()
        while True:
            await asyncio.sleep(YOUNG_SECONDS)
            self.tend()

    def tend(self) -> None:
        """Tidy up, as often as every `YOUNG_SECONDS`: thoroughly where enough have left, else only what is young."""
        self._waited += YOUNG_SECONDS
        if self._left >= max(MANY_LEFT, self._inside()) or (self._left and self._waited >= QUIET_SECONDS):
            self._left = 0
            self._refit()
            forget_names()
            gc.collect()
            give_back()
        else:
            gc.collect(0)


def forget_names() -> None:
    """Let Python's cache of attributes go, which is filled again at once where it is needed.

    AsyncSSH looks up its handlers by names that it puts together anew for each request. The cache keeps thousands of
    them, and each holds back a whole page of the memory that viewers have left: 2 of an edge's 27 MB after 1,000.
    """
    clear: Callable[[], None] | None = getattr(sys, "_clear_internal_caches", getattr(sys, "_clear_type_cache", None))
    if clear is not None:
        clear()


def give_back() -> None:
    """Let the system have the memory that is free (glibc keeps it otherwise)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def open_many_files() -> None:
    """Allow this process as many connections as the system lets it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
