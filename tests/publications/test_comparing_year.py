"""What a deed would change of the year, of who can reach what, and of captures."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from scoreboard.enums import HonourState, Ranking, Status
from scoreboard.publications.comparing_year import captures_differ, range_differs, year_differs
from scoreboard.publications.differences import Difference
from scoreboard.publications.kinds.annual import AnnualBoard, AnnualRow, HonourItem
from scoreboard.publications.kinds.captures import CapturesBoard, CapturesRow
from scoreboard.publications.kinds.range import RangeBoard, RangeRow
from scoreboard.wire import UNSET

NAMES = {"name": "东县", "short_name": "东", "name_en": "East", "pool": "town"}
SERIES: dict[str, Any] = {"competition": "lake", "series": "main", "series_name": "县级", "series_name_en": "County"}
ROW = AnnualRow(
    rank=1, unit="e", **NAMES, flags={"Q1": 2, "Q2": None}, flags_total=2, honours="1", total="3", tied=False,
    vetoed_by=(), status=Status.RANKED,
)  # fmt: skip
HONOUR = HonourItem(
    unit="e", **NAMES, title="先进", level="national", document="文", awarded_on="2031-02-01", points="1", counted=True,
    state=HonourState.COUNTED,
)  # fmt: skip


def year(*rows: AnnualRow, honours: tuple[HonourItem, ...] = ()) -> AnnualBoard:
    return AnnualBoard(
        **SERIES, ranking=Ranking.TOGETHER, periods=(), state="open", honour_cap="0", honour_levels={},
        honour_items=honours, veto_items=(), rows=rows,
    )  # fmt: skip


def told(differences: Iterator[Difference]) -> list[tuple[str, str | None, str | None, Any, Any]]:
    return [(str(one.what), one.unit, one.of, one.before, one.after) for one in differences]


@pytest.mark.parametrize(
    ("changes", "differences"),
    [
        ({}, []),
        ({"tied": True}, []),
        ({"flags": {"Q1": 2, "Q2": 1}, "flags_total": 3}, [("flags", "Q2", None, 1), ("flags", None, 2, 3)]),
        ({"honours": "2", "total": "4"}, [("honours", None, "1", "2"), ("total", None, "3", "4")]),
        (
            {"rank": None, "status": Status.VETOED, "vetoed_by": ("safety",)},
            [("vetoes", None, (), ("safety",)), ("status", None, "ranked", "vetoed"), ("rank", None, 1, None)],
        ),
        ({"clinched": 1}, [("clinched", None, None, 1)]),
        ({"eliminated": True}, [("eliminated", None, False, True)]),
    ],
)
def test_a_units_year_is_compared_part_by_part(changes: dict[str, Any], differences: list[tuple[Any, ...]]) -> None:
    becomes = year(replace(ROW, **changes))
    assert told(year_differs(year(ROW), becomes)) == [
        (what, "e", of, before, after) for what, of, before, after in differences
    ]


def test_who_comes_into_the_year_or_leaves_it_is_told_whole() -> None:
    whole = [
        ("flags", "Q1", 2), ("flags", None, 2), ("honours", None, "1"), ("total", None, "3"), ("vetoes", None, ()),
        ("status", None, "ranked"), ("rank", None, 1), ("eliminated", None, False),
    ]  # fmt: skip
    for before in (None, year()):
        assert told(year_differs(before, year(ROW))) == [(what, "e", of, None, value) for what, of, value in whole]
        assert told(year_differs(year(ROW), before)) == [(what, "e", of, value, None) for what, of, value in whole]
    assert told(year_differs(None, None)) == []


def test_an_honour_is_told_by_its_title_once_it_counts_or_does_no_more() -> None:
    lower = replace(HONOUR, state=HonourState.LOWER)
    person = replace(HONOUR, person="王建国")
    honoured = year(ROW, honours=(HONOUR, person))
    assert told(year_differs(honoured, year(ROW, honours=(lower, person)))) == [
        ("honour", "e", "先进", "counted", "lower")
    ]
    assert told(year_differs(honoured, year(ROW, honours=(HONOUR,)))) == [("honour", "e", "先进", "counted", None)]
    assert told(year_differs(None, year(honours=(HONOUR,)))) == [("honour", "e", "先进", None, "counted")]
    assert told(year_differs(year(honours=(HONOUR,)), None)) == [("honour", "e", "先进", "counted", None)]
    untold = year(honours=(replace(HONOUR, state=UNSET),))
    assert told(year_differs(untold, year(honours=(HONOUR,)))) == [("honour", "e", "先进", None, "counted")]
    renumbered = replace(HONOUR, document="另文", points="2")
    assert told(year_differs(year(honours=(HONOUR,)), year(honours=(renumbered,)))) == []


CAN = RangeRow(unit="e", **NAMES, best=1, worst=3, flags=2, honours="0", total="2")
TOOK = CapturesRow(unit="e", rank=1, **NAMES, captures=2, taken=())


def ranges(*rows: RangeRow) -> RangeBoard:
    return RangeBoard(**SERIES, ranking=Ranking.TOGETHER, periods=(), state="open", open=1, rows=rows)


def captured(*rows: CapturesRow) -> CapturesBoard:
    return CapturesBoard(**SERIES, ranking=Ranking.TOGETHER, open=0, rows=rows)


@pytest.mark.parametrize(
    ("differ", "board", "row", "changed", "names", "values"),
    [
        (range_differs, ranges, CAN, {"best": 2, "worst": None}, ("best", "worst"), ((1, 2), (3, None))),
        (captures_differ, captured, TOOK, {"captures": 3, "rank": 2}, ("captures", "rank"), ((2, 3), (1, 2))),
    ],
)
def test_reach_and_captures_are_compared_unit_by_unit(
    differ: Callable[..., Iterator[Difference]],
    board: Callable[..., Any],
    row: Any,
    changed: dict[str, Any],
    names: tuple[str, ...],
    values: tuple[tuple[Any, Any], ...],
) -> None:
    assert told(differ(board(row), board(row))) == told(differ(None, None)) == []
    assert told(differ(board(row), board(replace(row, **changed)))) == [
        (name, "e", None, *both) for name, both in zip(names, values, strict=True)
    ]
    assert told(differ(None, board(row))) == [
        (name, "e", None, None, old) for name, (old, _new) in zip(names, values, strict=True)
    ]
    assert told(differ(board(row), None)) == [
        (name, "e", None, old, None) for name, (old, _new) in zip(names, values, strict=True)
    ]
