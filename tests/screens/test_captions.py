"""The line of plain text below a scene of a board: what the board is of, and who stands first on it."""

from tests.screens.played import caption

from .samples import scenes


def test_a_board_of_a_series_is_called_as_the_series_and_one_of_an_area_as_the_area() -> None:
    captures = scenes()["captures"]["board"]
    board = {**captures, "series_name": "市级", "series_name_en": "City", "rows": captures["rows"][:1]}
    assert caption({"scene": "captures", "board": board}, "zh") == f"市级  {board['rows'][0]['name']}"
    ranking = scenes()["ranking"]["board"]
    board = {**ranking, "area_name": "道路", "area_name_en": "Roads", "rows": ranking["rows"][:1]}
    assert caption({"scene": "ranking", "board": board}, "en") == f"Roads  {board['rows'][0]['name_en']}"


def test_a_board_of_which_nothing_is_public_has_no_caption() -> None:
    assert caption({"scene": "captures", "board": None}, "zh") == ""
