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
from scoreboard.publications.competition import CompetitionBoard
from scoreboard.publications.noticeboard import PostedLine, PostedSection, posted
from scoreboard.publications.unit_board import UnitBoard


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
        yield SheetNothing(_say("no_flag" if board.flags_told else "no_flag_yet", lang))
    else:
        yield SheetTitle(held.title)
        yield SheetFlags(tuple((one.main, _under(one)) for one in held.lines))
    for section in sections.values():
        yield SheetTitle(section.title)
        yield _drawn(section, lang)
    if not sections and held is None:
        yield SheetLetter(_say("nothing", lang), plain=True)


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
