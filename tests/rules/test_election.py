"""Who is elected: by result, as far as the places go, and never over the head of somebody who waits (S15)."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.rules.election import Candidacy, Election, RankedNominee, elect

from .strategies import unhurried

READY, HELD, ELECTED = Candidacy.READY, Candidacy.HELD, Candidacy.ELECTED


def ready(*results: int) -> list[RankedNominee]:
    return [RankedNominee(at, Fraction(result), READY) for at, result in enumerate(results, 1)]


def test_the_best_are_elected_as_far_as_the_places_go() -> None:
    assert elect(ready(70, 90, 80), 2) == Election(elected=(2, 3), beaten=(1,))
    assert elect(ready(70, 90, 80), 1) == Election(elected=(2,), beaten=(3, 1))
    assert elect(ready(70, 90, 80), 3) == Election(elected=(2, 3, 1))


def test_s15_a_place_that_nobody_takes_is_vacant() -> None:
    assert elect(ready(70, 90), 5) == Election(elected=(2, 1), vacant=3)
    assert elect([], 2) == Election(vacant=2)


def test_nobody_below_the_threshold_is_elected() -> None:
    assert elect(ready(60, 59, 90), 3, Decimal(60)) == Election(elected=(3, 1), beaten=(2,), vacant=1)
    exact = [RankedNominee(1, Fraction(200, 3), READY)]
    assert elect(exact, 1, Decimal("66.67")).elected == ()
    assert elect(exact, 1, Decimal("66.66")).elected == (1,)


def test_whoever_waits_keeps_the_place() -> None:
    best, second, third = RankedNominee(1, Fraction(90), HELD), *ready(0, 80, 70)[1:]
    assert elect([third, second, best], 2) == Election(elected=(2,), held=(1,), beaten=(3,))
    assert elect([third, second, best], 1) == Election(held=(1,), beaten=(2, 3))
    last = RankedNominee(4, Fraction(60), HELD)
    assert elect([second, third, last], 2) == Election(elected=(2, 3), beaten=(4,))


def test_whoever_was_elected_stays_so_and_leaves_fewer_places() -> None:
    before = RankedNominee(1, Fraction(50), ELECTED)
    assert elect([before, *ready(0, 90, 80)[1:]], 2) == Election(elected=(2,), beaten=(3,))
    assert elect([before, *ready(0, 90)[1:]], 1) == Election(beaten=(2,))
    assert elect([before, RankedNominee(2, Fraction(40), ELECTED), *ready(0, 0, 90)[2:]], 1) == Election(beaten=(3,))


def test_s17_a_tie_at_the_last_place_waits() -> None:
    assert elect(ready(90, 80, 80, 70), 2) == Election(elected=(1,), tied=(2, 3), beaten=(4,), contested=1)
    assert elect(ready(80, 80), 2) == Election(elected=(1, 2))
    assert elect(ready(80, 80, 80), 2) == Election(tied=(1, 2, 3), contested=2)


def test_a_decision_settles_a_tie_and_nothing_else() -> None:
    assert elect(ready(90, 80, 80), 2, decided=(3,)) == Election(elected=(1, 3), beaten=(2,))
    assert elect(ready(80, 80, 80), 2, decided=(3,)) == Election(elected=(3,), tied=(1, 2), contested=1)
    assert elect(ready(80, 80, 80), 2, decided=(3, 1)) == Election(elected=(1, 3), beaten=(2,))
    assert elect(ready(90, 80), 1, decided=(2,)) == Election(elected=(1,), beaten=(2,))


@unhurried
@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from([READY, HELD, ELECTED])), max_size=7),
    st.integers(1, 4),
    st.integers(0, 5),
)
def test_places_are_neither_given_twice_nor_over_anybodys_head(
    drawn: list[tuple[int, Candidacy]], places: int, threshold: int
) -> None:
    everybody = [RankedNominee(at, Fraction(result), candidacy) for at, (result, candidacy) in enumerate(drawn)]
    result = {one.id: one.result for one in everybody}
    found = elect(everybody, places, Decimal(threshold))
    before = sum(one.candidacy is ELECTED for one in everybody)
    taken = (*found.elected, *found.held)
    assert len(taken) + found.contested + found.vacant == max(0, places - before)
    assert sorted((*taken, *found.tied, *found.beaten)) == [one.id for one in everybody if one.candidacy is not ELECTED]
    assert all(result[one] >= threshold for one in (*taken, *found.tied))
    able = [one for one in found.beaten if result[one] >= threshold]
    assert all(result[one] >= result[two] for one in (*taken, *found.tied) for two in able)
    assert not (found.vacant and (able or found.tied))


@pytest.mark.parametrize("results", list(permutations((90, 80, 80, 70)))[:6])
def test_the_order_in_which_nominees_come_decides_nothing(results: tuple[int, ...]) -> None:
    everybody = [RankedNominee(number, Fraction(result), READY) for number, result in enumerate(results)]
    found = elect(everybody, 2)
    assert [results[one] for one in found.elected] == [90]
    assert sorted(results[one] for one in found.tied) == [80, 80]
