"""Words and names of the hall: the catalogue, and the name of a unit, area or star in a language."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from scoreboard.enums import Outcome
from scoreboard.locale import catalogue, enumerated, language_of, listed, say
from scoreboard.publications.flag_row import FlagRow, told_margin, told_reasons, told_vacancy
from scoreboard.wire import UnsetType, given
from screens.widgets.cells import clip, width_of


def word(path: str, lang: str, **values: Any) -> str:
    """A text of the catalogue's room `hall`."""
    return say(f"hall.{path}", lang, **values)


def word_or(path: str, lang: str, otherwise: str) -> str:
    """A text of the catalogue's room `hall`, or `otherwise` where it has none (pools are free words)."""
    return catalogue("hall", lang).get(path, otherwise)


class CalledUnit(Protocol):
    """Whatever bears the names of a unit: the unit itself, or a row that is about it."""

    @property
    def short_name(self) -> str:
        """What it is called in short."""

    @property
    def short_name_en(self) -> str | UnsetType:
        """The same in English, where it has such a name."""

    def called(self, lang: str) -> str:
        """What it is called in a language."""


def short_in(unit: CalledUnit, lang: str) -> str:
    """The unit's short name; in English, where it has none of its own there, that of the name which it bears there."""
    if lang != "en":
        return unit.short_name or unit.called(lang)
    name = unit.called("en")
    readable = language_of([unit.short_name]) in ("en", language_of([name]))
    shared = unit.short_name if readable and name == unit.called("zh") else ""
    return given(unit.short_name_en) or shared or name


def label(unit: CalledUnit, lang: str, width: int) -> str:
    """The unit's name in `width` cells: the full one if it fits, else the short one, else cut with a sign."""
    full, short = unit.called(lang), short_in(unit, lang)
    if width_of(full) > width and width_of(short) <= width:
        return short
    return clip(full, width)


def joined(units: Iterable[CalledUnit], lang: str) -> str:
    """The names of several units as one text."""
    return enumerated((unit.called(lang) for unit in units), lang)


def first_of(units: Sequence[CalledUnit], lang: str, most: int) -> str:
    """The names of `most` units as one text, and how many more there are; of one more than that it is named, too."""
    if len(units) <= most + 1:
        return joined(units, lang)
    named = listed((unit.called(lang) for unit in units[:most]), lang)
    return word("first_of", lang, units=named, count=len(units) - most)


def name_lines(units: Sequence[CalledUnit], lang: str, width: int, most: int) -> list[str]:
    """The names in at most so many lines of `width` cells, none of them broken; of the rest how many more there are.

    No lines where not even the first has room.
    """
    names, between = [unit.called(lang) for unit in units], word("and", lang)
    for count in range(len(names), 0, -1):
        left, lines = len(names) - count, list[str]()
        last = word("first_of", lang, units=names[count - 1], count=left) if left else names[count - 1]
        for text in (*(f"{name}{between}" for name in names[: count - 1]), last):
            if lines and width_of(f"{lines[-1]}{text}".rstrip()) <= width:
                lines[-1] += text
            else:
                lines.append(text)
        lines = [line.rstrip() for line in lines]
        if len(lines) <= most and all(width_of(line) <= width for line in lines):
            return lines
    return []


def outcome_of(row: FlagRow, lang: str) -> str:
    """The outcome in words, with the count of defences where the flag was defended."""
    count = max(row.defences.values(), default=0)
    if row.outcome == Outcome.DEFENDED and count:
        return word("flag.defended", lang, count=count)
    if row.is_open and row.holders:
        return word("outcome.won", lang)
    return word(f"outcome.{row.told_outcome}", lang)


def nobody_of(row: FlagRow, lang: str) -> str:
    """What stands where a flag's holder would: that it is vacant, or that it is not known yet who has it."""
    return word("outcome.open" if row.is_open else "vacant", lang)


def facts_of(row: FlagRow, lang: str, counted: bool = False) -> list[str]:
    """What there is to say of a flag's outcome: the margin, the defences (unless `counted` elsewhere), the reason."""
    facts = []
    if margin := told_margin(row):
        facts.append(word("flag.margin", lang, margin=margin))
    defences = max(row.defences.values(), default=0)
    if defences and not counted:
        facts.append(word("flag.defences", lang, count=defences))
    facts += [*told_reasons(row, lang), *told_vacancy(row, lang)]
    if row.is_open:
        facts.append(word("outcome.came" if row.holders else "outcome.settles", lang))
    return facts
