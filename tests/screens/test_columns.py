"""Columns of lists: nobody's cells are cut while others have some to spare."""

from hypothesis import given
from hypothesis import strategies as st

from screens.widgets.columns import ENOUGH, ListColumn, column_widths, shared

NEEDS = st.lists(st.integers(0, 60), min_size=1, max_size=6)


@given(NEEDS, st.integers(0, 200))
def test_room_goes_where_it_is_needed(needs: list[int], room: int) -> None:
    widths = shared(needs, room)
    cut = [width for width, need in zip(widths, needs, strict=True) if width < need]
    assert sum(widths) == room
    assert not cut or max(widths) - min(cut) <= 1
    assert (sum(needs) > room) == bool(cut)


def test_columns_are_no_wider_than_what_stands_in_them() -> None:
    columns = (ListColumn("What"), ListColumn("Day", 10), ListColumn("State", 12))
    assert column_widths(columns, (30, 10, 4), 60, 1) == [44, 10, 4]
    assert column_widths(columns, (30, 10, 20), 40, 1) == [16, 10, 12]


def test_a_spare_column_gives_way_where_the_others_would_be_cut_short() -> None:
    columns = (ListColumn("Id", 12, spare=True), ListColumn("Whose"), ListColumn("What"))
    assert column_widths(columns, (12, 20, 60), 76, 1) == [12, 20, 42]
    assert column_widths(columns, (12, 40, 60), 56, 1) == [0, 28, 27]
    assert min(column_widths(columns, (12, 40, 60), 2 * ENOUGH + 14, 1)) == 12


def test_a_list_of_nothing_has_columns_too() -> None:
    assert column_widths((ListColumn(), ListColumn("", 5)), (0, 0), 20, 2) == [18, 0]
    assert shared([], 9) == []
