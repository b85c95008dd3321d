"""What is public of a competition as soon as it is loaded."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from scoreboard.desk.amending import amend_year
from scoreboard.desk.loading.holders_and_nominees import NOMINEES
from scoreboard.desk.loading.memory import Memory
from scoreboard.desk.loading.score_portions import PublicPlace
from scoreboard.enums import PeriodState, ScoreState
from scoreboard.models import CustodyEntry, Nominee, Score, SeriesPeriod
from scoreboard.publications.derived_boards import publish_begun
from scoreboard.publications.held_before import publish_held_before
from scoreboard.publications.publishing import (
    publish_competition,
    publish_flags,
    publish_honours,
    publish_live,
    publish_scores,
    publish_stars,
)
from scoreboard.publications.publishing_promises import publish_promises
from scoreboard.publications.publishing_targets import publish_targets
from scoreboard.publications.vetoing import publish_year_vetoes
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.store.contest import Contest, contest_of, periods_of
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.contests import ranking_key
from scoreboard.store.writing import Writing


def publish_loaded(memory: Memory) -> None:
    """Publish the competition, the flags held at the opening, live confirmed scores, stars, promises and the year.

    What has been published of closed periods is no affair of a load: a series of which a period is closed keeps
    its flags, and a period that any series has closed its stars, unless the file changed its nominees.
    """
    writing = memory.writing
    session = writing.session
    publish_competition(writing)
    progress = session.exec(select(SeriesPeriod)).all()
    closed = {row.series_id for row in progress if row.state != PeriodState.OPEN}
    opened = session.exec(select(CustodyEntry.series_id).where(CustodyEntry.kind == CustodyKind.OPENING.value))
    for series in sorted(set(opened) - closed):
        publish_held_before(writing, series)
        publish_flags(writing, contest_of(session, series, periods_of(session, series)[0]))
    for row in progress:
        if row.state == PeriodState.OPEN:
            _publish_live(writing, contest_of(session, row.series_id, row.period_id))
    closed_periods = {row.period_id for row in progress if row.state != PeriodState.OPEN}
    nominated = {change.subject.split("/")[1] for change in memory.changes if change.file == NOMINEES}
    for period in sorted(set(session.exec(select(Nominee.period_id))) | nominated):
        if period not in closed_periods or period in nominated:
            publish_stars(writing, period)
    publish_promises(writing)
    publish_year_vetoes(writing)
    publish_honours(writing)
    amend_year(writing, ", ".join(sorted({change.file for change in memory.changes})))
    publish_targets(writing)


def publish_places(writing: Writing, places: Iterable[PublicPlace]) -> None:
    """Show scores of live contests that a load has confirmed, changed or taken back, and which periods have begun."""
    by_contest: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for series, period, area, unit in places:
        by_contest.setdefault((series, period), []).append((area, unit))
    for key, cells in by_contest.items():
        contest = contest_of(writing.session, *key)
        if not contest.closed and contest.live(writing.now):
            publish_scores(writing, contest, cells)
    publish_begun(writing)


def _publish_live(writing: Writing, contest: Contest) -> None:
    """An area without any result has no board until its first one."""
    if not contest.live(writing.now):
        return
    filled = _areas_with_results(writing.session, contest)
    public = facts_of(writing.session).boards(f"{ranking_key(contest.series.id, contest.period.id)}/")
    areas = [
        area.id
        for area in contest.areas
        if area.id in filled or ranking_key(contest.series.id, contest.period.id, area.id) in public
    ]
    if areas:
        publish_live(writing, contest, areas)


def _areas_with_results(session: Session, contest: Contest) -> set[str]:
    confirmed = select(col(Score.area_id)).where(
        Score.series_id == contest.series.id, Score.period_id == contest.period.id, Score.state == ScoreState.CONFIRMED
    )
    return set(session.exec(confirmed))
