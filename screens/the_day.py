"""What a hall tells of the day: found in the public boards."""

from collections.abc import Iterator
from typing import Any

from scoreboard.enums import GoalState, NomineeStatus, PledgeState, RectificationState
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.kinds.range import RangeBoard
from scoreboard.publications.questions import Board
from scoreboard.publications.scenes.today import DueToday, TodayScene
from scoreboard.wire import given
from screens.held_boards import HeldBoards

DUE = {"pledges": "pledge", "goals": "goal", "rectifications": "rectification", "livelihood": "livelihood"}
"""The boards whose rows have a day by which they are due, and what a row is."""
STILL_OPEN = (None, PledgeState.OPEN, GoalState.OPEN, RectificationState.OPEN)


def today_scene(held: HeldBoards) -> TodayScene:
    """The day as the boards have it now; the clock comes when it is shown."""
    competition = held.competition
    return TodayScene(
        timezone=competition.timezone,
        name=competition.name,
        name_en=competition.name_en or competition.name,
        ceremonies=held.programme.ceremonies,
        due=tuple(dict.fromkeys(_due(held))),
        first=tuple(_first(held)),
    )


def _due(held: HeldBoards) -> Iterator[DueToday]:
    """What is due today and still open: periods that end, then what units have promised, then notices."""
    day = "" if held.day is None else held.day.isoformat()
    for period in held.competition.periods:
        if period.end == day:
            yield DueToday(kind="period", name=period.name, name_en=period.name_en or period.name)
    for key in sorted(held.keys):
        kind = key.partition("/")[0]
        board: Board[Any] | None = held.board(key) if kind in DUE or kind == "stars" else None
        for row in () if board is None else board.words.rows:
            if kind == "stars" and row.notice_until == day and row.status == NomineeStatus.ON_NOTICE:
                yield DueToday(kind="notice", name=row.person, name_en=row.person_called("en"))
            elif kind in DUE and row.due == day and given(getattr(row, "state", None)) in STILL_OPEN:
                yield _named(DUE[kind], row)


def _named(kind: Any, row: Any) -> DueToday:
    """Whose it is; of a livelihood item what it is."""
    if isinstance(row, NamedUnit):
        return DueToday(kind=kind, name=row.name, name_en=row.name_en)
    return DueToday(kind=kind, name=row.said("title", "zh"), name_en=row.said("title", "en"))


def _first(held: HeldBoards) -> Iterator[NamedUnit]:
    """The units that nobody can overtake in the year any more."""
    for key in sorted(held.keys):
        board: Board[RangeBoard] | None = held.board(key) if key.startswith("range/") else None
        for row in () if board is None else board.words.rows:
            if row.clinched == 1:
                yield NamedUnit(
                    unit=row.unit,
                    name=row.name,
                    short_name=row.short_name,
                    short_name_en=row.short_name_en,
                    name_en=row.name_en,
                )
