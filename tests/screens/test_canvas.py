"""The canvas cuts at its edges, keeps wide characters whole and gives equal rows the same strip."""

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rich.cells import cell_len

from screens.looks import Look
from screens.widgets.canvas import Canvas
from screens.widgets.runs import text_run

from .test_cells import HOSTILE

LOOK = Look()


def row(canvas: Canvas, y: int = 0) -> str:
    return canvas.frame().strips[y].text


def test_text_is_aligned_in_its_cells() -> None:
    canvas = Canvas((10, 3), LOOK)
    canvas.text(0, 0, "永年", width=10, align="right")
    canvas.text(0, 1, "永年", width=10, align="center")
    canvas.text(2, 2, "永年县城区", width=6)
    assert canvas.frame().text.split("\n") == ["      永年", "   永年   ", "  永年…   "]


def test_a_wide_character_that_is_half_covered_becomes_a_space() -> None:
    canvas = Canvas((6, 1), LOOK)
    canvas.text(0, 0, "永年县")
    canvas.text(1, 0, "ab", width=2)
    assert row(canvas) == " ab 县"


def test_a_wide_character_at_an_edge_is_cut_to_a_space() -> None:
    canvas = Canvas((5, 2), LOOK)
    canvas.put(-1, 0, text_run(("永", "", "年", ""), 0, None, 0))
    canvas.put(4, 1, text_run(("永", ""), 0, None, 0))
    assert canvas.frame().text == " 年  \n     "


@given(
    st.integers(0, 12),
    st.integers(0, 3),
    st.lists(st.tuples(st.integers(-6, 14), st.integers(-1, 4), HOSTILE, st.integers(0, 9)), max_size=6),
)
def test_every_row_has_exactly_its_width(width: int, height: int, texts: list[tuple[int, int, str, int]]) -> None:
    canvas = Canvas((width, height), LOOK)
    for x, y, text, space in texts:
        canvas.fill(x, y, space, 1, 0x112233)
        canvas.text(x, y, text, width=space)
    frame = canvas.frame()
    assert frame.size == (width, height)
    assert all(cell_len(strip.text) == strip.cell_length == width for strip in frame.strips)


def test_text_takes_the_ground_of_what_lies_below() -> None:
    canvas = Canvas((4, 1), LOOK)
    canvas.fill(1, 0, 2, 1, 0xFF0000)
    canvas.text(0, 0, "abcd", 0xFFFFFF)
    grounds = [segment.style.bgcolor.triplet.hex for segment in canvas.frame().strips[0] for _ in segment.text]
    assert [ground == "#ff0000" for ground in grounds] == [False, True, True, False]


def test_equal_rows_are_the_same_object() -> None:
    first, second = (Canvas((30, 2), LOOK) for _ in range(2))
    for canvas in (first, second):
        canvas.text(3, 1, "永年县 92.50")
    assert all(a is b for a, b in zip(first.frame().strips, second.frame().strips, strict=True))


def test_pictures_become_half_blocks_and_clear_pixels_show_the_ground() -> None:
    picture = Image.new("RGBA", (3, 2), (0, 0, 0, 0))
    picture.putpixel((0, 0), (255, 0, 0, 255))
    picture.putpixel((1, 0), (255, 0, 0, 255))
    picture.putpixel((1, 1), (255, 0, 0, 255))
    canvas = Canvas((3, 1), LOOK)
    canvas.paste(0, 0, picture)
    colours = [
        (segment.text, segment.style.color and segment.style.color.triplet.hex, segment.style.bgcolor.triplet.hex)
        for segment in canvas.frame().strips[0]
    ]
    ground = f"#{LOOK.theme.ground:06x}"
    assert colours == [("▀", "#ff0000", ground), (" ", "#ff0000", "#ff0000"), (" ", ground, ground)]


def test_without_colour_pictures_are_plain_blocks() -> None:
    picture = Image.new("RGBA", (3, 2), (0, 0, 0, 0))
    picture.putpixel((0, 0), (255, 0, 0, 255))
    picture.putpixel((1, 1), (255, 0, 0, 255))
    canvas = Canvas((3, 1), LOOK.but(colour=False))
    canvas.paste(0, 0, picture)
    assert row(canvas) == "▀▄ "
    assert all(segment.style.color is None and segment.style.bgcolor is None for segment in canvas.frame().strips[0])


def test_a_sprite_moves_by_half_cells() -> None:
    def rows(pixel_y: int) -> list[str]:
        canvas = Canvas((1, 3), LOOK.but(colour=False))
        canvas.sprite(0, pixel_y, Image.new("RGBA", (1, 2), (255, 0, 0, 255)))
        return canvas.frame().text.split("\n")

    assert rows(2) == [" ", "█", " "]
    assert rows(3) == [" ", "▄", "▀"]


def test_the_digest_tells_pictures_apart() -> None:
    def digest(text: str, ink: int) -> str:
        canvas = Canvas((8, 1), LOOK)
        canvas.text(0, 0, text, ink)
        return canvas.frame().digest

    assert digest("永年县", 0xFFFFFF) == digest("永年县", 0xFFFFFF)
    assert len({digest("永年县", 0xFFFFFF), digest("永年县", 0xFF0000), digest("武安市", 0xFFFFFF)}) == 3
