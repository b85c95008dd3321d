"""Equal places set apart by second criteria."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.enums import Status
from scoreboard.rules.countback import (
    Criterion,
    Evidence,
    Part,
    criteria_of,
    criteria_of_table,
    set_apart,
    with_countback,
)
from scoreboard.rules.ranking import Entry, Standing, rank

from .strategies import unhurried

UNITS = "abcdef"
PLACES = st.dictionaries(st.sampled_from(UNITS), st.integers(1, 4))
SETTINGS = st.lists(st.sampled_from(["firsts", "place:roads", "place:trees", "decide"]), unique=True)


def criteria(*settings: str) -> tuple[Criterion, ...]:
    return tuple(map(Criterion.parse, settings))


def ranked(*scores: int) -> tuple[Standing, ...]:
    return rank(Entry(unit, Decimal(score)) for unit, score in zip(UNITS, scores, strict=False))


def never(_place: Standing) -> bool:
    return False


def told(standings: Sequence[Standing]) -> list[tuple[str, int | None, bool, int | None, str]]:
    return [(one.unit, one.rank, one.tied, one.shared_rank, one.placed_by) for one in standings]


@pytest.mark.parametrize("setting", ["", "first", "place", "place:", "firsts:roads", "decide:", "Decide"])
def test_another_setting_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match=r"not a"):
        Criterion.parse(setting)


def test_firsts_are_of_the_overall_table_alone() -> None:
    settings = ["firsts", "place:roads", "decide"]
    assert list(map(str, criteria_of(settings, overall=True))) == settings
    assert list(map(str, criteria_of(settings, overall=False))) == settings[1:]


@pytest.mark.parametrize(
    ("settings", "decided", "expected"),
    [
        (["firsts"], False, ["firsts"]),
        (["firsts"], True, ["firsts", "decide"]),
        ([], True, ["decide"]),
        ([], False, []),
        (["decide", "firsts"], True, ["decide", "firsts"]),
        (["decide", "firsts"], False, ["decide", "firsts"]),
    ],
)
def test_an_order_that_was_decided_counts_in_the_table_whatever_its_criteria(
    settings: list[str], decided: bool, expected: list[str]
) -> None:
    assert list(map(str, criteria_of_table(settings, decided=decided))) == expected


def test_an_order_that_was_decided_of_first_place_leaves_places_below_as_they_are() -> None:
    """Where the series has `decide` among its criteria, orders of every place count."""
    standings = ranked(90, 90, 80, 80)
    orders = Evidence[str](decided=[("b", "a"), ("d", "c")])

    def units(*settings: str) -> str:
        found = with_countback(standings, criteria_of_table(settings, decided=True), lambda _: orders, spared=never)
        return " ".join(f"{one.unit}{one.rank}" for one in found)

    assert units() == "b1 a2 c3 d3"
    assert units("decide") == "b1 a2 d3 c4"


def test_first_places_count_before_second_ones() -> None:
    places = {"roads": {"a": 1, "b": 2}, "trees": {"a": 3, "b": 2}}
    assert [part.units for part in set_apart("ba", criteria("firsts"), Evidence(places))] == [("a",), ("b",)]


def test_most_first_places_then_most_second_ones() -> None:
    places = {"roads": {"a": 2, "b": 1, "c": 3}, "trees": {"a": 2, "b": 3, "c": 1}, "water": {"a": 1, "c": 2}}
    parts = set_apart("abc", criteria("firsts"), Evidence(places))
    assert parts == [Part(("a",), "firsts"), Part(("c",), "firsts"), Part(("b",), "firsts")]


def test_the_better_place_elsewhere_and_whoever_has_none_comes_after() -> None:
    evidence = Evidence({"roads": {"a": 5, "b": 2}})
    assert [part.units for part in set_apart("abcd", criteria("place:roads"), evidence)] == [("b",), ("a",), ("c", "d")]


def test_an_area_of_which_nothing_is_known_says_nothing() -> None:
    assert set_apart("ab", criteria("place:roads", "firsts"), Evidence()) == [Part(("a", "b"), "")]


def test_an_area_says_nothing_of_those_of_whom_one_is_excused_there() -> None:
    evidence = Evidence({"roads": {"a": 5, "b": 2}}, {"roads": {"c"}})
    assert set_apart("abc", criteria("place:roads"), evidence) == [Part(("a", "b", "c"), "")]
    assert len(set_apart("ab", criteria("place:roads"), evidence)) == 2


def test_a_decision_is_about_just_those_who_are_still_equal() -> None:
    evidence = Evidence({"roads": {"a": 1, "b": 2, "c": 2}}, decided=[("c", "b")])
    parts = set_apart("abc", criteria("place:roads", "decide"), evidence)
    assert parts == [Part(("a",), "place:roads"), Part(("c",), "place:roads"), Part(("b",), "decide")]
    assert set_apart("abc", criteria("decide"), evidence) == [Part(("a", "b", "c"), "")]


def test_first_place_is_spared_and_places_below_move() -> None:
    standings = ranked(90, 90, 80, 80, 70)
    evidence = Evidence({"roads": {"a": 1, "b": 2, "c": 4, "d": 3}})
    found = with_countback(
        standings, criteria("place:roads"), lambda _units: evidence, spared=lambda one: one.rank == 1
    )
    assert told(found) == [
        ("a", 1, True, None, ""),
        ("b", 1, True, None, ""),
        ("d", 3, False, 3, "place:roads"),
        ("c", 4, False, 3, "place:roads"),
        ("e", 5, False, None, ""),
    ]


def test_without_equal_places_and_without_criteria_nothing_is_asked() -> None:
    def asked(_units: list[str]) -> Evidence[str]:
        raise AssertionError("nobody shares a place")

    assert with_countback(ranked(90, 80), criteria("firsts"), asked, spared=never) == ranked(90, 80)
    assert with_countback(ranked(90, 90), criteria(), asked, spared=never) == ranked(90, 90)


def test_it_is_asked_what_is_known_of_those_who_share_a_place_and_the_unranked_stay_last() -> None:
    asked: list[list[str]] = []

    def known(units: list[str]) -> Evidence[str]:
        asked.append(units)
        return Evidence({"roads": {"b": 2, "c": 1, "e": 1, "f": 2}})

    standings = (*ranked(90, 80, 80), Standing("d", None, None, False, Status.MISSING), *ranked_below())
    found = with_countback(standings, criteria("place:roads"), known, spared=never)
    assert asked == [["b", "c", "e", "f"]]
    assert [one.unit for one in found] == ["a", "c", "b", "e", "f", "d"]


def ranked_below() -> list[Standing]:
    """Two more who share the place after those."""
    return [Standing(unit, 4, Decimal(70), True, Status.RANKED) for unit in "fe"][::-1]


@unhurried
@given(st.lists(st.integers(1, 3), min_size=6, max_size=6), PLACES, PLACES, SETTINGS, st.permutations("abc"))
def test_places_stay_within_what_the_scores_give(
    scores: list[int], roads: dict[str, int], trees: dict[str, int], settings: list[str], order: list[str]
) -> None:
    standings = ranked(*scores)
    evidence = Evidence({"roads": roads, "trees": trees}, decided=[order])
    found = with_countback(standings, criteria(*settings), lambda _units: evidence, spared=never)
    before = {one.unit: one for one in standings}
    assert {one.unit for one in found} == set(before)
    ranks = [one.rank or 0 for one in found]
    assert ranks == sorted(ranks)
    for one in found:
        assert (one.shared_rank or one.rank) == before[one.unit].rank
        assert one.score == before[one.unit].score
        assert (one.rank or 0) - 1 == sum(rank < (one.rank or 0) for rank in ranks)
        assert one.tied == (ranks.count(one.rank or 0) > 1)
        assert bool(one.placed_by) == (one.shared_rank is not None)
