"""What a terminal says of itself when it is asked: its name, its colours, and what it can draw besides letters."""

import contextlib
import os
import re
import select
import sys
import time
from dataclasses import dataclass

PATIENCE_SECONDS = 1.0
"""How long the answers may take; the last question is one that every terminal answers, so that few take as long."""
MOST_BYTES = 8192
QUESTIONS = (
    b"\x1b[>q",  # XTVERSION: its name and version
    b"\x1b[?2026$p",  # DECRQM: synchronized output
    b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\",  # kitty's graphics
    b"\x1b[48:2::1:2:3m\x1bP$qm\x1b\\\x1b[0m",  # DECRQSS: whether it keeps a colour of 24 bits
    b"\x1b[16t",  # the pixels of a cell
    b"\x1b[c",  # DA1: what it is; sixels among others
)
_LAST = re.compile(rb"\x1b\[\?([0-9;]*)c")
_NAME = re.compile(rb"\x1bP>\|([^\x1b\x07]*)")
_SYNCHRONIZED = re.compile(rb"\x1b\[\?2026;([0-4])\$y")
_CELL = re.compile(rb"\x1b\[6;(\d{1,4});(\d{1,4})t")
_COLOUR = re.compile(rb"\x1bP1\$r[^\x1b]*[:;]1[:;]2[:;]3")
SIXEL = b"4"
_DRAWING_IMAGES = {"kitty": (0, 28), "ghostty": (1, 0)}
"""The first versions of terminals that take kitty's placeholders."""


@dataclass(frozen=True)
class TerminalAnswers:
    """What a terminal has said; of what it has not answered it is taken to have none."""

    name: str = ""
    version: str = ""
    truecolor: bool = False
    synchronized: bool = False
    kitty_graphics: bool = False
    sixel: bool = False
    cell: tuple[int, int] | None = None
    """Pixels of a cell, across and down."""

    @property
    def draws_images(self) -> bool:
        """Whether it draws images in the place of characters, which kitty's graphics alone do not tell."""
        least = _DRAWING_IMAGES.get(self.name.lower())
        numbers = tuple(int(part) for part in re.findall(r"\d+", self.version)[:2])
        return self.kitty_graphics and least is not None and numbers >= least

    @property
    def graphics(self) -> str:
        """The ways of drawing real pictures that it has, in a word."""
        return "+".join([*(["kitty"] if self.kitty_graphics else []), *(["sixel"] if self.sixel else [])])


def understood(heard: bytes) -> TerminalAnswers | None:
    """What has been answered; None where nobody has."""
    last = _LAST.search(heard)
    if last is None:
        return None
    named, cell, mode = _NAME.search(heard), _CELL.search(heard), _SYNCHRONIZED.search(heard)
    name, version = _name_and_version(named[1].decode("utf-8", "replace")) if named else ("", "")
    return TerminalAnswers(
        name=name,
        version=version,
        truecolor=_COLOUR.search(heard) is not None,
        synchronized=mode is not None and mode[1] in b"123",
        kitty_graphics=b"\x1b_Gi=31;OK" in heard,
        sixel=SIXEL in last[1].split(b";"),
        cell=(int(cell[2]), int(cell[1])) if cell else None,
    )


def _name_and_version(said: str) -> tuple[str, str]:
    """`foot(1.13.1)`, `kitty(0.41.0)`, `tmux 3.3a`, `WezTerm 20240203`: what stands before the version, and it."""
    found = re.fullmatch(r"\s*(.*?)[\s(/-]+v?(\d[^\s()]*)\)?.*", "".join(filter(str.isprintable, said))[:100])
    return (found[1].strip(), found[2]) if found else (said.strip()[:40], "")


def ask_terminal() -> TerminalAnswers | None:
    """Ask the terminal of standard input; None where there is none or it does not answer."""
    try:
        import termios
        import tty
    except ImportError:
        return None
    terminal = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(terminal)
    except termios.error:
        return None
    try:
        tty.setcbreak(terminal)
        sys.stdout.flush()
        os.write(sys.stdout.fileno(), b"".join(QUESTIONS))
        return understood(_heard(terminal))
    except (OSError, termios.error):
        return None
    finally:
        with contextlib.suppress(OSError, termios.error):
            os.write(sys.stdout.fileno(), b"\r\x1b[K")
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def _heard(terminal: int) -> bytes:
    heard, until = b"", time.monotonic() + PATIENCE_SECONDS
    while (left := until - time.monotonic()) > 0 and len(heard) < MOST_BYTES and not _LAST.search(heard):
        if select.select([terminal], [], [], left)[0]:
            read = os.read(terminal, 1024)
            if not read:
                break
            heard += read
    return heard
