"""The commitment as a code on the title page: what a phone reads there are its digits."""

import segno

from screens.colours import rgb
from screens.glyphs import Glyphs
from screens.hall.parts.qr_code import BORDER, SQUARE, qr_code
from screens.looks import Look
from screens.widgets.canvas import Canvas
from tests.screens.played import draw
from tests.screens.samples import scenes

HALL = (200, 56)
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def modules(digits: str) -> list[list[bool]]:
    code = segno.make(digits.upper(), error="m", micro=False, boost_error=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=BORDER)]


def test_each_module_is_a_pixel_of_half_a_cell_in_every_glyph() -> None:
    digits = scenes()["title-sealed"]["commitment"]
    for glyphs in SQUARE:
        canvas = Canvas(HALL, Look(glyphs=glyphs))
        wanted = modules(digits)
        assert canvas.cells(qr_code(canvas, digits)) == (len(wanted), -(-len(wanted) // 2))


def test_the_wall_shows_the_commitment_module_by_module() -> None:
    sealed = scenes()["title-sealed"]
    frame = draw(sealed, 99, HALL, Look())
    seen: list[list[tuple[int, int, int] | None]] = []
    for row in frame.strips:
        upper: list[tuple[int, int, int] | None] = []
        lower: list[tuple[int, int, int] | None] = []
        for glyph, ink, ground in zip(row.glyphs, row.inks, row.grounds, strict=True):
            over, under = {"▀": (ink, ground), "▄": (ground, ink), "█": (ink, ink)}.get(glyph, (ground, ground))
            upper.append(rgb(over) if over >= 0 else None)
            lower.append(rgb(under) if under >= 0 else None)
        seen += [upper, lower]
    wanted = [[BLACK if module else WHITE for module in row] for row in modules(sealed["commitment"])]
    size = len(wanted)
    places = [
        (x, y)
        for y in range(len(seen) - size + 1)
        for x in range(HALL[0] - size + 1)
        if seen[y][x : x + size] == wanted[0] and all(seen[y + at][x : x + size] == wanted[at] for at in range(size))
    ]
    assert len(places) == 1


def test_the_end_shows_it_again_beside_its_word() -> None:
    closing = {**scenes()["closing"], "commitment": scenes()["title-sealed"]["commitment"]}
    without = draw({**closing, "commitment": None}, 99, HALL, Look())
    shown = draw(closing, 99, HALL, Look())
    grounds = [rgb(ground) for row in shown.strips for ground in row.grounds if ground >= 0]
    assert WHITE in grounds
    assert WHITE not in [rgb(ground) for row in without.strips for ground in row.grounds if ground >= 0]


def test_small_pages_coarse_glyphs_and_pages_without_a_seal_have_none() -> None:
    sealed = scenes()["title-sealed"]
    white = [draw(sealed, 99, size, Look()) for size in ((80, 24), (120, 34))]
    white += [draw(sealed, 99, HALL, Look(glyphs=glyphs)) for glyphs in Glyphs if glyphs not in SQUARE]
    white.append(draw({**sealed, "commitment": None}, 99, HALL, Look()))
    for frame in white:
        grounds = [rgb(ground) for row in frame.strips for ground in row.grounds if ground >= 0]
        assert WHITE not in grounds
