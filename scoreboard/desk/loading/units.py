"""Loading units with their names over time, and who takes part in which series.

There may be hundreds of thousands: what a file has changed is found without keeping anybody from writing, and written
a table at a time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scoreboard.desk.loading.closed import Closed
from scoreboard.desk.loading.memory import LoadedBefore, LoadedItem, Memory, words
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.exchange.formats.units import DeclaredUnit
from scoreboard.models import SeriesUnit, Table, Unit, UnitName
from scoreboard.store.bulk import insert_rows
from scoreboard.store.chunks import in_chunks
from scoreboard.store.finding import learn_names
from scoreboard.store.writing import Writing

UNITS = "units.csv"
UNSAID = {"guest": False, "kind_en": ""}
"""What is so of a unit of which a file does not say otherwise."""
Pair = tuple[str, str]
"""A series and a unit that takes part in it."""


@dataclass(frozen=True)
class UnitsPlan:
    """What a folder's units change."""

    units: tuple[DeclaredUnit, ...]
    """Those that the file has changed, or that are new in it, in its order."""
    digests: Mapping[str, str]
    """What is to be remembered of them, by their keys."""
    known: frozenset[str]
    """Of these, those that the database has."""
    before: tuple[str, ...]
    """The units that the database has and the file too, in the database's order."""
    order: tuple[str, ...]
    """The same in the file's order."""
    places: dict[str, int]
    """Where each stands in the file whose place in the database is another one, or that is new."""
    joins: frozenset[Pair]
    leaves: frozenset[Pair]
    gone: tuple[str, ...]
    """The units that the file no longer has."""


def plan_units(session: Session, folder: CompetitionFolder, remembered: LoadedBefore) -> UnitsPlan:
    """Compare a folder's units with what was loaded last and with the database."""
    changed: list[DeclaredUnit] = []
    digests: dict[str, str] = {}
    for given in folder.units:
        now = {item.key: item.digest() for item in (unit_item(given), _names(given))}
        if any(remembered.digests.get((UNITS, key)) != digest for key, digest in now.items()):
            changed.append(given)
            digests.update(now)
    connection = session.connection()
    positions = dict(connection.execute(select_columns(col(Unit.id), col(Unit.position))).all())
    places = {given.id: place for place, given in enumerate(folder.units)}
    members = select_columns(col(SeriesUnit.series_id), col(SeriesUnit.unit_id))
    current = {(series, unit) for series, unit in connection.execute(members)}
    wanted = {(series, unit) for series, units in folder.participants for unit in units}
    return UnitsPlan(
        tuple(changed),
        digests,
        frozenset(given.id for given in changed if given.id in positions),
        tuple(unit for unit in sorted(positions, key=positions.__getitem__) if unit in places),
        tuple(unit for unit in places if unit in positions),
        {unit: place for unit, place in places.items() if positions.get(unit) != place},
        frozenset(wanted - current),
        frozenset(current - wanted),
        tuple(
            unit
            for file, key in remembered.digests
            for kind, _, unit in [key.partition("/")]
            if file == UNITS and kind == "unit" and unit not in places
        ),
    )


def load_units(memory: Memory, folder: CompetitionFolder, plan: UnitsPlan, closed: Closed) -> None:
    """Write what has changed. Raises Refused where somebody would join, leave or change pools in a closed period."""
    session = memory.writing.session
    rows = {unit.id: unit for unit in _some(session, select(Unit), col(Unit.id), plan.known)}
    before = {unit.id: Unit(**unit.model_dump()) for unit in rows.values()}
    _add(memory, plan)
    _change(memory, plan, rows)
    _load_places(memory, plan, rows)
    _load_participants(memory.writing, plan)
    if closed.periods:
        _refuse_closed(memory, folder, plan, before, closed)
        for unit in _some(session, select(Unit), col(Unit.id), plan.gone):
            closed.refuse_unit_gone(unit)


def unit_item(given: DeclaredUnit) -> LoadedItem:
    """What a file says of a unit itself."""
    columns = {
        "kind": given.latest.kind,
        "parent_id": given.latest.parent,
        "pool": given.latest.pool,
        "valid_from": given.rows[0].valid_from,
        "valid_to": given.latest.valid_to,
        **({"kind_en": given.latest.kind_en} if given.latest.kind_en else {}),
        **({"guest": True} if given.guest else {}),
    }
    return LoadedItem(UNITS, f"unit/{given.id}", columns, given.latest.line)


def _names(given: DeclaredUnit) -> LoadedItem:
    """What a file says of a unit's names."""
    return LoadedItem(UNITS, f"names/{given.id}", {"names": [_said(name) for name in _borne(given)]}, given.latest.line)


def _said(name: Mapping[str, Any]) -> dict[str, Any]:
    """A name as it is remembered; what folders could not say before only where it is said."""
    return {column: value for column, value in words(name).items() if value or column != "short_name_en"}


def _borne(given: DeclaredUnit) -> list[dict[str, Any]]:
    return [
        {
            "name": row.name,
            "short_name": row.short_name,
            "short_name_en": row.short_name_en,
            "name_en": row.name_en,
            "aliases": list(row.aliases),
            "valid_from": row.valid_from,
        }
        for row in given.rows
    ]


