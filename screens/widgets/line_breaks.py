"""Where a line of a text may end: between phrases, as a reader would pause.

Chinese is cut into phrases by BudouX, other scripts at their spaces. Nothing is cut inside a number, between a number
and its unit, inside a word of the contest's vocabulary or a place's own name; a name with a “·” only behind that.
"""

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from rich.cells import get_character_cell_size

from scoreboard.locale import say

if TYPE_CHECKING:
    from budoux import Parser

UNBROKEN = 4
"""A text of so many characters without a space stands on one line."""
_NEVER_FIRST = frozenset("，。、；：！？）》」』】”’,.;:!?)%‰℃·…")
_NEVER_LAST = frozenset("（《「『【“‘(第￥$")
_DOTTED = re.compile(r"[^\s·]+(?:·[^\s·]+)+")
"""A transliterated name; what follows it without a space is not told apart."""
_COUNTED = re.compile(r"\d[\d.,:/-]*.?")
"""A number and the character behind it, which is mostly its unit."""
_HOUR = re.compile(r"[一二三四五六七八九十]+点(?:整|半|钟|[一二三四五六七八九十]+分)")
_KIND = re.compile(r"(?<=[^\W\d]{2})[县市区镇乡](?=\d)")
"""The kind of a place before a number, as of a year: it ends the place's name."""


@lru_cache(maxsize=1)
def _parser() -> "Parser":
    from budoux import load_default_simplified_chinese_parser

    return load_default_simplified_chinese_parser()


def read_phrases() -> None:
    """Read how texts are cut into phrases now, which takes some milliseconds, and not when a key is pressed."""
    _parser()


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    return tuple(say("hall.together", "zh").split())


@lru_cache(maxsize=1)
def _place() -> re.Pattern[str]:
    """A place's own name, which is whole, and its kind where that is told at length."""
    own = rf"[^\W\d]{{2,{UNBROKEN}}}?"
    return re.compile(
        rf"({own})(?:(?:{_peoples().pattern})+(?:自治[区州县旗]|[乡镇])|自治[区州县旗]|街道|开发区|管理区)"
    )


@lru_cache(maxsize=1)
def _peoples() -> re.Pattern[str]:
    """A people, with a kind of one character that stands with it."""
    return re.compile(f"(?:{'|'.join(say('hall.peoples', 'zh').split())})[乡镇]?")


@lru_cache(maxsize=2048)
def phrase_ends(text: str) -> frozenset[int]:
    """The places before which a line may end without hurting a phrase."""
    if _stands_together(text):
        return frozenset()
    ends = set[int]()
    for chunk in re.finditer(r"\S+", text):  # a space would be taken for a part of the phrase that follows it
        if _stands_together(chunk.group()):
            continue
        ends |= {chunk.start() + end for end in accumulate(map(len, _parser().parse(chunk.group())))}
    inside, edges = _words_in(text)
    if place := _place().match(text):
        inside |= set(range(1, place.end(1)))
        edges.add(place.end(1))
        for people in _peoples().finditer(place.group(), place.end(1)):
            inside |= set(_within(people))
            edges.add(people.end())
    inside |= {kind.start() for kind in _KIND.finditer(text)}
    return _permitted(text, ends | edges) - inside


@lru_cache(maxsize=2048)
def character_ends(text: str) -> frozenset[int]:
    """The same where no phrase is kept together, for what would not be legible otherwise."""
    return frozenset() if _stands_together(text) else _permitted(text, set(range(1, len(text))))


_PART = 4
"""Hanzi of a part of a transliterated name, at most in most of them: where the last ends nothing says."""
_IN_A_NAME = "尔"
"""What stands for a “·” where phrases are looked for: a hanzi of such names."""
_CLAUSE = re.compile(r"[^，。、；：！？]*[，。、；：！？）》」』】”’…]*")
"""What is looked at by itself in running text, of which somebody may be typing the end."""


def clause_ends(text: str, *, within_phrases: bool = False) -> list[int]:
    """The places before which a line of running text may end, in order: between clauses and the phrases of each, or
    `within_phrases` too, but never in a number or a name."""
    ends: list[int] = []
    for clause in _CLAUSE.finditer(text):
        ends += [clause.start() + end for end in sorted(_ends_within(clause.group(), within_phrases))]
        if clause.group() and clause.end() < len(text):
            ends.append(clause.end())
    return ends


def _ends_within(clause: str, within_phrases: bool) -> frozenset[int]:
    """The same of a clause: the parts of a name with a “·” are whole, as far as such parts are long."""
    found = character_ends if within_phrases else phrase_ends
    if "·" not in clause:
        return found(clause)
    dots = [at for at, character in enumerate(clause) if character == "·"]
    text = clause.replace("·", _IN_A_NAME)
    ends, phrases = found(text), phrase_ends(text)
    parts = {at + by for at in dots for by in range(1 - _PART, _PART + 1)}
    before = {at + by for at in dots for by in (1 - _PART, -2)} & phrases
    behind = {at + 1 for at in dots if at + 1 < len(clause)}
    return (ends - (parts - before)) | behind


def _stands_together(text: str) -> bool:
    return len(text) <= UNBROKEN and " " not in text


def _permitted(text: str, ends: set[int]) -> frozenset[int]:
    """Those of `ends` at which a line may end at all, and all spaces."""
    kept = {
        at
        for match in (*_COUNTED.finditer(text), *_DOTTED.finditer(text), *_HOUR.finditer(text))
        for at in _within(match)
    }
    dots = {at for at in range(1, len(text)) if text[at - 1] == "·"}
    found = set[int]()
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        phrase = (
            at in ends - kept
            and 2 in (get_character_cell_size(before), get_character_cell_size(after))
            and not _clings(before, after)
        )
        if phrase or at in dots or " " in (before, after):
            found.add(at)
    return frozenset(found - _lonely(text, found))


def _clings(before: str, after: str) -> bool:
    return after in _NEVER_FIRST or before in _NEVER_LAST


def _within(match: re.Match[str]) -> range:
    return range(match.start() + 1, match.end())


def _lonely(text: str, ends: set[int]) -> set[int]:
    """Where a line of one wide character would stand alone at either end of the text."""
    return {at for at in ends if at in (1, len(text) - 1) and " " not in (text[at - 1], text[at])}


def _words_in(text: str) -> tuple[set[int], set[int]]:
    """What lies inside the words of the contest's vocabulary, and where they begin and end."""
    inside, edges = set[int](), set[int]()
    for word in (word for word in _words() if word in text):
        for match in re.finditer(re.escape(word), text):
            inside |= set(_within(match))
            edges |= {match.start(), match.end()}
    return inside, edges
