"""The stage process: draws every picture that somebody watches, once, and sends its changes to the edges."""

import asyncio
import contextlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from textual.strip import Strip

from scoreboard.errors import ContestError
from scoreboard.publications.reader import Board, PublicReader
from screens.hall import draw, duration, pages
from screens.programme import read_boards
from screens.remote import painting, wire
from screens.remote.footer import footer
from screens.remote.keys import COLOURLESS, TRUECOLOR, StageKey
from screens.remote.reel import PAGE_SECONDS, Reel, Scene
from screens.themes import Look
from screens.watching import changes

FRAMES_A_SECOND = 10
BYTES_A_SECOND = 150_000
"""What one viewer's line is taken to carry in comfort."""
TOTAL_BYTES_A_SECOND = 40_000_000
"""What all viewers of one picture may be sent together: many viewers see fewer frames of a waving flag."""
TICK_SECONDS = 1 / FRAMES_A_SECOND


@dataclass(eq=False)
class Subscriber:
    """An edge process; it names pictures by numbers of its own."""

    writer: asyncio.StreamWriter
    joined: dict[int, StageKey] = field(default_factory=dict)


@dataclass(eq=False)
class Picture:
    """What viewers of one key see: the strips last sent, and when the next frame may follow."""

    key: StageKey
    strips: tuple[Strip, ...] = ()
    watchers: dict[Subscriber, int] = field(default_factory=dict)
    viewers: dict[Subscriber, int] = field(default_factory=dict)
    next_at: float = 0.0
    drawn: object = None
    """Which scene and page the strips were drawn from."""