def _add(memory: Memory, plan: UnitsPlan) -> None:
    """Write the units that are new."""
    units: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for given in plan.units:
        if given.id in plan.known:
            continue
        item, called = unit_item(given), _names(given)
        for key in (item.key, called.key):
            memory.learn(UNITS, key, plan.digests[key])
        memory.added(UNITS, item.key, {**item.columns, **called.columns})
        units.append({"id": given.id, "position": plan.places[given.id], **UNSAID, **item.columns})
        names += _name_rows(given)
    _insert(memory.writing, Unit, units)
    _insert(memory.writing, UnitName, names)
    learn_names(memory.writing.session, (unit["id"] for unit in units))


def _name_rows(given: DeclaredUnit) -> list[dict[str, Any]]:
    return [{"unit_id": given.id, "position": place, **name} for place, name in enumerate(_borne(given))]


def _change(memory: Memory, plan: UnitsPlan, rows: dict[str, Unit]) -> None:
    """Bring the units that were there before level with the file, and their names."""
    session = memory.writing.session
    borne: dict[str, list[UnitName]] = {}
    for name in _some(session, select(UnitName).order_by(col(UnitName.position)), col(UnitName.unit_id), plan.known):
        borne.setdefault(name.unit_id, []).append(name)
    names: list[dict[str, Any]] = []
    for given in plan.units:
        if given.id not in plan.known:
            continue
        item, called, before = unit_item(given), _names(given), borne.get(given.id, [])
        said = {name: value for name, value in UNSAID.items() if getattr(rows[given.id], name) != value}
        if said:  # what the file no longer says of it is no more so
            item = replace(item, columns={**said, **item.columns})
        memory.put(item, memory.differing(item, rows[given.id]), rows[given.id], Unit)
        known = [_said(name.model_dump(exclude={"unit_id", "position"})) for name in before]
        if not memory.news(called) or known == called.columns["names"]:
            continue
        for row in before:
            session.delete(row)
        names += _name_rows(given)
        memory.changed(UNITS, item.key, {"names": known}, called.columns)
    session.flush()
    _insert(memory.writing, UnitName, names)
    learn_names(session, {name["unit_id"] for name in names})


def _load_places(memory: Memory, plan: UnitsPlan, rows: dict[str, Unit]) -> None:
    """Number the units in the order of the file."""
    known = set(plan.order)
    moved = [{"which": unit, "place": place} for unit, place in plan.places.items() if unit in known]
    if moved:
        session = memory.writing.session
        statement = update(Unit).where(col(Unit.id) == bindparam("which")).values(position=bindparam("place"))
        session.connection().execute(statement, moved)
        for row in rows.values():
            session.expire(row)
    memory.reordered(UNITS, "units", list(plan.before), list(plan.order))


def _load_participants(writing: Writing, plan: UnitsPlan) -> None:
    """Taking part follows from pools, hosts and parents, so it is no news of its own."""
    session = writing.session
    if plan.leaves:
        same = (col(SeriesUnit.series_id) == bindparam("series"), col(SeriesUnit.unit_id) == bindparam("unit"))
        rows = [{"series": series, "unit": unit} for series, unit in sorted(plan.leaves)]
        session.connection().execute(delete(SeriesUnit).where(*same), rows)
        writing.unmark(SeriesUnit, ({"series_id": series, "unit_id": unit} for series, unit in sorted(plan.leaves)))
    _insert(writing, SeriesUnit, [{"series_id": series, "unit_id": unit} for series, unit in sorted(plan.joins)])


def _refuse_closed(
    memory: Memory, folder: CompetitionFolder, plan: UnitsPlan, before: dict[str, Unit], closed: Closed
) -> None:
    concerned = {given.id for given in plan.units} | {unit for _, unit in plan.joins | plan.leaves}
    joins: dict[str, set[str]] = {unit: set() for unit in concerned}
    for series, members in folder.participants:
        for unit in concerned & set(members):
            joins[unit].add(series)
    new = {given.id for given in plan.units} - plan.known
    session = memory.writing.session
    now = {unit.id: unit for unit in _some(session, select(Unit), col(Unit.id), concerned)}
    for given in folder.units:
        if given.id in concerned:
            old = None if given.id in new else before.get(given.id, now[given.id])
            closed.refuse_unit(
                now[given.id],
                given.latest.line,
                joins=frozenset(joins[given.id]),
                pool=old.pool if old else "",
                span=old,
            )


def _insert(writing: Writing, table: type[Table], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all fill the same columns, and mark them."""
    if rows:
        insert_rows(writing.session, table, tuple(rows[0]), (tuple(row.values()) for row in rows))
        writing.mark(table, rows)


def _some(session: Session, query: Any, column: Any, ids: Iterable[str]) -> list[Any]:
    """The rows of some ids."""
    return [row for chunk in in_chunks(ids) for row in session.exec(query.where(column.in_(chunk)))]
