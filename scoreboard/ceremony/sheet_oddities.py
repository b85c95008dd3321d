"""What a run sheet says or leaves out that nobody can have meant. The check says it; it locks nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import pairwise

from sqlmodel import Session

from scoreboard.ceremony.cue import Cue, cue_from
from scoreboard.ceremony.cues import cue_kinds, key_of, kind_of
from scoreboard.ceremony.findings import Finding
from scoreboard.ceremony.naming import star_name
from scoreboard.ceremony.stage_control import Standpoint
from scoreboard.ceremony.stars_left import stars_without_a_cue
from scoreboard.desk.sealed_results import TABLE, Key
from scoreboard.locale import Both

NOT_FOR_ANY = ("area", "pool", "star", "places", "by", "singly_from", "reveal", "seconds", "units", "image")
"""The keys of a cue that say something of some kinds only; with any other they are passed over."""
OF_CLIMBS = {"places", "by", "singly_from"}
"""Those that say something of a flag only where its ranking is climbed."""


def oddities(session: Session, here: Standpoint) -> Iterator[Finding]:
    """A finding for each sort of oddity that there is, with the numbers of its cues."""
    missing: list[str | Both] = [name for name in _with_a_place() if name not in {cue.kind for cue in here.sheet}]
    missing += [star_name(session, star) for star in stars_without_a_cue(session, here.contest, here.sheet)]
    if missing:
        yield Finding("parts", "warning", {"what": tuple(missing)})
    for name, numbers in (
        ("order", _misplaced(here.sheet)),
        ("twice", _twice(here.sheet)),
        ("empty", _empty(here.sheet)),
        ("split", _split(here.sheet)),
        ("useless", _useless(here.sheet)),
        ("not_climbed", _not_climbed(here)),
    ):
        if numbers:
            yield Finding(name, "warning", {"cues": ", ".join(map(str, numbers))})


def _with_a_place() -> list[str]:
    """The kinds that every sheet is expected to have, in the order in which they come."""
    kinds = cue_kinds().items()
    return [name for stands in ("first", "last") for name, kind in kinds if kind.stands == stands]


def _misplaced(sheet: tuple[Cue, ...]) -> list[int]:
    """Titles that do not come first and closings that do not come last.

    What is shown while people come in, such as a countdown, has its place before the title.
    """
    found, begun = [], False
    for number, cue in enumerate(sheet, 1):
        kind = kind_of(cue)
        if (begun and kind.stands == "first") or (number < len(sheet) and kind.stands == "last"):
            found.append(number)
        begun = begun or kind.stands == "first" or not kind.preliminary
    return found


def _twice(sheet: tuple[Cue, ...]) -> list[int]:
    """Cues of a flag or a star that an earlier one has announced."""
    seen: set[Key | None] = set()
    found = []
    for number, cue in enumerate(sheet, 1):
        key = key_of(cue)
        if key in (None, TABLE):
            continue
        if key in seen:
            found.append(number)
        seen.add(key)
    return found


def _useless(sheet: tuple[Cue, ...]) -> list[str]:
    """Cues with a key that their kind has no use for, each with those keys."""
    usual = {field.name: field.default for field in fields(Cue)}
    found = []
    for number, cue in enumerate(sheet, 1):
        uses = set(kind_of(cue).uses)
        if "by" in uses and not cue.climbs:
            uses -= OF_CLIMBS
        keys = [key for key in NOT_FOR_ANY if key not in uses and getattr(cue, key) != usual[key]]
        if keys:
            found.append(f"{number} ({', '.join(keys)})")
    return found


def _not_climbed(here: Standpoint) -> list[int]:
    """Cues of flags that are written as climbs of rankings which a freeze has left public: they are shown as usual."""
    if not here.contest.freezes:
        return []
    written = {here.contest.area(cue.area).id for cue in map(cue_from, here.ceremony.cues) if cue.climbs and cue.area}
    return [number for number, cue in enumerate(here.sheet, 1) if "by" in kind_of(cue).uses and cue.area in written]


def _empty(sheet: tuple[Cue, ...]) -> list[int]:
    return [number for number, cue in enumerate(sheet, 1) if kind_of(cue).only_words and not (cue.title or cue.text)]


def _split(sheet: tuple[Cue, ...]) -> list[int]:
    """Cues that take up a call to the stage again after another cue has come between."""
    return [number for number, call in _begun(cue.call for cue in sheet) if call]


def _begun(calls: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where a call begins that has begun before already."""
    seen: set[str] = set()
    for number, (before, call) in enumerate(pairwise(("", *calls)), 1):
        if call != before and call in seen:
            yield number, call
        seen.add(call)
