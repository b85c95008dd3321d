"""Which public board is meant by what a viewer says, and what is shown of it.

Stands on the public file alone, so that it serves every viewer: `show`, the hall display, terminals far away.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from scoreboard.errors import BadInput, Refused
from scoreboard.locale import Both
from scoreboard.publications.board_pages import PROOF, STAGED, BoardWish, page_of, paged, with_page_of
from scoreboard.publications.board_words import in_zone
from scoreboard.publications.commitments import seal_key
from scoreboard.publications.competition import CompetitionBoard, ContestSeries
from scoreboard.publications.kind import Key
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.kinds.stars import of_series
from scoreboard.publications.questions import ALL, Board, Edition, Window
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.shown import CeremonyStatus, NothingPublic, ShownBoard
from scoreboard.publications.unit_board import unit_board
from scoreboard.wire import UNSET

UNIT = "unit"
"""The board of one unit, which is none that is kept: it is asked from all others."""


def choose_series(competition: CompetitionBoard, wanted: str | None) -> ContestSeries:
    """The series of an id or name, or the only one. Raises BadInput where it is unknown or must be said."""
    every = competition.series
    allowed = ", ".join(series.id for series in every)
    if wanted is None:
        if len(every) == 1:
            return every[0]
        raise BadInput("unknown.which_series", allowed=allowed)
    for series in every:
        if wanted in (series.id, series.name):
            return series
    raise BadInput("unknown.series", series=wanted, allowed=allowed)


def choose_period(competition: CompetitionBoard, wanted: str) -> str:
    """The id of a period by id or name. Raises BadInput where it is unknown."""
    for period in competition.periods:
        if wanted in (period.id, period.name):
            return period.id
    allowed = ", ".join(period.id for period in competition.periods)
    raise BadInput("unknown.period", period=wanted, allowed=allowed)


def choose_area(series: ContestSeries, wanted: str) -> str:
    """The id of an area by id or name. Raises BadInput where the series has none such."""
    for area in series.areas:
        if wanted in (area.id, area.name):
            return area.id
    allowed = ", ".join(area.id for area in series.areas)
    raise BadInput("unknown.area", area=wanted, series=series.id, allowed=allowed)


def public_board(reader: PublicReader, wish: BoardWish) -> ShownBoard:
    """The board that is wished for: the newest, or the newest by `as_of`.

    Without a period it is the latest that is public. What is not public yet has no rows and revision 0. Raises
    BadInput for unknown ids.
    """
    competition = reader.competition()
    found = _asked(reader, competition, wish)
    return replace(found, called=_called(competition, found.words))


def _called(competition: CompetitionBoard, board: Any) -> dict[str, Both]:
    """What the series, the period and the area of a board are called that says no more than their ids."""
    series = next((one for one in competition.series if one.id == board.series), None)
    period = next((one for one in competition.periods if one.id == board.period), None)
    wanted = getattr(board, "area", None)
    area = next((one for one in (series.areas if series else ()) if wanted in (one.id, one.name)), None)
    found = (("series", series), ("period", period), ("area", area))
    return {name: Both(one.name, one.name_en or one.name) for name, one in found if one is not None}


def _asked(reader: PublicReader, competition: CompetitionBoard, wish: BoardWish) -> ShownBoard:
    """The board without the names of its series, period and area."""
    period = None if wish.period is None else choose_period(competition, wish.period)
    if wish.board in (UNIT, PROOF):
        return (_unit if wish.board == UNIT else _proof)(reader, competition, wish)
    if wish.board == STAGED:
        if wish.series is None and wish.area is None and (wish.ceremony is not None or len(competition.series) > 1):
            return _ceremony(reader, competition, wish, None, period)
        found = _series_with(competition, wish.series, period)
        if wish.area is not None:
            choose_area(found, wish.area)
        return _ceremony(reader, competition, wish, found.id, period)
    match kind_of(wish.board).key:
        case Key.NOTHING:
            series = None if wish.series is None else choose_series(competition, wish.series).id
            return _whole(reader, competition, wish, wish.board, series)
        case Key.SERIES:
            public = list(reader.keys(f"{wish.board}/", as_of=wish.as_of))
            if wish.series is None and len(public) < 2:
                return _whole(reader, competition, wish, public[0] if public else wish.board, None)
            series = choose_series(competition, wish.series).id
            return _whole(reader, competition, wish, f"{wish.board}/{series}", series)
        case Key.PERIOD:
            if wish.series is None:
                return _shown(reader, competition, wish, f"{wish.board}/", "", None, period)
            series = _series_with(competition, wish.series, period).id
            whole = _shown(reader, competition, replace(wish, page=None), f"{wish.board}/", "", series, period)
            named = of_series(whole.words, series) if whole.words.rows else whole.words
            return page_of(replace(whole, words=named), wish)
        case Key.CONTEST:
            found = _series_with(competition, wish.series, period)
            area = None if wish.area is None else choose_area(found, wish.area)
            prefix = f"{wish.board}/{found.id}/"
            if area is not None and not kind_of(wish.board).by_area:
                whole = _shown(reader, competition, replace(wish, page=None), prefix, "", found.id, period)
                return page_of(whole.with_rows(tuple(row for row in whole.words.rows if row.area == area)), wish)
            suffix = "" if area is None else f"/{area}"
            return _shown(reader, competition, wish, prefix, suffix, found.id, period)


def _series_with(competition: CompetitionBoard, wanted: str | None, period: str | None) -> ContestSeries:
    """The series that is wanted. Raises BadInput where it does not have the period."""
    series = choose_series(competition, wanted)
    if period is not None and period not in series.periods:
        raise BadInput("unknown.series_period", series=series.id, period=period)
    return series


def _whole(
    reader: PublicReader, competition: CompetitionBoard, wish: BoardWish, key: str, series: str | None
) -> ShownBoard:
    """A board that is about no single period."""
    return _found(reader, competition, wish, key, series, None)


def _shown(
    reader: PublicReader,
    competition: CompetitionBoard,
    wish: BoardWish,
    prefix: str,
    suffix: str,
    series: str | None,
    period: str | None,
) -> ShownBoard:
    if period is None:
        period = _latest_period(reader, competition, wish.as_of, prefix, suffix)
    if period is None:
        if wish.page is not None and wish.page.around is not None:
            reader.find_unit(wish.page.around)
            raise Refused("unknown.not_on_board", unit=wish.page.around)
        return paged(_empty(competition, wish, series, period), wish, 0)
    return _found(reader, competition, wish, f"{prefix}{period}{suffix}", series, period)


def _found(
    reader: PublicReader,
    competition: CompetitionBoard,
    wish: BoardWish,
    key: str,
    series: str | None,
    period: str | None,
) -> ShownBoard:
    """The board of a key, or the page of it that is wished for. Raises Refused for a unit that is not on it."""
    wish = with_page_of(reader, wish, key)
    window = ALL if wish.page is None else Window(wish.page.offset, wish.page.limit)
    board = reader.board(key, as_of=wish.as_of, window=window)
    if board is None:
        return paged(_empty(competition, wish, series, period), wish, 0)
    return paged(shown(board, competition.timezone), wish, board.total)


def _unit(reader: PublicReader, competition: CompetitionBoard, wish: BoardWish) -> ShownBoard:
    """All that is public of the unit that is wished for, its places a page at a time."""
    if wish.unit is None:
        raise BadInput("show.which_unit")
    unit = reader.find_unit(wish.unit)
    board = reader.unit(unit, as_of=wish.as_of)
    if board is None:
        nothing = unit_board(reader.units([unit])[0], competition.id)
        return page_of(ShownBoard(nothing, Edition(0, None)), wish)
    return page_of(shown(board, competition.timezone), wish)


def _proof(reader: PublicReader, competition: CompetitionBoard, wish: BoardWish) -> ShownBoard:
    """The proof of the ceremony that is wished for. Raises BadInput where no such one is public."""
    if wish.ceremony is None:
        raise BadInput("show.which_ceremony")
    board = reader.proof(wish.ceremony, as_of=wish.as_of)
    if board is None:
        known = ", ".join(key.partition("/")[2] for key in reader.keys(seal_key(""), as_of=wish.as_of))
        raise BadInput("show.no_proof", ceremony=wish.ceremony, sealed=known or "-")
    return shown(replace(board, words=board.words.in_zone(competition.timezone)), competition.timezone)


def _latest_period(
    reader: PublicReader, competition: CompetitionBoard, as_of: datetime | None, prefix: str, suffix: str
) -> str | None:
    keys = reader.keys(prefix, as_of=as_of)
    for period in reversed(competition.periods):
        if f"{prefix}{period.id}{suffix}" in keys:
            return period.id
    return None


def edition_of(board: Board[Any], zone: str) -> Edition:
    """Which revision a published board is, and since when, in the competition's zone."""
    return Edition(board.revision, None if board.published_at is None else in_zone(board.published_at, zone))


