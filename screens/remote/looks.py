"""What a viewer's picture is drawn in, by its key."""

from screens.looks import Glyphs, Look
from screens.palettes import NO_COLOUR, RED_GOLD, SIXTEEN, Theme, theme_called
from screens.remote.picture_key import BROWSER, COLOURLESS, PALETTE_16, StageKey


def look_of(key: StageKey, *, native: bool, own: Theme = RED_GOLD) -> Look:
    """With `native`, names are the terminal's own text, to read and to copy; a ceremony is drawn as in the hall.

    `own` are the contest's colours, for whoever asks for no others.
    """
    theme = theme_called(key.theme) or own
    colour = key.depth != COLOURLESS and key.theme != NO_COLOUR
    look = Look(lang=key.lang, theme=theme, still=key.still, colour=colour, native=native)
    if key.depth == BROWSER:
        return look.but(glyphs=Glyphs.OCTANTS)
    return look.but(two_levels=True, theme=SIXTEEN) if key.depth == PALETTE_16 else look
