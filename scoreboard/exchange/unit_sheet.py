"""A unit's notice board on paper (公示栏): flags as they hang, flags to win, stars, pledges and what is due."""

from collections.abc import Iterator
from datetime import date

from scoreboard.exchange import sheet
from scoreboard.locale import say
from scoreboard.publications.competition import CompetitionBoard
from scoreboard.publications.noticeboard import PostedLine, PostedSection, posted
from scoreboard.publications.unit_board import UnitBoard


def unit_sheet(board: UnitBoard, competition: CompetitionBoard, day: date, lang: str) -> str:
    """The sheet as a page of HTML, as of a day."""
    name = board.called(lang)
    said = sheet.sheet(name, _say("title", lang), _body(board, lang), feet(competition, day, lang))
    return sheet.page(f"{name} {_say('title', lang)}", [said], lang)


def feet(competition: CompetitionBoard, day: date, lang: str) -> list[str]:
    """What stands at the foot of a sheet: the contest, and as of which day it is."""
    return [competition.called(lang), _say("as_of", lang, day=day.isoformat())]


def _body(board: UnitBoard, lang: str) -> Iterator[str]:
    sections = {section.about: section for section in posted(board, lang)}
    held = sections.pop("held", None)
    if held is None:
        none = "no_flag" if board.flags_told else "no_flag_yet"
        yield sheet.section(_say("held", lang), sheet.nothing(_say(none, lang)))
    else:
        yield sheet.section(held.title, sheet.flags([(one.main, _under(one)) for one in held.lines]))
    for section in sections.values():
        yield sheet.section(section.title, _drawn(section, lang))
    if not sections and held is None:
        yield sheet.paragraph(_say("nothing", lang), "letter plain")


def _under(line: PostedLine) -> str:
    return " · ".join(part for part in (line.note, *line.aside.split("  ")) if part)


def _drawn(section: PostedSection, lang: str) -> str:
    if section.about == "stars":
        return sheet.people([(line.main, line.aside, line.note) for line in section.lines])
    heads = [_say(f"column.{section.about}.{column}", lang) for column in ("what", "who", "how")]
    rows = (
        [
            f"<b>{sheet.words(line.main)}</b>",
            sheet.words(line.note),
            sheet.mark(line.aside, "good" if line.honoured else ""),
        ]
        for line in section.lines
    )
    return sheet.table(heads, rows)


def _say(key: str, lang: str, **values: object) -> str:
    return say(f"bulletin.notice.{key}", lang, **values)
