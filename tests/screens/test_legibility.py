"""Whether the last row can read a name, by the display that it is on."""

import pytest

from screens.hall import COVER, draw, letters_in
from screens.hall.parts.legibility import reads, reads_on
from screens.looks import Look
from tests.screens.played import typed
from tests.screens.samples import scenes


@pytest.mark.parametrize(
    ("name", "hall", "legible"),
    [
        ("永年县", (80, 24), True),
        ("市公共资源交易监督管理委员会", (80, 24), True),
        ("全市农村公路建设养护与运输管理协调领导小组", (120, 34), True),
        ("全市农村公路建设养护与运输管理协调领导小组办公室", (60, 20), False),
        ("Handan Economic and Technological Development Zone", (100, 30), True),
        ("Bundesanstaltsverwaltungsratsvorsitzender", (80, 24), False),
        ("\U00031350县", (200, 56), False),
    ],
)
def test_a_name_is_read_where_it_is_large_and_whole(name: str, hall: tuple[int, int], legible: bool) -> None:
    assert reads(name, hall) is legible


LONG = "全市创先争优夺标竞赛第三季度重点工作授旗仪式"


@pytest.mark.parametrize(
    ("sample", "changed", "name", "hall", "first", "legible"),
    [
        ("title", {"title": LONG}, LONG, (80, 24), True, False),
        ("title", {"title": LONG}, LONG, (120, 34), True, True),
        ("title", {"title": "授旗仪式"}, "授旗仪式", (80, 24), True, True),
        ("title", {}, "not on it", (200, 56), True, False),
        ("flag-contest", {}, "洺关镇", (80, 24), False, True),
        ("flag-contest", {"area_name": LONG}, LONG, (80, 24), False, False),
        ("flag-climb", {}, "磁县", (80, 24), False, True),
        ("flag-climb", {}, "峰峰矿区", (80, 24), False, True),
        ("flag-third", {}, "峰峰矿区", (80, 24), True, True),
    ],
)
def test_a_name_is_read_on_any_page_of_a_scene_where_it_is_large(
    sample: str, changed: dict[str, str], name: str, hall: tuple[int, int], first: bool, legible: bool
) -> None:
    scene = typed(scenes()[sample] | changed)
    assert scene is not None
    assert reads_on(scene, name, "zh", hall, first) is legible


def test_a_name_is_read_after_every_scene_has_been_drawn() -> None:
    """One scene is called as a builtin is, and stands in its place from then on."""
    look = Look(still=True)
    for sample in scenes().values():
        draw(typed(sample), 0.0, (80, 24), look)
    assert reads("永年县", (100, 30))
    assert letters_in(COVER, (100, 30), look)
