"""Images that the terminal draws itself: sent before their cells, forgotten after them, and never from afar."""

import io
import re
from base64 import b64decode

import pytest
from PIL import Image
from rich.color import ColorSystem
from textual.app import App, ComposeResult

from screens.colours import rgb
from screens.looks import Look, with_graphics
from screens.scene_view import SceneView
from screens.widgets.strips import sequences
from screens.widgets.terminal_images import PLACEHOLDER, terminal_image
from tests.screens.image_samples import crest, with_image
from tests.screens.played import draw, typed
from tests.screens.samples import scenes

HALL = Look(graphics=True)
SIZE = (80, 24)
KITTY = {"SCOREBOARD_GRAPHICS": "kitty", "COLORTERM": "truecolor"}


@pytest.mark.parametrize("name", ["speech", "closing", "cover", "flag-contest", "star-one"])
def test_an_image_stands_in_its_own_cells_and_nothing_else_changes(name: str) -> None:
    pictured = with_image(scenes()[name], crest())
    drawn, of_blocks = (draw(pictured, 99.0, SIZE, look) for look in (HALL, Look()))
    (image,) = drawn.images
    cells = [
        (x, y) for y, row in enumerate(drawn.strips) for x, glyph in enumerate(row.glyphs) if glyph[:1] == PLACEHOLDER
    ]
    assert len(cells) == image.columns * image.rows > 0
    assert {drawn.strips[y].inks[x] for x, y in cells} == {image.number}
    assert len({drawn.strips[y].glyphs[x] for x, y in cells}) == len(cells), "each says which part it is"
    assert of_blocks.images == ()
    covered = set(cells)
    for y, (row, blocks) in enumerate(zip(drawn.strips, of_blocks.strips, strict=True)):
        others = [(row.glyphs[x], blocks.glyphs[x]) for x in range(SIZE[0]) if (x, y) not in covered]
        assert all(one == other for one, other in others)


def test_the_ink_of_its_cells_is_its_number_to_the_terminal() -> None:
    drawn = draw(with_image(scenes()["speech"], crest()), 99.0, SIZE, HALL)
    row = next(row for row in drawn.strips if PLACEHOLDER in row.text)
    red, green, blue = rgb(drawn.images[0].number)
    assert f"38;2;{red};{green};{blue}" in sequences(row, ColorSystem.TRUECOLOR)


def test_an_image_is_sent_in_parts_that_a_terminal_takes() -> None:
    image = terminal_image("a", 20, 10, crest(600))
    parts = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", image.sent())
    assert len(parts) > 1
    assert parts[0][0].startswith(f"a=T,U=1,i={image.number},c=20,r=10,f=100,")
    assert [head[-3:] for head, _ in parts] == [*["m=1"] * (len(parts) - 1), "m=0"]
    assert all(len(part) <= 4096 for _, part in parts)
    assert Image.open(io.BytesIO(b64decode("".join(part for _, part in parts)))).size == (600, 600)
    assert terminal_image("a", 20, 11, b"").number != image.number != terminal_image("b", 20, 10, b"").number


class _Hall(App[None]):
    def compose(self) -> ComposeResult:
        yield SceneView(HALL, clock=lambda: 0.0)


async def test_a_view_sends_an_image_once_and_lets_the_terminal_forget_it_with_its_scene() -> None:
    app, written = _Hall(), list[str]()
    pictured = typed(with_image(scenes()["speech"], crest()))
    async with app.run_test(size=SIZE) as pilot:
        app._driver.write = written.append  # type: ignore[union-attr, method-assign]
        view = app.query_one(SceneView)
        view.play(pictured)
        await pilot.pause()
        view.tick()
        assert view.frame
        number = view.frame.images[0].number
        assert sum(f"i={number}," in one and "a=T" in one for one in written) == 1
        assert not any("a=d" in one for one in written)
        view.play(typed(scenes()["speech"]))
        await pilot.pause()
        assert [one for one in written if "a=d" in one] == [f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"]


@pytest.mark.parametrize(
    "more", [{"SSH_CONNECTION": "a"}, {"SSH_TTY": "a"}, {"TMUX": "a"}, {"SCOREBOARD_GRAPHICS": "blocks"}]
)
def test_no_image_is_sent_from_afar_or_through_another_terminal(more: dict[str, str]) -> None:
    assert with_graphics(Look(), KITTY).graphics
    assert not with_graphics(Look(), {**KITTY, **more}).graphics
    assert not with_graphics(Look(colour=False), KITTY).graphics


def test_a_look_from_elsewhere_draws_blocks() -> None:
    assert HALL.word != Look().word
    assert Look.of_word(HALL.word) == Look()
