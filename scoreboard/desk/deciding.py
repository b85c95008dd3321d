"""Decisions that a person must take and answer for: ties, vacancies, corrections.

Each is recorded with its reason; custody follows from the ledger, never from an edit (S03, S08, S09).
"""

from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import Session

from scoreboard.desk.amending import amend
from scoreboard.desk.approvals import Given, as_text, signers
from scoreboard.desk.awards import Award, decide_award, flag_subject, ledger_row, measured
from scoreboard.desk.earlier_places import decided_there, measure_by_place
from scoreboard.desk.entering import parse_score, refuse_stranger, subject_of, words
from scoreboard.desk.flag_holders import flag_pool, once_each, refuse_excused, refuse_gone, refuse_holders
from scoreboard.desk.measuring import measure, recompute_sealed
from scoreboard.desk.overall_flag import award_of_table, follow_table, give_table_flag, refuse_table_holders
from scoreboard.desk.panels import refuse_other_judge, refuse_unequal
from scoreboard.desk.sealed_results import TABLE, Key
from scoreboard.enums import NoWinner, Panel, Ranking
from scoreboard.errors import BadInput, Refused
from scoreboard.facts import OVERALL
from scoreboard.models import Correction, CustodyEntry, Score, TieDecision, Unit
from scoreboard.publications.flag_row import EARLIER_PLACE
from scoreboard.publications.publishing import publish_flags, publish_ranking, refresh_closed
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.store.contest import Contest
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import Flag, read_ledger, revealed_flags
from scoreboard.store.second_signatures import standing_of
from scoreboard.store.standings import View, read_scores
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

    Raises Refused where there is no tie at first place or the series' rule settles it, where a holder is not tied in
    it or exists no more, once the flag has been shown, or where somebody approves what they enter; BadInput where no
    reason is given.
    """
    holders = once_each(holders)
    area, pool = contest.flag_area(area_id), flag_pool(contest, holders, pool)
    need_reason(reason)
    signed = signers(writing, approved_by)
    called = area or contest.series.overall_flag
    about = {"series": contest.series.id, "period": contest.period.id, "area": called}
    shown = (contest.period.id, area, pool) in revealed_flags(writing.session, contest.series.id)
    if shown and not _left_open(writing, contest, (area, pool)):
        raise Refused("decide.shown", **about)
    award = _award_of(writing.session, contest, area, pool, len(holders))
    first = award.leaders
    if len(first) < 2:
        raise Refused("decide.no_tie", **about)
    kept, rule = award.winners or award.keepers, contest.rules.tie
    # a place in the earlier area may have been decided meanwhile: whoever decides the same says nothing against it
    agreed = rule.startswith(EARLIER_PLACE) and {unit.id for unit in holders} == set(kept)
    if award.by_rule and not agreed:
        raise Refused("decide.by_rule", **about, rule=rule, units=tuple(kept))
    strangers = [unit.id for unit in holders if unit.id not in first]
    if strangers:
        raise Refused("decide.not_tied", units=tuple(strangers), tied=tuple(first))
    refuse_gone(writing, contest, holders)
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
    decided = decided_there(writing.session, contest, (area, pool))
    if contest.closed and area != OVERALL:
        for flag in ((area, pool), *decided):
            recompute_sealed(writing, contest, *flag)
        measure_by_place(writing, contest, (area, pool))
    follow_table(writing, contest)
    if shown and not _left_open(writing, contest, (area, pool)):
        _republish(writing, contest, area, pool, reason)
    key: Key = ("flag", area, pool)
    amend(writing, contest, {key, *_keys(decided), TABLE}, reason, signed, moved=[key] if shown else ())


def _award_of(session: Session, contest: Contest, area: str, pool: str, holders: int) -> Award:
    """Who is first for a flag, of the overall table where there is no area, and whether a rule says who has it."""
    view = View.CONFIRMED if contest.closed else View.ENTERED
    if area == OVERALL:
        return award_of_table(session, contest, view, pool, holders)
    ledger = read_ledger(session, contest.series.id)
    return decide_award(session, contest, Tops(session, contest, view), ledger, area, pool)


def _publicly_held(writing: Writing, contest: Contest, flag: Flag) -> list[str]:
    """Who holds a flag in a period, or did before its award, as far as is public: no journal tells of a sealed one."""
    ledger = read_ledger(writing.session, contest.series.id, revealed_only=True, overall=flag[0] == OVERALL)
    term = ledger.term(flag, contest.period.id)
    return list(ledger.holders_before(flag, contest.period.id) if term is None else term.holders)


def _left_open(writing: Writing, contest: Contest, flag: Flag) -> bool:
    """Whether a tie was published without saying who has the flag, as far as the public knows."""
    ledger = read_ledger(writing.session, contest.series.id, revealed_only=True, overall=flag[0] == OVERALL)
    term = ledger.term(flag, contest.period.id)
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
    holders = once_each(holders)
    area, pool = contest.flag_area(area_id), flag_pool(contest, holders, pool)
    called = area or contest.series.overall_flag
    need_reason(reason)
    signed = signers(writing, approved_by)
    refuse_holders(writing, contest, holders, pool)
    ledger = read_ledger(writing.session, contest.series.id, overall=area == OVERALL)
    if contest.period.id in ledger.waiting and not ledger.settled((area, pool), contest.period.id):
        raise Refused("decide.waits", area=called, period=contest.period.id, series=contest.series.id)
    term = ledger.term((area, pool), contest.period.id)
    if term is None or term.holders:
        raise Refused("decide.not_vacant", area=called, period=contest.period.id)
    if area != OVERALL:
        refuse_excused(writing.session, contest, area, [unit for unit in holders if unit.id not in term.previous])
    public = (contest.period.id, area, pool) in ledger.revealed or not contest.closed
    row = measured(writing, contest, _assign(writing, contest, (area, pool), holders, reason, signed))
    row.no_winner = NoWinner.RETAIN
    row.awarded_on = contest.day_of(writing.now) if public else contest.progress.awarded_on
    _append(writing, row)
    given = [unit.id for unit in holders]
    writing.record(
        "decide.vacancy",
        flag_subject(contest, area, pool),
        before={"holders": [], "left": [*term.ended, *(one.unit for one in term.lost if one.unit not in term.ended)]},
        after={"units": given, "holders": given, "approved_by": list(signed)},
        reason=reason,
    )
    follow_table(writing, contest)
    _republish(writing, contest, area, pool, reason)
    flag: Key = ("flag", area, pool)
    amend(writing, contest, {flag, TABLE}, reason, signed, moved=[flag])


def correct(
    writing: Writing,
    contest: Contest,
    area_id: str,
    unit: Unit,
    text: str,
    reason: str,
    approved_by: Given,
    *,
    judge: str = "",
    holders: Sequence[Unit] | None = None,
    table_holders: Sequence[Unit] | None = None,
    pool: str = "",
) -> None:
    """Correct a score after its period was closed (S08); where judges score, the mark of one of them.

    Custody moves only where `holders` say so, once the flag has been shown, and that of the overall table's flag where
    `table_holders` do; while it is sealed the award is computed again, by the ranking alone.

    Raises Refused where the period is open, where the score is that already, where a holder may not hold the flag, or
    somebody approves what they enter; BadInput for a bad score, no reason or no approval.
    """
    area = contest.area(area_id).id
    holders = None if holders is None else once_each(holders)
    table_holders = None if table_holders is None else once_each(table_holders)
    need_reason(reason)
    signed = signers(writing, approved_by)
    if not signed:
        raise BadInput("decide.approval")
    if not contest.closed:
        raise Refused("decide.open", series=contest.series.id, period=contest.period.id)
    refuse_stranger(writing.session, contest, unit)
    if pool not in ("", unit.pool):
        raise Refused("decide.other_pool", unit=unit.id, pool=pool, series=contest.series.id)
    pool = unit.pool if contest.rules.ranking == Ranking.BY_POOL else ""
    refuse_holders(writing, contest, holders or (), pool)
    refuse_table_holders(writing, contest, table_holders, pool)
    value = parse_score(text, contest.rules.maximum)
    refuse_other_judge(writing.session, contest, area, unit, judge)
    old, shown = _score_of(writing, contest, area, unit, judge), _combined(writing, contest, area, unit)
    if old is not None and old == value and not _moves_a_flag(writing, contest, (area, pool), holders, table_holders):
        raise Refused("decide.same_score", unit=unit.id, area=area, score=f"{old.normalize():f}")
    cell = _corrected_cell(writing, contest, area, unit, judge, value)
    held = _publicly_held(writing, contest, (area, pool))
    refuse_excused(writing.session, contest, area, [one for one in holders or () if one.id not in held])
    refuse_unequal(writing.session, contest)
    writing.session.add(
        Correction(
            series_id=contest.series.id,
            period_id=contest.period.id,
            area_id=area,
            unit_id=unit.id,
            old=shown,
            new=_combined(writing, contest, area, unit),
            reason=reason,
            approved_by=as_text(signed),
            entered_by=writing.by.name,
            entered_at=writing.now,
        )
    )
    writing.session.flush()
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
            **({} if table_holders is None else {"table_holders": [one.id for one in table_holders]}),
        },
        reason=reason,
    )
    key: Key = ("flag", area, pool)
    decided = decided_there(writing.session, contest, (area, pool))
    for flag in decided if public else ((area, pool), *decided):
        recompute_sealed(writing, contest, *flag)
    measure_by_place(writing, contest, (area, pool))
    touched = {key, *_keys(decided), TABLE}
    if not public:
        follow_table(writing, contest)
        amend(writing, contest, touched, reason, signed)
        return
    if holders is None:
        measure(writing, contest, (area, pool))
    else:
        _append(writing, measured(writing, contest, _assign(writing, contest, (area, pool), holders, reason, signed)))
    follow_table(writing, contest)
    moved = [key] if holders is not None else []
    if table_holders is not None:
        give_table_flag(writing, contest, table_holders, pool, reason, signed)
        moved.append(("flag", OVERALL, pool))
    publish_ranking(writing, contest, area, reason)
    _republish(writing, contest, area, pool, reason)
    amend(writing, contest, touched, reason, signed, moved=moved)


def _keys(flags: Sequence[Flag]) -> list[Key]:
    """What a seal calls flags."""
    return [("flag", *flag) for flag in flags]


def _moves_a_flag(
    writing: Writing,
    contest: Contest,
    flag: Flag,
    holders: Sequence[Unit] | None,
    table_holders: Sequence[Unit] | None,
) -> bool:
    """Whether a correction gives a flag to others than have it; while one is sealed its ranking decides."""
    if table_holders is not None:
        return True
    public = (contest.period.id, *flag) in revealed_flags(writing.session, contest.series.id)
    held = set(_publicly_held(writing, contest, flag))
    return public and holders is not None and {one.id for one in holders} != held


def _assign(
    writing: Writing, contest: Contest, flag: Flag, holders: Sequence[Unit], reason: str, signed: Sequence[str]
) -> CustodyEntry:
    """The ledger's row of a decision on who holds a flag, still to be added."""
    row = ledger_row(writing, contest, *flag, CustodyKind.ASSIGNED)
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


def _combined(writing: Writing, contest: Contest, area: str, unit: Unit) -> Decimal | None:
    """A unit's score in an area as the ranking has it, of all judges together."""
    scores = (
        read_scores(writing.session, contest, View.CONFIRMED, [area]) if contest.rules.judges != Panel.SINGLE else None
    )
    return _score_of(writing, contest, area, unit, "") if scores is None else scores.cell(area, unit.id).value


def _score_of(writing: Writing, contest: Contest, area: str, unit: Unit, judge: str) -> Decimal | None:
    cell = writing.session.get(Score, (*contest.key, area, unit.id, judge))
    return None if cell is None else cell.value


def _corrected_cell(
    writing: Writing, contest: Contest, area: str, unit: Unit, judge: str, value: Decimal | None
) -> Score:
    cell = writing.session.get(Score, (*contest.key, area, unit.id, judge))
    if cell is None:
        cell = Score(
            series_id=contest.series.id,
            period_id=contest.period.id,
            area_id=area,
            unit_id=unit.id,
            judge=judge,
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


def need_reason(reason: str) -> None:
    """Raises BadInput for a decision without a reason."""
    if not reason.strip():
        raise BadInput("decide.reason")
