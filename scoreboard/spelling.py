"""What names and texts may be written in: nothing that a reader cannot see, or would take for something else.

One rule for all of them, wherever they come from: a folder, a command's words, a form. Names are compared by eye as
well: two people may not be called what looks the same.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

BOARD_NAMES = ("board", "flags", "stars")
"""What viewers over SSH call the boards of every competition: no series and no unit has one of these as its id."""
LONGEST_NAME = 200
"""Characters of a name."""
LONGEST_TEXT = 2000
"""Characters of a text."""
KNOWN = 1 << 16
"""Characters of which it is remembered what they are: names of a contest have a few thousand, a million times."""
MOST_MARKS = 4
"""Combining marks, one after the other, of which every script can do with less."""

_UNSEEN = frozenset(
    map(
        chr,
        (
            0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0,
            *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9), *range(0xE0000, 0xE1000),
        ),
    )
)  # fmt: skip
"""Characters that are drawn as nothing, though Unicode calls them letters, marks, signs, or nothing yet."""
_ALPHABETS = frozenset(
    ("LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "GEORGIAN", "HEBREW", "ARABIC", "LISU", "OSAGE")
)
"""Alphabets with letters that look like another one's; words of hanzi may hold letters of any."""


MIDDLE_DOT = "·"
"""What stands between the parts of a name that has been put into hanzi."""
_DOTS = frozenset("•‧∙⋅・ꞏ⸱᛫")
"""Others that keyboards and other programs write for it: nobody sees a difference."""


@dataclass(frozen=True)
class Fault:
    """Why a name or a text cannot be taken: `what` is a sentence's key, `values` what it says besides the text."""

    what: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@lru_cache(KNOWN)
def is_control(character: str) -> bool:
    """Whether a character would break a line, steer a terminal, or is none at all."""
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


@lru_cache(KNOWN)
def is_hidden(character: str) -> bool:
    """Whether a reader does not see a character, though it is there: it steers, turns the line round, or is nothing.

    Characters newer than this Python are none of these: rare hanzi of names are among them.
    """
    if " " <= character <= "~":
        return False
    number = ord(character)
    no_character = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    return is_control(character) or unicodedata.category(character) == "Cf" or character in _UNSEEN or no_character


def text_fault(text: str, *, lines: bool = False, longest: int = LONGEST_TEXT) -> Fault | None:
    """What is wrong with a text; with `lines` it may have several."""
    if text.isascii() and text.isprintable() and len(text) <= longest:
        return None
    for character in dict.fromkeys(text):
        if lines and character == "\n":
            continue
        if is_control(character):
            return Fault("control")
        if is_hidden(character):
            return Fault("hidden", {"code": f"U+{ord(character):04X}"})
    if len(text) > longest:
        return Fault("too_long", {"limit": longest})
    return Fault("marks", {"limit": MOST_MARKS}) if _piles_up(text) else None


def name_fault(name: str) -> Fault | None:
    """What is wrong with a name, beside what is with a text: too long, or a word in letters of several alphabets."""
    fault = text_fault(name, longest=LONGEST_NAME)
    if fault is not None or name.isascii():
        return fault
    for word in unicodedata.normalize("NFKC", name).split():
        alphabets = set(map(_alphabet, word))
        mixed = sorted(alphabets & _ALPHABETS)
        if len(mixed) > 1:
            return Fault("alphabets", {"alphabets": ", ".join(alphabet.capitalize() for alphabet in mixed)})
    return None


@lru_cache(KNOWN)
def _alphabet(letter: str) -> str:
    """The first word of a letter's name, which is its alphabet's; empty for what is no letter."""
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


@lru_cache(KNOWN)
def _is_mark(character: str) -> bool:
    """Whether a character stands on the one before it."""
    return unicodedata.category(character) in ("Mn", "Me")


def _piles_up(text: str) -> bool:
    """Whether marks stand on top of each other, or on nothing."""
    marks, before = 0, " "
    for character in unicodedata.normalize("NFC", text):
        mark = _is_mark(character)
        if mark and before.isspace():
            return True
        marks = marks + 1 if mark else 0
        if marks > MOST_MARKS:
            return True
        before = character
    return False


def spelled(text: str) -> str:
    """A text as it is kept: composed, so that what looks the same by its making is the same."""
    return unicodedata.normalize("NFC", text)


def look_alike(one: str, other: str) -> bool:
    """Whether somebody could take one name for the other: by case, width, or letters that are drawn alike."""
    first, second = _plain(one), _plain(other)
    if _folded(first) == _folded(second):
        return True
    return len(first) == len(second) and all(map(_drawn_alike, first, second))


def told_apart_by(name: str) -> str:
    """What is left of a name that people tell apart: without spaces, widths and cases, its middle dots all alike."""
    return _folded(_plain(name))


def one_dot(text: str) -> str:
    """A text with one middle dot for all of them; full-width forms must have been made plain."""
    return text if _DOTS.isdisjoint(text) else "".join(MIDDLE_DOT if letter in _DOTS else letter for letter in text)


def drawings(name: str) -> set[str]:
    """As what a name is drawn, as it stands and without case: two names that have one in common may be taken for each
    other by whoever reads them."""
    plain = _plain(name)
    return {"".join(map(_one_of_its_likes, text)) for text in (plain, _folded(plain))}


def _plain(name: str) -> str:
    return one_dot("".join(unicodedata.normalize("NFKC", name).split()))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name.casefold())


def _drawn_alike(one: str, other: str) -> bool:
    if one.casefold() == other.casefold():
        return True
    return any(_drawn_as(a) & _drawn_as(b) for a in {one, one.casefold()} for b in {other, other.casefold()})


def _one_of_its_likes(character: str) -> str:
    """Of all characters that Unicode's list takes for this one, always the same one."""
    return _likes().get(character, character)


@lru_cache(1)
def _likes() -> Mapping[str, str]:
    """Every character of that list, by one that stands for all of its likes."""
    from confusable_homoglyphs.confusables import confusables_data

    found: dict[str, str] = {}

    def first(character: str) -> str:
        while (before := found.get(character, character)) != character:
            character = before
        return character

    for character, likes in confusables_data.items():
        for like in (one["c"] for one in likes):
            if len(character) == len(like) == 1:
                low, high = sorted((first(character), first(like)))
                found[high] = low
    return {character: first(character) for character in found}


def _drawn_as(character: str) -> set[str]:
    """A character, and those that Unicode's list of confusable ones names for it."""
    from confusable_homoglyphs.confusables import confusables_data

    return {character, *(found["c"] for found in confusables_data.get(character, ()))}
