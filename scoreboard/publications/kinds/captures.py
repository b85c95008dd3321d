"""Who has captured the most flags of a series so far (夺旗榜), from public facts alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from scoreboard.enums import Ranking
from scoreboard.facts import FactKind
from scoreboard.locale import listed
from scoreboard.publications.board_words import PlacedUnit, area_words, unit_words
from scoreboard.publications.flag_row import lost_in
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, pool_column, same, value
from scoreboard.publications.names import CarriesFlag, named
from scoreboard.publications.pools import PoolWords, pools_apart
from scoreboard.publications.questions import Question, cut_rows
from scoreboard.rules.captures import KnownTerm, capturers
from scoreboard.store.public.contests import areas_of, members_of
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, UnsetType


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenFlag(CarriesFlag):
    """A flag that a unit captured, and in which period."""

    period: str
    period_name: str
    period_name_en: str
    area: str
    area_name: str
    area_name_en: str
    flag: str
    flag_en: str | UnsetType = UNSET
    flag_pool: str | None

    def called(self, lang: str) -> str:
        """The period and the area in a language."""
        period = named(self.period_name, self.period_name_en, lang)
        return f"{period} {self.area_called(lang)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class CapturesRow(PlacedUnit):
    """How many flags a unit has captured, and which."""

    captures: int
    taken: tuple[TakenFlag, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CapturesBoard:
    """Every unit that has captured a flag of a series, who took most first."""

    board: Literal["captures"] = "captures"
    competition: str
    series: str
    series_name: str
    series_name_en: str
    period: None = None
    ranking: Ranking
    pools: tuple[PoolWords, ...] | UnsetType = UNSET
    open: int
    """How many flags there are of which it is not known who has them."""
    rows: tuple[CapturesRow, ...]


@dataclass(frozen=True)
class Capture:
    """One flag that was taken in a period."""

    period: str
    area: str
    pool: str


def ask(question: Question) -> tuple[CapturesBoard, int]:
    """Every unit that has captured a flag, who took most first; those who took as many share a place."""
    (series,) = question.parts
    words = question.document(FactKind.SERIES, series)
    areas = areas_of(question.facts, series, question.upto)
    flags = _flags(question.documents(FactKind.FLAG, f"{series}/"), words["periods"])
    taken: dict[str, list[Capture]] = {}
    for (area, pool), terms in sorted(flags.items(), key=lambda flag: (list(areas).index(flag[0][0]), flag[0][1])):
        for period, unit in capturers(terms):
            taken.setdefault(unit, []).append(Capture(period, area, pool))
    rows, total = cut_rows(_rows(question, series, words, areas, taken), question.window)
    board = CapturesBoard(
        competition=question.document(FactKind.COMPETITION)["id"],
        series=series,
        series_name=words["name"],
        series_name_en=words["name_en"],
        ranking=Ranking(words["ranking"]),
        pools=pools_apart(words, words["ranking"]),
        open=sum(not term.settled for terms in flags.values() for term in terms),
        rows=rows,
    )
    return board, total


def _flags(terms: Mapping[str, Document], periods: Sequence[str]) -> dict[tuple[str, str], list[KnownTerm]]:
    """The known terms of each flag, by area and pool, in contest order."""
    found: dict[tuple[str, str], list[KnownTerm]] = {}
    keys = [(key.split("/"), term) for key, term in terms.items()]
    for (_series, period, area, pool), term in sorted(keys, key=lambda one: periods.index(one[0][1])):
        held, lost = [*term["holders"], *term["ended"]], lost_in(term)
        margin = None if term["margin"] is None else Decimal(term["margin"])
        decided = term["reason"] not in (None, *_reasons_of_losses(term))
        known = KnownTerm(period, held, term["previous"], term["outcome"], term["settled"], margin, lost, decided)
        found.setdefault((area, pool), []).append(known)
    return found


def _reasons_of_losses(term: Document) -> list[str | None]:
    """Why units have lost a flag without its being given to others: a decision that moves it is why those have it."""
    return [one["reason"] for one in term.get("lost", ()) if one["kind"] != "moved"]


def _rows(
    question: Question,
    series: str,
    words: Document,
    areas: Mapping[str, Document],
    taken: Mapping[str, Sequence[Capture]],
) -> list[CapturesRow]:
    last = question.document(FactKind.PERIOD, words["periods"][-1])
    units = unit_words(question.facts, sorted(taken), min(question.day, date.fromisoformat(last["end"])), question.upto)
    numbers = question.facts.unit_numbers(taken)
    members = members_of(question.facts, series, numbers.values())
    apart = words["ranking"] == Ranking.BY_POOL
    known = [(members[numbers[unit]], units[unit], found) for unit, found in taken.items()]
    rows = []
    for member, unit, found in sorted(known, key=lambda one: (-len(one[2]), one[0].position, one[1].unit)):
        better = sum(len(other) > len(found) for of, _, other in known if not apart or of.pool == member.pool)
        row = CapturesRow(
            rank=better + 1,
            pool=member.pool,
            unit=unit.unit,
            name=unit.name,
            short_name=unit.short_name,
            short_name_en=unit.short_name_en,
            name_en=unit.name_en,
            captures=len(found),
            taken=tuple(_taken(question, one, areas) for one in found),
        )
        rows.append(row)
    if apart:
        rows.sort(key=lambda row: list(words["pools"]).index(row.pool))
    return rows


def _taken(question: Question, capture: Capture, areas: Mapping[str, Document]) -> TakenFlag:
    period, area = question.document(FactKind.PERIOD, capture.period), area_words(capture.area, areas[capture.area])
    return TakenFlag(
        period=capture.period,
        period_name=period["name"],
        period_name_en=period["name_en"],
        area=area.area,
        area_name=area.area_name,
        area_name_en=area.area_name_en,
        flag=area.flag,
        flag_en=area.flag_en,
        flag_pool=capture.pool or None,
    )


FIELDS = fields_of(CapturesRow, "rank", "pool", "unit", "name", "captures")


def _columns(board: CapturesBoard, _lang: str) -> Sequence[Column[CapturesRow]]:
    return [
        *pool_column(board),
        value("cli.table.rank", lambda row: row.rank, "right"),
        THE_UNIT,
        value("year.column.captures", lambda row: row.captures, "right"),
        Column("year.column.captured", lambda row, lang: listed((one.called(lang) for one in row.taken), lang)),
    ]


def _shown(board: CapturesBoard) -> CapturesBoard | None:
    return board if board.rows else None


KIND = Kind(
    Key.SERIES,
    CapturesBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.UNIT,),
    keys=lambda facts: list(facts.boards("captures/")),
    follows_in_series=(FactKind.FLAG, FactKind.SERIES, FactKind.AREA),
    title="year.board.captures",
    shown=_shown,
    note="year.captures.note",
    empty=lambda board: "hall.captures.unknown" if board.open else "hall.captures.nobody",
)
