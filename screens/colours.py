"""Colours as numbers."""

Colour = int
"""A 24-bit colour, 0xRRGGBB."""


def rgb(colour: Colour) -> tuple[int, int, int]:
    """The red, green and blue of a colour, each 0 to 255."""
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255


def as_hex(colour: Colour) -> str:
    """A colour as "#rrggbb"."""
    return f"#{colour:06x}"


def blend(start: Colour, end: Colour, share: float) -> Colour:
    """The colour `share` (0 to 1, clamped) of the way from `start` to `end`."""
    share = min(1.0, max(0.0, share))
    mixed = (round(a + (b - a) * share) for a, b in zip(rgb(start), rgb(end), strict=True))
    red, green, blue = mixed
    return red << 16 | green << 8 | blue
