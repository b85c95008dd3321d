"""The pictures of the README, made from the hall's own frames: ``python -m tests.screens.moving docs``.

`ceremony.gif` is one flag: who holds it, the names that roll and slow down onto the winner, the flag that is carried
over, and the wall on which it then hangs. `hall.png` is the wall of flags.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from screens.glyphs import Glyphs
from screens.looks import Look
from tests.screens.played import draw

from .rendering import picture
from .samples import UNITS, flag, flag_row, placed, unit, wall

SIZE, CELL = (200, 56), 4
FRAMES_A_SECOND = 12.5
RESTING = 2.5
"""Seconds of the last picture."""
COLOURS = 96
LOOK = Look(glyphs=Glyphs.OCTANTS)


def played() -> list[tuple[dict[str, Any], float]]:
    """The scenes, and for how many seconds each is seen."""
    names = ("永年县", "武安市", "丛台区", "涉县", "磁县")
    row = flag_row(4, [unit(names[0])], [unit(names[1])], "captured")
    top = [placed(at + 1, unit(name), f"{92.5 - 0.5 * at:.2f}") for at, name in enumerate(names)]
    units = [unit(each["name"]) for each in UNITS]
    before = {"previous": row["previous"], "candidates": units}
    return [
        ({**flag(None), **before}, 1.8),
        ({**flag(None), **before, "moment": "roll"}, 1.92),
        ({**flag(row), **before, "top": top}, 10.4),
        ({"scene": "wall", "board": wall()}, 1.8),
    ]


def frames() -> Iterator[Image.Image]:
    """The moving picture, frame by frame."""
    for scene, seconds in played():
        for number in range(round(seconds * FRAMES_A_SECOND)):
            yield picture(draw(scene, number / FRAMES_A_SECOND, SIZE, LOOK), CELL)


def _sheet(drawn: list[Image.Image]) -> Image.Image:
    """A few of the pictures side by side: the colours of all of them."""
    chosen = [drawn[at * (len(drawn) - 1) // 5] for at in range(6)]
    page = Image.new("RGB", (chosen[0].width * len(chosen), chosen[0].height))
    for at, each in enumerate(chosen):
        page.paste(each, (at * each.width, 0))
    return page


def main(folder: Path) -> None:
    """Write both pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = list(frames())
    palette = _sheet(drawn).quantize(COLOURS)
    shown = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in drawn]
    pace = round(1000 / FRAMES_A_SECOND)
    shown[0].save(
        folder / "ceremony.gif", save_all=True, append_images=shown[1:], loop=0, optimize=True, disposal=1,
        duration=[*[pace] * (len(shown) - 1), round(RESTING * 1000)],
    )  # fmt: skip
    picture(draw({"scene": "wall", "board": wall()}, 99, SIZE, LOOK), 6).save(folder / "hall.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
