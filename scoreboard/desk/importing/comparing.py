"""Places and sums that somebody typed in a sheet, compared with what its scores make; they are never trusted (S19)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import cache

from sqlmodel import Session

from scoreboard.desk.awards import decide_awards
from scoreboard.desk.equal_places import flags_after
from scoreboard.desk.importing.preview import Preview, RankedBy, TypedRank, TypedTotal
from scoreboard.enums import Panel, ScoreState, TableOrder
from scoreboard.exchange.workbooks.columns import SheetColumn
from scoreboard.exchange.workbooks.headings import ColumnRole, bare
from scoreboard.exchange.workbooks.layout import SheetLayout
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.models import Unit
from scoreboard.name_search import folded
from scoreboard.rules.overall import weighted_total
from scoreboard.rules.ranking import exact
from scoreboard.rules.scores import NOT_APPLICABLE
from scoreboard.store.cells import CellRow, cells_in
from scoreboard.store.contest import Contest, participants, vetoed_units
from scoreboard.store.ledger import read_ledger
from scoreboard.store.standings import Cell, Foremost, Scores, judged

Units = Iterable[Unit]
_Typed = tuple[int, str, str, int | None]
"""A place that was typed: its row, the unit, how it is written, and its number, None where it is none."""
_Places = Mapping[str, int | None]
_Reckoned = tuple[RankedBy, _Places]
"""Every unit's place, and by what it was reckoned."""
_AVERAGES = ("平均", "均分", "average", "avg", "mean")
_TOGETHER = ("总", "综合", "合计", "overall", "total")
_EXTREMES = ("最高", "最低", "max", "min")
_HANZI = "零一二三四五六七八九"
_IN_HANZI = re.compile(r"(?:([二三四五六七八九])?(十))?([一二三四五六七八九])?")
"""Places up to 99."""
MOST_DIFFERENCE = Decimal("0.005")
"""How far a sum with two decimals may be from the exact one."""


def compared(
    session: Session, contest: Contest, sheet: RawSheet, preview: Preview, taking_part: Units | None = None
) -> Preview:
    """A preview with what somebody typed in the sheet as places and sums, where that is not what the scores make.

    `taking_part` are the units that do, where they have been read already.
    """
    units, ranks = {row: unit for row, _column, unit, *_ in preview.cells}, list[TypedRank]()
    if preview.layout.of_role(ColumnRole.RANK):
        there, taking_part = cells_in(session, contest.key), taking_part or participants(session, contest)
        ranks = list(computed_ranks(session, contest, sheet, preview.layout, preview, there, taking_part))
    totals = list(compare_totals(contest, sheet, preview.layout, units, preview))
    return replace(preview, ranks=ranks, totals=totals)


def computed_ranks(
    session: Session,
    contest: Contest,
    sheet: RawSheet,
    layout: SheetLayout,
    preview: Preview,
    there: Iterable[CellRow],
    taking_part: Units,
) -> Iterator[TypedRank]:
    """The typed places that are not what the scores would make with this sheet taken in over those that are `there`."""
    scores = _scores_with(session, contest, there, preview, taking_part)
    rows = {row: (unit, area) for row, _column, unit, area, *_ in preview.cells}
    for column in layout.of_role(ColumnRole.RANK):
        of_sheet = _area_of(column, layout, preview)
        by_row = layout.named_area is not None and of_sheet is None and not _of_all(column)
        typed: dict[str | None, list[_Typed]] = defaultdict(list)
        for row, (unit, of_row) in rows.items():
            if text := sheet.text(row, column.number):
                typed[of_row if by_row else of_sheet].append((row, unit, text, _number(text)))
        wrong: list[TypedRank] = []
        for area, given in typed.items():
            by, places, found = _wrong(given, _reckoned(session, contest, scores, area))
            waiting = _waiting(contest, scores, area) if found else {}
            wrong += (
                TypedRank(row, unit, area, text, places.get(unit), waiting.get(unit, 0), by)
                for row, unit, text, _number in found
            )
        yield from sorted(wrong, key=lambda one: one.row)


