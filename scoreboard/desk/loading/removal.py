"""Taking out what the files no longer define, as far as nothing refers to it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, select

from scoreboard.desk.loading.closed import Closed
from scoreboard.desk.loading.definitions import FILE
from scoreboard.desk.loading.memory import Memory
from scoreboard.desk.loading.units import UNITS
from scoreboard.enums import ScoreState
from scoreboard.errors import Refused
from scoreboard.models import (
    Area,
    Competition,
    CustodyEntry,
    Honour,
    Period,
    Score,
    Series,
    SeriesPeriod,
    Star,
    Table,
    TieDecision,
    Unit,
    UnitKey,
    UnitName,
    Veto,
)


def remove_definitions(memory: Memory, closed: Closed, units: Iterable[str]) -> None:
    """Delete what the files no longer define. Raises Refused where results or people's entries refer to it."""
    for key in memory.gone(FILE, "series/"):
        _, series, *rest = key.split("/")
        if rest and rest[0] == "area" and closed.periods.get(series):
            raise Refused("loading.closed_area", file=FILE, row=key, series=series)
        if rest and rest[0] == "period":
            closed.refuse_gone(FILE, key, series, rest[1])
            _purge(memory, Score.series_id == series, Score.period_id == rest[1])
            _remove(memory, FILE, key, SeriesPeriod, (series, rest[1]))
        elif rest:
            _purge(memory, Score.series_id == series, Score.area_id == rest[1])
            _remove(memory, FILE, key, Area, (series, rest[1]))
    for key in memory.gone(FILE, "series/"):
        _remove(memory, FILE, key, Series, key.split("/")[1])
    for key in memory.gone(FILE, "period/"):
        period = key.split("/")[1]
        _refuse_if(memory, FILE, key, select(Veto).where(Veto.period_id == period))
        _refuse_if(memory, FILE, key, select(CustodyEntry).where(CustodyEntry.period_id == period))
        _remove(memory, FILE, key, Period, period)
    for key in memory.gone(FILE, "star/"):
        _remove(memory, FILE, key, Star, key.split("/")[1])
    for unit in units:
        _remove_unit(memory, f"unit/{unit}", unit)


def refuse_undefined(memory: Memory) -> None:
    """Raises Refused where people's vetoes or honours are of a kind that [annual] no longer defines."""
    session = memory.writing.session
    annual = session.exec(select(Competition)).one().annual
    items = [item["id"] for item in annual.get("vetoes", [])]
    levels = list(annual.get("honours", {}))
    active = select(Veto).where(col(Veto.lifted_at).is_(None))
    _refuse_if(memory, FILE, "annual.vetoes", active.where(col(Veto.veto).not_in(items)))
    if annual:
        _refuse_if(memory, FILE, "annual.honours", select(Honour).where(col(Honour.level).not_in(levels)))


def _remove_unit(memory: Memory, key: str, unit: str) -> None:
    """The ledger names units in lists, where no foreign key watches over them."""
    session = memory.writing.session
    for entry in session.exec(select(CustodyEntry)):
        if unit in (*entry.units, *entry.leaders):
            raise Refused("loading.referred", file=UNITS, row=key)
    for decision in session.exec(select(TieDecision)):
        if unit in decision.units:
            raise Refused("loading.referred", file=UNITS, row=key)
    _purge(memory, Score.unit_id == unit)
    session.exec(delete(UnitKey).where(col(UnitKey.unit_id) == unit))
    for name in session.exec(select(UnitName).where(UnitName.unit_id == unit)):
        session.delete(name)
    memory.forget(UNITS, f"names/{unit}")
    _remove(memory, UNITS, key, Unit, unit)


def _remove(memory: Memory, file: str, key: str, table: type[Table], identity: Any) -> None:
    session = memory.writing.session
    row = session.get(table, identity)
    memory.forget(file, key)
    if row is None:
        return
    before = row.model_dump(exclude={"id", "position"})
    session.delete(row)
    try:
        session.flush()
    except IntegrityError:
        raise Refused("loading.referred", file=file, row=key) from None
    memory.removed(file, key, before)


def _purge(memory: Memory, *which: Any) -> None:
    """Delete cells that a folder brought and has taken back, and nobody has touched."""
    session = memory.writing.session
    cells = select(Score).where(*which, Score.state == ScoreState.WITHDRAWN, col(Score.entered_by).is_(None))
    for cell in session.exec(cells):
        session.delete(cell)
    session.flush()


def _refuse_if(memory: Memory, file: str, key: str, found: Any) -> None:
    if memory.writing.session.exec(found).first() is not None:
        raise Refused("loading.referred", file=file, row=key)
