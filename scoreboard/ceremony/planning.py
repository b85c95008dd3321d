"""Planning a ceremony: a run sheet to begin with, made from what the contest is, to be edited by people."""

from sqlmodel import Session, col, select

from scoreboard.ceremony.cue import Cue, cue_words
from scoreboard.ceremony.run_sheet import promised_cues, usual_sheet
from scoreboard.ceremony.stage_control import Standpoint, standpoint
from scoreboard.desk.closing import create_ceremony
from scoreboard.desk.levels import refuse_outside
from scoreboard.desk.sealed_results import seals_of
from scoreboard.enums import YEAR
from scoreboard.errors import BadInput, Refused
from scoreboard.exchange import values
from scoreboard.exchange.problems import Wrong
from scoreboard.models import Ceremony, Goal, LivelihoodItem, Series, SeriesPeriod, Table
from scoreboard.store.contest import Contest, competition_of, contest_of, periods_of
from scoreboard.store.writing import Writing
from scoreboard.store.years import ceremony_contest, year_contest

SETTLED: tuple[tuple[str, type[Table]], ...] = (("goals", Goal), ("livelihood", LivelihoodItem))
"""What is settled at the year's end beside pledges, by the kinds of its cues."""


def plan(
    writing: Writing, ceremony_id: str, *, series: str | None = None, period: str | None = None, anew: bool = False
) -> Standpoint:
    """The ceremony of that id with a sheet written down: made where there is none, its own where it has one.

    With `anew`, or for another series or period, its sheet is made again. Without a series or period a new ceremony
    is for those that its id names (SERIES-PERIOD), else for the only series and its last closed period. Raises
    Refused where a sheet that would change is fixed by a seal or the ceremony's beginning, or where whoever acts is
    bound to another series, BadInput for a bad id.
    """
    session = writing.session
    ceremony = session.get(Ceremony, ceremony_id)
    contest = _contest(session, ceremony, ceremony_id, series, period)
    for about in (contest.series.id, contest.series.id if ceremony is None else ceremony.series_id):
        refuse_outside(session, writing.by, about)
    moved = ceremony is not None and (ceremony.series_id, ceremony.about) != (contest.series.id, contest.period.id)
    if ceremony is not None and ceremony.cues and not moved and not anew:
        return standpoint(session, ceremony_id)
    if ceremony is None:
        _check_id(ceremony_id)
        ceremony = create_ceremony(writing, contest, ceremony_id)
    elif standpoint(session, ceremony_id).last is not None or seals_of(session, ceremony_id):
        raise Refused("seal.fixed", ceremony=ceremony_id)
    before = {"series": ceremony.series_id, "period": ceremony.about, "cues": len(ceremony.cues)}
    ceremony.series_id, ceremony.of_year = contest.series.id, contest.is_year
    ceremony.period_id = periods_of(session, contest.series.id)[-1] if contest.is_year else contest.period.id
    ceremony.cues = [cue_words(cue) for cue in planned_sheet(session, contest)]
    session.add(ceremony)
    session.flush()
    after = {"series": ceremony.series_id, "period": ceremony.about, "cues": len(ceremony.cues)}
    writing.record("ceremony.plan", ceremony_id, before=before, after=after)
    return standpoint(session, ceremony_id)


def planned_sheet(session: Session, contest: Contest) -> tuple[Cue, ...]:
    """The usual sheet, and for the series that the year is counted in also where everybody stands in it.

    After its last period come the year's table and, where there are any, how pledges, goals and livelihood items ended.
    """
    *cues, closing = usual_sheet(session, contest)
    if not contest.is_year and contest.series.id == contest.competition.annual.get("series"):
        cues.append(Cue("range"))
        if periods_of(session, contest.series.id)[-1] == contest.period.id:
            cues.append(Cue("annual"))
            cues += promised_cues(session)
            for kind, table in SETTLED:
                if session.exec(select(table).limit(1)).first() is not None:
                    cues.append(Cue(kind))
    return (*cues, closing)


def _contest(
    session: Session, ceremony: Ceremony | None, ceremony_id: str, series: str | None, period: str | None
) -> Contest:
    every = list(session.exec(select(Series.id).order_by(col(Series.position))))
    if ceremony is not None and (series, period) == (None, None):
        return ceremony_contest(session, ceremony)
    if period == YEAR or (ceremony is None and ceremony_id == f"{_year_of(session)}-{YEAR}"):
        contest = year_contest(session)
        if series not in (None, contest.series.id):
            raise BadInput("year.other_series", series=series, allowed=contest.series.id)
        return contest
    if ceremony is not None:
        return contest_of(session, series or ceremony.series_id, period or ceremony.period_id)
    if series is None and period is None:
        for known in every:
            rest = ceremony_id.removeprefix(f"{known}-")
            if rest != ceremony_id and session.get(SeriesPeriod, (known, rest)) is not None:
                return contest_of(session, known, rest)
    if series is None:
        if len(every) != 1:
            raise BadInput("unknown.which_series", allowed=", ".join(every))
        series = every[0]
    if period is None:
        closed = [p for p in periods_of(session, series) if contest_of(session, series, p).closed]
        period = closed[-1] if closed else periods_of(session, series)[0]
    return contest_of(session, series, period)


def _year_of(session: Session) -> str | None:
    """The series that the year is added up of."""
    series: str | None = competition_of(session).annual.get("series")
    return series


def _check_id(ceremony_id: str) -> None:
    try:
        values.identifier(ceremony_id)
    except Wrong:
        raise BadInput("ceremony.id", ceremony=ceremony_id) from None
