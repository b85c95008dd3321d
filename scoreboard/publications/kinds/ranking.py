"""An area's ranking, or without an area the overall table of a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypedDict, Unpack

from scoreboard.enums import Status, TableOrder
from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.board_words import (
    ContestBoard,
    ListedPart,
    NamedUnit,
    PlacedUnit,
    area_words,
    contest_words,
    in_zone,
    name_on,
)
from scoreboard.publications.corrections import ToldCorrection
from scoreboard.publications.countback_words import SetApart, set_apart_words
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, pool_column, value
from scoreboard.publications.listed_units import Listed, ListedGroup
from scoreboard.publications.names import named
from scoreboard.publications.questions import Question, Window
from scoreboard.publications.rankings import about, climbs_in, frozen_in, groups_of, ranks_before
from scoreboard.rules.overall import Overall
from scoreboard.rules.overall import hides_order as hides_order_overall
from scoreboard.rules.ranking import Standing, displayed, exact, hides_order
from scoreboard.store.public.contests import areas_of, open_flags
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, UnsetType, from_json, given


@dataclass(frozen=True, kw_only=True, slots=True)
class RankingRow(PlacedUnit):
    """A unit in its place, in an area or in the overall table."""

    score: str | None
    """With the series' decimals; of the overall table the weighted total."""
    score_exact: str | None
    tied: bool
    status: Status
    change: int | None
    """Places up since the period before; None where there is nothing to compare."""
    flags: int | UnsetType = UNSET
    """How many it is known to hold; in the overall table alone."""
    flags_at_least: int | UnsetType = UNSET
    """The same number where more may come to light."""
    scored_in: int | UnsetType = UNSET
    """In how many areas it has a score; in the overall table alone."""
    correction: ToldCorrection | UnsetType = UNSET
    """The last correction of its score, in an area's ranking."""
    countback: SetApart | UnsetType = UNSET
    """By what it is set apart from those with whom it shares a place by its score."""
    decision: str | UnsetType = UNSET
    """Why it was decided that it is first of those who tie for that place; in an area's ranking."""
    guest: bool | UnsetType = UNSET
    """Whether it is ranked out of competition: its score is told, and gives it no place."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said of it here: neither a score nor a veto, nor why it has none; or it is a guest's."""
        return self.status == Status.MISSING or (bool(given(self.guest)) and self.score is None)


@dataclass(frozen=True, kw_only=True, slots=True)
class RankingBoard(ContestBoard):
    """The ranking of one area, or the overall table, whose area is None."""

    board: Literal["ranking"] = "ranking"
    area: str | None
    area_name: str | UnsetType = UNSET
    area_name_en: str | UnsetType = UNSET
    flag: str | UnsetType = UNSET
    flag_en: str | UnsetType = UNSET
    order: TableOrder | UnsetType = UNSET
    """What an overall table goes by, where that is not flags and then the total."""
    open_flags: int | UnsetType = UNSET
    """How many flags of the period nobody may say yet who holds, where an overall table waits for them."""
    unrounded: bool
    """Whether rounding hides the order of units that are listed together."""
    frozen_pools: tuple[str, ...] | UnsetType = UNSET
    """The pools whose rows are as the freeze left them, for what came later is not revealed; one empty name for all."""
    climbing: tuple[str, ...] | UnsetType = UNSET
    """The pools of which a ceremony has shown these rows so far, from the bottom; one empty name for all."""
    rows: tuple[RankingRow, ...]
    parts: tuple[ListedPart, ...] | UnsetType = UNSET
    """Which rows of a long board these are; only where a viewer holds a part of it."""

    @property
    def has_fewer_scores(self) -> bool:
        """Whether a unit that the overall table ranks has scores in fewer areas than another, which costs it points."""
        counted = {given(row.scored_in) for row in self.rows if row.status == Status.RANKED} - {None}
        return self.area is None and len(counted) > 1

    def is_frozen(self, pool: str) -> bool:
        """Whether the rows of a pool are as the freeze left them, after the contest has been closed."""
        frozen = given(self.frozen_pools) or ()
        return pool in frozen or "" in frozen

    def is_climbing(self, pool: str) -> bool:
        """Whether no more of the rows of a pool is listed than a climb has shown so far."""
        climbing = given(self.climbing) or ()
        return pool in climbing or "" in climbing

    def announces(self, pool: str) -> bool:
        """Whether it lists the final results of a flag's pool; an empty name is all of them."""
        final = not self.live and not self.is_frozen(pool) and not self.is_climbing(pool)
        return final and any(pool in ("", row.pool) for row in self.rows)

    def area_called(self, lang: str) -> str:
        """What the area is called in a language; empty for the overall table."""
        return named(given(self.area_name) or self.area or "", given(self.area_name_en), lang)


