"""How many scores a contest still waits for: of those who take part, counted where they are."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, distinct, func, select, true
from sqlmodel import Session, col

from scoreboard.enums import ScoreState
from scoreboard.models import Score, SeriesUnit, Unit
from scoreboard.store.contest import Contest, existing_on


def count_drafts(session: Session, contest: Contest) -> int:
    """How many drafts keep a contest from being closed; those of units that no longer take part do not."""
    session.flush()
    count: int = session.connection().execute(_drafts(contest, func.count())).scalar_one()
    return count


def count_confirmed_by_folder(session: Session, contest: Contest) -> int:
    """How many scores came confirmed with a folder: nobody has entered them, and nobody has signed them since."""
    session.flush()
    at_once = col(Score.confirmed_at) == col(Score.entered_at)
    unsigned = and_(col(Score.state) == ScoreState.CONFIRMED, col(Score.entered_by).is_(None), at_once)
    count: int = session.connection().execute(_scores(contest, func.count(), which=unsigned)).scalar_one()
    return count


def first_drafts(session: Session, contest: Contest, most: int) -> list[tuple[str, str, str]]:
    """The first of these drafts, each as an area, a unit and a judge."""
    session.flush()
    place = (col(Score.area_id), col(Score.unit_id), col(Score.judge))
    rows = session.connection().execute(_drafts(contest, *place).order_by(*place).limit(most))
    return [(area, unit, judge) for area, unit, judge in rows]


def is_scored(session: Session, contest: Contest) -> bool:
    """Whether anything stands in a contest, be it a draft."""
    session.flush()
    scored = select(col(Score.area_id)).where(
        col(Score.series_id) == contest.series.id,
        col(Score.period_id) == contest.period.id,
        col(Score.state) != ScoreState.WITHDRAWN,
    )
    return session.connection().execute(scored.limit(1)).first() is not None


def has_score(session: Session, contest: Contest, area: str = "", pool: str = "") -> bool:
    """Whether anybody who takes part, or who does so in one area and pool, has a score, be it a draft; n/a is none."""
    session.flush()
    scored = and_(
        col(Score.state) != ScoreState.WITHDRAWN,
        col(Score.value).is_not(None),
        col(Score.area_id) == area if area else true(),
        col(Unit.pool) == pool if pool else true(),
    )
    return session.connection().execute(_scores(contest, col(Score.area_id), which=scored).limit(1)).first() is not None


def count_missing(session: Session, contest: Contest) -> int:
    """How many cells nobody has entered anything into, by any judge; n/a is something.

    Those of guests count for nothing: they are ranked out of competition, and a contest waits for none of their scores.
    """
    session.flush()
    connection = session.connection()
    units = (
        select(func.count())
        .select_from(SeriesUnit)
        .join(Unit, col(Unit.id) == col(SeriesUnit.unit_id))
        .where(col(SeriesUnit.series_id) == contest.series.id, ~col(Unit.guest), *existing_on(contest.period.end))
    )
    counted = (col(Score.area_id), func.count(distinct(col(Score.unit_id))))
    cells = _scores(contest, *counted, which=and_(col(Score.state) != ScoreState.WITHDRAWN, ~col(Unit.guest)))
    entered = connection.execute(cells.group_by(col(Score.area_id)))
    members: int = connection.execute(units).scalar_one()
    filled: int = sum(count for _, count in entered)
    return members * len(contest.areas) - filled


def _drafts(contest: Contest, *columns: Any) -> Select[Any]:
    return _scores(contest, *columns, which=col(Score.state) == ScoreState.DRAFT)


def _scores(contest: Contest, *columns: Any, which: ColumnElement[bool]) -> Select[Any]:
    """A question about the scores of those who take part."""
    taking_part = and_(col(SeriesUnit.series_id) == col(Score.series_id), col(SeriesUnit.unit_id) == col(Score.unit_id))
    return (
        select(*columns)
        .select_from(Score)
        .join(Unit, col(Unit.id) == col(Score.unit_id))
        .join(SeriesUnit, taking_part)
        .where(
            col(Score.series_id) == contest.series.id,
            col(Score.period_id) == contest.period.id,
            col(Score.area_id).in_([area.id for area in contest.areas]),
            which,
            *existing_on(contest.period.end),
        )
    )
