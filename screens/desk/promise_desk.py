"""What is done with promises at the desk, one call of the store each. All of it runs in workers and knows no widget."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from scoreboard.desk import benchmarks_and_visits, rectifying, reporting, settling
from scoreboard.desk.closed_year import before_promise
from scoreboard.desk.declaring import add_declared
from scoreboard.desk.levels import reader, refuse_other_unit, refuse_outside
from scoreboard.desk.lookup import read_unit_keys, units_on
from scoreboard.desk.promise_lists import PromiseList, read_promises
from scoreboard.desk.promises import (
    BENCHMARK,
    GOAL,
    LIVELIHOOD,
    PLEDGE,
    RECTIFICATION,
    TARGET,
    VISIT,
    PromiseKind,
    figure_of,
    find_promise,
    refuse_other,
)
from scoreboard.desk.settled_promises import refuse_settled, refuse_unsettled
from scoreboard.desk.targets import guests_of
from scoreboard.desk.unit_of_work import acting, known, zone_of
from scoreboard.desk.worksheet import Named
from scoreboard.enums import GoalState, PledgeState
from scoreboard.errors import Refused
from scoreboard.locale import Both
from scoreboard.name_search import UnitKeys
from scoreboard.settings import parse_day
from scoreboard.store.contest import contest_of, day_here
from scoreboard.store.writing import Actor, Writing
from screens.desk.workplace import Workplace

KINDS: tuple[PromiseKind[Any], ...] = (PLEDGE, GOAL, LIVELIHOOD, RECTIFICATION, TARGET, BENCHMARK, VISIT)
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Permitted:
    """What a form begins with once it is known that its deed may be done."""

    today: str
    closed_year: Both | None
    """What comes of it after the year has been closed."""
    whole: bool
    """Whether whoever acts may do what is of no single unit."""


@dataclass(frozen=True)
class PromiseDesk:
    """The desk with the promises of the contest on it."""

    workplace: Workplace

    def read(self, kind: PromiseKind[Any]) -> PromiseList:
        """Those that whoever acts may see."""
        with self.workplace.store.read() as session:
            return read_promises(session, kind, self._now(session), reader(session, self.workplace.settings.acting))

    def permit(self, kind: PromiseKind[Any], deed: str, code: str | None = None) -> Permitted:
        """Before anything is typed: raises Refused where whoever acts may not do a deed, or it can't be done."""
        with self.workplace.store.read() as session:
            by, row = known(session, self.workplace.settings, right_of(kind, deed), anywhere=True), None
            if code is not None:
                row = find_promise(session, kind, code)
                refuse_other(session, by, kind, row)
                if kind.ends:
                    (refuse_unsettled if deed == "reopen" else refuse_settled)(kind, row)
            elif kind.in_series:
                refuse_outside(session, by, self.workplace.series)
            elif kind is LIVELIHOOD:
                refuse_outside(session, by, None)
            today = day_here(session, self._now(session)).isoformat()
            return Permitted(today, before_promise(session, kind, row), by.series is None)

    def units(self, kind: PromiseKind[Any]) -> tuple[tuple[Named, ...], tuple[UnitKeys, ...]]:
        """The units of today of whom whoever acts may add something, and what they answer to; no guest wins a flag."""
        with self.workplace.store.read() as session:
            by = known(session, self.workplace.settings, "promise", anywhere=True)
            every = units_on(session, day_here(session, self._now(session)))
            guests = guests_of(session) if kind is TARGET else set[str]()
            units = tuple(unit for unit in every if unit.id not in guests and _is_theirs(session, by, unit.id))
            return units, read_unit_keys(session, [unit.id for unit in units])

    def areas(self) -> tuple[tuple[str, str], ...]:
        """The areas of the contest on the desk, by id and name."""
        lang = self.workplace.settings.lang
        with self.workplace.store.read() as session:
            contest = contest_of(session, self.workplace.series, self.workplace.period)
            return tuple((one.id, (one.name_en or one.name) if lang == "en" else one.name) for one in contest.areas)

    def add(self, kind: PromiseKind[Any], columns: Mapping[str, str]) -> str:
        """Add one; returns its id."""
        series = {"series": self.workplace.series} if kind.in_series else {"anywhere": True}
        with acting(self.workplace.store, self.workplace.settings, "promise", **series) as writing:
            return add_declared(writing, kind, columns.items())

    def add_last(self, typed: Mapping[str, str]) -> str:
        """Put the last places of the contest on the desk under a deadline; returns how many are new."""
        places, day, areas = int(typed["places"]), parse_day(typed["due"]), [typed["area"]] if typed["area"] else []
        with acting(self.workplace.store, self.workplace.settings, "promise", series=self.workplace.series) as writing:
            contest = contest_of(writing.session, self.workplace.series, self.workplace.period)
            wanted = [contest.area(area) for area in areas] or list(contest.areas)
            reason = typed["reason"]
            return str(len(rectifying.add_last_places(writing, contest, wanted, day, places=places, reason=reason)))

    def report(self, kind: PromiseKind[Any], code: str, typed: Mapping[str, str]) -> str:
        """Record how far something has come, or new figures of a benchmark; returns its id."""
        if kind is BENCHMARK:
            return self._report_figures(code, typed)
        low = {} if kind is PLEDGE else {"low": NOTHING}
        done, day, plan = figure_of("actual", typed["actual"], **low), parse_day(typed["on"]), typed["planned"].strip()
        planned = figure_of("planned", plan, **low) if plan else None

        def report(writing: Writing, row: Any) -> None:
            reporting.report_progress(writing, kind, row, done, day, planned=planned, evidence=typed["evidence"])

        return self._do(kind, "report", code, report)

    def _report_figures(self, code: str, typed: Mapping[str, str]) -> str:
        day = parse_day(typed["on"])
        figures = {name: figure_of(name, typed[name]) if typed[name].strip() else None for name in ("ours", "theirs")}

        def report(writing: Writing, row: Any) -> None:
            benchmarks_and_visits.report_figures(writing, row, day, **figures)

        return self._do(BENCHMARK, "report", code, report)

    def settle(self, kind: PromiseKind[Any], code: str, typed: Mapping[str, str]) -> str:
        """Settle one; returns its id."""
        day, evidence = parse_day(typed["on"]), typed["evidence"]
        outcome, figure = typed.get("outcome", ""), typed.get("actual", "").strip()
        actual = figure_of("actual", figure, **({} if kind is PLEDGE else {"low": NOTHING})) if figure else None

        def settle(writing: Writing, row: Any) -> None:
            if kind is PLEDGE:
                word = PledgeState(outcome) if outcome else None
                settling.settle_pledge(writing, row, day, actual=actual, outcome=word, evidence=evidence)
            elif kind is GOAL:
                settling.settle_goal(writing, row, day, GoalState(outcome), evidence=evidence)
            elif kind is LIVELIHOOD:
                settling.settle_item(writing, row, day, actual=actual, evidence=evidence)
            else:
                rectifying.settle_rectification(writing, code, day, evidence)

        return self._do(kind, "settle", code, settle)

    def reopen(self, kind: PromiseKind[Any], code: str, reason: str) -> str:
        """Take a settlement back; returns its id."""

        def reopen(writing: Writing, row: Any) -> None:
            if kind is RECTIFICATION:
                rectifying.reopen_rectification(writing, code, reason)
            else:
                settling.reopen_promise(writing, kind, row, reason)

        return self._do(kind, "reopen", code, reopen)

    def withdraw(self, kind: PromiseKind[Any], code: str, reason: str) -> str:
        """Withdraw what nobody settles; returns its id."""

        def withdraw(writing: Writing, row: Any) -> None:
            benchmarks_and_visits.withdraw_record(writing, kind, row, reason)

        return self._do(kind, "withdraw", code, withdraw)

    def _do(self, kind: PromiseKind[Any], deed: str, code: str, do: Callable[[Writing, Any], None]) -> str:
        settings = self.workplace.settings
        with acting(self.workplace.store, settings, right_of(kind, deed), anywhere=True) as writing:
            row = find_promise(writing.session, kind, code)
            refuse_other(writing.session, writing.by, kind, row)
            do(writing, row)
            return code

    def _now(self, session: Session) -> Any:
        return self.workplace.settings.moment(zone_of(session))


def right_of(kind: PromiseKind[Any], deed: str) -> str:
    """The right that a deed asks for: operators report, and say what has been put right."""
    return "report" if deed == "report" or (kind is RECTIFICATION and deed == "settle") else "promise"


def _is_theirs(session: Session, by: Actor, unit: str) -> bool:
    try:
        refuse_other_unit(session, by, unit)
    except Refused:
        return False
    return True
