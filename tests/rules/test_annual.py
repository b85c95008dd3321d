"""The year's result (S20)."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.enums import HonourState, Status
from scoreboard.rules.annual import Parts, annual
from scoreboard.rules.counted_honours import GivenHonour, aside_from, bonus, count_honours
from tests.rules.strategies import unhurried

POINTS = {"national": Decimal(3), "provincial": Decimal(2)}
CAP = Decimal(5)


def test_s20_six_flags_no_contest_in_q1_and_a_bonus_of_five() -> None:
    honours = [GivenHonour("甲", "national"), GivenHonour("乙", "provincial"), GivenHonour("丙", "provincial")]
    flags = {"Q1": None, "Q2": 3, "Q3": 2, "Q4": 1}

    (year,) = annual([Parts("yongnian", flags, honours)], POINTS, CAP)

    assert year.flags == {"Q1": None, "Q2": 3, "Q3": 2, "Q4": 1}
    assert (year.flags_total, year.honours, year.score) == (6, 5, 11)
    assert (year.rank, year.status) == (1, Status.RANKED)


def test_s20_one_honour_at_two_levels_counts_once_at_the_higher() -> None:
    counted = count_honours([GivenHonour("先进集体", "provincial"), GivenHonour("先进集体", "national")], POINTS)

    assert [(item.level, item.counted) for item in counted] == [("provincial", False), ("national", True)]
    assert bonus(counted, CAP) == 3


def test_f409_what_is_of_another_year_counts_in_no_case_and_takes_nothing_from_what_is_of_this_one() -> None:
    counted = count_honours(
        [
            GivenHonour("先进集体", "national", aside=HonourState.LATE),
            GivenHonour("先进 集体", "provincial"),
            GivenHonour("先进个人", "provincial", aside=HonourState.EARLY),
        ],
        POINTS,
    )

    assert [item.state for item in counted] == [HonourState.LATE, HonourState.COUNTED, HonourState.EARLY]
    assert bonus(counted, CAP) == 2


@pytest.mark.parametrize(
    ("day", "rolled", "aside"),
    [
        (date(2031, 3, 31), False, HonourState.EARLY),
        (date(2031, 3, 31), True, None),
        (date(2031, 4, 1), False, None),
        (date(2032, 3, 31), False, None),
        (date(2032, 4, 1), False, HonourState.LATE),
        (date(2032, 4, 1), True, HonourState.LATE),
    ],
)
def test_f409_a_year_runs_from_its_first_day_to_its_last(day: date, rolled: bool, aside: HonourState | None) -> None:
    assert aside_from(day, date(2031, 4, 1), date(2032, 3, 31), rolled=rolled) is aside


def test_s20_an_active_veto_takes_the_place_and_leaves_the_parts() -> None:
    honours = [GivenHonour("甲", "national")]
    years = annual(
        [
            Parts("best", {"Q2": 9, "Q3": 9}, honours, vetoed_by=("safety", "order")),
            Parts("second", {"Q2": 0, "Q3": 0}),
        ],
        POINTS,
        CAP,
    )

    second, best = years
    assert (second.unit, second.rank) == ("second", 1)
    assert (best.rank, best.status, best.vetoed_by) == (None, Status.VETOED, ("safety", "order"))
    assert (best.flags_total, best.honours, best.score) == (18, 3, 21)
    assert [(item.title, item.points, item.counted) for item in best.items] == [("甲", 3, True)]
    assert second.items == ()


def test_a_cap_of_zero_is_no_cap() -> None:
    honours = [GivenHonour(str(number), "national") for number in range(9)]

    assert bonus(count_honours(honours, POINTS), Decimal(0)) == 27


def test_the_same_honour_is_known_by_its_title_however_it_is_spaced() -> None:
    counted = count_honours(
        [GivenHonour("全国 先进（Ａ）", "national"), GivenHonour("全国先进(A)", "national")], POINTS
    )

    assert [item.counted for item in counted] == [True, False]
    late_first = count_honours(
        [GivenHonour("甲", "national", aside=HonourState.LATE), GivenHonour("乙", "provincial")], POINTS
    )
    assert [item.counted for item in late_first] == [False, True]


def test_no_honour_is_a_bonus_of_nought_points() -> None:
    assert isinstance(bonus([], CAP), Decimal)


def test_a_level_without_points_is_listed_and_worth_nothing() -> None:
    (item,) = count_honours([GivenHonour("甲", "county")], POINTS)

    assert (item.points, item.counted) == (0, True)


def test_flags_and_honours_weigh_the_same_and_equal_sums_share_a_place() -> None:
    honours = [GivenHonour("甲", "national")]
    years = annual([Parts("a", {"Q": 5}), Parts("b", {"Q": 2}, honours), Parts("c", {"Q": 4})], POINTS, CAP)

    assert [(year.unit, year.rank, year.tied) for year in years] == [("a", 1, True), ("b", 1, True), ("c", 3, False)]


def test_a_unit_is_not_ranked_against_itself() -> None:
    with pytest.raises(ValueError, match="ranked twice: a"):
        annual([Parts("a", {}), Parts("a", {})], POINTS, CAP)


honours = st.lists(
    st.builds(GivenHonour, st.sampled_from("甲乙丙"), st.sampled_from(["national", "provincial", "other"]))
)


@unhurried
@given(honours, st.sampled_from([Decimal(0), Decimal(1), Decimal(5), Decimal("7.5")]))
def test_each_title_counts_once_and_the_bonus_stays_under_the_cap(
    given_honours: list[GivenHonour], cap: Decimal
) -> None:
    counted = count_honours(given_honours, POINTS)

    titles = [item.title for item in counted if item.counted]
    assert sorted(titles) == sorted({honour.title for honour in given_honours})
    for item in counted:
        rivals = [other.points for other in counted if other.title == item.title]
        assert not item.counted or item.points == max(rivals)
    assert bonus(counted, cap) == (min(cap, bonus(counted, Decimal(0))) if cap else bonus(counted, Decimal(0)))


@unhurried
@given(honours, st.randoms(use_true_random=False))
def test_the_bonus_does_not_depend_on_the_order_of_honours(given_honours: list[GivenHonour], random: Random) -> None:
    shuffled = list(given_honours)
    random.shuffle(shuffled)

    assert bonus(count_honours(shuffled, POINTS), CAP) == bonus(count_honours(given_honours, POINTS), CAP)


years = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(["Q1", "Q2", "Q3"]), st.none() | st.integers(0, 3)), honours, st.booleans()
    ),
    max_size=6,
)


@unhurried
@given(years)
def test_the_year_is_a_competition_ranking_of_its_sums(
    given_years: list[tuple[dict[str, int | None], list[GivenHonour], bool]],
) -> None:
    parts = [
        Parts(f"u{number}", flags, honours_of, ("item",) if vetoed else ())
        for number, (flags, honours_of, vetoed) in enumerate(given_years)
    ]
    table = annual(parts, POINTS, CAP)

    assert {year.unit for year in table} == {part.unit for part in parts}
    ranked = [year for year in table if year.rank is not None]
    for year in ranked:
        assert year.score == year.flags_total + year.honours
        assert year.rank == 1 + sum(other.score > year.score for other in ranked if other.score is not None)
    assert {year.unit for year in table if year.rank is None} == {part.unit for part in parts if part.vetoed_by}


def test_an_honour_after_the_year_rolls_on_to_the_next() -> None:
    counted = count_honours(
        [GivenHonour("甲", "provincial"), GivenHonour("甲", "national", aside=HonourState.LATE)], POINTS
    )

    assert [item.counted for item in counted] == [True, False]
