"""Cards of a board and lines of names: nothing is lost because something else is long; pages hold what has room."""

from dataclasses import dataclass

import pytest

from screens.hall.parts.card import Card, CardLine, Titled, set_in_lines
from screens.hall.parts.cards import arranged
from screens.hall.parts.hall_words import first_of, name_lines
from screens.hall.parts.page import aside_room, fitting
from screens.hall.parts.pagination import pages_of
from screens.looks import Look
from screens.widgets.cells import width_of

LONG = "赴长三角地区学习考察产业集群和城乡统筹发展工作第十二批"
CHOICES = {
    "name": ("魏", "市人力资源和社会保障局", LONG),
    "beside": ("", "县长", "全市农村公路建设养护与运输管理协调领导小组  党支部书记兼村民委员会主任  自评：如期兑现"),
    "text": ("", "财政收入", "to Wenling, Yuhuan, Yiwu, Kunshan and Jiangyin  Clusters, parks, towns and country"),
    "figures": ("", "90%", "ours 99999.99  theirs 123456.78 10,000 yuan per square km  as of 2010-06-30"),
}


@dataclass(frozen=True)
class Unit(Titled):
    """A unit with one name."""


def words(*texts: str) -> list[str]:
    return " ".join(texts).split()


@pytest.mark.parametrize("width", [58, 76, 110, 188])
def test_a_card_says_all_that_it_has_to_say_in_lines_that_have_room(width: int) -> None:
    for name in CHOICES["name"]:
        for beside in CHOICES["beside"]:
            for text in CHOICES["text"]:
                for figures in CHOICES["figures"]:
                    found = set_in_lines(name, beside, text, figures, width, width - 12)
                    said = words(found.beside, *(line.left for line in found.below))
                    assert "".join(said) == "".join(words(beside, text))
                    assert "  ".join(line.right for line in found.below if line.right) == figures
                    assert all(width_of(line.left) + width_of(line.right) <= width for line in found.below)
                    assert not found.beside or width_of(name) + 2 + width_of(found.beside) <= width - 12


def test_a_figure_stands_behind_the_text_where_it_has_room_and_is_never_broken() -> None:
    below = set_in_lines("涉县", "", "财政收入", "我方 42.5  对方 40亿元", 40, 30).below
    assert below == (CardLine("财政收入", "我方 42.5  对方 40亿元"),)
    below = set_in_lines("涉县", "", "规模以上高新技术企业研发投入", "我方 42.5  对方 40亿元", 40, 30).below
    assert below == (CardLine("规模以上高新技术企业研发投入"), CardLine("", "我方 42.5  对方 40亿元"))
    below = set_in_lines("涉县", "", "", "我方 42.5  对方 40亿元", 12, 12).below
    assert below == (CardLine("", "我方 42.5"), CardLine("", "对方 40亿元"))


def test_a_page_holds_as_many_rows_as_it_has_room_for() -> None:
    assert pages_of([2, 2, 2, 4, 2], 6) == [range(3), range(3, 5)]
    assert pages_of([9, 2], 6) == [range(1), range(1, 2)]
    assert pages_of([], 6) == [range(0)]


def card(name: str, percent: str | None = None) -> Card:
    return Card(Unit(name, name), "县长", "财政收入", "我方 42.5", "兑现", True, percent)


def test_cards_have_air_and_bars_where_all_have_room_for_that() -> None:
    few, some, many = ([card("涉县", "90")] * count for count in (4, 6, 40))
    assert arranged(few, (80, 24), Look()).heights == (3, 3, 3, 3)
    assert (arranged(some, (80, 24), Look()).heights[0], arranged(some, (80, 24), Look()).air) == (2, 1)
    close = arranged(many, (80, 24), Look())
    assert (close.air, [len(page) for page in close.pages]) == (0, [10, 10, 10, 10])
    wall = arranged(many, (200, 56), Look())
    assert (wall.large, len(wall.pages)) == (True, 10)
    assert not arranged(many, (200, 56), Look(native=True)).large


def test_beside_a_title_of_one_line_is_what_it_leaves_and_beside_a_large_one_half() -> None:
    assert aside_room(80, "Livelihood", 2) == 62
    assert aside_room(80, "Livelihood" * 9, 2) == 38
    assert aside_room(200, "Livelihood", 9) == 92


def test_a_list_of_units_names_the_first_and_counts_the_others() -> None:
    units = [Unit(f"县{number}", f"U{number}") for number in range(5)]
    assert first_of(units, "zh", 4) == "县0、县1、县2、县3、县4"
    assert first_of(units, "zh", 2) == "县0、县1，另有 3 个"
    assert first_of(units, "en", 2) == "U0, U1 and 3 more"


@pytest.mark.parametrize(
    ("count", "width", "most", "lines"),
    [
        (3, 20, 1, ["甲县县、乙县县、丙县"]),
        (3, 14, 2, ["甲县县、", "乙县县、丙县"]),
        (3, 14, 1, []),
        (3, 22, 1, ["甲县县、乙县县、丙县"]),
        (4, 22, 1, ["甲县县，另有 3 个"]),
        (4, 9, 9, ["甲县县、", "乙县县、", "丙县、", "丁县"]),
        (4, 6, 1, []),
    ],
)
def test_names_stand_whole_in_their_lines(count: int, width: int, most: int, lines: list[str]) -> None:
    units = [Unit(name, "") for name in ("甲县县", "乙县县", "丙县", "丁县")][:count]
    assert name_lines(units, "zh", width, most) == lines


def test_as_many_parts_stand_beside_a_title_as_have_room() -> None:
    assert fitting(["兑现 6", "未兑现 3", "进行中 3"], 17) == "兑现 6  未兑现 3"
    assert fitting(["兑现 6"], 3) == ""
