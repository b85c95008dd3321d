"""A page of cells: text, fills, bars and pictures are put on it in order and come out as a frame of strips.

A row is described by what lies on it; equal rows give the same `Strip` object, so that a display can see
by identity which rows changed.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screens.themes import Look
from screens.widgets.cells import BOLD, PLAIN, REVERSE, STRIKE, UNDERLINE, Cell, clip, glyphs_of
from screens.widgets.pixels import Colour, blend, picture_rows, rgb

if TYPE_CHECKING:
    from PIL.Image import Image

Align = Literal["left", "center", "right"]
Run = tuple[int, tuple[Cell, ...]]
"""Where a run of cells starts in its row, and the cells."""


@dataclass(frozen=True)
class Frame:
    """A finished picture: exactly `height` strips of exactly `width` cells."""

    width: int
    strips: tuple[Strip, ...]

    @property
    def height(self) -> int:
        """Rows of the picture."""
        return len(self.strips)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in cells."""
        return self.width, len(self.strips)

    @property
    def text(self) -> str:
        """The characters alone, a line a row."""
        return "\n".join(strip.text for strip in self.strips)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all characters and colours: two displays that show the same have the same."""
        seen = hashlib.sha256(f"{self.width}x{self.height}".encode())
        for strip in self.strips:
            for segment in strip:
                seen.update(f"{segment.style}\0{segment.text}\0".encode())
            seen.update(b"\n")
        return seen.hexdigest()


@lru_cache(maxsize=16384)
def cell_style(ink: Colour | None, ground: Colour | None, attributes: int) -> Style:
    """The style of cells of one ink on one ground (None: the terminal's own)."""
    return Style(
        color=None if ink is None else Color.from_rgb(*rgb(ink)),
        bgcolor=None if ground is None else Color.from_rgb(*rgb(ground)),
        bold=True if attributes & BOLD else None,
        reverse=True if attributes & REVERSE else None,
        underline=True if attributes & UNDERLINE else None,
        strike=True if attributes & STRIKE else None,
    )


def _style_key(cell: Cell) -> tuple[Colour | None, Colour | None, int]:
    return cell[1:]


@lru_cache(maxsize=1024)
def _compose(width: int, ground: Colour | None, runs: tuple[Run, ...]) -> Strip:
    row: list[Cell] = [(" ", None, ground, PLAIN)] * width
    for start, cells in runs:
        end = start + len(cells)
        if row[start][0] == "":
            row[start - 1] = (" ", None, row[start - 1][2], PLAIN)
        if end < width and row[end][0] == "":
            row[end] = (" ", None, row[end][2], PLAIN)
        row[start:end] = [
            cell if cell[2] is not None else (cell[0], cell[1], below[2], cell[3])
            for cell, below in zip(cells, row[start:end], strict=True)
        ]
    segments = [
        Segment("".join(cell[0] for cell in group), cell_style(*key)) for key, group in groupby(row, _style_key)
    ]
    return Strip(segments, width)


class Canvas:
    """A page of `width` × `height` cells in a look; what falls outside is cut, never an error."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        self.width, self.height = max(0, size[0]), max(0, size[1])
        self.look = look
        self._runs: list[list[Run]] = [[] for _ in range(self.height)]
        self._grounds: list[Colour] = [look.theme.ground] * self.height

    def deepen(self) -> None:
        """Let the ground warm from the top of the page to its foot."""
        theme, last = self.look.theme, max(1, self.height - 1)
        self._grounds = [blend(theme.ground, theme.ground_low, y / last) for y in range(self.height)]

    def ground_at(self, y: int) -> Colour:
        """The bare ground of row `y`."""
        return self._grounds[y] if 0 <= y < self.height else self.look.theme.ground

    def put(self, x: int, y: int, cells: tuple[Cell, ...]) -> None:
        """Lay finished cells at (x, y); a wide character cut by an edge becomes a space."""
        if not 0 <= y < self.height or x >= self.width or x + len(cells) <= 0:
            return
        if x < 0:
            cells, x = cells[-x:], 0
            if cells[0][0] == "":
                cells = ((" ", *cells[0][1:]), *cells[1:])
        if x + len(cells) > self.width:
            past = cells[self.width - x][0] == ""
            cells = cells[: self.width - x]
            if past:
                cells = (*cells[:-1], (" ", *cells[-1][1:]))
        self._runs[y].append((x, cells))

    def text(
        self,
        x: int,
        y: int,
        text: str,
        ink: Colour | None = None,
        *,
        width: int | None = None,
        align: Align = "left",
        ground: Colour | None = None,
        attributes: int = PLAIN,
    ) -> int:
        """Write `text` in the `width` cells from (x, y), clipped with an ellipsis; returns their count."""
        space = self.width - x if width is None else width
        glyphs = glyphs_of(clip(text, space))
        free = space - len(glyphs)
        left = x + (free if align == "right" else free // 2 if align == "center" else 0)
        shown = self.look.theme.text if ink is None else ink
        self.put(left, y, self._cells(glyphs, shown, ground, attributes))
        return len(glyphs)

    def chip(self, x: int, y: int, text: str, ink: Colour, ground: Colour) -> int:
        """Write `text` on a coloured ground with a space at each side; returns the cells written."""
        if not self.look.colour:
            return self.text(x, y, f" {text} ", attributes=REVERSE | BOLD)
        return self.text(x, y, f" {text} ", ink, ground=ground, attributes=BOLD)

    def fill(self, x: int, y: int, width: int, height: int, ground: Colour) -> None:
        """Give a rectangle a ground of its own and clear what lay there."""
        shown = ground if self.look.colour else None
        for row in range(y, y + height):
            self.put(x, row, ((" ", None, shown, PLAIN),) * width)

    def rule(self, x: int, y: int, width: int, ink: Colour) -> None:
        """A thin line that fades out towards both ends."""
        middle = max(1, width // 2)
        ground = self.ground_at(y)
        shares = (min(1.0, 1.6 * (1 - abs(at - width / 2) / middle)) for at in range(width))
        inks = (blend(ground, ink, round(share * 12) / 12) if self.look.colour else None for share in shares)
        self.put(x, y, tuple(("─", shade, None, PLAIN) for shade in inks))

    def bar(self, x: int, y: int, width: int, share: float, inks: tuple[Colour, Colour]) -> None:
        """A bar half a row high over `share` (0 to 1) of `width` cells, from one ink to another."""
        whole, part = divmod(round(min(1.0, max(0.0, share)) * width * 2), 2)
        glyphs = "▄" * whole + "▖" * part
        span = max(1, width - 1)
        self.put(
            x,
            y,
            tuple(
                (glyph, blend(*inks, at / span) if self.look.colour else None, None, PLAIN)
                for at, glyph in enumerate(glyphs)
            ),
        )

    def paste(self, x: int, y: int, picture: "Image", ground: Colour | None = None) -> None:
        """Lay an RGBA picture, whose height is even in pixels, with its corner in cell (x, y).

        Its clear parts show the page's ground, or `ground` where it lies on a fill.
        """
        rows = picture.height // self.look.glyphs.down
        grounds = [self.ground_at(y + at) if ground is None else ground for at in range(rows)]
        for at, cells in enumerate(picture_rows(picture, grounds, self.look.colour)):
            self.put(x, y + at, cells)

    def sprite(self, x: int, pixel_y: int, picture: "Image") -> None:
        """Lay an RGBA picture of any height with its top at a row of pixels, so that it can move by half cells."""
        from PIL import Image

        down = self.look.glyphs.down
        row, above = divmod(pixel_y, down)
        tall = -(-(above + picture.height) // down) * down
        if above or tall != picture.height:
            page = Image.new("RGBA", (picture.width, tall), (0, 0, 0, 0))
            page.paste(picture, (0, above))
            picture = page
        self.paste(x, row, picture)

    def frame(self) -> Frame:
        """The finished picture."""
        grounds = self._grounds if self.look.colour else [None] * self.height
        return Frame(
            self.width,
            tuple(
                _compose(self.width, ground, tuple(runs)) if self.width else Strip([], 0)
                for ground, runs in zip(grounds, self._runs, strict=True)
            ),
        )

    def _cells(self, glyphs: tuple[str, ...], ink: Colour, ground: Colour | None, attributes: int) -> tuple[Cell, ...]:
        shown = ink if self.look.colour else None
        below = ground if self.look.colour else None
        return tuple((glyph, shown, below, attributes) for glyph in glyphs)
