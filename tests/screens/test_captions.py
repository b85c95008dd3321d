"""The line of plain text below a scene of a board: what the board is of, and who stands first on it."""

from dataclasses import replace

import pytest

from screens.looks import Look
from tests.screens.played import caption, draw

from .samples import scenes


def test_a_board_of_a_series_is_called_as_the_series_and_one_of_an_area_as_the_area() -> None:
    captures = scenes()["captures"]["board"]
    board = {**captures, "series_name": "市级", "series_name_en": "City", "rows": captures["rows"][:1]}
    assert caption({"scene": "captures", "board": board}, "zh") == f"夺旗榜  市级  {board['rows'][0]['name']}"
    ranking = scenes()["ranking"]["board"]
    board = {**ranking, "area_name": "道路", "area_name_en": "Roads", "rows": ranking["rows"][:1]}
    assert caption({"scene": "ranking", "board": board}, "en") == f"Roads  {board['rows'][0]['name_en']}"


def test_a_board_of_which_nothing_is_public_has_no_caption() -> None:
    assert caption({"scene": "captures", "board": None}, "zh") == ""


@pytest.mark.parametrize(
    ("of", "open_flags", "told"),
    [
        ("captures", 0, {"zh": "至今无人夺旗", "en": "Nobody has captured a flag so far"}),
        ("captures", 2, {"zh": "夺旗情况待定", "en": "No capture is known yet"}),
        ("notice", None, {"zh": "目前无人在公示期", "en": "Nobody is on notice now"}),
    ],
)
def test_a_board_that_is_public_and_names_nobody_says_what_that_means(
    of: str, open_flags: int | None, told: dict[str, str]
) -> None:
    """It is no board of which nothing is published."""
    sample = scenes()[of]
    board = {**sample["board"], "rows": []} | ({} if open_flags is None else {"open": open_flags})
    for lang, words in told.items():
        drawn = draw({**sample, "board": board}, 99, (40, 8), replace(Look(), lang=lang, native=True)).text
        assert words.replace(" ", "") in "".join(drawn.split())
        assert caption({**sample, "board": board}, lang).endswith(words)
