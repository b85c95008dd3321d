"""A page of cells: text, fills, bars and pictures are put on it in order and come out as a frame of strips.

A row is described by what lies on it; equal rows give the same `Row` object, so that a display can see by
identity which rows changed.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from screens.colours import Colour, blend
from screens.glyphs import Glyphs, narrow
from screens.looks import Look
from screens.widgets.cells import BOLD, PLAIN, REVERSE, clip, glyphs_of
from screens.widgets.pixels import picture_rows
from screens.widgets.runs import NONE, Run, colours, cut, fill_run, inked_run, shaded_run, text_run
from screens.widgets.strips import CellStrip
from screens.widgets.strips import cell_style as cell_style
from screens.widgets.terminal_images import TerminalImage

if TYPE_CHECKING:
    from PIL.Image import Image

Align = Literal["left", "center", "right"]
OLD_MARK = "~"
"""Stands in the last cell of a picture that may be old."""


@dataclass(frozen=True)
class Frame:
    """A finished picture: exactly `height` strips of exactly `width` cells."""

    width: int
    strips: tuple[CellStrip, ...]
    images: tuple[TerminalImage, ...] = ()
    """What the terminal must know to draw it: each stands in its cells already."""

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

    def over(self, below: "Frame") -> "Frame":
        """This picture with another of its width below it."""
        return Frame(self.width, (*self.strips, *below.strips), (*self.images, *below.images))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all characters and colours: two displays that show the same have the same."""
        seen = hashlib.sha256(f"{self.width}x{self.height}".encode())
        for row in self.strips:
            seen.update("\0".join(row.glyphs).encode())
            for numbers in (row.inks, row.grounds, row.attributes):
                seen.update(bytes(numbers))
            seen.update(b"\n")
        return seen.hexdigest()


