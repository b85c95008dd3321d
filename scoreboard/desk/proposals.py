"""What an administrator means to do, in the words in which they give it: a command's or a form's.

Each of these says whom it is about and does its deed; what it would change can be looked at before (`foreseeing.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from sqlmodel import Session, select

from scoreboard.desk import abolishing, deciding, honouring, vetoing
from scoreboard.models import SeriesUnit, Unit
from scoreboard.publications.comparing_inside import SealedScope
from scoreboard.store.contest import contest_of, day_here
from scoreboard.store.finding import find_unit
from scoreboard.store.writing import Writing


class Proposal(Protocol):
    """A deed that somebody means to do."""

    deed: ClassVar[str]
    """What they must be permitted to."""

    @property
    def about(self) -> str | None:
        """The series that the deed is about; None for the whole contest."""

    def scope(self, session: Session) -> SealedScope:
        """Of what it may change what is sealed."""

    def do(self, writing: Writing) -> object:
        """Do the deed."""


@dataclass(frozen=True, kw_only=True)
class _AboutContest:
    """What is about one series in one period."""

    series: str
    period: str

    @property
    def about(self) -> str:
        return self.series

    def scope(self, session: Session) -> SealedScope:
        return SealedScope((contest_of(session, self.series, self.period).series.id,))


@dataclass(frozen=True, kw_only=True)
class _AboutUnit:
    """What is about a unit in whatever it takes part."""

    unit: str

    @property
    def about(self) -> None:
        return None

    def scope(self, session: Session) -> SealedScope:
        """The series that it takes part in, and its own vetoes."""
        unit = find_unit(session, self.unit)
        series = session.exec(select(SeriesUnit.series_id).where(SeriesUnit.unit_id == unit.id)).all()
        return SealedScope(tuple(sorted(series)), unit.id)


@dataclass(frozen=True, kw_only=True)
class ProposedCorrection(_AboutContest):
    """A score of a closed period is to be another one, and the flag perhaps somebody else's."""

    deed: ClassVar[str] = "decide"
    area: str
    unit: str
    score: str
    reason: str
    approved_by: Sequence[str]
    judge: str = ""
    pool: str = ""
    holders: Sequence[str] | None = None
    """Who is to hold the flag; None leaves it where it is."""
    table_holders: Sequence[str] | None = None

    def do(self, writing: Writing) -> None:
        session = writing.session
        table_holders, holders = _found(session, self.table_holders), _found(session, self.holders)
        contest = contest_of(session, self.series, self.period)
        deciding.correct(
            writing,
            contest,
            self.area,
            find_unit(session, self.unit),
            self.score,
            self.reason,
            self.approved_by,
            judge=self.judge,
            holders=holders,
            table_holders=table_holders,
            pool=self.pool,
        )


@dataclass(frozen=True, kw_only=True)
class ProposedVacancy(_AboutContest):
    """A vacant flag is to go to somebody, or to stay vacant."""

    deed: ClassVar[str] = "decide"
    area: str
    holders: Sequence[str]
    reason: str
    approved_by: Sequence[str] = ()
    pool: str = ""

    def do(self, writing: Writing) -> None:
        holders = [find_unit(writing.session, one) for one in self.holders]
        contest = contest_of(writing.session, self.series, self.period)
        deciding.decide_vacancy(
            writing, contest, self.area, holders, self.reason, pool=self.pool, approved_by=self.approved_by
        )


@dataclass(frozen=True, kw_only=True)
class ProposedVeto(_AboutUnit):
    """A unit is to be under a veto, of a period or of the year, or no more."""

    deed: ClassVar[str] = "veto"
    item: str
    period: str | None
    reason: str
    approved_by: Sequence[str] = ()
    lift: bool = False

    def do(self, writing: Writing) -> str:
        return vetoing.veto(
            writing,
            find_unit(writing.session, self.unit),
            self.item,
            self.period,
            self.reason,
            lift=self.lift,
            approved_by=self.approved_by,
        )


@dataclass(frozen=True, kw_only=True)
class ProposedHonour:
    """An honour is to be recorded, or one that was recorded by mistake to be taken back."""

    deed: ClassVar[str] = "honour"
    unit: str
    level: str
    title: str
    document: str
    on: date | None
    """None only where it is taken back."""
    person: str = ""
    withdraw: bool = False
    title_en: str = ""
    document_en: str = ""
    person_en: str = ""

    @property
    def about(self) -> None:
        return None

    def scope(self, session: Session) -> SealedScope:
        return SealedScope()

    def still_to_come(self, writing: Writing) -> dict[str, str] | None:
        """Its day and today where that is before it: it is recorded all the same, and whoever does it is warned."""
        today = day_here(writing.session, writing.now)
        if self.withdraw or self.on is None or self.on <= today:
            return None
        return {"day": self.on.isoformat(), "today": today.isoformat()}

    def do(self, writing: Writing) -> honouring.Honoured | None:
        unit = find_unit(writing.session, self.unit)
        if self.withdraw or self.on is None:
            honouring.withdraw_honour(writing, unit, self.level, self.title, self.person)
            return None
        english = honouring.HonourInEnglish(self.title_en, self.document_en, self.person_en)
        return honouring.honour(writing, unit, self.level, self.title, self.document, self.on, self.person, english)


@dataclass(frozen=True, kw_only=True)
class ProposedAbolition(_AboutUnit):
    """A unit is to end."""

    deed: ClassVar[str] = "decide"
    on: date
    reason: str
    approved_by: Sequence[str] = ()

    def do(self, writing: Writing) -> None:
        unit = find_unit(writing.session, self.unit)
        abolishing.abolish(writing, unit, self.on, self.reason, approved_by=self.approved_by)


def _found(session: Session, units: Sequence[str] | None) -> list[Unit] | None:
    return None if units is None else [find_unit(session, unit) for unit in units]
