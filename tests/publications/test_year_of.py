"""The year as it follows from what somebody knows of it: states of its periods, its tables, what counts in them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from scoreboard.enums import HonourState, Status, YearState
from scoreboard.publications.year import (
    HonourRecord,
    Year,
    YearRecords,
    points,
    with_ledger,
    year_of,
    year_periods,
    year_words,
)
from scoreboard.rules.custody_terms import CustodyKind, LedgerEntry
from scoreboard.wire import UNSET
from tests.publications.test_year_bounds import DONE, ROADS, WATER, quarter, records, unit

BY_POOL = {"id": "main", "name": "县级", "name_en": "County", "pools": ["town", "office"], "ranking": "by-pool"}


def honour(
    unit: str, title: str = "先进", level: str = "national", day: str = "2031-02-01", **more: Any
) -> HonourRecord:
    return HonourRecord(unit, title, level, "文", date.fromisoformat(day), **more)


def table(year: Year, at: int = 0) -> dict[str, tuple[int | None, int, str]]:
    return {one.unit: (one.rank, one.flags_total, points(one.honours)) for one in year.tables[at]}


def states(year: YearRecords) -> list[str]:
    return [str(one.state) for one in year_periods(year)]


def test_flags_of_the_periods_and_honours_are_added_up() -> None:
    second = quarter("Q2", {ROADS: ["b"], WATER: ["a", "b"]}, published=True)
    year = year_of(records(DONE, second, honours=(honour("c"), honour("b"))))
    assert table(year) == {"b": (1, 2, "2"), "a": (2, 3, "0"), "c": (3, 0, "2")}
    assert {one.unit: dict(one.flags) for one in year.tables[0]} == {
        "a": {"Q1": 2, "Q2": 1}, "b": {"Q1": 0, "Q2": 2}, "c": {"Q1": 0, "Q2": 0},
    }  # fmt: skip
    assert [(row.unit, item.state) for row, item in year.honours] == [("c", "counted"), ("b", "counted")]


def test_honours_count_up_to_the_cap_once_each_and_in_their_year() -> None:
    given = (
        honour("a"), honour("a", "卫生"),
        honour("b", day="2030-12-31"), honour("b", "旧", day="2030-12-31", rolled=True),
        honour("c", day="2031-07-01"), honour("c", "同"), honour("c", "同", person="王"), honour("z"),
    )  # fmt: skip
    year = year_of(records(DONE, quarter("Q2"), honours=given))
    assert {name: row[2] for name, row in table(year).items()} == {"a": "3", "b": "2", "c": "3"}
    assert [item.state for _row, item in year.honours] == [
        HonourState.COUNTED, HonourState.COUNTED, HonourState.EARLY, HonourState.COUNTED, HonourState.LATE,
        HonourState.COUNTED, HonourState.COUNTED,
    ]  # fmt: skip
    levels = {"honours": {"national": "2", "provincial": "1"}, "honour_cap": "0"}
    twice = (honour("a", level="provincial"), honour("a"), honour("a", "卫生"))
    free = year_of(records(DONE, honours=twice, settings=levels))
    assert table(free)["a"] == (1, 2, "4")
    assert [item.state for _row, item in free.honours] == ["lower", "counted", "counted"]


def test_vetoes_are_told_in_the_order_in_which_they_were_recorded_each_item_once() -> None:
    first = replace(DONE, vetoes={"a": [(5, "safety")], "b": [(1, "safety")]})
    second = quarter("Q2", vetoes={"a": [(2, "honesty"), (7, "safety")]})
    year = year_of(records(first, second, vetoes={"a": [(3, "party")]}))
    told = {one.unit: (one.status, one.vetoed_by) for one in year.tables[0]}
    assert told == {
        "c": (Status.RANKED, ()),
        "a": (Status.VETOED, ("honesty", "party", "safety")),
        "b": (Status.VETOED, ("safety",)),
    }


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({}, {}, ["open", "open"]),
        ({}, {"flags": {ROADS: ["a"]}}, ["none", "part"]),
        ({}, {"shown": True}, ["none", "open"]),
        ({}, {"published": True}, ["none", "done"]),
        ({"closed": True}, {"shown": True}, ["open", "open"]),
        ({"shown": True}, {"published": True}, ["open", "done"]),
        ({"flags": {ROADS: ["a"], WATER: ["b"]}}, {}, ["done", "open"]),
        ({"flags": {ROADS: ["a"]}}, {}, ["part", "open"]),
        ({"published": True}, {}, ["done", "open"]),
    ],
)
def test_how_far_periods_have_come(first: dict[str, Any], second: dict[str, Any], told: list[str]) -> None:
    periods = (
        quarter(name, given.pop("flags", None), **given) for name, given in (("Q1", dict(first)), ("Q2", dict(second)))
    )
    assert states(records(*periods)) == told


def test_a_period_that_was_left_out_is_open_as_long_as_it_lasts() -> None:
    periods = (quarter("Q1"), quarter("Q2", shown=True))
    last_day = date(2031, 3, 31)
    assert states(records(*periods, day=last_day)) == ["open", "open"]
    assert states(records(*periods, day=last_day + timedelta(days=1))) == ["none", "open"]


def test_of_a_period_that_is_not_over_no_flags_are_counted_before_one_is_known() -> None:
    year = year_of(records(DONE, quarter("Q2")))
    assert {one.flags["Q2"] for one in year.tables[0]} == {None}


def test_what_may_move_is_told_flag_by_flag() -> None:
    held = quarter(
        "Q2", {ROADS: ["a"], WATER: ["b"]}, closed=True, awarded=frozenset({WATER}), depending=frozenset({WATER})
    )
    before, after = year_periods(records(quarter("Q1", closed=True), held))
    assert (before.may_move, after.may_move) == (frozenset(), frozenset({ROADS, WATER}))
    assert (before.open_count, after.open_count) == (2, 2)
    won = replace(held, awarded=frozenset({ROADS, WATER}), depending=frozenset({ROADS}))
    assert year_periods(records(quarter("Q1", closed=True), won))[1].may_move == {ROADS}
    alone = year_periods(records(replace(held, start=date(2031, 1, 1))))[0]
    assert alone.may_move == {ROADS}, "nothing that is open lies before it"


@pytest.mark.parametrize(
    ("more", "begun"),
    [
        ({}, False),
        ({"honours": (honour("a"),)}, True),
        ({"honours": (honour("z"),)}, False),
        ({"vetoes": {"a": [(1, "safety")]}}, True),
        ({"vetoes": {"z": [(1, "safety")]}}, False),
    ],
)
def test_a_year_has_begun_once_anything_of_it_can_be_said(more: dict[str, Any], begun: bool) -> None:
    assert year_of(records(quarter("Q1"), **more)).begun is begun
    assert year_of(records(quarter("Q1", {ROADS: ["a"]}))).begun
    assert year_of(records(quarter("Q1", published=True))).begun
    assert not year_of(records(quarter("Q1", closed=True, shown=True))).begun


def test_who_ended_stays_where_it_had_a_part_in_what_was_contested() -> None:
    ended = unit("c", periods="Q1", lasts=False)
    units = (unit("a"), ended, unit("d", periods="", lasts=False), unit("e", periods=""))
    assert set(year_of(records(DONE, units=units)).records.units) == {"a", "c", "e"}
    later = quarter("Q2", {ROADS: ["a"]})
    assert set(year_of(records(quarter("Q1"), later, units=units)).records.units) == {"a", "e"}, "Q1 was not contested"


def test_pools_that_are_ranked_apart_have_a_table_each() -> None:
    units = (unit("a"), unit("o", "office"), unit("b"))
    flags = {("roads", "town"): ["b"], ("roads", "office"): ["o"]}
    year = year_of(records(quarter("Q1", flags, published=True), units=units, series=BY_POOL))
    assert [table(year, at) for at in (0, 1)] == [{"b": (1, 1, "0"), "a": (2, 0, "0")}, {"o": (1, 1, "0")}]
    together = year_of(
        records(quarter("Q1", flags, published=True), units=units, series={**BY_POOL, "ranking": "together"})
    )
    assert [len(one) for one in together.tables] == [3]
    assert year.unit("o").name == "o"
    assert year.unit("o").pool == "office"


def test_a_year_runs_from_its_first_period_to_its_last() -> None:
    year = records(quarter("Q2"), quarter("Q1"))
    assert (year.start, year.end) == (date(2031, 1, 1), date(2031, 6, 30))


def test_what_a_year_says_of_itself() -> None:
    told = year_words(year_of(records(DONE, quarter("Q2"), closed=True)))
    assert {name: value for name, value in told.items() if name != "periods"} == {
        "competition": "lake", "series": "main", "series_name": "县级", "series_name_en": "County",
        "ranking": "together", "pools": UNSET, "state": "closed",
    }  # fmt: skip
    assert [(one.id, one.name, one.name_en, one.state, one.open) for one in told["periods"]] == [
        ("Q1", "Q1", "Q1", YearState.DONE, 0),
        ("Q2", "Q2", "Q2", YearState.OPEN, 2),
    ]
    apart = year_words(year_of(records(DONE, series=BY_POOL)))
    assert (apart["state"], apart["ranking"]) == ("open", "by-pool")
    assert [one.id for one in apart["pools"] or ()] == ["town", "office"]


def term(period: str, holders: str, *, ended: str = "", settled: bool = True, depends: bool = False) -> Any:
    return SimpleNamespace(period=period, holders=tuple(holders), ended=tuple(ended), settled=settled, depends=depends)


def entry(period: str, kind: CustodyKind) -> LedgerEntry:
    return LedgerEntry(period, kind, ("a",))


def test_a_ledger_takes_the_place_of_what_was_known_of_flags() -> None:
    terms: Mapping[tuple[str, str], Any] = {
        ROADS: (term("Q1", "a"), term("Q2", "b", ended="c", depends=True)),
        WATER: (term("Q1", "", settled=False),),
    }
    entries = {
        ROADS: [entry("Q1", CustodyKind.OPENING), entry("Q2", CustodyKind.AWARD)],
        WATER: [entry("Q1", CustodyKind.AWARD), entry("Q1", CustodyKind.REOPENED), entry("Q2", CustodyKind.AWARD)],
    }
    ledger = cast(Any, SimpleNamespace(terms=terms, entries=entries))
    first, second = with_ledger(records(DONE, quarter("Q2")), ledger).periods
    assert (first.flags, second.flags) == ({ROADS: ["a"], WATER: []}, {ROADS: ["b", "c"]})
    assert (first.unsettled, second.unsettled) == (frozenset({WATER}), frozenset())
    assert (first.depending, second.depending) == (frozenset(), frozenset({ROADS}))
    assert (first.awarded, second.awarded) == (frozenset(), frozenset({ROADS, WATER}))
    assert (first.published, first.id, second.id) == (True, "Q1", "Q2")
