"""Loading what has no part in a ranking: honours and ceremonies."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import select

from scoreboard.desk.award_day import move_award_day
from scoreboard.desk.loading.closed import Closed
from scoreboard.desk.loading.images import load_images
from scoreboard.desk.loading.memory import LoadedItem, Memory
from scoreboard.desk.loading.named import Columns, load_named
from scoreboard.desk.promises import RENAMED
from scoreboard.desk.taking_back import steps_of
from scoreboard.enums import YEAR
from scoreboard.errors import Refused
from scoreboard.exchange.csv_rows import RowFormat
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.exchange.formats.run_sheets import DeclaredCue
from scoreboard.exchange.images import GivenImage
from scoreboard.models import Ceremony, Honour, Seal, Table


def load_honours(memory: Memory, folder: CompetitionFolder) -> None:
    """Honours, each found again by what names it; one that was taken back stays so while its row says the same."""
    today = memory.writing.now.astimezone(ZoneInfo(folder.competition.timezone)).date()
    dated = {
        (row.unit_id, row.person, row.level, row.title, row.document): row.awarded_on
        for row in memory.writing.session.exec(select(Honour))
    }
    honours = [
        one
        if one.awarded_on
        else one.model_copy(
            update={"awarded_on": dated.get((one.unit, one.person, one.level, one.title, one.document)) or today}
        )
        for one in folder.honours
    ]
    undated = {one.line for one in folder.honours if not one.awarded_on}

    def withdrawn(item: LoadedItem) -> bool:
        return memory.stays_out(item, besides=("awarded_on",) if item.line in undated else ())

    _load(memory, "honours.csv", Honour, honours, ("unit", "person", "level", "title", "document"), withdrawn)


def _load(
    memory: Memory,
    file: str,
    table: type[Table],
    given: Iterable[RowFormat],
    naming: tuple[str, ...],
    withdrawn: Callable[[LoadedItem], bool] = lambda _item: False,
) -> None:
    names = tuple(RENAMED.get(name, name) for name in naming)
    load_named(memory, file, table, (_apart(one, names) for one in given), names, withdrawn)


def _apart(given: RowFormat, names: Collection[str]) -> tuple[Columns, Columns, int]:
    """A declaration's columns, what names it before the rest, and its line."""
    columns = {RENAMED.get(name, name): value for name, value in given}
    identity = {name: columns.pop(name) for name in names}
    return identity, columns, given.line


def load_ceremonies(memory: Memory, folder: CompetitionFolder, closed: Closed) -> None:
    """Run sheets. Raises Refused for one whose ceremony has begun, or that is to reveal a closed period."""
    session = memory.writing.session
    sealed = set(session.exec(select(Seal.ceremony_id)))
    folder_periods = {series.id: series.periods for series in folder.series}
    for given in folder.ceremonies:
        sheet = given.sheet
        columns: dict[str, Any] = {
            "series_id": sheet.series,
            "period_id": folder_periods[sheet.series][-1] if sheet.period == YEAR else sheet.period,
            "of_year": sheet.period == YEAR,
            "title": sheet.title,
            "title_en": sheet.title_en,
            "held_on": sheet.held_on,
            "venue": sheet.venue,
            "venue_en": sheet.venue_en,
            "slogans": list(sheet.slogans),
            "slogans_en": list(sheet.slogans_en),
            "cues": [_cue(cue, given.images) for cue in sheet.cues],
        }
        file = _file(given.id)

        item, row = LoadedItem(file, given.id, columns), session.get(Ceremony, given.id)
        if differing := memory.differing(item, row):
            if steps_of(session, given.id):
                raise Refused("loading.begun", file=file, ceremony=given.id)
            if given.id in sealed:
                raise Refused("seal.sheet", file=file, ceremony=given.id)
            loaded = memory.put(item, differing, row, Ceremony, id=given.id)
            if row is not None and "held_on" in differing:
                session.flush()
                move_award_day(memory.writing, loaded)
    declared_ids = {given.id for given in folder.ceremonies}
    for row in session.exec(select(Ceremony)).all():
        file = _file(row.id)
        if row.id in declared_ids or row.id not in memory.gone(file):
            continue
        memory.forget(file, row.id)
        closed.refuse_gone(file, row.id, row.series_id, row.period_id)
        memory.removed(file, row.id, row.model_dump())
        session.delete(row)
    session.flush()
    load_images(memory, folder)


def _file(ceremony: str) -> str:
    return f"ceremonies/{ceremony}.toml"


def _cue(cue: DeclaredCue, images: Mapping[str, GivenImage]) -> dict[str, Any]:
    """A cue as the run sheet keeps it: only what the file says, and the digest of the image that it names."""
    told = dict(cue)
    if cue.image:
        told["image_digest"] = images[cue.image].digest
    if cue.duration is not None:
        told["duration"] = f"{cue.duration.normalize():f}"
    told["units"] = list(cue.units)
    return {name: value for name, value in told.items() if value not in (None, "", False, [])}
