"""Boards as headings, tables and sentences in a language, for whoever prints them: a terminal, or a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from scoreboard.enums import Outcome
from scoreboard.locale import listed, say
from scoreboard.publications.board_about import UnitPlace
from scoreboard.publications.board_words import ContestBoard
from scoreboard.publications.countback_words import told_first_places, told_set_apart
from scoreboard.publications.days import told_day
from scoreboard.publications.freezing import clock_time
from scoreboard.publications.kind import THE_UNIT, Column, names_in_line, value
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.kinds.annual import AnnualBoard, uncounted
from scoreboard.publications.kinds.range import RangeBoard
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.kinds.stars import StarsBoard, told_decisions
from scoreboard.publications.names import named
from scoreboard.publications.pools import pool_label
from scoreboard.publications.shown import CeremonyStatus, NothingPublic, ShownBoard
from scoreboard.publications.targets import UnitTarget, told_target
from scoreboard.publications.unit_board import UnitBoard, UnitStar
from scoreboard.publications.unit_flags import UnitFlag
from scoreboard.wire import UNSET, given


@dataclass(frozen=True)
class TabledHeading:
    """What stands over what follows."""

    text: str


@dataclass(frozen=True)
class TabledLine:
    """A sentence beside the tables."""

    text: str


@dataclass(frozen=True)
class TabledRows:
    """A table: the headings of its columns, at which side their cells stand, and the cells row by row."""

    headings: tuple[str, ...]
    sides: tuple[Literal["left", "right"], ...]
    rows: tuple[tuple[str, ...], ...]
    subject: int = 0
    """The column that says what a row is about."""
    units: tuple[str | None, ...] = ()
    """Of each row the id of the unit that it is about, where that column names one."""


Tabled = TabledHeading | TabledLine | TabledRows


def tabled(shown: ShownBoard, lang: str) -> Iterator[Tabled]:
    """A board in `lang`, from its top to its foot; names stand as they are, whatever they hold."""
    board = shown.words
    if isinstance(board, CeremonyStatus):
        yield TabledLine(_ceremony(board, lang))
        return
    if isinstance(board, UnitBoard):
        yield from _tabled_unit(shown, board, lang)
        return
    kind = kind_of(shown.name)
    if heading := _heading(shown, kind.title, lang):
        yield TabledHeading(heading)
    if not board.rows:
        empty = say("cli.table.no_rows", lang, total=shown.page.total) if shown.page and shown.page.total else ""
        nothing = "cli.table.nothing"
        if kind.empty is not None and not isinstance(board, NothingPublic):
            nothing = kind.empty(board)
        yield TabledLine(empty or say(nothing, lang))
        return
    yield _rows(kind.columns(board, lang), board.rows, lang)
    yield from map(TabledLine, _told_under(shown, lang))


def _told_under(shown: ShownBoard, lang: str) -> Iterator[str]:
    """What is said under a board's table."""
    board, kind = shown.words, kind_of(shown.name)
    yield from (*_pages(shown, lang), *_parts(board, lang), *(kind.sums(board, lang) if kind.sums else ()))
    if isinstance(board, RankingBoard):
        yield from _told_of_order(board, lang)
    if isinstance(board, AnnualBoard):
        yield from (*([say("year.closed", lang)] if board.state == "closed" else []), *uncounted(board, lang))
    if isinstance(board, StarsBoard) and (note := told_decisions(board.rows, lang)):
        yield note
    if kind.note:
        yield say(kind.note, lang)


def _told_of_order(board: RankingBoard, lang: str) -> Iterator[str]:
    """That rounding hides an order, what sets apart who has as much as another, and that a climb goes on."""
    if board.open_flags is not UNSET:
        yield say("cli.table.open_flags", lang, count=board.open_flags)
    elif board.unrounded:
        yield say("cli.table.unrounded", lang)
    if board.has_fewer_scores:
        yield say("cli.table.fewer_scores", lang)
    if note := told_set_apart((given(row.countback) for row in board.rows), lang):
        yield note
    if note := told_first_places((given(row.decision) for row in board.rows), lang):
        yield note
    if climbing := given(board.climbing):
        pools = listed((pool_label(board.pools, pool, lang) for pool in climbing if pool), lang)
        yield say("cli.table.climbing_pools", lang, pools=pools) if pools else say("cli.table.climbing", lang)


