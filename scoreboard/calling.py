"""What units are called, and who is meant by what a person types: names, aliases, pinyin whole or by initials."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class UnitKeys:
    """All that a unit answers to, folded; every name that it ever bore is among it (S10)."""

    unit: str
    keys: tuple[str, ...]


def folded(name: str) -> str:
    """A name as it is compared: full-width forms made plain, without white space, without case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


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
