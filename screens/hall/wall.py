"""The wall of flags: a red flag with its holder's name for each area, a bare pole where nobody holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from scoreboard.enums import Outcome
from scoreboard.publications.flag_words import FlagRow
from scoreboard.publications.kinds.flags import FlagsBoard, Pole
from scoreboard.publications.names import named
from scoreboard.publications.pools import PoolWords, are_apart, pool_label
from scoreboard.publications.scenes.wall import WallScene
from scoreboard.publications.words import NamedUnit
from scoreboard.wire import given
from screens.colours import Colour, blend
from screens.hall.parts.motion import ease, span
from screens.hall.parts.names import called, heroes
from screens.hall.parts.page import Box, head_rows, hero, is_wall, lettering_in, line
from screens.hall.parts.words import facts_of, word, word_or
from screens.hall.table import head, nothing, pager
from screens.themes import Look
from screens.widgets.bigtext import LEGIBLE, LEGIBLE_LATIN, ems_of
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, clip, width_of

_BETWEEN, _RISING = 0.12, 0.5
_SHADES = 12
"""Steps in which a flag comes out of the dark: each is lettered once."""
_LEAST_WIDTH, _LEAST_HEIGHT = 22, 4
_OVER = 2
"""Lines over a holder at most: the area, and how its flag was won."""
_SET_APART = 20
"""From this many rows on a page has free rows between its flags."""


@dataclass(frozen=True)
class Tile:
    """An area, of which pool, in both languages, and its flag's row, which is None while that is not public."""

    name: str
    name_en: str
    pool: PoolWords | None
    row: FlagRow | None

    def title(self, lang: str) -> str:
        """The area and the pool in a language."""
        parts = (named(self.name, self.name_en, lang), self.pool.called(lang) if self.pool else "")
        return "  ".join(part for part in parts if part)


@dataclass(frozen=True)
class _Grid:
    head: int
    columns: int
    rows: int

    @property
    def places(self) -> int:
        return self.columns * self.rows


def duration(scene: WallScene) -> float:
    """The flags go up one after the other."""
    return _BETWEEN * len(_tiles(scene.board)) + _RISING


