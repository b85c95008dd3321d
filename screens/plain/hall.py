"""The hall in lines of text: what is public at the start, then only what changes, the change itself first."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from scoreboard.locale import say
from scoreboard.publications.contest_clock import ContestClock
from scoreboard.publications.reader import OLD_SECONDS, PublicReader
from scoreboard.publications.scene import Scene
from scoreboard.publications.scenes.today import TodayScene
from scoreboard.settings import Settings
from screens.change_feed import follow
from screens.hall import caption
from screens.held_boards import HeldBoards
from screens.plain.telling import SIZE, plain_look, told
from screens.player import Player
from screens.playlist import Item, as_it_stands, playlist
from screens.unit_items import unit_items

SECONDS = 10.0
_Name = tuple[str, str, str | None]


class PlainHall:
    """Tells what is public to `write`, a line at a time."""

    def __init__(
        self,
        settings: Settings,
        write: Callable[[str], None],
        *,
        series: str | None = None,
        unit: str | None = None,
    ) -> None:
        self._settings, self._write, self._series, self._unit = settings, write, series, unit
        self._now = ContestClock(settings, settings.paths.public)
        self._boards = HeldBoards()
        self._reader: PublicReader | None = None
        self._player = Player(self._items, time.monotonic, SECONDS, now=self._now)
        self._said: dict[_Name, frozenset[str]] = {}
        """What was told of each part of the programme."""
        self._staged: list[str] = []
        """What was told of the stage last."""
        self._begun = self._is_old = False

    def _items(self, held: HeldBoards) -> list[Item]:
        unit = None if self._unit is None else held.unit(self._unit)
        found = playlist(held, self._series) if unit is None else unit_items(unit, held)
        return [item for item in found if not isinstance(item.scene, TodayScene)]

    async def run(self) -> None:
        """Tell of what is public, and of every change, for ever."""
        await follow(self._settings.paths.public, self._changed, _nothing, self._now, self._aged)

    def _aged(self, seconds: float) -> None:
        """Tell once that nothing newer comes, until something does again."""
        was, self._is_old = self._is_old, seconds >= OLD_SECONDS
        if self._is_old and not was:
            since = (self._now() - timedelta(seconds=seconds)).astimezone()
            self._write(say("remote.old", self._settings.lang, time=f"{since:%H:%M:%S}"))

    async def _changed(self, reader: PublicReader) -> None:
        with reader.moment():
            if reader is not self._reader:
                self._boards, self._reader = HeldBoards(), reader
            news = self._boards.follow(reader)
            if self._boards.is_empty:
                return
            self._player.follow(reader.stage(series=self._series))
            self._player.load(self._boards, news)
            for line in self._news():
                self._write(line)

    def _news(self) -> Iterator[str]:
        lang, player = self._settings.lang, self._player
        if player.on_stage:
            yield from self._of_stage(player.shown(None, SIZE, plain_look(lang)).scene)
        elif not self._begun:
            yield say("plain.programme", lang)
            yield from self.programme()
        for item in player.items:
            marked = player.marked if player.marked and item is player.items[player.place] else None
            lines = told(marked or self._scene(item), lang)
            known = self._said.get(item.name)
            self._said[item.name] = frozenset(lines)
            if player.on_stage or not self._begun:
                continue
            new = lines if known is None else [line for line in lines if line not in known]
            if new:
                yield f"{self._time()}  {caption(item.scene, lang) or lines[0]}"
                yield from (line for line in new if line != lines[0])
        self._begun = True

    def _of_stage(self, scene: Scene) -> Iterator[str]:
        """What a step shows that the one before didn't."""
        lines = told(scene, self._settings.lang)
        new = [line for line in lines if line not in self._staged] or lines[:1]
        if lines != self._staged:
            yield from (f"{self._time()}  {line}" if not at else line for at, line in enumerate(new))
        self._staged = lines

    def programme(self) -> Iterator[str]:
        """What there is to hear, a number and a line each."""
        for number, item in enumerate(self._player.items, 1):
            said = caption(item.scene, self._settings.lang) or next(iter(told(item.scene, self._settings.lang)), "")
            yield f"{number}. {said}"

    def read(self, number: int) -> list[str]:
        """All of a part of the programme; empty where there is none of that number."""
        items = self._player.items
        return told(self._scene(items[number - 1]), self._settings.lang) if 1 <= number <= len(items) else []

    def answer(self, typed: str) -> list[str]:
        """What is told to whoever has typed a line: a number for all of that part, nothing for the programme."""
        words = typed.strip()
        if words.isdecimal():
            return self.read(int(words)) or [say("plain.no_part", self._settings.lang, number=int(words))]
        return [*self._staged] if self._player.on_stage else list(self.programme())

    def _scene(self, item: Item) -> Scene:
        """A part of the programme as it is now."""
        return as_it_stands(item.scene, self._now())

    def _time(self) -> str:
        moment: datetime = self._now()
        return moment.astimezone().strftime("%H:%M:%S")


def _nothing(_error: Exception | None) -> None:
    """While the file cannot be read, nothing changes."""
