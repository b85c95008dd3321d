"""Many cells of one contest at once, as columns: thousands of a session's objects would cost what nobody needs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from sqlalchemy import Executable, bindparam, select, update
from sqlmodel import Session, col

from scoreboard.models import Score
from scoreboard.store.bulk import insert_rows
from scoreboard.store.chunks import AT_ONCE, among, in_chunks, listed
from scoreboard.store.columns import ask_columns, dialect_of

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


PLACE = ("area_id", "unit_id", "judge")
HELD = CellRow._fields[len(PLACE) :]
"""What a score's columns are called, those that say where it is and those that it holds, as in a `CellRow`."""
_IN_CONTEST = select(*COLUMNS).where(
    col(Score.series_id) == bindparam("series"), col(Score.period_id) == bindparam("period")
)
_IN_AREA = _IN_CONTEST.where(col(Score.area_id) == bindparam("area"))
_ONE = _IN_AREA.where(col(Score.unit_id) == bindparam("unit"), col(Score.judge) == bindparam("judge"))
OF_PLACE = ("of_series", "of_period", "of_area", "of_unit", "of_judge")
CHANGED = update(Score).where(
    *(column == bindparam(name) for column, name in zip(Score.__table__.primary_key, OF_PLACE, strict=True))  # type: ignore[attr-defined]
)


@cache
def _of_units(dialect: str) -> Executable:
    found = _IN_AREA.where(among(dialect, col(Score.unit_id), "units"))
    return found if dialect == "sqlite" else found.order_by(col(Score.unit_id), col(Score.judge))


def cell_at(session: Session, contest: Key, area: str, unit: str, judge: str) -> CellRow | None:
    """One score; None where nothing was ever entered."""
    series, period = contest
    found = ask_columns(session, _ONE, series=series, period=period, area=area, unit=unit, judge=judge).first()
    return None if found is None else CellRow._make(found)


def cells_at(session: Session, contest: Key, places: Iterable[tuple[str, str]]) -> Iterator[CellRow]:
    """The scores in some places, each an area and a unit, of all judges; nothing where nothing was ever entered.

    They come by area as asked for, then by unit and judge: files keep them in that order, a server is asked for it.
    """
    dialect = dialect_of(session)
    units: dict[str, dict[str, None]] = defaultdict(dict)
    for area, unit in places:
        units[area][unit] = None
    for area, sought in units.items():
        for some in in_chunks(sought):
            yield from _read(session, contest, _of_units(dialect), area=area, units=listed(dialect, some))


def cells_in(session: Session, contest: Key, area: str | None = None) -> Iterator[CellRow]:
    """All scores of a contest, or of one area of it."""
    if area is None:
        yield from _read(session, contest, _IN_CONTEST)
    else:
        yield from _read(session, contest, _IN_AREA, area=area)


def _read(session: Session, contest: Key, question: Executable, **values: object) -> Iterator[CellRow]:
    series, period = contest
    for rows in ask_columns(session, question, series=series, period=period, **values).partitions(AT_ONCE):
        yield from map(CellRow._make, rows)


def write_cells(session: Session, contest: Key, new: Sequence[CellRow], changed: Sequence[CellRow] = ()) -> None:
    """Write scores that are new in their places, and what others hold now, past the session's own objects."""
    insert_rows(session, Score, ("series_id", "period_id", *PLACE, *HELD), [contest + cell for cell in new])
    if changed:
        names = (*OF_PLACE, *HELD)
        written = [dict(zip(names, (*contest, *cell), strict=True)) for cell in changed]
        session.connection().execute(CHANGED, written)
        forget_cells(session, contest, (cell[:3] for cell in changed))


def forget_cells(session: Session, contest: Key, cells: Iterable[tuple[str, str, str]]) -> None:
    """Let a session read its own objects of cells anew that were written past it: each an area, a unit, a judge."""
    if not any(isinstance(known, Score) for known in session.identity_map.values()):
        return
    for cell in cells:
        known = session.identity_map.get(session.identity_key(Score, (*contest, *cell)))
        if known is not None:
            session.expire(known)
