"""The flag itself: red silk with a gold border and its name, waving from a pole, and the empty pole; and the star."""

from collections.abc import Iterator
from functools import lru_cache
from math import cos, pi, sin
from typing import TYPE_CHECKING

from screens.colours import Colour, blend, rgb
from screens.glyphs import Glyphs
from screens.hall.parts.page import Box
from screens.looks import Theme
from screens.widgets.bigtext import lettered
from screens.widgets.fitted import Setting, fit

if TYPE_CHECKING:
    from PIL.Image import Image

STEPS = 48
"""Pictures in one wave of the cloth."""

FLAG_WORDS = ("流动红旗", "先锋旗", "红旗", "锦旗", "旗")
ENGLISH_FLAG_WORDS = frozenset(("pennant", "flag", "banner", "trophy", "cup"))
"""Words with which names of flags end."""

_WAVES = 1.15
_SHADES = 12


def phase(elapsed: float, settled: float, speed: float = 1.1) -> int:
    """Which of the `STEPS` pictures of the wave shows: the wind drops until the flag rests at `settled` seconds.

    `speed` is waves a second at the start.
    """
    left = max(0.0, 1 - elapsed / settled) if settled else 0.0
    passed = settled / 2 * (1 - left * left)
    return round(passed * speed * STEPS) % STEPS


def texts_of(name: str) -> Iterator[str]:
    """What may stand on a flag, the best first: its name, or of a longer one what can be read by itself.

    In Chinese the word for the flag, with which the name ends; elsewhere the name without that word, and its initials.
    Where none of them has room the flag bears a star, never a piece of a word.
    """
    yield name
    yield from (word for word in FLAG_WORDS if name.endswith(word) and name != word)
    words = name.split()
    if len(words) > 1 and words[-1].casefold() in ENGLISH_FLAG_WORDS:
        yield " ".join(words[:-1])
    if len(words) > 1 and name.isascii():
        yield "".join(word[0].upper() for word in words if word[0].isalnum())


