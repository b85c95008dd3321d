"""Refusals with names in place of ids: what people read says names first, whatever they have typed or chosen."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.desk.unit_of_work import zone_of
from scoreboard.errors import ContestError, Unreachable
from scoreboard.locale import LANGUAGES, Both, catalogue, language_of
from scoreboard.models import Area, Period, Series, Star
from scoreboard.publications.honour_levels import level_called
from scoreboard.publications.pools import pool_words
from scoreboard.settings import Settings
from scoreboard.store.contest import competition_of, day_here, names_on
from scoreboard.store.engine import Store

IN_COMMANDS = re.compile(r"scoreboard [^,;，；。）)]*")
"""What a sentence says of a command: there ids stay what they are typed as."""
GAP = re.compile(r"\{(\w+)\}")
UNKNOWN = {
    **{f"unknown.{what}": what for what in ("unit", "area", "series", "period")},
    "unknown.ambiguous_unit": "unit",
}
"""Of errors about what nobody knows: the gap for what has been typed, which is no id."""
Known = dict[tuple[str, str, str], Both | None]
"""What has been found of a gap's value in errors about a series."""


def named_errors(store: Store, settings: Settings, error: ContestError, *, typed: bool = False) -> ContestError:
    """An error with names in place of ids, as `with_names`; as it is where nothing can be read."""
    if isinstance(error, Unreachable):
        return error
    try:
        with store.read() as session:
            return with_names(session, error, settings.moment(zone_of(session)), typed=typed)
    except ContestError:
        return error


def with_names(session: Session, error: ContestError, now: datetime, *, typed: bool = False) -> ContestError:
    """The same error, about units, areas, cells, series and whatever else has a name by that.

    Where ids are `typed`, on the command line, one says more in an English sentence than a name that has no English.
    """
    return naming(session, now, typed=typed)(error)


def naming(session: Session, now: datetime, *, typed: bool = False) -> Callable[[ContestError], ContestError]:
    """What does that for many errors, of which many are about the same."""
    known: Known = {}
    return lambda error: _named(error, _ErrorNames(session, now, error.values, typed, known))


def _named(error: ContestError, names: "_ErrorNames") -> ContestError:
    kept = frozenset(_in_commands(error.key)) | {UNKNOWN.get(error.key, "")}
    named = {
        what: value if what in kept or what not in _ErrorNames.KINDS else names.called(what, value)
        for what, value in error.values.items()
    }
    return type(error)(error.key, **named)


def cells_called(session: Session, series: str, places: Iterable[str], now: datetime) -> list[Both | str]:
    """Cells of a series, of which the journal names the places, by their names first."""
    names = _ErrorNames(session, now, {"series": series}, True, {})
    return [names.called("cell", place) for place in places]


def _in_commands(key: str) -> Iterator[str]:
    """The gaps that stand in the commands of a sentence."""
    for lang in LANGUAGES:
        for command in IN_COMMANDS.findall(catalogue("errors", lang).get(key, "")):
            yield from GAP.findall(command)


class _ErrorNames:
    """What ids are called among these values of an error."""

    def __init__(self, session: Session, now: datetime, values: Mapping[str, Any], typed: bool, known: "Known") -> None:
        self._session, self._now, self._values, self._typed, self._known = session, now, values, typed, known

    def called(self, what: str, value: Any) -> Any:
        """What a value is called; the value itself where it is none that has a name."""
        if isinstance(value, tuple):
            return tuple(self.called(what, one) for one in value)
        if not isinstance(value, str) or not value:
            return value
        key = (what, value, str(self._values.get("series")))
        if key not in self._known:
            self._known[key] = self.KINDS[what](self, value)
        found = self._known[key]
        return value if found is None else found

    @cached_property
    def _series(self) -> Series | None:
        of = self._values.get("series")
        return self._session.get(Series, of) if isinstance(of, str) else None

    def _of_series(self, value: str) -> Both | None:
        return self._both(self._session.get(Series, value))

    def _of_period(self, value: str) -> Both | None:
        return self._both(self._session.get(Period, value))

    def _of_star(self, value: str) -> Both | None:
        return self._both(self._session.get(Star, value))

    def _of_area(self, value: str) -> Both | None:
        """Of areas of one id that of the series which the error is about."""
        areas = self._session.exec(select(Area).where(Area.id == value).order_by(col(Area.series_id))).all()
        of = self._values.get("series")
        return self._both(next((one for one in areas if one.series_id == of), areas[0] if areas else None))

    def _of_unit(self, value: str) -> Both | None:
        name = names_on(self._session, day_here(self._session, self._now), [value]).get(value)
        if name is None:
            return None
        return self._named(value, name.name, name.name_en)

    def _of_cell(self, value: str) -> Both | None:
        """A cell's place as the journal names it: an area, a unit, perhaps a judge."""
        area, _, rest = value.partition("/")
        unit, _, judge = rest.partition("/")
        of_area, of_unit = self._of_area(area), self._of_unit(unit)
        if of_area is None or of_unit is None:
            return None
        parts = ((of_unit.said(lang), of_area.said(lang), *([judge] if judge else [])) for lang in LANGUAGES)
        return Both(*(" · ".join(said) + (f" ({value})" if self._typed else "") for said in parts))

    def _of_level(self, value: str) -> Both | None:
        return Both(level_called(value, "zh"), level_called(value, "en"))

    def _of_veto(self, value: str) -> Both | None:
        items = competition_of(self._session).annual.get("vetoes", [])
        return next((Both(one["name"], one.get("name_en") or one["name"]) for one in items if one["id"] == value), None)

    def _of_pool(self, value: str) -> Both | None:
        words = pool_words(value, {} if self._series is None else self._series.pool_names)
        return Both(words.name, words.name_en)

    def _of_flag(self, value: str) -> Both | None:
        """The flag of an overall table, which is kept by its name."""
        named = select(Series).where(Series.overall_flag == value).order_by(col(Series.id))
        found = next((one for one in self._session.exec(named) if one.overall_flag_en), None)
        return None if found is None else Both(value, found.overall_flag_en)

    def _both(self, found: Series | Period | Star | Area | None) -> Both | None:
        return None if found is None else self._named(found.id, found.name, found.name_en or found.name)

    def _named(self, id_: str, name: str, name_en: str) -> Both:
        return Both(name, id_ if self._typed and language_of((name_en,)) == "zh" else name_en)

    KINDS: Mapping[str, Callable[["_ErrorNames", str], Both | None]] = {
        **dict.fromkeys(("series", "other"), _of_series),
        **dict.fromkeys(("unit", "units", "tied"), _of_unit),
        **dict.fromkeys(("cell", "cells"), _of_cell),
        **dict.fromkeys(("pool", "pools"), _of_pool),
        "flag": _of_flag,
        **{"period": _of_period, "star": _of_star, "area": _of_area, "level": _of_level, "veto": _of_veto},
    }
    """How each gap of the sentences is named."""
