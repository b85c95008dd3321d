"""What lies where in every scene at chosen times, so coarsely that font engines agree.

``python -m tests.screens.silhouettes`` writes it anew, for a scene that was meant to change.
The page is cut into fields, each as bright as a digit says; `tests.screens.pictures` shows what they stand for.
"""

import json
from functools import cache
from pathlib import Path

from screens.colours import rgb
from screens.looks import Look
from screens.widgets.canvas import Frame
from screens.widgets.runs import NONE
from tests.screens.played import draw

from .samples import MOMENTS, scenes

SIZE, HALL = (120, 34), (200, 56)
IN_A_HALL = (
    "annual",
    "range",
    "table-moving",
    "ranking",
    "ranking-rest",
    "flag-rolled",
    "flag-rolled-joint",
    "title",
    "unit",
    "noticeboard",
)
"""Scenes that are laid out anew on a hall's wall: they are stored as they are there, too, as "NAME@hall"."""
ACROSS, DOWN = 24, 8
FILE = Path(__file__).with_name("silhouettes.json")
SETTLED = 99.0


@cache
def _light(colour: int) -> float:
    """How bright a colour is, from 0 to 1; the terminal's own is dark."""
    if colour == NONE:
        return 0.0
    red, green, blue = rgb(colour)
    return (0.3 * red + 0.59 * green + 0.11 * blue) / 255


def silhouette(frame: Frame) -> list[str]:
    """A digit for every field of the page, by rows: how bright its pixels are; words count as their ground."""
    sums = [[0.0] * ACROSS for _ in range(DOWN)]
    for y, row in enumerate(frame.strips):
        line = sums[y * DOWN // frame.height]
        for x, (glyph, ink, ground) in enumerate(zip(row.glyphs, row.inks, row.grounds, strict=True)):
            covered = {"█": 1.0, "▀": 0.5, "▄": 0.5}.get(glyph, 0.0)
            line[x * ACROSS // frame.width] += covered * _light(ink) + (1 - covered) * _light(ground)
    cells = frame.width * frame.height / ACROSS / DOWN
    return ["".join(str(min(9, round(value / cells * 9))) for value in line) for line in sums]


def moments(name: str) -> tuple[float, ...]:
    """The times at which a scene is looked at."""
    return (*MOMENTS.get(name, ()), SETTLED)


def names() -> list[str]:
    """All that is stored."""
    return [*scenes(), *(f"{name}@hall" for name in IN_A_HALL)]


def drawn(stored_as: str) -> dict[str, list[str]]:
    """A scene's silhouettes by their time."""
    name, _, hall = stored_as.partition("@")
    scene, size = scenes()[name], HALL if hall else SIZE
    return {f"{moment}": silhouette(draw(scene, moment, size, Look())) for moment in moments(name)}


def stored() -> dict[str, dict[str, list[str]]]:
    """The silhouettes as they were approved."""
    known: dict[str, dict[str, list[str]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return known


if __name__ == "__main__":
    FILE.write_text(json.dumps({name: drawn(name) for name in names()}, indent=1) + "\n", encoding="utf-8")