def _wrong(typed: Sequence[_Typed], reckoned: Iterable[_Reckoned]) -> tuple[RankedBy, _Places, list[_Typed]]:
    """The places that are wrong by the reckoning with which most agree; where as many do, by the later one.

    None is reckoned any more after one with which all agree.
    """
    least: tuple[RankedBy, _Places, list[_Typed]] | None = None
    for by, places in reckoned:
        wrong = [one for one in typed if one[3] != places.get(one[1])]
        if least is None or len(wrong) <= len(least[2]):
            least = by, places, wrong
        if not wrong:
            break
    assert least is not None
    return least


def _of_all(column: SheetColumn) -> bool:
    """Whether the heading of a place says that it is of all areas together."""
    return column.area is None and bare(column.own_word).startswith(_TOGETHER)


def _area_of(column: SheetColumn, layout: SheetLayout, preview: Preview) -> str | None:
    """The area of a place; where another one says that it is of all, one that says nothing is of the area before it."""
    if column.area is not None or _of_all(column):
        return column.area
    before = [one for one in layout.wide if one.number < column.number]
    if before and any(_of_all(other) for other in layout.of_role(ColumnRole.RANK)):
        return before[-1].area
    return _only_area(layout, preview)


def _only_area(layout: SheetLayout, preview: Preview) -> str | None:
    """The area of a place that does not say which: that of a sheet of one, but where that has a place of its own."""
    if layout.score is not None:
        return layout.area
    areas = {column.area for column in layout.wide} - {column.area for column in layout.of_role(ColumnRole.RANK)}
    alone = len(layout.wide) == 1 and not preview.unread
    return next(iter(areas), None) if alone else None


def _waiting(contest: Contest, scores: Scores, area: str | None) -> Mapping[str, int]:
    """How many of those with whom each unit is ranked have no score yet in an area, or in all of them together."""
    areas = [one.id for one in contest.areas] if area is None else [area]
    scored = set.intersection(*(set(scores.cells.get(one, ())) for one in areas))
    found: dict[str, int] = {}
    for pool in contest.flag_pools:
        members = [(one.id, one.guest) for one in scores.pool(pool)]
        lacking = sum(unit not in scored for unit, is_guest in members if not is_guest and unit not in scores.vetoed)
        found.update(dict.fromkeys((unit for unit, _is_guest in members), lacking))
    return found


def _number(typed: str) -> int | None:
    """A place as people write it: 3, 第3名, 第三名, 3rd."""
    if typed.isascii() and typed.isdecimal() and len(typed) < 9:
        return int(typed)
    plain = folded(typed).strip("第名位.")
    in_hanzi = _IN_HANZI.fullmatch(plain)
    if in_hanzi is not None:
        tens, ten, ones = in_hanzi.groups(default="")
        return 10 * (_HANZI.index(tens) if tens else int(bool(ten))) + (_HANZI.index(ones) if ones else 0) or None
    for ending in ("st", "nd", "rd", "th"):
        plain = plain.removesuffix(ending)
    return int(plain) if plain.isdecimal() and len(plain) < 9 else None


def _reckoned(session: Session, contest: Contest, scores: Scores, area: str | None) -> Iterator[_Reckoned]:
    """Every unit's place in an area, or in the overall table: by the total, and by flags where these come first in it.

    Offices write places by the total into a sheet, since who holds which flag follows only from all sheets together.
    """
    if area is not None:
        yield (
            RankedBy.SCORES,
            {one.unit: one.rank for pool in contest.flag_pools for one in scores.standings(area, pool)},
        )
        return
    yield RankedBy.TOTAL, _overall(contest, scores, {})
    if contest.rules.order == TableOrder.FLAGS:
        ledger = read_ledger(session, contest.series.id)
        awards = decide_awards(session, contest, Foremost(scores), ledger)
        by = RankedBy.UNDECIDED_FLAGS if any(one.undecided for one in awards) else RankedBy.FLAGS
        yield by, _overall(contest, scores, flags_after(contest, awards, ledger))


