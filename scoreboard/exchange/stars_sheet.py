"""The notice of a period's stars (公示): who is on notice, with what result, and until when anybody may object."""

from collections.abc import Iterator, Sequence
from datetime import date

from scoreboard.enums import NomineeStatus
from scoreboard.errors import Refused
from scoreboard.exchange.sheet_parts import (
    PostedSheet,
    SheetLetter,
    SheetPart,
    Sheets,
    SheetSignature,
    SheetTable,
    SheetTitle,
    WordedCell,
)
from scoreboard.exchange.unit_sheet import feet
from scoreboard.locale import listed, say
from scoreboard.publications.competition import CompetitionBoard, ContestSeries
from scoreboard.publications.kinds.stars import StarRow, StarsBoard, told_results
from scoreboard.publications.names import named

OPEN = (NomineeStatus.ON_NOTICE, NomineeStatus.OBJECTED)
"""Those on whom people may still comment, or have."""


def stars_sheet(
    board: StarsBoard, series: ContestSeries, competition: CompetitionBoard, day: date, lang: str
) -> Sheets:
    """The notice of a series and period, as of a day. Raises Refused where nobody is on notice."""
    rows = [row for row in board.rows if row.status in OPEN or row.status == NomineeStatus.CONFIRMED]
    if not rows:
        raise Refused("notice.no_stars", series=series.id, period=board.period)
    title = _say("title", lang)
    under = f"{named(series.name, series.name_en, lang)}  {named(board.period_name, board.period_name_en, lang)}"
    parts = tuple(_body(rows, board, competition, lang))
    return Sheets(f"{title} {under}", (PostedSheet(title, under, parts, feet(competition, day, lang)),))


def _body(rows: Sequence[StarRow], board: StarsBoard, competition: CompetitionBoard, lang: str) -> Iterator[SheetPart]:
    period = named(board.period_name, board.period_name_en, lang)
    waiting = [row for row in rows if row.status in OPEN]
    elected = [row for row in rows if row not in waiting]
    if waiting:
        days = listed(sorted({row.notice_until for row in waiting if row.notice_until}), lang)
        yield SheetLetter(_say("opening", lang, competition=competition.called(lang), period=period))
        yield _table(waiting, lang)
        yield SheetLetter(_say("objections", lang, days=days) if days else _say("objections_open", lang))
        yield SheetSignature(((_say("to", lang), ""), (_say("telephone", lang), "")))
    if elected:
        yield SheetTitle(_say("elected", lang))
        yield _table(elected, lang)
    host = named(competition.host_name, competition.host_name_en, lang)
    yield SheetSignature((("", host), (_say("day", lang), "")))


def _table(rows: Sequence[StarRow], lang: str) -> SheetTable:
    heads = tuple(_say(f"column.{name}", lang) for name in ("star", "person", "unit", "result", "status"))
    results = told_results(rows)
    cells = (
        (
            WordedCell(row.star_called(lang)),
            WordedCell(row.person_called(lang), bold=True),
            WordedCell("  ".join(part for part in (row.called(lang), row.post_called(lang)) if part)),
            WordedCell(f"{results[row]}%" if row in results else "-"),
            _status(row, lang),
        )
        for row in rows
    )
    return SheetTable(heads, tuple(cells), numbers=(3,))


def _status(row: StarRow, lang: str) -> WordedCell:
    said = say(f"cli.star_status.{row.status}", lang)
    if row.status == NomineeStatus.CONFIRMED:
        return WordedCell(said, mark="good")
    if row.status == NomineeStatus.OBJECTED:
        return WordedCell(said, mark="late")
    return WordedCell(say("year.posted.until", lang, day=row.notice_until) if row.notice_until else said)


def _say(key: str, lang: str, **values: object) -> str:
    return say(f"bulletin.star_notice.{key}", lang, **values)
