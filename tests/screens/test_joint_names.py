"""Several holders of one flag: their names stand apart, large ones by a gap that is seen, small ones by lines."""

import copy
from itertools import pairwise

import pytest

from scoreboard.publications.board_words import NamedUnit
from screens.hall.parts.hero_names import called
from screens.hall.parts.page import Box
from screens.looks import Look
from screens.widgets.canvas import Canvas
from tests.screens.played import draw, pages

from .ceremony_samples import rolled
from .samples import flag_row, scenes

SCHOOLS = [
    {"unit": name, "name": f"{name} High School", "name_en": f"{name} High School", "short_name": f"{name} High School"}
    for name in ("East", "West")
]


def named(name: str) -> NamedUnit:
    return NamedUnit(unit=name, name=name, short_name=name, name_en=name)


@pytest.mark.parametrize(
    ("width", "names"),
    [(80, ("涉县", "魏县")), (80, ("甲", "乙", "丙")), (120, ("界河店乡", "洺关镇")), (200, ("丛台区", "峰峰矿区"))],
)
def test_large_names_side_by_side_are_not_read_as_one(width: int, names: tuple[str, ...]) -> None:
    canvas = Canvas((width, 40), Look())
    found = called(canvas, Box(0, 0, width, 10), [named(name) for name in names])
    assert found is not None
    side_by_side = [(one, other) for one, other in pairwise(word.box for word in found.words) if one.y == other.y]
    assert side_by_side
    assert all(other.x - (one.x + one.width) >= width // 16 for one, other in side_by_side)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("native", [False, True])
def test_small_names_are_not_broken_where_each_has_room_for_itself(lang: str, native: bool) -> None:
    wall = copy.deepcopy(scenes()["wall"])
    wall["board"]["rows"] = [flag_row(0, SCHOOLS, SCHOOLS[:1], "joint", margin="0.00")]
    text = draw(wall, 99.0, (80, 24), Look(lang=lang, native=native)).text
    rows = [line for line in text.splitlines() if "High School" in line]
    assert [line.count("High School") for line in rows] == [1, 1]
    assert "East" in rows[0]
    assert "West" in rows[1]


LONG = (
    "Leading Group for Country Roads and Buses", "Bureau of Human Resources and Security",
    "Office for Culture Radio Film Television", "Bureau of Housing and Urban Development",
    "Commission for Health and Family Welfare", "Administration of Quality and Standards",
    "Bureau of Industry and Information Tech", "Centre for Public Resources and Bidding",
)  # fmt: skip


@pytest.mark.parametrize("size", [(100, 30), (120, 34), (200, 56)])
def test_eight_who_share_a_flag_rest_in_pages_on_which_each_is_a_hero(size: tuple[int, int]) -> None:
    holders = [{"unit": name, "name": name, "short_name": name, "name_en": name} for name in LONG]
    scene = {**rolled(flag_row(4, holders, [], "joint", margin="0.00")), "previous": []}
    look = Look("en")
    count = pages(scene, size, look)
    assert 2 <= count <= 8
    shown = [draw(scene | {"page": page}, 99, size, look) for page in range(count)]
    assert len({frame.digest for frame in shown}) == count
    assert not [name for frame in shown for name in LONG if name in frame.text], "none is ordinary text"
    assert pages(scene, size, look.but(native=True)) == 1
    few = {**rolled(flag_row(4, holders[:1], [], "captured", margin="0.50")), "previous": []}
    assert pages(few, size, look) == 1
