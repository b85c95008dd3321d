"""How important a text of a wall is, and how large it is at least for that, whatever else is left out for it."""

from enum import IntEnum

from screens.glyphs import Glyphs
from screens.widgets.bigtext import LEGIBLE, LEGIBLE_LATIN

_FEW = 5
"""Of so many names one may be too long for the size of the others."""


class Rank(IntEnum):
    """From what the last row must read to what those in front may read; notes are ordinary text."""

    HERO = 1
    SECOND = 2
    THIRD = 3
    NOTE = 4


_SHARES = {Rank.HERO: (6, 8), Rank.SECOND: (12, 12), Rank.THIRD: (20, 20)}
"""What part of a wall's height an em of hanzi, and one of letters, is at least."""
_HERO_PIXELS = 11, 9
"""What a name is drawn at: below it hanzi can't be read, and letters no longer well."""
_LAST_RESORT = 7
"""The same of letters of a name that has no room for more: they run together, but ordinary text is far smaller."""


def least_pixels(rank: Rank, narrow: bool, glyphs: Glyphs) -> int:
    """The em in pixels of a picture from which on a text of this rank is drawn in large letters."""
    hanzi, letters = _HERO_PIXELS if rank == Rank.HERO else (LEGIBLE, LEGIBLE_LATIN)
    return _up((letters if narrow else hanzi) * glyphs.coarseness)


def last_resort(glyphs: Glyphs) -> int:
    """The least em in pixels of a picture at which letters of a name are drawn before they become ordinary text."""
    return _up(_LAST_RESORT * glyphs.coarseness)


def floor_of(rank: Rank, narrow: bool, rows: int, glyphs: Glyphs) -> int | None:
    """The em in pixels of a picture that a text of this rank holds on a wall of so many rows.

    None where it may be ordinary text: a note, and what would have too few pixels to be read.
    """
    if rank == Rank.NOTE:
        return None
    share = _SHARES[rank][narrow]
    part = -(-rows * glyphs.down // share)
    least = least_pixels(rank, narrow, glyphs)
    if rank == Rank.HERO:
        return max(part, least)
    return part if part >= least else None


def last_floor_of(narrow: bool, rows: int, glyphs: Glyphs) -> int:
    """The em in pixels of a picture below which a name can't be read from the last row, whatever else is left out."""
    part = -(-rows * glyphs.down // _SHARES[Rank.HERO][narrow])
    least = last_resort(glyphs) if narrow else least_pixels(Rank.HERO, False, glyphs)
    return max(part, least)


def few_of(count: int) -> int:
    """How many of so many are too few to make all others small for being long: none of one or two."""
    return max(count // _FEW, int(count > 2))


def _up(pixels: float) -> int:
    return -int(-pixels // 1)
