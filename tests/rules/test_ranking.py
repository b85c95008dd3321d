"""Standings by example: S01–S06, S14."""

from decimal import Decimal

import pytest

from scoreboard.enums import Status
from scoreboard.rules.ranking import (
    Entry,
    Standing,
    change,
    displayed,
    eligible,
    exact,
    hides_order,
    leaders,
    margin,
    margin_unrounded,
    rank,
)

NO_MINIMUM = Decimal(0)


def group(**scores: str) -> tuple[Standing, ...]:
    return rank(Entry(unit, Decimal(score)) for unit, score in scores.items())


def ranks(standings: tuple[Standing, ...]) -> dict[str, int | None]:
    return {standing.unit: standing.rank for standing in standings}


def test_s01_half_point_margin() -> None:
    standings = group(洺关镇="92.00", 界河店乡="92.50")
    assert leaders(standings, NO_MINIMUM) == ("界河店乡",)
    assert margin(standings, ("界河店乡",), NO_MINIMUM) == Decimal("0.50")
    assert margin(standings[::-1], ("界河店乡",), NO_MINIMUM) == Decimal("0.50"), "in whatever order they come"


def test_s02_hidden_precision() -> None:
    standings = group(甲="92.001", 乙="92.004")
    assert ranks(standings) == {"乙": 1, "甲": 2}
    assert [displayed(s.score, 2) for s in standings if s.score is not None] == ["92.00", "92.00"]
    assert hides_order(standings, 2)
    assert not hides_order(standings, 3)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("88.125", 2, "88.13"),
        ("88.1249", 2, "88.12"),
        ("92.5", 2, "92.50"),
        ("99.5", 0, "100"),
        ("1E+2", 2, "100.00"),
        ("-0.004", 2, "0.00"),
        ("-0.125", 2, "-0.13"),
    ],
)
def test_s02_half_up(value: str, decimals: int, shown: str) -> None:
    assert displayed(Decimal(value), decimals) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("92.5", "92.50"), ("92.004", "92.004"), ("92.0040", "92.004"), ("1E+2", "100.00"), ("0", "0.00")],
)
def test_s02_exact_is_unrounded(value: str, shown: str) -> None:
    assert exact(Decimal(value), 2) == shown


def test_s03_joint_tie_ranks() -> None:
    standings = group(甲="90", 乙="91.5", 丙="91.50")
    assert [(s.unit, s.rank, s.tied) for s in standings] == [("乙", 1, True), ("丙", 1, True), ("甲", 3, False)]
    assert leaders(standings, NO_MINIMUM) == ("乙", "丙")
    assert margin(standings, ("乙", "丙"), NO_MINIMUM) == 0
    assert not hides_order(standings, 0)


def test_s04_margin_of_the_holder_who_keeps_a_tie_is_zero() -> None:
    assert margin(group(甲="91.5", 乙="91.5"), ("乙",), NO_MINIMUM) == 0


def test_s05_nobody_eligible() -> None:
    standings = group(甲="89.5", 乙="80")
    assert eligible(standings, Decimal(90)) == ()
    assert leaders(standings, Decimal(90)) == ()
    assert margin(standings, (), Decimal(90)) is None
    assert [s.unit for s in eligible(standings, Decimal("89.5"))] == ["甲"], "the minimum itself is enough"


def test_s05_a_pool_in_which_everyone_is_vetoed_has_no_leaders() -> None:
    standings = rank([Entry("甲", Decimal(95), vetoed=True), Entry("乙", Decimal(93), vetoed=True)])
    assert leaders(standings, NO_MINIMUM) == ()
    assert ranks(standings) == {"甲": None, "乙": None}


def test_s06_veto_before_the_award() -> None:
    standings = rank([Entry("A", Decimal(95), vetoed=True), Entry("B", Decimal(93))])
    assert standings == (
        Standing("B", 1, Decimal(93), False, Status.RANKED),
        Standing("A", None, Decimal(95), False, Status.VETOED),
    )
    assert leaders(standings, NO_MINIMUM) == ("B",)
    assert margin(standings, ("B",), NO_MINIMUM) is None, "the vetoed is no measure for the winner"


def test_s06_a_low_score_is_no_veto() -> None:
    (standing,) = rank([Entry("A", Decimal(0))])
    assert standing == Standing("A", 1, Decimal(0), False, Status.RANKED)


