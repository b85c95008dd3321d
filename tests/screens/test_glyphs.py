"""Which glyphs a terminal is trusted with, and pixels in each of them."""

import pytest
from PIL import Image

from screens.glyphs import PATTERNS, Glyphs, glyphs_from, narrow
from screens.looks import Look, look_from
from screens.palettes import RED_GOLD, SIXTEEN
from screens.widgets.canvas import Canvas
from screens.widgets.cells import REVERSE

KNOWN = {"COLORTERM": "truecolor"}


@pytest.mark.parametrize(
    ("environment", "glyphs"),
    [
        ({}, Glyphs.HALF_BLOCKS),
        ({"TERM": "xterm-256color"}, Glyphs.HALF_BLOCKS),
        ({"TERM": "foot"}, Glyphs.SEXTANTS),
        ({"TERM": "foot-extra"}, Glyphs.SEXTANTS),
        ({"TERM": "football"}, Glyphs.HALF_BLOCKS),
        ({"TERM": "xterm-kitty"}, Glyphs.SEXTANTS),
        ({"TERM": "foot", "TERM_PROGRAM": "foot", "TERM_PROGRAM_VERSION": "1.19.0"}, Glyphs.SEXTANTS),
        ({"TERM": "foot", "TERM_PROGRAM": "foot", "TERM_PROGRAM_VERSION": "1.20.0"}, Glyphs.OCTANTS),
        ({"TERM_PROGRAM": "kitty", "TERM_PROGRAM_VERSION": "0.40.1"}, Glyphs.OCTANTS),
        ({"TERM_PROGRAM": "kitty", "TERM_PROGRAM_VERSION": ""}, Glyphs.SEXTANTS),
        ({"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.0"}, Glyphs.OCTANTS),
        ({"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.1.3"}, Glyphs.HALF_BLOCKS),
        ({"VTE_VERSION": "7800"}, Glyphs.OCTANTS),
        ({"VTE_VERSION": "7603"}, Glyphs.HALF_BLOCKS),
        ({"VTE_VERSION": "x78"}, Glyphs.HALF_BLOCKS),
        ({"VTE_VERSION": "7800", "TMUX": "/tmp/tmux"}, Glyphs.HALF_BLOCKS),
        ({"TERM": "tmux-256color"}, Glyphs.HALF_BLOCKS),
        ({"TERM": "screen", "TERM_PROGRAM": "foot", "TERM_PROGRAM_VERSION": "1.21"}, Glyphs.HALF_BLOCKS),
        ({"TERM": "xterm", "SCOREBOARD_GLYPHS": "octants"}, Glyphs.OCTANTS),
        ({"TERM": "foot", "SCOREBOARD_GLYPHS": "Spaces"}, Glyphs.SPACES),
        ({"TERM": "foot", "SCOREBOARD_GLYPHS": "braille"}, Glyphs.SEXTANTS),
    ],
)
def test_only_a_terminal_that_is_known_gets_finer_glyphs(environment: dict[str, str], glyphs: Glyphs) -> None:
    assert glyphs_from(environment) is glyphs
    assert look_from(environment, "zh").glyphs is glyphs


@pytest.mark.parametrize(
    ("environment", "sixteen"),
    [
        ({"TERM": "linux"}, True),
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm-16color"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TEXTUAL_COLOR_SYSTEM": "standard"}, True),
        ({"TERM": "linux", "TEXTUAL_COLOR_SYSTEM": "truecolor"}, False),
        ({}, False),
    ],
)
def test_sixteen_colours_are_told_by_the_terminal_s_name(environment: dict[str, str], sixteen: bool) -> None:
    look = look_from(environment, "zh")
    assert look.two_levels is sixteen
    assert look.theme is (SIXTEEN if sixteen else RED_GOLD)


