"""A contest of as many units as one likes in one group, all of their scores confirmed and public.

No folder holds so many: they are put into the tables at once, and then shown by what shows all others.
"""

import random
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from scoreboard.desk.unit_of_work import acting
from scoreboard.name_search import folded
from scoreboard.publications.publishing import publish_live, publish_units
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.writing import Writing
from tests.contests import Shape, opened, prepare

PERIODS = ("2030Q1", "2030Q2")
RANGE = (5_000, 9_000)
"""Scores are drawn between these, in hundredths of a point."""
_UNITS = (
    "INSERT INTO unit (id, position, kind, parent_id, pool) VALUES (:unit, :position, 'county', 'lake', 'county')",
    "INSERT INTO unit_name (unit_id, position, name, short_name, name_en, aliases)"
    " VALUES (:unit, 0, :name, :name, '', '[]')",
    "INSERT INTO series_unit (series_id, unit_id) VALUES ('main', :unit)",
    "INSERT INTO unit_key (key, unit_id) VALUES (:unit, :unit)",
    "INSERT INTO unit_key (key, unit_id) VALUES (:folded, :unit)",
)
_SCORE = text(
    "INSERT INTO score (series_id, period_id, area_id, unit_id, judge, value, state, version, entered_by, entered_at,"
    " entered_bound, confirmed_by, confirmed_at) VALUES ('main', :period, :area, :unit, '', :value, 'confirmed', 1,"
    " 'chief', '2030-05-01 00:00:00', 0, 'chief', '2030-05-01 00:00:00')"
)


def large_contest(
    folder: Path,
    shape: Shape,
    *,
    periods: tuple[str, ...] = PERIODS,
    lacking: Collection[tuple[str, str]] = (),
) -> Settings:
    """A live contest of this shape, scored in every area of some periods; the settings are the chief's.

    The last of the periods is `lacking` the scores of these areas and units.
    """
    chance, without = random.Random(2010), frozenset(lacking)
    few = replace(shape, counties=2)
    settings = prepare(folder, few)
    with opened(settings) as store:
        with acting(store, settings, "confirm") as writing:
            _add_units(writing, shape.units[few.counties :], few.counties + 1)
        for period in periods:
            with acting(store, settings, "confirm") as writing:
                for area in shape.area_ids:
                    rows = [
                        {"period": period, "area": area, "unit": unit, "value": 100 * chance.randrange(*RANGE)}
                        for unit in shape.units
                        if period != periods[-1] or (area, unit) not in without
                    ]
                    writing.session.connection().execute(_SCORE, rows)
                publish_live(writing, contest_of(writing.session, "main", period), shape.area_ids)
    return settings


def _add_units(writing: Writing, units: Collection[str], position: int) -> None:
    rows = [
        {"unit": unit, "position": position + place, "name": f"县{unit[1:]}", "folded": folded(f"县{unit[1:]}")}
        for place, unit in enumerate(units)
    ]
    for statement in _UNITS:
        writing.session.connection().execute(text(statement), rows)
    publish_units(writing, None)
