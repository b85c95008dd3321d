"""Python's search for garbage waits while a large sheet is taken in: all that is made meanwhile is still needed."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_garbage_search() -> Iterator[None]:
    """Do not look for garbage, unless somebody else has stopped that already; a third of an import went into it."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
