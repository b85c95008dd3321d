"""The pictures of the README, made from the hall's own frames: ``python -m tests.screens.moving docs``.

`ceremony.gif` is one flag: the names roll, slow down onto the winner, and the flag is carried over. `hall.png` is the
wall of flags.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from screens.hall import draw
from screens.themes import Look
from screens.widgets.glyphs import Glyphs

from .rendering import picture
from .samples import scenes

SIZE, CELL = (120, 34), 6
FRAMES_A_SECOND = 10
ROLLING, TRANSFER, RESTING = 2.4, 9.4, 3.0
"""Seconds of the roll, of the transfer, and of the last picture."""
COLOURS = 64
LOOK = Look(glyphs=Glyphs.OCTANTS)


def frames() -> Iterator[Image.Image]:
    """The moving picture, frame by frame."""
    known: dict[str, dict[str, Any]] = scenes()
    for scene, seconds in ((known["flag-roll"], ROLLING), (known["flag-rolled"], TRANSFER)):
        for number in range(round(seconds * FRAMES_A_SECOND)):
            yield picture(draw(scene, number / FRAMES_A_SECOND, SIZE, LOOK), CELL)


def main(folder: Path) -> None:
    """Write both pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = list(frames())
    palette = drawn[-1].quantize(COLOURS)
    shown = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in drawn]
    pace = 1000 // FRAMES_A_SECOND
    shown[0].save(
        folder / "ceremony.gif", save_all=True, append_images=shown[1:], loop=0, optimize=True, disposal=1,
        duration=[*[pace] * (len(shown) - 1), round(RESTING * 1000)],
    )  # fmt: skip
    picture(draw(scenes()["wall"], 99, SIZE, LOOK), 10).save(folder / "hall.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