def ask(question: Question) -> tuple[RankingBoard, int]:
    """The rows of a ranking that are wanted, with its words, and how many rows it has."""
    series, period, area = about(question.board)
    window = question.window
    groups = [
        group
        for pool, group in groups_of(question.facts, question.board, newest=question.newest)
        if window.pool in (None, pool)
    ]
    listed, total = _window(groups, window.offset, window.limit)
    contest = question.document(FactKind.CONTEST, f"{series}/{period}")
    order = TableOrder(contest.get("order", TableOrder.FLAGS))
    frozen = frozen_of(question, contest)
    about_contest = contest_words(question, series, period)
    words = None if area is None else area_words(area, question.document(FactKind.AREA, f"{series}/{area}"))
    waiting = _waiting(question, contest)
    board = RankingBoard(
        **about_contest,
        frozen_since=frozen.since,
        frozen_pools=frozen.pools,
        climbing=tuple(climbs_in(question.facts, question.board) if contest["closed"] else ()) or UNSET,
        area=words.area if words else None,
        area_name=words.area_name if words else UNSET,
        area_name_en=words.area_name_en if words else UNSET,
        flag=words.flag if words else UNSET,
        flag_en=words.flag_en if words else UNSET,
        order=told_order(order) if area is None else UNSET,
        open_flags=sum(waiting.values()) or UNSET,
        unrounded=_unrounded(listed, contest["decimals"], order, overall=area is None),
        rows=tuple(_rows(question, listed, contest, waiting)),
    )
    return board, total


def _waiting(question: Question, contest: Document) -> Mapping[str, int]:
    """How many flags an overall table waits for, because nobody may say yet who holds them, by pool."""
    series, period, area = about(question.board)
    return open_flags(question.facts, series, period, question.upto) if area is None and contest["closed"] else {}


def told_flags(row: RankingRow, lang: str) -> str:
    """How many flags a unit holds in an overall table, or how many at least."""
    least = given(row.flags_at_least)
    if least is None:
        return str(given(row.flags))
    return say("cli.table.at_least", lang, count=least) if least else say("cli.table.flags_open", lang)


class Frozen(NamedTuple):
    """From when on nothing was added to what is told of a closed contest, in the competition's zone, in which pools."""

    since: str | UnsetType = UNSET
    pools: tuple[str, ...] | UnsetType = UNSET


def frozen_of(question: Question, contest: Document) -> Frozen:
    """Since when an area's ranking stands as the freeze left it; nothing of a contest that is not closed."""
    pools = tuple(frozen_in(question.facts, question.board)) if contest.get("closed") else ()
    freeze = contest.get("freeze")
    if not pools or freeze is None:
        return Frozen(pools=pools or UNSET)
    return Frozen(in_zone(freeze, question.document(FactKind.COMPETITION)["timezone"]), pools)


def told_order(order: str) -> TableOrder | UnsetType:
    """What an overall table says of its order."""
    return UNSET if order == TableOrder.FLAGS else TableOrder(order)


def ask_rows(question: Question, units: Sequence[str]) -> dict[str, RankingRow]:
    """The rows of these units in a ranking, by unit; of those that it lists."""
    printed = question.facts.print_of(question.board)
    if printed is not None:
        wanted = set(units)
        return {row.unit: row for row in from_json(RankingBoard, printed).rows if row.unit in wanted}
    numbers = list(question.facts.unit_numbers(units).values())
    listed: dict[int, Listed] = {}
    for _pool, group in groups_of(question.facts, question.board, newest=question.newest):
        listed.update(group.listed_of(numbers))
    series, period, _area = about(question.board)
    contest = question.document(FactKind.CONTEST, f"{series}/{period}")
    return {row.unit: row for row in _rows(question, list(listed.values()), contest, _waiting(question, contest))}


def first_of(question: Question, key: str, pool: str) -> RankingRow | None:
    """The first row of a pool's ranking, as it is known where another board is asked for; None where it has none."""
    board = question.facts.touched(key, None if question.newest else question.upto)
    if board is None:
        return None
    printed = question.facts.print_of(board)
    if printed is not None:
        rows = [row for row in from_json(RankingBoard, printed).rows if pool in ("", row.pool)]
    else:
        window = Window(0, 1, pool or None)
        rows = [*ask(Question(question.facts, board, newest=question.newest, window=window))[0].rows]
    return next(iter(rows), None)


def _rows(
    question: Question, listed: Sequence[Listed], contest: Document, waiting: Mapping[str, int]
) -> list[RankingRow]:
    """Units in their places as the rows of a ranking."""
    series, period, area = about(question.board)
    decimals = contest["decimals"]
    apart = any(one.standing.shared_rank is not None for one in listed)
    areas = areas_of(question.facts, series, question.upto) if apart else {}
    ids = question.facts.unit_ids(one.unit for one in listed)
    day = question.naming_day(question.document(FactKind.PERIOD, period), running=not contest["closed"])
    units = question.facts.documents_of(FactKind.UNIT, ids.values(), question.upto)
    before = ranks_before(question.facts, series, period, area, [one.unit for one in listed], question.upto)
    corrected = {} if area is None else question.documents(FactKind.CORRECTION, f"{series}/{period}/{area}/")
    because = {} if area is None else contest.get("decided_because", {}).get(area, {})
    rows = []
    for one in listed:
        unit, standing = ids[one.unit], one.standing
        words, more = units[unit], More()
        if standing.shared_rank is not None:
            more["countback"] = set_apart_words(standing, areas, _reason(contest, area or "", unit))
        if area is None:
            more["flags"], more["scored_in"] = one.flags, one.scored_in
        elif (correction := corrected.get(f"{series}/{period}/{area}/{unit}")) is not None:
            more["correction"] = from_json(ToldCorrection, correction["told"])
        if unit in because:
            more["decision"] = str(because[unit])
        named_unit = NamedUnit(unit=unit, **name_on(words, day))
        row = ranking_row(standing, named_unit, words["pool"], decimals, before.get(one.unit), **more)
        rows.append(left_open(row, one.pool, waiting))
    return rows


