"""What a person does at the desk, one call of the store each. All of it runs in workers and knows no widget."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from sqlmodel import Session

from scoreboard.desk.closing import close_beside
from scoreboard.desk.closing_year import YearStatus, close_year, refuse_closing_day, reopen_year, year_status
from scoreboard.desk.confirming import ScoreTurn, Seen, Turned, refuse_turning, turn_in_portions
from scoreboard.desk.contest_choices import ContestChoice, contest_choices, first_choice
from scoreboard.desk.decision_choices import DecisionChoices, read_decision_choices
from scoreboard.desk.entering import enter
from scoreboard.desk.entering_on import EnteringOn
from scoreboard.desk.expectations import Expectations, expect
from scoreboard.desk.history import Deed, read_deeds
from scoreboard.desk.identity import identify
from scoreboard.desk.judged_marks import AreaMarks, read_marks
from scoreboard.desk.kept_scores import KeptSheet
from scoreboard.desk.levels import levels_of_people, reader, refuse_outside, seen_by
from scoreboard.desk.lookup import period_names, read_unit_keys
from scoreboard.desk.people import people
from scoreboard.desk.pins import proved_by_pin
from scoreboard.desk.placing import decide_flag_tie, decide_place
from scoreboard.desk.portions import Progress
from scoreboard.desk.readiness import Readiness, read_readiness
from scoreboard.desk.reentering import TypedTwice, reenter, who_is_blind
from scoreboard.desk.reopening import reopen
from scoreboard.desk.reviewing import Review, read_review
from scoreboard.desk.sending_back import SentBack, send_back
from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.signers import Signer, signers_here
from scoreboard.desk.unbound import why_unbound
from scoreboard.desk.unit_of_work import acting, known, looking, zone_of
from scoreboard.desk.worksheet import Worksheet, read_changes, read_worksheet
from scoreboard.errors import BadInput, ContestError, Refused
from scoreboard.locale import Both
from scoreboard.name_search import UnitKeys
from scoreboard.settings import Settings
from scoreboard.store.contest import Contest, competition_of, contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from scoreboard.store.writing import Writing
from scoreboard.store.years import year_contest
from screens.desk.garbage import set_apart
from screens.desk.unsaved_scores import Held, ScoreChange

Answer = TypeVar("Answer")

READING = "read all"


@dataclass(frozen=True)
class Worker:
    """Somebody who may work at the desk from here."""

    name: str
    role: str
    asks_pin: bool = False
    """Whether they have a PIN, and nothing else proves here who they are."""
    must_prove: bool = False
    """Whether they work from here by their PIN only, as they are bound to a key or an account elsewhere."""


@dataclass(frozen=True)
class Opening:
    """What the desk learns when it opens: who acts, who could, and what there is to work on.

    With `people_known` False the database has no people yet, so that everything can be read and nothing written.
    """

    worker: Worker | None
    candidates: tuple[Worker, ...]
    people_known: bool
    choices: tuple[ContestChoice, ...]
    levels: Mapping[str, frozenset[str]]
    """The series of each person who is bound to one."""

    def choices_of(self, person: str | None) -> tuple[ContestChoice, ...]:
        """What somebody may open."""
        return tuple(one for one in self.choices if one.series.id in self.levels.get(person or "", {one.series.id}))


@dataclass(frozen=True)
class ClosedPeriod:
    """How a period was closed: its new state, and the ceremony that is to reveal it, if one is."""

    state: str
    ceremony: str | None


@dataclass(frozen=True)
class Workplace:
    """A store, who acts on it, and the contest that is open on the desk."""

    store: Store
    settings: Settings
    series: str = ""
    period: str = ""
    judge: str = ""
    entering: EnteringOn = field(default_factory=EnteringOn, compare=False, repr=False)

    def at(self, series: str, period: str, judge: str = "") -> "Workplace":
        """The same desk with another contest on it."""
        return replace(self, series=series, period=period, judge=judge)

    def open(self) -> Opening:
        """Who acts here and what there is. Raises Refused where the person named may not read the worksheets."""
        with self.store.read() as session:
            known = people(session)
            candidates = tuple(found for person in known if (found := self._candidate(session, person.name)))
            worker = None if self.settings.acting is None else self._worker(session, self.settings.acting)
            choices = contest_choices(session, self.settings.moment(zone_of(session)))
            return Opening(worker, candidates, bool(known), choices, levels_of_people(session))

    def _candidate(self, session: Session, name: str) -> Worker | None:
        try:
            return self._worker(session, name)
        except Refused:
            return None

    def _worker(self, session: Session, name: str) -> Worker:
        """Somebody as they may work here. Raises Refused where they may not."""
        key = self.settings.proof
        try:
            by = identify(session, name, READING, key=key, anywhere=True)
        except Refused as error:
            if error.key != "role.bound_with_pin":
                raise
            by = identify(session, name, READING, by_pin=True, anywhere=True)
            return Worker(by.name, by.role, asks_pin=True, must_prove=True)
        return Worker(by.name, by.role, asks_pin=by.has_pin and not by.bound)

    def proved(self, name: str, pin: str) -> "Workplace":
        """The same desk for whoever has just typed their PIN. Raises Refused for a wrong one."""
        return replace(self, settings=proved_by_pin(self.store, replace(self.settings, acting=name, proof=None), pin))

    def signers(self) -> tuple[Signer, ...]:
        """Who can confirm scores here. Raises Refused where nobody can."""
        with self.store.read() as session:
            return signers_here(session, contest_of(session, self.series, self.period), self.settings)

    def choices(self) -> tuple[ContestChoice, ...]:
        """What whoever acts may open now."""
        with self.store.read() as session:
            seen = seen_by(session, reader(session, self.settings.acting))
            found = contest_choices(session, self.settings.moment(zone_of(session)))
            return tuple(one for one in found if seen is None or one.series.id in seen)

    def among(self, choices: tuple[ContestChoice, ...]) -> "Workplace":
        """The same desk, empty where what is on it is none of these."""
        there = any((one.series.id, one.period.id) == (self.series, self.period) for one in choices)
        return self if there else self.at("", "")

    def begin_at(self, choices: tuple[ContestChoice, ...], last: KeptSheet | None = None) -> "Workplace":
        """The desk with the contest that it was told to open, or where it was `last`, or the likeliest one."""
        if self.series and self.period:
            return self
        if last is not None and not self.series and not self.period:
            return self.at(last.series, last.period, last.judge)
        found = first_choice(tuple(c for c in choices if self.series in ("", c.series.id)) or choices)
        if found is None:
            raise BadInput("unknown.competition")
        return self.at(found.series.id, self.period or found.period.id, self.judge)

    def sheet(self, known: Worksheet | None = None) -> Worksheet:
        """The worksheet of the contest; from `known` on, where that is an earlier picture of the same one."""
        with self.seeing() as session:
            now = self.settings.moment(zone_of(session))
            blind = who_is_blind(session, self.settings.acting, contest_of(session, self.series, self.period))
            if known is not None and (known.series.id, known.period.id, known.judge) == self._contest:
                return read_changes(session, known, now, blind=blind)
            return set_apart(read_worksheet(session, self.series, self.period, now, self.judge, blind=blind))

    @contextmanager
    def seeing(self) -> Iterator[Session]:
        """Read of the contest. Raises Refused where whoever acts is bound to a series that it is none of."""
        with self.store.read() as session:
            refuse_outside(session, reader(session, self.settings.acting), self.series)
            yield session

    def marks(self, area: str) -> AreaMarks:
        """All judges' marks of an area, side by side."""
        with self.seeing() as session:
            return read_marks(session, self.series, self.period, area, self.settings.moment(zone_of(session)))

    @property
    def _contest(self) -> tuple[str, str, str]:
        return self.series, self.period, self.judge

    def unit_keys(self, units: Sequence[str]) -> tuple[UnitKeys, ...]:
        with self.store.read() as session:
            return read_unit_keys(session, units)

    def expectations(self, sheet: Worksheet) -> Expectations:
        """What the scores of a sheet can be held against."""
        with self.store.read() as session:
            return expect(session, sheet)

    def enter(self, place: Place, held: Held) -> int:
        """Save a typed score; returns the cell's new version."""
        unit, area = place
        return self.entering.enter(
            self.store,
            self.settings,
            (self.series, self.period),
            (area, unit),
            held.text,
            judge=self.judge,
            version=held.version,
            request=held.request,
        )

    def turn(
        self, turn: ScoreTurn, seen: Collection[Seen], progress: Progress, notes: Mapping[Seen, SentBack]
    ) -> Turned:
        """Confirm scores in the versions that were seen, with the notes that were, or make them drafts again."""
        return turn_in_portions(
            self.store,
            self.settings,
            turn,
            self.series,
            self.period,
            seen=seen,
            notes=notes,
            progress=progress,
        )

    def review(self, places: Sequence[tuple[str, str]] | None = None) -> Review:
        """The drafts as a reviewer reads them, or those in some places, each an area and a unit."""
        with self.seeing() as session:
            return read_review(session, self.series, self.period, places)

    def send_back(self, seen: Seen, note: str) -> SentBack:
        """Send a draft back in the version that was seen."""

        def write(writing: Writing, contest: Contest) -> SentBack:
            unit = find_unit(writing.session, seen.unit)
            return send_back(writing, contest, seen.area, unit, note, judge=seen.judge, version=seen.version)

        return self._write("return", write)

    def reenter(self, seen: Seen, text: str) -> TypedTwice:
        """Type a draft a second time, in the version whose place was seen."""
        return self._write(
            "reenter",
            lambda writing, contest: reenter(
                writing,
                contest,
                seen.area,
                find_unit(writing.session, seen.unit),
                text,
                judge=seen.judge,
                version=seen.version,
            ),
        )

    def readiness(self) -> Readiness:
        with self.seeing() as session:
            return read_readiness(session, self.series, self.period, self.settings.moment(zone_of(session)))

    def close(self, *, empty: bool = False, on: date | None = None) -> ClosedPeriod:
        """Close the period, its flags being awarded on a day or else on the usual one."""
        return ClosedPeriod(*close_beside(self.store, self.settings, self.series, self.period, on=on, empty=empty))

    def reopen(self, reason: str) -> None:
        """Open the period again, a live one for a reason that everybody reads."""
        self._write("reopen", lambda writing, contest: reopen(writing, contest, reason))

    def leads_year(self) -> bool:
        """Whether the series is the one that the year is added up of, and whoever acts may close that."""
        with self.store.read() as session:
            if competition_of(session).annual.get("series") != self.series:
                return False
            try:
                known(session, self.settings, "year")
            except Refused:
                return False
            return True

    def year(self) -> YearStatus:
        """How far the year has come."""
        with self.seeing() as session:
            return year_status(session, self.settings.moment(zone_of(session)))

    def period_names(self) -> Mapping[str, Both]:
        """What the periods are called."""
        with self.store.read() as session:
            return period_names(session)

    def close_year(self, on: date | None = None) -> str:
        """Close the year, today unless another day is given; returns the ceremony that tells it."""
        with acting(self.store, self.settings, "year") as writing:
            return close_year(writing, on)[1]

    def may_close_year(self, on: date | None = None) -> date:
        """Returns what day it is. Raises Refused where whoever acts may not close the year, BadInput for a day that it
        can't be closed on."""
        with looking(self.store, self.settings, "year") as here:
            contest = year_contest(here.session)
            refuse_closing_day(contest, on, here.now)
            return contest.day_of(here.now)

    def reopen_year(self, reason: str) -> None:
        """Open the year again."""
        with acting(self.store, self.settings, "year") as writing:
            reopen_year(writing, reason)

    def decide_tie(
        self, area: str, pool: str, holders: Sequence[str], reason: str, approved_by: Sequence[str] = ()
    ) -> None:
        """Record who gets a flag whose first place is tied; no holders means nobody."""
        self._write(
            "decide",
            lambda writing, contest: decide_flag_tie(
                writing,
                contest,
                area,
                [find_unit(writing.session, unit) for unit in holders],
                reason,
                pool=pool,
                approved_by=approved_by,
            ),
        )

    def may(self, deed: str, *, whole: bool = False) -> None:
        """Before anything is typed: raises Refused where whoever acts may not do a thing here, or in the `whole`."""
        with looking(self.store, self.settings, deed, series=None if whole else self.series):
            pass

    def may_turn(self, turn: ScoreTurn) -> None:
        """Raises Refused where whoever acts can confirm no score here, or make none a draft again."""
        with looking(self.store, self.settings, turn.deed, series=self.series) as here:
            refuse_turning(contest_of(here.session, self.series, self.period), turn, here.by)

    def unbound(self) -> ContestError | None:
        """Why what whoever acts enters here could not be confirmed; None where it could, or nobody acts."""
        if self.settings.acting is None:
            return None
        with looking(self.store, self.settings, READING, series=self.series) as here:
            return why_unbound(contest_of(here.session, self.series, self.period), here.by)

    def put_back(self, changes: Sequence[ScoreChange]) -> dict[tuple[Place, str], int]:
        """Enter what cells said before, all or nothing; returns each cell's new version by its place and judge."""

        def write(writing: Writing, contest: Contest) -> dict[tuple[Place, str], int]:
            return {
                (one.place, one.judge): enter(
                    writing,
                    contest,
                    one.place[1],
                    find_unit(writing.session, one.place[0]),
                    one.before,
                    judge=one.judge,
                    version=one.version,
                )
                for one in changes
            }

        return self._write("enter", write)

    def decide_place(
        self, area: str | None, units: Sequence[str], reason: str, approved_by: Sequence[str] = ()
    ) -> None:
        """Record in which order units stand that share a place of an area, or of the table without one."""
        self._write(
            "decide",
            lambda writing, contest: decide_place(
                writing,
                contest,
                area,
                [find_unit(writing.session, unit) for unit in units],
                reason,
                approved_by=approved_by,
            ),
        )

    def begin_decision(self, deed: str, *, whole: bool) -> DecisionChoices:
        """What there is to choose from in a decision. Raises Refused where whoever acts may not decide it here."""
        with self.store.read() as session:
            by = known(session, self.settings, deed, series=None if whole else self.series)
            return read_decision_choices(session, self.settings.moment(zone_of(session)), by)

    def deeds(self, subject: str) -> tuple[Deed, ...]:
        with self.seeing() as session:
            return read_deeds(session, subject)

    def _write(self, deed: str, do: Callable[[Writing, Contest], Answer]) -> Answer:
        with acting(self.store, self.settings, deed, series=self.series) as writing:
            return do(writing, contest_of(writing.session, self.series, self.period))
