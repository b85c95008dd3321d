"""The hall as server-sent events: the picture whole, then what changes in it, as fast as a line takes it."""

import asyncio
import contextlib

from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from screens.remote.feed import NOTHING
from screens.remote.keys import BROWSER, StageKey
from screens.remote.shared_bytes import SharedBytes
from screens.remote.stage_link import StageLink
from screens.web.refusals import refusal

SIZES = ((48, 40), (80, 24), (120, 34), (200, 56))
"""Columns and rows that the hall is drawn in for browsers, a phone's first; each picks what suits its window."""
BEAT_SECONDS = 5.0
"""A stream on which nothing changes says so that often, so that a page knows whether its line still stands."""
BEAT = b"event: beat\ndata:\n\n"


class BrowserViewer:
    """Somebody who watches a picture in a browser; what comes while a frame is on its way waits for the next one."""

    def __init__(self) -> None:
        self.offset = (0, 0)
        self.version, self.place = NOTHING, 0
        self.gone = False
        self._frame: SharedBytes | None = None
        self._due = asyncio.Event()

    @property
    def busy(self) -> bool:
        return self._frame is not None

    def send(self, frame: SharedBytes) -> None:
        """A part of the shared picture."""
        self._frame = frame
        self._due.set()

    def leave(self) -> None:
        """The viewer is gone, or is to go."""
        self.gone = True
        self._due.set()

    async def next(self) -> bytes:
        """What is to be sent next; a beat where nothing has changed for a while."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(BEAT_SECONDS):
                await self._due.wait()
        return BEAT if self._frame is None else self._frame.data

    def sent(self) -> None:
        """What was next has left."""
        self._frame = None
        if not self.gone:
            self._due.clear()


class HallStreams:
    """All browsers that watch the hall, over one link to the stage process."""

    def __init__(self, stage: StageLink) -> None:
        self._stage = stage
        self._viewers: set[BrowserViewer] = set()

    @property
    def count(self) -> int:
        """How many watch."""
        return len(self._viewers)

    def end(self) -> None:
        """Let all of them go; a page keeps its picture and comes again by itself."""
        for viewer in self._viewers:
            viewer.leave()

    async def stream(self, key: StageKey, receive: Receive, send: Send) -> None:
        """Send a picture and what changes in it until the browser is gone."""
        viewer = BrowserViewer()
        self._viewers.add(viewer)
        leaving = asyncio.create_task(_until_gone(receive, viewer))
        feed = self._stage.watch(viewer, key)
        try:
            await send(_START)
            self._stage.ready(viewer, feed)
            while not viewer.gone:
                said = await viewer.next()
                if viewer.gone:
                    break
                await send({"type": "http.response.body", "body": said, "more_body": True})
                viewer.sent()
                self._stage.ready(viewer, feed)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._stage.leave(viewer, feed)
            self._viewers.discard(viewer)
            leaving.cancel()


_START: Message = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ],
}


async def _until_gone(receive: Receive, viewer: BrowserViewer) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    viewer.leave()


def wished(request: Request, board: str, lang: str) -> StageKey | None:
    """The picture that a stream's address asks for; None where there is none of that size."""
    sizes = {f"{columns}x{rows}": (columns, rows) for columns, rows in SIZES}
    size = sizes.get(request.query_params.get("size", "80x24"))
    if size is None:
        return None
    return StageKey(board, *size, BROWSER, lang, still=request.query_params.get("still") == "1")


async def send_head(scope: Scope, receive: Receive, send: Send) -> None:
    """What is answered to whoever only asks whether there is a stream."""
    await send(_START)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


NO_SUCH_SIZE = "size"


async def refuse_size(scope: Scope, receive: Receive, send: Send) -> None:
    """What is answered to whoever asks for a size that the hall is not drawn in."""
    await refusal(400, NO_SUCH_SIZE)(scope, receive, send)
