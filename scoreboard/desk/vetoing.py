"""Vetoes (一票否决): approved, and lifted."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from scoreboard.desk.amending import amend, amend_year, results_about
from scoreboard.desk.approvals import Given, signers
from scoreboard.desk.awards import ledger_row, measured
from scoreboard.desk.measuring import measure, recompute_sealed
from scoreboard.desk.overall_flag import follow_table
from scoreboard.desk.sealed_results import Key
from scoreboard.enums import YEAR, Ranking, VetoScope
from scoreboard.errors import BadInput, Refused
from scoreboard.facts import OVERALL
from scoreboard.models import SeriesPeriod, SeriesUnit, Unit, Veto
from scoreboard.publications.derived_boards import publish_derived
from scoreboard.publications.publishing import publish_flags, publish_ranking, refresh_closed
from scoreboard.publications.vetoing import publish_vetoes, publish_year_vetoes
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.store.barred import all_vetoed
from scoreboard.store.contest import Contest, competition_of, contest_of, day_here, period_of, vetoed_units
from scoreboard.store.ledger import Flag, Ledger, read_ledger, revealed_flags
from scoreboard.store.writing import Writing


def veto(
    writing: Writing,
    unit: Unit,
    item: str,
    period_id: str | None,
    reason: str,
    *,
    lift: bool = False,
    approved_by: Given = "",
) -> str:
    """Put a unit under a veto for a period, or for the year where no period is named, or lift it.

    One of a period takes the unit out of every area and series of it: sealed awards are computed again, a flag that
    was awarded already is revoked and nobody moves up (S06, S07). One of the year takes its place in the year and
    leaves the periods as they are; so does each whose item says so, whatever period is named. Returns the period's id,
    or nothing for the year. Raises BadInput for an unknown veto item, Refused where the veto exists already or, with
    `lift`, does not.
    """
    named = None if period_id is None else period_of(writing.session, period_id).id
    period = "" if _scope_of(writing, item) is VetoScope.YEAR else named or ""
    if not reason.strip():
        raise BadInput("decide.reason")
    active = writing.session.exec(
        select(Veto).where(
            Veto.unit_id == unit.id,
            Veto.veto == item,
            Veto.period_id == period,
            col(Veto.lifted_at).is_(None),
        )
    ).first()
    if (active is None) is lift:
        key = "veto.none" if lift else "veto.exists"
        raise Refused(key if period else f"{key}_in_year", unit=unit.id, veto=item, period=period)
    signed = signers(writing, approved_by)
    excluded_before = _excluded(writing, unit.id, period)
    if active is None:
        today = day_here(writing.session, writing.now)
        active = Veto(unit_id=unit.id, veto=item, period_id=period, reason=reason, decided_on=today)
    else:
        active.lifted_at, active.lifted_reason = writing.now, reason
    writing.session.add(active)
    writing.session.flush()
    writing.record(
        "veto.lift" if lift else "veto",
        f"{unit.id}/{period or YEAR}/{item}",
        after={"active": not lift, "approved_by": list(signed)},
        reason=reason,
    )
    if not period:
        publish_year_vetoes(writing, reason)
        amend_year(writing, reason, signed)
    elif _excluded(writing, unit.id, period) != excluded_before:
        follow_veto(writing, unit, period, reason, excluded=not lift, approved_by=signed)
    elif lift:
        _tell_what_stands(writing, unit, period, reason)
    publish_derived(writing, reason)
    return period


def follow_veto(
    writing: Writing, unit: Unit, period_id: str, reason: str, *, excluded: bool, approved_by: Given = ""
) -> None:
    """Let every series of the period that the unit takes part in follow its exclusion, or its return.

    `approved_by` is the second signature that a sealed ceremony wants.
    """
    signed = signers(writing, approved_by)
    for contest in _contests_with(writing.session, unit, period_id):
        if contest.closed:
            moved = _follow_closed(writing, contest, unit, reason, excluded=excluded)
            amend(writing, contest, results_about(contest, unit), reason, signed, moved=moved)
        elif contest.live(writing.now):
            publish_vetoes(writing, contest, reason)


def _contests_with(session: Session, unit: Unit, period_id: str) -> Iterator[Contest]:
    """The contests of a period in which a unit takes part."""
    series = session.exec(
        select(SeriesUnit.series_id)
        .join(SeriesPeriod, col(SeriesPeriod.series_id) == col(SeriesUnit.series_id))
        .where(SeriesUnit.unit_id == unit.id, SeriesPeriod.period_id == period_id)
    ).all()
    for series_id in series:
        yield contest_of(session, series_id, period_id)


def _tell_what_stands(writing: Writing, unit: Unit, period_id: str, reason: str) -> None:
    """Let flags that a unit has lost say which veto keeps them from it, where one was lifted and another stands."""
    session = writing.session
    standing = select(Veto.reason).where(
        Veto.unit_id == unit.id, Veto.period_id == period_id, col(Veto.lifted_at).is_(None)
    )
    why = session.exec(standing.order_by(col(Veto.id).desc())).first()
    for contest in _contests_with(session, unit, period_id):
        pool = unit.pool if contest.rules.ranking == Ranking.BY_POOL else ""
        shown = revealed_flags(session, contest.series.id)
        areas = [area for area in (*(one.id for one in contest.areas), OVERALL) if (period_id, area, pool) in shown]
        taken = [_takes_anew(writing, contest, (area, pool), unit.id, reason, why) for area in areas]
        if any(taken):
            publish_flags(writing, contest, reason)
            refresh_closed(writing, contest, reason)


def _takes_anew(
    writing: Writing, contest: Contest, flag: Flag, unit: str, lifted_because: str, why: str | None
) -> bool:
    """Put down that one veto gives a flag back and another takes it at once, where a veto has taken it."""
    overall = flag[0] == OVERALL
    term = read_ledger(writing.session, contest.series.id, overall=overall).term(flag, contest.period.id)
    lost = () if term is None else term.lost
    if not any(one.unit == unit and one.kind is CustodyKind.REVOKED and one.reason != why for one in lost):
        return False
    for kind, reason in ((CustodyKind.RESTORED, lifted_because), (CustodyKind.REVOKED, why)):
        row = ledger_row(writing, contest, *flag, kind)
        row.units, row.reason = [unit], reason
        ledger = read_ledger(writing.session, contest.series.id, overall=overall)
        if kind is CustodyKind.REVOKED and ledger.shared_by(flag, contest.period.id, unit):
            measured(writing, contest, row, ledger.ended_in(flag, contest.period.id))
        writing.session.add(row)
        writing.session.flush()
    return True


def _follow_closed(writing: Writing, contest: Contest, unit: Unit, reason: str, *, excluded: bool) -> list[Key]:
    """Let one closed contest follow; returns the flags whose custody that moves in public, or may one day."""
    session, moved = writing.session, list[Key]()
    pool = unit.pool if contest.rules.ranking == Ranking.BY_POOL else ""
    revealed = {
        (area, flag_pool)
        for period, area, flag_pool in revealed_flags(session, contest.series.id)
        if period == contest.period.id
    }
    ledger = read_ledger(session, contest.series.id)
    for area in contest.areas:
        flag = area.id, pool
        if flag not in revealed:
            recompute_sealed(writing, contest, *flag)
            continue
        if _follow_shown(writing, contest, ledger, flag, unit, reason, excluded=excluded):
            moved.append(("flag", *flag))
        asked = ledger, flag, contest.period.id, unit.id
        if not excluded or _is_before_holder(*asked) or _is_behind_holder(*asked):
            measure(writing, contest, flag)  # somebody else may be first now, or next to who is, or is no more
    overall = read_ledger(session, contest.series.id, overall=True)
    if (OVERALL, pool) in revealed and _follow_shown(
        writing, contest, overall, (OVERALL, pool), unit, reason, excluded=excluded
    ):
        moved.append(("flag", OVERALL, pool))
    follow_table(writing, contest)
    for area in contest.areas:
        if (area.id, pool) in revealed:
            publish_ranking(writing, contest, area.id, reason)
    if revealed:
        publish_flags(writing, contest, reason)
        refresh_closed(writing, contest, reason)
    return moved


def _follow_shown(
    writing: Writing, contest: Contest, ledger: Ledger, flag: Flag, unit: Unit, reason: str, *, excluded: bool
) -> bool:
    """Take a flag that has been shown from a unit, or give it back; whether its custody has to do with that unit."""
    concerned = unit.id in ledger.first_in(flag, contest.period.id) or ledger.may_stay(flag, contest.period.id)
    taken, back = list[str](), [] if excluded else [unit.id]
    if concerned:
        taken, back = _moves(writing.session, contest, ledger, flag, unit.id, excluded=excluded)
    for kind, units in ((CustodyKind.REVOKED, taken), (CustodyKind.RESTORED, back)):
        for one in units:
            row = ledger_row(writing, contest, *flag, kind)
            row.units, row.reason = [one], reason
            if kind is CustodyKind.REVOKED and ledger.shared_by(flag, contest.period.id, one):
                measured(writing, contest, row, ledger.ended_in(flag, contest.period.id))
            writing.session.add(row)
    writing.session.flush()
    return concerned


def _is_before_holder(ledger: Ledger, flag: Flag, period: str, unit: str) -> bool:
    """Whether it may be told of a unit that it is first and somebody else holds the flag.

    So it is after a correction, or where a veto of it has been lifted since the award.
    """
    term = ledger.term(flag, period)
    if term is not None and unit in term.overtaken_by:
        return True
    entries = ledger.entries.get(flag, ())
    return any(one.kind is CustodyKind.RESTORED and one.units == (unit,) for one in entries if one.period == period)


def _is_behind_holder(ledger: Ledger, flag: Flag, period: str, unit: str) -> bool:
    """Whether a holder is first, and may lead that unit or have the flag because of a tie with it."""
    term = ledger.term(flag, period)
    return term is not None and term.margin is not None and unit not in term.holders


def _moves(
    session: Session, contest: Contest, ledger: Ledger, flag: Flag, unit: str, *, excluded: bool
) -> tuple[list[str], list[str]]:
    """From whom a veto or its lifting takes a flag, if they hold it, and to whom it gives it back.

    A flag that nobody could win stays with a holder under a veto while everybody else is under one too (S05).
    """
    vetoed = vetoed_units(session, contest.period.id)
    others = sorted(vetoed - {unit})
    if ledger.retains(flag, contest.period.id) and all_vetoed(session, contest, flag[1], {*others, unit}):
        return ([], others) if excluded else (others, [unit])
    return ([unit], []) if excluded else ([], [unit])


def _excluded(writing: Writing, unit: str, period: str) -> bool:
    vetoes = select(Veto).where(Veto.unit_id == unit, Veto.period_id == period, col(Veto.lifted_at).is_(None))
    return writing.session.exec(vetoes).first() is not None


def _scope_of(writing: Writing, item: str) -> VetoScope:
    """What an item's vetoes take. Raises BadInput for an item that the competition does not have."""
    scopes = {
        entry["id"]: entry.get("scope", VetoScope.PERIOD)
        for entry in competition_of(writing.session).annual.get("vetoes", [])
    }
    if scopes and item not in scopes:
        raise BadInput("veto.unknown", veto=item, allowed=", ".join(scopes))
    return VetoScope(scopes.get(item, VetoScope.PERIOD))
