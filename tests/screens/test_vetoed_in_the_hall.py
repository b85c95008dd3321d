"""Somebody without a place for a veto makes no board of possible places small for all others."""

from typing import Any

import pytest

from screens.looks import Look
from tests.screens.played import draw

from .ceremony_samples import possible


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(200, 56), (320, 90)])
def test_possible_places_stay_large_where_one_is_vetoed(size: tuple[int, int], lang: str) -> None:
    board: dict[str, Any] = possible()
    rows = [dict(row) for row in board["rows"][:4]]
    rows[-1] |= {"best": None, "worst": None, "clinched": None, "eliminated": False, "name": "起重运输车间"}
    text = draw({"scene": "range", "board": board | {"rows": rows}}, 99, size, Look(lang)).text
    assert not [row["name"] for row in rows if row["name"] in text], "a name is ordinary text"
