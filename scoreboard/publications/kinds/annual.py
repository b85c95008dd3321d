"""The year's table: flags of each period, honours up to the cap, and who is vetoed (S20)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Literal

from scoreboard.enums import HonourState, Status
from scoreboard.locale import listed, say
from scoreboard.publications.board_words import ListedPart, PlacedUnit, PooledUnit
from scoreboard.publications.honour_levels import level_called
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, pool_column, same, value
from scoreboard.publications.names import InBothLanguages, named
from scoreboard.publications.public_year import has_begun, public_records
from scoreboard.publications.questions import Question, cut_rows
from scoreboard.publications.year import FOLLOWS, ToldPeriod, Year, YearBoard, points, year_of, year_words
from scoreboard.publications.year_bounds import bounds_of, told_prospect
from scoreboard.rules.annual import YearStanding
from scoreboard.rules.possible_places import Bounds
from scoreboard.store.public.facts import Facts
from scoreboard.wire import UNSET, UnsetType, given

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class HonourItem(PooledUnit):
    """An honour of a unit in the year, and what it counts."""

    title: str
    title_en: str | UnsetType = UNSET
    """Those in English are not set where nobody has written them."""
    level: str
    document: str
    document_en: str | UnsetType = UNSET
    awarded_on: str
    points: str
    counted: bool
    person: str = ""
    person_en: str | UnsetType = UNSET
    state: HonourState | UnsetType = UNSET
    """That it counts, or why not."""

    def title_called(self, lang: str) -> str:
        """What was awarded, in a language."""
        return named(self.title, given(self.title_en), lang)

    def document_called(self, lang: str) -> str:
        """What proves it, in a language."""
        return named(self.document, given(self.document_en), lang)

    def person_called(self, lang: str) -> str:
        """To whom of the unit it was awarded, in a language; empty for the unit itself."""
        return named(self.person, given(self.person_en), lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class VetoWords(InBothLanguages):
    """What a unit can be vetoed for."""

    id: str
    name: str
    name_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnualRow(PlacedUnit):
    """A unit's year: its flags by period (None for one that has none to give yet), honours, and what strikes it out.

    `clinched` is the place that it surely has, or a better one; `eliminated` says that it cannot be first any more.
    """

    flags: Mapping[str, int | None]
    flags_total: int
    honours: str
    total: str
    tied: bool
    vetoed_by: tuple[str, ...]
    status: Status
    clinched: int | None = None
    eliminated: bool = False

    @property
    def adds_up(self) -> bool:
        """Whether there is anything to add up, or to strike out."""
        return bool(self.flags_total or self.honours != "0" or self.vetoed_by)


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnualBoard(YearBoard):
    """The year's table."""

    board: Literal["annual"] = "annual"
    areas: int | UnsetType = UNSET
    """How many areas have a flag in the series; not told by boards of before that was."""
    honour_cap: str
    honour_levels: Mapping[str, str]
    honour_items: tuple[HonourItem, ...]
    veto_items: tuple[VetoWords, ...]
    rows: tuple[AnnualRow, ...]
    parts: tuple[ListedPart, ...] | UnsetType = UNSET
    """Which rows of a long board these are; only where a viewer holds a part of it."""

    @property
    def figure(self) -> tuple[tuple[str, str], ...]:
        """The year's sum in figures, each with the kind of its part: 9+1-1 where nine areas have a flag and there are
        honours and vetoes. Nothing where there is nothing beside the flags, or nobody says how many areas there are."""
        honours = any(Decimal(points) for points in self.honour_levels.values())
        beside = [*([("+1", "honours")] if honours else []), *([("-1", "vetoes")] if self.veto_items else [])]
        return ((str(self.areas), "flags"), *beside) if beside and self.areas is not UNSET else ()


def ask(question: Question) -> tuple[AnnualBoard | None, int]:
    """The year's table as the public knows it."""
    records = public_records(question.facts, question.day, question.upto)
    if records is None:
        return None, 0
    board = board_of(year_of(records))
    rows, total = cut_rows(board.rows, question.window)
    return replace(board, rows=rows), total


def inside(session: "Session", now: datetime) -> AnnualBoard | None:
    """The year's table with what is sealed; None for a competition without [annual]."""
    from scoreboard.publications.inside_year import records_on_file

    records = records_on_file(session, now)
    return None if records is None else board_of(year_of(records))


def board_of(year: Year) -> AnnualBoard:
    """The board of a year."""
    annual = year.records.settings
    return AnnualBoard(
        **year_words(year),
        areas=len(year.records.areas),
        honour_cap=annual["honour_cap"],
        honour_levels=annual["honours"],
        honour_items=tuple(_honour_items(year)),
        veto_items=tuple(
            VetoWords(id=item["id"], name=item["name"], name_en=item["name_en"] or item["name"])
            for item in annual["vetoes"]
        ),
        rows=tuple(_rows(year)) if year.begun else (),
    )


