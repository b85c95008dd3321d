"""Which contests somebody may open at the desk, and which of them it opens by itself."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from scoreboard.desk.worksheet import Named, named_period
from scoreboard.enums import PeriodState, ScoreState
from scoreboard.models import Period, Score, Series, SeriesPeriod
from scoreboard.store.contest import IN_ORDER


@dataclass(frozen=True)
class ContestChoice:
    """A series in a period that somebody may open at the desk."""

    series: Named
    period: Named
    state: str
    start: date
    begun: bool
    """Whether its period has begun."""
    entered: int
    """How many scores are in it."""


def contest_choices(session: Session, now: datetime) -> tuple[ContestChoice, ...]:
    """Every series in each of its periods, in the order of the competition."""
    counted = session.exec(
        select(Score.series_id, Score.period_id, func.count())
        .where(Score.state != ScoreState.WITHDRAWN)
        .group_by(col(Score.series_id), col(Score.period_id))
    )
    entered = {(series, period): count for series, period, count in counted}
    rows = session.exec(
        select(Series, Period, SeriesPeriod)
        .where(SeriesPeriod.series_id == Series.id, SeriesPeriod.period_id == Period.id)
        .order_by(col(Series.position), *IN_ORDER)
    )
    return tuple(
        ContestChoice(
            Named(series.id, series.name, series.name_en or series.name),
            named_period(period),
            progress.state,
            period.start,
            period.start <= now.date(),
            entered.get((series.id, period.id), 0),
        )
        for series, period, progress in rows
    )


def first_choice(choices: tuple[ContestChoice, ...]) -> ContestChoice | None:
    """What the desk opens by itself, in the first series: the earliest open period that has scores.

    Without scores it is the earliest that has begun since what is closed: a quarter is scored once it is over, when the
    next one has begun. Where none has begun it is the first that is open, else the last of all.
    """
    own = [choice for choice in choices if choice.series == choices[0].series]
    closed = [at for at, choice in enumerate(own) if choice.state != PeriodState.OPEN]
    still_open = [choice for choice in own if choice.state == PeriodState.OPEN]
    with_scores = [choice for choice in still_open if choice.entered]
    since = own[max(closed, default=-1) + 1 :]
    begun = [choice for choice in since if choice.begun]
    return next(iter([*with_scores[:1], *begun[:1], *still_open[:1], *own[-1:]]), None)
