"""All scenes at all sizes as pictures, for people to look at: ``python -m tests.screens.pictures FOLDER``."""

import sys
from html import escape
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

from screens.widgets.canvas import Frame

CELL_WIDTH, CELL_HEIGHT = 10, 20
_BLOCKS = {
    "▀": (0, 0, 1, 0.5),
    "▄": (0, 0.5, 1, 0.5),
    "█": (0, 0, 1, 1),
    "▐": (0.5, 0, 0.5, 1),
    "▖": (0, 0.5, 0.5, 0.5),
} | {glyph: (0, 0, (8 - at) / 8, 1) for at, glyph in enumerate("█▉▊▋▌▍▎▏")}


def _hex(colour: object, otherwise: str) -> str:
    triplet = getattr(colour, "triplet", None)
    return triplet.hex if triplet else otherwise


def svg(frame: Frame) -> str:
    """A frame as SVG: grounds and blocks as rectangles, text in a monospaced CJK font, cell by cell."""
    width, height = frame.width * CELL_WIDTH, frame.height * CELL_HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" shape-rendering="crispEdges">'
        '<style>text{font-family:"Noto Sans Mono CJK SC";font-size:16.6px;white-space:pre}.b{font-weight:bold}</style>'
        f'<rect width="{width}" height="{height}" fill="#000"/>'
    ]
    for row, strip in enumerate(frame.strips):
        x, y = 0, row * CELL_HEIGHT
        for text, style, _ in strip:
            ink = _hex(style.color if style else None, "#dddddd")
            ground = _hex(style.bgcolor if style else None, "#000000")
            if style and style.reverse:
                ink, ground = ground, ink
            cells = cell_len(text)
            if ground != "#000000":
                parts.append(
                    f'<rect x="{x}" y="{y}" width="{cells * CELL_WIDTH}" height="{CELL_HEIGHT}" fill="{ground}"/>'
                )
            weight = ' class="b"' if style and style.bold else ""
            for glyph, group in groupby(text):
                count = len(list(group))
                step = cell_len(glyph) * CELL_WIDTH
                if glyph in _BLOCKS:
                    left, top, wide, tall = _BLOCKS[glyph]
                    span = count * CELL_WIDTH if wide == 1 else wide * CELL_WIDTH
                    parts.append(
                        f'<rect x="{x + left}" y="{y + top * CELL_HEIGHT}" width="{span}" '
                        f'height="{tall * CELL_HEIGHT}" fill="{ink}"/>'
                    )
                elif glyph == "─":
                    parts.append(f'<rect x="{x}" y="{y + 9}" width="{count * CELL_WIDTH}" height="2" fill="{ink}"/>')
                elif glyph != " ":
                    parts.extend(
                        f'<text x="{x + at * step}" y="{y + 15.5}" fill="{ink}"{weight}>{escape(glyph)}</text>'
                        for at in range(count)
                    )
                x += step * count
    return "".join(parts) + "</svg>"


def main(folder: Path) -> None:
    """Write every sample scene, settled and at its turning points, at every size."""
    from screens.hall import draw
    from screens.themes import Look
    from tests.screens.samples import MOMENTS, SIZES, scenes

    folder.mkdir(parents=True, exist_ok=True)
    for lang in ("zh", "en"):
        for name, scene in scenes().items():
            for size in SIZES:
                for moment in (*MOMENTS.get(name, ()), 99.0):
                    frame = draw(scene, moment, size, Look(lang=lang))
                    label = "settled" if moment == 99.0 else f"{moment:.1f}s"
                    path = folder / f"{name}-{lang}-{size[0]}x{size[1]}-{label}.svg"
                    path.write_text(svg(frame), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
