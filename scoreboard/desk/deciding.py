"""Decisions that a person must take and answer for: ties, vacancies, corrections, abolitions.

Each is recorded with its reason; custody follows from the ledger, never from an edit (S03, S08, S09, S11).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import col, select

from scoreboard.desk.closing import decide_award, flag_subject, ledger_row, margin_of, record_award
from scoreboard.desk.entering import parse_score, refuse_stranger, subject_of, words
from scoreboard.desk.sealed import TABLE, Key, amend, results_about
from scoreboard.errors import BadInput, Refused
from scoreboard.models import (
    Correction,
    CustodyEntry,
    RemainingUnit,
    Score,
    Series,
    SeriesPeriod,
    SeriesUnit,
    TieDecision,
    Unit,
)
from scoreboard.publications.publishing import (
    publish_derived,
    publish_flags,
    publish_ranking,
    publish_remaining,
    publish_units,
    refresh_closed,
)
from scoreboard.rules.custody import Kind
from scoreboard.rules.ranking import leaders
from scoreboard.store.contest import Contest, contest_of, exists_on, periods_of, takes_part
from scoreboard.store.ledger import BEFORE, Flag, read_ledger, revealed_flags
from scoreboard.store.signing import standing_of
from scoreboard.store.standings import View, read_scores
from scoreboard.store.tops import Tops
from scoreboard.store.writing import Writing


def decide_tie(
    writing: Writing,
    contest: Contest,
    area_id: str,
    holders: Sequence[Unit],
    reason: str,
    *,
    pool: str = "",
    approved_by: str = "",
) -> None:
    """Record who gets a flag whose first place is tied; no holders means that nobody does.

    `approved_by` is the second signature that a sealed ceremony wants.

    Raises Refused where there is no tie at first place, where a holder is not tied in it, or once the flag has
    been shown; BadInput where no reason is given.
    """
    area, pool = contest.area(area_id).id, _flag_pool(contest, holders, pool)
    _need_reason(reason)
    shown = (contest.period.id, area, pool) in revealed_flags(writing.session, contest.series.id)
    if shown and not _left_open(writing, contest, (area, pool)):
        raise Refused("decide.shown", area=area, period=contest.period.id)
    view = View.CONFIRMED if contest.closed else View.ENTERED
    standings = Tops(writing.session, contest, view).standings(area, pool)
    first = leaders(standings, contest.rules.minimum)
    if len(first) < 2:
        raise Refused("decide.no_tie", area=area, period=contest.period.id)
    strangers = [unit.id for unit in holders if unit.id not in first]
    if strangers:
        raise Refused("decide.not_tied", unit=", ".join(strangers), tied=", ".join(first))
    decision = writing.session.get(TieDecision, (contest.series.id, contest.period.id, area, pool)) or TieDecision(
        series_id=contest.series.id,
        period_id=contest.period.id,
        area_id=area,
        pool=pool,
        units=[],
        reason="",
        decided_by="",
        decided_at=writing.now,
    )
    before = {"units": decision.units, "reason": decision.reason} if decision.decided_by else None
    decision.units, decision.reason = [unit.id for unit in holders], reason
    decision.decided_by, decision.decided_at = writing.by.name, writing.now
    writing.session.add(decision)
    writing.session.flush()
    writing.record(
        "decide.tie",
        flag_subject(contest, area, pool),
        before=before,
        after={"units": decision.units, "tied": list(first)},
        reason=reason,
    )
    if contest.closed:
        recompute_sealed(writing, contest, area, pool)
    if shown and not _left_open(writing, contest, (area, pool)):
        _republish(writing, contest, area, pool, reason)
    flag: Key = ("flag", area, pool)
    amend(writing, contest, {flag, TABLE}, reason, approved_by, moved=[flag] if shown else ())


def _left_open(writing: Writing, contest: Contest, flag: Flag) -> bool:
    """Whether a tie was published without saying who has the flag, as far as the public knows."""
    term = read_ledger(writing.session, contest.series.id, revealed_only=True).term(flag, contest.period.id)
    return term is not None and not term.settled


def decide_vacancy(
    writing: Writing,
    contest: Contest,
    area_id: str,
    holders: Sequence[Unit],
    reason: str,
    *,
    pool: str = "",
    approved_by: str = "",
) -> None:
    """Give a vacant flag of a closed period to somebody, or record that it stays vacant.

    `approved_by` is the second signature that a sealed ceremony wants.

    Raises Refused where the flag is not vacant, or an earlier period keeps secret whether it is; BadInput where no
    reason is given.
    """
    area, pool = contest.area(area_id).id, _flag_pool(contest, holders, pool)
    _need_reason(reason)
    for unit in holders:
        refuse_stranger(writing.session, contest, unit)
    ledger = read_ledger(writing.session, contest.series.id)
    if contest.period.id in ledger.waiting and not ledger.settled((area, pool), contest.period.id):
        raise Refused("decide.waits", area=area, period=contest.period.id, series=contest.series.id)
    term = ledger.term((area, pool), contest.period.id)
    if term is None or term.holders:
        raise Refused("decide.not_vacant", area=area, period=contest.period.id)
    _assign(writing, contest, (area, pool), holders, reason, None)
    writing.record(
        "decide.vacancy", flag_subject(contest, area, pool), after={"units": [u.id for u in holders]}, reason=reason
    )
    _republish(writing, contest, area, pool, reason)
    flag: Key = ("flag", area, pool)
    amend(writing, contest, {flag, TABLE}, reason, approved_by, moved=[flag])


@dataclass(frozen=True)
class Recomputed:
    """Who was to get a sealed flag before a correction, and who is after it, by unit id."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def correct(
    writing: Writing,
    contest: Contest,
    area_id: str,
    unit: Unit,
    text: str,
    reason: str,
    approved_by: str,
    *,
    holders: Sequence[Unit] | None = None,
) -> Recomputed | None:
    """Correct a score after its period was closed (S08).

    Custody moves only where `holders` say so, once the flag has been shown; while it is sealed the award is
    computed again, by the ranking alone, and returned. Raises Refused where the period is open, BadInput for a bad
    score or no reason.
    """
    area = contest.area(area_id).id
    _need_reason(reason)
    if not approved_by.strip():
        raise BadInput("decide.approval")
    if not contest.closed:
        raise Refused("decide.open", series=contest.series.id, period=contest.period.id)
    refuse_stranger(writing.session, contest, unit)
    pool = unit.pool if contest.rules.ranking == "by-pool" else ""
    value = parse_score(text, contest.rules.maximum)
    cell = writing.session.get(Score, (contest.series.id, contest.period.id, area, unit.id, ""))
    if cell is None and contest.rules.judges != "single":
        raise Refused("decide.judged", series=contest.series.id)
    old = None if cell is None else cell.value
    cell = _corrected_cell(writing, contest, area, unit, cell, value)
    writing.session.add(
        Correction(
            series_id=contest.series.id,
            period_id=contest.period.id,
            area_id=area,
            unit_id=unit.id,
            old=old,
            new=value,
            reason=reason,
            approved_by=approved_by,
            entered_by=writing.by.name,
            entered_at=writing.now,
        )
    )
    writing.session.flush()
    writing.record(
        "decide.correction",
        subject_of(cell),
        before={"score": None if old is None else f"{old.normalize():f}"},
        after={
            "score": words(cell),
            "approved_by": approved_by,
            "approver": standing_of(writing.session, approved_by),
        },
        reason=reason,
    )
    flag: Key = ("flag", area, pool)
    if (contest.period.id, area, pool) not in revealed_flags(writing.session, contest.series.id):
        before = _holders(writing, contest, (area, pool))
        recompute_sealed(writing, contest, area, pool)
        amend(writing, contest, {flag, TABLE}, reason, approved_by)
        return Recomputed(before, _holders(writing, contest, (area, pool)))
    if holders is not None:
        _move(writing, contest, (area, pool), holders, reason)
    publish_ranking(writing, contest, area, reason)
    _republish(writing, contest, area, pool, reason)
    amend(writing, contest, {flag, TABLE}, reason, approved_by, moved=[flag] if holders is not None else ())
    return None


