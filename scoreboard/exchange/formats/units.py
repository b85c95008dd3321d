"""`units.csv`: the units over time, who is under whom, and which of them a name means."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator

from scoreboard.enums import UnitStanding
from scoreboard.exchange import values
from scoreboard.exchange.csv_rows import CsvRow, RowFormat, each_row
from scoreboard.exchange.field_types import BoardId, Day, Name, Names, Text
from scoreboard.exchange.formats.series import DeclaredSeries
from scoreboard.exchange.problems import FilePlace, Problem, Problems, Wrong, shown
from scoreboard.name_search import folded


class UnitRow(RowFormat):
    """What a unit was called, and where it belonged, from `valid_from` (None: always) on.

    It holds to `valid_to` (inclusive) or until the next row of the same unit begins.
    """

    file: ClassVar[str] = "units.csv"

    id: BoardId
    name: Name
    short_name: Name = Field(default="", validate_default=True)
    name_en: Name = ""
    short_name_en: Name = ""
    kind: Name = ""
    kind_en: Name = ""
    parent: Text | None = None
    pool: Name = ""
    aliases: Names = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    standing: UnitStanding = UnitStanding.COMPETING

    @field_validator("short_name")
    @classmethod
    def _is_the_name_where_there_is_no_shorter(cls, short_name: str, others: ValidationInfo) -> str:
        return short_name or str(others.data.get("name", ""))

    @field_validator("valid_to")
    @classmethod
    def _ends_after_it_begins(cls, end: date | None, others: ValidationInfo) -> date | None:
        start = others.data.get("valid_from")
        if start and end and end < start:
            raise Wrong("valid_to_before", start=start.isoformat(), end=end.isoformat())
        return end


INHERITED = {"kind": "kind", "kind_en": "kind", "parent": "parent", "pool": "pool", "standing": "standing"}
"""What is taken from the unit's row before where the cell is empty that stands beside it."""


@dataclass(frozen=True, slots=True)
class DeclaredUnit:
    """A unit under its lasting id, with its rows in the order of time."""

    id: str
    rows: tuple[UnitRow, ...]

    @property
    def latest(self) -> UnitRow:
        """The newest row; its parent and pool are the ones that count."""
        return self.rows[-1]

    @property
    def guest(self) -> bool:
        """Whether it is ranked out of competition."""
        return self.latest.standing == UnitStanding.GUEST

    def names(self) -> Iterator[str]:
        """Every name of any time by which a file may call this unit."""
        for row in self.rows:
            yield from (row.name, row.short_name, row.name_en, row.short_name_en, *row.aliases)

    def on(self, day: date) -> UnitRow | None:
        """The row in force on `day`; None before the unit's first and after its last day."""
        begun = [row for row in self.rows if row.valid_from is None or row.valid_from <= day]
        if not begun or (begun[-1].valid_to is not None and begun[-1].valid_to < day):
            return None
        return begun[-1]


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name by which no unit is found, for another one bears it, too, or has it as its id."""

    row: UnitRow
    column: str
    name: str
    other: str
    """The other unit."""
    line: int
    """The line of its first row, or of that which has the name."""
    is_id: bool
    """Whether it is the other unit's id, by which that one is found."""

    def problem(self) -> Problem:
        """The same for whoever wrote the folder. It may be so: villages of two townships can have one name."""
        place, what = FilePlace(UnitRow.file, self.row.line, self.column), "an_id" if self.is_id else "shared_name"
        return Problem(place, what, (("value", shown(self.name)), ("unit", self.other), ("line", self.line)))


class Register:
    """The units of a folder, found by id or by any name of any time (S10)."""

    def __init__(self, units: Iterable[DeclaredUnit]) -> None:
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

    def shared_names(self) -> Iterator[SharedName]:
        """The names that several units bear, at whatever time, each as the later unit of the file has it."""
        ids: dict[str, list[str]] = defaultdict(list)
        for unit in self.units:
            ids[folded(unit)].append(unit)
        for key, named in self._named.items():
            first, *others = dict.fromkeys((*ids.get(key, ()), *named))
            for unit in others:
                row, column, name = next(self._bearing(unit, key))
                line = next((other.line for other, _, _ in self._bearing(first, key)), self.units[first].rows[0].line)
                yield SharedName(row, column, name, first, line, first in ids.get(key, ()))

    def _bearing(self, unit: str, key: str) -> Iterator[tuple[UnitRow, str, str]]:
        """The rows in which a unit has a name, by the column in which it stands."""
        for row in self.units[unit].rows:
            named = ((column, getattr(row, column)) for column in ("name", "short_name", "name_en", "short_name_en"))
            for column, name in (*named, *(("aliases", alias) for alias in row.aliases)):
                if folded(name) == key:
                    yield row, column, name

    def above(self, unit: str) -> list[str]:
        """The unit's parent, that one's parent, and so on."""
        line: list[str] = []
        parent = self.units[unit].latest.parent
        while parent is not None and parent in self.units and parent not in line:
            line.append(parent)
            parent = self.units[parent].latest.parent
        return line

    def participants(self, series: DeclaredSeries) -> tuple[str, ...]:
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
    if not (folder / UnitRow.file).exists():
        problems.add(FilePlace(UnitRow.file), "missing_file")
        return None
    before = len(problems)
    rows = list(each_row(folder, UnitRow, problems))
    if not rows:
        if len(problems) == before:
            problems.add(FilePlace(UnitRow.file), "no_unit")
        return None
    by_id: dict[str, list[CsvRow[UnitRow]]] = defaultdict(list)
    for row in rows:
        if row.written.id:
            by_id[row.written.id].append(row)
    register = Register(DeclaredUnit(unit, tuple(_in_order(written))) for unit, written in by_id.items())
    register = _with_parents(register, by_id)
    _report_cycles(register, by_id)
    return register


def _in_order(written: Sequence[CsvRow[UnitRow]]) -> Iterator[UnitRow]:
    """A unit's rows by time; an empty kind, parent, pool or standing is the one of the row before."""
    ordered = sorted(written, key=lambda row: row.written.valid_from or values.EARLIEST)
    for before, after in pairwise(ordered):
        earlier, later = before.written, after.written
        if earlier.valid_from == later.valid_from:
            after.wrong("valid_from", "same_valid_from", line=before.line)
        elif earlier.valid_to and later.valid_from and earlier.valid_to > later.valid_from:
            after.wrong("valid_from", "names_overlap", line=before.line, end=earlier.valid_to.isoformat())
    kept = ordered[0].written
    yield kept
    for row in ordered[1:]:
        filled = row.written.model_fields_set
        stays = {name: getattr(kept, name) for name, cell in INHERITED.items() if not {name, cell} & filled}
        kept = row.written.model_copy(update=stays)
        yield kept


def _with_parents(register: Register, by_id: Mapping[str, Sequence[CsvRow[UnitRow]]]) -> Register:
    """The register with each parent as an id, however the file named it."""
    for rows in by_id.values():
        for row in rows:
            if row.written.parent:
                row.meant("parent", register.find)

    def with_parent(row: UnitRow) -> UnitRow:
        try:
            parent = register.find(row.parent) if row.parent else None
        except Wrong:
            parent = None
        return row if parent == row.parent else row.model_copy(update={"parent": parent})

    return Register(DeclaredUnit(unit.id, tuple(map(with_parent, unit.rows))) for unit in register.units.values())


def _report_cycles(register: Register, by_id: Mapping[str, Sequence[CsvRow[UnitRow]]]) -> None:
    for unit in register.units:
        if unit in register.above(unit):
            by_id[unit][-1].wrong("parent", "parent_cycle", value=unit)