def _rows(columns: Sequence[Column[Any]], rows: Sequence[Any], lang: str) -> TabledRows:
    headings = (column.heading if column.literal else say(column.heading, lang) for column in columns)
    cells = (tuple(column.cell(row, lang) for column in columns) for row in rows)
    named_at = next((at for at, column in enumerate(columns) if column is THE_UNIT), None)
    units = () if named_at is None else tuple(row.unit for row in rows)
    sides = tuple(column.justify for column in columns)
    return TabledRows(tuple(headings), sides, tuple(cells), named_at or 0, units)


def _pages(shown: ShownBoard, lang: str) -> Iterator[str]:
    """Which rows of how many are printed, of a page."""
    if page := shown.page:
        last = page.offset + len(shown.words.rows)
        yield say("cli.table.rows", lang, first=page.offset + 1, last=last, total=f"{page.total:,}")


def _parts(board: object, lang: str) -> Iterator[str]:
    """Which rows of how many are printed, of a long board's beginning."""
    if not isinstance(board, RankingBoard | AnnualBoard | RangeBoard):
        return
    for part in given(board.parts) or ():
        pool = pool_label(board.pools, part.pool, lang)
        count = sum(part.pool in (None, row.pool) for row in board.rows)
        said = say("cli.table.rows", lang, first=part.first, last=part.first + count - 1, total=f"{part.total:,}")
        yield f"{pool}: {said}" if pool else said


def _tabled_unit(shown: ShownBoard, board: UnitBoard, lang: str) -> Iterator[Tabled]:
    """All that is public of a unit, under its name."""
    yield TabledHeading(board.called(lang))
    if ended := given(board.ended_on):
        yield TabledLine(say("cli.table.ended_on", lang, day=told_day(ended, lang)))
    parts: list[tuple[str, Sequence[Column[Any]], Sequence[Any]]] = [
        ("held", _of_pools(UNIT_FLAGS, board.flags), board.flags),
        ("former", _of_pools(UNIT_FORMER, board.former_flags), board.former_flags),
        ("targets", UNIT_TARGETS, board.targets),
        ("places", _of_pools(UNIT_PLACES, board.rows), board.rows),
        ("stars", [_period_of(board), *_but_unit("stars", lang)], board.stars),
        ("pledges", _but_unit("pledges", lang), board.pledges),
        ("goals", _but_unit("goals", lang), board.goals),
        ("rectifications", _but_unit("rectifications", lang, board), board.rectifications),
    ]
    for name, columns, rows in parts:
        title = say(f"cli.table.{name}", lang)
        if not rows and name in ("former", "targets", "goals", "rectifications"):
            continue
        if not rows:
            none = "untold" if name == "held" and not board.flags_told else "none"
            yield TabledLine(f"{title}: {say(f'cli.table.{none}', lang)}")
            continue
        yield TabledHeading(title)
        yield _rows(columns, rows, lang)
        if name == "places":
            yield from map(TabledLine, _pages(shown, lang))


def _but_unit(kind: str, lang: str, board: UnitBoard | None = None) -> Sequence[Column[Any]]:
    return [column for column in kind_of(kind).columns(board, lang) if column is not THE_UNIT]


def _period_of(board: UnitBoard) -> Column[UnitStar]:
    """The column of the periods in which its people stood for stars."""
    names = given(board.periods) or {}

    def period(row: UnitStar, lang: str) -> str:
        found = names.get(row.period)
        return row.period if found is None else named(found.name, found.name_en, lang)

    return Column("cli.table.period", period)


UnitRow = UnitFlag | UnitPlace


def _of_pools(columns: Sequence[Column[Any]], rows: Sequence[UnitRow]) -> Sequence[Column[Any]]:
    """The columns, with one for the pool behind the area where a row names it."""
    if not any(row.pool_name for row in rows):
        return columns
    after = columns.index(_AREA) + 1
    return (*columns[:after], _POOL, *columns[after:])


def _pool(row: UnitRow, lang: str) -> str:
    return named(given(row.pool_name) or "", given(row.pool_name_en), lang) or "-"


def _stands(row: UnitPlace, lang: str) -> str:
    """As what a unit is listed, and since when that ranking takes no more results."""
    frozen = given(row.frozen_since)
    said = [say("cli.table.frozen", lang, at=clock_time(frozen))] if frozen else []
    return " · ".join([say(f"cli.status.{row.listed_as}", lang), *said])


def _now(row: UnitFlag, lang: str) -> str:
    return names_in_line(given(row.now) or (), lang) or say("cli.table.vacant", lang)


