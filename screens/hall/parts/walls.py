"""A wall: how large a text of a rank can be on it, and what is said at its place there."""

from dataclasses import dataclass, replace
from functools import lru_cache

from screens.glyphs import Glyphs
from screens.hall.parts.least_sizes import Rank, floor_of, last_resort, least_pixels
from screens.hall.parts.page import Box, serif_from
from screens.widgets.bigtext import Face, Lettering, is_narrow
from screens.widgets.fitted import Setting, fit

LARGEST = 999
_LINES = {Rank.HERO: 8, Rank.SECOND: 4, Rank.THIRD: 2}
"""Lines of large letters at most."""


@dataclass(frozen=True)
class Wall:
    """What is drawn on: its rows, the glyphs of its pictures, and whether all of it is ordinary text."""

    rows: int
    glyphs: Glyphs
    native: bool = False
    last_resort: bool = False
    """Whether a name that has no room for more is in letters that run together before it is ordinary text."""

    def floor(self, rank: Rank, text: str) -> int | None:
        """The em in pixels that `text` holds here at its rank; None where it may be ordinary text."""
        return floor_of(rank, is_narrow(text), self.rows, self.glyphs)

    def setting(self, rank: Rank, face: Face, largest: int, lines: int = 0) -> Setting:
        """How a text of this rank is set here, no larger than an em of `largest` pixels."""
        return _setting(self.glyphs, rank, face, largest, lines or _LINES[rank])

    def lettering(
        self, box: Box, text: str, rank: Rank, *, face: Face = "sans", largest: int = LARGEST, lines: int = 0
    ) -> Lettering | None:
        """`text` as large as it can be in `box`; None where it is ordinary text."""
        if self.native or rank == Rank.NOTE:
            return None
        return _lettering(self.glyphs, box.width, box.height, text, rank, face, largest, lines)

    def equal(self, box: Box, text: str, rank: Rank, face: Face, largest: int) -> Lettering | None:
        """The same for one of texts that stand as equals, a name at the last resort in letters that run together."""
        found = self.lettering(box, text, rank, face=face, largest=largest)
        if found or self.native or not self.last_resort or rank != Rank.HERO or not is_narrow(text):
            return found
        return _lettering(self.glyphs, box.width, box.height, text, rank, face, largest, 0, last_resort(self.glyphs))


@lru_cache(maxsize=8192)
def _lettering(
    glyphs: Glyphs, width: int, height: int, text: str, rank: Rank, face: Face, largest: int, lines: int, last: int = 0
) -> Lettering | None:
    """`text` in so many cells: a layout asks for the same again and again. `last` is the least em at last resort."""
    setting = _setting(glyphs, rank, face, largest, lines or _LINES[rank])
    if last:
        setting = replace(setting, least_narrow=last, largest_first=True)
    pixels = width * glyphs.across, height * glyphs.down
    found = fit(text, *pixels, setting)
    if face == "serif" and (found is None or found.em < serif_from(glyphs)):
        return fit(text, *pixels, replace(setting, face="sans"))
    return found


@lru_cache(maxsize=1024)
def _setting(glyphs: Glyphs, rank: Rank, face: Face, largest: int, lines: int) -> Setting:
    return Setting(
        face=face,
        most_lines=lines,
        largest=largest,
        least=least_pixels(rank, False, glyphs),
        least_narrow=least_pixels(rank, True, glyphs),
        crisp=glyphs.across > 1,
    )


@dataclass(frozen=True)
class Word:
    """A text at its place, in large letters or, without them, in lines of ordinary text."""

    box: Box
    text: str
    lettering: Lettering | None


@dataclass(frozen=True)
class LaidOut:
    """A saying at its place; `em` is in pixels, 0 for ordinary text."""

    box: Box
    words: tuple[Word, ...]
    em: int

    @property
    def hurt(self) -> bool:
        """Whether a line ends inside a phrase, or letters are condensed."""
        letters = [word.lettering for word in self.words if word.lettering]
        return any(each.hurt or each.percent < 100 for each in letters)

    def moved(self, rows: int) -> "LaidOut":
        """The same so many rows lower."""
        words = tuple(Word(_lower(word.box, rows), word.text, word.lettering) for word in self.words)
        return LaidOut(_lower(self.box, rows), words, self.em)


def _lower(box: Box, rows: int) -> Box:
    return Box(box.x, box.y + rows, box.width, box.height)
