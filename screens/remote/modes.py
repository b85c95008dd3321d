"""What a terminal is told before the first frame and after the last, and around each."""

BEGIN, END = b"\x1b[?2026h", b"\x1b[?2026l"
"""Synchronized output: a terminal that knows it shows a frame at once, one that does not passes over it."""
ENTER = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J\x1b[H"
"""To the alternate screen, without a cursor, without wrapping."""
LEAVE = b"\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1000l\x1b[?1006l\x1b[?2026l\x1b[?1049l"
"""Back, with everything as it was; harmless when said twice."""
BREAK_OFF = b"\x1b[?1003l\x1b[?1002l\x1b[?1015l\x1b[?1016l\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[<u" + LEAVE
"""Back from a screen of Textual's that cannot do it itself any more: also without reports of the mouse, of the focus,
of pasting and of sizes, and with the keyboard as it was (which may be said only once, in the alternate screen)."""