def _holders(writing: Writing, contest: Contest, flag: Flag) -> tuple[str, ...]:
    term = read_ledger(writing.session, contest.series.id).term(flag, contest.period.id)
    return term.holders if term else ()


def _move(writing: Writing, contest: Contest, flag: Flag, holders: Sequence[Unit], reason: str) -> None:
    """Let custody follow a correction, with the margin that the corrected scores give."""
    area, pool = flag
    standings = read_scores(writing.session, contest, View.CONFIRMED, [area]).standings(area, pool)
    for unit in holders:
        refuse_stranger(writing.session, contest, unit)
    margin = margin_of(standings, tuple(unit.id for unit in holders), contest.rules.minimum) if holders else None
    _assign(writing, contest, flag, holders, reason, margin)


def recompute_sealed(writing: Writing, contest: Contest, area: str, pool: str) -> None:
    """Compute the award of a flag that is still sealed again, after a veto, a correction or a tie's decision.

    An undecided tie leaves the award without winners; the ceremony refuses to show it until it is decided.
    """
    scores = Tops(writing.session, contest, View.CONFIRMED)
    ledger = read_ledger(writing.session, contest.series.id)
    award = decide_award(writing.session, contest, scores, ledger, area, pool)
    record_award(writing, contest, award, contest.progress.awarded_on)


