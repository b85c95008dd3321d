"""One viewer's session: a shared picture, a private screen on request, or a board as plain text."""

import asyncio
from collections.abc import Callable, Mapping

import asyncssh

from scoreboard.locale import say
from screens.remote.bandwidth import LATE_SECONDS, Line
from screens.remote.edge_for_viewers import House
from screens.remote.fastpath import ViewerChannel
from screens.remote.feed import NOTHING, Feed
from screens.remote.modes import ENTER, LEAVE
from screens.remote.picture_key import (
    COLOURLESS,
    PALETTE_256,
    TRUECOLOR,
    UNSTATED,
    StageKey,
    depth_of,
    lang_of,
    size_of,
    still_of,
)
from screens.remote.resizing import Resizing
from screens.remote.shared_bytes import SharedBytes
from screens.remote.terminal_colours import QUESTION, answered_truecolor
from screens.remote.viewer_keys import PendingWish, Wishes

ASKING_SECONDS = 1.0
MOST_INPUT = 4096
ANSWERED = ("show", "plain")
"""Commands that a viewer may give; of all others they are told so."""
REFUSED = 2
"""The exit code of others."""
MOST_PAGES = 1000
SLOW_SECONDS, SLOW_TIMES = 0.5, 2
"""A line that takes so long, so often on end, is shown what stands, and in fewer colours where that is late too."""
CALM_SECONDS = 60.0
"""Until it is tried again; each time twice as long."""
LARGE_CELLS = 6000
"""A larger picture is first shown as it stands, in 256 colours, until the line has proved that it carries more."""


