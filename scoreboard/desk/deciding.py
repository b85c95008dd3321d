"""Decisions that a person must take and answer for: ties, vacancies, corrections, abolitions.

Each is recorded with its reason; custody follows from the ledger, never from an edit (S03, S08, S09, S11).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import col, select

from scoreboard.desk.approvals import Given, as_text, read, signers
from scoreboard.desk.closing import decide_award, flag_subject, ledger_row, margin_of, record_award, today
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
from scoreboard.store.contest import Contest, contest_of, exists_on, periods_of, takes_part, vetoed_units
from scoreboard.store.ledger import BEFORE, Flag, read_ledger, revealed_flags
from scoreboard.store.signing import standing_of
from scoreboard.store.standings import View
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
    approved_by: Given = "",
) -> None:
    """Record who gets a flag whose first place is tied; no holders means that nobody does.

    `approved_by` are the second signatures, of which a sealed ceremony wants one.

    Raises Refused where there is no tie at first place, where a holder is not tied in it, once the flag has been shown,
    or where somebody approves what they enter; BadInput where no reason is given.
    """
    area, pool = contest.area(area_id).id, _flag_pool(contest, holders, pool)
    _need_reason(reason)
    signed = signers(writing, approved_by)
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
    before = {"units": decision.units, "reason": decision.reason} if decision.decided_by else {}
    before["holders"] = _publicly_held(writing, contest, (area, pool))
    decision.units, decision.reason = [unit.id for unit in holders], reason
    decision.tied, decision.approved_by = list(first), list(signed)
    decision.decided_by, decision.decided_at = writing.by.name, writing.now
    writing.session.add(decision)
    writing.session.flush()
    writing.record(
        "decide.tie",
        flag_subject(contest, area, pool),
        before=before,
        after={
            "units": decision.units,
            "tied": list(first),
            "holders": decision.units,
            "approved_by": list(signed),
        },
        reason=reason,
    )
    if contest.closed:
        recompute_sealed(writing, contest, area, pool)
    if shown and not _left_open(writing, contest, (area, pool)):
        _republish(writing, contest, area, pool, reason)
    flag: Key = ("flag", area, pool)
    amend(writing, contest, {flag, TABLE}, reason, read(signed), moved=[flag] if shown else ())


def _publicly_held(writing: Writing, contest: Contest, flag: Flag) -> list[str]:
    """Who holds a flag in a period, or did before its award, as far as is public: no journal tells of a sealed one."""
    ledger = read_ledger(writing.session, contest.series.id, revealed_only=True)
    term = ledger.term(flag, contest.period.id)
    return list(ledger.holders_before(flag, contest.period.id) if term is None else term.holders)


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
    approved_by: Given = "",
) -> None:
    """Give a vacant flag of a closed period to somebody, or record that it stays vacant.

    Whoever is given a flag that all know to be vacant holds it from the day of the decision on. `approved_by` are the
    second signatures, of which a sealed ceremony wants one.

    Raises Refused where the flag is not vacant, or an earlier period keeps secret whether it is, where a holder may not
    hold it, or somebody approves what they enter; BadInput where no reason is given.
    """
    area, pool = contest.area(area_id).id, _flag_pool(contest, holders, pool)
    _need_reason(reason)
    signed = signers(writing, approved_by)
    _refuse_holders(writing, contest, holders, pool)
    ledger = read_ledger(writing.session, contest.series.id)
    if contest.period.id in ledger.waiting and not ledger.settled((area, pool), contest.period.id):
        raise Refused("decide.waits", area=area, period=contest.period.id, series=contest.series.id)
    term = ledger.term((area, pool), contest.period.id)
    if term is None or term.holders:
        raise Refused("decide.not_vacant", area=area, period=contest.period.id)
    public = (contest.period.id, area, pool) in ledger.revealed or not contest.closed
    row = _assign(writing, contest, (area, pool), holders, reason, signed)
    row.awarded_on = today(writing, contest) if public else contest.progress.awarded_on
    _append(writing, row)
    given = [unit.id for unit in holders]
    writing.record(
        "decide.vacancy",
        flag_subject(contest, area, pool),
        before={"holders": [], "left": [*term.ended, *(one.unit for one in term.lost if one.unit not in term.ended)]},
        after={"units": given, "holders": given, "approved_by": list(signed)},
        reason=reason,
    )
    _republish(writing, contest, area, pool, reason)
    flag: Key = ("flag", area, pool)
    amend(writing, contest, {flag, TABLE}, reason, read(signed), moved=[flag])


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
    approved_by: Given,
    *,
    holders: Sequence[Unit] | None = None,
    pool: str = "",
) -> Recomputed | None:
    """Correct a score after its period was closed (S08).

    Custody moves only where `holders` say so, once the flag has been shown; while it is sealed the award is
    computed again, by the ranking alone, and returned. Raises Refused where the period is open, where a holder may not
    hold the flag, or somebody approves what they enter; BadInput for a bad score, no reason or no approval.
    """
    area = contest.area(area_id).id
    _need_reason(reason)
    signed = signers(writing, approved_by)
    if not signed:
        raise BadInput("decide.approval")
    if not contest.closed:
        raise Refused("decide.open", series=contest.series.id, period=contest.period.id)
    refuse_stranger(writing.session, contest, unit)
    if pool not in ("", unit.pool):
        raise Refused("decide.other_pool", unit=unit.id, pool=pool)
    pool = unit.pool if contest.rules.ranking == "by-pool" else ""
    _refuse_holders(writing, contest, holders or (), pool)
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
            approved_by=as_text(signed),
            entered_by=writing.by.name,
            entered_at=writing.now,
        )
    )
    writing.session.flush()
    held = _publicly_held(writing, contest, (area, pool))
    public = (contest.period.id, area, pool) in revealed_flags(writing.session, contest.series.id)
    given = [one.id for one in holders] if holders is not None and public else held
    writing.record(
        "decide.correction",
        subject_of(cell),
        before={"score": None if old is None else f"{old.normalize():f}", "holders": held},
        after={
            "score": words(cell),
            "holders": given,
            "approved_by": list(signed),
            "approver": standing_of(writing.session, signed[0]),
        },
        reason=reason,
    )
    flag: Key = ("flag", area, pool)
    if not public:
        before = _holders(writing, contest, (area, pool))
        recompute_sealed(writing, contest, area, pool)
        amend(writing, contest, {flag, TABLE}, reason, read(signed))
        return Recomputed(before, _holders(writing, contest, (area, pool)))
    if holders is None:
        measure(writing, contest, (area, pool))
    else:
        _append(writing, _measured(writing, contest, _assign(writing, contest, (area, pool), holders, reason, signed)))
    publish_ranking(writing, contest, area, reason)
    _republish(writing, contest, area, pool, reason)
    amend(writing, contest, {flag, TABLE}, reason, read(signed), moved=[flag] if holders is not None else ())
    return None


def _holders(writing: Writing, contest: Contest, flag: Flag) -> tuple[str, ...]:
    term = read_ledger(writing.session, contest.series.id).term(flag, contest.period.id)
    return term.holders if term else ()


def measure(writing: Writing, contest: Contest, flag: Flag) -> None:
    """Write down who is first for a flag that has been shown, and by how much, after a score has changed."""
    _append(writing, _measured(writing, contest, ledger_row(writing, contest, *flag, Kind.MEASURED)))


def _measured(writing: Writing, contest: Contest, row: CustodyEntry) -> CustodyEntry:
    """The row with who is first by the confirmed scores and their margin."""
    standings = Tops(writing.session, contest, View.CONFIRMED).standings(row.area_id, row.pool)
    first = leaders(standings, contest.rules.minimum)
    row.leaders, row.margin = list(first), margin_of(standings, first, contest.rules.minimum)
    return row


def recompute_sealed(writing: Writing, contest: Contest, area: str, pool: str) -> None:
    """Compute the award of a flag that is still sealed again, after a veto, a correction or a tie's decision.

    An undecided tie leaves the award without winners; the ceremony refuses to show it until it is decided.
    """
    scores = Tops(writing.session, contest, View.CONFIRMED)
    ledger = read_ledger(writing.session, contest.series.id)
    award = decide_award(writing.session, contest, scores, ledger, area, pool)
    record_award(writing, contest, award, contest.progress.awarded_on)


def abolish(writing: Writing, unit: Unit, on: date, reason: str, *, approved_by: Given = "") -> None:
    """End a unit on a day: its flags are vacant until somebody decides, nothing goes to successors (S11).

    `approved_by` are the second signatures, of which a sealed ceremony wants one.

    Raises Refused where the unit has ended already or somebody approves what they enter, BadInput where no reason is
    given.
    """
    _need_reason(reason)
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
            amend(writing, contest, results_about(contest, unit), reason, read(signed))
    publish_units(writing, [unit.id], reason)
    publish_derived(writing, reason)


def _flags_of(writing: Writing, unit: Unit) -> list[str]:
    """The flags that a unit holds as far as is public, as the journal calls them."""
    held = []
    for series in writing.session.exec(select(SeriesUnit.series_id).where(SeriesUnit.unit_id == unit.id)).all():
        ledger = read_ledger(writing.session, series, revealed_only=True)
        for (area, pool), term in ledger.last_terms():
            if unit.id in term.holders:
                held.append("/".join(word for word in (series, term.period, area, pool) if word))
    return sorted(held)


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
    writing: Writing, contest: Contest, flag: Flag, holders: Sequence[Unit], reason: str, signed: Sequence[str]
) -> CustodyEntry:
    """The ledger's row of a decision on who holds a flag, still to be added."""
    row = ledger_row(writing, contest, *flag, Kind.ASSIGNED)
    row.units, row.reason, row.approved_by = [unit.id for unit in holders], reason, list(signed) or None
    row.awarded_on = contest.progress.awarded_on
    return row


