"""Words of the desk: refusals with names instead of ids, times in the competition's zone, cells in a sentence."""

from datetime import datetime
from zoneinfo import ZoneInfo

from scoreboard.desk.expectations import Oddity
from scoreboard.desk.sending_back import SentBack
from scoreboard.desk.sheet_cells import CellState, Place, SheetCell
from scoreboard.desk.worksheet import Worksheet
from scoreboard.errors import ContestError
from scoreboard.locale import catalogue, in_language, say
from scoreboard.rules.ranking import exact
from scoreboard.store.writing import NOBODY
from screens.widgets.cells import clip, width_of
from screens.widgets.columns import shared

BETWEEN = " · "
"""What stands between a cell's names."""
EDGE = 4
"""Cells of a line beside a cell's names and what is said of it."""


def local_time(at: datetime, zone: str, *, seconds: bool = True) -> str:
    """A time as people at the desk read it, in the competition's zone."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%m-%d %H:%M:%S}" if seconds else f"{local:%m-%d %H:%M}"


def place_words(place: Place, sheet: Worksheet, lang: str, room: int | None = None) -> str:
    """A cell by its names: 永年县 · 重点项目建设; in too little room both are cut, so that neither is lost."""
    unit, area = place
    row, column = sheet.row_of.get(unit), sheet.column_of.get(area)
    names: tuple[str, ...] = (
        unit if row is None else sheet.units[row].called(lang),
        area if column is None else sheet.areas[column].called(lang),
    )
    if room is not None:
        widths = shared([width_of(name) for name in names], room - width_of(BETWEEN))
        names = tuple(clip(name, width) for name, width in zip(names, widths, strict=True))
    return BETWEEN.join(names)


def place_beside(place: Place, sheet: Worksheet, lang: str, words: str, width: int) -> str:
    """A cell's names before what is said of it, cut rather than that, but not below half of a line of `width` cells."""
    return place_words(place, sheet, lang, max(width // 2, width - width_of(words) - EDGE))


def sentence_of(error: ContestError, lang: str, sheet: Worksheet | None = None) -> str:
    """Why the core said no: in the desk's own words where it has some, with names where the sheet knows them."""
    values = {**error.values}
    if sheet is not None:
        unit, area = values.get("unit"), values.get("area")
        if isinstance(unit, str) and unit in sheet.row_of:
            values["unit"] = sheet.units[sheet.row_of[unit]].called(lang)
        if isinstance(area, str) and area in sheet.column_of:
            values["area"] = sheet.areas[sheet.column_of[area]].called(lang)
        if values.get("series") == sheet.series.id:
            values["series"] = sheet.series.called(lang)
        if values.get("period") == sheet.period.id:
            values["period"] = sheet.period.called(lang)
    if isinstance(values.get("at"), datetime):
        values["at"] = local_time(values["at"], sheet.zone if sheet else "UTC")
    own = f"refused.{error.key}"
    if values.get("who") in ("-", NOBODY.name) and f"{own}_loaded" in catalogue("desk", lang):
        own = f"{own}_loaded"
    if own in catalogue("desk", lang):
        return say(f"desk.{own}", lang, **{name: in_language(value, lang) for name, value in values.items()})
    return type(error)(error.key, **values).sentence(lang)


def who_entered(name: str | None, lang: str) -> str:
    """Who entered a score; of one that a folder brought that it did."""
    return name if name not in (None, "", NOBODY.name) else say("desk.cell.folder", lang)


def odd_words(oddity: Oddity, decimals: int, lang: str) -> str:
    """What a score is far from."""
    return say(f"desk.odd.{oddity.far_from}", lang, score=exact(oddity.score, decimals))


def back_words(back: SentBack, zone: str, lang: str) -> str:
    """Why a draft was sent back, by whom and when."""
    return say("desk.cell.back", lang, note=back.note, who=back.who, at=local_time(back.at, zone))


def cell_words(cell: SheetCell, zone: str, lang: str, room: int | None = None) -> str:
    """What the database has in a cell, by whom and when; in a small `room` without what matters least."""
    shorter = ((True, True, True), (True, False, True), (False, False, True), (False, False, False))
    told = (_cell_words(cell, zone, lang, *one) for one in shorter)
    return next((words for words in told if room is None or width_of(words) <= room), _cell_words(cell, zone, lang))


def _cell_words(
    cell: SheetCell, zone: str, lang: str, seconds: bool = False, version: bool = False, entered: bool = False
) -> str:
    confirmed = cell.confirmed_by not in (None, NOBODY.name) and cell.confirmed_at is not None
    words = [cell.text] if cell.text else []
    if not cell.text or entered or not confirmed:
        words.append(say(f"desk.cell.{cell.state if cell.text else CellState.MISSING}", lang))
    if cell.back is not None:
        words.insert(0, back_words(cell.back, zone, lang))
    if cell.version and version:
        words.append(say("desk.cell.version", lang, version=cell.version))
    if cell.entered_at and (entered or not confirmed):
        at = local_time(cell.entered_at, zone, seconds=seconds)
        words.append(f"{who_entered(cell.entered_by, lang)} {at}")
    if confirmed and cell.confirmed_at is not None:
        at = local_time(cell.confirmed_at, zone, seconds=seconds)
        words.append(say("desk.cell.confirmed_by", lang, who=cell.confirmed_by, at=at))
    return "  ".join(words)
