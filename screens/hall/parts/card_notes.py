"""What a card says beside its name and verdict, in lines of letters that a hall can read.

On a wall of many rows a line of ordinary text is too small for anybody: there these lines take the room that they need.
"""

from dataclasses import dataclass
from functools import lru_cache

from screens.colours import Colour
from screens.hall.parts import captions
from screens.hall.parts.card import Card, CardLine, set_as_notes
from screens.hall.parts.least_sizes import Rank, least_pixels
from screens.hall.parts.page import Box, on_line
from screens.hall.parts.walls import Wall
from screens.widgets.bigtext import ems_of, is_narrow
from screens.widgets.canvas import Canvas

FAR = 64
"""From so many rows on a line of ordinary text is too small a part of a wall."""
_MOST_LINES = 8
_APART = 1.5
"""The least ems between what stands at the left and at the right of a line."""
_LEADING = 1.16
"""Ems from one line to the next."""
_NARROWER = 0.06
"""By which part of their width lines are broken earlier until their letters have room: they are no even cells."""


@dataclass(frozen=True)
class ToldCard:
    """What of a card is set, in one language: cards of the same words are set alike."""

    name: str
    verdict: str
    figure: str
    about: str
    beside: str
    figures: str
    barred: bool

    @staticmethod
    def of(card: Card, lang: str) -> "ToldCard":
        figure = card.figure if card.verdict else ""
        barred = card.percent is not None
        return ToldCard(card.who.called(lang), card.verdict, figure, card.text, card.beside, card.figures, barred)

    @property
    def is_noted(self) -> bool:
        """Whether it says more than whose it is and how it stands."""
        return bool(self.beside or self.about or self.figures)

    @property
    def other_figures(self) -> str:
        """The figures but the one that is large."""
        parts = self.figures.split(captions.APART)
        return captions.APART.join(part for part in parts if part != self.figure)


@dataclass(frozen=True)
class LargeNotes:
    """Lines at an em in pixels, each of so many rows of cells."""

    lines: tuple[CardLine, ...]
    em: int
    pitch: int

    @property
    def rows(self) -> int:
        """The rows that all of them take."""
        return self.pitch * len(self.lines)


def is_far(wall: Wall) -> bool:
    """Whether a wall has so many rows that one of ordinary text is too small."""
    return wall.rows >= FAR and not wall.native


def least_em(wall: Wall, *texts: str) -> int:
    """The em in pixels at which texts can be read."""
    return least_pixels(Rank.SECOND, is_narrow("".join(texts)), wall.glyphs)


@lru_cache(maxsize=2048)
def large_notes(
    wall: Wall, width: int, rows: int, beside: str, about: str, figures: str, largest: int
) -> LargeNotes | None:
    """The words as large as they can be in so many cells; None where they are ordinary text.

    What has no room at the right of a line stands behind the rest.
    """
    if not is_far(wall) or not (beside or about or figures):
        return None
    for em in range(largest, least_em(wall, beside, about, figures) - 1, -1):
        pitch = -(-int(em * _LEADING) // wall.glyphs.down)
        if pitch > rows:
            continue
        room = width * wall.glyphs.across / em
        found = _set(room, beside, about, figures) or _set(room, beside, captions.line(about, figures), "")
        if found and len(found) * pitch <= rows:
            return LargeNotes(found, em, pitch)
    return None


def _set(room: float, beside: str, about: str, figures: str) -> tuple[CardLine, ...] | None:
    """The words in as few lines of so many ems as hold them; None where they are too many, or one has no room."""
    words = captions.line(about, beside)
    one = (CardLine(words, figures, quiet=not about),)
    above = (CardLine(about), CardLine(beside, figures, quiet=True)) if about and beside else one
    below = (CardLine(words, quiet=not about), CardLine("", figures)) if words and figures else one
    for lines in (one, above, below):
        if all(_wide(line) <= room for line in lines):
            return lines
    whole = "".join(f"{about}{beside}{figures}".split())
    for narrower in range(6):
        cells = int(2 * room * (1 - narrower * _NARROWER))
        found = set_as_notes(beside, about, figures, max(2, cells))
        lines = (*([CardLine(found.beside, quiet=True)] if found.beside else ()), *found.below)
        if len(lines) > _MOST_LINES:
            return None
        told = "".join("".join(f"{line.left}{line.right}" for line in lines).split())
        if len(told) == len(whole) and all(_wide(line) <= room for line in lines):
            return lines
    return None


def _wide(line: CardLine) -> float:
    return ems_of(line.left) + ems_of(line.right) + (_APART if line.left and line.right else 0)


def draw_notes(canvas: Canvas, box: Box, notes: LargeNotes, share: float, ground: Colour) -> None:
    """The lines from the top of `box` on, as far as they have come (0 to 1)."""
    theme, em = canvas.look.theme, notes.em // canvas.look.glyphs.across
    for number, told in enumerate(notes.lines):
        at = Box(box.x, box.y + number * notes.pitch, box.width, notes.pitch)
        quiet = (theme.quiet, theme.quiet)
        left = quiet if told.quiet else (theme.text, theme.quiet)
        on_line(canvas, at, told.left, left, em, strength=share, ground=ground)
        on_line(canvas, at, told.right, (theme.text, theme.quiet), em, align="right", strength=share, ground=ground)
