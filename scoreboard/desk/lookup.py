"""What every unit answers to, read for the finder."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from scoreboard.calling import UnitKeys, keys_of
from scoreboard.models import UnitName


def read_unit_keys(session: Session, units: Collection[str]) -> tuple[UnitKeys, ...]:
    """The keys of `units` in the order given. Slow the first time, for the pinyin dictionary is large."""
    names: dict[str, list[str]] = {unit: [unit] for unit in units}
    for row in session.exec(select(UnitName).order_by(col(UnitName.unit_id), col(UnitName.position))):
        if row.unit_id in names:
            names[row.unit_id] += [row.name, row.short_name, row.name_en, *row.aliases]
    return tuple(UnitKeys(unit, keys_of(called)) for unit, called in names.items())