def shown(board: Board[Any], zone: str) -> ShownBoard:
    """A published board as it is shown, its time in the competition's zone."""
    return ShownBoard(board.words, edition_of(board, zone))


def _empty(competition: CompetitionBoard, wish: BoardWish, series: str | None, period: str | None) -> ShownBoard:
    area = wish.area if wish.board == "ranking" else UNSET
    nothing = NothingPublic(board=wish.board, competition=competition.id, series=series, period=period, area=area)
    return ShownBoard(nothing)


def _ceremony(
    reader: PublicReader, competition: CompetitionBoard, wish: BoardWish, series: str | None, period: str | None
) -> ShownBoard:
    """The public status of the last ceremony on the stage, or of the one that is wished for, of a series and a period
    if given: never how many steps follow."""
    step = reader.stage(series=series, period=period, ceremony=wish.ceremony, as_of=wish.as_of)
    if step is None and wish.ceremony is not None:
        raise BadInput("show.no_stage", ceremony=wish.ceremony)
    status = CeremonyStatus(
        competition=competition.id,
        series=series if step is None else step.series,
        period=period if step is None else step.period,
        revision=0 if step is None else step.sequence,
        published_at=None if step is None else in_zone(step.at, competition.timezone),
        ceremony=None if step is None else step.ceremony,
        sequence=0 if step is None else step.sequence,
        cue=None if step is None else step.cue or None,
        step=None if step is None else step.step or None,
        covered=step is not None and step.covered,
        rehearsal=step is not None and step.rehearsal,
        revealed=() if step is None else tuple(step.scene["revealed"]),
    )
    return ShownBoard(status)
