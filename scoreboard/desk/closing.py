"""Closing a period: the ranking is final, custody is computed, the result is sealed or published."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from scoreboard.desk.amending import amend, sealed_ceremonies
from scoreboard.desk.awards import Award, decide_awards, record_award
from scoreboard.desk.entering import place_of
from scoreboard.desk.equal_places import refuse_equal_places
from scoreboard.desk.history import CELL_DEEDS
from scoreboard.desk.overall_award import overall_awards, refuse_table_tie
from scoreboard.desk.overall_flag import follow_table
from scoreboard.desk.panels import refuse_unequal
from scoreboard.desk.shared_words import SharedBy, shared_words
from scoreboard.desk.unit_of_work import acting, looking
from scoreboard.enums import PeriodState
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import language_of, say, some_of
from scoreboard.models import Ceremony, JournalEntry, SeriesPeriod
from scoreboard.publications.publishing import publish_everything, publish_later
from scoreboard.publications.reopened import last_reopening
from scoreboard.settings import Settings
from scoreboard.store.contest import Contest, contest_of, periods_of
from scoreboard.store.engine import Store
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import read_ledger
from scoreboard.store.scores_awaited import count_drafts, first_drafts, has_score
from scoreboard.store.standings import View
from scoreboard.store.writing import Writing
from scoreboard.store.years import ceremonies_of

WITHOUT_RESULTS = frozenset({"backup", "honour", "stars", "user"})
"""The first words of deeds from which no flag follows."""
MOST_TIES, MOST_DRAFTS = 10, 3
"""How many of them a refusal names."""
MOST_SINCE = 1000
"""Deeds that are looked at, of those that were done after a check."""


@dataclass(frozen=True)
class Checked:
    """The awards of a contest that can be closed, and the journal's last row when that was found."""

    awards: list[Award]
    sequence: int


def check(session: Session, contest: Contest, *, empty: bool = False) -> Checked:
    """Find who wins each flag.

    Raises Refused where the period is closed, drafts, undecided ties or unequal panels of judges exist, a later
    period's ceremony has been committed to results that go on from this one, or nobody has a score and it is not said
    that it is meant `empty`.
    """
    if contest.closed:
        raise Refused("closing.closed", series=contest.series.id, period=contest.period.id)
    refuse_committed(session, contest)
    sequence = session.exec(select(func.max(JournalEntry.sequence))).one() or 0
    _refuse_drafts(session, contest)
    refuse_unequal(session, contest)
    if not empty and not has_score(session, contest):
        raise Refused("closing.empty", series=contest.series.id, period=contest.period.id)
    scores = Tops(session, contest, View.CONFIRMED)
    ledger = read_ledger(session, contest.series.id)
    awards = decide_awards(session, contest, scores, ledger)
    overall = overall_awards(session, contest, View.CONFIRMED, awards)
    undecided = [award for award in awards if award.undecided]
    if undecided:
        ties = [SharedBy(one.area, one.leaders, pool=one.pool) for one in undecided]
        raise Refused("closing.ties", count=len(ties), ties=shared_words(session, contest, ties, MOST_TIES))
    refuse_equal_places(session, contest, awards, ledger)
    refuse_table_tie(contest, overall)
    return Checked([*awards, *overall], sequence)


def close_beside(
    store: Store, settings: Settings, series: str, period: str, *, on: date | None = None, empty: bool = False
) -> tuple[str, str | None]:
    """Close a period, checked before anybody is kept from writing; returns its state and the ceremony, as `close`."""
    with looking(store, settings, "close", series=series) as here:
        checked = check(here.session, contest_of(here.session, series, period), empty=empty)
    with acting(store, settings, "close", series=series) as writing:
        contest = contest_of(writing.session, series, period)
        ceremony = close(writing, contest, on=on, checked=checked, empty=empty)
        return contest.progress.state, ceremony


