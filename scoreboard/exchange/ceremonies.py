"""`ceremonies/ID.toml`: run sheets."""

import os
from collections.abc import Callable
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from scoreboard.enums import Ranking
from scoreboard.exchange import declared, limits, values
from scoreboard.exchange.formats.known import CueFormat, Known
from scoreboard.exchange.problems import FilePlace, Problems, Wrong, shown
from scoreboard.exchange.toml_tables import TomlTable, read_toml

FOLDER = "ceremonies"
SUFFIX = ".toml"
REVEALS = ("all", "one-by-one", "from-bottom")
LONGEST_CUE = 86400
MOST_PLACES = 20
ANY = CueFormat()
"""Of a kind that there is not, nothing is asked but the kind."""


def read_ceremonies(folder: Path, known: Known, problems: Problems) -> tuple[declared.DeclaredCeremony, ...]:
    """Every run sheet of the folder, by id; other files there are problems, hidden ones are passed over."""
    place = folder / FOLDER
    if not os.path.lexists(place):
        return ()
    if not place.is_dir():
        problems.add(FilePlace(FOLDER), "no_folder", value=FOLDER)
        return ()
    ceremonies: list[declared.DeclaredCeremony] = []
    try:
        paths = sorted(islice(place.iterdir(), limits.RUN_SHEETS + 1))
        megabytes = sum(path.stat().st_size for path in paths if path.is_file()) // limits.MEGABYTE
    except OSError:
        problems.add(FilePlace(FOLDER), "unreadable")
        return ()
    if len(paths) > limits.RUN_SHEETS or megabytes >= limits.RUN_SHEETS_MEGABYTES:
        sizes = {"limit": limits.RUN_SHEETS, "megabytes": limits.RUN_SHEETS_MEGABYTES}
        problems.add(FilePlace(FOLDER), "many_run_sheets", **sizes)
        return ()
    for path in paths:
        name = f"{FOLDER}/{path.name}"
        if path.name.startswith("."):
            continue
        if path.suffix != SUFFIX:
            problems.add(FilePlace(name), "unknown_ceremony_file")
            continue
        try:
            ceremony_id = values.identifier(path.stem)
        except Wrong as wrong:
            problems.add(FilePlace(name), wrong.what, **wrong.values)
            continue
        document = read_toml(path, name, problems)
        if document is not None:
            ceremonies.append(_ceremony(ceremony_id, document, known))
        if sum(len(ceremony.cues) for ceremony in ceremonies) > limits.CUES:
            problems.add(FilePlace(name), "many_cues", limit=limits.CUES)
            return ()
    return tuple(ceremonies)


def _ceremony(ceremony_id: str, document: TomlTable, known: Known) -> declared.DeclaredCeremony:
    series_id = document.required("series", _reference(tuple(known.series), "unknown_series"), "")
    series = known.series.get(series_id)
    period = document.required("period", _reference(known.periods, "unknown_period"), "")
    ceremony = declared.DeclaredCeremony(
        id=ceremony_id,
        title=document.name("title"),
        title_en=document.other_name("title_en"),
        held_on=document.day("date"),
        venue=document.text("venue"),
        slogans=tuple(document.texts("slogans")),
        series=series_id,
        period=period,
        cues=tuple(_cue(table, series, period, known) for table in document.tables("cue")),
    )
    document.close()
    return ceremony


def _cue(table: TomlTable, series: declared.DeclaredSeries | None, period: str, known: Known) -> declared.DeclaredCue:
    kind = table.required("kind", lambda value: values.choice(_word(value), tuple(known.cue_formats)), "")
    wanted = known.cue_formats.get(kind, ANY)
    for key in wanted.wants:
        if not table.has(key):
            table.wrong(None, "cue_lacks", kind=kind, value=key)
    if wanted.each_pool and series is not None and not _by_pool(series) and table.has("pool"):
        table.wrong("pool", "cue_pool", series=series.id)
    areas = tuple(area.id for area in series.areas) if series else None
    duration = table.number("duration", Decimal(-1), Decimal(0), Decimal(LONGEST_CUE))
    cue = declared.DeclaredCue(
        kind=kind,
        area=table.optional("area", _reference(areas, "unknown_area"), None),
        pool=table.optional("pool", _reference(series.pool_ids if series else None, "unknown_pool"), None),
        star=table.optional("star", _reference(known.stars, "unknown_star"), None),
        text=table.lines("text"),
        title=table.lines("title"),
        notes=table.lines("notes"),
        words=table.lines("words"),
        presents=table.lines("presents"),
        receives=table.lines("receives"),
        proxy=table.lines("proxy"),
        no_show=table.flag("no_show"),
        duration=None if duration < 0 else duration,
        reveal=table.optional("reveal", _reveal, ""),
        places=table.whole("places", 0, 1, MOST_PLACES) or None,
        call=table.text("call"),
        seconds=table.whole("seconds", 0, 1, LONGEST_CUE) or None,
        line=table.line,
    )
    if series is not None and cue.area is not None and not series.holds(cue.area, period):
        table.wrong("area", "not_held", value=cue.area, period=period, series=series.id)
    table.close()
    return cue


def _by_pool(series: declared.DeclaredSeries) -> bool:
    """Whether a series ranks its pools apart in any period."""
    every = (series.settings, *(series.settings_in(one.period) for one in series.overrides))
    return any(settings.ranking == Ranking.BY_POOL for settings in every)


def _reference(allowed: tuple[str, ...] | None, what: str) -> Callable[[Any], str]:
    """A reader of a name that must be one of `allowed`, or any where that isn't known."""

    def read(value: Any) -> str:
        text = _word(value)
        if allowed is not None and text not in allowed:
            raise Wrong(what, value=shown(text), allowed=allowed)
        return text

    return read


def _reveal(value: Any) -> str:
    """One of `REVEALS`, with spaces or hyphens; "" for the usual way of the cue's kind."""
    text = "-".join(_word(value).split())
    return values.choice(text, REVEALS) if text else ""


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong("type_text")
    return value
