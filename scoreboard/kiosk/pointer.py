"""A mouse pointer that is not seen, as an Xcursor file: terminals and compositors cannot hide theirs for good."""

import struct

NAMES = ("default", "left_ptr", "text", "xterm")
"""What cage and foot ask for."""
_IMAGE = 0xFFFD0002
_SIDE = 24
"""The size that is asked for where nobody says; the picture itself is one pixel."""


def unseen_pointer() -> bytes:
    """One picture of one clear pixel."""
    header = struct.pack("<4sIII", b"Xcur", 16, 0x10000, 1)
    entry = struct.pack("<III", _IMAGE, _SIDE, 28)
    picture = struct.pack("<9I", 36, _IMAGE, _SIDE, 1, 1, 1, 0, 0, 0)
    return header + entry + picture + struct.pack("<I", 0)
