"""One viewer's session: a shared picture, a private screen on request, or a board as plain text."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

import asyncssh

from scoreboard.locale import say
from screens.remote import painting
from screens.remote.asking import QUESTION, answered_truecolor
from screens.remote.fastpath import unsent_bytes
from screens.remote.keys import COLOURLESS, TRUECOLOR, StageKey, depth_of, lang_of, size_of
from screens.remote.plain import answer

if TYPE_CHECKING:
    from screens.remote.edge import Edge

HIGH_WATER = 48 * 1024
"""With more than this on its way a viewer is slow: it misses frames and gets the newest picture once it is ready."""
DRAIN_SECONDS = 0.25
"""How often a slow viewer is looked at."""
ASKING_SECONDS = 1.0
QUIT, LEFT, RIGHT = (
    (b"q", b"Q", b"\x03", b"\x04"),
    (b"\x1b[D", b"\x1bOD", b"\x1b[5~"),
    (b"\x1b[C", b"\x1bOC", b"\x1b[6~", b" "),
)
MOST_INPUT = 4096


class ViewerSession(asyncssh.SSHServerSession[bytes]):
    """Lets a viewer watch, turn pages, search, or read a board on a pipe; never anything else."""

    def __init__(self, edge: "Edge", board: str) -> None:
        self._edge, self._board = edge, board
        self._channel: asyncssh.SSHServerChannel[bytes] | None = None
        self._key: StageKey | None = None
        self._terminal: tuple[int, int] = (0, 0)
        self._has_pty = False
        self._command: str | None = None
        self._depth, self._lang = COLOURLESS, "zh"
        self._watching = False
        self._private: int | None = None
        self._paused = False
        self._asked_until = 0.0
        self._heard = b""
        self._idle: asyncio.TimerHandle | None = None
        self._drain: asyncio.TimerHandle | None = None
        self._work: asyncio.Task[None] | None = None
        self.offset = (0, 0)

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        self._channel = chan
        chan.set_write_buffer_limits(HIGH_WATER)
        self._edge.sessions.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_watching()
        self._close_private()
        for timer in (self._idle, self._drain):
            if timer is not None:
                timer.cancel()
        self._edge.sessions.discard(self)
        self._channel = None

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        self._has_pty = True
        return True

    def shell_requested(self) -> bool:
        return self._has_pty

    def exec_requested(self, command: str) -> bool:
        self._command = command
        return command.split()[:1] in (["show"], ["plain"]) and len(command) <= MOST_INPUT

    def subsystem_requested(self, subsystem: str) -> bool:
        return False

    def session_started(self) -> None:
        assert self._channel is not None
        environment = dict(list(self._channel.get_environment().items())[: self._edge.plan.limits.environment])
        self._lang = lang_of(environment)
        if self._command is not None:
            self._work = asyncio.create_task(self._answer(self._command))
            return
        self._depth = depth_of(self._channel.get_terminal_type() or "", environment)
        self._terminal = self._channel.get_terminal_size()[:2]
        self._write(painting.ENTER)
        if self._depth not in (TRUECOLOR, COLOURLESS):
            self._write(QUESTION)
            self._asked_until = asyncio.get_running_loop().time() + ASKING_SECONDS
        self._watch(None)
        self._touch()

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        self._terminal = (width, height)
        if self._private is not None:
            self._edge.private.resize(self._private, *size_of(width, height))
        elif self._watching and self._key is not None:
            self._watch(self._key.page)

    def data_received(self, data: bytes, datatype: int | None) -> None:
        self._touch()
        if self._private is not None:
            self._edge.private.input(self._private, data[:MOST_INPUT])
            return
        if asyncio.get_running_loop().time() < self._asked_until:
            self._heard = (self._heard + data)[-256:]
            if answered_truecolor(self._heard):
                self._asked_until, self._depth = 0.0, TRUECOLOR
                self._watch(None if self._key is None else self._key.page)
                return
            if self._heard.startswith(b"\x1bP"):
                return
        self._press(data[:64])

    def eof_received(self) -> bool:
        """A viewer without a keyboard goes on watching; a dead line is found by keepalive."""
        return True

    def signal_received(self, signal: str) -> None:
        self._leave()

    def pause_writing(self) -> None:
        self._paused = True

    def resume_writing(self) -> None:
        self._paused = False
        self._now_ready()

    @property
    def busy(self) -> bool:
        """Whether too much is on its way already; a timer then watches for the line to clear."""
        if self._channel is None:
            return True
        full = self._paused or unsent_bytes(self._channel) > HIGH_WATER
        if full and self._drain is None:
            self._drain = asyncio.get_running_loop().call_later(DRAIN_SECONDS, self._look_again)
        return full

    def send(self, data: bytes) -> None:
        """A part of the shared picture."""
        if self._private is None:
            self._write(data)

    def farewell(self) -> None:
        """The server stops: say so and let the viewer go with a clean screen."""
        self._stop_watching()
        self._leave(say("remote.farewell", self._lang))

    def _press(self, data: bytes) -> None:
        if data in QUIT:
            self._leave()
        elif data in LEFT or data in RIGHT:
            page = self._key.page if self._key is not None else None
            step = 1 if data in RIGHT else -1
            self._watch((0 if page is None else page) + (step if page is not None else max(step, 0)))
        elif data in (b"r", b"R"):
            self._watch(None)
        elif data in (b"/", b"\r", b"\n"):
            self._open_private()

    def _watch(self, page: int | None) -> None:
        columns, rows = size_of(*self._terminal)
        wanted = StageKey(self._board, columns, rows, self._depth, self._lang, None if page is None else page % 1000)
        self._stop_watching()
        self._watching = True
        self.offset = (0, 0)
        self._key = self._edge.feeds.watch(self, wanted)
        real = self._terminal if min(self._terminal) > 0 else (columns, rows)
        self.offset = (max(0, real[0] - self._key.columns) // 2, max(0, real[1] - self._key.rows) // 2)

    def _stop_watching(self) -> None:
        if self._watching and self._key is not None:
            self._watching = False
            self._edge.feeds.leave(self, self._key)

    def _open_private(self) -> None:
        columns, rows = size_of(*self._terminal)
        key = StageKey(self._board, columns, rows, self._depth, self._lang)
        number = self._edge.private.open(key, self._write, self._private_closed)
        if number is not None:
            self._stop_watching()
            self._private = number

    def _close_private(self) -> None:
        if self._private is not None:
            number, self._private = self._private, None
            self._edge.private.close(number)

    def _private_closed(self) -> None:
        """The private screen has ended: back to the shared picture, whole."""
        self._private = None
        if self._channel is not None:
            self._watch(None)

    async def _answer(self, command: str) -> None:
        text, errors, code = await asyncio.to_thread(answer, command, self._edge.plan.public, self._board, self._lang)
        if self._channel is None:
            return
        newline = "\r\n" if self._has_pty else "\n"
        self._channel.write(text.replace("\n", newline).encode())
        if errors:
            self._channel.write_stderr(errors.replace("\n", newline).encode())
        self._channel.exit(code)

    def _leave(self, words: str = "") -> None:
        if self._channel is None:
            return
        if self._command is None:
            self._write(painting.LEAVE + (f"{words}\r\n".encode() if words else b""))
        self._channel.exit(0)

    def _write(self, data: bytes) -> None:
        if self._channel is not None:
            try:
                self._channel.write(data)
            except (BrokenPipeError, OSError):
                self._channel = None

    def _look_again(self) -> None:
        self._drain = None
        if not self.busy:
            self._now_ready()

    def _now_ready(self) -> None:
        if self._watching and self._key is not None:
            self._edge.feeds.ready(self, self._key)

    def _touch(self) -> None:
        """A key was pressed: the time that a viewer may be idle begins anew."""
        if self._idle is not None:
            self._idle.cancel()
        seconds = self._edge.plan.limits.idle_seconds
        self._idle = asyncio.get_running_loop().call_later(seconds, self._leave)
