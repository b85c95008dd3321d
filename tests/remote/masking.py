"""Takes the clock out of what a viewer is sent, so that two runs can be compared byte by byte."""

import re

CLOCK = 9
"""Cells at the end of the last row that belong to the clock."""

_FRAME = re.compile(rb"\x1b\[\?2026h(.*?)\x1b\[\?2026l", re.DOTALL)
_SPAN = re.compile(rb"\x1b\[(\d+);(\d+)H(?:(?!\x1b\[\d+;\d+H).)*", re.DOTALL)
_TIME = re.compile(rb"\d\d:\d\d:\d\d")


class Record:
    """The frames of one viewer's terminal, without the clock; those that only move it on are left out."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []
        self._sizes: set[tuple[int, int]] = set()
        self._read = 0

    def take(self, raw: bytes, size: tuple[int, int]) -> bool:
        """Go on reading what has come, the terminal being so large now; returns whether there was a frame."""
        self._sizes.add(size)
        before = len(self.frames)
        for match in _FRAME.finditer(raw, self._read):
            self._read = match.end()
            frame = self._masked(match[1])
            if frame:
                self.frames.append(frame)
        return len(self.frames) > before

    def _masked(self, frame: bytes) -> bytes:
        def without(span: re.Match[bytes]) -> bytes:
            row, column = int(span[1]), int(span[2])
            clock = any(row == high and column > wide - CLOCK for wide, high in self._sizes)
            return b"" if clock else span[0]

        return _TIME.sub(b"--:--:--", _SPAN.sub(without, frame))
