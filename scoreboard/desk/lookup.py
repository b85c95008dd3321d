"""The units of a day, what every unit answers to, read for the finder, and what periods are called."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from scoreboard.desk.worksheet import Named, named_unit
from scoreboard.locale import Both
from scoreboard.models import Period, Unit, UnitName
from scoreboard.name_search import UnitKeys, keys_of
from scoreboard.store.chunks import in_chunks
from scoreboard.store.contest import exists_on, names_on


def units_on(session: Session, day: date) -> tuple[Named, ...]:
    """Every unit that exists on a day, as it is called then."""
    names = names_on(session, day)
    return tuple(
        named_unit(unit.id, names[unit.id])
        for unit in session.scalars(select(Unit).order_by(col(Unit.position)))
        if exists_on(unit, day)
    )


def period_names(session: Session) -> dict[str, Both]:
    """What the periods are called, by their ids."""
    return {one.id: Both(one.name, one.name_en or one.name) for one in session.scalars(select(Period))}


def read_unit_keys(session: Session, units: Collection[str]) -> tuple[UnitKeys, ...]:
    """The keys of `units` in the order given. Slow the first time, for the pinyin dictionary is large."""
    query = select(
        col(UnitName.unit_id),
        col(UnitName.name),
        col(UnitName.short_name),
        col(UnitName.name_en),
        col(UnitName.short_name_en),
        col(UnitName.aliases),
    ).order_by(col(UnitName.unit_id), col(UnitName.position))
    names: dict[str, list[str]] = {unit: [unit] for unit in units}
    for some in in_chunks(units):
        found = session.connection().execute(query.where(col(UnitName.unit_id).in_(some)))
        for unit, *called, aliases in found:
            names[unit] += [*called, *aliases]
    return tuple(UnitKeys(unit, keys_of(called)) for unit, called in names.items())
