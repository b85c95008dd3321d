"""Levels of honours by what people call them."""

import pytest

from scoreboard.publications.honour_levels import level_called, level_of

LEVELS = ("national", "city", "bureau", "市级")


def test_a_level_is_called_as_people_call_it_and_by_its_id_where_they_have_no_word() -> None:
    assert (level_called("city", "zh"), level_called("city", "en")) == ("市级", "city")
    assert (level_called("bureau", "zh"), level_called("bureau", "en")) == ("bureau", "bureau")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("city", "city"),
        ("国家级", "national"),
        (" National ", "national"),
        ("CITY", "city"),
        ("Bureau", "bureau"),
        ("市级", "市级"),
        (" 市级", "city"),
        ("省级", None),
        ("provincial", None),
        ("", None),
    ],
)
def test_a_text_means_the_level_of_the_competition_that_is_called_so_or_has_that_id(
    text: str, level: str | None
) -> None:
    """An id as it is written comes before what another level is called."""
    assert level_of(text, iter(LEVELS)) == level
