"""What a run sheet says or leaves out that nobody can have meant. The check says it; it locks nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import pairwise

from sqlmodel import Session, select

from scoreboard.ceremony.direction import Standpoint
from scoreboard.ceremony.findings import Finding
from scoreboard.ceremony.run_sheet import Cue
from scoreboard.models import Nominee

MEANT_FOR: Mapping[str, tuple[str, ...]] = {
    "area": ("flag", "ranking"),
    "pool": ("flag", "ranking"),
    "star": ("star",),
    "places": ("star",),
    "reveal": ("flag", "ranking", "star"),
    "seconds": ("countdown",),
}
"""The kinds of cue that a key says something of; with any other it is passed over."""
WITH_WORDS = ("speech", "message")
"""Kinds of cue that show nothing but their words."""


def oddities(session: Session, here: Standpoint) -> Iterator[Finding]:
    """A finding for each sort of oddity that there is, with the numbers of its cues."""
    missing = [kind for kind in ("title", "closing") if kind not in {cue.kind for cue in here.sheet}]
    missing += [f"star {star}" for star in _stars_left(session, here)]
    if missing:
        yield Finding("parts", "warning", {"what": ", ".join(missing)})
    for name, numbers in (
        ("order", _misplaced(here.sheet)),
        ("twice", _twice(here.sheet)),
        ("empty", _empty(here.sheet)),
        ("split", _split(here.sheet)),
        ("useless", _useless(here.sheet)),
    ):
        if numbers:
            yield Finding(name, "warning", {"cues": ", ".join(map(str, numbers))})


def _stars_left(session: Session, here: Standpoint) -> list[str]:
    """The star categories with nominees of this series that no cue shows: they would never be announced."""
    contest = here.contest
    nominated = session.exec(
        select(Nominee.star_id)
        .where(Nominee.period_id == contest.period.id, Nominee.series_id == contest.series.id)
        .distinct()
    )
    return sorted(set(nominated) - {cue.star for cue in here.sheet if cue.kind == "star"})


def _misplaced(sheet: tuple[Cue, ...]) -> list[int]:
    """Titles that do not come first and closings that do not come last."""
    last = len(sheet)
    return [
        number
        for number, cue in enumerate(sheet, 1)
        if (cue.kind == "title" and number > 1) or (cue.kind == "closing" and number < last)
    ]


def _twice(sheet: tuple[Cue, ...]) -> list[int]:
    """Cues of a flag or a star that an earlier one has announced."""
    seen: set[tuple[str, ...]] = set()
    found = []
    for number, cue in enumerate(sheet, 1):
        key = (cue.kind, cue.area, cue.pool, cue.star)
        if cue.kind in ("flag", "star") and key in seen:
            found.append(number)
        seen.add(key)
    return found


def _useless(sheet: tuple[Cue, ...]) -> list[str]:
    """Cues with a key that their kind has no use for, each with those keys."""
    usual = {field.name: field.default for field in fields(Cue)}
    found = []
    for number, cue in enumerate(sheet, 1):
        keys = [key for key, kinds in MEANT_FOR.items() if cue.kind not in kinds and getattr(cue, key) != usual[key]]
        if keys:
            found.append(f"{number} ({', '.join(keys)})")
    return found


def _empty(sheet: tuple[Cue, ...]) -> list[int]:
    return [number for number, cue in enumerate(sheet, 1) if cue.kind in WITH_WORDS and not (cue.title or cue.text)]


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
