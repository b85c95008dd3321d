"""Watching the public file: every change is noticed, most within a millisecond."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from scoreboard.publications.reader import PublicReader
from scoreboard.store.public.nudge import Listener
from scoreboard.store.replacing import bearer

POLL_SECONDS = 0.25
"""How often the file itself is asked, for nudges that got lost or come from another machine's account."""


async def changes(reader: PublicReader, public: Path) -> AsyncIterator[None]:
    """Yields once at the start, and again whenever another process has changed the public file.

    Ends once another file has been put in its place. Raises OSError where it is away.
    """
    woken = asyncio.Event()
    loop = asyncio.get_running_loop()
    with contextlib.closing(Listener(public)) as listener:
        loop.add_reader(listener.fileno(), woken.set)
        try:
            mark = reader.change_mark()
            yield
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(POLL_SECONDS):
                        await woken.wait()
                listener.clear()
                woken.clear()
                if bearer(public) != reader.file:
                    return
                found = reader.change_mark()
                if found != mark:
                    mark = found
                    yield
        finally:
            loop.remove_reader(listener.fileno())