_SERIES: Column[UnitRow] = Column(
    "cli.table.series", lambda row, lang: named(row.series_name, row.series_name_en, lang)
)
_PERIOD: Column[UnitRow] = Column(
    "cli.table.period", lambda row, lang: named(row.period_name, row.period_name_en, lang) or "-"
)
_AREA: Column[UnitRow] = Column(
    "cli.table.area", lambda row, lang: row.area_called(lang) or say("cli.table.total", lang)
)
_POOL: Column[UnitRow] = Column("cli.table.pool", _pool)
_AWARDED: Column[UnitFlag] = value("cli.table.awarded_on", lambda row: row.awarded_on)
_DEFENCES: Column[UnitFlag] = Column(
    "cli.table.defences", lambda row, _lang: "" if row.outcome == Outcome.OPEN else str(row.defences), "right"
)
UNIT_FLAGS: Sequence[Column[UnitFlag]] = (_SERIES, _AREA, _PERIOD, _AWARDED, _DEFENCES)
UNIT_FORMER: Sequence[Column[UnitFlag]] = (_SERIES, _AREA, _PERIOD, _AWARDED, Column("cli.table.now", _now))
UNIT_TARGETS: Sequence[Column[UnitTarget]] = (
    Column("cli.table.series", lambda row, lang: named(row.series_name, row.series_name_en, lang)),
    Column("cli.table.area", lambda row, lang: row.area_called(lang)),
    Column("cli.table.period", lambda row, lang: row.period_called(lang)),
    value("cli.table.rank", lambda row: row.rank, "right"),
    value("cli.table.score", lambda row: row.score, "right"),
    Column("cli.table.off", told_target),
    Column("cli.table.now", lambda row, lang: names_in_line(row.holders, lang) or "-"),
)
UNIT_PLACES: Sequence[Column[UnitPlace]] = (
    _SERIES,
    _PERIOD,
    _AREA,
    value("cli.table.rank", lambda row: row.rank, "right"),
    value("cli.table.score", lambda row: row.score, "right"),
    Column("cli.table.status", lambda row, lang: _stands(row, lang)),
    Column("cli.table.holds", lambda row, _lang: "★" if row.holds else ""),
)


@runtime_checkable
class NamesSeries(Protocol):
    """A board that names its series."""

    series_name: str
    series_name_en: str


@runtime_checkable
class NamesPeriod(Protocol):
    """A board that names its period."""

    period_name: str
    period_name_en: str


def _heading(shown: ShownBoard, title: str, lang: str) -> str:
    board = shown.words
    parts = [
        named(board.series_name, board.series_name_en, lang)
        if isinstance(board, NamesSeries)
        else _called(shown, "series", lang),
        named(board.period_name, board.period_name_en, lang)
        if isinstance(board, NamesPeriod)
        else _called(shown, "period", lang),
        board.area_called(lang) if isinstance(board, RankingBoard) else "",
        _called(shown, "area", lang) if isinstance(board, NothingPublic) else "",
        say(title, lang) if title else "",
    ]
    if isinstance(board, ContestBoard):
        if frozen := given(board.frozen_since):
            parts.append(_frozen(board, clock_time(frozen), lang))
        if reopened := given(board.reopened):
            parts.append(say("cli.table.reopened", lang, at=clock_time(reopened.at), reason=reopened.reason))
    if shown.edition and shown.edition.revision:
        parts.append(say("cli.table.revision", lang, revision=shown.edition.revision))
    return " · ".join(part for part in parts if part)


def _called(shown: ShownBoard, part: str, lang: str) -> str:
    """The name of a board's series, period or area; its id where the board comes without that."""
    name = shown.called.get(part)
    return name.said(lang) if name else given(getattr(shown.words, part)) or ""


def _frozen(board: ContestBoard, at: str, lang: str) -> str:
    """Since when a board takes no more results; where only some of its pools are frozen, which ones."""
    said = say("cli.table.frozen", lang, at=at)
    pools = (given(board.frozen_pools) or ()) if isinstance(board, RankingBoard) else ()
    rows = board.rows if isinstance(board, RankingBoard) else ()
    if not pools or "" in pools or all(row.pool in pools for row in rows):
        return said
    labels = listed((pool_label(board.pools, pool, lang) for pool in pools), lang)
    return say("cli.table.frozen_pools", lang, pools=labels, at=at)


def _ceremony(status: CeremonyStatus, lang: str) -> str:
    if not status.sequence:
        return say("cli.table.no_ceremony", lang)
    states = (("rehearsal", status.rehearsal), ("covered", status.covered))
    return say(
        "cli.table.ceremony",
        lang,
        ceremony=status.ceremony,
        sequence=status.sequence,
        cue=status.cue,
        step=status.step,
        covered="".join(say(f"cli.table.{state}", lang) for state, so in states if so),
        revealed=", ".join(status.revealed) or "-",
    )
