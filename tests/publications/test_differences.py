"""What a deed would change, row by row: of rankings and of flags."""

from decimal import Decimal
from typing import Any

import pytest

from scoreboard.enums import Status
from scoreboard.publications.differences import (
    Difference,
    Placed,
    Section,
    What,
    both_sides,
    flag_differs,
    places_differ,
)

Told = tuple[str, str | None, Any, Any]
"""What, of whom, before and after."""


def at(rank: int | None, score: str | None, status: Status = Status.RANKED, **more: Any) -> Placed:
    return Placed("town", rank, None if score is None else Decimal(score), status, **more)


def told(differences: Any) -> list[Told]:
    return [(str(one.what), one.unit, one.before, one.after) for one in differences]


def places(before: dict[str, Placed], after: dict[str, Placed]) -> list[Told]:
    return told(places_differ(before, after, 2, by_pool=False))


def test_what_is_the_same_on_both_sides_is_no_difference() -> None:
    assert list(both_sides({"a": 1, "b": 2, "gone": 3}, {"new": 1, "b": 2, "a": 9})) == ["new", "a", "gone"]
    assert places({"a": at(1, "90")}, {"a": at(1, "90.00")}) == []


def test_who_only_moves_for_others_comes_after_those_whose_own_score_is_another_one() -> None:
    before = {"a": at(1, "90"), "b": at(2, "80"), "c": at(3, "70.125")}
    after = {"c": at(1, "95.5"), "a": at(2, "90"), "b": at(3, "80")}
    swapped = {"a": after["a"], "c": after["c"], "b": after["b"]}
    for becomes in (after, swapped):
        assert places(before, becomes) == [
            ("score", "c", "70.125", "95.50"),
            ("rank", "c", 3, 1),
            ("rank", "a", 1, 2),
            ("rank", "b", 2, 3),
        ]


def test_who_comes_and_who_goes_is_told_with_all_that_is_known_of_them() -> None:
    came = {"a": at(1, "90", flags=2)}
    whole = [("score", None, "90.00"), ("flags", None, 2), ("status", None, "ranked"), ("rank", None, 1)]
    assert places({}, came) == [(what, "a", before, after) for what, before, after in whole]
    assert places(came, {}) == [(what, "a", after, before) for what, before, after in whole]
    vetoed = {"a": at(None, None, Status.VETOED, flags=2)}
    assert places(came, vetoed) == [
        ("score", "a", "90.00", None), ("status", "a", "ranked", "vetoed"), ("rank", "a", 1, None),
    ]  # fmt: skip


def test_who_comes_or_goes_stands_before_those_who_move_for_that() -> None:
    before, after = {"b": at(1, "80"), "gone": at(2, "70")}, {"b": at(2, "80"), "new": at(1, "90")}
    assert list(dict.fromkeys(unit for _, unit, *_ in places(before, after))) == ["new", "gone", "b"]


def test_a_pool_is_named_where_pools_rank_apart_also_of_who_goes() -> None:
    sides = ({"gone": at(1, "80")}, {"new": at(1, "80")})
    for by_pool, pool in ((True, "town"), (False, None)):
        assert {one.pool for one in places_differ(*sides, 2, by_pool=by_pool)} == {pool}


TERM = {"outcome": "captured", "holders": ["a"], "previous": ["b"], "margin": "1.50", "defences": {"a": 0, "b": 2}}


@pytest.mark.parametrize(
    ("changes", "differences"),
    [
        ({}, []),
        ({"outcome": "defended"}, [("outcome", None, "captured", "defended")]),
        ({"holders": ["c", "b"]}, [("holders", None, ("a",), ("c", "b"))]),
        ({"previous": []}, [("previous", None, ("b",), ())]),
        ({"margin": None}, [("margin", None, "1.50", None)]),
        ({"margin": "2"}, [("margin", None, "1.50", "2.00")]),
        ({"margin": "2.0001"}, [("margin", None, "1.50", "2.0001")]),
        ({"overtaken_by": ["c"]}, [("leading", None, None, ("c",))]),
        ({"defences": {"c": 1, "b": 3}}, [("defences", "c", 0, 1), ("defences", "b", 2, 3)]),
        ({"defences": {"a": 1}}, [("defences", "a", 0, 1), ("defences", "b", 2, 0)]),
    ],
)
def test_a_term_of_a_flag_is_another_one_in_what_is_told_of_it(
    changes: dict[str, Any], differences: list[Told]
) -> None:
    assert told(flag_differs(TERM, {**TERM, **changes}, "", 2)) == differences


def test_a_term_that_begins_or_ends_is_told_whole() -> None:
    whole = [
        ("outcome", None, "captured"), ("holders", None, ("a",)), ("previous", None, ("b",)),
        ("margin", None, "1.50"), ("defences", "b", 0, 2),
    ]  # fmt: skip
    begun = [*[(what, None, before, after) for what, before, after in whole[:4]], whole[4]]
    assert told(flag_differs(None, TERM, "", 2)) == begun
    assert told(flag_differs(TERM, None, "", 2)) == [(what, unit, after, before) for what, unit, before, after in begun]


def test_a_flag_of_a_pool_is_told_with_it() -> None:
    for pool, of_pool in (("town", "town"), ("", None)):
        assert [one.pool for one in flag_differs(TERM, {**TERM, "outcome": "open", "defences": {}}, pool, 2)] == [
            of_pool, of_pool,
        ]  # fmt: skip


def test_what_the_public_learns_is_not_told_twice_and_long_lists_are_cut() -> None:
    first, second, third = (Difference(what=What.RANK, unit=unit, before=1, after=2) for unit in "abc")
    section = Section(board="ranking", series="main", period="Q1", area="roads", differences=(first, second, third))
    assert section.about == ("ranking", "main", "Q1", "roads")
    public = Section(board="ranking", differences=(second,))
    assert section.without(public).differences == (first, third)
    assert section.without(None) == section
    assert (section.cut(2).differences, section.cut(2).more) == ((first, second), 1)
    assert (section.cut(5).differences, section.cut(5).more) == (section.differences, 0)
