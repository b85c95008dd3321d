"""The colours of the hall: palettes for displays, desks and pages, and one that is made of a contest's own two.

Whatever is read stands out from its ground by seven to one in each of them; a test reads that from the pictures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from screens.colours import BLACK, WHITE, Colour, blend, contrast, readable

LEAST_CONTRAST = 7.0
"""How well what is read stands out from its ground at least, as WCAG reckons it for those who see little."""
_LETTERED = 9.5
"""The same of inks for letters of pixels, whose thin strokes cover only a part of them."""


@dataclass(frozen=True)
class Theme:
    """The colours of the hall as 0xRRGGBB; each is named by what it says, not by its hue.

    `band` is the ground of a word that stands out, `band_deep` of one that does so less; both are written on in
    `band_ink` and `band_low`. `red` is a flag's cloth, on which no more is written than what stands beside it too.
    """

    name: str
    ground: Colour
    ground_low: Colour
    panel: Colour
    panel_high: Colour
    text: Colour
    quiet: Colour
    faint: Colour
    gold: Colour
    gold_high: Colour
    gold_low: Colour
    red: Colour
    red_high: Colour
    red_low: Colour
    rise: Colour
    fall: Colour
    good: Colour
    band: Colour
    band_deep: Colour
    band_ink: Colour
    band_low: Colour
    light: bool = False
    """Whether it is dark on light; then it is written in heavy strokes, of which a pale projector leaves enough."""


RED_GOLD = Theme(
    name="red-gold",
    ground=0x0B0405,
    ground_low=0x1C070A,
    panel=0x1C090C,
    panel_high=0x430B10,
    text=0xF7EDE0,
    quiet=0xCBB8A2,
    faint=0xAE9C8A,
    gold=0xF0BE4A,
    gold_high=0xFFEDB3,
    gold_low=0xD4942C,
    red=0xC8161D,
    red_high=0xFF7566,
    red_low=0x6B080D,
    rise=0xFFD75E,
    fall=0x86B4D8,
    good=0x86C98A,
    band=0x780910,
    band_deep=0x5E070B,
    band_ink=0xFFEDB3,
    band_low=0xFFEDB3,
)

NIGHT = Theme(
    name="night",
    ground=0x000000,
    ground_low=0x000000,
    panel=0x0E1014,
    panel_high=0x1E2836,
    text=0xDDE1E6,
    quiet=0xB4BAC2,
    faint=0x9AA0AA,
    gold=0xDDBB66,
    gold_high=0xEEDCA8,
    gold_low=0xCBA855,
    red=0x8E1A20,
    red_high=0xF47E72,
    red_low=0x4A0C10,
    rise=0xDDBB66,
    fall=0x8FB4D6,
    good=0x8CBF90,
    band=0x6A1016,
    band_deep=0x3E0A0E,
    band_ink=0xEEDCA8,
    band_low=0xEEDCA8,
)
"""For a dark room: black gives no light, and nothing glares."""

DAYLIGHT = Theme(
    name="daylight",
    ground=0xFFFFFF,
    ground_low=0xFFFFFF,
    panel=0xF0F0F0,
    panel_high=0xFFE9A0,
    text=0x000000,
    quiet=0x2E2E2E,
    faint=0x484848,
    gold=0x5C0006,
    gold_high=0x52000A,
    gold_low=0x200002,
    red=0xA8000A,
    red_high=0x96000A,
    red_low=0xD09090,
    rise=0x00461A,
    fall=0x00357A,
    good=0x00461A,
    band=0x96000A,
    band_deep=0x4A4A4A,
    band_ink=0xFFFFFF,
    band_low=0xFFFFFF,
    light=True,
)
"""For a projector that a bright room washes out: black on white."""

COLOUR_SAFE = Theme(
    name="colour-safe",
    ground=0x04070D,
    ground_low=0x081120,
    panel=0x0B1424,
    panel_high=0x0D3157,
    text=0xFFFFFF,
    quiet=0xC6CFDA,
    faint=0xA3AFBE,
    gold=0xF0E442,
    gold_high=0xFFF8B0,
    gold_low=0xD9C72E,
    red=0xD55E00,
    red_high=0xFF9A55,
    red_low=0x7A3600,
    rise=0xF0E442,
    fall=0x6FC1F2,
    good=0x6FC1F2,
    band=0x7C3500,
    band_deep=0x00406A,
    band_ink=0xFFFFFF,
    band_low=0xFFFFFF,
)
"""Orange, yellow and blue, which people of every kind of colour blindness tell apart; red and green say nothing."""

SIXTEEN = Theme(
    name="sixteen",
    ground=0x000000,
    ground_low=0x000000,
    panel=0x000000,
    panel_high=0xAA0000,
    text=0xFFFFFF,
    quiet=0xAAAAAA,
    faint=0x555555,
    gold=0xFFFF55,
    gold_high=0xFFFF55,
    gold_low=0xFFFF55,
    red=0xAA0000,
    red_high=0xAA0000,
    red_low=0xAA0000,
    rise=0xFFFF55,
    fall=0x55FFFF,
    good=0x55FF55,
    band=0xAA0000,
    band_deep=0xAA0000,
    band_ink=0xFFFF55,
    band_low=0xFFFF55,
)
"""The same by the colours that a terminal of sixteen has: nothing is shaded."""

PALETTES = {theme.name: theme for theme in (RED_GOLD, NIGHT, DAYLIGHT, COLOUR_SAFE)}
"""Those that can be asked for by name, the usual one first."""
NO_COLOUR = "no-colour"
CHOICES = (*PALETTES, NO_COLOUR)
"""What can be asked for by name."""
_OWN = "own"


@lru_cache(maxsize=64)
def palette_of(cloth: Colour, letters: Colour) -> Theme:
    """A contest's own: the colour of its flags and the one in which it honours, on a dark ground of the first's hue.

    Both may be anything: what is read is made lighter or darker until it can be.
    """
    panel_high = blend(BLACK, cloth, 0.3)
    while contrast(WHITE, panel_high) < 2 * LEAST_CONTRAST:
        panel_high = blend(panel_high, BLACK, 0.25)
    shades = {share: blend(BLACK, panel_high, share) for share in (0.2, 0.35, 0.4)}

    def inked(ink: Colour, ground: Colour = panel_high) -> Colour:
        return readable(ink, ground, _LETTERED)

    end = WHITE if contrast(WHITE, cloth) >= contrast(BLACK, cloth) else BLACK
    band = readable(cloth, end, _LETTERED)
    gold = inked(letters)
    return Theme(
        name=f"{_OWN}-{cloth:06x}-{letters:06x}",
        ground=shades[0.2],
        ground_low=shades[0.35],
        panel=shades[0.4],
        panel_high=panel_high,
        text=0xF7F3EE,
        quiet=inked(0xC4BEB6),
        faint=inked(0xA39D96),
        gold=gold,
        gold_high=blend(gold, WHITE, 0.5),
        gold_low=gold,
        red=cloth,
        red_high=inked(blend(cloth, WHITE, 0.3)),
        red_low=blend(BLACK, cloth, 0.5),
        rise=gold,
        fall=inked(0x86B4D8),
        good=inked(0x86C98A),
        band=band,
        band_deep=blend(band, BLACK, 0.35) if end == WHITE else blend(band, WHITE, 0.5),
        band_ink=readable(blend(letters, end, 0.5), band, _LETTERED),
        band_low=readable(letters, band, _LETTERED),
    )


def palette_of_contest(colours: Sequence[str]) -> Theme:
    """The palette of a contest's own two colours, each as `#RRGGBB`; the usual one where it has none."""
    return palette_of(*(int(one[1:], 16) for one in colours)) if len(colours) == 2 else RED_GOLD


def theme_called(name: str) -> Theme | None:
    """The palette of a name, one of a contest's own colours too; None for a name that none has."""
    if name == SIXTEEN.name or name in PALETTES:
        return PALETTES.get(name, SIXTEEN)
    kind, *colours = name.split("-")
    if kind != _OWN or len(colours) != 2 or not all(len(one) == 6 and _is_hex(one) for one in colours):
        return None
    return palette_of(int(colours[0], 16), int(colours[1], 16))


def _is_hex(text: str) -> bool:
    return all(sign in "0123456789abcdef" for sign in text)
