"""The wall of flags: a red flag with its holder's name for each area, a bare pole where nobody holds it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kinds.flags import FlagsBoard, Pole
from scoreboard.publications.names import named
from scoreboard.publications.pools import PoolWords, are_apart, pool_label
from scoreboard.publications.scenes.wall import WallScene
from scoreboard.wire import given
from screens.hall.parts import captions
from screens.hall.parts.cue_image import other_image
from screens.hall.parts.hall_words import word
from screens.hall.parts.least_sizes import few_of
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, head_rows, is_hall
from screens.hall.parts.tile import Tile, draw_tile, reads, sizes_of
from screens.hall.table import head, nothing, pager
from screens.looks import Look
from screens.widgets.canvas import Canvas

_BETWEEN, _RISING = 0.12, 0.5
_SHADES = 12
"""Steps in which a flag comes out of the dark: each is lettered once."""
_LEAST_WIDTH, _LEAST_HEIGHT = 22, 4
_SET_APART = 20
"""From this many rows on a page has free rows between its flags."""
_MOST = 6
"""Pages of legible names at most: of more of them nobody sees the end."""


@dataclass(frozen=True)
class _FlagsGrid:
    head: int
    columns: int
    rows: int

    @property
    def places(self) -> int:
        return self.columns * self.rows

    def boxes(self, size: tuple[int, int]) -> list[Box]:
        """Where its flags stand."""
        width, height = size
        tall = height - self.head - (1 if height >= 6 else 0)
        found = []
        for down, across in product(range(self.rows), range(self.columns)):
            left, right = (width * at // self.columns for at in (across, across + 1))
            top, bottom = (self.head + tall * at // self.rows for at in (down, down + 1))
            gap = 1 if bottom - top >= 5 else 0
            found.append(Box(left + 1, top + gap, right - left - 2, bottom - top - gap))
        return found


def duration(scene: WallScene) -> float:
    """The flags go up one after the other."""
    return _BETWEEN * len(_tiles(scene.board)) + _RISING


def pages(scene: WallScene, size: tuple[int, int], look: Look) -> int:
    """How many pages the flags take at this size."""
    tiles = _tiles(scene.board)
    return max(1, -(-len(tiles) // _grid(look, size, tiles).places))


def draw(canvas: Canvas, scene: WallScene, elapsed: float) -> None:
    """The flags in a grid; the payload's "page" (from 0) where they do not fit one."""
    look, board, tiles = canvas.look, scene.board, _tiles(scene.board)
    size = (canvas.width, canvas.height)
    grid = _grid(look, size, tiles)
    tiles = [replace(tile, emblem=other_image(scene, tile.area)) for tile in tiles]
    series = named(board.series_name, board.series_name_en, look.lang) if board else ""
    head(canvas, board, word("wall.title", look.lang, series=series), grid.head, elapsed, [])
    if board is None or not tiles or not board.rows:
        nothing(canvas, grid.head, reopened=given(board.reopened) if board else None)
        return
    count = -(-len(tiles) // grid.places)
    shown = tiles[scene.turned_to(count) * grid.places :][: grid.places]
    boxes = grid.boxes(size)[: len(shown)]
    sizes = sizes_of(look, boxes, shown)
    for number, (box, tile) in enumerate(zip(boxes, shown, strict=True), scene.turned_to(count) * grid.places):
        share = round(ease(span(elapsed, _BETWEEN * number, _RISING)) * _SHADES) / _SHADES
        draw_tile(canvas, box, tile, share, sizes)
    pager(canvas, scene, count)


def _tiles(board: FlagsBoard | None) -> list[Tile]:
    """Each area with its row, or its rows where every pool has a flag of its own; then areas not yet public."""
    if board is None:
        return []
    pools = given(board.pools) or ()
    tiles: list[Tile] = []
    for area in board.areas:
        own = [row for row in board.rows if row.area == area.id]
        if not pools:
            tiles.extend(_tile_of(board, row) for row in own)
            if not own:
                tiles.append(Tile(area.id, area.name, area.name_en, None, None))
        tiles.extend(_tile_in(board, area, own, pool) for pool in pools)
    known = {area.id for area in board.areas}
    tiles.extend(_tile_of(board, row) for row in board.rows if row.area not in known)
    return tiles


def _tile_of(board: FlagsBoard, row: FlagRow) -> Tile:
    """A flag by itself; one of a pool says so."""
    pool = PoolWords(id=row.pool, name=_pool(board, row, "zh"), name_en=_pool(board, row, "en")) if row.pool else None
    return Tile(row.area or "", row.area_name, row.area_name_en, pool, row)


def _pool(board: FlagsBoard, row: FlagRow, lang: str) -> str:
    return pool_label(board.pools, row.pool, lang)


def _tile_in(board: FlagsBoard, area: Pole, own: Sequence[FlagRow], pool: PoolWords) -> Tile:
    """The flag of an area in a pool; where there are several, it says which."""
    row = next((row for row in own if row.pool == pool.id), None)
    return Tile(area.id, area.name, area.name_en, pool if are_apart(board) else None, row)


def _grid(look: Look, size: tuple[int, int], tiles: Sequence[Tile]) -> _FlagsGrid:
    """In a hall as many flags a page as let areas and holders be read, if that takes no more than `_MOST` pages.

    Else the holders. A few long names make none of the others small. Nearby, and where the terminal's own text must do,
    there are as many as there is room for.
    """
    fullest = _fullest(size, len(tiles))
    if look.native or not is_hall(size):
        return fullest
    grids = [
        _FlagsGrid(fullest.head, columns, rows)
        for columns in range(1, fullest.columns + 1)
        for rows in range(1, fullest.rows + 1)
        if columns * rows * _MOST >= len(tiles)
    ]
    grids.sort(key=lambda grid: (grid.places, -abs(grid.columns - grid.rows)), reverse=True)
    for area, grid in product((True, False), grids):
        box = min(grid.boxes(size), key=lambda box: (box.height, box.width))
        if sum(not reads(look, box, tile, area) for tile in tiles) <= few_of(len(tiles)):
            return grid
    return fullest


def _fullest(size: tuple[int, int], count: int) -> _FlagsGrid:
    """As many flags a page as there is room for."""
    width, height = size
    heading = head_rows(height)
    room = max(1, height - heading - (1 if height >= 6 else 0))
    most_across, most_down = max(1, width // _LEAST_WIDTH), max(1, room // (_LEAST_HEIGHT + (height >= _SET_APART)))
    columns = next((at for at in range(1, most_across + 1) if at * at >= count), most_across)
    return _FlagsGrid(heading, columns, max(1, min(most_down, -(-max(1, count) // columns))))


def caption(scene: WallScene, lang: str) -> str:
    """Which area's flag is with whom."""
    tiles = _tiles(scene.board)
    return captions.names(f"{tile.title(lang)}: {word('and', lang).join(tile.names(lang))}" for tile in tiles)
