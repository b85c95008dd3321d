"""Asking a terminal whether it draws 24-bit colours: its name alone often does not say."""

QUESTION = b"\x1b[48:2::1:2:3m\x1bP$qm\x1b\\\x1b[0m"
"""Set a colour that only such a terminal can keep, and ask which one is set (DECRQSS)."""


def answered_truecolor(heard: bytes) -> bool:
    """Whether the terminal's report repeats the colour."""
    start = heard.find(b"\x1bP1$r")
    if start < 0:
        return False
    report = heard[start:].split(b"\x1b\\")[0]
    return b"1:2:3" in report or b"1;2;3" in report
