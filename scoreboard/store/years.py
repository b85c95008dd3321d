"""The year of a contest: the series that it is added up of, its days, and how far it has come."""

from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from scoreboard.enums import YEAR, PeriodState
from scoreboard.errors import BadInput
from scoreboard.locale import say
from scoreboard.models import Ceremony, Period, Series, SeriesPeriod, YearEnd
from scoreboard.store.contest import Contest, competition_of, contest_of, periods_of


def year_days(session: Session) -> tuple[date, date]:
    """The first and the last day of the year: those of the periods of the series that it is added up of."""
    days = (
        select(func.min(Period.start), func.max(Period.end))
        .join(SeriesPeriod, col(SeriesPeriod.period_id) == col(Period.id))
        .where(SeriesPeriod.series_id == year_series(session))
    )
    start, end = session.exec(days).one()
    return start, end


def year_series(session: Session) -> str:
    """The series that the year is added up of. Raises BadInput for a competition without [annual]."""
    series: str | None = competition_of(session).annual.get("series")
    if series is None:
        raise BadInput("year.no_annual")
    return series


def year_contest(session: Session) -> Contest:
    """The year as a contest without areas, so that its ceremony is planned, checked, sealed and played as any other.

    Its rules are those of its last period, its ranking that of the series. Raises BadInput for a competition without
    [annual].
    """
    series = year_series(session)
    last = contest_of(session, series, periods_of(session, series)[-1])
    start, end = year_days(session)
    names = {"name": say("year.name", "zh"), "name_en": say("year.name", "en")}
    period = Period(id=YEAR, position=last.period.position + 1, start=start, end=end, **names)
    row = session.get(YearEnd, series) or YearEnd(series_id=series)
    progress = SeriesPeriod(
        series_id=series,
        period_id=YEAR,
        state=row.state,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        awarded_on=row.closed_on,
    )
    rules = replace(last.rules, ranking=last.series.ranking)
    series_words = Series(**{**last.series.model_dump(), "overall_flag": "", "overall_flag_en": ""})
    return Contest(last.competition, series_words, period, progress, rules, ())


def year_is_closed(session: Session) -> bool:
    """Whether the year of the competition is closed; one without [annual] has none."""
    annual = competition_of(session).annual
    row = session.get(YearEnd, annual["series"]) if annual else None
    return row is not None and row.state != PeriodState.OPEN


def ceremonies_of(contest: Contest) -> tuple[ColumnElement[bool], ...]:
    """Which ceremonies are about a contest, as a question."""
    about = (col(Ceremony.series_id) == contest.series.id, col(Ceremony.of_year).is_(contest.is_year))
    return about if contest.is_year else (*about, col(Ceremony.period_id) == contest.period.id)


def ceremony_contest(session: Session, ceremony: Ceremony) -> Contest:
    """What a ceremony is about: a period of a series, or the year."""
    if ceremony.of_year:
        return year_contest(session)
    return contest_of(session, ceremony.series_id, ceremony.period_id)