def _overall(contest: Contest, scores: Scores, flags: Mapping[str, int]) -> _Places:
    return {one.unit: one.rank for pool in contest.flag_pools for one in scores.overall(pool, flags)}


def _scores_with(
    session: Session, contest: Contest, there: Iterable[CellRow], preview: Preview, units: Units
) -> Scores:
    """The scores as they would be: drafts too, with those of the sheet over what is `there`."""
    cells: dict[str, dict[str, Cell]] = defaultdict(dict)
    marks: dict[str, dict[str, dict[str, Cell]]] = defaultdict(lambda: defaultdict(dict))
    single = contest.rules.judges == Panel.SINGLE
    for area, unit, judge, mark in _marks_with(there, preview):
        if single:
            cells[area][unit] = mark
        else:
            marks[area][unit][judge] = mark
    for area, given in marks.items():
        cells[area] = {unit: judged(found.values(), contest.rules.judges) for unit, found in given.items()}
    return Scores(contest, tuple(units), frozenset(vetoed_units(session, contest.period.id)), cells)


def _marks_with(there: Iterable[CellRow], preview: Preview) -> Iterator[tuple[str, str, str, Cell]]:
    """Every mark that is `there`, with its area, unit and judge, and then those of a sheet."""
    for row in there:
        if row.state != ScoreState.WITHDRAWN:
            yield row.area, row.unit, row.judge, Cell(row.value, row.value is None)
    made: dict[str, Cell] = {NOT_APPLICABLE: Cell(None, True)}
    for _row, _column, unit, area, judge, _old, new, *_ in preview.cells:
        if new is not None:
            yield area, unit, judge, made.get(new) or made.setdefault(new, Cell(Decimal(new)))


def compare_totals(
    contest: Contest, sheet: RawSheet, layout: SheetLayout, units: Mapping[int, str], preview: Preview
) -> Iterator[TypedTotal]:
    """The typed sums and averages of a wide sheet that are not those of their rows, weighted or not.

    What it should be is told by the way in which more rows of the column agree; by the contest's where as many do.
    """
    columns = [one for one in layout.of_role(ColumnRole.TOTAL) if not bare(one.own_word).startswith(_EXTREMES)]
    if not columns or not layout.wide:
        return
    given: dict[int, dict[str, Decimal]] = defaultdict(dict)
    exactly = cache(Decimal)
    for row, _column, _unit, area, _judge, _old, new, *_ in preview.cells:
        if new is not None and new != NOT_APPLICABLE:
            given[row][area] = exactly(new)
    weights = {area.id: area.weight for area in contest.areas}
    alike = all(weight == 1 for weight in weights.values())
    for column in columns:
        averages = bare(column.own_word).startswith(_AVERAGES)
        typed = {row: _decimal(sheet.text(row, column.number)) for row in units if given[row]}
        sums = {row: _sums(given[row], None if alike else weights, averages) for row in typed}
        right = {
            row: [one is not None and abs(made - one) <= MOST_DIFFERENCE for made in sums[row]]
            for row, one in typed.items()
        }
        weighted, plain = (sum(way) for way in zip(*right.values(), strict=True)) if right else (0, 0)
        for row, one in typed.items():
            if one is not None and not any(right[row]):
                made = sums[row][plain > weighted]
                computed = exact(round(made, 4), contest.rules.decimals)
                yield TypedTotal(row, column.number, units[row], sheet.text(row, column.number), computed)


def _sums(
    scores: Mapping[str, Decimal], weights: Mapping[str, Decimal] | None, averages: bool
) -> tuple[Decimal, Decimal]:
    """What a row's scores make, weighted as the contest does, and plainly; the same where no weight is another."""
    plain = sum(scores.values(), Decimal())
    weighted = plain if weights is None else weighted_total(scores, weights)
    return (weighted / len(scores), plain / len(scores)) if averages else (weighted, plain)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(folded(text))
    except InvalidOperation:
        return None
