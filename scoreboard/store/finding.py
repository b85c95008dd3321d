"""Finding a unit by whatever a person calls it."""

from collections.abc import Iterable
from difflib import get_close_matches

from sqlalchemy import String, bindparam, delete, union_all
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scoreboard.errors import BadInput
from scoreboard.locale import Both
from scoreboard.models import Unit, UnitKey, UnitName
from scoreboard.name_search import folded
from scoreboard.store.bulk import insert_rows
from scoreboard.store.chunks import in_chunks

_CALLED = select(Unit).where(
    col(Unit.id).in_(
        union_all(
            select_columns(bindparam("id", type_=String)),
            select_columns(col(UnitKey.unit_id)).where(col(UnitKey.key) == bindparam("key")),
        )
    )
)

MOST_NEAR, LIKENESS = 3, 0.7
"""How many units are named beside a name that none has, and how like it they must be at least."""
LEAST_PART = 3
"""Characters of a part of a name that say something."""


def find_unit(session: Session, wanted: str) -> Unit:
    """The unit of an id, or of a name, short name or alias that it bears or ever bore (S10).

    Raises BadInput where nothing or more than one unit is so called.
    """
    unit_id = wanted.strip()
    found = {unit.id: unit for unit in session.exec(_CALLED, params={"id": unit_id, "key": folded(wanted)})}
    if unit_id in found:
        return found[unit_id]
    if not found:
        near = _near(session, wanted)
        raise BadInput("unknown.unit_near", unit=wanted, near=near) if near else BadInput("unknown.unit", unit=wanted)
    if len(found) > 1:
        raise BadInput("unknown.ambiguous_unit", unit=wanted, found=", ".join(sorted(found)))
    return next(iter(found.values()))


def _near(session: Session, wanted: str) -> tuple[Both, ...]:
    """What units are called that somebody may have meant: by a part of a name, else by a name that is like it."""
    sought, units = _spelled_out(wanted), dict[str, str]()
    for key, unit in session.connection().execute(select_columns(col(UnitKey.key), col(UnitKey.unit_id))):
        units.setdefault(_spelled_out(key), unit)
    parts = [key for key in units if len(sought) >= LEAST_PART and sought in key]
    found = dict.fromkeys(units[key] for key in parts or get_close_matches(sought, units, MOST_NEAR, LIKENESS))
    names = select(UnitName).where(col(UnitName.unit_id).in_(list(found)[:MOST_NEAR])).order_by(col(UnitName.position))
    newest = {one.unit_id: Both(one.name, one.name_en or one.name) for one in session.exec(names)}
    return tuple(newest[unit] for unit in found if unit in newest)


def _spelled_out(name: str) -> str:
    """A name as names are compared, with its ands in letters."""
    return folded(name.replace("&", " and "))


def learn_names(session: Session, units: Iterable[str]) -> None:
    """Let units be found by the names that they have now; whoever writes names says of which units."""
    session.flush()
    connection = session.connection()
    names = select_columns(
        col(UnitName.unit_id),
        col(UnitName.name),
        col(UnitName.short_name),
        col(UnitName.name_en),
        col(UnitName.short_name_en),
        col(UnitName.aliases),
    )
    for some in in_chunks(units):
        keys: set[tuple[str, str]] = set()
        for unit, *called, aliases in connection.execute(names.where(col(UnitName.unit_id).in_(some))):
            keys.update((folded(one), unit) for one in (*called, *aliases))
        connection.execute(delete(UnitKey).where(col(UnitKey.unit_id).in_(some)))
        insert_rows(session, UnitKey, ("key", "unit_id"), (pair for pair in sorted(keys) if pair[0]))
