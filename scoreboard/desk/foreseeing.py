"""What a deed would change, shown before it is done: it is done in a transaction of which nothing is kept.

Whoever does it afterwards signs what they saw: where it would change anything else by then, it is refused.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scoreboard.desk.proposals import Proposal, ProposedHonour
from scoreboard.desk.unit_of_work import acting, trying
from scoreboard.errors import Refused
from scoreboard.facts import FactKind
from scoreboard.publications.board_words import NamedUnit, unit_words
from scoreboard.publications.comparing import public_sections
from scoreboard.publications.comparing_inside import read_inside, sealed_sections
from scoreboard.publications.differences import Section, Told, What
from scoreboard.settings import Settings
from scoreboard.store.contest import competition_of, day_here
from scoreboard.store.engine import Store
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.facts import Facts
from scoreboard.store.writing import Writing

MOST = 60
"""Differences of a board that are told one by one; the rest are counted."""
ORDER = (
    *("vetoes", "units", "ranking", "flags", "annual", "range", "captures", "bulletin", "seal"),
    *("stars", "pledges", "goals", "benchmarks", "livelihood", "rectifications", "campaigns", "visits"),
)
"""In which order boards are told of."""
_OF_UNITS = frozenset({What.HOLDERS, What.PREVIOUS, What.LEADING})


@dataclass(frozen=True, kw_only=True, slots=True)
class ForeseenName:
    """What something is called."""

    name: str
    name_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ForeseenDoubt:
    """What may be a slip, though nothing forbids it: an honour of a day that is still to come."""

    day: str
    today: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Foreseen:
    """All that a deed would change, board by board, and what those are called whom it is about."""

    deed: str
    sections: tuple[Section, ...]
    units: Mapping[str, NamedUnit]
    series: Mapping[str, ForeseenName]
    periods: Mapping[str, ForeseenName]
    areas: Mapping[str, ForeseenName]
    """By ``SERIES/AREA``."""
    vetoes: Mapping[str, ForeseenName]
    doubt: ForeseenDoubt | None = None


def foresee(store: Store, settings: Settings, proposal: Proposal) -> Foreseen:
    """What a deed would change, if it were done now; nothing is. Raises what the deed itself would."""
    with trying(store, settings, proposal.deed, series=proposal.about) as writing:
        return _foreseen(writing, proposal)


def carry_out(store: Store, settings: Settings, proposal: Proposal, seen: Foreseen) -> None:
    """Do a deed whose consequences have been seen. Raises Refused, doing nothing, where they are others by now."""
    with acting(store, settings, proposal.deed, series=proposal.about) as writing:
        if _foreseen(writing, proposal).sections != seen.sections:
            raise Refused("foresee.moved")


def _foreseen(writing: Writing, proposal: Proposal) -> Foreseen:
    """Do a deed in an open transaction, and see what it has changed."""
    session, scope = writing.session, proposal.scope(writing.session)
    facts = facts_of(session)
    before, head = read_inside(session, scope, writing.now), facts.head()
    proposal.do(writing)
    session.flush()
    public = public_sections(facts, head, writing.now)
    after = read_inside(session, scope, writing.now)
    found = [*public, *sealed_sections(before, after, public)]
    sections = tuple(section.cut(MOST) for section in sorted(found, key=_order))
    early = proposal.still_to_come(writing) if isinstance(proposal, ProposedHonour) else None
    doubt = None if early is None else ForeseenDoubt(**early)
    return replace(_with_names(writing, facts, proposal.deed, sections), doubt=doubt)


def _order(section: Section) -> tuple[int, str, str, bool, str]:
    place = ORDER.index(section.board) if section.board in ORDER else len(ORDER)
    return place, section.series or "", section.period or "", section.area is None, section.area or ""


def _with_names(writing: Writing, facts: Facts, deed: str, sections: tuple[Section, ...]) -> Foreseen:
    items = competition_of(writing.session).annual.get("vetoes", [])
    day = day_here(writing.session, writing.now)
    return Foreseen(
        deed=deed,
        sections=sections,
        units=unit_words(facts, sorted(set(_units_in(sections))), day, None),
        series=_names(facts, FactKind.SERIES, (one.series for one in sections)),
        periods=_names(facts, FactKind.PERIOD, _periods_in(sections)),
        areas=_names(facts, FactKind.AREA, _areas_in(sections)),
        vetoes={one["id"]: ForeseenName(name=one["name"], name_en=one["name_en"] or one["name"]) for one in items},
    )


def _names(facts: Facts, kind: FactKind, keys: Iterable[str | None]) -> dict[str, ForeseenName]:
    known = facts.documents_of(kind, [key for key in keys if key])
    return {
        key: ForeseenName(name=words["name"], name_en=words["name_en"] or words["name"]) for key, words in known.items()
    }


def _units_in(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        for one in section.differences:
            if one.unit is not None:
                yield one.unit
            if one.what in _OF_UNITS:
                yield from (*_several(one.before), *_several(one.after))


def _several(told: Told) -> tuple[str, ...]:
    return told if isinstance(told, tuple) else ()


def _periods_in(sections: Sequence[Section]) -> Iterator[str | None]:
    for section in sections:
        yield section.period
        if section.board in ("annual", "vetoes"):
            yield from (one.of for one in section.differences)


def _areas_in(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        if section.area:
            yield f"{section.series}/{section.area}"
        if section.board == "flags":
            yield from (f"{section.series}/{one.of}" for one in section.differences if one.of)
