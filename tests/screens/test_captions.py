"""The line of plain text below a scene of a board: what the board is of, and who stands first on it."""

import pytest

from scoreboard.locale import say
from scoreboard.publications.kinds import kind_names, kind_of
from screens.hall import caption

TITLED = [name for name in kind_names() if kind_of(name).title]
FIRST = {"unit": "roads", "name": "道路局", "name_en": "Roads office"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", TITLED)
def test_a_board_of_no_series_is_called_as_its_kind(name: str, lang: str) -> None:
    board = {"board": name, "series": None, "rows": [FIRST]}
    called = {"zh": "道路局", "en": "Roads office"}[lang]
    assert caption({"scene": "captures", "board": board}, lang) == f"{say(kind_of(name).title, lang)}  {called}"


def test_a_board_of_a_series_is_called_as_the_series() -> None:
    board = {"board": "captures", "series_name": "市级", "series_name_en": "City", "rows": [FIRST]}
    assert caption({"scene": "captures", "board": board}, "zh") == "市级  道路局"
    assert caption({"scene": "captures", "board": {**board, "area_name": "道路", "area_name_en": "Roads"}}, "en") == (
        "Roads  Roads office"
    )


def test_a_board_that_no_kind_is_of_has_no_title() -> None:
    assert caption({"scene": "captures", "board": {"board": "nonesuch", "rows": [FIRST]}}, "zh") == "道路局"
    assert caption({"scene": "captures"}, "zh") == ""
