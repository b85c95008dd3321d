"""Whether the last row of a hall could read a name, had it won, or on another page: asked before a ceremony."""

from dataclasses import dataclass
from functools import lru_cache

from scoreboard.publications.scene import Scene
from screens.glyphs import Glyphs
from screens.hall import letters_in
from screens.hall.parts.layout import grid
from screens.hall.parts.least_sizes import Rank, floor_of, last_floor_of, last_resort, least_pixels
from screens.hall.parts.page import Box, head_rows
from screens.hall.parts.walls import Wall
from screens.looks import Look
from screens.widgets.bigtext import is_narrow


def reads(name: str, hall: tuple[int, int]) -> bool:
    """Whether a name that stands alone on a display of so many cells is a hero's size there, nothing of it hurt."""
    wall, head = Wall(hall[1], Glyphs.HALF_BLOCKS, last_resort=True), head_rows(hall[1])
    found = grid(wall, Box(0, head, hall[0], hall[1] - head), (name,), Rank.HERO)
    if found is None or found.em < last_floor_of(is_narrow(name), hall[1], Glyphs.HALF_BLOCKS):
        return False
    return not any(word.lettering and word.lettering.hurt for word in found.words)


def reads_on(scene: Scene, name: str, lang: str, hall: tuple[int, int], first: bool) -> bool:
    """Whether a name is large enough on a scene, once that has settled, on a display of so many cells.

    One that is the `first` thing there is a hero, any other comes second.
    """
    narrow, look = is_narrow(name), Look(lang)
    if first:
        floor = last_floor_of(narrow, hall[1], look.glyphs)
    else:
        least = last_resort(look.glyphs) if narrow else least_pixels(Rank.HERO, narrow, look.glyphs)
        floor = max(least, floor_of(Rank.SECOND, narrow, hall[1], look.glyphs) or 0)
    return _letters_in(_Same(scene), hall, look).get(name, 0) >= floor


@dataclass(frozen=True, eq=False)
class _Same:
    """A scene that is told from others as the object that it is: several names of it may be asked for."""

    scene: Scene

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.scene is self.scene

    def __hash__(self) -> int:
        return id(self.scene)


@lru_cache(maxsize=16)
def _letters_in(same: _Same, hall: tuple[int, int], look: Look) -> dict[str, int]:
    return letters_in(same.scene, hall, look)
