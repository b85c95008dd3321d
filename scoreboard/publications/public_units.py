"""Questions about units: what they are called, and all that is public of one."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scoreboard.errors import BadInput
from scoreboard.facts import FactKind
from scoreboard.name_search import UnitKeys, folded, keys_of
from scoreboard.publications.board_words import name_on
from scoreboard.publications.names import InBothLanguages
from scoreboard.publications.questions import Question
from scoreboard.store.public.asking import in_portions
from scoreboard.store.public.facts import Document, Facts
from scoreboard.wire import UNSET, UnsetType, from_json


@dataclass(frozen=True, kw_only=True, slots=True)
class CurrentUnit(InBothLanguages):
    """A unit with the names that it bears now, and where it belongs."""

    id: str
    name: str
    short_name: str
    short_name_en: str | UnsetType = UNSET
    name_en: str
    kind: str
    kind_en: str | UnsetType = UNSET
    parent: str | None
    pool: str
    active: bool
    """Whether it is still there."""
    ended_on: str | UnsetType = UNSET
    """Since when it is there no more."""


def units_of(facts: Facts, ids: Iterable[str] | None = None, upto: int | None = None) -> list[CurrentUnit]:
    """Units with the names that they bear now; all of them, in their order, where none are named."""
    board = facts.touched("competition", upto)
    if board is None:
        return []
    printed = facts.print_of(board)
    if printed is not None:
        wanted = None if ids is None else set(ids)
        return [from_json(CurrentUnit, unit) for unit in printed["units"] if wanted is None or unit["id"] in wanted]
    kind, day = FactKind.UNIT, Question(facts, board, newest=upto is None).day
    documents = facts.documents(kind, upto=upto) if ids is None else facts.documents_of(kind, ids, upto)
    return [
        CurrentUnit(
            id=unit,
            ended_on=_ended_on(words["last"], day),
            **name_on(words, day),
            kind=words["kind"],
            kind_en=words.get("kind_en", UNSET),
            parent=words["parent"],
            pool=words["pool"],
            active=words["last"] is None or day.isoformat() <= words["last"],
        )
        for unit, words in sorted(documents.items(), key=lambda item: int(item[1]["position"]))
    ]


def _ended_on(last: str | None, day: date) -> str | UnsetType:
    """The day after the last one of a unit that is there no more."""
    return (
        UNSET if last is None or day.isoformat() <= last else (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    )


def names_of(words: Document) -> Iterator[str]:
    """All that a unit is called or ever was (S10)."""
    for one in words["names"]:
        yield from (one["name"], one["short_name"], one["name_en"], *one["aliases"])
        if "short_name_en" in one:
            yield one["short_name_en"]


def keys_since(facts: Facts, change: int) -> Iterator[tuple[int, UnitKeys]]:
    """The place among all units, and all that it answers to, of each unit that a later change than this one has told
    of; one without keys is there no more."""
    board = facts.touched("competition")
    printed = None if board is None else facts.print_of(board)
    if printed is not None:
        for place, unit in enumerate(printed["units"]):
            yield place, UnitKeys(unit["id"], keys_of([unit["id"], *(unit[name] for name in _NAMES)]))
        return
    rows = facts.ask("SELECT DISTINCT key FROM public_fact WHERE kind = :kind AND change > :change",
                     kind=str(FactKind.UNIT), change=change)  # fmt: skip
    for portion in in_portions(row[0] for row in rows):
        known = facts.documents_of(FactKind.UNIT, portion)
        for unit in portion:
            words = known.get(unit)
            keys = () if words is None else keys_of([unit, *names_of(words)])
            yield 0 if words is None else int(words["position"]), UnitKeys(unit, keys)


_NAMES = ("name", "short_name", "name_en")


def id_of(facts: Facts, name: str) -> str | None:
    """The id of the unit that a name is the id of, as it stands or without case; None where it is none."""
    for wanted in dict.fromkeys((name, name.casefold())):
        if facts.document(FactKind.UNIT, wanted) is not None:
            return wanted
    board = facts.touched("competition")
    printed = None if board is None else facts.print_of(board)
    ids = () if printed is None else (unit["id"] for unit in printed["units"])
    return next((unit for unit in ids if unit.casefold() == name.casefold()), None)


def find_unit(facts: Facts, wanted: str) -> str:
    """The id of the unit that is called so, by its id or a name that it bears or ever bore (S10).

    Raises BadInput where nothing or more than one unit is so called.
    """
    if (known := id_of(facts, wanted.strip())) is not None:
        return known
    sought = folded(wanted)
    found = _called(facts, sought, _written_so(facts, wanted.strip())) or _called(facts, sought, _every_unit(facts))
    if not found or not sought:
        raise BadInput("unknown.unit", unit=wanted)
    if len(found) > 1:
        raise BadInput("unknown.ambiguous_unit", unit=wanted, found=", ".join(sorted(found)))
    return found[0]


def _called(facts: Facts, sought: str, units: Iterable[str]) -> list[str]:
    """Those of some units that bear or bore a name, which is given folded."""
    return [
        unit
        for portion in in_portions(units)
        for unit, words in facts.documents_of(FactKind.UNIT, portion).items()
        if any(folded(name) == sought for name in names_of(words))
    ]


def _written_so(facts: Facts, name: str) -> list[str]:
    """The units whose facts hold a name as it stands: of hundreds of thousands the database finds them soonest."""
    text = json.dumps(name, ensure_ascii=False).replace("!", "!!").replace("%", "!%").replace("_", "!_")
    question = "SELECT DISTINCT key FROM public_fact WHERE kind = :kind AND value LIKE :text ESCAPE '!'"
    return [row[0] for row in facts.ask(question, kind=str(FactKind.UNIT), text=f"%{text}%")]


def _every_unit(facts: Facts) -> list[str]:
    return [
        row[0] for row in facts.ask("SELECT DISTINCT key FROM public_fact WHERE kind = :kind", kind=str(FactKind.UNIT))
    ]


def series_of(facts: Facts, unit: str, upto: int | None = None) -> list[str]:
    """The series in whose rankings a unit may stand, or may have stood."""
    every = list(facts.documents(FactKind.SERIES, upto=upto))
    numbers = facts.unit_numbers([unit])
    if not every:  # a file of before there were facts
        return list(dict.fromkeys(key.split("/")[1] for key in facts.boards("ranking/", upto)))
    if unit not in numbers:
        return []
    found: list[str] = []
    for portion in in_portions(every):
        rows = facts.ask(
            "SELECT series FROM public_member WHERE unit = :unit AND series IN :series",
            unit=numbers[unit],
            series=portion,
        )
        found += [row[0] for row in rows]
    return found
