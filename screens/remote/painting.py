"""Frames as the bytes that a terminal takes: whole, or only what differs from the frame before."""

from collections.abc import Sequence

from rich.color import ColorSystem

from screens.remote.modes import BEGIN, END
from screens.remote.picture_key import PALETTE_16, PALETTE_256
from screens.widgets.strips import CellStrip, sequences

_SYSTEMS = {PALETTE_256: ColorSystem.EIGHT_BIT, PALETTE_16: ColorSystem.STANDARD}
NEAR = 10
"""Unchanged cells between two changed ones that are cheaper to write again than to jump over."""


def _bytes(row: CellStrip, depth: str) -> bytes:
    return sequences(row, _SYSTEMS.get(depth, ColorSystem.TRUECOLOR)).encode("utf-8", "replace")


def cut(rows: Sequence[CellStrip], columns: int, lines: int) -> tuple[CellStrip, ...]:
    """The upper left part of a frame; a wide character of which half would be shown is a space."""
    return tuple(row if len(row.glyphs) <= columns else _left(row, columns) for row in rows[:lines])


def _left(row: CellStrip, columns: int) -> CellStrip:
    part = _part(row, 0, columns)
    if row.glyphs[columns] == "":
        part.glyphs[-1] = " "
    return part


def whole(rows: Sequence[CellStrip], depth: str) -> bytes:
    """A frame from nothing: clears the screen first, so that it repairs whatever was there."""
    written = b"".join(b"\x1b[%d;1H%s" % (y, _bytes(row, depth)) for y, row in enumerate(rows, start=1))
    return BEGIN + b"\x1b[0m\x1b[2J" + written + END


def changes(before: Sequence[CellStrip], after: Sequence[CellStrip], depth: str) -> bytes:
    """What turns one frame into another of the same size; nothing where they are alike in the terminal's colours."""
    parts: list[bytes] = []
    for y, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        if old is not new:
            for start, end in differing(old, new):
                written = _bytes(_part(new, start, end), depth)
                if depth not in _SYSTEMS or written != _bytes(_part(old, start, end), depth):
                    parts.append(b"\x1b[%d;%dH%s" % (y, start + 1, written))
    return BEGIN + b"".join(parts) + END if parts else b""


def differing(old: CellStrip, new: CellStrip) -> list[tuple[int, int]]:
    """The spans of cells (from, to before) in which two rows of one width differ; no span halves a wide character."""
    if old == new:
        return []
    spans: list[tuple[int, int]] = []
    before = zip(old.glyphs, old.inks, old.grounds, old.attributes, strict=True)
    after = zip(new.glyphs, new.inks, new.grounds, new.attributes, strict=True)
    for at, (was, now) in enumerate(zip(before, after, strict=True)):
        if was != now:
            if spans and at - spans[-1][1] < NEAR:
                spans[-1] = spans[-1][0], at + 1
            else:
                spans.append((at, at + 1))
    return [_unhalved(old, new, start, end) for start, end in spans]


def _unhalved(old: CellStrip, new: CellStrip, start: int, end: int) -> tuple[int, int]:
    while start and "" in (old.glyphs[start], new.glyphs[start]):
        start -= 1
    while end < len(new.glyphs) and "" in (old.glyphs[end], new.glyphs[end]):
        end += 1
    return start, end


def _part(row: CellStrip, start: int, end: int) -> CellStrip:
    if not start and end == len(row.glyphs):
        return row
    return CellStrip(row.glyphs[start:end], row.inks[start:end], row.grounds[start:end], row.attributes[start:end])