def _append(writing: Writing, row: CustodyEntry) -> None:
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
    """Which pool's flag is meant: the one that is named, else the holders' own.

    Raises Refused where a holder is of another pool than the one that is named; BadInput where it is left open which
    one is meant, or there is none such.
    """
    if pool and pool not in contest.series.pool_ids:
        raise BadInput("decide.pool", pools=", ".join(contest.series.pool_ids))
    strangers = [unit for unit in holders if pool and unit.pool != pool]
    if strangers:
        raise Refused("decide.other_pool", unit=strangers[0].id, pool=pool)
    if contest.rules.ranking != "by-pool":
        return ""
    pools = {unit.pool for unit in holders} or {pool}
    if len(pools) != 1 or not pools <= set(contest.flag_pools):
        raise BadInput("decide.pool", pools=", ".join(contest.flag_pools))
    return pools.pop()


def _refuse_holders(writing: Writing, contest: Contest, holders: Sequence[Unit], pool: str) -> None:
    """Raises Refused where one of them may not hold a flag of a contest (F201): it takes no part in it, did not exist
    at its end or does not now, is of another pool than the flag, or under a veto of the period."""
    vetoed = vetoed_units(writing.session, contest.period.id)
    for unit in holders:
        about = {"unit": unit.id, "series": contest.series.id, "period": contest.period.id}
        if not takes_part(writing.session, contest, unit):
            raise Refused("decide.stranger", **about)
        if unit.valid_to is not None and unit.valid_to < today(writing, contest):
            raise Refused("decide.gone", unit=unit.id, day=unit.valid_to.isoformat())
        if pool not in ("", unit.pool):
            raise Refused("decide.other_pool", unit=unit.id, pool=pool)
        if unit.id in vetoed:
            raise Refused("decide.vetoed", **about)


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput("decide.reason")