@lru_cache(maxsize=512)
def _fading(ground: Colour, ink: Colour, width: int) -> tuple[Colour | None, ...]:
    """An ink that fades into the ground towards both ends of `width` cells."""
    middle = max(1, width // 2)
    shares = (min(1.0, 1.6 * (1 - abs(at - width / 2) / middle)) for at in range(width))
    return tuple(blend(ground, ink, round(share * 12) / 12) for share in shares)


@lru_cache(maxsize=256)
def _ramp(inks: tuple[Colour, Colour], width: int) -> tuple[Colour | None, ...]:
    """The colours of `width` cells from one ink to the other."""
    return tuple(blend(*inks, at / max(1, width - 1)) for at in range(width))


@lru_cache(maxsize=3072)
def _compose(width: int, ground: Colour | None, runs: tuple[tuple[int, Run], ...]) -> CellStrip:
    glyphs = [" "] * width
    inks, grounds, attributes = colours(None, width), colours(ground, width), bytearray(width)
    for start, run in runs:
        end = start + len(run)
        if glyphs[start] == "":
            glyphs[start - 1], inks[start - 1], attributes[start - 1] = " ", NONE, PLAIN
        if end < width and glyphs[end] == "":
            glyphs[end], inks[end], attributes[end] = " ", NONE, PLAIN
        glyphs[start:end] = run.glyphs
        inks[start:end] = run.inks
        attributes[start:end] = run.attributes
        if run.opaque:
            grounds[start:end] = run.grounds
        else:
            for at, own in enumerate(run.grounds, start):
                if own != NONE:
                    grounds[at] = own
    return CellStrip(glyphs, inks, grounds, bytes(attributes))


class Canvas:
    """A page of `width` × `height` cells in a look; what falls outside is cut, never an error."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        self.width, self.height = max(0, size[0]), max(0, size[1])
        self.look = look
        self._runs: list[list[tuple[int, Run]]] = [[] for _ in range(self.height)]
        self._grounds: list[Colour] = [look.theme.ground] * self.height
        self._images: dict[int, TerminalImage] = {}
        self.letters: dict[str, int] = {}
        """The texts that stand on it in large letters, each with its largest em in pixels."""

    def in_letters(self, text: str, em: int) -> None:
        """Note that a text stands here in letters of so many pixels."""
        self.letters[text] = max(em, self.letters.get(text, 0))

    def deepen(self) -> None:
        """Let the ground warm from the top of the page to its foot."""
        theme, last = self.look.theme, max(1, self.height - 1)
        self._grounds = [blend(theme.ground, theme.ground_low, y / last) for y in range(self.height)]

    def ground_at(self, y: int) -> Colour:
        """The bare ground of row `y`."""
        return self._grounds[y] if 0 <= y < self.height else self.look.theme.ground

    def cells(self, picture: "Image") -> tuple[int, int]:
        """The cells that a picture takes, across and down."""
        glyphs = self.look.glyphs
        return -(-picture.width // glyphs.across), -(-picture.height // glyphs.down)

    def put(self, x: int, y: int, run: Run) -> None:
        """Lay a run at (x, y); a wide character cut by an edge becomes a space."""
        start, end = max(0, -x), min(len(run), self.width - x)
        if not 0 <= y < self.height or start >= end:
            return
        if (start, end) != (0, len(run)):
            run, x = cut(run, start, end), max(0, x)
        self._runs[y].append((x, run))

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
        self.put(left, y, self._text(glyphs, shown, ground, attributes))
        return len(glyphs)

    def chip(self, x: int, y: int, text: str, ink: Colour, ground: Colour) -> int:
        """Write `text` on a coloured ground with a space at each side; returns the cells written."""
        if not self.look.colour:
            return self.text(x, y, f" {text} ", attributes=REVERSE | BOLD)
        return self.text(x, y, f" {text} ", ink, ground=ground, attributes=BOLD)

    def is_free(self, x: int, y: int, width: int) -> bool:
        """Whether nothing but blank cells lies in `width` cells from (x, y) so far."""
        if not 0 <= y < self.height:
            return False
        own = [(max(0, x - start), x + width - start, run) for start, run in self._runs[y]]
        return not any(glyph not in ("", " ") for begin, end, run in own for glyph in run.glyphs[begin : max(0, end)])

    def glyphs_in(self, x: int, y: int, width: int) -> int:
        """How many cells of `width` from (x, y) on show something so far that is no rule."""
        own = [(max(0, x - start), x + width - start, run) for start, run in self._runs[y]]
        return sum(glyph not in ("", " ", "─") for begin, end, run in own for glyph in run.glyphs[begin : max(0, end)])

    def fill(self, x: int, y: int, width: int, height: int, ground: Colour) -> None:
        """Give a rectangle a ground of its own and clear what lay there."""
        run = fill_run(max(0, width), ground if self.look.colour else None)
        for row in range(y, y + height):
            self.put(x, row, run)

    def rule(self, x: int, y: int, width: int, ink: Colour) -> None:
        """A thin line that fades out towards both ends."""
        shades = _fading(self.ground_at(y), ink, width) if self.look.colour else (None,) * width
        dash = "-" if self.look.glyphs is Glyphs.SPACES else "─"
        self.put(x, y, inked_run(dash * width, shades))

    def bar(self, x: int, y: int, width: int, share: float, inks: tuple[Colour, Colour]) -> None:
        """A bar half a row high over `share` (0 to 1) of `width` cells, from one ink to another."""
        whole, part = divmod(round(min(1.0, max(0.0, share)) * width * 2), 2)
        if self.look.glyphs is Glyphs.SPACES and self.look.colour:
            self.put(x, y, shaded_run(whole, inks, width))
            return
        glyphs = "▄" * whole + "▖" * part
        shades = _ramp(inks, width) if self.look.colour else (None,) * width
        self.put(x, y, inked_run("".join(map(self._shown, glyphs)), shades[: len(glyphs)]))

    def paste(self, x: int, y: int, picture: "Image", ground: Colour | None = None) -> None:
        """Lay an RGBA picture with its corner in cell (x, y).

        Its clear parts show the page's ground, or `ground` where it lies on a fill.
        """
        self._lay(x, y, picture, 0, ground)

    def sprite(self, x: int, pixel_y: int, picture: "Image", ground: Colour | None = None) -> None:
        """Lay an RGBA picture of any height with its top at a row of pixels, so that it can move by half cells.

        `ground` as for `paste`.
        """
        row, above = divmod(pixel_y, self.look.glyphs.down)
        self._lay(x, row, picture, above, ground)

    def _lay(self, x: int, y: int, picture: "Image", above: int, ground: Colour | None) -> None:
        look = self.look
        tall = -(-(above + picture.height) // look.glyphs.down)
        grounds = tuple(self.ground_at(y + at) if ground is None else ground for at in range(tall))
        rows = picture_rows(picture, above, grounds, look.glyphs, look.colour, look.two_levels)
        for at, run in enumerate(rows):
            self.put(x, y + at, run)

    def let_terminal_draw(self, x: int, y: int, image: TerminalImage) -> None:
        """Give an image that the terminal draws itself its cells from (x, y) on."""
        self._images[image.number] = image
        for row, run in enumerate(image.runs(), y):
            self.put(x, row, run)

    def frame(self) -> Frame:
        """The finished picture."""
        grounds = self._grounds if self.look.colour else [None] * self.height
        rows = zip(grounds, self._runs, strict=True)
        strips = tuple(_compose(self.width, ground, tuple(runs)) for ground, runs in rows)
        return Frame(self.width, strips, tuple(self._images.values()))

    def _text(self, glyphs: tuple[str, ...], ink: Colour, ground: Colour | None, attributes: int) -> Run:
        if self.look.glyphs is Glyphs.SPACES:
            glyphs = tuple(map(self._shown, glyphs))
        if not self.look.colour:
            return text_run(glyphs, None, None, attributes)
        return text_run(glyphs, ink, ground, attributes | BOLD if self.look.theme.light else attributes)

    def _shown(self, glyph: str) -> str:
        return narrow(glyph) if glyph and self.look.glyphs is Glyphs.SPACES else glyph


def marked(frame: Frame, look: Look) -> Frame:
    """A frame with a mark in its last cell, which whoever knows of it finds and nobody else sees: it may be old."""
    if not frame.width or not frame.strips:
        return frame
    row = frame.strips[-1]
    glyphs, inks, attributes = list(row.glyphs), row.inks[:], bytearray(row.attributes)
    if not glyphs[-1] and len(glyphs) > 1:
        glyphs[-2] = " "
    glyphs[-1], inks[-1], attributes[-1] = OLD_MARK, look.theme.quiet, PLAIN
    return Frame(frame.width, (*frame.strips[:-1], CellStrip(glyphs, inks, row.grounds, bytes(attributes))))
