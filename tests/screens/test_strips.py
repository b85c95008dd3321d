"""Rows write what their segments mean, in fewer bytes, and lean on nothing of Textual that has moved."""

import io
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screens.glyphs import Glyphs
from screens.hall.parts.cloth import waving
from screens.looks import Look
from screens.palettes import SIXTEEN
from screens.widgets.canvas import Canvas
from screens.widgets.strips import CellStrip, sequences
from tests.screens.played import draw

from .samples import scenes
from .terminal import Shown, shown
from .test_cells import HOSTILE

TRUECOLOR = Console(color_system="truecolor", force_terminal=True, file=io.StringIO(), legacy_windows=False)


def plain(row: CellStrip) -> Strip:
    """The same row as Textual would write it, in styles of its own: Rich keeps a style's first sequences for ever."""
    segments = (
        Segment(
            text,
            Style(
                color=style.color, bgcolor=style.bgcolor, bold=style.bold, reverse=style.reverse,
                underline=style.underline, strike=style.strike,
            )
            if style
            else None,
        )
        for text, style, _ in row
    )  # fmt: skip
    return Strip(segments, row.cell_length)


def seen(cells: list[Shown]) -> list[tuple[object, ...]]:
    """What a person can tell apart: the ink of a space shows only where it is reversed, underlined or struck, and a
    half block of one colour is a space."""
    inked = {"4", "7", "9"}
    found: list[tuple[object, ...]] = []
    for cell in cells:
        glyph = " " if cell.glyph == "▀" and even(cell) else cell.glyph
        shows = bool(glyph.strip() or cell.attributes & inked)
        found.append((glyph, cell.ground, cell.attributes if shows else None, cell.ink if shows else None))
    return found


def even(cell: Shown) -> bool:
    """Whether a cell's ink is its ground, which the terminal's own never is: 31 on 41, 91 on 101, or one by name."""
    if cell.ink is None or cell.ground is None or cell.attributes:
        return False
    return cell.ink == cell.ground or (cell.ink.isdigit() and int(cell.ink) + 10 == int(cell.ground))


LOOKS = (
    Look(),
    Look(glyphs=Glyphs.OCTANTS),
    Look(glyphs=Glyphs.SPACES),
    Look(colour=False),
    Look(two_levels=True, theme=SIXTEEN),
)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["flag-rolled", "wall", "annual", "rehearsal"])
def test_a_row_paints_what_its_segments_say_in_fewer_bytes(name: str, look: Look) -> None:
    ours = theirs = 0
    for row in draw(scenes()[name], 5.0, (120, 34), look).strips:
        built, usual = row.render(TRUECOLOR), plain(row).render(TRUECOLOR)
        assert seen(shown(built)) == seen(shown(usual))
        ours, theirs = ours + len(built.encode()), theirs + len(usual.encode())
    assert ours <= theirs + 4 * 34
    if look.colour:
        assert ours < theirs


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-3, 30), HOSTILE, st.integers(0, 15), st.booleans()), max_size=5))
def test_any_text_in_any_attributes_is_painted_as_it_is_meant(texts: list[tuple[int, str, int, bool]]) -> None:
    canvas = Canvas((30, 1), Look())
    for x, text, attributes, filled in texts:
        canvas.text(x, 0, text, 0x112233, ground=0x445566 if filled else None, attributes=attributes)
    row = canvas.frame().strips[0]
    cells = shown(row.render(TRUECOLOR))
    assert seen(cells) == seen(shown(plain(row).render(TRUECOLOR)))
    assert [cell.glyph for cell in cells] == list(row.glyphs)


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("system", ["standard", "256", "truecolor"])
def test_a_row_speaks_the_colours_of_its_console(system: str, colour: bool) -> None:
    console = Console(color_system=system, force_terminal=True, file=io.StringIO(), legacy_windows=False)
    row = draw(scenes()["flag-rolled"], 99, (80, 24), Look(colour=colour)).strips[8]
    assert seen(shown(row.render(console))) == seen(shown(plain(row).render(console)))
    assert row.render(console) is row.render(console)
    row.render(TRUECOLOR)
    assert seen(shown(row.render(console))) == seen(shown(plain(row).render(console)))


def test_neighbours_that_look_alike_in_few_colours_cost_no_more_than_one_colour() -> None:
    shades = array("i", [0x200000 + at for at in range(40)])
    row = CellStrip(["▀"] * 40, shades, array("i", reversed(shades)), bytes(40))
    assert sequences(row, ColorSystem.EIGHT_BIT) == f"\x1b[48;5;16m{' ' * 40}\x1b[0m"


def test_a_flag_that_fills_the_screen_keeps_within_its_bytes() -> None:
    canvas = Canvas((200, 56), Look())
    canvas.paste(0, 0, waving("重点项目建设先锋旗", 200, 112, 7, Look().theme))
    size = sum(len(row.render(TRUECOLOR).encode()) for row in canvas.frame().strips)
    assert size < 130_000


def test_what_a_row_takes_over_from_textual_is_still_there() -> None:
    """`Row` fills these slots itself, and makes the others only when they are asked for."""
    assert {"_cell_length", "_segments", "_render_cache", "_divide_cache", "_crop_cache"} <= set(Strip.__slots__)
    assert isinstance(Console()._color_system, ColorSystem | None)
    page = Canvas((80, 1), Look())
    page.text(0, 0, "a row that no other test asks for its segments")
    row = page.frame().strips[0]
    assert row.divide([80]) == [row]
    assert row.render(TRUECOLOR)
    with pytest.raises(AttributeError):
        object.__getattribute__(row, "_segments")


def test_a_row_is_a_strip_in_everything_else() -> None:
    row = draw(scenes()["table"], 99, (80, 24), Look()).strips[6]
    same = plain(row)
    assert row.text == same.text
    assert row == same
    assert row.cell_length == same.cell_length == 80
    assert [part.text for part in row.divide([20, 80])] == [part.text for part in same.divide([20, 80])]
    assert row.crop(5, 30).text == same.crop(5, 30).text
    assert row.crop_extend(0, 90, None).cell_length == 90
    assert list(row) == list(same)
    assert not hasattr(row, "nothing_of_the_kind")


def test_equal_rows_are_equal_and_others_are_not() -> None:
    def row(text: str, ink: int) -> CellStrip:
        canvas = Canvas((9, 1), Look())
        canvas.text(0, 0, text, ink)
        return canvas.frame().strips[0]

    first = row("永年县", 0xFFFFFF)
    again = CellStrip(list(first.glyphs), first.inks[:], first.grounds[:], first.attributes)
    assert first == again
    assert first != row("永年县", 0xFF0000)
    assert first != row("武安市", 0xFFFFFF)
    assert first != "永年县"
