"""What becomes different in the year: its table with its parts, what is settled of it, and who captured flags."""

from collections.abc import Iterator

from scoreboard.publications.differences import Difference, Told, What, both_sides
from scoreboard.publications.kinds.annual import AnnualBoard, AnnualRow, HonourItem
from scoreboard.publications.kinds.captures import CapturesBoard, CapturesRow
from scoreboard.publications.kinds.range import RangeBoard, RangeRow
from scoreboard.wire import UNSET

Values = dict[tuple[What, str | None], Told]
"""What a row says, by what it is and, where there are several of it, of what."""


def year_differs(before: AnnualBoard | None, after: AnnualBoard | None) -> Iterator[Difference]:
    """The units whose place, parts or prospects in the year are others, and the honours that count or do no more."""
    old = {} if before is None else {row.unit: _of_year(row) for row in before.rows}
    new = {} if after is None else {row.unit: _of_year(row) for row in after.rows}
    yield from _units_differ(old, new)
    were = {} if before is None else {_key(item): item for item in before.honour_items}
    are = {} if after is None else {_key(item): item for item in after.honour_items}
    for key in both_sides(were, are):
        was, becomes = were.get(key), are.get(key)
        if _state(was) != _state(becomes):
            unit, _level, title, _person = key
            yield Difference(what=What.HONOUR, unit=unit, of=title, before=_state(was), after=_state(becomes))


def _of_year(row: AnnualRow) -> Values:
    return {
        **{(What.FLAGS, period): count for period, count in row.flags.items()},
        (What.FLAGS, None): row.flags_total,
        (What.HONOURS, None): row.honours,
        (What.TOTAL, None): row.total,
        (What.VETOES, None): row.vetoed_by,
        (What.STATUS, None): str(row.status),
        (What.RANK, None): row.rank,
        (What.CLINCHED, None): row.clinched,
        (What.ELIMINATED, None): row.eliminated,
    }


def _key(item: HonourItem) -> tuple[str, str, str, str]:
    return item.unit, item.level, item.title, item.person


def _state(item: HonourItem | None) -> Told:
    return None if item is None or item.state is UNSET else str(item.state)


def range_differs(before: RangeBoard | None, after: RangeBoard | None) -> Iterator[Difference]:
    """The units whose best or worst place is another one."""
    old = {} if before is None else {row.unit: _of_range(row) for row in before.rows}
    new = {} if after is None else {row.unit: _of_range(row) for row in after.rows}
    yield from _units_differ(old, new)


def _of_range(row: RangeRow) -> Values:
    return {(What.BEST, None): row.best, (What.WORST, None): row.worst}


def captures_differ(before: CapturesBoard | None, after: CapturesBoard | None) -> Iterator[Difference]:
    """The units that have captured more or fewer flags, or stand elsewhere for others'."""
    old = {} if before is None else {row.unit: _of_captures(row) for row in before.rows}
    new = {} if after is None else {row.unit: _of_captures(row) for row in after.rows}
    yield from _units_differ(old, new)


def _of_captures(row: CapturesRow) -> Values:
    return {(What.CAPTURES, None): row.captures, (What.RANK, None): row.rank}


def _units_differ(before: dict[str, Values], after: dict[str, Values]) -> Iterator[Difference]:
    for unit in both_sides(before, after):
        old, new = before.get(unit, {}), after.get(unit, {})
        for what, of in both_sides(old, new):
            was, becomes = old.get((what, of)), new.get((what, of))
            yield Difference(what=what, unit=unit, of=of, before=was, after=becomes)
