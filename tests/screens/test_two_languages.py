"""A hall of two languages: the first is drawn, the second is a line at the foot that never tells more, or sooner."""

import pytest

from screens.hall import draw as draw_typed
from screens.looks import Look
from tests.screens.played import draw, pages, typed
from tests.screens.samples import scenes

SCENES = scenes()
BOTH, ALONE = Look("zh", second="en"), Look("zh")
SIZE, UPPER = (80, 24), (80, 23)


@pytest.mark.parametrize("name", SCENES)
def test_the_picture_is_that_of_the_first_language_over_a_line_of_the_second(name: str) -> None:
    scene = SCENES[name]
    frame = draw(scene, 99, SIZE, BOTH)
    assert frame.size == SIZE
    if scene.get("moment") == "transfer":  # it names its holder in both languages
        return
    assert frame.text.split("\n")[:-1] == draw(scene, 99, UPPER, ALONE).text.split("\n")
    assert pages(scene, SIZE, BOTH) == pages(scene, UPPER, ALONE)


def test_the_second_language_says_who_has_won_when_the_first_has() -> None:
    scene = SCENES["flag-captured"]
    early = [draw(scene, moment, SIZE, BOTH).text for moment in (0.0, 1.0, 2.4, 3.5, 5.4)]
    assert not [text for text in early if "Jiehedian" in text]
    lines = draw(scene, 99, (200, 56), BOTH).text.split("\n")
    assert "Key projects  → Jiehedian" in lines[-1]
    assert any("Jiehedian" in line for line in lines[:-1]), "below the name, too"


def test_a_small_page_has_one_language() -> None:
    assert (
        draw(SCENES["flag-captured"], 99, (60, 7), BOTH).digest
        == draw(SCENES["flag-captured"], 99, (60, 7), ALONE).digest
    )


def test_a_display_tells_the_console_of_both() -> None:
    assert Look.of_word(BOTH.word) == BOTH
    assert Look.of_word(Look("en", second="zh").word) == Look("en", second="zh")
    assert Look.of_word(ALONE.word) == ALONE


def test_a_scene_is_told_in_words_alike_for_all() -> None:
    scene = typed(SCENES["wall"])
    assert "节能减排: 涉县" in draw_typed(scene, 99, (200, 56), Look("en", second="zh")).text
