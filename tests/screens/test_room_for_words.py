"""What is empty gives its room to words: names are whole where they can be, and signs hide nothing that is said."""

from typing import Any

import pytest

from scoreboard.publications.board_words import NamedUnit
from screens.hall.parts.hall_words import label, short_in
from screens.looks import Look
from screens.widgets.cells import width_of
from tests.screens.played import draw

from .image_samples import photo, with_image
from .samples import placed, scenes

LONG = "Saint-Barthélemy & Upper Wensleydale Fire Brigade"
HALL, NEARBY = (120, 34), (80, 24)


def unit(name: str) -> dict[str, str]:
    return {"unit": name, "name": name, "name_en": name, "short_name": name}


def said(scene: dict[str, Any], size: tuple[int, int] = NEARBY) -> str:
    return draw(scene, 99.0, size, Look("en")).text


def test_a_column_of_notes_that_none_has_gives_its_room_to_names() -> None:
    rows = [placed(place, unit(name), "79.00") for place, name in enumerate((LONG, *"ABCDEF"), 1)]
    told = said({"scene": "ranking", "board": scenes()["ranking"]["board"] | {"rows": rows}})
    assert LONG in told
    assert "Note" not in told
    tied = [rows[0], *({**row, "rank": 2, "tied": True} for row in rows[1:])]
    assert "Note" in said({"scene": "ranking", "board": scenes()["ranking"]["board"] | {"rows": tied}})


def test_names_beside_possible_places_are_whole_where_there_is_room() -> None:
    board = scenes()["range"]["board"]
    rows = [{**board["rows"][0], **unit(LONG)}, *board["rows"][1:5]]
    assert LONG in said({"scene": "range", "board": {**board, "rows": rows}}, HALL)


def test_winners_who_share_a_step_are_told_with_their_results() -> None:
    scene = scenes()["star-one"]
    rows = [{**scene["rows"][0], "person": name, "result": result} for name, result in (("A", "91.39"), ("B", "50.77"))]
    told = said({**scene, "place": None, "rows": rows})
    assert "91.39" in told
    assert "50.77" in told
    placed = said({**scene, "place": None, "rows": rows, "places": [3, None]})
    assert "3rd place  91.39% of the vote" in placed
    assert "place  50.77% of the vote" not in placed


def test_units_that_share_a_place_of_a_climb_are_told_to_share_it() -> None:
    scene = scenes()["flag-third"]
    joint = {**scene, "rows": [*scene["rows"], {**scene["rows"][0], "unit": "other", "name": "魏县", "name_en": "Wei"}]}
    looks = [("zh", "并列"), ("en", "Joint")]
    for lang, word in looks:
        look = Look(lang, native=True)
        assert word not in draw(scene, 99.0, HALL, look).text
        assert word in draw(joint, 99.0, HALL, look).text


@pytest.mark.parametrize("size", [NEARBY, HALL, (200, 56)])
def test_a_portrait_stands_beside_a_long_name(size: tuple[int, int]) -> None:
    scene, name = scenes()["star-one"], "Gwendolyn Cadwaladr-Llewellyn"
    scene = {**scene, "rows": [{**scene["rows"][0], "person": name, "person_en": name}]}
    assert draw(with_image(scene, photo()), 99.0, size, Look("en")).text != draw(scene, 99.0, size, Look("en")).text


def test_a_rehearsal_s_sign_hides_no_words_of_a_full_head() -> None:
    scene = scenes()["range"]
    head = said(scene).split("\n")[0]
    marked = said({**scene, "rehearsal": True}).split("\n")
    assert any("REHEARSAL" in line for line in marked[:2])
    assert all(word in marked[0] for word in head.split())


def test_why_a_seal_was_amended_is_never_cut_for_who_signed() -> None:
    change = {
        "count": 2, "commitment": "61ea", "at": "2026-12-01T01:36:00+00:00", "sealed_by": "ann",
        "approved_by": "bo", "reason": "Falsified the log-book of the night watch",
    }  # fmt: skip
    assert change["reason"] in said({**scenes()["countdown"], "amended": change})


@pytest.mark.parametrize(
    ("name", "name_en", "short_name", "shown"),
    [
        (LONG, LONG, "Upper Wensleydale", "Upper Wensleydale"),
        (LONG, "", "Upper Wensleydale", "Upper Wensleydale"),
        ("洺关镇人民政府", "洺关镇人民政府", "洺关", "洺关"),
        ("洺关镇", LONG, "洺关", LONG),
        (LONG, LONG, "洺关", LONG),
    ],
)
def test_in_english_a_short_name_is_shown_where_the_name_itself_has_no_other(
    name: str, name_en: str, short_name: str, shown: str
) -> None:
    """An English wall had no short names where `name_en` was left out, and shows no Chinese where English is given."""
    bearing = NamedUnit(unit="u", name=name, name_en=name_en, short_name=short_name)
    assert short_in(bearing, "en") == shown
    assert label(bearing, "en", width_of(shown)) == shown