def test_s14_pools_rank_separately() -> None:
    counties = group(永年县="88", 武安市="85")
    departments = group(市发改委="97", 市人社局="96")
    assert ranks(counties) == {"永年县": 1, "武安市": 2}
    assert ranks(departments) == {"市发改委": 1, "市人社局": 2}
    assert margin(counties, ("永年县",), NO_MINIMUM) == 3


def test_units_without_a_place_are_listed_last_in_their_order() -> None:
    standings = rank(
        [
            Entry("na", not_applicable=True),
            Entry("blank"),
            Entry("vetoed-blank", vetoed=True),
            Entry("low", Decimal(1)),
            Entry("vetoed-na", Decimal(9), vetoed=True, not_applicable=True),
            Entry("na-with-score", Decimal(9), not_applicable=True),
            Entry("high", Decimal(2)),
        ]
    )
    assert [(s.unit, s.status, s.score) for s in standings] == [
        ("high", "ranked", Decimal(2)),
        ("low", "ranked", Decimal(1)),
        ("vetoed-blank", "vetoed", None),
        ("vetoed-na", "vetoed", Decimal(9)),
        ("blank", "missing", None),
        ("na", "n/a", None),
        ("na-with-score", "n/a", None),
    ]


def test_whoever_takes_part_out_of_competition_is_listed_with_the_score_and_without_a_place() -> None:
    """One of whom nothing is said stands with those whose score is missing: nobody knows more of them."""
    standings = rank(
        [
            Entry("na", not_applicable=True),
            Entry("guest", Decimal(99), guest=True),
            Entry("empty-guest", guest=True),
            Entry("blank"),
            Entry("vetoed-guest", Decimal(98), vetoed=True, guest=True),
            Entry("low", Decimal(1)),
        ]
    )
    assert [(s.unit, s.rank, s.status, s.score, s.guest) for s in standings] == [
        ("low", 1, "ranked", Decimal(1), False),
        ("vetoed-guest", None, "vetoed", Decimal(98), True),
        ("empty-guest", None, "n/a", None, True),
        ("blank", None, "missing", None, False),
        ("na", None, "n/a", None, False),
        ("guest", None, "n/a", Decimal(99), True),
    ]


@pytest.mark.parametrize(
    ("first", "margin", "decimals", "said"),
    [
        ("92.50", "0.50", 2, None),
        ("92.006", "0.012", 2, "0.012"),
        ("92.004", "0.008", 2, "0.008"),
        ("92.004", "0.003", 2, None),
        ("92.06", "0.12", 1, "0.12"),
        ("92.06", "0.12", 2, None),
    ],
)
def test_s02_a_margin_is_told_with_all_digits_where_scores_as_shown_lie_otherwise_apart(
    first: str, margin: str, decimals: int, said: str | None
) -> None:
    """92.004 and 91.996 are both 92.00, and lie 0.008 apart; 92.004 and 92.001 are 92.00 as well, and 0.00 apart."""
    assert margin_unrounded(Decimal(first), Decimal(margin), decimals) == said


def test_s02_no_order_is_hidden_where_one_of_two_has_no_place() -> None:
    standings = rank([Entry("甲", Decimal("92.004")), Entry("乙", Decimal("92.001"), vetoed=True), Entry("丙")])
    assert not hides_order(standings, 2)


def test_a_unit_that_appears_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="ranked twice: 甲"):
        rank([Entry("甲", Decimal(1)), Entry("乙"), Entry("甲")])


def test_margin_needs_something_to_compare() -> None:
    standings = rank([Entry("甲", Decimal(95)), Entry("乙", Decimal("89.9")), Entry("丙")])
    assert margin(standings, ("甲",), Decimal(90)) is None, "no other is eligible"
    assert margin(standings, ("丙",), NO_MINIMUM) is None, "a winner by decision without a score"
    assert margin(standings, ("乙",), NO_MINIMUM) is None, "a winner by decision who was not first (F202)"


def test_change_counts_places_gained() -> None:
    first, second = group(甲="2", 乙="1")
    (blank,) = rank([Entry("丙")])
    before = {"甲": 4, "乙": 1, "丙": 1}
    assert change(before, first) == 3
    assert change(before, second) == -1
    assert change(before, blank) is None
    assert change({}, first) is None
    assert change({"甲": None}, first) is None
