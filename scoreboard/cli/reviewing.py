"""review: the drafts of a period beside their sources, and what is missing; what the desk's review shows."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from scoreboard.cli.command import argument, command
from scoreboard.cli.documents import put_json
from scoreboard.cli.main_database import main_database_to_read
from scoreboard.cli.wording import LANGUAGE, Option, cli
from scoreboard.desk.entering import place_of
from scoreboard.desk.reviewing import Review, ReviewDraft, read_review
from scoreboard.desk.sending_back import SentBack
from scoreboard.desk.unit_of_work import known, zone_of
from scoreboard.desk.worksheet import Worksheet, read_worksheet
from scoreboard.locale import listed
from scoreboard.rules.ranking import exact
from scoreboard.settings import Settings


@command(
    argument("series"),
    argument("period"),
    Option(["--format", "form"], type=click.Choice(["table", "json"]), default="table"),
)
def review(settings: Settings, series: str, period: str, form: str) -> None:
    with main_database_to_read(settings) as session:
        known(session, settings, "read all", series=series)
        found = read_review(session, series, period)
        sheet = read_worksheet(session, series, period, settings.moment(zone_of(session)))
    if form == "json":
        put_json(_words(found, sheet))
    else:
        for line in _lines(found, sheet):
            click.echo(line)


def _words(found: Review, sheet: Worksheet) -> Mapping[str, Any]:
    return {
        "series": sheet.series.id,
        "period": sheet.period.id,
        "before": found.before.id if found.before else None,
        "drafts": [_draft_words(draft, sheet) for draft in found.drafts],
        "missing": [{"area": area, "unit": unit} for unit, area in sheet.missing_places()],
    }


def _draft_words(draft: ReviewDraft, sheet: Worksheet) -> Mapping[str, Any]:
    source, difference = draft.source, draft.difference
    return {
        "area": draft.area,
        "unit": draft.unit,
        "judge": draft.judge,
        "version": draft.version,
        "score": None if draft.hidden else draft.text,
        "before": draft.before or None,
        "difference": None if difference is None else exact(difference, sheet.decimals),
        "entered_by": draft.entered_by,
        "entered_at": _told(draft.entered_at, sheet),
        "proved": not draft.unproved,
        "source": None if source is None else {"file": source.file, "sheet": source.sheet, "cell": source.cell},
        "sent_back": None if draft.back is None else _note_words(draft.back, sheet),
    }


def _note_words(back: SentBack, sheet: Worksheet) -> Mapping[str, Any]:
    return {"note": back.note, "by": back.who, "at": _told(back.at, sheet)}


def _told(at: datetime, sheet: Worksheet) -> str:
    """A time in the competition's zone."""
    return at.astimezone(ZoneInfo(sheet.zone)).isoformat()


def _called(draft: ReviewDraft, sheet: Worksheet, lang: str) -> str:
    """Whose score it is, by names: what comes first is to be typed."""
    area = next(one for one in sheet.areas if one.id == draft.area)
    unit = sheet.units[sheet.row_of[draft.unit]]
    return " · ".join(part for part in (unit.called(lang), area.called(lang), draft.judge) if part)


def _lines(found: Review, sheet: Worksheet) -> Iterator[str]:
    """A line for each draft, its parts set apart by tabs, then what is missing."""
    lang = LANGUAGE.get()
    for draft in found.drafts:
        source = draft.source
        parts = (
            f"{place_of(draft.area, draft.unit, draft.judge)}={draft.version}",
            _called(draft, sheet, lang),
            draft.text,
            draft.before or "-",
            draft.entered_by or "-",
            "-" if source is None else " ".join(part for part in (source.file, source.sheet, source.cell) if part),
            draft.back.note if draft.back else "",
        )
        yield "\t".join(parts).rstrip("\t")
    missing = sheet.missing_places()
    for area in sheet.areas:
        units = [sheet.units[sheet.row_of[unit]].called(lang) for unit, of in missing if of == area.id]
        if units:
            yield cli("said.missing", area=area.called(lang), count=len(units), units=listed(units, lang))
    yield cli("said.reviewed", drafts=len(found.drafts), missing=len(missing))