def _reason(contest: Document, area: str, unit: str) -> str | None:
    """Why somebody has decided a unit's place, as the contest's fact says."""
    orders = contest.get("placed", {}).get(area, ())
    return next((str(one["reason"]) for one in reversed(orders) if unit in one["units"]), None)


def left_open(row: RankingRow, pool: str, waiting: Mapping[str, int]) -> RankingRow:
    """A row that says so while flags of its pool wait: it may hold more than are told. `waiting` counts those flags by
    pool, empty for all."""
    if not waiting.get(pool) or row.status is not Status.RANKED:
        return row
    return replace(row, flags_at_least=given(row.flags) or 0)


class More(TypedDict, total=False):
    """What a row says only where there is something to say."""

    flags: int
    scored_in: int
    correction: ToldCorrection | UnsetType
    countback: SetApart | UnsetType
    decision: str | UnsetType


def ranking_row(
    standing: Standing, unit: NamedUnit, pool: str, decimals: int, before: int | None, **more: Unpack[More]
) -> RankingRow:
    """One unit's place as `show ranking` prints it; `before` is its rank in the period before.

    A long ranking has thousands of rows, so each is made once, whole.
    """
    score, rank = standing.score, standing.rank
    return RankingRow(
        rank=rank,
        pool=pool,
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        score=None if score is None else displayed(score, decimals),
        score_exact=None if score is None else exact(score, decimals),
        tied=standing.tied,
        status=standing.status,
        change=None if before is None or rank is None else before - rank,
        guest=True if standing.guest else UNSET,
        **more,
    )


def _window(groups: Sequence[ListedGroup], offset: int, limit: int | None) -> tuple[list[Listed], int]:
    listed: list[Listed] = []
    begin = 0
    for group in groups:
        count = group.total
        left = None if limit is None else limit - len(listed)
        if (left is None or left > 0) and offset < begin + count:
            listed += group.window(max(0, offset - begin), left)
        begin += count
    return listed, begin


def _unrounded(listed: Sequence[Listed], decimals: int, order: str, *, overall: bool) -> bool:
    """Whether rounding hides the order of units that are listed together."""
    pools: Mapping[str, list[Listed]] = _by_pool(listed)
    if not overall:
        return any(hides_order((one.standing for one in group), decimals) for group in pools.values())
    return any(
        hides_order_overall(
            (
                Overall("", one.standing.rank, one.standing.score, one.standing.tied, one.standing.status, one.flags)
                for one in group
            ),
            decimals,
            order,
        )
        for group in pools.values()
    )


def _by_pool(listed: Sequence[Listed]) -> Mapping[str, list[Listed]]:
    pools: dict[str, list[Listed]] = {}
    for one in listed:
        pools.setdefault(one.pool, []).append(one)
    return pools


PLACE = ("rank", "pool", "unit", "name")
SCORE = ("score", "score_exact", "tied", "status", "change")
AREA_FIELDS = fields_of(RankingRow, *PLACE, *SCORE)
TABLE_FIELDS = fields_of(RankingRow, *PLACE, "flags", *SCORE)


def _csv(area: str | None) -> Sequence[str]:
    return TABLE_FIELDS if area is None else AREA_FIELDS


def _columns(board: RankingBoard, _lang: str) -> Sequence[Column[RankingRow]]:
    overall = board.area is None
    flags: list[Column[RankingRow]] = [Column("cli.table.flags", told_flags, "right")]
    return [
        *pool_column(board),
        value("cli.table.rank", lambda row: row.rank, "right"),
        Column("cli.table.change", _change, "right"),
        THE_UNIT,
        *(flags if overall else []),
        value("cli.table.total" if overall else "cli.table.score", lambda row: row.score, "right"),
        Column("cli.table.status", _status),
    ]


def _status(row: RankingRow, lang: str) -> str:
    return say("cli.status.guest" if given(row.guest) else f"cli.status.{row.status.replace('/', '')}", lang)


def _change(row: RankingRow, _lang: str) -> str:
    return "" if row.change is None else "=" if row.change == 0 else f"{row.change:+d}"


KIND = Kind(Key.CONTEST, RankingBoard, _csv, _columns, ask, by_area=True)
