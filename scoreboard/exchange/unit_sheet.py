"""A unit's notice board on paper (公示栏): flags as they hang, flags to win, stars, pledges and what is due."""

from collections.abc import Iterator
from datetime import date

from scoreboard.exchange.sheet_parts import (
    PostedSheet,
    SheetFlags,
    SheetLetter,
    SheetNothing,
    SheetPart,
    SheetPeople,
    Sheets,
    SheetTable,
    SheetTitle,
    WordedCell,
)
from scoreboard.locale import say
from scoreboard.publications.board_about import UnitPlace
from scoreboard.publications.competition import CompetitionBoard
from scoreboard.publications.days import told_day, told_moment
from scoreboard.publications.names import named
from scoreboard.publications.noticeboard import PostedLine, PostedSection, posted
from scoreboard.publications.unit_board import UnitBoard
from scoreboard.wire import given


def unit_sheet(board: UnitBoard, competition: CompetitionBoard, day: date, lang: str) -> Sheets:
    """The sheet, as of a day."""
    name, title = board.called(lang), _say("title", lang)
    said = PostedSheet(name, title, tuple(_body(board, lang)), feet(competition, day, lang))
    return Sheets(f"{name} {title}", (said,))


def feet(competition: CompetitionBoard, day: date, lang: str) -> tuple[str, str]:
    """What stands at the foot of a sheet: the contest, and as of which day it is."""
    return competition.called(lang), _say("as_of", lang, day=day.isoformat())


def _body(board: UnitBoard, lang: str) -> Iterator[SheetPart]:
    sections = {section.about: section for section in posted(board, lang)}
    held = sections.pop("held", None)
    if held is None:
        yield SheetTitle(_say("held", lang))
        yield SheetNothing(_no_flag(board, lang))
    else:
        yield SheetTitle(held.title)
        yield SheetFlags(tuple((one.main, _under(one)) for one in held.lines))
    for section in sections.values():
        yield SheetTitle(section.title)
        yield _drawn(section, lang)
    if places := _newest(board):
        yield SheetTitle(_say("places", lang))
        yield _places(places, lang)
    if not sections and not places and held is None:
        yield SheetLetter(_say("nothing", lang), plain=True)


def _no_flag(board: UnitBoard, lang: str) -> str:
    """What stands where flags would: the next one is to be won, unless the unit is there no more."""
    if ended := given(board.ended_on):
        return say("cli.table.ended_on", lang, day=told_day(ended, lang))
    return _say("no_flag" if board.flags_told else "no_flag_yet", lang)


def _newest(board: UnitBoard) -> list[UnitPlace]:
    """The unit's places in the newest period of each series in which it has any."""
    newest: dict[str, str] = {}
    return [row for row in board.rows if newest.setdefault(row.series, row.period) == row.period]


def _places(rows: list[UnitPlace], lang: str) -> SheetTable:
    """A unit's places: in what, at which level and when, the place or why there is none, the score."""
    heads = tuple(_say(f"column.places.{column}", lang) for column in ("what", "who", "rank", "score"))
    return SheetTable(heads, tuple(_place(row, lang) for row in rows), numbers=(2, 3))


def _place(row: UnitPlace, lang: str) -> tuple[WordedCell, ...]:
    area = row.area_called(lang) or say("cli.table.total", lang)
    frozen = given(row.frozen_since)
    since = say("cli.table.frozen", lang, at=told_moment(frozen, lang)) if frozen else ""
    when = " · ".join(
        part for part in (named(row.series_name, row.series_name_en, lang), row.period_called(lang), since) if part
    )
    place = str(row.rank) if row.rank is not None else say(f"cli.status.{row.listed_as}", lang)
    return WordedCell(area, bold=True), WordedCell(when), WordedCell(place), WordedCell(row.score or "-")


def _under(line: PostedLine) -> str:
    return " · ".join(part for part in (line.note, *line.aside.split("  ")) if part)


def _drawn(section: PostedSection, lang: str) -> SheetPart:
    if section.about == "stars":
        return SheetPeople(tuple((line.main, line.aside, line.note) for line in section.lines))
    heads = tuple(_say(f"column.{section.about}.{column}", lang) for column in ("what", "who", "how"))
    rows = (
        (
            WordedCell(line.main, bold=True),
            WordedCell(line.note),
            WordedCell(line.aside, mark="good" if line.honoured else "plain"),
        )
        for line in section.lines
    )
    return SheetTable(heads, tuple(rows))


def _say(key: str, lang: str, **values: object) -> str:
    return say(f"bulletin.notice.{key}", lang, **values)
