"""The layout of a wall: floors by rank, what gives way to what, equals alike, nothing but whole pixels and cells."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screens.glyphs import Glyphs
from screens.hall.parts.layout import Saying, grid, stack
from screens.hall.parts.least_sizes import Rank, floor_of
from screens.hall.parts.page import Box
from screens.hall.parts.walls import LaidOut, Wall

WALL = Wall(56, Glyphs.HALF_BLOCKS)
PAGE = Box(0, 0, 200, 56)
NAMES = st.text("市县区乡镇公共资源交易监督管理委员会", min_size=1, max_size=24)


def sayings(name: str, verdict: str = "夺旗  +0.50", third: str = "", note: str = "") -> tuple[Saying, ...]:
    texts = ((name, Rank.HERO, 6), (verdict, Rank.SECOND, 3), (third, Rank.THIRD, 2), (note, Rank.NOTE, 1))
    return tuple(Saying.of(text, rank, weight) for text, rank, weight in texts if text)


@pytest.mark.parametrize(
    ("rank", "narrow", "rows", "floor"),
    [
        (Rank.HERO, False, 56, 19),
        (Rank.HERO, True, 56, 14),
        (Rank.HERO, False, 24, 11),
        (Rank.HERO, True, 24, 9),
        (Rank.SECOND, False, 90, 15),
        (Rank.SECOND, False, 56, None),
        (Rank.THIRD, True, 90, 9),
        (Rank.THIRD, False, 90, None),
        (Rank.NOTE, True, 500, None),
    ],
)
def test_a_rank_holds_a_part_of_the_height_where_that_can_be_read(
    rank: Rank, narrow: bool, rows: int, floor: int | None
) -> None:
    assert floor_of(rank, narrow, rows, Glyphs.HALF_BLOCKS) == floor


def test_finer_glyphs_have_the_same_part_of_the_height_in_more_pixels() -> None:
    assert floor_of(Rank.HERO, False, 56, Glyphs.OCTANTS) == 38
    assert floor_of(Rank.HERO, False, 24, Glyphs.SEXTANTS) == 16


@settings(max_examples=40, deadline=None)
@given(NAMES, NAMES, st.sampled_from([(80, 24), (120, 34), (200, 56), (320, 90)]))
def test_what_ranks_lower_is_no_larger_and_all_lies_in_the_box_apart(
    name: str, third: str, size: tuple[int, int]
) -> None:
    box = Box(3, 2, size[0] - 6, size[1] - 2)
    said = sayings(name, third=third, note="上届 永年县")
    placed = stack(Wall(size[1], Glyphs.HALF_BLOCKS), box, said)
    ems = {one.rank: at.em for one, at in zip(said, placed, strict=True) if at}
    assert ems[Rank.HERO] >= ems.get(Rank.SECOND, 0) >= ems.get(Rank.THIRD, 0)
    rows = [(at.box.y, at.box.bottom) for at in placed if at]
    assert rows == sorted(rows)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(rows))
    if ems[Rank.HERO]:
        assert rows[0][0] >= box.y
        assert rows[-1][1] <= box.bottom


def test_notes_then_thirds_then_seconds_give_way_to_a_hero_that_needs_the_room() -> None:
    said = sayings("全市农村公路建设养护与运输管理协调领导小组", third="随旗奖励：十万元", note="上届 永年县")
    rooms = [stack(WALL, Box(0, 0, 120, rows), said) for rows in (70, 40, 34, 31, 28)]
    kept = [tuple(bool(at and at.em) for at in placed[1:3]) for placed in rooms]
    assert kept[0] == (True, True)
    assert kept[-1] == (False, False)
    assert kept == sorted(kept, reverse=True), "nothing comes back where there is less room"


def test_equals_are_of_one_size_in_the_grid_in_which_they_are_largest() -> None:
    found = grid(WALL, PAGE, ("涉县", "魏县", "永年县"), Rank.HERO)
    assert found
    letters = [word.lettering for word in found.words]
    assert {each.em for each in letters if each} == {found.em}
    assert found.em > (WALL.floor(Rank.HERO, "涉县") or 0)


def test_a_layout_is_a_function_of_what_is_asked() -> None:
    first = stack(WALL, PAGE, sayings("永年县"))
    stack.cache_clear()
    assert stack(WALL, PAGE, sayings("永年县")) == first


def test_a_wall_of_ordinary_text_has_no_large_letters() -> None:
    placed = stack(Wall(56, Glyphs.HALF_BLOCKS, native=True), PAGE, sayings("永年县", note="上届 武安市"))
    assert [at.em for at in placed if at] == [0, 0, 0]
    assert (
        "".join(word.text for at in placed if isinstance(at, LaidOut) for word in at.words)
        == "永年县夺旗  +0.50上届 武安市"
    )
