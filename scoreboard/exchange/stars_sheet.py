"""The notice of a period's stars: who is on notice and until when anybody may object (公示), who is elected (公告)."""

from collections.abc import Iterator, Mapping, Sequence
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
    WordedCell,
)
from scoreboard.exchange.unit_sheet import feet
from scoreboard.locale import listed, say
from scoreboard.publications.competition import CompetitionBoard, ContestSeries
from scoreboard.publications.kinds.stars import (
    StarRow,
    StarsBoard,
    substitute,
    told_decisions,
    told_results,
    with_aside,
)
from scoreboard.publications.names import named

OPEN = (NomineeStatus.ON_NOTICE, NomineeStatus.OBJECTED)
"""Those on whom people may still comment, or have."""


def stars_sheet(
    board: StarsBoard, series: ContestSeries, competition: CompetitionBoard, issuer: str, day: date, lang: str
) -> Sheets:
    """The notice of a series and period, as of a day, signed by the office that issues it: a sheet for whom people may
    still comment on, and one that announces who is elected. Raises Refused where there is neither."""
    waiting = [row for row in board.rows if row.status in OPEN]
    elected = [row for row in board.rows if row.status == NomineeStatus.CONFIRMED]
    if not waiting and not elected:
        raise Refused("notice.no_stars", series=series.id, period=board.period)
    period = named(board.period_name, board.period_name_en, lang)
    under = f"{named(series.name, series.name_en, lang)}  {period}"
    told = {"competition": competition.called(lang), "period": period}
    foot = feet(competition, day, lang)
    sheets = []
    if waiting:
        sheets.append(PostedSheet(_say("title", lang), under, tuple(_on_notice(waiting, issuer, told, lang)), foot))
    if elected:
        parts = tuple(_announced(elected, issuer, told, lang))
        sheets.append(PostedSheet(_say("elected.title", lang), under, parts, foot))
    return Sheets(f"{sheets[0].name} {under}", tuple(sheets))


def _on_notice(rows: Sequence[StarRow], issuer: str, told: Mapping[str, str], lang: str) -> Iterator[SheetPart]:
    days = listed(sorted({row.notice_until for row in rows if row.notice_until}), lang)
    yield SheetLetter(_say("opening", lang, **told))
    yield _table(rows, lang)
    yield SheetLetter(_say("objections", lang, days=days) if days else _say("objections_open", lang))
    yield SheetSignature(((_say("to", lang), ""), (_say("telephone", lang), "")))
    yield _signed(issuer, lang)


def _announced(rows: Sequence[StarRow], issuer: str, told: Mapping[str, str], lang: str) -> Iterator[SheetPart]:
    yield SheetLetter(_say("elected.opening", lang, **told))
    yield _table(rows, lang)
    if decided := told_decisions(rows, lang):
        yield SheetLetter(decided)
    yield SheetLetter(_say("elected.closing", lang))
    yield _signed(issuer, lang)


def _signed(issuer: str, lang: str) -> SheetSignature:
    return SheetSignature((("", issuer), (_say("day", lang), "")))


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
    said = with_aside(say(f"cli.star_status.{row.status}", lang), [substitute(row, lang)], lang)
    if row.status == NomineeStatus.CONFIRMED:
        return WordedCell(said, mark="good")
    if row.status == NomineeStatus.OBJECTED:
        return WordedCell(said, mark="late")
    if not row.notice_until:
        return WordedCell(said)
    until = say("year.posted.until", lang, day=row.notice_until)
    return WordedCell(with_aside(until, [substitute(row, lang)], lang))


def _say(key: str, lang: str, **values: object) -> str:
    return say(f"bulletin.star_notice.{key}", lang, **values)
