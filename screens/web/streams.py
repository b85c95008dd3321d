"""The hall as server-sent events: the picture whole, then what changes in it, as fast as a line takes it."""

import asyncio
import re
from collections.abc import Callable
from functools import partial
from typing import Protocol

from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from screens.remote.feed import NOTHING
from screens.remote.housekeeping import Housekeeper
from screens.remote.picture_key import BROWSER, StageKey
from screens.remote.shared_bytes import GZIP_HEAD, SharedBytes
from screens.remote.stage_link import StageLink
from screens.web.refusals import refusal

SIZES = ((48, 40), (80, 24), (120, 34), (200, 56))
"""Columns and rows that the hall is drawn in for browsers, a phone's first; each picks what suits its window."""
BEAT_SECONDS = 5.0
"""A stream on which nothing changes says so that often, so that a page knows whether its line still stands."""
BEAT = SharedBytes(b"event: beat\ndata:\n\n")


class StreamLine(Protocol):
    """A browser's connection, once its answer has begun: chunks are written to it past the application's server."""

    def paint(self, chunk: bytes) -> None:
        """Write a chunk."""

    def unsent(self) -> int:
        """Bytes that have not left this process."""

    def watch(self, cleared: Callable[[], None], lost: Callable[[], None]) -> None:
        """Have functions called whenever bytes that had to wait have left, and when the browser is gone."""


class BrowserViewer:
    """Somebody who watches a picture in a browser; what comes while a frame is on its way waits for the next one."""

    def __init__(self, line: StreamLine, *, packed: bool = False) -> None:
        """`packed` frames are sent to whoever can unpack them."""
        self.offset = (0, 0)
        self.version, self.place = NOTHING, 0
        self.gone = asyncio.Event()
        self.shown = False
        """Whether anything has been sent since the last beat."""
        self._line = line
        self._packed = packed

    @property
    def busy(self) -> bool:
        return self._line.unsent() > 0

    def send(self, frame: SharedBytes) -> None:
        """A part of the shared picture."""
        self.shown = True
        self._paint(frame)

    def beat(self) -> None:
        """Say that the line still stands, where nothing else has been sent."""
        if not self.shown and not self.busy:
            self._paint(BEAT)
        self.shown = False

    def _paint(self, frame: SharedBytes) -> None:
        self._line.paint(frame.packed_chunk() if self._packed else frame.chunk())


class HallStreams:
    """All browsers that watch the hall, over one link to the stage process."""

    def __init__(self, stage: StageLink) -> None:
        self._stage = stage
        self._viewers: set[BrowserViewer] = set()
        self.keeper = Housekeeper(lambda: len(self._viewers), self._refit)

    def _refit(self) -> None:
        """A set keeps the room that it once needed."""
        self._viewers = set(self._viewers)

    async def beat(self) -> None:
        """Let no stream be silent for long, for ever."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            for viewer in list(self._viewers):
                viewer.beat()

    def page_of(self, key: StageKey) -> int:
        """The page of the whole programme that a picture shows now, from which a viewer turns to another."""
        return self._stage.page_of(key)

    def end(self) -> None:
        """Let all of them go; a page keeps its picture and comes again by itself."""
        for viewer in self._viewers:
            viewer.gone.set()

    async def stream(self, key: StageKey, line: StreamLine, send: Send, *, packed: bool) -> None:
        """Send a picture and what changes in it until the browser is gone."""
        viewer = BrowserViewer(line, packed=packed)
        await send(_start(packed=packed))
        if packed:
            line.paint(_HEAD_CHUNK)
        feed = self._stage.watch(viewer, key)
        self._viewers.add(viewer)
        line.watch(partial(self._stage.ready, viewer, feed), viewer.gone.set)
        try:
            self._stage.ready(viewer, feed)
            await viewer.gone.wait()
        finally:
            self._stage.leave(viewer, feed)
            self._viewers.discard(viewer)
            self.keeper.leaves()
        await send({"type": "http.response.body", "body": b"", "more_body": False})


_HEAD_CHUNK = SharedBytes(GZIP_HEAD).chunk()
_HEADERS = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"vary", b"accept-encoding"),
    (b"x-accel-buffering", b"no"),
)
_PACKED = (b"content-encoding", b"gzip")


def _start(*, packed: bool) -> Message:
    headers = [*_HEADERS, _PACKED] if packed else [*_HEADERS]
    return {"type": "http.response.start", "status": 200, "headers": headers}


def unpacks(request: Request) -> bool:
    """Whether a browser says that it can unpack what is sent (RFC 9110, 12.5.3)."""
    ways = (way.partition(";") for way in request.headers.get("accept-encoding", "").lower().split(","))
    return any(name.strip() == "gzip" and not NO_WISH.fullmatch(wish.strip()) for name, _, wish in ways)


DIGITS_OF_A_PAGE = 6
NO_WISH = re.compile(r"q\s*=\s*0(\.0*)?")
"""What is said behind a way of packing that is not wanted."""


def wished(request: Request, board: str, lang: str, theme: str) -> StageKey | None:
    """The picture that a stream's address asks for; None where there is none of that size or page."""
    sizes = {f"{columns}x{rows}": (columns, rows) for columns, rows in SIZES}
    size = sizes.get(request.query_params.get("size", "80x24"))
    if size is None:
        return None
    page = request.query_params.get("page", "")
    if page and not (page.isascii() and page.isdigit() and len(page) <= DIGITS_OF_A_PAGE):
        return None
    turned = int(page) if page else None
    return StageKey(board, *size, BROWSER, lang, turned, still=request.query_params.get("still") == "1", theme=theme)


async def send_head(scope: Scope, receive: Receive, send: Send) -> None:
    """What is answered to whoever only asks whether there is a stream."""
    await send(_start(packed=unpacks(Request(scope))))
    await send({"type": "http.response.body", "body": b"", "more_body": False})


NO_SUCH_SIZE = "size"


async def refuse_size(scope: Scope, receive: Receive, send: Send) -> None:
    """What is answered to whoever asks for a size that the hall is not drawn in."""
    await refusal(400, NO_SUCH_SIZE)(scope, receive, send)
