"""The private process: screens of viewers who search, one state each, closed when left alone; and boards as text."""

import asyncio
import contextlib
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from scoreboard.errors import ContestError
from scoreboard.name_search import NameIndex
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import DatabaseSide
from screens.change_feed import follow, log_mistake
from screens.held_boards import HeldBoards
from screens.remote import painting, wire
from screens.remote.looks import look_of
from screens.remote.picture_key import StageKey
from screens.remote.searching import Lines, Search, all_lines, draw_search, lines_of, pressed
from screens.remote.terminal_keys import Keyboard
from screens.widgets.strips import CellStrip

LOOK_SECONDS = 5.0
"""How often idle screens are looked for."""
KEYS_AT_ONCE, PRESS_SECONDS = 128, 0.05
"""Bytes of keys that a screen takes at once, and how soon the next ones: those who hold a key down are many."""
AGAIN_SECONDS = 1.0
"""How soon the file is tried again that could not be read."""
MANY_UNITS = 3000
"""Of more units than these, what they answer to is gathered in a thread, and their lines are read as they are shown."""
MOST_QUERIES = 256
"""Queries whose lines are kept until something changes."""


@dataclass(frozen=True)
class Answer:
    """What a command prints on stdout and stderr, and its exit code."""

    out: str
    err: str
    code: int


Answering = Callable[[str, DatabaseSide, str, str], Answer]
"""Answers a viewer's command from the public file: the command, the file, the board whose name he came by, language."""


@dataclass(eq=False)
class Own:
    """One viewer's own screen."""

    key: StageKey
    touched: float
    state: Search = field(default_factory=Search)
    rows: tuple[CellStrip, ...] = ()
    keyboard: Keyboard = field(default_factory=Keyboard)
    waiting: bytes = b""
    """Keys that have come since the last ones were taken; more than are taken at once are dropped."""
    pressing: bool = False
    """Whether keys were taken just now."""


class PrivateServer:
    """Serves the edges on a unix socket; opens the public file alone."""

    def __init__(
        self,
        public: DatabaseSide,
        socket: Path,
        idle_seconds: float,
        answer: Answering,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._public, self._socket, self._idle, self._answer_command = public, socket, idle_seconds, answer
        self._now = now
        self._held = HeldBoards()
        self._reader: PublicReader | None = None
        self._names: NameIndex | None = None
        self._named_upto = 0
        self._naming: asyncio.Task[None] | None = None
        self._names_due = False
        """Whether units have changed since what they answer to began to be gathered."""
        self._lines: dict[str, Lines] = {}
        """What was looked for since the last change, and what was found."""
        self._owns: dict[tuple[asyncio.StreamWriter, int], Own] = {}
        self._one_at_a_time = asyncio.Semaphore(1)
        self._asked: dict[tuple[asyncio.StreamWriter, int], asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Serve until cancelled."""
        self._socket.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self._serve, self._socket)
        os.chmod(self._socket, 0o600)
        async with server, asyncio.TaskGroup() as group:
            group.create_task(follow(self._public, self._changed, log_mistake, self._now))
            group.create_task(self._close_idle())

    async def _changed(self, reader: PublicReader) -> None:
        if reader is not self._reader:
            self._held, self._reader = HeldBoards(), reader
        self._take_in(reader)
        for place in list(self._owns):
            await asyncio.sleep(0)
            if place in self._owns:
                self._paint(place)

    def _take_in(self, reader: PublicReader) -> None:
        """Let go of what a change has touched."""
        news = self._held.follow(reader)
        self._lines = {}
        if news.anew:
            self._names, self._named_upto = None, 0
        few = not self._held.is_empty and self._held.count_units() <= MANY_UNITS
        if (news.anew and few) or ("competition" in news.changed and (few or self._names is not None)):
            self._gather_names()

    def _gather_names(self) -> None:
        """Bring what units answer to up to date: at once, or in a thread where they are very many."""
        self._names_due = self._naming is not None
        if self._names_due:
            return
        known, since, upto = self._names or NameIndex(), self._named_upto, self._held.upto
        if self._held.count_units() <= MANY_UNITS:
            self._names, self._named_upto = self._held.names_since(known, since), upto
        else:
            self._naming = asyncio.get_running_loop().create_task(self._gather(known, since, upto))

    async def _gather(self, known: NameIndex, since: int, upto: int) -> None:
        held = self._held
        try:
            names = await asyncio.to_thread(_read_names, self._public, known, since)
            if held is self._held:
                self._names, self._named_upto, self._lines = names, upto, {}
        except (ContestError, OSError):
            await asyncio.sleep(AGAIN_SECONDS)
        self._naming = None
        if self._names_due:
            self._gather_names()
        for place in list(self._owns):
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
            if self._names is None and not self._held.is_empty:
                self._gather_names()
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
            said = await asyncio.to_thread(
                self._answer_command, words["command"], self._public, words["board"], words["lang"]
            )
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
            own.state = pressed(own.state, key, own.key.rows, lambda: self._found(own.state.query) or Lines((), 0))
            if own.state.closed:
                self._close(place)
                return
        self._paint(place)

    def _found(self, query: str) -> Lines | None:
        """The lines of the units that a query may mean, the likeliest unit first; all lines while nothing is typed.

        None while it is not known yet what units answer to.
        """
        if self._held.is_empty:
            return Lines((), 0)
        sought = query.strip()
        if sought not in self._lines:
            count = self._held.count_units()
            at_once = None if count <= MANY_UNITS else 0
            if not sought:
                found = Lines(all_lines(self._held), count, at_once)
            else:
                if self._names is None:
                    self._gather_names()
                if self._names is None:
                    return None
                units = self._names.matching(sought)
                found = Lines(lines_of(self._held, units), len(units), at_once)
            if len(self._lines) >= MOST_QUERIES:
                self._lines = {}
            self._lines[sought] = found
        return self._lines[sought]

    def _close(self, place: tuple[asyncio.StreamWriter, int]) -> None:
        del self._owns[place]
        place[0].write(wire.Message(wire.CLOSE, place[1]).packed())

    def _paint(self, place: tuple[asyncio.StreamWriter, int]) -> None:
        own = self._owns[place]
        look = look_of(own.key, native=True)
        columns, lines = own.key.size
        rows = draw_search(own.state, self._found(own.state.query), (columns, lines + 1), look).strips
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


def _read_names(public: DatabaseSide, known: NameIndex, since: int) -> NameIndex:
    with contextlib.closing(PublicReader(public)) as reader:
        return known.but(reader.unit_keys(since))
