"""`ceremonies/ID.toml`: run sheets."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, StrictBool

from scoreboard.enums import YEAR, Ranking
from scoreboard.exchange import limits, values
from scoreboard.exchange.field_types import Day, FilledName, FilledText, Lines, Name, Reference, Text, number, whole
from scoreboard.exchange.formats.known import CueFormat, Known
from scoreboard.exchange.formats.series import DeclaredSeries
from scoreboard.exchange.images import GivenImage, ImageFiles
from scoreboard.exchange.problems import FilePlace, Problem, Problems, Wrong, shown
from scoreboard.exchange.toml_tables import TableFormat, TomlTable, read_toml

FOLDER = "ceremonies"
SUFFIX = ".toml"
CLIMB = "climb"
REVEALS = ("all", "one-by-one", "from-bottom", CLIMB)
LONGEST_CUE = 86400
MOST_CLIMBED = 100_000
"""Places that a cue shows at most."""
ANY = CueFormat()
"""Of a kind that there is not, nothing is asked but the kind."""


def _reveal(text: str) -> str:
    """One of `REVEALS`, with spaces or hyphens; "" for the usual way of the cue's kind."""
    word = "-".join(text.split())
    return values.choice(word, REVEALS) if word else ""


class DeclaredCue(TableFormat):
    """A part of a ceremony; `duration` and `seconds` in seconds. Empty words are left to the program.

    Its keys are in the order in which a person reads them in a sheet that the program has written.
    """

    kind: Reference
    area: Reference | None = None
    pool: Reference | None = None
    star: Reference | None = None
    title: Lines = ""
    title_en: Lines = ""
    text: Lines = ""
    text_en: Lines = ""
    call: Text = ""
    call_en: Text = ""
    reveal: Annotated[str, AfterValidator(_reveal)] = ""
    places: Annotated[int, whole(1, MOST_CLIMBED)] | None = None
    by: Annotated[int, whole(1, MOST_CLIMBED)] | None = None
    singly_from: Annotated[int, whole(1, MOST_CLIMBED)] | None = None
    seconds: Annotated[int, whole(1, LONGEST_CUE)] | None = None
    units: tuple[Reference, ...] = ()
    image: Text = ""
    duration: Annotated[Decimal, number(high=Decimal(LONGEST_CUE))] | None = None
    presents: Lines = ""
    presents_en: Lines = ""
    receives: Lines = ""
    receives_en: Lines = ""
    proxy: Lines = ""
    proxy_en: Lines = ""
    no_show: StrictBool = False
    words: Lines = ""
    words_en: Lines = ""
    notes: Lines = ""
    notes_en: Lines = ""


class DeclaredRunSheet(TableFormat):
    """A run sheet; without cues the program plans them from the results."""

    title: FilledName
    title_en: Name = ""
    held_on: Day | None = Field(default=None, alias="date")
    venue: Text = ""
    venue_en: Text = ""
    slogans: tuple[FilledText, ...] = ()
    slogans_en: tuple[FilledText, ...] = ()
    series: Reference
    period: Reference
    cues: tuple[DeclaredCue, ...] = Field(default=(), alias="cue")


@dataclass(frozen=True, slots=True)
class DeclaredCeremony:
    """A ceremony, whose id is its file's name, with its run sheet."""

    id: str
    sheet: DeclaredRunSheet
    images: Mapping[str, GivenImage] = field(default_factory=dict)
    """The images that its cues show, by the paths that they call them by."""


def read_ceremonies(folder: Path, known: Known, files: ImageFiles, problems: Problems) -> tuple[DeclaredCeremony, ...]:
    """Every run sheet of the folder, by id; other files there are problems, hidden ones are passed over."""
    place = folder / FOLDER
    if not os.path.lexists(place):
        return ()
    if not place.is_dir():
        problems.add(FilePlace(FOLDER), "no_folder", value=FOLDER)
        return ()
    ceremonies: list[DeclaredCeremony] = []
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
            ceremonies.append(DeclaredCeremony(ceremony_id, _run_sheet(document, known), _images(document, files)))
        if sum(len(ceremony.sheet.cues) for ceremony in ceremonies) > limits.CUES:
            problems.add(FilePlace(name), "many_cues", limit=limits.CUES)
            return ()
    return tuple(ceremonies)


