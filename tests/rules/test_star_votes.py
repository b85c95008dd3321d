"""The star vote: S17."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.rules.star_votes import (
    Ballots,
    CountStatus,
    StarResult,
    Turn,
    exact_words,
    place_of,
    rounding_of,
    short_of,
    tally,
    told_apart,
    turns,
)

from .strategies import unhurried

WEIGHTS = {"members": Decimal(60), "masses": Decimal(40)}
MEMBERS = Ballots(issued=10, returned=10, valid=10, in_favour=8)


@st.composite
def counts(draw: st.DrawFn) -> Ballots:
    issued = draw(st.integers(1, 500))
    returned = draw(st.integers(1, issued))
    valid = draw(st.integers(1, returned))
    return Ballots(issued, returned, valid, draw(st.integers(0, valid)))


def test_s17_vote() -> None:
    masses = Ballots(issued=12, returned=12, valid=12, in_favour=6)
    assert tally(WEIGHTS, {"members": MEMBERS, "masses": masses}) == StarResult(Decimal("68.00"), CountStatus.COUNTED)


def test_s17_more_ballots_returned_than_issued_void_the_round() -> None:
    masses = Ballots(issued=12, returned=13, valid=12, in_favour=6)
    assert tally(WEIGHTS, {"members": MEMBERS, "masses": masses}) == StarResult(None, CountStatus.VOID)


def test_s17_no_valid_mass_ballot_is_incomplete_not_zero() -> None:
    masses = Ballots(issued=12, returned=12, valid=0, in_favour=0)
    assert tally(WEIGHTS, {"members": MEMBERS, "masses": masses}) == StarResult(None, CountStatus.INCOMPLETE)
    assert tally(WEIGHTS, {"members": MEMBERS}) == StarResult(None, CountStatus.INCOMPLETE)


def test_s17_only_spoilt_or_opposing_ballots_are_no_reason_to_void() -> None:
    against = Ballots(issued=12, returned=11, valid=3, in_favour=0)
    assert tally(WEIGHTS, {"members": MEMBERS, "masses": against}) == StarResult(Decimal("48.00"), CountStatus.COUNTED)


@pytest.mark.parametrize(
    "ballots", [Ballots(9, 8, 7, 8), Ballots(9, 7, 8, 7), Ballots(9, 8, 7, -1)], ids=["favour", "valid", "negative"]
)
def test_counts_that_cannot_be_right_void_the_round(ballots: Ballots) -> None:
    assert tally(WEIGHTS, {"members": MEMBERS, "masses": ballots}) == StarResult(None, CountStatus.VOID)


def test_a_group_without_weight_has_no_say() -> None:
    weights = {"members": Decimal(1), "masses": Decimal(0)}
    masses = Ballots(12, 12, 0, 0)
    assert tally(weights, {"members": MEMBERS, "masses": masses}) == StarResult(Decimal("80.00"), CountStatus.COUNTED)
    assert tally({"masses": Decimal(0)}, {"masses": masses}) == StarResult(None, CountStatus.INCOMPLETE)


def test_the_result_is_rounded_once_and_half_up() -> None:
    third = Ballots(3, 3, 3, 1)
    assert tally({"masses": Decimal(7)}, {"masses": third}).value == Decimal("33.33")
    eighth = Ballots(800, 800, 800, 1)
    assert str(tally({"masses": Decimal(7)}, {"masses": eighth}).value) == "0.13"


@unhurried
@given(counts(), counts(), st.integers(1, 99), st.integers(1, 9))
def test_a_result_lies_between_the_groups_and_only_the_weights_ratio_counts(
    members: Ballots, masses: Ballots, weight: int, factor: int
) -> None:
    ballots = {"members": members, "masses": masses}
    weights = {"members": Decimal(weight), "masses": Decimal(100 - weight)}
    result = tally(weights, ballots)
    assert result.value is not None
    low, high = sorted(Decimal(100 * b.in_favour) / b.valid for b in ballots.values())
    assert low - Decimal("0.005") <= result.value <= high + Decimal("0.005")
    assert tally({group: w * factor for group, w in weights.items()}, ballots) == result


SHARES = st.lists(st.none() | st.integers(0, 8).map(Decimal), max_size=9)


def test_winners_come_in_the_order_of_their_votes_not_of_their_names() -> None:
    results = [Decimal("46.67"), Decimal("93.33"), Decimal("74.67")]
    assert turns(results, 4, from_bottom=True) == (Turn(), Turn((0,), 3), Turn((2,), 2), Turn((1,), 1))
    assert turns(results, 3) == (Turn((1,), 1), Turn((2,), 2), Turn((0,), 3))


def test_no_vote_at_all_comes_behind_half_a_percent() -> None:
    assert turns([Decimal(0), Decimal("0.5")], 2) == (Turn((1,), 1), Turn((0,), 2))


def test_winners_are_shown_in_one_step_at_least() -> None:
    with pytest.raises(ValueError, match="not a number of steps: 0"):
        turns([Decimal(90)], 0)
    assert turns([Decimal(90)], 1) == (Turn((0,), 1),)


def test_a_tie_shares_one_place_and_the_next_is_left_out() -> None:
    results = [Decimal(80), Decimal(70), Decimal(80), Decimal(90)]
    assert turns(results, 3) == (Turn((3,), 1), Turn((0, 2), 2), Turn((1,), 4))


@unhurried
@given(SHARES, st.integers(1, 6), st.booleans())
def test_every_winner_has_a_turn_and_no_turn_tells_a_false_place(
    results: list[Decimal | None], steps: int, from_bottom: bool
) -> None:
    found = turns(results, steps, from_bottom=from_bottom)

    assert len(found) == steps, "never depends on the result"
    assert sorted(at for turn in found for at in turn.winners) == list(range(len(results)))
    best_first = [turn for turn in (found[::-1] if from_bottom else found) if turn.winners]
    ranked = [results[at] for turn in best_first for at in turn.winners]
    assert ranked == sorted(ranked, key=lambda one: (one is None, -(one or 0)))
    for turn in found:
        if turn.place is not None:
            ahead = [one for one in results if one is not None and one > (results[turn.winners[0]] or 0)]
            assert turn.place == 1 + len(ahead)
            assert turn.winners == tuple(at for at, one in enumerate(results) if one == results[turn.winners[0]])


@pytest.mark.parametrize(
    ("quorum", "status"),
    [("80", CountStatus.COUNTED), ("80.0001", CountStatus.INCOMPLETE), ("100", CountStatus.INCOMPLETE)],
)
def test_f308_each_group_needs_its_quorum_of_what_was_issued(quorum: str, status: CountStatus) -> None:
    four_fifths = Ballots(issued=15, returned=12, valid=10, in_favour=5)
    all_of_them = Ballots(issued=10, returned=10, valid=10, in_favour=8)
    for groups in ({"members": four_fifths, "masses": all_of_them}, {"members": all_of_them, "masses": four_fifths}):
        assert tally(WEIGHTS, groups, Decimal(quorum)).status is status


def test_a_group_without_weight_needs_no_quorum() -> None:
    ballots = {"members": MEMBERS, "masses": Ballots(10, 1, 1, 1)}
    assert tally({"members": Decimal(1), "masses": Decimal(0)}, ballots, Decimal(50)).value == Decimal("80.00")


def test_the_exact_result_is_kept_beside_the_rounded_one() -> None:
    third = Ballots(3, 3, 3, 1)
    result = tally({"members": Decimal(1)}, {"members": third})
    assert (result.value, result.exact) == (Decimal("33.33"), Fraction(100, 3))
    assert tally(WEIGHTS, {}).exact is None


@pytest.mark.parametrize(
    ("exact", "threshold", "told"),
    [
        ("59.995", 60, "59.99"),
        ("59.9999", 60, "59.99"),
        ("60", 60, "60.00"),
        ("60.005", 60, "60.01"),
        ("59.994", 60, "59.99"),
        ("59.985", 60, "59.99"),
        ("60.006", "60.008", "60.00"),
        ("99.996", 0, "99.99"),
        ("100", 0, "100.00"),
        ("100", 100, "100.00"),
    ],
)
def test_no_result_is_told_as_the_threshold_or_the_whole_that_it_does_not_reach(
    exact: str, threshold: int | str, told: str
) -> None:
    assert str(short_of(Fraction(exact), Decimal(threshold))) == told


def test_more_digits_of_results_below_the_threshold_stay_below_it() -> None:
    told, exact = Decimal("59.99"), [Fraction("59.9996"), Fraction("59.99")]
    assert told_apart(told, exact) == 3
    assert [str(rounding_of(told, one)(one, 3)) for one in exact] == ["59.999", "59.990"]


def test_more_digits_of_a_result_are_rounded_as_it_was() -> None:
    assert str(rounding_of(Decimal("68.67"), Fraction("68.6666"))(Fraction("68.6666"), 3)) == "68.667"
    assert str(rounding_of(Decimal("68.66"), Fraction("68.6666"))(Fraction("68.6666"), 3)) == "68.666"


def test_the_place_of_a_winner_counts_those_with_a_better_result_and_none_without_one() -> None:
    results = [Fraction(80), Fraction(91), None, Fraction(91), Fraction(70)]
    assert [place_of(results, at) for at in range(5)] == [3, 1, None, 1, 4]


@pytest.mark.parametrize(
    ("exact", "said"),
    [
        ("68", "68"),
        ("137/2", "68.5"),
        ("100/32", "3.125"),
        ("0.00000001", "0.00000001"),
        ("0.000000005", "1/200000000"),
        ("200/3", "200/3"),
    ],
)
def test_an_exact_result_is_said_in_decimals_as_far_as_eight_hold_it_else_as_a_quotient(exact: str, said: str) -> None:
    assert exact_words(Fraction(exact)) == said
    assert Fraction(said) == Fraction(exact)