class ViewerSession(asyncssh.SSHServerSession[bytes]):
    """Lets a viewer watch, turn pages, search, or read a board on a pipe; never anything else."""

    def __init__(self, edge: House, board: str, begun: Callable[[], None], address: str = "", lang: str = "zh") -> None:
        self._edge, self._board, self._begun, self._address = edge, board, begun, address
        self._has_begun = False
        self._channel: ViewerChannel | None = None
        self._feed: Feed | None = None
        self._page: int | None = None
        self._has_pty = False
        self._command: str | None = None
        self._depth, self._lang, self._still = COLOURLESS, lang, False
        self._line, self._slow, self._calm_seconds = Line(), 0, CALM_SECONDS
        self._again: asyncio.TimerHandle | None = None
        self._bound: str | None = None
        self._trying = self._stopped = False
        self._private: int | None = None
        self._private_due = False
        self._asked_until = 0.0
        self._heard = b""
        self._touched = 0.0
        self._idle: asyncio.TimerHandle | None = None
        self._resize: asyncio.TimerHandle | None = None
        self._resizing = Resizing()
        self._wishes = Wishes(self._carry_out, self._leave)
        self._work: asyncio.Task[None] | None = None
        self.offset = (0, 0)
        self.version, self.place = NOTHING, 0

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        assert isinstance(chan, ViewerChannel)
        self._channel = chan
        chan.set_write_buffer_limits(high=0)
        chan.when_clear(self._now_ready)
        self._edge.sessions.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_watching()
        self._close_private()
        self._wishes.stop()
        if self._work is not None:
            self._work.cancel()
        for timer in (self._idle, self._resize, self._again):
            if timer is not None:
                timer.cancel()
        self._idle = self._resize = self._again = None
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
        return bool(command.split()) and len(command) <= MOST_INPUT

    def subsystem_requested(self, subsystem: str) -> bool:
        return False

    def session_started(self) -> None:
        assert self._channel is not None
        self._has_begun = True
        self._begun()
        environment, terminal = self._channel.get_environment(), self._channel.get_terminal_type() or ""
        if terminal.casefold() == "dumb":
            self._command = self._command or "plain"
        self._lang, self._still = lang_of(environment, self._lang), still_of(environment)
        if self._command is not None:
            self._work = asyncio.create_task(self._answer(self._command))
            return
        self._take_depth(depth_of(terminal, environment))
        self._write(ENTER)
        if self._depth not in (TRUECOLOR, COLOURLESS):
            self._write(QUESTION)
            self._asked_until = asyncio.get_running_loop().time() + ASKING_SECONDS
        self._watch(None)
        self._touch()
        self._look_whether_idle()

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        if self._resize is None and self._command is None:
            loop = asyncio.get_running_loop()
            self._resize = loop.call_later(self._resizing.wait(loop.time()), self._resized)

    def data_received(self, data: bytes, datatype: int | None) -> None:
        self._touch()
        if self._command is not None or not self._has_begun:
            return
        if self._private is not None:
            self._edge.private.input(self._private, data[:MOST_INPUT])
            return
        if asyncio.get_running_loop().time() < self._asked_until:
            self._heard = (self._heard + data)[-256:]
            if answered_truecolor(self._heard):
                self._asked_until, self._heard = 0.0, b""
                self._take_depth(TRUECOLOR)
                self._watch(self._page)
                return
            if self._heard.startswith(b"\x1bP"):
                return
        self._wishes.press(data)

    def eof_received(self) -> bool:
        """A viewer without a keyboard goes on watching; a dead line is found by keepalive."""
        return True

    def signal_received(self, signal: str) -> None:
        self._leave()

    def resume_writing(self) -> None:
        self._now_ready()

    @property
    def busy(self) -> bool:
        """Whether what was written before is still on its way."""
        return self._channel is None or self._channel.unsent() > 0

    def send(self, frame: SharedBytes) -> None:
        """A part of the shared picture."""
        if self._channel is not None:
            try:
                self._channel.paint(frame)
            except OSError:
                self._channel = None
            if self._channel is not None and self.busy:
                self._line.waits(asyncio.get_running_loop().time(), self._channel.unacknowledged())
            else:
                self._slow = min(self._slow, 0)
                if self._trying:
                    asyncio.get_running_loop().call_soon(self._tried)

    def farewell(self) -> None:
        """The server stops: say so and let the viewer go with a clean screen."""
        self._stop_watching()
        self._leave(say("remote.farewell", self._lang))

    def _carry_out(self, wish: PendingWish) -> None:
        """Do what keys have asked for."""
        if self._channel is None or self._private is not None:
            return
        if wish.other_motion:
            self._still = not self._stands
            self._slow = 0 if self._still else -MOST_PAGES
            self._move_again()
        if wish.other_language:
            self._lang = "zh" if self._lang == "en" else "en"
            self._watch(self._page)
        if wish.again:
            self._watch(None)
        if wish.turns:
            here = self._page if self._page is not None else self._feed.at if self._feed is not None else 0
            there = here + wish.turns
            self._watch(there if abs(there) < MOST_PAGES else 0)
        if wish.search is not None:
            self._open_private()
            if self._private is not None and wish.search:
                self._edge.private.input(self._private, wish.search)

    def _watch(self, page: int | None) -> None:
        """Show the shared picture of this viewer's board, size, colours and language, whole."""
        assert self._channel is not None
        self._page = page
        key = self._wished()
        if self._feed is not None and self._feed.key == key:
            self.version = NOTHING
        else:
            self._stop_watching()
            self._feed = self._edge.stage.watch(self, key)
        shown = self._feed.key
        terminal = self._channel.get_terminal_size()[:2]
        wide, high = terminal if min(terminal) > 0 else self._size()
        self.offset = (max(0, wide - shown.columns) // 2, max(0, high - shown.rows) // 2)
        self._edge.stage.ready(self, self._feed)

    def _wished(self) -> StageKey:
        """The picture that would suit this viewer best."""
        return StageKey(self._board, *self._size(), self._bound or self._depth, self._lang, self._page, self._stands)

    def _stop_watching(self) -> None:
        if self._feed is not None:
            feed, self._feed = self._feed, None
            self._edge.stage.leave(self, feed)

    def _resized(self) -> None:
        self._resize = None
        if self._channel is None:
            return
        if self._private is not None:
            self._edge.private.resize(self._private, *self._size())
        elif self._feed is not None:
            self._watch(self._page)

    def _open_private(self) -> None:
        key = StageKey(self._board, *self._size(), self._depth, self._lang)
        number = self._edge.private.open(key, self._from_private, self._private_closed)
        if number is not None:
            self._stop_watching()
            self._private = number

    def _from_private(self, data: bytes) -> None:
        """A part of the private screen; a slow viewer misses it, and gets the whole of it once the line is clear."""
        if self.busy:
            self._private_due = True
        else:
            self._write(data)

    def _size(self) -> tuple[int, int]:
        return size_of(*self._channel.get_terminal_size()[:2]) if self._channel is not None else UNSTATED

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
        if command.split()[0] in ANSWERED:
            said = await self._edge.private.ask(command, self._board, self._lang, self._address)
        else:
            said = {"out": "", "err": say("remote.refused", self._lang) + "\n", "code": REFUSED}
        if self._channel is None:
            return
        if said is None:
            said = {"out": "", "err": say("remote.no_answer", self._lang) + "\n", "code": 3}
        newline = "\r\n" if self._has_pty else "\n"
        self._write(said["out"].replace("\n", newline).encode())
        if said["err"]:
            self._channel.write_stderr(said["err"].replace("\n", newline).encode())
        self._channel.exit(said["code"])

    def _leave(self, words: str = "") -> None:
        if self._channel is None:
            return
        if self._command is None:
            self._write(LEAVE + (f"{words}\r\n".encode() if words else b""))
        if self._channel is not None:
            self._channel.exit(0)

    def _write(self, data: bytes) -> None:
        if self._channel is not None:
            try:
                self._channel.write(data)
            except OSError:
                self._channel = None

    def _now_ready(self) -> None:
        if self.busy or self._channel is None:
            return
        took = self._line.cleared(asyncio.get_running_loop().time(), self._channel.unacknowledged())
        if took and self._trying:
            self._tried()
        elif took and self._feed is not None and self._is_strained(took):
            self._relieve(stop=True)
        elif self._feed is not None:
            self._edge.stage.ready(self, self._feed)
        elif self._private is not None and self._private_due:
            self._private_due = False
            self._edge.private.resize(self._private, *self._size())

    def _is_strained(self, took: float) -> bool:
        """Whether the line takes too long for what it is sent, and something can be done about that."""
        late = SLOW_TIMES if took > LATE_SECONDS else int(took > SLOW_SECONDS)
        self._slow = self._slow + late if late else min(self._slow, 0)
        return self._slow >= SLOW_TIMES and (not self._stands or self._fitting() != (self._bound or self._depth))

    def _fitting(self) -> str:
        """The colours that the line carries."""
        if self._feed is None or not self._feed.size:
            return self._bound or self._depth
        return self._line.richest(self._depth, self._feed.size, self._feed.key.depth)

    def _relieve(self, *, stop: bool) -> None:
        """Show the colours that the line carries, and if it is to `stop` only what stands; try again after a while."""
        self._bound, self._slow, self._stopped = self._fitting(), min(self._slow, 0), stop or self._stopped
        if self._again is None:
            self._again = asyncio.get_running_loop().call_later(self._calm_seconds, self._try_again)
            self._calm_seconds *= 2
        self._watch_other()

    def _take_depth(self, depth: str) -> None:
        """The terminal has so many colours; a large picture waits with them for what the line carries."""
        columns, rows = self._size()
        self._depth = depth
        self._trying = depth in (TRUECOLOR, PALETTE_256) and columns * rows > LARGE_CELLS
        self._bound = PALETTE_256 if self._trying else None

    def _tried(self) -> None:
        """A first picture has left: show all, or what the line carries."""
        if self._trying and self._feed is not None:
            self._trying, moves = False, self._line.carries(self._feed.size, SLOW_SECONDS)
            if self._fitting() != self._depth or not moves:
                self._relieve(stop=not moves)
            else:
                self._bound = None
                self._watch_other()

    def _watch_other(self) -> None:
        """Show the picture that is wished for now, if it is another one."""
        if self._feed is not None and self._feed.key != self._wished():
            self._watch(self._page)
        elif self._feed is not None:
            self._edge.stage.ready(self, self._feed)

    @property
    def _stands(self) -> bool:
        """Whether what is shown stands still: by the viewer's wish, or because the line carries no more so far."""
        return self._still or self._stopped or self._trying

    def _try_again(self) -> None:
        """The line may be a better one by now, unless it has just been seen that it is not."""
        self._again = None
        if self._line.rate and self._fitting() != self._depth:
            self._relieve(stop=False)
            self._line.forget()
        else:
            self._move_again()

    def _move_again(self) -> None:
        """Show what moves, if that is wished, in all colours."""
        if self._again is not None:
            self._again.cancel()
        self._again, self._bound, self._stopped, self._slow = None, None, False, min(self._slow, 0)
        self._watch_other()

    def _touch(self) -> None:
        """A key was pressed: the time that a viewer may be idle begins anew."""
        self._touched = asyncio.get_running_loop().time()

    def _look_whether_idle(self) -> None:
        """Let go of who has not pressed a key for very long, and take back to the playlist who read a page."""
        limits, loop = self._edge.limits, asyncio.get_running_loop()
        still = loop.time() - self._touched
        if still >= limits.idle_seconds:
            self._leave()
            return
        if self._page is not None and self._private is None and still >= limits.page_seconds:
            self._watch(None)
        elif (
            self._feed is not None
            and self._feed.key != self._wished()
            and self._edge.stage.has_room_for(self._wished())
        ):
            self._watch(self._page)
        wait = min(limits.idle_seconds - still, limits.page_seconds)
        self._idle = loop.call_later(max(0.05, wait), self._look_whether_idle)