def _run_sheet(document: TomlTable, known: Known) -> DeclaredRunSheet:
    sheet = document.read(DeclaredRunSheet)
    _check_reference(document, "series", tuple(known.series), "unknown_series")
    _check_reference(document, "period", (*known.periods, YEAR), "unknown_period")
    series, annual = known.series.get(sheet.series), known.definitions.annual
    if sheet.period == YEAR and (annual is None or annual.series != sheet.series):
        document.wrong("period", "no_year_of", series=shown(sheet.series))
    if series is not None and sheet.period in known.periods and sheet.period not in series.periods:
        document.wrong("period", "other_period", value=sheet.period, series=series.id, allowed=series.periods)
    cues = []
    for table, written in zip(document.tables("cue"), sheet.cues, strict=True):
        cue = _with_units(table, written, known)
        cues.append(cue)
        _check_cue(table, cue, known)
        if series is not None:
            _check_series(table, cue, series, sheet.period, known)
    return sheet.model_copy(update={"cues": tuple(cues)})


def _images(document: TomlTable, files: ImageFiles) -> dict[str, GivenImage]:
    """The images of a run sheet's cues; what is wrong with one is noted at its cue."""
    found: dict[str, GivenImage] = {}
    for table in document.tables("cue"):
        name = (table.text("image") or "").strip()
        try:
            if name:
                found[name] = files.read(name)
        except Wrong as wrong:
            table.wrong("image", wrong.what, **wrong.values)
    return found


def frozen_climbs(ceremonies: Iterable[DeclaredCeremony], series: Iterable[DeclaredSeries]) -> Iterator[Problem]:
    """The run sheets that want a climb of rankings which a freeze leaves public: such a flag is shown as usual."""
    by_id = {one.id: one for one in series}
    for ceremony in ceremonies:
        sheet = ceremony.sheet
        contested = by_id.get(sheet.series)
        if contested is None or not contested.freezes(sheet.period):
            continue
        if any(cue.reveal == CLIMB for cue in sheet.cues):
            place = FilePlace(f"{FOLDER}/{ceremony.id}{SUFFIX}", key="cue.reveal")
            yield Problem(place, "frozen_climb", (("series", sheet.series), ("period", sheet.period)))


def _with_units(table: TomlTable, cue: DeclaredCue, known: Known) -> DeclaredCue:
    """The cue with its units by id, each of them once."""
    if not cue.units or known.register is None:
        return cue
    units = []
    for name in cue.units:
        try:
            units.append(known.register.find(name))
        except Wrong as wrong:
            table.wrong("units", wrong.what, **wrong.values)
    return cue.model_copy(update={"units": tuple(dict.fromkeys(units))})


def _check_reference(table: TomlTable, key: str, allowed: tuple[str, ...], what: str) -> None:
    text = table.text(key)
    if text is not None and text not in allowed:
        table.wrong(key, what, value=shown(text), allowed=allowed)


def _check_cue(table: TomlTable, cue: DeclaredCue, known: Known) -> None:
    """A cue is of a kind that there is, with all that its kind wants."""
    _check_reference(table, "kind", tuple(known.cue_formats), "choice")
    _check_reference(table, "star", known.stars, "unknown_star")
    for key in known.cue_formats.get(cue.kind, ANY).wants:
        if not table.fills(key):
            table.wrong(None, "cue_lacks", kind=cue.kind, value=key)
    kinds = tuple(name for name, found in known.cue_formats.items() if found.climbs)
    if cue.reveal == CLIMB and cue.kind in known.cue_formats and cue.kind not in kinds:
        table.wrong("reveal", "cue_climbs", kind=cue.kind, allowed=kinds)


def _check_series(table: TomlTable, cue: DeclaredCue, series: DeclaredSeries, period: str, known: Known) -> None:
    """What a cue shows is of its series, and contested in its period."""
    _check_reference(table, "area", series.area_ids, "unknown_area")
    _check_reference(table, "pool", series.pool_ids, "unknown_pool")
    if known.cue_formats.get(cue.kind, ANY).each_pool and not _by_pool(series) and table.has("pool"):
        table.wrong("pool", "cue_pool", series=series.id)
    if cue.area is not None and not series.holds(cue.area, period):
        table.wrong("area", "not_held", value=cue.area, period=period, series=series.id)


def _by_pool(series: DeclaredSeries) -> bool:
    """Whether a series ranks its pools apart in any period."""
    every = (series.settings, *(series.settings_in(one.period) for one in series.overrides))
    return any(settings.ranking == Ranking.BY_POOL for settings in every)
