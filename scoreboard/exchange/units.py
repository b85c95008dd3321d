"""`units.csv`: the units over time, who is under whom, and which of them a name means."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from scoreboard.exchange import declared, values
from scoreboard.exchange.csv_rows import Columns, CsvRow, read_rows
from scoreboard.exchange.problems import FilePlace, Problems, Wrong, shown
from scoreboard.name_search import folded

FILE = "units.csv"
COLUMNS = Columns(
    allowed=(
        *("id", "name", "short_name", "name_en", "kind", "parent", "pool", "aliases"),
        *("valid_from", "valid_to"),
    ),
    required=("id", "name"),
)


class Register:
    """The units of a folder, found by id or by any name of any time (S10)."""

    def __init__(self, units: Iterable[declared.DeclaredUnit]) -> None:
        self.units = {unit.id: unit for unit in units}
        self._named: dict[str, dict[str, None]] = defaultdict(dict)
        for unit in self.units.values():
            for name in unit.names():
                self._named[folded(name)][unit.id] = None
        self._named.pop("", None)

    def find(self, text: str) -> str:
        """The id of the unit that `text` means; an id comes before a name.

        Raises `Wrong` where no unit, or more than one, is called so.
        """
        if text in self.units:
            return text
        sought = folded(text)
        if sought in self.units:
            return sought
        found = tuple(self._named.get(sought, ()))
        if not found:
            raise Wrong("unknown_unit", value=shown(text))
        if len(found) > 1:
            raise Wrong("ambiguous_unit", value=shown(text), allowed=found)
        return found[0]

    def above(self, unit: str) -> list[str]:
        """The unit's parent, that one's parent, and so on."""
        line: list[str] = []
        parent = self.units[unit].latest.parent
        while parent is not None and parent in self.units and parent not in line:
            line.append(parent)
            parent = self.units[parent].latest.parent
        return line

    def participants(self, series: declared.DeclaredSeries) -> tuple[str, ...]:
        """The units of the series' pools that stand under its host, at any depth, or under nobody."""
        return tuple(
            unit.id
            for unit in self.units.values()
            if unit.latest.pool in series.pool_ids
            and (unit.latest.parent is None or series.host in self.above(unit.id))
        )

    @property
    def flat(self) -> bool:
        """Whether no unit has a parent."""
        return all(unit.latest.parent is None for unit in self.units.values())


def read_units(folder: Path, problems: Problems) -> Register | None:
    """The units of `units.csv`; None where the file is missing or its header wrong, which is then a problem."""
    if not (folder / FILE).exists():
        problems.add(FilePlace(FILE), "missing_file")
        return None
    before = len(problems)
    rows = read_rows(folder, FILE, COLUMNS, problems)
    if not rows:
        if len(problems) == before:
            problems.add(FilePlace(FILE), "no_unit")
        return None
    by_id: dict[str, list[tuple[CsvRow, declared.UnitRow]]] = defaultdict(list)
    for row in rows:
        unit_id = row.required("id", values.identifier)
        written = _unit_row(row)
        if unit_id is not None:
            by_id[unit_id].append((row, written))
    unresolved = {unit_id: _in_order(written) for unit_id, written in by_id.items()}
    register = Register(declared.DeclaredUnit(unit_id, rows) for unit_id, rows in unresolved.items())
    register = _with_parents(register, by_id)
    _report_cycles(register, by_id)
    return register


def _unit_row(row: CsvRow) -> declared.UnitRow:
    name = row.needed_name("name")
    aliases = row.optional("aliases", values.names) or ()
    valid_from, valid_to = row.day("valid_from"), row.day("valid_to")
    if valid_from and valid_to and valid_to < valid_from:
        row.wrong("valid_to", "valid_to_before", start=valid_from.isoformat(), end=valid_to.isoformat())
    return declared.UnitRow(
        name=name,
        short_name=row.name("short_name") or name,
        name_en=row.name("name_en"),
        kind=row.name("kind"),
        parent=row.text("parent") or None,
        pool=row.name("pool"),
        aliases=aliases,
        valid_from=valid_from,
        valid_to=valid_to,
        line=row.line,
    )


def _in_order(written: list[tuple[CsvRow, declared.UnitRow]]) -> tuple[declared.UnitRow, ...]:
    """A unit's rows by time; an empty kind, parent or pool is the one of the row before."""
    ordered = sorted(written, key=lambda pair: pair[1].valid_from or values.EARLIEST)
    for (_, earlier), (row, later) in pairwise(ordered):
        if earlier.valid_from == later.valid_from:
            row.wrong("valid_from", "same_valid_from", line=earlier.line)
        elif earlier.valid_to and later.valid_from and earlier.valid_to > later.valid_from:
            row.wrong("valid_from", "names_overlap", line=earlier.line, end=earlier.valid_to.isoformat())
    rows: list[declared.UnitRow] = []
    for _, unit_row in ordered:
        before = rows[-1] if rows else unit_row
        rows.append(
            replace(
                unit_row,
                kind=unit_row.kind or before.kind,
                parent=unit_row.parent or before.parent,
                pool=unit_row.pool or before.pool,
            )
        )
    return tuple(rows)


def _with_parents(register: Register, by_id: dict[str, list[tuple[CsvRow, declared.UnitRow]]]) -> Register:
    """The register with each parent as an id, however the file named it."""
    for pairs in by_id.values():
        for row, written in pairs:
            if written.parent:
                row.optional("parent", register.find)

    def parent_id(parent: str | None) -> str | None:
        try:
            return register.find(parent) if parent else None
        except Wrong:
            return None

    return Register(
        declared.DeclaredUnit(unit.id, tuple(replace(row, parent=parent_id(row.parent)) for row in unit.rows))
        for unit in register.units.values()
    )


def _report_cycles(register: Register, by_id: dict[str, list[tuple[CsvRow, declared.UnitRow]]]) -> None:
    for unit in register.units:
        if unit in register.above(unit):
            by_id[unit][-1][0].wrong("parent", "parent_cycle", value=unit)
