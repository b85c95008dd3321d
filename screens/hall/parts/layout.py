"""The layout of a wall: what is said gets sizes, lines and places by its rank, the first rank first.

A scene names its texts with a rank and a weight each and gives the box in which they stand below each other. Where a
rank does not hold its floor, what ranks lower becomes ordinary text, then is left out. Nothing is drawn here, and
nothing is measured in anything but whole pixels and cells.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import product

from screens.hall.parts.least_sizes import Rank, least_pixels
from screens.hall.parts.page import Box
from screens.hall.parts.walls import LARGEST, LaidOut, Wall, Word
from screens.widgets.bigtext import Face, Lettering, is_narrow
from screens.widgets.cells import clip, wrap

_WRAPPED = 3
"""Lines of ordinary text that one of several names takes at most."""
KEPT_PERCENT = 75
"""How large a hero stays beside a picture, of what it would be without, for the picture to have a place."""
_LESS = 60
"""Per cent of the size of a rank that the next one has at most, as long as it can be read."""
_APART = 16
"""What part of a box lies between two names at least, so that they are not read as one."""


@dataclass(frozen=True)
class Saying:
    """What is said: one text, or names that stand beside each other as equals; its rank, its share of the height."""

    texts: tuple[str, ...]
    rank: Rank
    weight: int = 1
    face: Face = "sans"
    kept: bool = False
    """Whether it is never left out, however little room there is."""
    largest: int = LARGEST
    """Its em in pixels at most."""
    lines: int = 2
    """Lines of ordinary text at most."""

    @staticmethod
    def of(
        text: str,
        rank: Rank,
        weight: int = 1,
        *,
        face: Face = "sans",
        kept: bool = False,
        largest: int = LARGEST,
        lines: int = 2,
    ) -> "Saying":
        """One text."""
        return Saying((text,), rank, weight, face, kept, largest, lines)


class Size(IntEnum):
    """How a saying is told."""

    LARGE = 0
    SMALL = 1
    """No larger than its floor, or than can be read."""
    TEXT = 2
    OUT = 3


_LARGE, _SMALL, _TEXT, _OUT = Size
_WAYS = (
    {Rank.SECOND: _LARGE, Rank.THIRD: _LARGE, Rank.NOTE: _TEXT},
    {Rank.SECOND: _LARGE, Rank.THIRD: _SMALL, Rank.NOTE: _TEXT},
    {Rank.SECOND: _SMALL, Rank.THIRD: _SMALL, Rank.NOTE: _TEXT},
    {Rank.SECOND: _SMALL, Rank.THIRD: _TEXT, Rank.NOTE: _TEXT},
    {Rank.SECOND: _SMALL, Rank.THIRD: _TEXT, Rank.NOTE: _OUT},
    {Rank.SECOND: _TEXT, Rank.THIRD: _TEXT, Rank.NOTE: _TEXT},
    {Rank.SECOND: _TEXT, Rank.THIRD: _TEXT, Rank.NOTE: _OUT},
    {Rank.SECOND: _TEXT, Rank.THIRD: _OUT, Rank.NOTE: _OUT},
    {Rank.SECOND: _OUT, Rank.THIRD: _OUT, Rank.NOTE: _OUT},
)
"""How what ranks below the hero gives way to it, from generous to sparse."""


@lru_cache(maxsize=512)
def stack(wall: Wall, box: Box, sayings: tuple[Saying, ...]) -> tuple[LaidOut | None, ...]:
    """The places of `sayings` below each other in `box`; None for what had to be left out.

    Of the ways from generous to sparse the first one is taken in which heroes hold their floor, nothing is hurt, other
    ranks hold theirs, and most of what ranks second is large, then most of what ranks third; heroes come before all.
    """
    best: tuple[tuple[bool, bool, bool, int, int, int], tuple[LaidOut | None, ...]] | None = None
    most = tuple(sum(said.rank == rank for said in sayings) for rank in (Rank.SECOND, Rank.THIRD))
    tried = set[tuple[Size, ...]]()
    for way in _ways_worth_trying(wall, box, sayings):
        sizes = tuple(_LARGE if said.rank == Rank.HERO else _size(said, way[said.rank]) for said in sayings)
        if sizes in tried:
            continue
        tried.add(sizes)
        placed = _placed(wall, box, sayings, sizes)
        large = {
            rank: [at.em for at, said in zip(placed, sayings, strict=True) if at and said.rank == rank] for rank in Rank
        }
        heroes = _holding(wall, sayings, placed, {Rank.HERO})
        worth = (
            heroes,
            not any(at.hurt for at in placed if at),
            _holding(wall, sayings, placed, {Rank.SECOND, Rank.THIRD}),
            0 if heroes else max(large[Rank.HERO], default=0),
            sum(em > 0 for em in large[Rank.SECOND]),
            sum(em > 0 for em in large[Rank.THIRD]),
        )
        if best is None or worth > best[0]:
            best = worth, placed
        if worth == (True, True, True, 0, *most):  # no way is better
            break
    assert best
    return best[1]


def hero_em(sayings: tuple[Saying, ...], placed: tuple[LaidOut | None, ...]) -> int:
    """The em in pixels of the first hero that has a place; 0 for ordinary text, or none."""
    return next((at.em for at, said in zip(placed, sayings, strict=True) if at and said.rank == Rank.HERO), 0)


def _ways_worth_trying(wall: Wall, box: Box, sayings: tuple[Saying, ...]) -> tuple[dict[Rank, Size], ...]:
    """All of them, unless no way helps: heroes that are ordinary text in any case leave all the rest its room.

    Those that would not hold their floor even if nothing else were said get all of the room.
    """
    for said in sayings:
        if said.rank == Rank.HERO and said.texts and not wall.native:
            at = grid(wall, box, said.texts, said.rank, said.face, said.largest)
            if at is None:
                return _WAYS[:1]
            if at.em < max(wall.floor(said.rank, text) or 0 for text in said.texts):
                return _WAYS[-1:]
    return _WAYS


def _size(said: Saying, size: Size) -> Size:
    return _TEXT if size == _OUT and said.kept else size


def _holding(wall: Wall, sayings: tuple[Saying, ...], placed: tuple[LaidOut | None, ...], ranks: set[Rank]) -> bool:
    """Whether all that is said at these ranks holds its floor."""
    for said, at in zip(sayings, placed, strict=True):
        if said.rank not in ranks or not said.texts:
            continue
        floors = [floor for text in said.texts if (floor := wall.floor(said.rank, text))]
        if floors and (at is None or at.em < max(floors)):
            return False
    return True


def _placed(wall: Wall, box: Box, sayings: tuple[Saying, ...], sizes: tuple[Size, ...]) -> tuple[LaidOut | None, ...]:
    """Everything in its size: heights by weight, what lower ranks leave free to the higher ones, air shared out."""
    lines = [_note(said, box.width) if size == _TEXT else [] for said, size in zip(sayings, sizes, strict=True)]
    free = box.height - sum(map(len, lines))
    large = [number for number, size in enumerate(sizes) if size in (_LARGE, _SMALL)]
    weights, taken = sum(sayings[number].weight for number in large), dict[int, LaidOut]()
    gap = 1 if free >= 20 else 0
    free -= gap * max(0, len([size for size in sizes if size != _OUT]) - 1)
    rooms = {number: _room(wall, sayings[number], free, weights) for number in large}
    for number in sorted(large, key=lambda number: -sayings[number].rank):  # what ranks lowest leaves room to the rest
        rest = free - sum(at.box.height for at in taken.values())
        first = sayings[number].rank == min(sayings[each].rank for each in large)
        others = sum(rooms[each] for each in large if each not in taken and each != number)
        room = max(1, rest - others if first else rooms[number])
        most = _least_size(wall, sayings[number]) if sizes[number] == _SMALL else LARGEST
        taken[number] = _letters(wall, Box(box.x, box.y, box.width, room), sayings[number], most)
    cap = LARGEST
    for rank in (Rank.HERO, Rank.SECOND, Rank.THIRD):
        same = [number for number in large if sayings[number].rank == rank]
        for number in same:
            said, height = sayings[number], taken[number].box.height
            most = cap if rank == Rank.HERO else min(cap, max(cap * _LESS // 100, _least_size(wall, said)))
            if taken[number].em > most:
                taken[number] = _letters(wall, Box(box.x, box.y, box.width, height), said, most)
        cap = min((taken[number].em for number in same), default=cap)
    heights = [taken[number].box.height if number in taken else len(lines[number]) for number in range(len(sayings))]
    return tuple(_set_down(box, sayings, sizes, heights, taken, lines, gap))


def _room(wall: Wall, said: Saying, free: int, weights: int) -> int:
    """The rows for a saying of lower rank: by its weight, and at least a line that can be read if half allows it."""
    share = free * said.weight // max(1, weights)
    least = -(-max(least_pixels(said.rank, is_narrow(text), wall.glyphs) for text in said.texts) * 9 // 8)
    readable = -(-least // wall.glyphs.down)
    return max(share, readable) if readable * 2 <= free else share


def _least_size(wall: Wall, said: Saying) -> int:
    """The em in pixels to which a saying gives way before it becomes ordinary text."""
    return max(
        (wall.floor(said.rank, text) or least_pixels(said.rank, is_narrow(text), wall.glyphs) for text in said.texts),
        default=LARGEST,
    )


def _set_down(
    box: Box,
    sayings: tuple[Saying, ...],
    sizes: tuple[Size, ...],
    heights: list[int],
    taken: dict[int, LaidOut],
    lines: list[list[str]],
    gap: int,
) -> Iterator[LaidOut | None]:
    """All of it from the top to the foot, the air that is left over shared evenly."""
    told = [number for number, size in enumerate(sizes) if size != _OUT]
    air = max(0, box.height - sum(heights) - gap * max(0, len(told) - 1))
    y, before = box.y, 0
    for number in range(len(sayings)):
        if number not in told:
            yield None
            continue
        before += 1
        y += air * before // (len(told) + 1) - air * (before - 1) // (len(told) + 1)
        if number in taken:
            yield taken[number].moved(y - box.y)
        else:
            at, rows = Box(box.x, y, box.width, heights[number]), enumerate(lines[number])
            yield LaidOut(at, tuple(Word(Box(box.x, y + row, box.width, 1), text, None) for row, text in rows), 0)
        y += heights[number] + gap


def _note(said: Saying, width: int) -> list[str]:
    """A saying as lines of ordinary text."""
    return wrap("    ".join(said.texts), width, said.lines) if width > 0 else []


def _letters(wall: Wall, box: Box, said: Saying, largest: int) -> LaidOut:
    """A saying in large letters at the top of `box`, its height what it takes; else as ordinary text."""
    found = grid(wall, box, said.texts, said.rank, said.face, min(largest, said.largest))
    if found is None:
        lines = _as_lines(said, box)
        words = tuple(Word(Box(box.x, box.y + row, box.width, 1), text, None) for row, text in enumerate(lines))
        return LaidOut(Box(box.x, box.y, box.width, len(lines)), words, 0)
    return found


def _as_lines(said: Saying, box: Box) -> list[str]:
    """A saying as ordinary text: several names a line each where there are as many."""
    if 1 < len(said.texts) <= box.height:
        whole = [line for text in said.texts for line in wrap(text, box.width, _WRAPPED)]
        return whole if len(whole) <= box.height else [clip(text, box.width) for text in said.texts]
    return wrap("    ".join(said.texts), box.width, max(1, min(max(3, said.lines), box.height)))


def placed_alone(wall: Wall, box: Box, text: str, largest: int = LARGEST) -> LaidOut:
    """One hero in the middle of `box`, its em no larger than so many pixels."""
    found = _letters(wall, box, Saying.of(text, Rank.HERO), largest)
    return found.moved((box.height - found.box.height) // 2)


@lru_cache(maxsize=512)
def grid(
    wall: Wall, box: Box, texts: tuple[str, ...], rank: Rank, face: Face = "sans", largest: int = LARGEST
) -> LaidOut | None:
    """Texts as equals of one size, so many beside each other that they are largest, at the top of `box`.

    None where not all of them can be read in large letters.
    """
    best: LaidOut | None = None
    for across in _columns(len(texts)):
        best = _in_columns(wall, box, texts, across, rank, face, largest, best) or best
    return best


def _columns(count: int) -> list[int]:
    """How many may stand beside each other: of those that take as many rows, the fewest."""
    fewest = {-(-count // across): across for across in range(count, 0, -1)}
    return sorted(fewest.values())


def _in_columns(
    wall: Wall,
    box: Box,
    texts: tuple[str, ...],
    across: int,
    rank: Rank,
    face: Face,
    largest: int,
    best: LaidOut | None,
) -> LaidOut | None:
    """The texts `across` in a row, the last row in the middle, all as large as the one with least room.

    None where they are no larger than the `best` so far: the longest are tried first, which tell that soonest.
    """
    down = -(-len(texts) // across)
    gap, between = max(2, box.width // _APART) if across > 1 else 0, 1 if down > 1 else 0
    wide = (box.width - gap * (across - 1)) // across
    tall = (box.height - between * (down - 1)) // down
    if wide < 1 or tall < 1:
        return None
    room, sizes, em, over = Box(0, 0, wide, tall), dict[str, Lettering](), LARGEST, best.em if best else 0
    for text in sorted(texts, key=len, reverse=True):
        size = wall.equal(room, text, rank, face, largest)
        if size is None or size.em <= over:
            return None
        sizes[text], em = size, min(em, size.em)
    letters = [sizes[text] if sizes[text].em == em else wall.equal(room, text, rank, face, em) for text in texts]
    rows = [-(-each.size[1] // wall.glyphs.down) if each else 0 for each in letters]
    tops, y = [], box.y
    for row in range(down):
        tops.append(y)
        y += max(rows[row * across : (row + 1) * across]) + between
    words = []
    for number, (row, column) in enumerate(product(range(down), range(across))):
        if number == len(texts):
            break
        in_row = min(across, len(texts) - row * across)
        left = (box.width - in_row * wide - (in_row - 1) * gap) // 2
        height = max(rows[row * across : (row + 1) * across])
        at = Box(box.x + left + column * (wide + gap), tops[row], wide, height)
        words.append(Word(at, texts[number], letters[number]))
    return LaidOut(Box(box.x, box.y, box.width, y - between - box.y), tuple(words), em)
