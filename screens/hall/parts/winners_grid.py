"""Winners of a star beside and below each other, so that each name, and where it can be each unit, is large."""

from dataclasses import dataclass
from functools import lru_cache

from screens.hall.parts.card_notes import FAR
from screens.hall.parts.cue_image import beside_image
from screens.hall.parts.layout import Saying, stack
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.page import Box, head_rows, margin_for
from screens.hall.parts.walls import LARGEST, Wall

_LEAST_WIDTH, _LEAST_HEIGHT = 24, 3
_WITH_MARGIN = 100
"""Columns from which on a page of winners has margins."""
_FEWEST, _FEWEST_FAR, _MOST_FAR = 4, 2, 8
"""Winners of a page at least, for their units to be large; and where nobody reads ordinary text, on so many pages."""
Told = tuple[str, str, str]
"""A winner's name, their unit and post, and their result."""


@dataclass(frozen=True)
class WinnersGrid:
    """Winners beside and below each other, the rows of the head, and whether each has a portrait at the left."""

    across: int
    down: int
    head: int
    pictured: bool = False

    @property
    def places(self) -> int:
        return self.across * self.down

    def boxes(self, size: tuple[int, int], count: int) -> list[Box]:
        """Where `count` winners stand, those of a last row that is not full in its middle."""
        width, height = size
        edge, top = margin_for(width) if width >= _WITH_MARGIN else 0, self.head + 1
        wide, tall = (width - 2 * edge) // self.across, (height - top - 1) // self.down
        found = []
        for number in range(min(count, self.places)):
            down, across = divmod(number, self.across)
            in_row = min(self.across, count - down * self.across)
            left = (width - in_row * wide) // 2
            found.append(Box(left + across * wide + 1, top + down * tall, wide - 2, tall - (self.down > 1)))
        return found


@lru_cache(maxsize=64)
def large_grid(
    wall: Wall, size: tuple[int, int], told: tuple[Told, ...], pictured: bool, origins: bool
) -> WinnersGrid | None:
    """As many winners a page as let every name be a hero, and with `origins` every unit be read as well.

    `told` are the names with their units, posts and results. `pictured` is whether each is to have a portrait.
    """
    head = head_rows(size[1])
    most = max(1, size[1] - head - 2)
    grids = [
        WinnersGrid(across, down, head, pictured)
        for across in range(1, max(1, size[0] // _LEAST_WIDTH) + 1)
        for down in range(1, max(1, most // _LEAST_HEIGHT) + 1)
    ]
    count = max(1, len(told))
    grids.sort(key=lambda grid: (-min(count, grid.places), grid.places, abs(grid.across - grid.down)))
    far = max(_FEWEST_FAR, -(-count // _MOST_FAR)) if wall.rows >= FAR else _FEWEST
    least = min(count, _FEWEST, far) if origins else 1
    for grid in grids:
        box: Box | None = grid.boxes(size, 1)[0]
        if pictured and box:
            box = room[1] if (room := beside_image(wall.glyphs, box)) else None
        if box and grid.places >= least and all(_reads(wall, box, one, origins) for one in told):
            return grid
    return None


def plain_grid(size: tuple[int, int], count: int, head: int) -> WinnersGrid:
    """Winners as ordinary text."""
    most = max(1, (size[1] - head - 2) // _LEAST_HEIGHT)
    across = min(max(1, size[0] // _LEAST_WIDTH), max(1 if count <= 2 else 2 if count <= 6 else 3, -(-count // most)))
    return WinnersGrid(across, max(1, min(most, -(-count // across))), head)


def _reads(wall: Wall, box: Box, told: Told, with_origin: bool) -> bool:
    """Whether a name is a hero in `box`, nothing of it hurt, and with `with_origin` what stands below it is large."""
    at, *below = stack(wall, box, sayings_of(wall, told))
    if at is None or at.hurt or at.em < (wall.floor(Rank.HERO, told[0]) or 0):
        return False
    return not with_origin or all(each and each.em for each in below[: bool(told[1])])


def sayings_of(wall: Wall, told: Told, largest: int = LARGEST, origins: int = LARGEST) -> tuple[Saying, ...]:
    """A person, and below them their unit, post and result, all no larger than an em of so many pixels.

    Units and posts are no larger than `origins`; at 0 they are ordinary text. So are results where that can be read.
    """
    name, origin, result = told
    person = Saying.of(name, Rank.HERO, 5, kept=True, largest=largest)
    rank = Rank.SECOND if origins else Rank.NOTE
    least = Rank.THIRD if origins and wall.rows >= FAR else Rank.NOTE
    return (
        person,
        *((Saying.of(origin, rank, 3, kept=True, largest=min(largest, origins)),) if origin else ()),
        *((Saying.of(result, least, kept=True, largest=min(largest, origins)),) if result else ()),
    )
