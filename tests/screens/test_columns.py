"""Columns of lists: nobody's cells are cut while others have some to spare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.desk.help import explained
from screens.desk.keys_and_signs import all_keys, all_signs
from screens.widgets.cells import width_of
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


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_f516_what_keys_and_signs_mean_is_told_to_its_end(lang: str) -> None:
    for parts in (all_keys(lang, {}), all_signs(lang)):
        rows = explained("", "key", parts, 50)[1:]
        assert all(width_of(row.cells[1]) <= 50 for row in rows)
        told = "".join(row.cells[1] for row in rows).replace(" ", "")
        assert told == "".join(meaning for _, meaning in parts).replace(" ", "")
        assert [row.cells[0] for row in rows if row.choosable] == [key for key, _ in parts]