def close(
    writing: Writing,
    contest: Contest,
    *,
    on: date | None = None,
    checked: Checked | None = None,
    empty: bool = False,
) -> str | None:
    """Close a period of a series; returns the id of the ceremony that is to reveal it, None if it is public now.

    What was `checked` before counts while nothing else has been done that could change it. Raises Refused while it is
    closed already, drafts or undecided ties for first place exist, a later ceremony is committed to what follows, or
    nobody has a score where that is not meant; BadInput where it would be closed on a day before its first.
    """
    if on is not None and on < contest.period.start:
        raise BadInput(
            "closing.on_early",
            day=on.isoformat(),
            series=contest.series.id,
            period=contest.period.id,
            start=contest.period.start.isoformat(),
        )
    if checked is None or not _still_holds(writing.session, contest, checked):
        checked = check(writing.session, contest, empty=empty)
    awards = checked.awards
    ceremony = _ceremony_of(writing.session, contest)
    at_once = contest.live(writing.now)
    held_on = ceremony.held_on if ceremony else None
    days = (on, held_on) if at_once else (held_on, on)  # what a ceremony hands over is awarded on its day
    awarded_on = next((day for day in days if day is not None), None) or contest.day_of(writing.now)
    for award in awards:
        record_award(writing, contest, award, awarded_on)
    contest.progress.state = PeriodState.PUBLISHED if at_once else PeriodState.SEALED
    contest.progress.closed_at, contest.progress.closed_by = writing.now, writing.by.name
    contest.progress.awarded_on = awarded_on
    writing.session.add(contest.progress)
    writing.session.flush()
    writing.record(
        "close",
        f"{contest.series.id}/{contest.period.id}",
        after={"state": contest.progress.state, "awarded_on": awarded_on.isoformat()},
    )
    follow_table(writing, contest, itself=False)
    if at_once:
        again = last_reopening(writing.session, contest)
        publish_everything(writing, contest, again.reason or "" if again else "")
    else:
        publish_later(writing, contest)
    amend(writing, contest, (), "")
    return None if at_once else (ceremony or create_ceremony(writing, contest, usual_ceremony(contest))).id


def refuse_committed(session: Session, contest: Contest) -> None:
    """Raises Refused while the ceremony of a later period is sealed and has not announced everything."""
    periods = periods_of(session, contest.series.id)
    later = set(periods[periods.index(contest.period.id) + 1 :])
    for ceremony in sealed_ceremonies(session, contest.series.id):
        if ceremony.about in later:
            progress = session.get_one(SeriesPeriod, (contest.series.id, ceremony.period_id))
            if progress.state != PeriodState.PUBLISHED:
                raise Refused(
                    "closing.committed", ceremony=ceremony.id, series=contest.series.id, period=contest.period.id
                )


def _still_holds(session: Session, contest: Contest, checked: Checked) -> bool:
    """Whether only such deeds have been done since that have nothing to do with the contest."""
    since = select(JournalEntry.action, JournalEntry.subject).where(JournalEntry.sequence > checked.sequence)
    for action, subject in session.exec(since.order_by(col(JournalEntry.sequence)).limit(MOST_SINCE)):
        of_others = action in CELL_DEEDS and not f"{subject}/".startswith(f"{contest.subject}/")
        if not of_others and action.partition(".")[0] not in WITHOUT_RESULTS:
            return False
    return True


def _refuse_drafts(session: Session, contest: Contest) -> None:
    drafts = count_drafts(session, contest)
    if drafts:
        first = tuple(
            place_of(area, unit, judge) for area, unit, judge in first_drafts(session, contest, MOST_DRAFTS + 1)
        )
        about = {"series": contest.series.id, "period": contest.period.id}
        raise Refused("closing.drafts", count=drafts, cells=some_of(first, MOST_DRAFTS), **about)


def _ceremony_of(session: Session, contest: Contest) -> Ceremony | None:
    """The ceremony that reveals a contest: the one of the usual id, else one written for it by hand."""
    usual = session.get(Ceremony, usual_ceremony(contest))
    return usual or session.exec(select(Ceremony).where(*ceremonies_of(contest))).first()


def usual_ceremony(contest: Contest) -> str:
    """The id that closing gives a ceremony."""
    return f"{contest.series.id}-{contest.period.id}"


def create_ceremony(writing: Writing, contest: Contest, ceremony_id: str) -> Ceremony:
    """A ceremony for a contest, titled after it, with the usual sheet."""
    competition, series, period = contest.competition, contest.series, contest.period
    name, name_en = period.name, period.name_en or period.name
    if contest.is_year:
        name_en = say("year.in_title", "en")
        name = say("year.in_title", language_of((competition.name, series.name)))
    ceremony = Ceremony(
        id=ceremony_id,
        series_id=series.id,
        period_id=periods_of(writing.session, series.id)[-1] if contest.is_year else period.id,
        of_year=contest.is_year,
        title=f"{competition.name} {series.name} {name}",
        title_en=f"{competition.name_en or competition.name}: {series.name_en or series.name}, {name_en}",
    )
    writing.session.add(ceremony)
    writing.session.flush()
    writing.record("ceremony.create", ceremony.id, after={"series": series.id, "period": period.id})
    return ceremony
