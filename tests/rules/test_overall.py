"""The overall table: flags, then the weighted total."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.rules.overall import Tally, has_nothing, hides_order, overall, top_tallies, weighted_total

from .strategies import rarely, scores, unhurried

TALLIES = st.lists(
    st.builds(Tally, st.sampled_from("abcdef"), st.integers(0, 2), scores, rarely, rarely),
    unique_by=lambda row: row.unit,
)


def test_flags_come_before_the_total() -> None:
    table = overall(
        [
            Tally("甲", 0, Decimal(500)),
            Tally("乙", 2, Decimal(300)),
            Tally("丙", 1, Decimal(400)),
            Tally("丁", 1, Decimal("400.0")),
            Tally("戊", 1, Decimal(399)),
        ]
    )
    assert [(row.unit, row.rank, row.tied, row.flags) for row in table] == [
        ("乙", 1, False, 2),
        ("丙", 2, True, 1),
        ("丁", 2, True, 1),
        ("戊", 4, False, 1),
        ("甲", 5, False, 0),
    ]


def test_by_the_total_alone_flags_are_only_told() -> None:
    rows = [Tally("甲", 0, Decimal(500)), Tally("乙", 2, Decimal(300)), Tally("丙", 1, Decimal(300))]
    table = overall(rows, "total")
    assert [(row.unit, row.rank, row.tied, row.flags) for row in table] == [
        ("甲", 1, False, 0),
        ("乙", 2, True, 2),
        ("丙", 2, True, 1),
    ]
    close = overall([Tally("甲", 0, Decimal("92.004")), Tally("乙", 2, Decimal("92.001"))], "total")
    assert hides_order(close, 2, "total")
    assert not hides_order(close, 2)


def test_s06_the_vetoed_stay_listed_without_a_place() -> None:
    table = overall(
        [
            Tally("n/a", 0, Decimal(0), not_applicable=True),
            Tally("否决", 1, Decimal(90), vetoed=True, not_applicable=True),
            Tally("甲", 0, Decimal(0)),
        ]
    )
    assert not any(row.tied for row in table)
    assert [(row.unit, row.rank, row.score, row.status) for row in table] == [
        ("甲", 1, Decimal(0), "ranked"),
        ("否决", None, Decimal(90), "vetoed"),
        ("n/a", None, None, "n/a"),
    ]


def test_s02_rounding_can_hide_the_order_among_units_with_as_many_flags() -> None:
    one, other = Tally("甲", 1, Decimal("92.004")), Tally("乙", 1, Decimal("92.001"))
    assert hides_order(overall([one, other]), 2)
    assert not hides_order(overall([one, other]), 3)
    assert not hides_order(overall([one, Tally("乙", 0, Decimal("92.001"))]), 2), "the flags show the order"


def test_a_unit_that_appears_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="ranked twice: 甲"):
        overall([Tally("甲", 1, Decimal(1)), Tally("甲", 0, Decimal(2))])


def test_a_missing_score_counts_as_nothing_in_the_total() -> None:
    weights = {"roads": Decimal(2), "people": Decimal("0.5"), "party": Decimal(1)}
    total = weighted_total({"roads": Decimal("91.5"), "people": Decimal("88.8888"), "party": None}, weights)
    assert total == Decimal("227.4444")
    assert weighted_total({"elsewhere": Decimal(9)}, weights) == 0
    assert isinstance(weighted_total({}, {}), Decimal), "of no area, too"


@unhurried
@given(TALLIES)
def test_the_table_is_a_valid_competition_ranking(rows: list[Tally]) -> None:
    competing = {row.unit: (row.flags, row.total) for row in rows if not row.vetoed and not row.not_applicable}
    table = {row.unit: row for row in overall(rows)}
    assert table.keys() == {row.unit for row in rows}
    for unit, row in table.items():
        if unit in competing:
            assert row.rank == 1 + sum(other > competing[unit] for other in competing.values())
            assert row.tied == (sum(other == competing[unit] for other in competing.values()) > 1)
        else:
            assert row.rank is None


@unhurried
@given(TALLIES.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_the_rows_decides_no_place(tables: tuple[list[Tally], list[Tally]]) -> None:
    one, other = (frozenset(overall(rows)) for rows in tables)
    assert one == other


def test_a_guest_is_listed_with_its_total_and_is_said_to_be_one() -> None:
    first, guest = overall([Tally("客", 3, Decimal(99), guest=True), Tally("甲", 0, Decimal(1))])
    assert (first.unit, first.rank, first.guest) == ("甲", 1, False)
    assert (guest.unit, guest.rank, guest.score, guest.guest) == ("客", None, Decimal(99), True)


def test_the_tops_are_first_place_and_the_next_below_it_without_those_who_have_none() -> None:
    rows = [
        Tally("甲", 1, Decimal(50)),
        Tally("乙", 2, Decimal(10)),
        Tally("丙", 1, Decimal(60)),
        Tally("丁", 2, Decimal("10.0")),
        Tally("否决", 9, Decimal(99), vetoed=True),
        Tally("客", 9, Decimal(99), guest=True),
        Tally("戊", 1, Decimal("60.0")),
        Tally("己", 0, Decimal(90)),
    ]
    assert [row.unit for row in top_tallies(rows)] == ["乙", "丙", "丁", "戊"]
    assert [row.unit for row in top_tallies(rows, "total")] == ["丙", "戊", "己"]
    assert top_tallies([]) == []


@given(TALLIES)
@unhurried
def test_the_tops_stand_in_the_table_as_they_do_among_all(rows: list[Tally]) -> None:
    whole = [(row.unit, row.rank) for row in overall(rows) if row.rank is not None]
    tops = [(row.unit, row.rank) for row in overall(top_tallies(rows))]
    second = min((rank for _, rank in whole if rank > 1), default=1)
    assert tops == [row for row in whole if row[1] <= second]


@pytest.mark.parametrize(
    ("flags", "total", "order", "nothing"),
    [
        (0, "0", "flags", True),
        (0, "0.0", "total", True),
        (1, "0", "flags", False),
        (1, "0", "total", True),
        (0, "0.0001", "flags", False),
        (0, "5", "total", False),
    ],
)
def test_who_has_nothing_that_the_table_goes_by(flags: int, total: str, order: str, nothing: bool) -> None:
    (place,) = overall([Tally("甲", flags, Decimal(total))], order)
    assert has_nothing(place, order) is nothing


def test_a_table_goes_by_flags_unless_something_else_is_said() -> None:
    (place,) = overall([Tally("甲", 1, Decimal(0))])
    assert not has_nothing(place)
