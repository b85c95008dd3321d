"""Names of units that look alike, though they are written otherwise: no reader can tell which unit is meant."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from scoreboard.exchange.formats.units import DeclaredUnit, UnitRow
from scoreboard.exchange.problems import FilePlace, Problem, shown
from scoreboard.name_search import folded
from scoreboard.spelling import drawings

_COLUMNS = ("name", "short_name", "name_en", "short_name_en")


def look_alikes(units: Iterable[DeclaredUnit]) -> Iterator[Problem]:
    """Each unit of which a name looks like an earlier one's, once for every such pair.

    Names that are the same but for width, case, white space and middle dots are told as shared ones.
    """
    drawn: dict[str, dict[str, tuple[UnitRow, str]]] = defaultdict(dict)
    told: set[tuple[str, str]] = set()
    for unit in units:
        for row, column, name in _names(unit):
            written = folded(name)
            for drawing in drawings(name):
                for as_written, (other, alike) in drawn[drawing].items():
                    if as_written != written and other.id != unit.id and (other.id, unit.id) not in told:
                        told.add((other.id, unit.id))
                        place = FilePlace(UnitRow.file, row.line, column)
                        looks_like = ("other", shown(alike)), ("unit", other.id), ("line", other.line)
                        yield Problem(place, "look_alike", (("value", shown(name)), *looks_like))
                drawn[drawing].setdefault(written, (row, name))


def _names(unit: DeclaredUnit) -> Iterator[tuple[UnitRow, str, str]]:
    """Every name of a unit of any time, each once, by the column in which it stands."""
    seen: set[str] = set()
    for row in unit.rows:
        named = ((column, getattr(row, column)) for column in _COLUMNS)
        for column, name in (*named, *(("aliases", alias) for alias in row.aliases)):
            if name and name not in seen:
                seen.add(name)
                yield row, column, name
