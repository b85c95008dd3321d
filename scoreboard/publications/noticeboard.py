"""A unit's notice board (公示栏): what it says, section by section, alike in a hall, over ssh and on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scoreboard.enums import GoalState, NomineeStatus, PledgeState, RectificationState
from scoreboard.locale import say
from scoreboard.publications.days import told_day, told_day_of_year
from scoreboard.publications.kinds.goals import GoalRow
from scoreboard.publications.kinds.pledges import PledgeRow
from scoreboard.publications.kinds.rectifications import RectificationRow
from scoreboard.publications.kinds.stars import substitute
from scoreboard.publications.names import named
from scoreboard.publications.pools import with_pool
from scoreboard.publications.promise_rows import told_state
from scoreboard.publications.targets import UnitTarget, points_off, told_target
from scoreboard.publications.unit_board import UnitBoard, UnitStar
from scoreboard.publications.unit_flags import UnitFlag
from scoreboard.wire import UNSET, given

SectionName = Literal["held", "targets", "stars", "pledges", "goals", "rectifications"]
PUBLICISED = (NomineeStatus.CONFIRMED, NomineeStatus.ON_NOTICE, NomineeStatus.OBJECTED)
"""The nominees that a unit posts: those who are elected, and those on whom people may still comment."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedLine:
    """A line of a notice board: what it is about, what there is to say of it at its side, and less important words."""

    main: str
    aside: str = ""
    short: str = ""
    """The same in so few words that a hall can read them."""
    note: str = ""
    honoured: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedSection:
    """Lines under a title."""

    about: SectionName
    title: str
    lines: tuple[PostedLine, ...]


def posted(board: UnitBoard, lang: str) -> list[PostedSection]:
    """The sections of a unit's notice board that have anything to say."""
    found: tuple[tuple[SectionName, tuple[PostedLine, ...]], ...] = (
        ("held", tuple(_flag(row, lang) for row in board.flags)),
        ("targets", tuple(_target(row, lang) for row in board.targets)),
        ("stars", tuple(_stars(board, lang))),
        ("pledges", tuple(_pledge(row, lang) for row in board.pledges)),
        ("goals", tuple(_goal(row, lang) for row in board.goals)),
        ("rectifications", tuple(_rectification(row, lang) for row in board.rectifications)),
    )
    return [
        PostedSection(about=name, title=say(f"year.posted.{name}", lang, count=len(lines)), lines=lines)
        for name, lines in found
        if lines
    ]


def flag_named(row: UnitFlag, lang: str) -> str:
    """What a flag is called, with its pool's name where that matters."""
    return with_pool(row.flag_called(lang), named(given(row.pool_name) or "", given(row.pool_name_en), lang), lang)


def _flag(row: UnitFlag, lang: str) -> PostedLine:
    """A flag that is held: since when, how often it has been defended, at which level."""
    since = say("year.posted.since", lang, day=told_day(row.awarded_on, lang)) if row.awarded_on else ""
    defended = say("year.posted.defended", lang, count=row.defences) if row.defences else ""
    level = named(row.series_name, row.series_name_en, lang)
    said = _joined(since, defended)
    return PostedLine(main=flag_named(row, lang), aside=said, short=defended, note=level, honoured=True)


def _target(row: UnitTarget, lang: str) -> PostedLine:
    """A flag that is gone for: how far off it is."""
    note = f"{named(row.series_name, row.series_name_en, lang)}  {row.period_called(lang)}"
    off, figure = told_target(row, lang), points_off(row)
    short = figure if row.state == "open" and figure else off if row.state != "open" else ""
    return PostedLine(main=row.flag_called(lang), aside=off, short=short, note=note, honoured=row.state == "won")


def _stars(board: UnitBoard, lang: str) -> Iterator[PostedLine]:
    for row in board.stars:
        if row.status in PUBLICISED:
            period = (given(board.periods) or {}).get(row.period)
            yield _star(row, period.called(lang) if period else row.period, lang)


def _star(row: UnitStar, period: str, lang: str) -> PostedLine:
    elected = row.status == NomineeStatus.CONFIRMED
    status = say(f"cli.star_status.{row.status}", lang)
    until = (
        "" if elected or not row.notice_until else say("year.posted.until", lang, day=told_day(row.notice_until, lang))
    )
    told = row.star_called(lang) if elected else f"{row.star_called(lang)}  {status}"
    note = _joined(period, row.post_called(lang), substitute(row, lang), until)
    return PostedLine(
        main=row.person_called(lang), aside=told, short=row.star_called(lang), note=note, honoured=elected
    )


def _pledge(row: PledgeRow, lang: str) -> PostedLine:
    """A pledge: by when it is due, or how it stands, and who made it."""
    is_open = row.state is UNSET or row.state == PledgeState.OPEN
    stands = short = "" if is_open else told_state("pledge_state", row.state, lang)
    if is_open and row.due:
        stands, short = _due(row.due, lang)
    made_by = _joined(row.said("person", lang), row.said("post", lang))
    kept = row.state == PledgeState.KEPT
    return PostedLine(main=row.said("text", lang), aside=stands, short=short, note=made_by, honoured=kept)


def _goal(row: GoalRow, lang: str) -> PostedLine:
    """A goal to be first: by when, or how it ended."""
    stands = told_state("goal_state", row.state, lang)
    due, short = stands, "" if row.state == GoalState.OPEN else stands
    if row.state == GoalState.OPEN and row.due:
        due, short = _due(row.due, lang)
    scope = say(f"year.scope.{row.scope}", lang)
    met = row.state == GoalState.MET
    return PostedLine(main=row.said("title", lang), aside=due, short=short, note=scope, honoured=met)


def _rectification(row: RectificationRow, lang: str) -> PostedLine:
    """What has to be put right: by when, or how that ended."""
    said = short = told_state("rectification_state", row.state, lang)
    if row.state == RectificationState.OPEN and row.due is not None:
        said, short = _due(row.due, lang)
    return PostedLine(
        main=row.said("reason", lang) or row.area_called(lang),
        aside=said,
        short=short,
        note=_joined(row.area_called(lang), row.said("status", lang)),
    )


def _due(day: str, lang: str) -> tuple[str, str]:
    """By when, and the same in so few words that a hall can read them."""
    return say("year.posted.due", lang, day=told_day(day, lang)), told_day_of_year(day, lang)


def _joined(*parts: str) -> str:
    return "  ".join(part for part in parts if part)
