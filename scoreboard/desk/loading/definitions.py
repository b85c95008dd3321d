"""Loading what a folder defines besides units: the competition, periods, stars, series with their areas."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from scoreboard.desk.loading.closed import Closed, beyond_english
from scoreboard.desk.loading.memory import LoadedItem, Memory, place_rows, words
from scoreboard.enums import ScoreState
from scoreboard.errors import Refused
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.exchange.formats.competition import Annual
from scoreboard.exchange.formats.series import DeclaredSeries, Pool
from scoreboard.models import Area, Competition, Nominee, Period, Score, Series, SeriesPeriod, Star
from scoreboard.store.contest import NOT_HELD

STAR_RULES = frozenset({"voters", "places", "threshold", "quorum", "sealed"})
"""Columns of a star by which somebody is elected, or is public."""
FILE = "competition.toml"


def refuse_other_competition(session: Session, folder: CompetitionFolder) -> None:
    """Raises Refused where the database holds another competition, such as the year before's."""
    held, given = session.exec(select(Competition)).first(), folder.competition
    if held is not None and held.id != given.id:
        raise Refused("loading.other_competition", held=held.id, given=given.id)


def load_competition(memory: Memory, folder: CompetitionFolder) -> None:
    """The competition itself."""
    session, given = memory.writing.session, folder.competition
    held = session.exec(select(Competition)).first()
    columns = {
        "name": given.name,
        "name_en": given.name_en,
        "host": given.host,
        "timezone": given.timezone,
        "colours": list(given.colours),
        "publicity_working_days": folder.publicity.working_days,
        "publicity_calendar": folder.publicity.calendar,
        "publicity_mask": folder.publicity.mask,
        "annual": _annual(folder.annual),
    }
    item = LoadedItem(FILE, "competition", columns, given.line)
    loaded = memory.put(item, memory.differing(item, held), held, Competition, id=given.id)
    if held is None and memory.writing.with_clock:
        loaded.settable_clock = True
        memory.writing.record("clock", given.id, after={"settable": True})


def _annual(annual: Annual | None) -> dict[str, Any]:
    if annual is None:
        return {}
    return {
        "series": annual.series,
        "honours": words(annual.honours),
        "honour_cap": f"{annual.honour_cap.normalize():f}",
        "vetoes": [
            {"id": item.id, "name": item.name, "name_en": item.name_en, "scope": item.scope} for item in annual.vetoes
        ],
    }


def load_periods(memory: Memory, folder: CompetitionFolder, closed: Closed) -> None:
    """The periods in the folder's order."""
    session = memory.writing.session
    for given in folder.periods:
        columns = {"name": given.name, "name_en": given.name_en, "start": given.start, "end": given.end}
        item = LoadedItem(FILE, f"period/{given.id}", columns, given.line)
        row = session.get(Period, given.id)
        if differing := memory.differing(item, row):
            if beyond_english(differing):
                closed.refuse_period(item, given.id)
            memory.put(item, differing, row, Period, id=given.id, position=-1)
    session.flush()
    ids = [period.id for period in folder.periods]
    place_rows(memory, FILE, "period", _of(session.exec(select(Period)), ids), ids)


def load_stars(memory: Memory, folder: CompetitionFolder, closed: Closed) -> None:
    """The categories of stars in the folder's order; the rules of one that a closed period gives stay."""
    session = memory.writing.session
    for given in folder.stars:
        columns = {
            "name": given.name,
            "name_en": given.name_en,
            "voters": words(given.voters),
            "places": given.places,
            "threshold": given.threshold,
            "quorum": given.quorum,
            "sealed": given.sealed,
        }
        item = LoadedItem(FILE, f"star/{given.id}", columns, given.line)
        row = session.get(Star, given.id)
        differing = memory.differing(item, row)
        if not differing.isdisjoint(STAR_RULES):
            differing = _within_closed(memory, item, differing, given.id, closed)
        memory.put(item, differing, row, Star, id=given.id, position=-1)
    session.flush()
    ids = [star.id for star in folder.stars]
    place_rows(memory, FILE, "star", _of(session.exec(select(Star)), ids), ids)


def _within_closed(memory: Memory, item: LoadedItem, differing: set[str], star: str, closed: Closed) -> set[str]:
    """Which of a star's columns may change. Raises Refused where a closed period gives it by those that would.

    A database from before stars said what is sealed keeps everything back, and goes on with that in closed periods.
    """
    for nominee in memory.writing.session.exec(select(Nominee).where(Nominee.star_id == star)):
        if closed.has(nominee.series_id, nominee.period_id) and not memory.knows(item, "sealed"):
            differing = differing - {"sealed"}
        if not differing.isdisjoint(STAR_RULES):
            closed.refuse_row(item, nominee.series_id, nominee.period_id)
    return differing