def pages(scene: WallScene, size: tuple[int, int], look: Look) -> int:
    """How many pages the flags take at this size."""
    tiles = _tiles(scene.board)
    return max(1, -(-len(tiles) // _grid(size, len(tiles)).places))


def draw(canvas: Canvas, scene: WallScene, elapsed: float) -> None:
    """The flags in a grid; the payload's "page" (from 0) where they do not fit one."""
    look, board, tiles = canvas.look, scene.board, _tiles(scene.board)
    size = (canvas.width, canvas.height)
    grid = _grid(size, len(tiles))
    series = named(board.series_name, board.series_name_en, look.lang) if board else ""
    head(canvas, board, word("wall.title", look.lang, series=series), grid.head, elapsed, [])
    if board is None or not tiles or not board.rows:
        nothing(canvas, grid.head, reopened=given(board.reopened) if board else None)
        return
    count = pages(scene, size, look)
    start = scene.turned_to(count) * grid.places
    tall = canvas.height - grid.head - (1 if canvas.height >= 6 else 0)
    boxes = []
    for number in range(len(tiles[start : start + grid.places])):
        across, down = number % grid.columns, number // grid.columns
        left, right = (canvas.width * at // grid.columns for at in (across, across + 1))
        top, bottom = (grid.head + tall * at // grid.rows for at in (down, down + 1))
        gap = 1 if bottom - top >= 5 else 0
        boxes.append(Box(left + 1, top + gap, right - left - 2, bottom - top - gap))
    titles = [tile.title(look.lang) for tile in tiles]
    sizes = _sizes(canvas, min(boxes, key=lambda box: (box.height, box.width)), titles) if boxes else None
    for number, (box, tile) in enumerate(zip(boxes, tiles[start:], strict=False)):
        share = round(ease(span(elapsed, _BETWEEN * (start + number), _RISING)) * _SHADES) / _SHADES
        _draw_tile(canvas, box, tile, share, sizes)
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
                tiles.append(Tile(area.name, area.name_en, None, None))
        tiles.extend(_tile_in(board, area, own, pool) for pool in pools)
    known = {area.id for area in board.areas}
    tiles.extend(_tile_of(board, row) for row in board.rows if row.area not in known)
    return tiles


def _tile_of(board: FlagsBoard, row: FlagRow) -> Tile:
    """A flag by itself; one of a pool says so."""
    pool = PoolWords(id=row.pool, name=_pool(board, row, "zh"), name_en=_pool(board, row, "en")) if row.pool else None
    return Tile(row.area_name, row.area_name_en, pool, row)


def _pool(board: FlagsBoard, row: FlagRow, lang: str) -> str:
    return pool_label(board.pools, row.pool, lang)


def _tile_in(board: FlagsBoard, area: Pole, own: Sequence[FlagRow], pool: PoolWords) -> Tile:
    """The flag of an area in a pool; where there are several, it says which."""
    row = next((row for row in own if row.pool == pool.id), None)
    return Tile(area.name, area.name_en, pool if are_apart(board) else None, row)


def _grid(size: tuple[int, int], count: int) -> _Grid:
    width, height = size
    heading = head_rows(height)
    room = max(1, height - heading - (1 if height >= 6 else 0))
    most_across, most_down = max(1, width // _LEAST_WIDTH), max(1, room // (_LEAST_HEIGHT + (height >= _SET_APART)))
    columns = next((at for at in range(1, most_across + 1) if at * at >= count), most_across)
    return _Grid(heading, columns, max(1, min(most_down, -(-max(1, count) // columns))))


@dataclass(frozen=True)
class _Sizes:
    """How large the words around a flag's holder are: an em in half rows, and whether those at its foot are, too."""

    em: int
    framed: bool

    @property
    def tall(self) -> int:
        """The rows that large words take, with air over them where there are no others."""
        return -(-self.em // 2) + 1 + (not self.framed)


def _sizes(canvas: Canvas, box: Box, titles: Sequence[str]) -> _Sizes | None:
    """The sizes at which every area can be read over its flag, under which the holder is larger; else None.

    `box` is that of the smallest flag, so that all are alike.
    """
    look = canvas.look
    if look.native or not is_wall((canvas.width, canvas.height)) or box.height < 13:
        return None
    latin = all(title.isascii() for title in titles)
    least = (LEGIBLE_LATIN if latin else LEGIBLE) * look.glyphs.coarseness / look.glyphs.across
    if (box.width - 4) / max(map(ems_of, titles)) < least or box.height * 2 < 3 * least + 4:
        return None
    em = ceil(least)
    return _Sizes(em, box.height - 2 * (-(-em // 2) + 1) >= em * 5 // 4)


def _draw_tile(canvas: Canvas, box: Box, tile: Tile, share: float, sizes: _Sizes | None) -> None:
    """One flag: area and outcome above, the holder as the hero, margin and defences below.

    With `sizes` what stands above, and perhaps below, is large as well.
    """
    if box.width < 3 or box.height < 1 or share <= 0:
        return
    row = tile.row
    look, theme = canvas.look, canvas.look.theme
    held = bool(row and row.holders)
    cloth = blend(theme.ground, blend(theme.red_low, theme.red, 0.45) if held else theme.panel, share)
    canvas.fill(box.x + 1, box.y, box.width - 1, box.height, cloth)
    for y in range(box.y, box.bottom):
        canvas.text(box.x, y, "▐" if look.colour else "|", theme.gold if held else theme.faint, width=1)
    inner = Box(box.x + 2, box.y, box.width - 2, box.height)
    outcome = _outcome(row, look.lang) if row and held else ""
    title = tile.title(look.lang)
    ink = theme.gold_high if held else theme.quiet
    if sizes:
        _frame_large(canvas, inner, (title, outcome), row, share, cloth, sizes)
        below = sizes.tall if sizes.framed else 1
        rest = Box(box.x + 1, box.y + sizes.tall, box.width - 1, box.height - sizes.tall - below)
        _middle(canvas, rest, row, share, cloth)
        return
    facts = _facts(row, look.lang, inner.width) if row and box.height >= 5 else ""
    above = _over(inner.width - 1, box.height - bool(facts), title, outcome)
    for number, (left, right) in enumerate(above):
        part = Box(inner.x, box.y + number, inner.width - 1, 1)
        line(canvas, part, left, ink, align="left", strength=share, attributes=BOLD, ground=cloth)
        line(canvas, part, right, ink, align="right", strength=share, ground=cloth)
    rest = Box(box.x + 1, box.y + len(above), box.width - 1, box.height - len(above) - bool(facts))
    _middle(canvas, rest, row, share, cloth)
    if facts:
        foot = Box(inner.x, box.bottom - 1, inner.width, 1)
        line(canvas, foot, facts, theme.text if held else theme.quiet, strength=share, ground=cloth)


def _over(width: int, tall: int, title: str, outcome: str) -> list[tuple[str, str]]:
    """What stands at the left and the right of the lines over a holder: the area gives no word away where it has room.

    Of `tall` rows at least two are left to the holder.
    """
    room = width - width_of(outcome) - 1
    if not outcome or width_of(title) <= room:
        return [(title, outcome)]
    if tall >= _OVER + 2:
        return [(title, ""), ("", outcome)]
    return [(clip(title, room), outcome) if room > 6 else (title, "")]


def _frame_large(
    canvas: Canvas,
    box: Box,
    words: tuple[str, str],
    row: FlagRow | None,
    share: float,
    cloth: Colour,
    sizes: _Sizes,
) -> None:
    """The area above as a hero, and below how its flag was won and by how much, as one where there is room."""
    theme, (title, outcome) = canvas.look.theme, words
    held = bool(row and row.holders)
    inks = (theme.gold_high, theme.gold_high) if held else (theme.quiet, theme.quiet)
    above = Box(box.x, box.y + (not sizes.framed), box.width, sizes.tall)
    hero(canvas, above, title, inks, align="left", strength=share, ground=cloth, largest=sizes.em)
    facts = facts_of(row, canvas.look.lang, counted=True) if row else []
    said = "  ".join(part for part in (outcome, *facts[:1]) if part)
    if not said:
        return
    if not sizes.framed:
        foot = Box(box.x, box.bottom - 1, box.width - 1, 1)
        line(canvas, foot, said, inks[0], align="right", strength=share, ground=cloth)
        return
    below = Box(box.x, box.bottom - sizes.tall, box.width - 1, sizes.tall)
    if not lettering_in(canvas, below, said, "sans", sizes.em, 1) and outcome:
        said = outcome
    hero(canvas, below, said, inks, align="right", strength=share, ground=cloth, largest=sizes.em)


def _middle(canvas: Canvas, box: Box, row: FlagRow | None, share: float, cloth: Colour) -> None:
    """Who holds the flag, or why nobody does."""
    look, theme = canvas.look, canvas.look.theme
    if row and row.holders:
        _holders(canvas, box, row.holders, share, cloth)
    elif box.height > 0:
        said = word_or(f"outcome.{row.outcome}", look.lang, "") if row else word("wall.sealed", look.lang)
        inks = (theme.quiet, theme.faint)
        hero(canvas, box, said, inks, strength=share, ground=cloth, largest=max(LEGIBLE, (box.width - 1) // 5))


def _holders(canvas: Canvas, box: Box, holders: Sequence[NamedUnit], share: float, cloth: Colour) -> None:
    """The holders' names, no larger than a name of three characters, and if that costs nothing a row lower."""
    if box.height < 1:
        return
    largest = max(LEGIBLE, box.width // 3)
    lower = Box(box.x, box.y + 1, box.width, box.height - 1)
    found, below = (called(canvas, part, holders, largest=largest) for part in (box, lower))
    if found and below and below.em >= found.em:
        box = lower
    inks = canvas.look.theme.gold_high, canvas.look.theme.gold
    heroes(canvas, box, holders, inks, strength=share, ground=cloth, largest=largest)


def _outcome(row: FlagRow, lang: str) -> str:
    """The outcome in a short word, with the count of defences where there are any."""
    count = max(row.defences.values(), default=0)
    if row.outcome == Outcome.DEFENDED and count:
        return word("wall.defended", lang, count=count)
    return word_or(f"wall.{row.outcome}", lang, "")


def _facts(row: FlagRow, lang: str, width: int) -> str:
    """What there is to say of the flag and fits: the margin, then the rest."""
    text = ""
    for fact in facts_of(row, lang, counted=True):
        longer = f"{text}  {fact}" if text else fact
        if width_of(longer) > width and text:
            break
        text = longer
    return text
