"""Which rows of the grid are shown: those of units that have a cell of a kind, and none that was shown goes away."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.worksheet import SheetUnit, Worksheet


@dataclass(frozen=True)
class RowFilter:
    """Rows stay once they are shown, whatever becomes of their cells: nobody types into one that vanishes."""

    kind: str
    units: tuple[SheetUnit, ...]
    row_of: Mapping[str, int]

    def of(self, sheet: Worksheet) -> Worksheet:
        """A worksheet with these rows alone."""
        return sheet.with_rows(self.units, self.row_of)

    def with_units(self, sheet: Worksheet, units: Collection[str]) -> "RowFilter":
        """The same with more rows, in the order of the sheet; itself where they are shown already."""
        more = {unit for unit in units if unit not in self.row_of and unit in sheet.row_of}
        return rows_of(self.kind, sheet, more | self.row_of.keys()) if more else self


def rows_of(kind: str, sheet: Worksheet, units: Collection[str]) -> RowFilter:
    """A filter that shows some units of a sheet."""
    shown = tuple(unit for unit in sheet.units if unit.id in units)
    return RowFilter(kind, shown, {unit.id: row for row, unit in enumerate(shown)})


def filtered(kind: str, sheet: Worksheet, test: Callable[[Place], bool], besides: Iterable[str]) -> RowFilter | None:
    """Rows with a cell for which `test` holds, and those of some units `besides`; None where no cell is such a one."""
    areas = tuple(sheet.column_of)
    found = {unit.id for unit in sheet.units if any(test((unit.id, area)) for area in areas)}
    return rows_of(kind, sheet, found | set(besides)) if found else None