def test_octants_are_the_whole_block_of_unicode_16_and_neighbours_for_six() -> None:
    octants = PATTERNS[Glyphs.OCTANTS]
    assert len(octants) == 256
    assert {ord(glyph) for glyph in octants if ord(glyph) >= 0x1CD00 and ord(glyph) < 0x1CE00} == set(
        range(0x1CD00, 0x1CDE6)
    )
    assert [octants[at] for at in (0, 4, 6, 7, 8, 254, 255, 15, 240, 85, 170)] == [
        " ", "\U0001cd00", "\U0001cd01", "\U0001cd02", "\U0001cd03", "\U0001cde5", "█", "▀", "▄", "▌", "▐",
    ]  # fmt: skip
    missing = {0x1CEA0, 0x1CEA3, 0x1CEA8, 0x1CEAB, 0x1FBE6, 0x1FBE7}
    assert not missing & {ord(glyph) for glyph in octants}
    absent = (1, 2, 64, 128, 20, 40)
    for pattern in absent:
        neighbour = next(at for at in range(256) if octants[at] == octants[pattern] and at not in absent)
        assert (pattern ^ neighbour).bit_count() <= 2


def test_sextants_are_in_the_order_of_their_dots() -> None:
    sextants = PATTERNS[Glyphs.SEXTANTS]
    assert len(set(sextants)) == 64
    assert [sextants[at] for at in (0, 1, 21, 42, 62, 63)] == [" ", "\U0001fb00", "▌", "▐", "\U0001fb3b", "█"]


def dots(*inked: tuple[int, int]) -> Image.Image:
    """A picture of one cell in octants, white where it is inked."""
    picture = Image.new("RGBA", (2, 4), (0, 0, 0, 0))
    for dot in inked:
        picture.putpixel(dot, (255, 255, 255, 255))
    return picture


def cell(picture: Image.Image, look: Look) -> tuple[str, int, int, int]:
    canvas = Canvas((1, 1), look)
    canvas.paste(0, 0, picture)
    row = canvas.frame().strips[0]
    return row.glyphs[0], row.inks[0], row.grounds[0], row.attributes[0]


@pytest.mark.parametrize("at", range(8))
@pytest.mark.parametrize("colour", [True, False])
def test_a_dot_of_a_picture_is_the_same_dot_of_the_glyph(at: int, colour: bool) -> None:
    column, row = at % 2, at // 2
    opposite = (1 - column, row)
    glyph, ink, ground, _ = cell(dots((column, row), opposite), Look(glyphs=Glyphs.OCTANTS, colour=colour))
    assert glyph == PATTERNS[Glyphs.OCTANTS][1 << at | 1 << (opposite[0] + 2 * opposite[1])]
    if colour:
        assert (ink, ground) == (0xFFFFFF, RED_GOLD.ground)


def test_a_cell_of_one_colour_has_no_pattern() -> None:
    full = dots(*((x, y) for x in range(2) for y in range(4)))
    glyph, _, ground, _ = cell(full, Look(glyphs=Glyphs.OCTANTS))
    assert (glyph, ground) == (" ", 0xFFFFFF)


def test_spaces_mix_the_two_halves_and_reverse_without_colour() -> None:
    half = Image.new("RGBA", (1, 2), (0, 0, 0, 0))
    half.putpixel((0, 0), (255, 255, 255, 255))
    look = Look(glyphs=Glyphs.SPACES)
    glyph, _, ground, _ = cell(half, look)
    assert glyph == " "
    assert RED_GOLD.ground < ground < 0xFFFFFF
    assert cell(half, look.but(colour=False))[3] == REVERSE


def test_two_levels_have_no_colour_but_the_sixteen() -> None:
    from rich._palettes import STANDARD_PALETTE

    from tests.screens.played import draw

    from .samples import scenes

    sixteen = {red << 16 | green << 8 | blue for red, green, blue in STANDARD_PALETTE._colors}
    frame = draw(scenes()["flag-rolled"], 99, (120, 34), Look(two_levels=True, theme=SIXTEEN))
    for row in frame.strips:
        for glyph, ink, ground in zip(row.glyphs, row.inks, row.grounds, strict=True):
            assert glyph not in "▀▄" or {ink, ground} <= sixteen


@pytest.mark.parametrize(
    ("glyph", "shown"),
    [("永", "永"), ("a", "a"), ("…", "~"), ("─", "-"), ("“", '"'), ("①", "?"), ("é", "?"), ("ж", "?")],
)
def test_where_blocks_are_wide_nothing_of_doubtful_width_is_drawn(glyph: str, shown: str) -> None:
    assert narrow(glyph) == shown