@lru_cache(maxsize=64)
def _flat(name: str, width: int, height: int, theme: Theme, crisp: bool) -> "Image":
    """The cloth laid flat."""
    from PIL import Image, ImageDraw

    column, lit = bytearray(), blend(theme.red, theme.red_high, 0.5)
    for y in range(height):
        column += bytes(rgb(blend(lit, theme.red, round(6 * y / height) / 6 * 1.4)))
    cloth = Image.frombytes("RGB", (1, height), bytes(column)).resize((width, height)).convert("RGBA")
    pen = ImageDraw.Draw(cloth)
    border = max(1, round(height / 22))
    inset = border if height >= 20 else 0
    if height >= 10:
        pen.rectangle((inset, inset, width - 1 - inset, height - 1 - inset), outline=rgb(theme.band_low), width=border)
    inner = (width - 2 * (inset + border) - 2, height - 2 * (inset + border) - 2)
    tries = (fit(part, *inner, Setting(crisp=crisp)) for part in texts_of(name))
    lettering = next((found for found in tries if found), None)
    if lettering:
        text = lettered(lettering, (theme.band_ink, theme.band_low))
        cloth.alpha_composite(text, ((width - text.width) // 2, max(0, (height - text.height) // 2)))
    elif min(inner) >= 5:
        side = min(inner) // 2 * 2
        cloth.alpha_composite(
            star(side, (theme.band_low, theme.band_ink)), ((width - side) // 2, max(0, (height - side) // 2))
        )
    return cloth


@lru_cache(maxsize=160)
def waving(name: str, width: int, height: int, step: int, theme: Theme, crisp: bool = False) -> "Image":
    """The flag's cloth at `step` of its wave, `width` × `height` pixels with the room that the wave needs."""
    from PIL import Image, ImageChops

    swing = max(1.0, height * 0.07)
    inner = max(2, round(height - 2 * swing - height * 0.04))
    cloth = _flat(name, width, inner, theme, crisp)
    page = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    shades = bytearray()
    for x in range(width):
        along = x / max(1, width - 1)
        angle = 2 * pi * (_WAVES * along - step / STEPS)
        free = min(1.0, along * 1.6)
        lift = swing * (1 + free * sin(angle)) + along * height * 0.04
        column = cloth.crop((x, 0, x + 1, inner))
        page.paste(column, (x, min(height - inner, max(0, round(lift)))))
        light = 0.81 + 0.19 * free * cos(angle + 0.6) + 0.19 * (1 - free)
        shades += bytes(3 * (round(min(1.0, light) * _SHADES) * 255 // _SHADES,))
    light_map = Image.frombytes("RGB", (width, 1), bytes(shades)).resize((width, height))
    lit = ImageChops.multiply(page.convert("RGB"), light_map).convert("RGBA")
    lit.putalpha(page.getchannel("A"))
    return lit


def _pole(page: "Image", x: int, thick: int, theme: Theme) -> None:
    from PIL import ImageDraw

    pen = ImageDraw.Draw(page)
    ball = max(2, thick * 2)
    pen.rectangle((x, ball, x + thick - 1, page.height), fill=rgb(theme.gold_low))
    pen.rectangle((x, ball, x, page.height), fill=rgb(theme.gold))
    if thick == 1:
        pen.rectangle((x - 1, 0, x + 1, 1), fill=rgb(theme.gold_high))
    else:
        middle = x + (thick - 1) / 2
        pen.ellipse((middle - thick, 0, middle + thick, 2 * thick), fill=rgb(theme.gold_high))


def _thickness(height: int) -> int:
    return 1 if height < 48 else 2 if height < 96 else 3


@lru_cache(maxsize=160)
def standard(
    name: str, width: int, height: int, step: int, theme: Theme, raised: float = 1.0, crisp: bool = False
) -> "Image":
    """A flag on its pole, `width` × `height` pixels: the cloth takes the upper seven tenths.

    While it is being `raised` (0 to 1) the cloth goes up the pole from its foot. `crisp` is as for lettering.
    """
    from PIL import Image

    page = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    thick = _thickness(height)
    left, top, tall = thick, max(1, thick * 2), _cloth_height(width, height)
    _pole(page, left, thick, theme)
    if width - left - thick >= 4 and tall >= 4:
        top += round((1 - raised) * max(0, height - tall - top))
        page.alpha_composite(waving(name, width - left - thick, tall, step, theme, crisp), (left + thick, top))
    return page


def _cloth_height(width: int, height: int) -> int:
    return min(round(height * 0.72), round((width - 2 * _thickness(height)) * 0.72))


def beside_pole(width: int, height: int) -> tuple[int, int]:
    """The first column and the first row of pixels of what is free below the cloth of a `standard`."""
    thick = _thickness(height)
    return 3 * thick, max(1, thick * 2) + _cloth_height(width, height)


def below_cloth(pole: Box, glyphs: Glyphs) -> Box:
    """What is free below the cloth of a `standard` that fills a box."""
    across, below = beside_pole(pole.width * glyphs.across, pole.height * glyphs.down)
    column, row = -(-across // glyphs.across), -(-below // glyphs.down)
    return Box(pole.x + column, pole.y + 1 + row, pole.width - column, max(0, pole.height - 1 - row))


@lru_cache(maxsize=16)
def bare_pole(width: int, height: int, theme: Theme) -> "Image":
    """A pole without a flag, in the middle of its picture."""
    from PIL import Image

    page = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    thick = _thickness(height)
    _pole(page, (width - thick) // 2, thick, theme)
    return page


@lru_cache(maxsize=32)
def star(side: int, inks: tuple[Colour, Colour], turn: int = 0) -> "Image":
    """A five-pointed star in facets, `side` × `side` pixels, drawn four times as large and reduced.

    `turn` degrees of its light: the facets glint as it grows.
    """
    from PIL import Image, ImageDraw

    scale = 4
    page = Image.new("RGBA", (side * scale, side * scale), (0, 0, 0, 0))
    pen = ImageDraw.Draw(page)
    middle, outer = side * scale / 2, side * scale * 0.5
    points = [
        (
            middle + (outer if corner % 2 == 0 else outer * 0.4) * sin(pi * corner / 5),
            middle * 1.04 - (outer if corner % 2 == 0 else outer * 0.4) * cos(pi * corner / 5),
        )
        for corner in range(10)
    ]
    for corner in range(10):
        facing = 0.5 + 0.5 * cos(pi * corner / 5 + pi * turn / 180)
        share = 0.25 if corner % 2 else 0.75
        ink = blend(inks[0], inks[1], 0.6 * share + 0.4 * facing)
        pen.polygon([(middle, middle * 1.04), points[corner], points[(corner + 1) % 10]], fill=rgb(ink))
    return page.resize((side, side), Image.Resampling.LANCZOS)