def _rows(year: Year) -> Iterator[AnnualRow]:
    found = bounds_of(year)
    for table in year.tables:
        ranked = sum(place.rank is not None for place in table)
        yield from (_row(year, place, found[place.unit], ranked) for place in table)


def _row(year: Year, place: YearStanding, bound: Bounds, ranked: int) -> AnnualRow:
    unit = year.unit(place.unit)
    return AnnualRow(
        rank=place.rank,
        pool=unit.pool,
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        flags=dict(place.flags),
        flags_total=place.flags_total,
        honours=points(place.honours),
        total=points(place.flags_total + place.honours),
        tied=place.tied,
        vetoed_by=place.vetoed_by,
        status=place.status,
        clinched=bound.clinched(ranked),
        eliminated=bound.eliminated,
    )


def _honour_items(year: Year) -> list[HonourItem]:
    found = []
    for row, item in year.honours:
        unit = year.unit(row.unit)
        found.append(
            HonourItem(
                pool=unit.pool,
                unit=unit.unit,
                name=unit.name,
                short_name=unit.short_name,
                short_name_en=unit.short_name_en,
                name_en=unit.name_en,
                title=row.title,
                title_en=row.english.get("title", UNSET),
                level=row.level,
                document=row.document,
                document_en=row.english.get("document", UNSET),
                awarded_on=row.awarded_on.isoformat(),
                points=points(item.points),
                counted=item.counted,
                person=row.person,
                person_en=row.english.get("person", UNSET),
                state=item.state,
            )
        )
    return found


FIELDS = fields_of(
    AnnualRow,
    *("rank", "pool", "unit", "name", "flags", "flags_total", "honours", "total", "tied", "vetoed_by", "status"),
    *("clinched", "eliminated"),
)


def _columns(board: AnnualBoard, lang: str) -> Sequence[Column[AnnualRow]]:
    names = {item.id: item.called(lang) for item in board.veto_items}

    def vetoes(row: AnnualRow, lang: str) -> str:
        if not row.vetoed_by:
            return ""
        items = listed((names.get(item, item) for item in row.vetoed_by), lang)
        return say("year.vetoed_by", lang, items=items)

    settled = [Column[AnnualRow]("year.column.prospect", told_prospect)] if board.is_moving else []
    return [
        *pool_column(board),
        value("cli.table.rank", lambda row: row.rank, "right"),
        THE_UNIT,
        *(_flags_of(period, lang) for period in board.periods),
        value("cli.table.flags", lambda row: row.flags_total, "right"),
        value("year.column.honours", lambda row: row.honours, "right"),
        value("cli.table.total", lambda row: row.total, "right"),
        *settled,
        Column("cli.table.status", vetoes),
    ]


def uncounted(board: AnnualBoard, lang: str) -> list[str]:
    """A line for each honour that does not count, with the reason."""
    return [
        say(
            "year.uncounted.line",
            lang,
            unit=item.called(lang),
            level=level_called(item.level, lang),
            title=" ".join(filter(None, (item.title_called(lang), item.person_called(lang)))),
            day=item.awarded_on,
            why=say(f"year.uncounted.{item.state}", lang),
        )
        for item in board.honour_items
        if not item.counted and item.state is not UNSET
    ]


def flags_in(period: ToldPeriod, row: AnnualRow, lang: str) -> str:
    """How many flags a unit held in a period, or why that is not told."""
    count = row.flags[period.id]
    if count is None:
        return say(f"year.period.{period.state}", lang)
    if not period.open:
        return str(count)
    return say("cli.table.at_least", lang, count=count) if count else say("cli.table.flags_open", lang)


def _flags_of(period: ToldPeriod, lang: str) -> Column[AnnualRow]:
    return Column(period.called(lang), partial(flags_in, period), "right", literal=True)


def _shown(board: AnnualBoard) -> AnnualBoard | None:
    """The units that have something to add up; the others would only fill pages."""
    rows = tuple(row for row in board.rows if row.adds_up)
    return replace(board, rows=rows) if rows else None


def _keys(facts: Facts) -> list[str]:
    return ["annual"] if has_begun(facts) or facts.touched("annual") is not None else []


KIND = Kind(
    Key.NOTHING,
    AnnualBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=FOLLOWS,
    keys=_keys,
    inside=inside,
    title="year.board.annual",
    shown=_shown,
    of_year=board_of,
)
