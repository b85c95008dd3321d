"""A terminal that goes away ends the program that draws on it, though nobody sends it a hang-up."""

import contextlib
import fcntl
import os
import select
import signal
import sqlite3
import struct
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoreboard.settings import Settings
from screens.terminal import GONE
from screens.unix_terminal import GRACE_SECONDS
from tests.handan import CEREMONY, handan, prepared
from tests.warm_programs import WarmProcess

__all__ = ["handan", "prepared"]

PATIENCE = 60.0
DRAWN = b"\x1b[?1049h"
"""What a program sends when it has taken the terminal."""
PROMPTLY = GRACE_SECONDS + 10
"""Seconds in which a program must have ended; most of them for a busy machine."""


class Screen:
    """A program on a pseudo-terminal that can be taken away from it."""

    def __init__(self, words: list[str], *, own: bool, environment: dict[str, str]) -> None:
        self._master, slave = os.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.process = WarmProcess(
            "scoreboard",
            words,
            (slave, slave, slave),
            {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment},
            own_session=True,
            own_terminal=own,
            ignoring=[signal.SIGHUP],
        )
        os.close(slave)
        self.seen = b""

    def shows(self, wanted: bytes) -> None:
        """Read until something has been sent."""
        deadline = time.monotonic() + PATIENCE
        while wanted not in self.seen:
            assert time.monotonic() < deadline, self.seen[-2000:]
            if select.select([self._master], [], [], 0.2)[0]:
                self.seen += os.read(self._master, 65536)

    def reads_on(self, seconds: float) -> None:
        """Let it draw for a while."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self._master], [], [], left)[0]:
                self.seen += os.read(self._master, 65536)

    def types(self, keys: bytes) -> None:
        os.write(self._master, keys)

    def goes(self) -> None:
        """Take the terminal away, as a link that breaks does."""
        os.close(self._master)
        self._master = -1

    def close(self) -> None:
        if self._master >= 0:
            os.close(self._master)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def on_screen(words: list[str], *, own: bool = True, **environment: str) -> Iterator[Screen]:
    screen = Screen(words, own=own, environment=environment)
    try:
        yield screen
    finally:
        screen.close()


ROOMS = {
    "home": (),
    "display": ("display", "--series", "city"),
    "operate": ("operate", "--as", "operator"),
    "direct": ("direct", CEREMONY, "--as", "director"),
}


@pytest.mark.parametrize("own", [True, False], ids=["hang-up ignored", "not its own terminal"])
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("seconds", [0.0, pytest.param(2.0, marks=pytest.mark.long)], ids=["at once", "later"])
def test_f708_every_screen_ends_with_its_terminal(handan: Settings, room: str, seconds: float, own: bool) -> None:
    words = [*ROOMS[room], "--database", str(handan.database), "--now", "2010-11-05T09:12:31"]
    with on_screen(words, own=own) as screen:
        screen.shows(DRAWN)
        screen.reads_on(seconds)
        screen.goes()
        assert screen.process.wait(PROMPTLY) == GONE


def test_f708_so_does_the_demo_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with on_screen(["demo", "--autoplay"], TMPDIR=str(tmp_path)) as screen:
        screen.shows(DRAWN)
        screen.reads_on(1.0)
        screen.goes()
        assert screen.process.wait(PROMPTLY) == GONE
    assert list(tmp_path.iterdir()) == []


def test_f708_a_save_that_waits_for_the_database_keeps_nobody(handan: Settings) -> None:
    """The program would wait for twenty seconds, and draw on nothing meanwhile."""
    words = ["operate", "--as", "operator", "--database", str(handan.database), "--now", "2010-11-05T09:12:31"]
    with on_screen(words) as screen, contextlib.closing(sqlite3.connect(handan.paths.main)) as other:
        screen.shows(DRAWN)
        screen.reads_on(2.0)
        other.execute("BEGIN EXCLUSIVE")
        screen.types(b"5\r6\r")
        screen.reads_on(3.0)
        screen.goes()
        assert screen.process.wait(PROMPTLY) == GONE
        other.execute("ROLLBACK")


def test_f708_a_terminal_that_goes_before_anything_is_drawn(handan: Settings) -> None:
    words = ["display", "--database", str(handan.database)]
    with on_screen(words) as screen:
        screen.goes()
        assert screen.process.wait(PROMPTLY) != 0


def test_f708_the_doctor_asks_no_terminal_that_is_gone(handan: Settings) -> None:
    with on_screen(["doctor", "--database", str(handan.database)]) as screen:
        screen.goes()
        assert screen.process.wait(PROMPTLY) in (0, 1)


def test_a_room_that_cannot_be_opened_is_no_success(tmp_path: Path) -> None:
    """The kiosk's own exit code reaches the shell."""
    with on_screen(["display", "--database", str(tmp_path / "none.db"), "--lang", "en"]) as screen:
        screen.shows(b"scoreboard load")
        assert screen.process.wait(PATIENCE) == 3