def load_series(memory: Memory, folder: CompetitionFolder, closed: Closed) -> None:
    """The series in the folder's order, each with its areas and its periods' overrides."""
    session = memory.writing.session
    for given in folder.series:
        columns = {
            "name": given.name,
            "name_en": given.name_en,
            "host": given.host,
            "pools": [_pool(pool) for pool in given.pools],
            "rectifications": given.rectifications,
            "overall_flag": given.overall_flag,
            "overall_flag_en": given.overall_flag_en,
            "issuer": given.issuer,
            "issuer_en": given.issuer_en,
            "addressed_to": given.addressed_to,
            "addressed_to_en": given.addressed_to_en,
            **{name: _plain(value) for name, value in given.settings},
        }
        item = LoadedItem(FILE, f"series/{given.id}", columns, given.line)
        row = session.get(Series, given.id)
        if differing := memory.differing(item, row):
            renamed = {"pools"} if row is not None and row.pool_ids == list(given.pool_ids) else set()
            renamed |= {"overall_flag"} if given.overall_flag or row is None or not row.overall_flag else set()
            closed.refuse_rules(item, given.id, differing - renamed)
            memory.put(item, differing, row, Series, id=given.id, position=-1)
        session.flush()
        _load_areas(memory, given, closed)
        for period in given.periods:
            _load_series_period(memory, given, period, closed)
    ids = [series.id for series in folder.series]
    place_rows(memory, FILE, "series", _of(session.exec(select(Series)), ids), ids)


def _plain(value: Any) -> Any:
    """A setting as the tables keep it: several values as a list."""
    return list(value) if isinstance(value, tuple) else value


def _pool(given: Pool) -> str | dict[str, str]:
    """A pool as the series keeps it: an id alone where it has no name."""
    return {"id": given.id, "name": given.name, "name_en": given.name_en} if given.name else given.id


def _load_areas(memory: Memory, series: DeclaredSeries, closed: Closed) -> None:
    session = memory.writing.session
    for given in series.areas:
        columns = {
            "name": given.name,
            "name_en": given.name_en,
            "flag": given.flag,
            "flag_en": given.flag_en,
            "weight": given.weight,
            "prize": given.prize,
            "prize_en": given.prize_en,
        }
        item = LoadedItem(FILE, f"series/{series.id}/area/{given.id}", columns, given.line)
        row = session.get(Area, (series.id, given.id))
        if differing := memory.differing(item, row):
            closed.refuse_rules(item, series.id, differing)
            memory.put(item, differing, row, Area, series_id=series.id, id=given.id, position=-1)
    session.flush()
    ids = [area.id for area in series.areas]
    areas = session.exec(select(Area).where(Area.series_id == series.id))
    place_rows(memory, FILE, f"series/{series.id}/area", _of(areas, ids), ids)


def _load_series_period(memory: Memory, series: DeclaredSeries, period: str, closed: Closed) -> None:
    override = next((one for one in series.overrides if one.period == period), None)
    changes = dict(override.changes) if override else {}
    overrides = {name: f"{value:f}" if isinstance(value, Decimal) else _plain(value) for name, value in changes.items()}
    left_out = {NOT_HELD: list(override.not_held)} if override and override.not_held else {}
    columns = {"overrides": {**overrides, **left_out}, "freeze": override.freeze if override else None}
    item = LoadedItem(FILE, f"series/{series.id}/period/{period}", columns, (override or series).line)
    row = memory.writing.session.get(SeriesPeriod, (series.id, period))
    if differing := memory.differing(item, row):
        closed.refuse_row(item, series.id, period)
        _refuse_frozen(memory, item, row, differing)
        _refuse_scored(memory, item, row, left_out.get(NOT_HELD, ()))
        memory.put(item, differing, row, SeriesPeriod, series_id=series.id, period_id=period)


def _refuse_scored(memory: Memory, item: LoadedItem, row: SeriesPeriod | None, left_out: Iterable[str]) -> None:
    """Raises Refused where an area is not to be held in a period for which somebody has a score in it."""
    if row is None:
        return
    for area in left_out:
        scored = select(Score.unit_id).where(
            Score.series_id == row.series_id,
            Score.period_id == row.period_id,
            Score.area_id == area,
            Score.state != ScoreState.WITHDRAWN,
        )
        if (unit := memory.writing.session.exec(scored.limit(1)).first()) is not None:
            place = {"series": row.series_id, "period": row.period_id, "area": area, "unit": unit}
            raise Refused("loading.not_held", file=item.file, line=item.line, **place)


def _refuse_frozen(memory: Memory, item: LoadedItem, row: SeriesPeriod | None, differing: set[str]) -> None:
    """Raises Refused where a freeze that has begun would be moved or taken away."""
    if row is None or row.frozen_since is None or "freeze" not in differing:
        return
    zone = ZoneInfo(memory.writing.session.exec(select(Competition.timezone)).one())
    since = row.frozen_since.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
    raise Refused(
        "loading.frozen", file=item.file, line=item.line, series=row.series_id, period=row.period_id, since=since
    )


def _of(rows: Iterable[Any], ids: list[str]) -> list[Any]:
    """The rows that the folder still has."""
    wanted = set(ids)
    return [row for row in rows if row.id in wanted]
