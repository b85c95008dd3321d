"""A wall drawn small keeps its proportions, its colours and its size, whatever it is drawn with."""

import pytest

from screens.glyphs import Glyphs
from screens.looks import Look
from screens.palettes import PALETTES
from screens.widgets.canvas import Canvas
from screens.widgets.miniature import fitting, miniature


@pytest.mark.parametrize(
    ("wall", "room", "cells"),
    [
        ((200, 56), (131, 30), (107, 30)),
        ((120, 34), (51, 13), (46, 13)),
        ((80, 24), (131, 30), (80, 24)),
        ((320, 20), (51, 13), (51, 3)),
        ((10, 400), (51, 13), (1, 13)),
    ],
)
def test_a_wall_keeps_its_proportions(wall: tuple[int, int], room: tuple[int, int], cells: tuple[int, int]) -> None:
    assert fitting(wall, room) == cells


@pytest.mark.parametrize("glyphs", list(Glyphs))
@pytest.mark.parametrize("colour", [True, False])
def test_every_wall_fits_every_room(glyphs: Glyphs, colour: bool) -> None:
    look = Look(glyphs=glyphs, colour=colour)
    for wall in ((200, 56), (80, 24), (7, 3)):
        frame = Canvas(wall, look).frame()
        for room in ((51, 13), (131, 30), (1, 1)):
            assert miniature(frame, room, look).size == room


def test_half_of_a_wall_in_a_colour_is_half_of_its_picture() -> None:
    look = Look()
    canvas = Canvas((100, 40), look)
    canvas.fill(0, 0, 50, 40, 0xFF0000)
    small = miniature(canvas.frame(), (50, 20), look)
    for strip in small.strips:
        assert set(strip.grounds[2:23]) == {0xFF0000}
        assert set(strip.grounds[27:48]) == {look.theme.ground}


def test_a_wall_that_fits_is_shown_as_it_is() -> None:
    look = Look()
    canvas = Canvas((20, 3), look)
    canvas.text(0, 1, "永年县夺旗")
    assert "永年县夺旗" in miniature(canvas.frame(), (40, 9), look).text


@pytest.mark.parametrize("theme", sorted(PALETTES))
@pytest.mark.parametrize("glyphs", list(Glyphs))
def test_a_look_is_known_by_its_word(theme: str, glyphs: Glyphs) -> None:
    for look in (
        Look("en", PALETTES[theme], glyphs=glyphs),
        Look("zh", PALETTES[theme], colour=False, glyphs=glyphs, two_levels=True, native=True),
    ):
        assert Look.of_word(look.word) == look
    assert Look.of_word("") is None
    assert Look.of_word("xx_ceremony_sextants_colour") is None
