"""The change feed of the public file: every change is told of, most within a millisecond."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import datetime
from pathlib import Path

from scoreboard.errors import ContestError
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import DatabaseSide
from scoreboard.store.database_sides import listener_to

LOG = logging.getLogger(__name__)
AGAIN_SECONDS = 0.5
"""How long it is waited until a file that could not be read is opened again."""
AGE_SECONDS = 1.0
"""How often it is asked how old what is read is."""


async def follow(
    public: DatabaseSide,
    changed: Callable[[PublicReader], Awaitable[object]],
    lost: Callable[[Exception | None], object],
    now: Callable[[], datetime] | None = None,
    aged: Callable[[float], object] = lambda _seconds: None,
) -> None:
    """Call `changed` at the start, at every change of the public file and when the day turns where the contest is held.

    It does so for ever; `now` is the reader's clock, without which no day turns. `aged` is told again and again how
    many seconds ago what was taken in last was all that is public: on a standby that is cut off, or while nothing is
    read.

    Where the file is away, cannot be read, or what is in it cannot be taken in, what was taken in before stays; a
    while later it begins again with another reader, as it does where another file has been put in its place. `lost`
    is told each time that the last reader is closed: why, or None where the file is another one.
    """
    level_at = time.monotonic()

    def looked(age: float) -> None:
        nonlocal level_at
        level_at = time.monotonic() - age
        aged(age)

    while True:
        error: Exception | None = None
        try:
            with contextlib.closing(await _opened(public, now)) as reader:
                async with contextlib.aclosing(changes(reader, public, looked)) as feed:
                    async for _ in feed:
                        await changed(reader)
        except Exception as mistake:  # whatever is in the file, whoever shows it must go on
            error = mistake
        lost(error)
        aged(time.monotonic() - level_at)
        await asyncio.sleep(AGAIN_SECONDS)


async def _opened(public: DatabaseSide, now: Callable[[], datetime] | None) -> PublicReader:
    """A reader; the picture goes on moving while a server that is away is waited for."""
    if isinstance(public, Path):
        return PublicReader(public, now)
    return await asyncio.to_thread(PublicReader, public, now)


def log_mistake(error: Exception | None) -> None:
    """Write a mistake of the program to the log, with where it was made; a file that cannot be read is none."""
    if error is not None and not isinstance(error, ContestError | OSError):
        LOG.error("the public file could not be shown", exc_info=error)


async def changes(
    reader: PublicReader, public: DatabaseSide, looked: Callable[[float], object] = lambda _age: None
) -> AsyncGenerator[None, None]:
    """Yields once at the start, and again whenever another process has changed the public file, or a day has begun.

    Ends once another file has been put in its place, or this one has changed unseen. Raises OSError where it is away.
    `looked` is told every second how old what is read is.
    """
    woken = asyncio.Event()
    loop = asyncio.get_running_loop()
    with contextlib.closing(listener_to(public)) as listener:
        with contextlib.suppress(NotImplementedError):  # Windows looks four times a second
            loop.add_reader(listener.fileno(), woken.set)
        try:
            mark, next_day, asked_at = reader.change_mark(), reader.next_day(), -AGE_SECONDS
            yield
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(listener.poll_seconds):
                        await woken.wait()
                listener.clear()
                woken.clear()
                if not reader.is_current():
                    return
                if time.monotonic() - asked_at >= AGE_SECONDS:
                    asked_at = time.monotonic()
                    looked(reader.age())
                found = reader.change_mark()
                if found != mark or reader.has_come(next_day):
                    mark, next_day = found, reader.next_day()
                    yield
        finally:
            with contextlib.suppress(NotImplementedError):
                loop.remove_reader(listener.fileno())
