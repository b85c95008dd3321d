"""The year of a contest: the series that it is added up of, and its days."""

from datetime import date

from sqlmodel import Session, col, func, select

from scoreboard.models import Period, SeriesPeriod
from scoreboard.store.contest import competition_of


def year_days(session: Session) -> tuple[date, date]:
    """The first and the last day of the year: those of the periods of the series that it is added up of."""
    series = competition_of(session).annual["series"]
    days = (
        select(func.min(Period.start), func.max(Period.end))
        .join(SeriesPeriod, col(SeriesPeriod.period_id) == col(Period.id))
        .where(SeriesPeriod.series_id == series)
    )
    start, end = session.exec(days).one()
    return start, end
