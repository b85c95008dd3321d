"""What is far from most, and from before."""

from decimal import Decimal

from scoreboard.rules.outliers import Middle, is_far_from_before, is_far_from_most, middle_of

HUNDRED = Decimal(100)


def far(score: str, scores: list[int]) -> bool:
    return is_far_from_most(Decimal(score), middle_of([Decimal(one) for one in scores]), HUNDRED)


def test_the_middle_is_where_half_are_on_each_side() -> None:
    assert middle_of([Decimal(one) for one in (80, 90, 82, 84, 86, 88, 92, 94)]) == Middle(Decimal(87), Decimal(4))
    assert middle_of([Decimal(80)] * 7) is None


def test_a_point_that_was_forgotten_is_far_and_what_is_usual_is_not() -> None:
    usual = [80, 82, 84, 86, 88, 90, 92, 94, 9]
    assert far("9", usual)
    assert not far("80", usual)
    assert not far("94", usual)
    assert not far("9", usual[:7]), "of too few none is far"
    even = [80] * 9
    assert (far("90", even), far("90.01", even), far("70", even), far("69.99", even)) == (False, True, False, True)


def test_a_change_of_more_than_a_quarter_is_large() -> None:
    changes = {"65": False, "64.99": True, "115": False, "115.01": True}
    assert {to: is_far_from_before(Decimal(to), Decimal(90), HUNDRED) for to in changes} == changes
    assert not is_far_from_before(Decimal(0), None, HUNDRED)
