"""Frames as the bytes that a terminal takes: whole, or only what differs from the frame before."""

from collections.abc import Sequence
from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screens.remote.keys import COLOURLESS, PALETTE_16, PALETTE_256, TRUECOLOR

BEGIN, END = b"\x1b[?2026h", b"\x1b[?2026l"
"""Synchronized output: a terminal that knows it shows a frame at once, one that does not passes over it."""
ENTER = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J\x1b[H"
"""To the alternate screen, without a cursor, without wrapping."""
LEAVE = b"\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1000l\x1b[?1006l\x1b[?2026l\x1b[?1049l"
"""Back, with everything as it was; harmless when said twice."""

_SYSTEMS = {
    TRUECOLOR: ColorSystem.TRUECOLOR,
    PALETTE_256: ColorSystem.EIGHT_BIT,
    PALETTE_16: ColorSystem.STANDARD,
}


@lru_cache(maxsize=65536)
def sgr(style: Style | None, depth: str) -> bytes:
    """The sequence that sets a style in so many colours.

    Rich keeps the sequence of the first colour system that a style is rendered in; a process that serves several
    depths must keep its own.
    """
    if style is None:
        return b"\x1b[0m"
    codes = ["0"]
    codes += [
        code
        for wanted, code in (
            (style.bold, "1"),
            (style.dim, "2"),
            (style.italic, "3"),
            (style.underline, "4"),
            (style.reverse, "7"),
            (style.strike, "9"),
        )
        if wanted
    ]
    if depth != COLOURLESS:
        codes += _colour(style.color, depth, foreground=True) + _colour(style.bgcolor, depth, foreground=False)
    return f"\x1b[{';'.join(codes)}m".encode()


@lru_cache(maxsize=65536)
def _colour(colour: Color | None, depth: str, foreground: bool) -> list[str]:
    if colour is None or colour.is_default:
        return []
    return list(colour.downgrade(_SYSTEMS[depth]).get_ansi_codes(foreground))


def _spans(strip: Strip) -> list[Segment]:
    return [segment for segment in strip if segment.text and not segment.control]


def _span_bytes(spans: Sequence[Segment], depth: str) -> bytes:
    parts: list[bytes] = []
    last: Style | None = None
    for number, segment in enumerate(spans):
        if number == 0 or segment.style != last:
            parts.append(sgr(segment.style, depth))
            last = segment.style
        parts.append(segment.text.encode("utf-8", "replace"))
    return b"".join(parts)


def whole(strips: Sequence[Strip], depth: str) -> bytes:
    """A frame from nothing: clears the screen first, so that it repairs whatever was there."""
    rows = b"".join(b"\x1b[%d;1H%s" % (y, _span_bytes(_spans(strip), depth)) for y, strip in enumerate(strips, start=1))
    return BEGIN + b"\x1b[0m\x1b[2J" + rows + b"\x1b[0m" + END


def changes(before: Sequence[Strip], after: Sequence[Strip], depth: str) -> bytes:
    """What turns one frame into another of the same size; nothing where they are alike."""
    parts: list[bytes] = []
    for y, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        if old is not new and old != new:
            parts.append(_row_change(y, _spans(old), _spans(new), depth))
    return BEGIN + b"".join(parts) + b"\x1b[0m" + END if parts else b""


def _row_change(y: int, old: list[Segment], new: list[Segment], depth: str) -> bytes:
    """The spans of a row that differ, from where the row begins to differ to where it ends to."""
    ahead = 0
    while ahead < min(len(old), len(new)) and old[ahead] == new[ahead]:
        ahead += 1
    behind = 0
    while behind < min(len(old), len(new)) - ahead and old[-1 - behind] == new[-1 - behind]:
        behind += 1
    same_width = _width(old[ahead : len(old) - behind]) == _width(new[ahead : len(new) - behind])
    changed = new[ahead : len(new) - behind] if same_width else new[ahead:]
    column = _width(new[:ahead]) + 1
    return b"\x1b[%d;%dH%s" % (y, column, _span_bytes(changed, depth))


def _width(spans: Sequence[Segment]) -> int:
    return sum(segment.cell_length for segment in spans)
