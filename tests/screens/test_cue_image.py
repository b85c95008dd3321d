"""The image of a cue on a page: seen at every size and in every kind of glyphs, and never at the cost of the words."""

from time import perf_counter
from typing import Any

import pytest

from scoreboard.publications.scene import SceneImage
from screens.colours import rgb
from screens.glyphs import Glyphs
from screens.hall.parts.cue_image import make_room, scaled
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.page import Box
from screens.hall.parts.placed_words import wall_of
from screens.looks import Look
from screens.widgets.canvas import Canvas, Frame
from tests.screens.hostile_samples import hostile_scenes
from tests.screens.image_samples import PICTURED, crest, photo, with_image
from tests.screens.played import draw
from tests.screens.samples import scenes

SIZES = ((80, 24), (120, 34), (200, 56))
GLYPHS = (Glyphs.HALF_BLOCKS, Glyphs.OCTANTS)
SETTLED = 99.0
LONG = "全市农村公路建设养护与运输管理协调领导小组成员单位"
LEFT_OUT_BESIDE_LARGE_WORDS = ("closing", "star-one")
"""Whose words are letters of blocks on a small wall of octants: an emblem or a portrait would make them smaller."""
BLUE = 6
"""Cells of the crest's blue field that a page shows at least: none of its own colours is as blue."""


def blue_cells(frame: Frame) -> int:
    """The cells in which blue is by far the strongest colour."""
    found = 0
    for strip in frame.strips:
        for colour in (*strip.inks, *strip.grounds):
            red, green, blue = rgb(colour) if colour >= 0 else (0, 0, 0)
            found += blue > 100 and blue > red + 60 and blue > green + 30
    return found


@pytest.mark.parametrize("name", PICTURED)
@pytest.mark.parametrize("glyphs", GLYPHS)
def test_an_image_is_seen_at_every_size(name: str, glyphs: Glyphs) -> None:
    payload = scenes()[name] | ({"title": "授旗仪式"} if name == "title" else {})
    large_words = name in LEFT_OUT_BESIDE_LARGE_WORDS and glyphs is Glyphs.OCTANTS
    for size in SIZES[-1:] if large_words else SIZES:
        look = Look(glyphs=glyphs)
        without, pictured = (draw(one, SETTLED, size, look) for one in (payload, with_image(payload, crest())))
        assert pictured.size == size
        assert blue_cells(without) < BLUE <= blue_cells(pictured), size


@pytest.mark.parametrize("name", ["wall", "star-winners", "roll", "flag-captured"])
def test_emblems_and_portraits_are_seen_where_the_words_leave_them_room(name: str) -> None:
    payload = scenes()[name]
    sizes = ((120, 34), (200, 56))
    shown = [draw(with_image(payload, crest()), SETTLED, size, Look()) for size in sizes]
    assert any(blue_cells(frame) >= BLUE for frame in shown)
    assert [frame.size for frame in shown] == list(sizes)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("text", ["旗", "授旗仪式", LONG, "Flags", "Award of the flags for the third quarter"])
def test_words_stay_nearly_as_large_as_without(text: str, lang: str) -> None:
    image = SceneImage(digest="", content=photo())
    for size in SIZES:
        canvas = Canvas(size, Look(lang=lang))
        whole = Box(2, 3, size[0] - 4, size[1] - 6)

        def em_in(box: Box, canvas: Canvas = canvas) -> int:
            found = wall_of(canvas).lettering(box, text, Rank.HERO)
            return found.em if found else 0

        room, place = make_room(canvas, whole, image, em_in)
        assert em_in(room) * 4 >= em_in(whole) * 3
        if place is None:
            assert room == whole
            continue
        assert room.height >= 4
        assert room.width >= 20
        apart = place.x + place.width <= room.x or place.bottom <= room.y
        assert apart, "they do not lie on each other"


@pytest.mark.parametrize(
    "content", [b"", b"no picture", crest()[:-300], photo(1400, 1000)], ids=["empty", "text", "cut off", "too large"]
)
@pytest.mark.parametrize("name", PICTURED)
def test_what_cannot_be_read_leaves_the_words_as_they_are(name: str, content: bytes) -> None:
    payload = scenes()[name]
    for scene in (with_image(payload, content), {**payload, "image": {"digest": "0" * 64}}):
        assert draw(scene, SETTLED, (80, 24), Look()).digest == draw(payload, SETTLED, (80, 24), Look()).digest


@pytest.mark.parametrize("name", ["title-long", "speech-long", "message-long", "countdown-long"])
def test_no_word_is_cut_for_an_image(name: str) -> None:
    """The longest texts are ordinary text, every character of which is on the page with and without an image."""
    payload = hostile_scenes()[name]
    for size in SIZES:
        for glyphs in GLYPHS:
            frames = [draw(one, SETTLED, size, Look(glyphs=glyphs)) for one in (payload, with_image(payload, crest()))]
            without, pictured = (sum("\u4e00" <= one <= "\u9fff" for one in frame.text) for frame in frames)
            assert pictured >= without, size


def test_an_image_keeps_its_proportions() -> None:
    wide, square = SceneImage(digest="w", content=photo(320, 180)), SceneImage(digest="s", content=crest())
    assert scaled(wide, 64, 64).size == (64, 36)
    assert scaled(wide, 640, 18).size == (32, 18)
    assert scaled(square, 30, 20).size == (20, 20)


@pytest.mark.parametrize("look", [Look(colour=False), Look(two_levels=True), Look(still=True)])
def test_an_image_is_drawn_in_every_look(look: Look) -> None:
    payload = scenes()["speech"]
    frames = [draw(one, SETTLED, (120, 34), look) for one in (payload, with_image(payload, crest()))]
    assert frames[0].digest != frames[1].digest
    if not look.colour:
        assert all(colour < 0 for strip in frames[1].strips for colour in (*strip.inks, *strip.grounds))


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 10), (320, 90)])
@pytest.mark.parametrize("name", PICTURED)
def test_odd_pages_and_odd_images_are_drawn(name: str, size: tuple[int, int]) -> None:
    for content in (photo(640, 1), photo(1, 640), crest(8)):
        assert draw(with_image(scenes()[name], content), SETTLED, size, Look()).size == size


def test_a_frame_with_an_image_takes_no_longer_once_it_is_known() -> None:
    def seconds(payload: dict[str, Any]) -> float:
        for _ in range(3):
            draw(payload, 1.0, (200, 56), Look())
        began = perf_counter()
        for frame in range(20):
            draw(payload, 1.0 + frame / 60, (200, 56), Look())
        return perf_counter() - began

    payload = scenes()["title"] | {"title": "授旗仪式"}
    assert seconds(with_image(payload, photo(640, 480))) < 4 * seconds(payload) + 0.5
