"""The page of a board on which a unit stands is known in one place, whatever the rows look like."""

import pytest

from screens.looks import Look
from tests.screens.played import draw, page_with, pages

from .hostile_samples import ranking, table


@pytest.mark.parametrize("size", [(80, 24), (120, 34), (200, 56), (40, 12), (20, 5)])
@pytest.mark.parametrize("native", [False, True])
@pytest.mark.parametrize("scene", [{"scene": "table", "board": table(45)}, {"scene": "ranking", "board": ranking(45)}])
def test_f112_every_unit_is_on_the_page_that_is_named_for_it(
    scene: dict[str, object], size: tuple[int, int], native: bool
) -> None:
    look, board = Look(native=native), scene["board"]
    assert isinstance(board, dict)
    count = pages(scene, size, look)
    found = [page_with(scene, [row["unit"]], size, look) for row in board["rows"]]
    assert found == sorted(found)
    assert set(found) == set(range(count))
    if native and size[0] >= 80:
        drawn = [draw({**scene, "page": page}, 99, size, look).text for page in range(count)]
        for row, page in list(zip(board["rows"], found, strict=True))[3:]:  # a wide page has the first three beside it
            assert [number for number, text in enumerate(drawn) if row["score"] in text] == [page]


def test_f112_the_first_of_several_units_counts_and_pools_are_not_mixed() -> None:
    board = table(40) | {"ranking": "by-pool"}
    for row in board["rows"][30:]:
        row["pool"] = "department"
    scene, size, look = {"scene": "table", "board": board}, (80, 24), Look(native=True)
    last, third = board["rows"][-1]["unit"], board["rows"][2]["unit"]
    assert page_with(scene, [last], size, look) == pages(scene, size, look) - 1
    assert page_with(scene, [last, third], size, look) == 0
    assert page_with(scene, ["nobody"], size, look) == 0
