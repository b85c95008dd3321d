"""What a viewer's picture is drawn in, by its key."""

from screens.palettes import SIXTEEN
from screens.remote.picture_key import BROWSER, COLOURLESS, PALETTE_16, StageKey
from screens.themes import Glyphs, Look


def look_of(key: StageKey, *, native: bool) -> Look:
    """With `native`, names are the terminal's own text, to read and to copy; a ceremony is drawn as in the hall."""
    look = Look(lang=key.lang, still=key.still, colour=key.depth != COLOURLESS, native=native)
    if key.depth == BROWSER:
        return look.but(glyphs=Glyphs.OCTANTS)
    return look.but(two_levels=True, theme=SIXTEEN) if key.depth == PALETTE_16 else look
