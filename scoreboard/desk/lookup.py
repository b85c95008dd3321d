"""Finding a unit while its name is being typed: by name, alias, English name or pinyin, whole or by initials."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from scoreboard.models import UnitName
from scoreboard.store.finding import folded


@dataclass(frozen=True)
class UnitKeys:
    """All that a unit answers to, folded; every name that it ever bore is among it (S10)."""

    unit: str
    keys: tuple[str, ...]


def read_unit_keys(session: Session, units: Collection[str]) -> tuple[UnitKeys, ...]:
    """The keys of `units` in the order given. Slow the first time, for the pinyin dictionary is large."""
    names: dict[str, list[str]] = {unit: [unit] for unit in units}
    for row in session.exec(select(UnitName).order_by(col(UnitName.unit_id), col(UnitName.position))):
        if row.unit_id in names:
            names[row.unit_id] += [row.name, row.short_name, row.name_en, *row.aliases]
    return tuple(UnitKeys(unit, _keys_of(called)) for unit, called in names.items())


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


def _keys_of(names: Iterable[str]) -> tuple[str, ...]:
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
