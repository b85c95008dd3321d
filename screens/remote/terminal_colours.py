"""Asking a terminal whether it draws 24-bit colours: its name alone often does not say."""

import re

QUESTION = b"\x1b[48:2::1:2:3m\x1bP$qm\x1b\\\x1b[0m"
"""Set a colour that only such a terminal can keep, and ask which one is set (DECRQSS)."""

WHO = b"\x1b[c"
"""Asked after it: every terminal says what it is (DA1), so that nobody waits for an answer that will not come."""
_WHO_ANSWERED = re.compile(rb"\x1b\[\?[0-9;]*c")
_ANSWERS = re.compile(rb"\x1bP[01]\$r.*?\x1b\\|\x1b\[\?[0-9;]*c", re.DOTALL)


def answered_truecolor(heard: bytes) -> bool:
    """Whether the terminal's report repeats the colour."""
    start = heard.find(b"\x1bP1$r")
    if start < 0:
        return False
    report = heard[start:].split(b"\x1b\\")[0]
    return b"1:2:3" in report or b"1;2;3" in report


def answered(heard: bytes) -> bool:
    """Whether the terminal has answered all that it will."""
    return answered_truecolor(heard) or _WHO_ANSWERED.search(heard) is not None


def without_answers(heard: bytes) -> bytes:
    """What was typed, without a terminal's answers."""
    return _ANSWERS.sub(b"", heard)
