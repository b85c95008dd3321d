"""How far each unit can still go in the year, from what somebody knows of it: without any database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from scoreboard.publications.board_words import Names
from scoreboard.publications.year import HonourRecord, PeriodRecord, YearRecords, YearUnit, points, year_of
from scoreboard.publications.year_bounds import bounds_of, told_prospect

Flags = dict[tuple[str, str], list[str]]
QUARTERS = {"Q1": (date(2031, 1, 1), date(2031, 3, 31)), "Q2": (date(2031, 4, 1), date(2031, 6, 30))}


def quarter(name: str, flags: Flags | None = None, **more: Any) -> PeriodRecord:
    """A quarter of which nothing is known but these flags; published where it says so."""
    start, end = QUARTERS[name]
    given: dict[str, Any] = {"closed": False, "published": False, "shown": False, **more}
    given.setdefault("awarded", frozenset(flags or ()))
    empty: frozenset[tuple[str, str]] = frozenset()
    given = {"unsettled": empty, "depending": empty, "vetoes": {}, **given}
    return PeriodRecord(name, name, name, start, end, flags=flags or {}, **given)


def unit(name: str, pool: str = "town", periods: str = "Q1 Q2", *, lasts: bool = True) -> YearUnit:
    names = Names(name=name, short_name=name, name_en=name)
    return YearUnit(name, pool, names, frozenset(periods.split()), lasts)


def records(*periods: PeriodRecord, units: tuple[YearUnit, ...] = (), **more: Any) -> YearRecords:
    """A year of two areas with three units of a pool."""
    given: dict[str, Any] = {
        "settings": {"honours": {"national": "2"}, "honour_cap": "3"},
        "series": {"id": "main", "name": "县级", "name_en": "County", "pools": ["town"], "ranking": "together"},
        "areas": ["roads", "water"],
        "honours": (),
        **more,
    }
    listed = units or (unit("a"), unit("b"), unit("c"))
    return YearRecords("lake", periods=periods, units={one.unit: one for one in listed}, **given)


def bounds(year: YearRecords) -> dict[str, tuple[int | None, int | None]]:
    return {name: (one.best, one.worst) for name, one in bounds_of(year_of(year)).items()}


ROADS, WATER = ("roads", ""), ("water", "")
DONE = quarter("Q1", {ROADS: ["a"], WATER: ["a"]}, published=True, closed=True, shown=True)


def test_where_nothing_is_open_everybody_is_where_they_are() -> None:
    assert bounds(records(DONE)) == {"a": (1, 1), "b": (2, 2), "c": (2, 2)}


def test_open_flags_let_everybody_win_all_of_them() -> None:
    assert bounds(records(DONE, quarter("Q2"))) == {"a": (1, 1), "b": (1, 3), "c": (1, 3)}, "level is first too"
    assert bounds(records(quarter("Q1"), quarter("Q2"))) == {"a": (1, 3), "b": (1, 3), "c": (1, 3)}
    one_left = quarter("Q2", {ROADS: ["a"]}, closed=True)
    assert bounds(records(DONE, one_left)) == {"a": (1, 1), "b": (2, 3), "c": (2, 3)}


def test_an_area_that_is_not_held_can_be_won_by_nobody() -> None:
    assert bounds(records(DONE, quarter("Q2", not_held=frozenset({"roads", "water"})))) == {
        "a": (1, 1), "b": (2, 2), "c": (2, 2),
    }  # fmt: skip


def test_a_quarter_of_which_nothing_is_known_while_something_is_of_a_later_one_is_over() -> None:
    later = replace(quarter("Q2", {ROADS: ["a"], WATER: ["b"]}, published=True), id="Q2")
    assert bounds(records(quarter("Q1"), later)) == {"a": (1, 1), "b": (1, 1), "c": (3, 3)}
    assert bounds(records(quarter("Q1", closed=True), later)) == {"a": (1, 3), "b": (1, 3), "c": (1, 3)}


def test_whoever_has_a_flag_because_of_who_had_it_before_may_lose_it_while_that_is_open() -> None:
    depends = quarter("Q2", {ROADS: ["a"], WATER: ["a"]}, published=True, depending=frozenset({ROADS}))
    open_before = quarter("Q1", {ROADS: ["b"]}, closed=True)
    assert bounds(records(open_before, depends)) == {"a": (1, 3), "b": (1, 3), "c": (1, 3)}
    done_before = quarter("Q1", {ROADS: ["b"], WATER: ["b"]}, published=True)
    assert bounds(records(done_before, depends)) == {"a": (1, 1), "b": (1, 1), "c": (3, 3)}


def test_whoever_holds_a_flag_when_the_records_begin_may_lose_it_in_a_quarter_that_is_sealed() -> None:
    held = quarter("Q1", {ROADS: ["a"], WATER: ["a"]}, awarded=frozenset(), closed=True)
    assert bounds(records(held)) == {"a": (1, 3), "b": (1, 3), "c": (1, 3)}
    assert bounds(records(replace(held, closed=False))) == {"a": (1, 1), "b": (2, 2), "c": (2, 2)}


def test_a_flag_of_which_an_earlier_quarter_decides_is_open() -> None:
    open_flag = quarter("Q2", {ROADS: []}, published=True, unsettled=frozenset({ROADS}))
    assert bounds(records(DONE, open_flag)) == {"a": (1, 1), "b": (2, 3), "c": (2, 3)}


def test_a_veto_takes_the_place_and_the_rival() -> None:
    assert bounds(records(DONE, vetoes={"a": [(1, "safety")]})) == {"a": (None, None), "b": (1, 1), "c": (1, 1)}
    assert bounds(records(replace(DONE, vetoes={"a": [(1, "safety")]}))) == {
        "a": (None, None), "b": (1, 1), "c": (1, 1),
    }  # fmt: skip


def test_an_honour_counts_with_the_flags() -> None:
    honour = HonourRecord("b", "先进", "national", "文", date(2031, 2, 1))
    assert bounds(records(DONE, honours=(honour,))) == {"a": (1, 1), "b": (1, 1), "c": (3, 3)}


def test_a_unit_wins_in_the_quarters_only_that_rank_it() -> None:
    ended = unit("c", periods="Q1", lasts=False)
    assert bounds(records(DONE, quarter("Q2"), units=(unit("a"), unit("b"), ended))) == {
        "a": (1, 1), "b": (1, 2), "c": (2, 3),
    }  # fmt: skip


def test_pools_that_are_ranked_apart_have_flags_and_places_of_their_own() -> None:
    series = {"id": "main", "name": "县级", "name_en": "County", "pools": ["town", "office"], "ranking": "by-pool"}
    flags = {("roads", "town"): ["a"], ("water", "town"): ["a"], ("roads", "office"): ["o"]}
    year = records(
        quarter("Q1", flags, closed=True),
        units=(unit("a"), unit("b"), unit("o", "office"), unit("p", "office")),
        series=series,
    )
    assert bounds(year) == {"a": (1, 1), "b": (2, 2), "o": (1, 1), "p": (1, 2)}


@pytest.mark.parametrize(
    ("clinched", "eliminated", "zh", "en"),
    [
        (1, False, "锁定第一", "certain of first place"),
        (2, True, "锁定前 2", "certain of the top 2"),
        (None, True, "无缘第一", "can no longer come first"),
        (None, False, "", ""),
    ],
)
def test_what_is_settled_is_told(clinched: int | None, eliminated: bool, zh: str, en: str) -> None:
    row = SimpleNamespace(clinched=clinched, eliminated=eliminated)
    assert (told_prospect(row, "zh"), told_prospect(row, "en")) == (zh, en)


@pytest.mark.parametrize(("value", "told"), [("3", "3"), ("3.0", "3"), ("2.50", "2.5"), ("0", "0"), ("10", "10")])
def test_points_have_as_few_decimals_as_they_need(value: str, told: str) -> None:
    assert points(Decimal(value)) == told
