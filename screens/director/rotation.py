"""What the hall plays while nothing is on the stage, as a display of the size of the console's picture would."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from scoreboard.errors import ContestError
from scoreboard.publications.programme import USUAL, Programme
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.publications.scene import Scene
from screens.display import SHOWN_SECONDS
from screens.held_boards import HeldBoards
from screens.looks import Look
from screens.next_in_round import Round
from screens.player import Player, seconds_on_stage
from screens.playlist import Item, parts, playlist

READING_SECONDS = 0.05
"""Between the boards that are read for the parts that come later: whoever opens a console waits for none of them."""


class Rotation:
    """The hall's playlist. Every display turns its pages at its own time, so this is one picture of several."""

    def __init__(self, clock: Callable[[], float], now: Callable[[], datetime]) -> None:
        self._boards = HeldBoards()
        self._reader: PublicReader | None = None
        self._player = Player(playlist, clock, SHOWN_SECONDS, now=now, round=Round(clock))
        self._clock, self._now = clock, now
        self._to_read: Iterator[Item] | None = None
        """The parts that are still to be read, while the first one alone is shown."""

    @property
    def items(self) -> Sequence[Item]:
        """The parts of the programme as they are public now; none before any has been read."""
        with contextlib.suppress(ContestError):  # the file is away: those that there are
            self._complete()
        return self._player.items

    @property
    def programme(self) -> Programme:
        """What a director has changed of it."""
        return USUAL if self._player.round is None else self._player.round.programme

    @property
    def follows_ceremony(self) -> bool:
        """Whether it goes on where a ceremony has come to its end."""
        return self._player.stage is not None

    def forget(self) -> None:
        """The ceremony goes on: it is the stage that is shown."""
        self._to_read = None
        self._player.follow(None)

    def take_in(self, reader: PublicReader, over: Stage | None = None) -> None:
        """Take in what has just become public; `over` is the last picture of a ceremony that has come to its end."""
        if reader is not self._reader:
            self._boards, self._reader = HeldBoards(), reader
        with reader.moment():
            news = self._boards.follow(reader)
            self._player.follow(over, ago=seconds_on_stage(over, self._now()) if over and news.anew else 0.0)
            if self._boards.is_empty:
                return
            begins = not self._player.items or self._to_read is not None
            if begins and over is None and self._boards.programme == USUAL:
                self._to_read = parts(self._boards)
                self._player.since = self._player.since if self._player.items else self._clock()
                self._player.items, self._player.due = [next(self._to_read)], True
                return
            self._to_read = None
            self._player.take_in(self._boards, news)
            self._player.renew(self._boards)

    async def read_on(self) -> None:
        """Read the parts that are still to be read, one after the other."""
        while (reading := self._to_read) is not None and self._reader is not None:
            await asyncio.sleep(READING_SECONDS)
            if reading is not self._to_read:
                return
            with self._reader.moment():
                if next(reading, None) is None:
                    self._complete()

    def _complete(self) -> None:
        if self._to_read is not None and self._reader is not None:
            with self._reader.moment():
                self._player.renew(self._boards)
            self._to_read = None

    def scene(self, size: tuple[int, int], look: Look) -> Scene | None:
        """What is shown now at a size, pages turned as their time comes; None while nothing is public, or the last
        picture of a ceremony still stands."""
        if not self._player.items or self._player.on_stage:
            return None
        self._player.turn(self._player.scene_pages(size, look))
        return self._player.shown(None, size, look).scene
