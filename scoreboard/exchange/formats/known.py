"""What the rows of a folder's files may refer to: its series, areas, periods, stars and units."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoreboard.exchange import limits, values
from scoreboard.exchange.csv_rows import CsvRow
from scoreboard.exchange.formats.competition import Definitions
from scoreboard.exchange.formats.series import DeclaredSeries
from scoreboard.exchange.formats.units import Register
from scoreboard.exchange.problems import Wrong, shown
from scoreboard.facts import OVERALL

AnyCsvRow = CsvRow[Any]


@dataclass(frozen=True)
class CueFormat:
    """What a run sheet must write of a kind of cue."""

    wants: tuple[str, ...] = ()
    """The keys without which it shows nothing."""
    each_pool: bool = False
    """Whether it may name one of several pools that are ranked apart."""
    climbs: bool = False
    """Whether a ranking may be climbed by it."""


class Known:
    """Resolves the references of rows. Without a register of units, any unit is let pass as it is written.

    A cell that is empty refers to nothing. `cue_formats` are the kinds of cues that there are.

    Raises `Wrong` where the units of all series are too many to be kept.
    """

    def __init__(
        self, definitions: Definitions, register: Register | None, cue_formats: Mapping[str, CueFormat]
    ) -> None:
        self.definitions = definitions
        self.register = register
        self.cue_formats = cue_formats
        self.series = {one.id: one for one in definitions.series if one.id}
        self.periods = tuple(period.id for period in definitions.periods)
        self.stars = tuple(star.id for star in definitions.stars)
        self.participants: dict[str, tuple[str, ...]] = {}
        if register is not None:
            self.participants = dict(self._taking_part(register))
        self._members = {key: frozenset(units) for key, units in self.participants.items()}

    def _taking_part(self, register: Register) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The units of each series. Raises `Wrong` where they are too many to be kept."""
        count = 0
        for key, series in self.series.items():
            if not series.pools:  # they could not be read: who takes part is not known
                continue
            units = register.participants(series)
            count += len(units)
            if count > limits.PARTICIPANTS:
                raise Wrong("many_participants", limit=limits.PARTICIPANTS)
            yield key, units

    def unit(self, row: AnyCsvRow) -> str | None:
        """The id of the unit that a row names."""
        return row.meant("unit", self.register.find if self.register else str)

    def participant(self, row: AnyCsvRow, series: DeclaredSeries | None) -> str | None:
        """The id of the unit that a row names, which must take part in the row's series."""
        unit = self.unit(row)
        if unit and series and series.id in self._members and unit not in self._members[series.id]:
            row.wrong("unit", "not_in_series", value=shown(row.raw("unit")), series=series.id, allowed=series.pool_ids)
            return None
        return unit

    def is_guest(self, unit: str) -> bool:
        """Whether a unit is ranked out of competition."""
        return self.register is not None and unit in self.register.units and self.register.units[unit].guest

    def series_of(self, row: AnyCsvRow) -> DeclaredSeries | None:
        """The series that a row names."""
        found = row.meant("series", lambda text: self._one(text, tuple(self.series), "unknown_series"))
        return None if found is None else self.series[found]

    def period(self, row: AnyCsvRow, series: DeclaredSeries | None = None) -> str | None:
        """The id of the period that a row names, which must be one of the row's series where it has one."""
        period = row.meant("period", lambda text: self._one(text, self.periods, "unknown_period"))
        if period is not None and series is not None and period not in series.periods:
            row.wrong("period", "other_period", value=period, series=series.id, allowed=series.periods)
            return None
        return period

    def star(self, row: AnyCsvRow) -> str | None:
        """The id of the star that a row names."""
        return row.meant("star", lambda text: self._one(text, self.stars, "unknown_star"))

    def area(self, row: AnyCsvRow, series: DeclaredSeries | None) -> str | None:
        """The id of the area that a row names, which must be one of the row's series."""
        if series is None:
            return None
        areas = tuple(area.id for area in series.areas)
        return row.meant("area", lambda text: self._one(text, areas, "unknown_area"))

    def flag(self, row: AnyCsvRow, series: DeclaredSeries | None, period: str | None) -> str | None:
        """The area whose flag a row names, as `held`; empty where it names none and the overall table has a flag."""
        if row.raw("area"):
            return self.held(row, series, period, self.area(row, series))
        if series is not None and not series.overall_flag:
            row.wrong("area", "empty")
        return OVERALL if series is not None and series.overall_flag else None

    def honour_level(self, row: AnyCsvRow) -> str | None:
        """The level of an honour, which must be one of [annual]."""
        return row.meant("level", lambda text: values.choice(text, self.definitions.honour_levels()))

    def veto_item(self, row: AnyCsvRow) -> str | None:
        """The id of the ground of a veto, which must be one of [annual]."""
        return row.meant("veto", lambda text: values.choice(text, self.definitions.veto_items()))

    @staticmethod
    def held(row: AnyCsvRow, series: DeclaredSeries | None, period: str | None, area: str | None) -> str | None:
        """The area, where it is contested in the period; None, with the problem noted, where it is not."""
        if series is None or period is None or area is None or series.holds(area, period):
            return area
        row.wrong("area", "not_held", value=area, period=period, series=series.id)
        return None

    @staticmethod
    def _one(text: str, allowed: tuple[str, ...], what: str) -> str:
        if text not in allowed:
            raise Wrong(what, value=shown(text), allowed=allowed)
        return text


class Once:
    """Reports rows that say again what an earlier line of the file has said."""

    def __init__(self) -> None:
        self._lines: dict[Hashable, int] = {}

    def is_new_promise(self, row: AnyCsvRow, given: str | None, *key: Hashable) -> bool:
        """Whether no earlier row has the id that a promise is given; without one, none that says the same `key`."""
        return self.is_new(row, *key) if given is None else self.is_new_id(row, given)

    def is_new_id(self, row: AnyCsvRow, given: str | None) -> bool:
        """Whether no earlier row has an id, where one is given."""
        if given is None:
            return True
        first = self._lines.setdefault((given,), row.line)
        if first != row.line:
            row.wrong("id", "duplicate", value=given)
        return first == row.line

    def is_new(self, row: AnyCsvRow, *key: Hashable) -> bool:
        """False, with the problem noted, where an earlier row has the same `key`."""
        first = self._lines.setdefault(key, row.line)
        if first != row.line:
            row.wrong(None, "duplicate_row", line=first)
        return first == row.line
