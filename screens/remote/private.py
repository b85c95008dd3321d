"""The private process: screens of viewers who search, one state each, closed when left alone; and boards as text."""

import asyncio
import contextlib
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from scoreboard.calling import UnitKeys, keys_of
from scoreboard.errors import ContestError
from scoreboard.publications.reader import Board, PublicReader
from screens.programme import read_boards
from screens.remote import painting, wire
from screens.remote.answering import answer
from screens.remote.keyboard import Keyboard
from screens.remote.keys import StageKey
from screens.remote.looks import look_of
from screens.remote.searching import Entry, Search, draw_search, entries_of, found, pressed
from screens.watching import changes
from screens.widgets.strips import Row

LOOK_SECONDS = 5.0
"""How often idle screens are looked for."""
KEYS_AT_ONCE, PRESS_SECONDS = 128, 0.05
"""Bytes of keys that a screen takes at once, and how soon the next ones: those who hold a key down are many."""


@dataclass(eq=False)
class Own:
    """One viewer's own screen."""

    key: StageKey
    touched: float
    state: Search = field(default_factory=Search)
    rows: tuple[Row, ...] = ()
    keyboard: Keyboard = field(default_factory=Keyboard)
    waiting: bytes = b""
    """Keys that have come since the last ones were taken; more than are taken at once are dropped."""
    pressing: bool = False
    """Whether keys were taken just now."""
    found: tuple[str, Sequence[Entry]] | None = None
    """What was last looked for, and the lines that were found."""


class PrivateServer:
    """Serves the edges on a unix socket; opens the public file alone."""

    def __init__(self, public: Path, socket: Path, idle_seconds: float) -> None:
        self._public, self._socket, self._idle = public, socket, idle_seconds
        self._boards: dict[str, Board] = {}
        self._ids: dict[str, int] = {}
        self._entries: Sequence[Entry] = ()
        self._keys: Sequence[UnitKeys] = ()
        self._owns: dict[tuple[asyncio.StreamWriter, int], Own] = {}
        self._one_at_a_time = asyncio.Semaphore(1)
        self._asked: dict[tuple[asyncio.StreamWriter, int], asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Serve until cancelled."""
        self._socket.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self._serve, self._socket)
        os.chmod(self._socket, 0o600)
        async with server, asyncio.TaskGroup() as group:
            group.create_task(self._watch())
            group.create_task(self._close_idle())

    async def _watch(self) -> None:
        while True:
            with contextlib.suppress(ContestError, OSError, ValueError, KeyError):
                await self._follow_file()
            await asyncio.sleep(0.5)

    async def _follow_file(self) -> None:
        with contextlib.closing(PublicReader(self._public)) as reader:
            self._ids = {}
            async for _ in changes(reader, self._public):
                self._take_in(reader)

    def _take_in(self, reader: PublicReader) -> None:
        ids = reader.keys()
        self._boards, self._ids = read_boards(reader, self._boards, self._ids), ids
        if "competition" not in self._boards:
            return
        self._entries = entries_of(self._boards)
        units = self._boards["competition"].payload["units"]
        self._keys = [
            UnitKeys(unit["id"], keys_of([unit["id"], unit["name"], unit["short_name"], unit["name_en"]]))
            for unit in units
        ]
        for place, own in self._owns.items():
            own.found = None
            self._paint(place)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async for message in wire.messages(reader):
                self._answer(writer, message)
                await writer.drain()
        except asyncio.CancelledError:
            return
        finally:
            for place in [place for place in self._owns if place[0] is writer]:
                del self._owns[place]
            for task in [task for place, task in self._asked.items() if place[0] is writer]:
                task.cancel()
            writer.close()

    def _answer(self, writer: asyncio.StreamWriter, message: wire.Message) -> None:
        place = (writer, message.number)
        if message.kind == wire.ASK:
            task = self._asked[place] = asyncio.create_task(self._tell_board(writer, message))
            task.add_done_callback(lambda _: self._asked.pop(place, None))
            return
        if message.kind == wire.OPEN:
            self._owns[place] = Own(StageKey(**message.words), time.monotonic())
            self._paint(place)
            return
        if message.kind == wire.CLOSE and place in self._asked:
            self._asked[place].cancel()
            return
        own = self._owns.get(place)
        if own is None:
            return
        own.touched = time.monotonic()
        if message.kind == wire.INPUT:
            own.waiting = (own.waiting + message.body)[:KEYS_AT_ONCE]
            if not own.pressing:
                self._press_waiting(place)
        elif message.kind == wire.RESIZE:
            own.key, own.rows = own.key.but(**message.words), ()
            self._paint(place)
        elif message.kind == wire.CLOSE:
            del self._owns[place]

    async def _tell_board(self, writer: asyncio.StreamWriter, message: wire.Message) -> None:
        words = message.words
        async with self._one_at_a_time:
            said = await asyncio.to_thread(answer, words["command"], self._public, words["board"], words["lang"])
        writer.write(wire.worded(wire.ANSWER, message.number, asdict(said)).packed())

    def _press_waiting(self, place: tuple[asyncio.StreamWriter, int]) -> None:
        """Press what waits, and look again soon whether more does."""
        own = self._owns.get(place)
        if own is None:
            return
        keys, own.waiting = own.waiting, b""
        own.pressing = bool(keys)
        if keys:
            self._press(place, own, keys)
            asyncio.get_running_loop().call_later(PRESS_SECONDS, self._press_waiting, place)

    def _press(self, place: tuple[asyncio.StreamWriter, int], own: Own, data: bytes) -> None:
        for key in own.keyboard.keys(data):
            own.state = pressed(own.state, key, own.key.rows, lambda: len(self._found(own)))
            if own.state.closed:
                self._close(place)
                return
        self._paint(place)

    def _found(self, own: Own) -> Sequence[Entry]:
        """The lines that a screen shows; looked for once for each query."""
        if own.found is None or own.found[0] != own.state.query:
            own.found = own.state.query, found(self._entries, self._keys, own.state.query)
        return own.found[1]

    def _close(self, place: tuple[asyncio.StreamWriter, int]) -> None:
        del self._owns[place]
        place[0].write(wire.Message(wire.CLOSE, place[1]).packed())

    def _paint(self, place: tuple[asyncio.StreamWriter, int]) -> None:
        own = self._owns[place]
        look = look_of(own.key, native=True)
        columns, lines = own.key.size
        rows = draw_search(own.state, self._found(own), (columns, lines + 1), look).strips
        rows = painting.cut(rows, own.key.columns, own.key.rows) if own.key.cut else rows
        if len(own.rows) == len(rows):
            body = painting.changes(own.rows, rows, own.key.depth)
        else:
            body = painting.whole(rows, own.key.depth)
        own.rows = rows
        if body:
            place[0].write(wire.Message(wire.OUTPUT, place[1], body).packed())

    async def _close_idle(self) -> None:
        while True:
            await asyncio.sleep(min(LOOK_SECONDS, self._idle / 2))
            limit = time.monotonic() - self._idle
            for place in [place for place, own in self._owns.items() if own.touched < limit]:
                self._close(place)
