"""The process that speaks HTTP: it opens the public file and nothing else, and watches the stage process draw."""

import asyncio
import contextlib
import json
import logging
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from scoreboard.settings import DatabaseSide
from screens.glyphs import PATTERNS, Glyphs
from screens.remote.headcount import Headcount
from screens.remote.housekeeping import open_many_files
from screens.remote.public_names import PublicNames
from screens.remote.stage_link import StageLink
from screens.web.connections import LINE, BrowserConnection, Guests
from screens.web.headers import Guarded
from screens.web.html_pages import NO_STORE, PublicPages
from screens.web.refusals import refusal
from screens.web.remembered import RememberedPages
from screens.web.streams import HallStreams, refuse_size, send_head, unpacks, wished

LOG = logging.getLogger(__name__)
logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)

BACKLOG = 1024
PAGES_AT_ONCE = 4
"""How many pages are read and written side by side: the hall's pictures go on meanwhile."""
FAREWELL_SECONDS = 2
ASSETS = {
    "boards.css": "text/css",
    "hall.js": "text/javascript",
    "flag.svg": "image/svg+xml",
}
"""The files that pages need."""


@dataclass(frozen=True)
class WebPlan:
    """All that the process needs to know."""

    public: DatabaseSide
    bind: str
    port: int
    stage_socket: Path
    lang: str
    theme: str
    connections: int
    per_address: int
    headcount: Path
    part: int


class WebServer:
    """What all connections share."""

    def __init__(self, plan: WebPlan, now: Callable[[], datetime]) -> None:
        self._plan = plan
        self._stage = StageLink(plan.stage_socket)
        self._streams = HallStreams(self._stage)
        self._names = PublicNames(plan.public)
        self._pages = PublicPages(plan.public, plan.lang, plan.theme, now, RememberedPages(plan.public))

    async def serve(self) -> None:
        """Listen until told to stop; browsers keep their last picture."""
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        open_many_files()
        current_default_thread_limiter().total_tokens = PAGES_AT_ONCE
        streams = self._streams
        work = (self._stage.run(), streams.beat(), streams.keeper.run(), self._end_streams(stop))
        tasks = [asyncio.create_task(each) for each in work]
        try:
            with contextlib.closing(listening(self._plan.bind, self._plan.port)) as link:
                await uvicorn.Server(self._config()).serve(sockets=[link])
        finally:
            for task in tasks:
                task.cancel()

    async def _end_streams(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._streams.end()

    def _config(self) -> uvicorn.Config:
        headcount = Headcount.shared(self._plan.headcount, self._plan.part)
        guests = Guests(self._plan.connections, self._plan.per_address, headcount)
        protocol: Any = partial(BrowserConnection, guests=guests)
        return uvicorn.Config(
            self.application(),
            http=protocol,
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            backlog=BACKLOG,
            timeout_graceful_shutdown=FAREWELL_SECONDS,
        )

    def application(self) -> Guarded:
        """All that can be asked for."""
        pages = self._pages
        routes = [
            Route("/", pages.hall),
            Route("/boards", pages.boards),
            Route("/boards/{key:path}", pages.board),
            Route("/unit", pages.unit),
            Route("/unit/{unit}", pages.unit),
            Route("/proof", pages.proofs),
            Route("/proof/{ceremony}", pages.proof),
            Route("/health", pages.health),
            Route("/assets/{name}", asset),
            Route("/stream", self.stream_app()),
            Route("/page", self.page_now),
        ]
        told = {HTTPException: _not_there, Exception: _mistake}
        return Guarded(Starlette(routes=routes, exception_handlers=told))

    async def page_now(self, request: Request) -> Response:
        """Which page of the hall's programme a stream of the same address shows: a viewer turns on from there."""
        board = self._names.board(request.query_params.get("board", "board"))
        key = wished(request, board or "board", self._pages.language(request), self._pages.theme(request))
        if key is None or board is None:
            return refusal(404, "board")
        return JSONResponse({"page": self._streams.page_of(key)}, headers=NO_STORE)

    def stream_app(self) -> "StreamRoute":
        """The route of the hall's stream."""
        return StreamRoute(self._streams, self._names, self._pages)


@dataclass(frozen=True)
class StreamRoute:
    """Answers whoever wants to watch the hall."""

    streams: HallStreams
    names: PublicNames
    pages: PublicPages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        board = self.names.board(request.query_params.get("board", "board"))
        key = wished(request, board or "board", self.pages.language(request), self.pages.theme(request))
        if key is None:
            await refuse_size(scope, receive, send)
        elif board is None:
            await refusal(404, "board")(scope, receive, send)
        elif scope["method"] == "HEAD":
            await send_head(scope, receive, send)
        else:
            await self.streams.stream(key, scope["state"][LINE], send, packed=unpacks(request))


async def asset(request: Request) -> Response:
    """A file of ours, or the table of the characters that are made of pixels."""
    name = request.path_params["name"]
    if name == "glyphs.json":
        return _cached(glyphs_table(), "application/json")
    if name not in ASSETS:
        return refusal(404, "page")
    return _cached(_read(name), ASSETS[name])


@cache
def _read(name: str) -> bytes:
    return files("screens.web").joinpath("assets", name).read_bytes()


@cache
def glyphs_table() -> bytes:
    """Which pixels of a cell, two across and four down, each character of pixels has; the lowest bit is at the left of
    the top, the next one beside it."""
    patterns = {glyph: bits for bits, glyph in reversed(list(enumerate(PATTERNS[Glyphs.OCTANTS])))}
    return json.dumps(patterns, ensure_ascii=False).encode()


def _cached(content: bytes, kind: str) -> Response:
    return Response(content, 200, {"cache-control": "max-age=300"}, kind)


def _not_there(request: Request, error: Exception) -> Response:
    return refusal(404, "page")


def _mistake(request: Request, error: Exception) -> Response:
    """A mistake of the program goes to the log; whoever asked is told that there was one."""
    LOG.error("a request could not be answered", exc_info=error)
    return refusal(500, "mistake")


def listening(bind: str, port: int) -> socket.socket:
    """A socket that listens on an address. Raises OSError where it cannot be had."""
    family, kind, protocol, _, address = socket.getaddrinfo(bind, port, type=socket.SOCK_STREAM)[0]
    link = socket.socket(family, kind, protocol)
    try:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "SO_REUSEPORT"):  # several of these processes share the port
            link.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        link.bind(address)
        link.listen(BACKLOG)
        link.setblocking(False)
    except OSError:
        link.close()
        raise
    return link
