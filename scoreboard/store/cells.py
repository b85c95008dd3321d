"""Many cells of one contest at once, as columns: thousands of a session's objects would cost what nobody needs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from scoreboard.models import Score
from scoreboard.store.chunks import AT_ONCE, among, in_chunks

Key = tuple[str, str]
"""A contest's series and period."""


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


def cells_at(session: Session, contest: Key, places: Iterable[tuple[str, str]]) -> Iterator[CellRow]:
    """The scores in some places, each an area and a unit, of all judges; nothing where nothing was ever entered."""
    units: dict[str, dict[str, None]] = defaultdict(dict)
    for area, unit in places:
        units[area][unit] = None
    for area, sought in units.items():
        for some in in_chunks(sought):
            yield from _read(session, contest, col(Score.area_id) == area, among(session, col(Score.unit_id), some))


def cells_in(session: Session, contest: Key, area: str | None = None) -> Iterator[CellRow]:
    """All scores of a contest, or of one area of it."""
    yield from _read(session, contest, *(() if area is None else (col(Score.area_id) == area,)))


def _read(session: Session, contest: Key, *which: ColumnElement[bool]) -> Iterator[CellRow]:
    session.flush()
    series, period = contest
    query = select(*COLUMNS).where(col(Score.series_id) == series, col(Score.period_id) == period, *which)
    for rows in session.connection().execute(query).partitions(AT_ONCE):
        yield from map(CellRow._make, rows)


def forget_cells(session: Session, contest: Key, cells: Iterable[tuple[str, str, str]]) -> None:
    """Let a session read its own objects of cells anew that were written past it: each an area, a unit, a judge."""
    if not any(isinstance(known, Score) for known in session.identity_map.values()):
        return
    for cell in cells:
        known = session.identity_map.get(session.identity_key(Score, (*contest, *cell)))
        if known is not None:
            session.expire(known)
