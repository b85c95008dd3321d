"""A card of a board of promises: who and what it is about, its figures, how it stands; and its words as lines of text.

Nothing of it is left out because something else is long: what has no room beside the name, or beside what the card is
about, takes a line of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoreboard.publications.days import told_day
from scoreboard.publications.names import InBothLanguages
from scoreboard.wire import UNSET, UnsetType
from screens.hall.parts import captions
from screens.hall.parts.hall_words import CalledUnit, short_in, word
from screens.widgets.cells import width_of, wrap

_APART = 3
"""The least free cells between what stands at the left and at the right of a line."""
_MOST = 3
"""Lines that one text of a card takes at most."""


@dataclass(frozen=True)
class Titled(InBothLanguages):
    """What is no unit and has a name all the same."""

    name: str
    name_en: str

    @property
    def short_name(self) -> str:
        """It has none of its own."""
        return self.name

    @property
    def short_name_en(self) -> UnsetType:
        """Nor in English."""
        return UNSET


@dataclass(frozen=True)
class Card:
    """One row of a board."""

    who: CalledUnit
    beside: str
    """What stands beside the name."""
    text: str
    figures: str
    verdict: str
    good: bool | None = None
    """Whether the verdict is a good one, a bad one, or none yet."""
    percent: str | None = None
    """How much of a whole is done; None for no bar."""
    figure: str = ""
    """What of the figures a hall reads from its last row, where there is room beside name and verdict."""
    honoured: bool = True
    """Whether its name is gold there."""

    def lines(self, width: int, lang: str) -> "CardLines":
        """Its words in lines of so many cells; the first keeps room for the verdict."""
        head = max(1, width - (width_of(self.verdict) + 3 if self.verdict else 0))
        full = self.who.called(lang)
        name = full if width_of(full) <= head else short_in(self.who, lang)
        return set_in_lines(name, self.beside, self.text, self.figures, width, head)


@dataclass(frozen=True)
class CardLine:
    """One line: what stands at its left, perhaps `quiet`, and at its right."""

    left: str
    right: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class CardLines:
    """A card in ordinary text: the name, what stands beside it, and the lines below."""

    name: str
    beside: str
    below: tuple[CardLine, ...]

    @property
    def rows(self) -> int:
        """How many rows that takes."""
        return bool(self.name or self.beside) + len(self.below)


@lru_cache(maxsize=2048)
def set_in_lines(name: str, beside: str, text: str, figures: str, width: int, head: int) -> CardLines:
    """The words in lines of `width` cells, of the first of which `head` are free."""
    near, rest = _split(beside, head - width_of(name) - 2)
    below = [CardLine(line, quiet=True) for line in wrap(rest, width, _MOST)]
    below += [CardLine(line) for part in packed(text, width) for line in wrap(part, width, _MOST)]
    if below:
        behind, figures = _behind(figures, width - width_of(below[-1].left) - _APART, width)
        below[-1] = CardLine(below[-1].left, behind, below[-1].quiet)
    return CardLines(name, near, (*below, *(CardLine("", line) for line in packed(figures, width))))


def set_as_notes(beside: str, text: str, figures: str, width: int) -> CardLines:
    """The words without a name: in one line where that holds them all."""
    told = captions.line(text, beside)
    if told and width_of(told) + width_of(figures) + _APART <= width:
        return CardLines("", "", (CardLine(told, figures, quiet=not text),))
    return set_in_lines("", beside, text, figures, width, width)


def _behind(figures: str, room: int, width: int) -> tuple[str, str]:
    """What of the figures stands behind a text that leaves `room`, where that saves a line, and the others."""
    first, others = _split(figures, room)
    return (first, others) if len(packed(others, width)) < len(packed(figures, width)) else ("", figures)


def _split(beside: str, room: int) -> tuple[str, str]:
    """As many parts as have room, and the others."""
    parts = beside.split(captions.APART) if beside else []
    kept = len(parts)
    while kept and width_of(captions.APART.join(parts[:kept])) > room:
        kept -= 1
    return captions.APART.join(parts[:kept]), captions.APART.join(parts[kept:])


def packed(told: str, width: int) -> Sequence[str]:
    """Parts of a text in as few lines as hold them, so that none is broken that has room."""
    lines: list[str] = []
    for part in told.split(captions.APART) if told else []:
        longer = f"{lines[-1]}{captions.APART}{part}" if lines else ""
        if longer and width_of(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def due(day: str | None, days_left: int | None, lang: str) -> str:
    """Until when something is to be done, and how many days that leaves; empty where no day is said."""
    if not day:
        return ""
    if days_left is None:
        return word("due.day", lang, day=told_day(day, lang))
    return word("due.left" if days_left else "due.today", lang, day=told_day(day, lang), count=days_left)
