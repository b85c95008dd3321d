"""Boards far away come in the order of the hall."""

from dataclasses import replace
from typing import Any, cast

import pytest

from scoreboard.publications.programme import USUAL
from screens.next_in_round import in_order, played
from screens.playlist import Item


class _Named:
    """As much of a part of the programme as its order needs."""

    def __init__(self, slot: str) -> None:
        self.slot = slot


PARTS = cast(list[Item], [_Named(name) for name in ("table city", "wall city", "pledges", "annual")])


@pytest.mark.parametrize(
    ("programme", "order", "shown"),
    [
        (USUAL, [0, 1, 2, 3], [0, 1, 2, 3]),
        (replace(USUAL, first=("annual", "pledges")), [3, 2, 0, 1], [3, 2, 0, 1]),
        (replace(USUAL, first=("annual",), left_out=("wall city",)), [3, 0, 1, 2], [3, 0, 2]),
        (replace(USUAL, left_out=("table city", "wall city", "pledges", "annual")), [0, 1, 2, 3], [0, 1, 2, 3]),
    ],
)
def test_parts_come_as_the_director_has_arranged_them(programme: Any, order: list[int], shown: list[int]) -> None:
    assert in_order(PARTS, programme) == order
    assert played(PARTS, programme) == shown