class StageServer:
    """Reads the public file, draws, and serves the edges on a unix socket."""

    def __init__(self, public: Path, socket: Path) -> None:
        self._public, self._socket = public, socket
        self._boards: Mapping[str, Board] = {}
        self._ids: dict[str, int] = {}
        self._reader: PublicReader | None = None
        self._reels: dict[str, Reel] = {}
        self._pictures: dict[StageKey, Picture] = {}
        self._zone = ZoneInfo("UTC")
        self._second = -1
        self._dirty = asyncio.Event()

    async def run(self) -> None:
        """Serve until cancelled."""
        self._socket.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self._serve, self._socket)
        os.chmod(self._socket, 0o600)
        async with server, asyncio.TaskGroup() as group:
            group.create_task(self._watch())
            group.create_task(self._draw_all())

    async def _watch(self) -> None:
        """Keep up with the public file; while it cannot be read, viewers keep their last good picture."""
        while True:
            try:
                self._reader = PublicReader(self._public)
                async for _ in changes(self._reader, self._public):
                    self._take_in(self._reader)
            except (ContestError, OSError, ValueError, KeyError):
                await asyncio.sleep(0.5)

    def _take_in(self, reader: PublicReader) -> None:
        ids = reader.keys()
        before, self._boards = self._boards, read_boards(reader, self._boards, self._ids)
        self._ids = ids
        if "competition" not in self._boards:
            return
        self._zone = ZoneInfo(self._boards["competition"].payload["timezone"])
        for reel in self._reels.values():
            reel.load(self._boards, before)
            self._follow(reel, reader)
        self._dirty.set()

    def _follow(self, reel: Reel, reader: PublicReader) -> None:
        series = [s["id"] for s in self._boards["competition"].payload["series"]]
        reel.follow(reader.stage(series=reel.board if reel.board in series else None))

    def _reel(self, board: str) -> Reel:
        if board not in self._reels:
            reel = Reel(board, time.monotonic)
            reel.since = time.monotonic()
            if "competition" in self._boards and self._reader is not None:
                reel.load(self._boards, {})
                self._follow(reel, self._reader)
            self._reels[board] = reel
        return self._reels[board]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        edge = Subscriber(writer)
        try:
            async for message in wire.messages(reader):
                self._answer(edge, message)
                await writer.drain()
        finally:
            for key in list(edge.joined.values()):
                self._part(edge, key)
            writer.close()

    def _answer(self, edge: Subscriber, message: wire.Message) -> None:
        if message.kind == wire.JOIN:
            key = StageKey(**message.words)
            edge.joined[message.number] = key
            picture = self._pictures.setdefault(key, Picture(key))
            picture.watchers[edge] = message.number
        elif message.kind == wire.PART and message.number in edge.joined:
            self._part(edge, edge.joined.pop(message.number))
        elif message.kind == wire.VIEWERS and message.number in edge.joined:
            self._pictures[edge.joined[message.number]].viewers[edge] = message.words["viewers"]
        elif message.kind == wire.WHOLE and message.number in edge.joined:
            picture = self._pictures[edge.joined[message.number]]
            if not picture.strips and "competition" in self._boards:
                picture.strips = self._strips(picture.key)
            body = painting.whole(picture.strips, picture.key.depth)
            edge.writer.write(wire.Message(wire.WHOLE, message.number, body).packed())

    def _part(self, edge: Subscriber, key: StageKey) -> None:
        picture = self._pictures.get(key)
        if picture is None:
            return
        picture.watchers.pop(edge, None)
        picture.viewers.pop(edge, None)
        if not picture.watchers:
            del self._pictures[key]
        if all(known.board != key.board for known in self._pictures):
            self._reels.pop(key.board, None)

    async def _draw_all(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TICK_SECONDS):
                    await self._dirty.wait()
            changed = self._dirty.is_set()
            self._dirty.clear()
            if "competition" in self._boards:
                self._tick(changed)

    def _tick(self, changed: bool) -> None:
        now = time.monotonic()
        second = int(time.time())
        new_second, self._second = second != self._second, second
        drawn: dict[StageKey, tuple[Strip, ...]] = {}
        for picture in list(self._pictures.values()):
            key, shape = picture.key, _shape(picture.key)
            if changed or picture.drawn != self._shown(key) or (now >= picture.next_at and self._moves(key)):
                if shape not in drawn:
                    drawn[shape] = self._strips(key)
                picture.drawn = self._shown(key)
                self._send(picture, drawn[shape], now)
            elif new_second and picture.strips:
                self._send(picture, (*picture.strips[:-1], self._footer(key)), now)
        if new_second:
            for board, reel in self._reels.items():
                shown = [self._pages(p.key) for p in self._pictures.values() if p.key.board == board]
                reel.turn(max(shown, default=1))

    def _moves(self, key: StageKey) -> bool:
        scene, elapsed = self._reel(key.board).scene(key.page)
        return elapsed <= duration(scene, self._look(key)) + 2 * TICK_SECONDS

    def _send(self, picture: Picture, strips: tuple[Strip, ...], now: float) -> None:
        if len(picture.strips) == len(strips):
            body = painting.changes(picture.strips, strips, picture.key.depth)
        else:
            body = painting.whole(strips, picture.key.depth)
        picture.strips = strips
        if not body:
            return
        viewers = max(1, sum(picture.viewers.values()))
        allowed = min(BYTES_A_SECOND, TOTAL_BYTES_A_SECOND / viewers)
        picture.next_at = now + max(TICK_SECONDS, len(body) / allowed)
        for edge, number in picture.watchers.items():
            edge.writer.write(wire.Message(wire.CHANGE, number, body).packed())

    def _strips(self, key: StageKey) -> tuple[Strip, ...]:
        """The picture of a key at this moment: its scene, and a line of help and time below."""
        scene, elapsed = self._reel(key.board).scene(key.page)
        scene = {"page": self._page(key, scene, elapsed), **scene}
        frame = draw(scene, elapsed, (key.columns, key.rows - 1), self._look(key))
        return (*frame.strips, self._footer(key))

    def _footer(self, key: StageKey) -> Strip:
        return footer(key, datetime.now(self._zone).strftime("%H:%M:%S"), self._look(key))

    def _shown(self, key: StageKey) -> tuple[int, int, int]:
        """What tells one scene and page of a reel from another."""
        reel = self._reel(key.board)
        scene, elapsed = reel.scene(key.page)
        sequence = reel.stage.sequence if reel.on_stage and reel.stage is not None else 0
        return sequence, reel.place, self._page(key, scene, elapsed)

    def _page(self, key: StageKey, scene: Scene, elapsed: float) -> int:
        count = pages(scene, (key.columns, key.rows - 1), self._look(key))
        return int(max(0.0, elapsed) // PAGE_SECONDS) % count

    def _pages(self, key: StageKey) -> int:
        return pages(self._reel(key.board).scene(key.page)[0], (key.columns, key.rows - 1), self._look(key))

    def _look(self, key: StageKey) -> Look:
        """Tables are the terminal's own text, to read and to copy; a ceremony is drawn as in the hall."""
        staged = key.page is None and self._reel(key.board).on_stage
        return Look(lang=key.lang, colour=key.depth != COLOURLESS, native=not staged)


def _shape(key: StageKey) -> StageKey:
    """Keys that are drawn alike, whatever colours they are then painted in."""
    return key.but(depth=COLOURLESS if key.depth == COLOURLESS else TRUECOLOR)
