"""What units are called, and who is meant by what a person types: names, aliases, pinyin whole or by initials."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from scoreboard.spelling import one_dot


@dataclass(frozen=True)
class UnitKeys:
    """All that a unit answers to, folded; every name that it ever bore is among it (S10)."""

    unit: str
    keys: tuple[str, ...]


def folded(name: str) -> str:
    """A name as it is compared: full-width forms made plain, no white space, no case, one middle dot for all."""
    return _folded(name) if len(name) <= _SHORT else _fold(name)


def _fold(name: str) -> str:
    if name.isascii():  # as most figures of a large sheet are: nothing is to be made plain
        return "".join(name.split()).casefold()
    return one_dot("".join(unicodedata.normalize("NFKC", name).split())).casefold()


_SHORT = 64
"""Characters of a name that is remembered folded: the words of a sheet are asked for many times over."""
_folded = lru_cache(maxsize=1 << 15)(_fold)


def matching(keys: Iterable[UnitKeys], typed: str) -> list[str]:
    """The units that `typed` may mean, the likeliest first: whole key, beginning, then anywhere inside.

    Nothing typed means all of them.
    """
    sought = folded(typed)
    distances = [(_distance(unit.keys, sought), unit.unit) for unit in keys]
    return [unit for distance, unit in sorted(distances, key=lambda found: found[0]) if distance < _NOWHERE]


_WHOLE, _BEGINNING, _INSIDE, _NOWHERE = range(4)


def _distance(keys: Sequence[str], sought: str) -> int:
    if sought in keys:
        return _WHOLE
    if any(key.startswith(sought) for key in keys):
        return _BEGINNING
    return _INSIDE if any(sought in key for key in keys) else _NOWHERE


class NameIndex:
    """What very many units answer to, as one text in which they are looked for."""

    def __init__(self, parts: Mapping[str, tuple[int, str]] | None = None) -> None:
        self._parts = dict(parts or {})
        order = sorted(self._parts.items(), key=lambda part: part[1][0])
        self._units = [unit for unit, _part in order]
        self._begins = list(accumulate((len(text) for _unit, (_place, text) in order), initial=0))
        self._text = "".join(text for _unit, (_place, text) in order)

    def but(self, units: Iterable[tuple[int, UnitKeys]]) -> "NameIndex":
        """The same with what these units answer to now, each with its place among all; one without keys is no more."""
        parts = dict(self._parts)
        for place, unit in units:
            if unit.keys:
                parts[unit.unit] = place, _BETWEEN + _BETWEEN.join(unit.keys) + _BETWEEN
            else:
                parts.pop(unit.unit, None)
        return NameIndex(parts)

    def __len__(self) -> int:
        return len(self._units)

    def matching(self, typed: str) -> list[str]:
        """The units that `typed` may mean as `matching` finds them, in their order where they are equally likely."""
        sought = folded(typed).replace(_BETWEEN, "")
        found: dict[int, None] = {}
        for pattern in (f"{_BETWEEN}{sought}{_BETWEEN}", f"{_BETWEEN}{sought}", sought):
            found.update(dict.fromkeys(self._holding(pattern)))
        return [self._units[place] for place in found]

    def _holding(self, pattern: str) -> Iterator[int]:
        """The places of units that answer to something with this in it."""
        at = self._text.find(pattern)
        while at >= 0:
            place = bisect_right(self._begins, at) - 1
            yield place
            at = self._text.find(pattern, self._begins[place + 1])


_BETWEEN = "\n"


def keys_of(names: Iterable[str]) -> tuple[str, ...]:
    """All that somebody with these names answers to, folded: the names, and the pinyin of those in hanzi."""
    keys: dict[str, None] = {}
    for name in dict.fromkeys(folded(name) for name in names if name):
        keys[name] = None
        if any(character >= "㐀" for character in name):
            keys.update(dict.fromkeys(_pinyin_of(name)))
    return tuple(keys)


def _pinyin_of(name: str) -> tuple[str, str]:
    """The full pinyin of a name and its initials."""
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(name)
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)
