"""Many cells of one contest at once, as columns: thousands of a session's objects would cost what nobody needs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from scoreboard.models import Score
from scoreboard.store.contest import Contest

AT_ONCE = 500
"""Units that one question names."""


class CellRow(NamedTuple):
    """A score as it is stored; `judge` is empty where one scores."""

    area: str
    unit: str
    judge: str
    value: Decimal | None
    state: str
    version: int
    entered_by: str | None
    entered_bound: bool
    entered_at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None


COLUMNS = (
    col(Score.area_id),
    col(Score.unit_id),
    col(Score.judge),
    col(Score.value),
    col(Score.state),
    col(Score.version),
    col(Score.entered_by),
    col(Score.entered_bound),
    col(Score.entered_at),
    col(Score.confirmed_by),
    col(Score.confirmed_at),
)


def cells_at(session: Session, contest: Contest, places: Iterable[tuple[str, str]]) -> Iterator[CellRow]:
    """The scores in some places, each an area and a unit, of all judges; nothing where nothing was ever entered."""
    session.flush()
    units: dict[str, dict[str, None]] = defaultdict(dict)
    for area, unit in places:
        units[area][unit] = None
    for area, sought in units.items():
        rest = iter(sought)
        while some := list(islice(rest, AT_ONCE)):
            query = select(*COLUMNS).where(
                col(Score.series_id) == contest.series.id,
                col(Score.period_id) == contest.period.id,
                col(Score.area_id) == area,
                col(Score.unit_id).in_(some),
            )
            for row in session.connection().execute(query):
                yield CellRow(*row)


def cells_in(session: Session, contest: Contest) -> Iterator[CellRow]:
    """All scores of a contest."""
    session.flush()
    query = select(*COLUMNS).where(col(Score.series_id) == contest.series.id, col(Score.period_id) == contest.period.id)
    for row in session.connection().execute(query):
        yield CellRow(*row)


def forget_cells(session: Session, contest: Contest, cells: Iterable[tuple[str, str, str]]) -> None:
    """Let a session read its own objects of cells anew that were written past it: each an area, a unit, a judge."""
    if not any(isinstance(known, Score) for known in session.identity_map.values()):
        return
    for area, unit, judge in cells:
        key = session.identity_key(Score, (contest.series.id, contest.period.id, area, unit, judge))
        known = session.identity_map.get(key)
        if known is not None:
            session.expire(known)
