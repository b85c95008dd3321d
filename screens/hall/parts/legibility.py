"""Whether the last row of a hall could read a name, had it won: asked before a ceremony."""

from screens.glyphs import Glyphs
from screens.hall.parts.layout import grid
from screens.hall.parts.least_sizes import Rank, last_floor_of
from screens.hall.parts.page import Box, head_rows
from screens.hall.parts.walls import Wall
from screens.widgets.bigtext import is_narrow


def reads(name: str, hall: tuple[int, int]) -> bool:
    """Whether a name that stands alone on a display of so many cells is a hero's size there, nothing of it hurt."""
    wall, head = Wall(hall[1], Glyphs.HALF_BLOCKS, last_resort=True), head_rows(hall[1])
    found = grid(wall, Box(0, head, hall[0], hall[1] - head), (name,), Rank.HERO)
    if found is None or found.em < last_floor_of(is_narrow(name), hall[1], Glyphs.HALF_BLOCKS):
        return False
    return not any(word.lettering and word.lettering.hurt for word in found.words)
