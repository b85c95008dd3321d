"""Frames as the server-sent events that a page in a browser paints: whole, or only what differs from the frame before.

An event's JSON has the colours that it speaks of (`colours`, each once, 0xRRGGBB) and its `spans`: row, column, and
then for each run of cells alike its text, the places of its ink and its ground among the colours (-1: the page's own),
and its attributes. Whoever paints counts cells by characters alone; so wide characters stand in runs of their own
(`WIDE`), and a text is a list where a cell holds more than one character.
"""

import json
from collections.abc import Iterable, Sequence

from screens.remote.painting import differing
from screens.widgets.cells import REVERSE, STRIKE, UNDERLINE
from screens.widgets.runs import NONE
from screens.widgets.strips import CellStrip

WIDE = 16
"""The attribute of a run whose characters take two cells each."""
_INK_SEEN = REVERSE | UNDERLINE | STRIKE
"""Attributes in which a space shows its ink."""

_Span = tuple[int, CellStrip, int, int]
"""A row's number, the row, and from which cell on to before which one."""


def whole(rows: Sequence[CellStrip]) -> bytes:
    """A frame from nothing."""
    size = [len(rows[0].glyphs) if rows else 0, len(rows)]
    return _event("whole", {"size": size}, ((y, row, 0, len(row.glyphs)) for y, row in enumerate(rows)))


def changes(before: Sequence[CellStrip], after: Sequence[CellStrip]) -> bytes:
    """What turns one frame into another of the same size; nothing where they are alike."""
    spans = [
        (y, new, start, end)
        for y, (old, new) in enumerate(zip(before, after, strict=True))
        if old is not new
        for start, end in differing(old, new)
    ]
    return _event("change", {}, spans) if spans else b""


def _event(name: str, words: dict[str, list[int]], spans: Iterable[_Span]) -> bytes:
    palette = _Palette()
    found = [[y, start, *palette.runs(row, start, end)] for y, row, start, end in spans]
    said = json.dumps({**words, "colours": palette.colours, "spans": found}, ensure_ascii=False, separators=(",", ":"))
    return b"event: %s\ndata: %s\n\n" % (name.encode(), said.encode("utf-8", "replace"))


class _Palette:
    """The colours of one event, each once, in the order in which they are first spoken of."""

    def __init__(self) -> None:
        self._places: dict[int, int] = {NONE: NONE}

    @property
    def colours(self) -> list[int]:
        return [colour for colour in self._places if colour != NONE]

    def runs(self, row: CellStrip, start: int, end: int) -> list[object]:
        """A part of a row, run by run."""
        written: list[object] = []
        cells: list[str] = []
        last: tuple[int, int, int] | None = None
        for at in range(start, end):
            glyph = row.glyphs[at]
            if not glyph:
                continue
            attributes = row.attributes[at] | (WIDE if at + 1 < end and not row.glyphs[at + 1] else 0)
            ink = row.inks[at]
            if glyph == " " and not attributes & _INK_SEEN:
                ink = NONE if last is None else last[0]
            alike = ink, row.grounds[at], attributes
            if alike != last:
                self._end(written, cells, last)
                cells, last = [], alike
            cells.append(glyph)
        self._end(written, cells, last)
        return written

    def _end(self, written: list[object], cells: list[str], alike: tuple[int, int, int] | None) -> None:
        if alike is not None and cells:
            text: object = "".join(cells) if all(len(cell) == 1 for cell in cells) else cells
            written += (text, self._place(alike[0]), self._place(alike[1]), alike[2])

    def _place(self, colour: int) -> int:
        if colour not in self._places:
            self._places[colour] = len(self._places) - 1
        return self._places[colour]