def abolish(writing: Writing, unit: Unit, on: date, reason: str, *, approved_by: str = "") -> None:
    """End a unit on a day: its flags are vacant until somebody decides, nothing goes to successors (S11).

    `approved_by` is the second signature that a sealed ceremony wants.

    Raises Refused where the unit has ended already, BadInput where no reason is given.
    """
    _need_reason(reason)
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
    writing.record("decide.abolition", unit.id, after={"on": on.isoformat()}, reason=reason)
    for contest in taking_part:
        publish_remaining(writing, contest, reason)
    for series_id in writing.session.exec(select(Series.id).order_by(col(Series.position))).all():
        _vacate(writing, series_id, unit.id, reason)
        takes_part = writing.session.get(SeriesUnit, (series_id, unit.id)) is not None
        for period in periods_of(writing.session, series_id) if takes_part else ():
            contest = contest_of(writing.session, series_id, period)
            amend(writing, contest, results_about(contest, unit), reason, approved_by)
    publish_units(writing, [unit.id], reason)
    publish_derived(writing, reason)


def _closed_with(writing: Writing, unit: Unit) -> list[Contest]:
    """The closed contests in which a unit takes part: there it stays, whatever becomes of it (S11)."""
    closed = select(SeriesPeriod.series_id, SeriesPeriod.period_id).where(
        SeriesPeriod.state != "open",
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
    for revealed_only in (False, True):
        ledger = read_ledger(session, series_id, revealed_only=revealed_only)
        for flag, term in ledger.last_terms():
            if unit in term.holders or unit in ledger.first_in(flag, term.period):
                held.add((flag, term.period))
            if revealed_only and unit in term.holders:
                known.add(term.period)
    for (area, pool), period in sorted(held):
        session.add(
            CustodyEntry(
                series_id=series_id,
                area_id=area,
                pool=pool,
                period_id=period,
                kind=Kind.ABOLISHED.value,
                units=[unit],
                reason=reason,
                entered_by=writing.by.name,
                entered_at=writing.now,
            )
        )
    session.flush()
    periods = periods_of(session, series_id)
    for period in sorted(known - {BEFORE}, key=periods.index):
        contest = contest_of(session, series_id, period)
        publish_flags(writing, contest, reason)
        refresh_closed(writing, contest, reason)


def _assign(
    writing: Writing, contest: Contest, flag: Flag, holders: Sequence[Unit], reason: str, margin: Decimal | None
) -> None:
    row = ledger_row(writing, contest, *flag, Kind.ASSIGNED)
    row.units, row.margin, row.reason = [unit.id for unit in holders], margin, reason
    row.awarded_on = contest.progress.awarded_on
    writing.session.add(row)
    writing.session.flush()


def _republish(writing: Writing, contest: Contest, area: str, pool: str, reason: str) -> None:
    """New revisions of what a decision on a flag changes, if the flag is public."""
    if (contest.period.id, area, pool) in revealed_flags(writing.session, contest.series.id) or not contest.closed:
        publish_flags(writing, contest, reason)
        refresh_closed(writing, contest, reason)


def _corrected_cell(
    writing: Writing, contest: Contest, area: str, unit: Unit, cell: Score | None, value: Decimal | None
) -> Score:
    if cell is None:
        cell = Score(
            series_id=contest.series.id,
            period_id=contest.period.id,
            area_id=area,
            unit_id=unit.id,
            entered_at=writing.now,
        )
    else:
        cell.version += 1
    cell.value, cell.state = value, "confirmed"
    cell.entered_by, cell.entered_at, cell.entered_bound = writing.by.name, writing.now, writing.by.bound
    cell.confirmed_by, cell.confirmed_at = writing.by.name, writing.now
    writing.session.add(cell)
    writing.session.flush()
    return cell


def _flag_pool(contest: Contest, holders: Sequence[Unit], pool: str) -> str:
    """Which pool's flag is meant: the holders' own, or the one that is named where nobody is to hold it."""
    if contest.rules.ranking != "by-pool":
        return ""
    pools = {unit.pool for unit in holders} or {pool}
    if len(pools) != 1 or not pools <= set(contest.flag_pools):
        raise BadInput("decide.pool", pools=", ".join(contest.flag_pools))
    return pools.pop()


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput("decide.reason")
