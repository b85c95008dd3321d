"""Whether the last row of a hall could read a name, had it won: asked before a ceremony."""

from screens.glyphs import Glyphs
from screens.hall.parts.layout import Wall
from screens.hall.parts.page import Box, head_rows
from screens.hall.parts.ranks import Rank


def reads(name: str, hall: tuple[int, int]) -> bool:
    """Whether a name that stands alone on a display of so many cells is a hero's size there, nothing of it hurt."""
    wall, head = Wall(hall[1], Glyphs.HALF_BLOCKS), head_rows(hall[1])
    found = wall.lettering(Box(0, head, hall[0], hall[1] - head), name, Rank.HERO)
    return found is not None and found.em >= (wall.floor(Rank.HERO, name) or 0) and not found.hurt
