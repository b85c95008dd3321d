"""Finding a unit by whatever a person calls it."""

from sqlmodel import Session, col, select

from scoreboard.calling import folded
from scoreboard.errors import BadInput
from scoreboard.models import Unit, UnitName


def find_unit(session: Session, wanted: str) -> Unit:
    """The unit of an id, or of a name, short name or alias that it bears or ever bore (S10).

    Raises BadInput where nothing or more than one unit is so called.
    """
    unit = session.get(Unit, wanted.strip())
    if unit is not None:
        return unit
    sought = folded(wanted)
    found = {
        row.unit_id
        for row in session.exec(select(UnitName))
        if sought and sought in {folded(name) for name in (row.name, row.short_name, row.name_en, *row.aliases)}
    }
    if not found:
        raise BadInput("unknown.unit", unit=wanted)
    if len(found) > 1:
        raise BadInput("unknown.ambiguous_unit", unit=wanted, found=", ".join(sorted(found)))
    return session.exec(select(Unit).where(col(Unit.id).in_(found))).one()
