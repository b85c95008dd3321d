"""Amending a seal: the only way in which a sealed result may still change.

Whoever changes one (a veto, a correction, a tie's decision) amends the seal: with a reason, in public, and while the
result is not announced with a second signature.
"""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, select

from scoreboard.desk.approvals import as_text
from scoreboard.desk.opening_seals import publish_seal
from scoreboard.desk.sealed_results import (
    TABLE,
    Draw,
    Key,
    Sealed,
    announced,
    as_kept,
    results_in,
    results_of,
    seal_results,
    seals_of,
    star_result,
)
from scoreboard.enums import PeriodState, Ranking
from scoreboard.errors import Refused
from scoreboard.facts import OVERALL
from scoreboard.models import Ceremony, Seal, Unit
from scoreboard.publications.publishing import refresh_closed
from scoreboard.rules.sealing import agrees, commitment
from scoreboard.store.contest import Contest, competition_of, periods_of
from scoreboard.store.second_signatures import standing_of
from scoreboard.store.writing import Writing
from scoreboard.store.years import ceremony_contest


def results_about(contest: Contest, unit: Unit) -> set[Key]:
    """Every result of a contest in which a unit may have a part: its pool's flags, and the table."""
    pool = unit.pool if contest.rules.ranking == Ranking.BY_POOL else ""
    return {TABLE, *(("flag", area.id, pool) for area in contest.areas)}


def amend(
    writing: Writing,
    contest: Contest,
    touched: Collection[Key],
    reason: str,
    approved_by: Sequence[str] = (),
    *,
    moved: Collection[Key] = (),
    draw: Draw | None = None,
) -> None:
    """After a deed that touches results of a contest: bring the seals of its series level with it.

    An amendment is public, so what it holds follows from the deed alone. Results that are not announced yet are sealed
    anew where the deed touches them, whether that has changed them or not, and no others; `moved` are flags whose
    custody it has changed in public, which later periods' results follow from. Of what is announced, all that has
    changed; but of the contest itself nothing where the deed touches nothing, for what its own ceremony announces must
    agree with the seal. `approved_by` are the deed's `signers`. Raises Refused where a result is sealed anew and none
    of them has approved that, or no reason is given.
    """
    touched = _with_table(contest, touched)
    periods = periods_of(writing.session, contest.series.id)
    later = set(periods[periods.index(contest.period.id) + 1 :])
    for ceremony in sealed_ceremonies(writing.session, contest.series.id):
        if ceremony.about != contest.period.id:
            follows = _with_table(contest, {*moved, TABLE}) if moved and ceremony.about in later else ()
            _amend_one(writing, ceremony, follows, reason, approved_by, draw)
        elif touched:
            _amend_one(writing, ceremony, touched, reason, approved_by, draw)


def _with_table(contest: Contest, keys: Collection[Key]) -> Collection[Key]:
    """The results that a deed touches, with the flag of the table where it touches that."""
    if TABLE not in keys or not contest.series.overall_flag:
        return keys
    return {*keys, *(("flag", OVERALL, pool) for pool in contest.flag_pools)}


def amend_year(writing: Writing, reason: str, approved_by: Sequence[str] = ()) -> None:
    """After a deed of which no period's results follow: bring the seal of the year level with its table."""
    series = competition_of(writing.session).annual.get("series")
    for ceremony in sealed_ceremonies(writing.session, series) if series else ():
        if ceremony.of_year:
            _amend_one(writing, ceremony, (), reason, approved_by, None)


def sealed_ceremonies(session: Session, series: str) -> Sequence[Ceremony]:
    """The ceremonies of a series that have been sealed."""
    sealed = col(Ceremony.id).in_(select(Seal.ceremony_id))
    return session.exec(select(Ceremony).where(Ceremony.series_id == series, sealed).order_by(col(Ceremony.id))).all()


def _amend_one(
    writing: Writing,
    ceremony: Ceremony,
    touched: Collection[Key],
    reason: str,
    approved_by: Sequence[str],
    draw: Draw | None,
) -> None:
    session = writing.session
    contest = ceremony_contest(session, ceremony)
    before = {one.key: one.result for seal in seals_of(session, ceremony.id) for one in results_in(seal)}
    now = results_of(session, contest, writing.now)
    for kind, subject, pool in before.keys() - now.keys():
        now[kind, subject, pool] = star_result(subject, (), set())
    changed, single = {}, True
    for key, result in now.items():
        if key[0] == "star" and key not in before and contest.progress.state == PeriodState.PUBLISHED:
            continue  # nobody stood for it before the ceremony came to its end: another one tells it
        if announced(session, contest, key) or contest.is_year:  # the year's table is public before it is told
            if key not in before or not agrees(before[key], result):
                changed[key] = result
        elif key in touched:
            changed[key], single = result, False
    if not changed:
        return
    if not single:
        _refuse_single_signature(writing, ceremony, reason, approved_by)
    _append(writing, ceremony, contest, seal_results(changed, draw), reason, approved_by)


def seal_anew(writing: Writing, ceremony: Ceremony, reason: str, draw: Draw | None = None) -> Seal:
    """Seal every result of a ceremony with another salt. The first seal stays, and what has changed since is amended.

    The sheet is sealed once: it is fixed.
    """
    contest = ceremony_contest(writing.session, ceremony)
    results = seal_results(results_of(writing.session, contest, writing.now), draw)
    return _append(writing, ceremony, contest, results, reason, (), again=True)


def _append(
    writing: Writing,
    ceremony: Ceremony,
    contest: Contest,
    results: Sequence[Sealed],
    reason: str,
    approved_by: Sequence[str],
    *,
    again: bool = False,
) -> Seal:
    """Add an amendment to a ceremony's seal, and publish it."""
    session = writing.session
    amendment = Seal(
        ceremony_id=ceremony.id,
        kind="amendment",
        results=as_kept(results),
        commitment=commitment(one.digest for one in results),
        reason=reason,
        sealed_by=writing.by.name,
        approved_by=as_text(approved_by),
        at=writing.now,
    )
    session.add(amendment)
    session.flush()
    writing.record(
        "ceremony.amend",
        ceremony.id,
        after={
            "commitment": amendment.commitment,
            "approved_by": list(approved_by),
            "approvers": [standing_of(session, name) for name in approved_by],
        },
        reason=reason or None,
    )
    publish_seal(writing, ceremony, again=again)
    refresh_closed(writing, contest, reason)  # its bulletin tells what was changed after the seal
    return amendment


def _refuse_single_signature(writing: Writing, ceremony: Ceremony, reason: str, approved_by: Sequence[str]) -> None:
    if not reason.strip():
        raise Refused("seal.second", ceremony=ceremony.id, name=writing.by.name)
    if not approved_by:
        raise Refused("seal.approval", ceremony=ceremony.id, name=writing.by.name)
