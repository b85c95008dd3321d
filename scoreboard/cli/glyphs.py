"""Asks the terminal how wide it draws the glyphs that the hall needs."""

import contextlib
import os
import re
import select
import sys
import time

GLYPHS = "▀█★●▲▼“①🬀𜴀永"
"""Glyphs that some terminals draw two cells wide, and a hanzi, which must be."""
ANSWER_SECONDS = 0.5

_REPORT = re.compile(rb"\x1b\[(\d+);(\d+)R")


def blocks_are_wide() -> bool:
    """Whether this terminal draws ▀ two cells wide. It is asked only in the locales in which some terminals do."""
    locales = [os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if not any(name.startswith(("zh", "ja", "ko")) for name in locales) or os.environ.get("TMUX"):
        return False
    widths = measured_widths("▀")
    return widths is not None and widths["▀"] == 2


def measured_widths(glyphs: str = GLYPHS) -> dict[str, int] | None:
    """The cells that each glyph takes, by the cursor's own report; None where the terminal does not answer."""
    try:
        import termios
        import tty
    except ImportError:
        return None
    terminal = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(terminal)
    except termios.error:  # it has gone
        return None
    try:
        tty.setcbreak(terminal)
        widths = {}
        for glyph in glyphs:
            sys.stdout.write(f"\r{glyph}\x1b[6n")
            sys.stdout.flush()
            column = _reported_column(terminal)
            if column is None:
                return None
            widths[glyph] = column - 1
        return widths
    except (OSError, termios.error):
        return None
    finally:
        with contextlib.suppress(OSError, termios.error):
            sys.stdout.write("\r\x1b[K")
            sys.stdout.flush()
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _reported_column(terminal: int) -> int | None:
    answer = b""
    until = time.monotonic() + ANSWER_SECONDS
    while (left := until - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            read = os.read(terminal, 64)
            if not read:
                return None
            answer += read
            found = _REPORT.search(answer)
            if found:
                return int(found[2])
    return None
