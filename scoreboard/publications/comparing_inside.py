"""What becomes different of what is sealed, for those who may know it: terms, places, vetoes, the year.

What of it a deed may change is read before it and after it; what the public learns as well is told as public.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from scoreboard.enums import PeriodState, Ranking
from scoreboard.facts import OVERALL
from scoreboard.models import Series, SeriesPeriod, Veto
from scoreboard.publications.boards import Picture, inside_picture
from scoreboard.publications.comparing import in_area, placed, vetoes_differ
from scoreboard.publications.comparing_year import year_differs
from scoreboard.publications.differences import Difference, Placed, Section, both_sides, flag_differs, places_differ
from scoreboard.publications.kinds import annual
from scoreboard.publications.kinds.annual import AnnualBoard
from scoreboard.publications.recording import term_words
from scoreboard.store.contest import competition_of, contest_of
from scoreboard.store.ledger import read_ledger
from scoreboard.store.public.facts import Document

TermKey = tuple[str, str, str, str]
"""A series, a period, an area (none for the overall table) and a pool."""
RankingKey = tuple[str, str, str]
"""A series, a period and an area, none for the overall table."""


@dataclass(frozen=True)
class Ranked:
    """A ranking that is sealed."""

    decimals: int
    by_pool: bool
    places: Mapping[str, Placed]


@dataclass(frozen=True)
class Inside:
    """What is on record of some series, whether it is public or not."""

    terms: Mapping[TermKey, Document] = field(default_factory=dict)
    decimals: Mapping[str, int] = field(default_factory=dict)
    """With how many digits each series tells margins."""
    rankings: Mapping[RankingKey, Ranked] = field(default_factory=dict)
    vetoes: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    year: AnnualBoard | None = None


@dataclass(frozen=True)
class SealedScope:
    """Of what a deed may change what is sealed."""

    series: tuple[str, ...] = ()
    """The series of whose flags and rankings."""
    unit: str | None = None
    """The unit of whose vetoes."""


def read_inside(session: Session, scope: SealedScope, now: datetime) -> Inside:
    """The flags of some series, the rankings of those of their periods that are sealed, a unit's vetoes, the year."""
    terms: dict[TermKey, Document] = {}
    rankings: dict[RankingKey, Ranked] = {}
    decimals = {one.id: one.decimals for one in session.exec(select(Series).where(col(Series.id).in_(scope.series)))}
    for one in scope.series:
        for overall in (False, True):
            for (area, pool), found in read_ledger(session, one, overall=overall).terms.items():
                terms.update({(one, term.period, area, pool): term_words(term) for term in found})
        for period in _sealed(session, one):
            picture = inside_picture(session, contest_of(session, one, period), now)
            rankings.update(((one, period, area), ranked) for area, ranked in _rankings(picture))
    led = competition_of(session).annual.get("series")
    year = annual.inside(session, now) if led is not None and _sealed(session, led) else None
    return Inside(terms, decimals, rankings, {} if scope.unit is None else _vetoes(session, scope.unit), year)


def _sealed(session: Session, series: str) -> Sequence[str]:
    """The periods of a series that are closed and not wholly public."""
    return session.exec(
        select(SeriesPeriod.period_id).where(SeriesPeriod.series_id == series, SeriesPeriod.state == PeriodState.SEALED)
    ).all()


def _rankings(picture: Picture) -> Iterator[tuple[str, Ranked]]:
    contest, scores = picture.contest, picture.scores
    pools = {unit.id: unit.pool for unit in scores.units}
    decimals, by_pool = contest.rules.decimals, contest.rules.ranking == Ranking.BY_POOL
    for area in contest.areas:
        found = [one for pool in contest.flag_pools for one in scores.standings(area.id, pool)]
        yield area.id, Ranked(decimals, by_pool, {one.unit: placed(one, pools[one.unit], None) for one in found})
    if not contest.is_year:
        held = picture.ledger.flags_in(contest.period.id)
        table = [one for pool in contest.flag_pools for one in scores.overall(pool, held)]
        yield OVERALL, Ranked(decimals, by_pool, {one.unit: placed(one, pools[one.unit], one.flags) for one in table})


def _vetoes(session: Session, unit: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
    rows = session.exec(
        select(Veto).where(Veto.unit_id == unit, col(Veto.lifted_at).is_(None)).order_by(col(Veto.id))
    ).all()
    periods = dict.fromkeys(row.period_id for row in rows)
    return {(one, unit): tuple(row.veto for row in rows if row.period_id == one) for one in periods}


def sealed_sections(before: Inside, after: Inside, public: Iterable[Section]) -> list[Section]:
    """What is different of what is on record, but for what is different in public as well."""
    known = {section.about: section for section in public}
    found = [*_compared(before, after)]
    left = (section.without(known.get(section.about)) for section in found)
    return [section for section in left if section.differences]


def _compared(before: Inside, after: Inside) -> Iterator[Section]:
    yield Section(board="vetoes", sealed=True, differences=tuple(vetoes_differ(before.vetoes, after.vetoes)))
    for key in dict.fromkeys([*after.rankings, *before.rankings]):
        series, period, area = key
        old, new = before.rankings.get(key), after.rankings.get(key)
        if old is not None and new is not None:
            differ = places_differ(old.places, new.places, new.decimals, by_pool=new.by_pool)
            yield Section(
                board="ranking",
                series=series,
                period=period,
                area=area or None,
                sealed=True,
                differences=tuple(differ),
            )
    flags: dict[tuple[str, str], list[Difference]] = {}
    for term in sorted(both_sides(before.terms, after.terms)):
        series, period, area, pool = term
        differ = in_area(
            area, flag_differs(before.terms.get(term), after.terms.get(term), pool, after.decimals[series])
        )
        flags.setdefault((series, period), []).extend(differ)
    for (series, period), found in flags.items():
        yield Section(board="flags", series=series, period=period, sealed=True, differences=tuple(found))
    if before.year is not None and after.year is not None:
        yield Section(
            board="annual",
            series=after.year.series,
            sealed=True,
            differences=tuple(year_differs(before.year, after.year)),
        )
