"""Colours as numbers."""

Colour = int
"""A 24-bit colour, 0xRRGGBB."""
BLACK, WHITE = 0x000000, 0xFFFFFF


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


def luminance(colour: Colour) -> float:
    """How light a colour is, 0 to 1, as WCAG reckons it."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (part / 255 for part in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """How well two colours can be told apart, 1 to 21, as WCAG reckons it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(ink: Colour, ground: Colour, least: float) -> Colour:
    """An ink, or where it can't be read on a ground what is between it and white, or black, and can."""
    end = WHITE if contrast(WHITE, ground) >= contrast(BLACK, ground) else BLACK
    steps = (blend(ink, end, step / 32) for step in range(33))
    return next((found for found in steps if contrast(found, ground) >= least), end)
