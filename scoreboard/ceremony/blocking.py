"""What makes showing a ceremony impossible or wrong, so that its start stays locked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, select

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import key_of
from scoreboard.desk.awards import decide_award
from scoreboard.desk.overall_award import goes_by_flags
from scoreboard.desk.overall_flag import undecided_tables
from scoreboard.desk.stars_awaited import StillAwaited, who_waits
from scoreboard.models import CeremonyEvent, Nominee, Reveal, Star
from scoreboard.publications.revealing import unrevealed_flags
from scoreboard.publications.told_nominees import notice_until
from scoreboard.store.contest import Contest, vetoed_units
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import read_ledger
from scoreboard.store.standings import View


@dataclass(frozen=True)
class Waiting:
    """A nominee who can't be announced yet, and what is awaited."""

    unit: str
    person: str
    awaited: StillAwaited
    until: date | None = None
    """The last day of a notice that is awaited."""
    person_en: str = field(default="", compare=False)


@dataclass(frozen=True)
class Blocker:
    """One thing in the way: "open" (the period), "tie" or "vetoed" (a flag), "star" (people of a category).

    `units` and `people` are sealed facts.
    """

    name: str
    area: str = ""
    pool: str = ""
    units: tuple[str, ...] = ()
    star: str = ""
    people: tuple[Waiting, ...] = ()

    @property
    def key(self) -> str:
        """What a signature names it by; it says nothing sealed."""
        return "/".join(part for part in (self.name, self.area, self.pool, self.star) if part)

    @property
    def about(self) -> tuple[str, ...]:
        """Whom it is about: another one of the same key is another thing."""
        return tuple(sorted((*self.units, *(f"{one.unit}/{one.person}/{one.awaited}" for one in self.people))))


def blockers(session: Session, contest: Contest, sheet: Iterable[Cue], now: datetime) -> tuple[Blocker, ...]:
    """An open period; else, of what has not been shown yet, what is not settled.

    Of flags undecided ties and winners under a veto, of the table's flag once the ties are decided that it goes by; of
    the stars in a run sheet people who are on notice or under objection, tie, whose votes don't count, or whom nobody
    has elected.
    """
    if not contest.closed:
        return (Blocker("open"),)
    scores = Tops(session, contest, View.CONFIRMED)
    ledger = read_ledger(session, contest.series.id, revealed_only=True, but=contest.period.id)
    vetoed = vetoed_units(session, contest.period.id)
    found = []
    for area, pool in unrevealed_flags(session, contest):
        award = decide_award(session, contest, scores, ledger, area, pool)
        if award.undecided:
            found.append(Blocker("tie", area, pool, award.leaders))
        term = ledger.term((area, pool), contest.period.id)
        wrong = tuple(unit for unit in term.holders if unit in vetoed) if term else ()
        if wrong:
            found.append(Blocker("vetoed", area, pool, wrong))
    tied = {one.pool for one in found if one.name == "tie"} if goes_by_flags(contest) else set()
    flag, tables = contest.series.overall_flag, undecided_tables(session, contest)
    found += [Blocker("tie", flag, award.pool, award.leaders) for award in tables if award.pool not in tied]
    return (*found, *_stars(session, contest, sheet, now))


def _stars(session: Session, contest: Contest, sheet: Iterable[Cue], now: datetime) -> Iterator[Blocker]:
    today = contest.day_of(now)
    shown = dict.fromkeys(key[1] for key in map(key_of, sheet) if key is not None and key[0] == "star")
    for star_id in shown:
        star = session.get(Star, star_id)
        if star is None or session.get(Reveal, ("star", *contest.key, star_id, "")) is not None:
            continue
        people = tuple(
            Waiting(nominee.unit_id, nominee.person, awaited, _last_day(contest, nominee, awaited), nominee.person_en)
            for nominee, awaited in who_waits(session, contest, star, today)
        )
        if people:
            yield Blocker("star", star=star_id, people=people)


def _last_day(contest: Contest, nominee: Nominee, awaited: StillAwaited) -> date | None:
    return notice_until(contest.competition, nominee) if awaited is StillAwaited.NOTICE else None


def signed_off(session: Session, ceremony: str, found: Iterable[Blocker]) -> frozenset[Blocker]:
    """Those blockers with which somebody has signed that the ceremony may begin all the same.

    A signature is for those who stood in the way then: another tie of the same flag wants another one.
    """
    signatures = session.exec(
        select(CeremonyEvent).where(CeremonyEvent.ceremony_id == ceremony, CeremonyEvent.kind == "sign")
    )
    signed = {
        (key, tuple(sorted(units)))
        for signature in signatures
        for key, units in signature.detail.get("units", {}).items()
    }
    return frozenset(one for one in found if (one.key, one.about) in signed)


def unsigned(session: Session, ceremony: str, contest: Contest, sheet: Iterable[Cue], now: datetime) -> list[Blocker]:
    """What stands in the way of a ceremony and nobody has signed off, in the order of `blockers`."""
    found = blockers(session, contest, sheet, now)
    signed = signed_off(session, ceremony, found)
    return [one for one in found if one not in signed]
