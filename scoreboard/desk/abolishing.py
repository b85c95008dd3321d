"""Abolishing a unit: its flags are vacant, its history stays its own (S11)."""

from datetime import date, timedelta
from itertools import product

from sqlmodel import col, select

from scoreboard.desk.amending import amend, amend_year, results_about
from scoreboard.desk.approvals import Given, signers
from scoreboard.desk.awards import measured
from scoreboard.desk.deciding import need_reason
from scoreboard.enums import PeriodState
from scoreboard.errors import BadInput, Refused
from scoreboard.models import CustodyEntry, RemainingUnit, Series, SeriesPeriod, SeriesUnit, Unit
from scoreboard.publications.derived_boards import publish_derived
from scoreboard.publications.held_before import publish_held_before
from scoreboard.publications.publishing import (
    publish_flags,
    publish_remaining,
    publish_units,
    refresh_closed,
)
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.store.contest import Contest, contest_of, exists_on, periods_of, takes_part
from scoreboard.store.ledger import BEFORE, Flag, read_ledger
from scoreboard.store.writing import Writing


def abolish(writing: Writing, unit: Unit, on: date, reason: str, *, approved_by: Given = "") -> None:
    """End a unit on a day: its flags are vacant until somebody decides, nothing goes to successors (S11).

    `approved_by` are the second signatures, of which a sealed ceremony wants one.

    Raises Refused where the unit has ended already or somebody approves what they enter, BadInput where no reason is
    given.
    """
    need_reason(reason)
    signed = signers(writing, approved_by)
    if unit.valid_to is not None:
        raise Refused("decide.abolished", unit=unit.id, day=unit.valid_to.isoformat())
    if unit.valid_from is not None and on <= unit.valid_from:
        raise BadInput("decide.abolished_early", unit=unit.id, day=unit.valid_from.isoformat())
    taking_part = _closed_with(writing, unit)
    unit.valid_to = on - timedelta(days=1)
    writing.session.add(unit)
    for contest in taking_part:
        if not exists_on(unit, contest.period.end):
            writing.session.add(
                RemainingUnit(series_id=contest.series.id, period_id=contest.period.id, unit_id=unit.id)
            )
    writing.session.flush()
    writing.record(
        "decide.abolition",
        unit.id,
        before={"holds": _flags_of(writing, unit)},
        after={"on": on.isoformat(), "holds": [], "approved_by": list(signed)},
        reason=reason,
    )
    for contest in taking_part:
        publish_remaining(writing, contest, reason)
    for series_id in writing.session.exec(select(Series.id).order_by(col(Series.position))).all():
        _vacate(writing, series_id, unit.id, reason)
        takes_part = writing.session.get(SeriesUnit, (series_id, unit.id)) is not None
        for period in periods_of(writing.session, series_id) if takes_part else ():
            contest = contest_of(writing.session, series_id, period)
            amend(writing, contest, results_about(contest, unit), reason, signed)
    publish_units(writing, [unit.id], reason)
    publish_derived(writing, reason)
    amend_year(writing, reason, signed)


def _flags_of(writing: Writing, unit: Unit) -> list[str]:
    """The flags that a unit holds as far as is public, as the journal calls them."""
    held = []
    for series in writing.session.exec(select(SeriesUnit.series_id).where(SeriesUnit.unit_id == unit.id)).all():
        for overall in (False, True):
            ledger = read_ledger(writing.session, series, revealed_only=True, overall=overall)
            for (area, pool), term in ledger.last_terms():
                if unit.id in term.holders:
                    held.append("/".join(word for word in (series, term.period, area, pool) if word))
    return sorted(held)


def _closed_with(writing: Writing, unit: Unit) -> list[Contest]:
    """The closed contests in which a unit takes part: there it stays, whatever becomes of it (S11)."""
    closed = select(SeriesPeriod.series_id, SeriesPeriod.period_id).where(
        SeriesPeriod.state != PeriodState.OPEN,
        col(SeriesPeriod.series_id).in_(select(SeriesUnit.series_id).where(SeriesUnit.unit_id == unit.id)),
    )
    contests = [contest_of(writing.session, *key) for key in writing.session.exec(closed)]
    return [contest for contest in contests if takes_part(writing.session, contest, unit)]


def _vacate(writing: Writing, series_id: str, unit: str, reason: str) -> None:
    """Take a unit out of the flags that it holds, in the ledger as it is and as the public knows it.

    Also of those for which it was among the first, for an earlier period may still make it their holder. What is
    published anew follows from what the public knows alone: nothing may tell that a unit held a flag in secret.
    """
    session = writing.session
    held: set[tuple[Flag, str]] = set()
    known: set[str] = set()
    shared: dict[tuple[Flag, str], tuple[str, ...]] = {}
    for revealed_only, overall in product((False, True), repeat=2):
        ledger = read_ledger(session, series_id, revealed_only=revealed_only, overall=overall)
        for flag, terms in ledger.terms.items():
            for term in terms:
                if unit in (*term.overtaken_by, *(one.unit for one in term.lifted)):
                    held.add((flag, term.period))
                    if not overall:
                        ended = ledger.gone_from(flag, term.period)
                        shared.setdefault((flag, term.period), (*term.ended, *ended, unit))
                    known.update([term.period] if revealed_only else ())
        for flag, term in ledger.last_terms():
            if unit in term.holders or unit in ledger.first_in(flag, term.period):
                held.add((flag, term.period))
            if not overall and ledger.shared_by(flag, term.period, unit):
                shared[flag, term.period] = (*term.ended, unit)
            if revealed_only and unit in term.holders:
                known.add(term.period)
    for (area, pool), period in sorted(held):
        row = CustodyEntry(
            series_id=series_id,
            area_id=area,
            pool=pool,
            period_id=period,
            kind=CustodyKind.ABOLISHED.value,
            units=[unit],
            reason=reason,
            entered_by=writing.by.name,
            entered_at=writing.now,
        )
        gone = shared.get(((area, pool), period), ())
        if gone and period != BEFORE:
            measured(writing, contest_of(session, series_id, period), row, gone)
        session.add(row)
    session.flush()
    _tell(writing, series_id, known, reason)


def _tell(writing: Writing, series_id: str, known: set[str], reason: str) -> None:
    """Publish anew what the public knew of a unit's flags, by period."""
    if BEFORE in known:
        publish_held_before(writing, series_id, reason)
    periods = periods_of(writing.session, series_id)
    for period in sorted(known - {BEFORE}, key=periods.index):
        contest = contest_of(writing.session, series_id, period)
        publish_flags(writing, contest, reason)
        refresh_closed(writing, contest, reason)
