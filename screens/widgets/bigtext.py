"""Hero text: a CJK font drawn to pixels, as large as its box lets it be.

Nothing here imports Pillow before the first text is drawn. The font comes with a package; the environment
variable SCOREBOARD_FONT names another file.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from unicodedata import combining

from rich.cells import get_character_cell_size

from screens.colours import Colour, luminance, rgb
from screens.widgets.cells import clean

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

Face = Literal["sans", "serif"]

LEGIBLE = 12
"""The smallest em in pixels at which a hanzi can be read (measured)."""

LEGIBLE_LATIN = 9
"""The same for Latin letters and digits."""

LEADING = 0.16
"""Ems between two lines."""
_MEASURED_AT = 200
_SPACE = 0.32
"""Ems between two words at least: the font's own space, of a third less, is lost between letters of few pixels."""
_ASTRAY = 0.06
"""What it costs that a letter stands a pixel from where it belongs, where 1 is that it stands so from its neighbour."""
_FINER = 4
"""How many times as large letters are drawn that are condensed: of a few pixels each, they would run together."""
_STROKE = 0.03
"""Ems that a heavier stroke and rounding to pixels may add at either side of a letter."""
_USUAL, _HEAVY = 0.014, 0.03
"""How much wider a stroke is at either side than the font has it, in ems: light around dark letters eats into them."""
_DARK = 0.18
"""The luminance below which ink is dark."""
_LEVELS = [level // 16 * 17 for level in range(256)]
_CRISP_LEVELS = [min(255, max(0, level - 90) * 255 // 100) for level in range(256)]
_FAINT_LEVELS = [min(255, max(0, level - 50) * 255 // 90) for level in range(256)]
_SMOOTH = 44
"""From this em on the shading of letters has so many steps that they can't be seen."""
_HARD = 16
"""Below this em the thinnest strokes cover so little of a pixel that hard edges would lose them."""
_THIN_LEVELS = [round(15 * (level / 255) ** 0.6) * 17 for level in range(256)]


@dataclass(frozen=True)
class Lettering:
    """Lines of text at one size: `em` in pixels.

    `crisp` letters have hard edges: for glyphs whose cells have many dots and two colours. `percent` is how wide
    letters are of what they would be; `hurt` says that a line ends inside a phrase.
    """

    lines: tuple[str, ...]
    em: int
    face: Face
    crisp: bool = False
    percent: int = 100
    hurt: bool = False

    @property
    def top(self) -> float:
        """Ems from the top of a line to its baseline."""
        return _box("".join(self.lines), self.face)[0]

    @property
    def pitch(self) -> float:
        """Pixels from line to line."""
        return self.em * (tall_of("".join(self.lines), self.face) + LEADING)

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels; the height is even, so that it fills whole cells."""
        width = max(_ems(line, self.face) for line in self.lines) * self.em * self.percent / 100
        height = self.pitch * len(self.lines) - self.em * LEADING
        return ceil(width - 0.01), 2 * ceil(height / 2 - 0.01)


def _font_file(face: Face) -> Path:
    named = os.environ.get("SCOREBOARD_FONT")
    if named and Path(named).is_file():
        return Path(named)
    import pylopdf_fonts_zh_cn as fonts

    return fonts.serif_path() if face == "serif" else fonts.sans_path()


@lru_cache(maxsize=64)
def _open(file: Path, em: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(file), em)


def _font(face: Face, em: int) -> "FreeTypeFont":
    return _open(_font_file(face), em)


@lru_cache(maxsize=4096)
def _advance(character: str, face: Face) -> float:
    measured = float(_font(face, _MEASURED_AT).getlength(character)) / _MEASURED_AT
    return max(measured, _SPACE) if character == " " else measured


def advances(text: str, face: Face) -> list[float]:
    """The widths of the characters of `text` in ems; those of a line add up to its own."""
    return [_advance(character, face) for character in text]


@lru_cache(maxsize=4096)
def _ems(line: str, face: Face) -> float:
    return sum(advances(line, face))


@lru_cache(maxsize=4096)
def is_narrow(text: str) -> bool:
    """Whether no character is a wide one, as hanzi are, so that it can be read at the size of letters and condensed."""
    return all(get_character_cell_size(character) < 2 for character in text)


def tall_of(text: str, face: Face) -> float:
    """Ems that a line of `text` is tall."""
    return _box(text, face)[1]


def ems_of(text: str) -> float:
    """The width of a line of `text` in ems of the sans face."""
    return _ems(in_letters(text), "sans")


_APOSTROPHE = re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


@lru_cache(maxsize=4096)
def in_letters(text: str) -> str:
    """`text` cleaned, with what is drawn for its quotation marks: the font has them as wide as hanzi.

    Beside hanzi they are meant so, but for an apostrophe between letters.
    """
    shown = clean(text).strip()
    if is_narrow(shown):
        return shown.translate(_STRAIGHT)
    return _APOSTROPHE.sub(lambda mark: mark.group() if _is_wide_around(mark) else "'", shown)


def _is_wide_around(mark: "re.Match[str]") -> bool:
    before, after = mark.string[mark.start() - 1], mark.string[mark.end()]
    return not is_narrow(before + after)


@lru_cache(maxsize=4096)
def _ends(character: str, face: Face) -> tuple[float, float]:
    """Where a character ends above and below the baseline, in pixels of the size at which it is measured."""
    _, top, _, bottom = _font(face, _MEASURED_AT).getbbox(character, anchor="ls")
    return top, bottom


@lru_cache(maxsize=2048)
def _box(text: str, face: Face) -> tuple[float, float]:
    """Baseline and height of a line in ems: hanzi fill their em, capitals and digits only three quarters of it."""
    ends = [_ends(character, face) for character in set(text)]
    top, bottom = min((top for top, _ in ends), default=0.0), max((bottom for _, bottom in ends), default=0.0)
    up, down = (0.75, 0.03) if is_narrow(text) else (0.88, 0.12)
    up, down = max(up, -top / _MEASURED_AT + _STROKE), max(down, bottom / _MEASURED_AT + _STROKE)
    return up, up + down


@lru_cache(maxsize=4096)
def _has_glyph(character: str, face: Face) -> bool:
    font = _font(face, 32)
    drawn, missing = font.getmask(character), font.getmask("\uffff")
    return character.isspace() or drawn.size != missing.size or bytes(drawn) != bytes(missing)


@lru_cache(maxsize=4096)
def can_letter(text: str, face: Face = "sans") -> bool:
    """Whether the font has every character of the cleaned `text`; if not, the terminal's own text must do."""
    return all(_has_glyph(character, face) for character in clean(text))


def _letters(line: str, face: Face, em: int, left: float) -> Iterator[tuple[str, int]]:
    """The letters of a line that begins at `left`, each with the marks that stand on it, and the pixel of each.

    Each by itself on the pixel that is nearest, letters of a word would stand now a pixel closer and now one wider, and
    words would seem to end between them.
    """
    starts = list(accumulate((ems * em for ems in advances(line, face)), initial=left))
    firsts = [at for at, character in enumerate(line) if character != " " and not (at and combining(character))]
    places = _even([starts[at] for at in firsts])
    for (first, last), place in zip(pairwise([*firsts, len(line)]), places, strict=True):
        yield line[first:last].rstrip(), place


def _even(wanted: list[float]) -> list[int]:
    """The whole pixels around those that are `wanted` whose distances from each other are truest."""
    if not wanted:
        return []
    ways = {round(wanted[0]): (0.0, [round(wanted[0])])}
    for before, here in pairwise(wanted):
        longer: dict[int, tuple[float, list[int]]] = {}
        for place in range(round(here) - 1, round(here) + 2):
            astray = _ASTRAY * (place - here) ** 2
            longer[place] = min(
                (cost + (place - last - here + before) ** 2 + astray, [*path, place])
                for last, (cost, path) in ways.items()
            )
        ways = longer
    return min(ways.values())[1]


@lru_cache(maxsize=256)
def coverage(
    lettering: Lettering, align: Literal["left", "center", "right"] = "center", heavy: bool = False
) -> "Image":
    """How far each pixel is covered by ink (mode L), in sixteen levels."""
    from PIL import Image, ImageDraw

    condensed, height = lettering.size
    finer = _FINER if lettering.percent < 100 else 1
    width, em = ceil(condensed * 100 / lettering.percent), lettering.em * finer
    page = Image.new("L", (width * finer, height * finer), 0)
    pen = ImageDraw.Draw(page)
    font = _font(lettering.face, em)
    weight = em * (_HEAVY if heavy else _USUAL) if lettering.em >= 20 else 0.0
    for number, line in enumerate(lettering.lines):
        free = page.width - _ems(line, lettering.face) * em
        left = {"left": 0.0, "center": free / 2, "right": free}[align]
        baseline = round(number * lettering.pitch + lettering.top * lettering.em) * finer
        for letter, place in _letters(line, lettering.face, em, left):
            pen.text((place, baseline), letter, fill=255, font=font, anchor="ls", stroke_width=weight)
    if page.size != (condensed, height):
        page = page.resize((condensed, height), Image.Resampling.BOX)
    if lettering.crisp:
        return page.point(_CRISP_LEVELS if lettering.em >= _HARD else _FAINT_LEVELS)
    return page.point(_LEVELS if lettering.em >= 32 else _THIN_LEVELS)


@lru_cache(maxsize=256)
def lettered(
    lettering: Lettering,
    inks: tuple[Colour, Colour],
    align: Literal["left", "center", "right"] = "center",
    shown: float = 1.0,
    strength: float = 1.0,
) -> "Image":
    """The text as an RGBA picture, each line shaded from the first ink at its top to the second at its foot.

    `shown` (0 to 1) uncovers it from left to right with a soft edge; `strength` fades all of it.
    """
    from PIL import Image, ImageChops

    cover = coverage(lettering, align, luminance(inks[0]) < _DARK)
    width, height = cover.size
    if shown < 1:
        edge = max(1.0, width * 0.2)
        lead = shown * (width + edge)
        ramp = bytes(round(255 * min(1.0, max(0.0, (lead - x) / edge))) for x in range(width))
        cover = ImageChops.multiply(cover, Image.frombytes("L", (width, 1), ramp).resize((width, height)))
    if shown < 1 or strength < 1:
        cover = cover.point([_LEVELS[round(level * strength)] for level in range(256)])
    column, steps = bytearray(), 8 if lettering.em < _SMOOTH else 24
    for y in range(height):
        share = (y % lettering.pitch) / lettering.em
        step = round(min(1.0, share) * steps) / steps
        column += bytes(round(a + (b - a) * step) for a, b in zip(rgb(inks[0]), rgb(inks[1]), strict=True))
    picture = Image.frombytes("RGB", (1, height), bytes(column)).resize((width, height)).convert("RGBA")
    picture.putalpha(cover)
    return picture
