"""Names on the pages beside the win, in the smallest hall as well: large where they can be, on more pages if needed."""

import random
from typing import Any

import pytest

from screens.hall import page_with, pages
from screens.looks import Look
from screens.widgets.bigtext import Lettering, is_narrow
from screens.widgets.cells import width_of
from tests.screens import test_winner_first
from tests.screens.ceremony_samples import climbed
from tests.screens.played import draw, typed
from tests.screens.samples import placed, scenes
from tests.screens.test_winner_first import is_whole, names, runs, suits, unit

drawn = test_winner_first.drawn
LONG = {True: 10, False: 6}
"""Letters and hanzi that stand on one line of the smallest hall with another name below them, and no more."""
MANY, SHORT = 5, 16
"""A block of so many long names is a table in the smallest hall: of more than four pages nobody sees the end."""
SIZES = ((80, 24), (120, 34), (200, 56))


def chosen(key: str, count: int) -> list[str]:
    return [name for name in names(random.Random(key), count) if suits(name, (80, 24))]


def sizes_of(seen: list[Lettering], name: str) -> set[int]:
    return {one.em for one in seen if is_whole(one, name)}


@pytest.mark.parametrize("count", [24, pytest.param(300, marks=pytest.mark.long)])
@pytest.mark.parametrize("size", SIZES)
def test_an_area_and_who_holds_its_flag_are_both_large(
    size: tuple[int, int], count: int, drawn: list[Lettering]
) -> None:
    contest = scenes()["flag-contest"]
    for name in chosen(f"contest {size} {count}", count):
        for changed in ({"area_name": name, "area_name_en": name}, {"previous": [unit(name)]}):
            scene = contest | changed
            drawn.clear()
            draw(scene, 99.0, size, Look("en"))
            area, holder = scene["area_name_en"], scene["previous"][0]["name_en"]
            larger, smaller = (max(sizes_of(drawn, text), default=0) for text in (area, holder))
            assert larger >= smaller, (name, drawn)
            assert smaller or any(len(run) > LONG[is_narrow(run)] for run in runs(name)), (name, drawn)


def block(first: int, shown: list[str]) -> dict[str, Any]:
    rows = [placed(place, unit(name), "79.00") for place, name in enumerate(shown, first)]
    climb = climbed(first, first + len(rows) - 1)
    return climb | {"board": climb["board"] | {"rows": rows}}


@pytest.mark.parametrize("together", [1, 2, 3, 5])
@pytest.mark.parametrize("size", SIZES)
def test_every_name_of_a_climb_is_large_on_one_of_its_pages(
    size: tuple[int, int], together: int, drawn: list[Lettering]
) -> None:
    shown = [name for name in chosen(f"climb {size} {together}", 60) if together < MANY or width_of(name) <= SHORT]
    shown = [*shown, *sorted(shown, key=is_narrow)]
    for start in range(0, len(shown) - together, together):
        scene, found = block(4, shown[start : start + together]), dict[str, set[int]]()
        count = pages(typed(scene), size, Look("en"))
        for number in range(count):
            drawn.clear()
            draw(scene | {"page": number}, 99.0, size, Look("en"))
            seen = {name: ems for name in shown[start : start + together] if (ems := sizes_of(drawn, name))}
            assert all(page_with(typed(scene), [name], size, Look("en")) == number for name in seen), seen
            found |= seen
        assert set(found) == set(shown[start : start + together]), (count, found)
        mixed = len({*map(is_narrow, found)}) > 1  # letters can be smaller than hanzi
        assert mixed or together == MANY or len({*map(tuple, found.values())}) == 1, found


def test_the_last_places_of_a_climb_stand_on_its_first_page() -> None:
    long = ["市公共资源交易监督管理", "县农村公路建设养护协调", "区人力资源社会保障教育"]
    scene = typed(block(4, long))
    assert pages(scene, (80, 24), Look()) == 3
    assert [page_with(scene, [name], (80, 24), Look()) for name in long] == [2, 1, 0]


def test_a_long_name_at_one_place_has_the_whole_page(drawn: list[Lettering]) -> None:
    name = "全市农村公路建设养护与运输管理协调领导小组"
    draw(block(4, [name]), 99.0, (80, 24), Look())
    assert min(sizes_of(drawn, name)) >= 11
    assert all(text in draw(block(4, [name]), 99.0, (80, 24), Look()).strips[-2].text for text in ("4", "79.00"))
