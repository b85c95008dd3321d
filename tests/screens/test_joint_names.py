"""Several holders of one flag: their names stand apart, large ones by a gap that is seen, small ones by lines."""

import copy
from itertools import pairwise

import pytest

from scoreboard.publications.words import NamedUnit
from screens.hall.parts.names import called
from screens.hall.parts.page import Box
from screens.themes import Look
from screens.widgets.canvas import Canvas
from tests.screens.played import draw

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
