"""A unit's pledges on paper: a letter to sign (承诺书), and a table to follow them by (明白纸)."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from scoreboard.errors import Refused
from scoreboard.exchange.sheet_parts import (
    PostedSheet,
    SheetLetter,
    SheetList,
    SheetPart,
    Sheets,
    SheetSignature,
    SheetTable,
    WordedCell,
)
from scoreboard.exchange.unit_sheet import feet
from scoreboard.locale import say
from scoreboard.publications.competition import CompetitionBoard
from scoreboard.publications.kinds.pledges import PledgeRow
from scoreboard.publications.promise_rows import measured, told_state
from scoreboard.publications.unit_board import UnitBoard


def pledges_sheet(board: UnitBoard, competition: CompetitionBoard, day: date, lang: str) -> Sheets:
    """Both, as of a day. Raises Refused where the unit has pledged nothing."""
    if not board.pledges:
        raise Refused("notice.no_pledges", unit=board.unit)
    name, foot = board.called(lang), feet(competition, day, lang)
    letter = PostedSheet(name, _say("letter", lang), tuple(_letter(board, lang)), foot)
    table = PostedSheet(name, _say("table", lang), (_table(board.pledges, lang),), foot)
    return Sheets(f"{name} {_say('letter', lang)}", (letter, table))


def _letter(board: UnitBoard, lang: str) -> Iterator[SheetPart]:
    """What is pledged, by person, each with a line to sign on."""
    yield SheetLetter(_say("opening", lang))
    pledges = sorted(board.pledges, key=_by_person)
    for _person, found in groupby(pledges, key=_by_person):
        rows = list(found)
        yield SheetList(tuple((row.said("text", lang), _under(row, lang)) for row in rows))
        who = "  ".join(part for part in (rows[0].said("post", lang), rows[0].said("person", lang)) if part)
        yield SheetSignature(((_say("by", lang, who=who), ""), (_say("day", lang), rows[0].made_on or "")))


def _by_person(row: PledgeRow) -> tuple[str, str]:
    return row.person, row.post


def _under(row: PledgeRow, lang: str) -> str:
    """In what field, by what figure and by when."""
    due = say("year.posted.due", lang, day=row.due) if row.due else ""
    return "  ".join(part for part in (row.said("aspect", lang), _target(row, lang), due) if part)


def _target(row: PledgeRow, lang: str) -> str:
    if row.target is None:
        return ""
    return _say("target", lang, target=row.aim(lang))


def _table(rows: Sequence[PledgeRow], lang: str) -> SheetTable:
    """What, who, by which figure, by when, how far, and how it stands."""
    heads = tuple(_say(f"column.{name}", lang) for name in ("pledge", "by", "target", "due", "actual", "state"))
    return SheetTable(heads, tuple(_cells(row, lang) for row in rows), numbers=(4,))


def _cells(row: PledgeRow, lang: str) -> tuple[WordedCell, ...]:
    who = "  ".join(part for part in (row.said("person", lang), row.said("post", lang)) if part)
    target = "-" if row.target is None else row.aim(lang)
    actual = "-" if row.actual is None else measured(row.actual, row.said("measure", lang))
    share = f" ({row.percent}%)" if row.percent is not None else ""
    state = told_state("pledge_state", row.state, lang)
    short = (WordedCell(text, whole=True) for text in (target, row.due or "-", f"{actual}{share}", state))
    return (WordedCell(row.said("text", lang)), WordedCell(who), *short)


def _say(key: str, lang: str, **values: object) -> str:
    return say(f"bulletin.pledge_sheet.{key}", lang, **values)
