"""The wall of flags: a red flag with its holder's name for each area, a bare pole where nobody holds it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from scoreboard.enums import Outcome
from scoreboard.publications.names import name_in
from screens.colours import Colour, blend
from screens.hall import Payload
from screens.hall.parts.motion import ease, span
from screens.hall.parts.names import called, heroes
from screens.hall.parts.page import Box, head_rows, hero, is_wall, lettering_in, line
from screens.hall.parts.words import facts_of, pool_in, word, word_or
from screens.hall.table import head, nothing, pager
from screens.themes import Look
from screens.widgets.bigtext import LEGIBLE, LEGIBLE_LATIN, ems_of
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of

_BETWEEN, _RISING = 0.12, 0.5
_SHADES = 12
"""Steps in which a flag comes out of the dark: each is lettered once."""
_LEAST_WIDTH, _LEAST_HEIGHT = 22, 4
_SET_APART = 20
"""From this many rows on a page has free rows between its flags."""

Tile = tuple[Mapping[str, Any], Mapping[str, Any] | None]
"""An area and its row, which is None while its flag is not public."""


@dataclass(frozen=True)
class _Grid:
    head: int
    columns: int
    rows: int

    @property
    def places(self) -> int:
        return self.columns * self.rows


def duration(scene: Payload) -> float:
    """The flags go up one after the other."""
    return _BETWEEN * len(_tiles(scene)) + _RISING


def pages(scene: Payload, size: tuple[int, int], look: Look) -> int:
    """How many pages the flags take at this size."""
    tiles = _tiles(scene)
    return max(1, -(-len(tiles) // _grid(size, len(tiles)).places))


def draw(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    """The flags in a grid; the payload's "page" (from 0) where they do not fit one."""
    look, board, tiles = canvas.look, scene.get("board") or {}, _tiles(scene)
    size = (canvas.width, canvas.height)
    grid = _grid(size, len(tiles))
    head(
        canvas,
        scene,
        word("wall.title", look.lang, series=name_in(board, look.lang, "series_name")),
        grid.head,
        elapsed,
        [],
    )
    if not tiles or not board.get("rows"):
        nothing(canvas, grid.head, reopened=board.get("reopened"))
        return
    count = pages(scene, size, look)
    start = int(scene.get("page") or 0) % count * grid.places
    tall = canvas.height - grid.head - (1 if canvas.height >= 6 else 0)
    boxes = []
    for number in range(len(tiles[start : start + grid.places])):
        across, down = number % grid.columns, number // grid.columns
        left, right = (canvas.width * at // grid.columns for at in (across, across + 1))
        top, bottom = (grid.head + tall * at // grid.rows for at in (down, down + 1))
        gap = 1 if bottom - top >= 5 else 0
        boxes.append(Box(left + 1, top + gap, right - left - 2, bottom - top - gap))
    titles = [_title(area, look.lang) for area, _ in tiles]
    sizes = _sizes(canvas, min(boxes, key=lambda box: (box.height, box.width)), titles) if boxes else None
    for number, (box, tile) in enumerate(zip(boxes, tiles[start:], strict=False)):
        share = round(ease(span(elapsed, _BETWEEN * (start + number), _RISING)) * _SHADES) / _SHADES
        _draw_tile(canvas, box, tile, share, sizes)
    pager(canvas, scene, count)


def _tiles(scene: Payload) -> list[Tile]:
    """Each area with its row, or its rows where every pool has a flag of its own; then areas not yet public."""
    board = scene.get("board") or {}
    rows = list(board.get("rows") or [])
    pools = list(board.get("pools") or [])
    tiles: list[Tile] = []
    for area in board.get("areas") or []:
        own = [row for row in rows if row.get("area") == area.get("id")]
        shown = {"area_name": area.get("name"), "area_name_en": area.get("name_en"), "flag": area.get("flag")}
        if not pools:
            tiles.extend((row, row) for row in own)
            if not own:
                tiles.append((shown, None))
        for pool in pools:
            row = next((row for row in own if row.get("pool") == pool["id"]), None)
            tiles.append(({**shown, "pool": pool["id"], "pools": pools if len(pools) > 1 else ()}, row))
    known = {area.get("id") for area in board.get("areas") or []}
    tiles.extend((row, row) for row in rows if row.get("area") not in known)
    return tiles


def _grid(size: tuple[int, int], count: int) -> _Grid:
    width, height = size
    heading = head_rows(height)
    room = max(1, height - heading - (1 if height >= 6 else 0))
    most_across, most_down = max(1, width // _LEAST_WIDTH), max(1, room // (_LEAST_HEIGHT + (height >= _SET_APART)))
    columns = next((at for at in range(1, most_across + 1) if at * at >= count), most_across)
    return _Grid(heading, columns, max(1, min(most_down, -(-max(1, count) // columns))))


def _title(area: Mapping[str, Any], lang: str) -> str:
    pool = pool_in(area, area.get("pool"), lang)
    return "  ".join(part for part in (name_in(area, lang, "area_name"), pool) if part)


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
    area, row = tile
    look, theme = canvas.look, canvas.look.theme
    held = bool(row and row.get("holders"))
    cloth = blend(theme.ground, blend(theme.red_low, theme.red, 0.45) if held else theme.panel, share)
    canvas.fill(box.x + 1, box.y, box.width - 1, box.height, cloth)
    for y in range(box.y, box.bottom):
        canvas.text(box.x, y, "▐" if look.colour else "|", theme.gold if held else theme.faint, width=1)
    inner = Box(box.x + 2, box.y, box.width - 2, box.height)
    outcome = _outcome(row, look.lang) if row and held else ""
    title = _title(area, look.lang)
    ink = theme.gold_high if held else theme.quiet
    if sizes:
        _frame_large(canvas, inner, (title, outcome), row, share, cloth, sizes)
        below = sizes.tall if sizes.framed else 1
        rest = Box(box.x + 1, box.y + sizes.tall, box.width - 1, box.height - sizes.tall - below)
        _middle(canvas, rest, row, share, cloth)
        return
    aside = inner.width - width_of(outcome)
    line(
        canvas,
        Box(inner.x, box.y, max(0, aside - 1), 1),
        title,
        ink,
        align="left",
        strength=share,
        attributes=BOLD,
        ground=cloth,
    )
    if outcome and aside > 6:
        line(canvas, Box(inner.x + aside, box.y, width_of(outcome), 1), outcome, ink, strength=share, ground=cloth)
    facts = _facts(row, look.lang, inner.width) if row and box.height >= 5 else ""
    rest = Box(box.x + 1, box.y + 1, box.width - 1, box.height - 1 - (1 if facts else 0))
    _middle(canvas, rest, row, share, cloth)
    if facts:
        foot = Box(inner.x, box.bottom - 1, inner.width, 1)
        line(canvas, foot, facts, theme.text if held else theme.quiet, strength=share, ground=cloth)


def _frame_large(
    canvas: Canvas,
    box: Box,
    words: tuple[str, str],
    row: Mapping[str, Any] | None,
    share: float,
    cloth: Colour,
    sizes: _Sizes,
) -> None:
    """The area above as a hero, and below how its flag was won and by how much, as one where there is room."""
    theme, (title, outcome) = canvas.look.theme, words
    held = bool(row and row.get("holders"))
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


def _middle(canvas: Canvas, box: Box, row: Mapping[str, Any] | None, share: float, cloth: Colour) -> None:
    """Who holds the flag, or why nobody does."""
    look, theme = canvas.look, canvas.look.theme
    if row and row.get("holders"):
        _holders(canvas, box, list(row["holders"]), share, cloth)
    elif box.height > 0:
        said = word_or(f"outcome.{row.get('outcome')}", look.lang, "") if row else word("wall.sealed", look.lang)
        inks = (theme.quiet, theme.faint)
        hero(canvas, box, said, inks, strength=share, ground=cloth, largest=max(LEGIBLE, (box.width - 1) // 5))


def _holders(canvas: Canvas, box: Box, holders: list[Mapping[str, Any]], share: float, cloth: Colour) -> None:
    """The holders' names, no larger than a name of three characters, and if that costs nothing a row lower."""
    if box.height < 1:
        return
    largest = max(LEGIBLE, box.width // 3)
    lower = Box(box.x, box.y + 1, box.width, box.height - 1)
    found, below = called(canvas, box, holders), called(canvas, lower, holders)
    if found and below and min(below.largest, largest) >= min(found.largest, largest):
        box = lower
    inks = canvas.look.theme.gold_high, canvas.look.theme.gold
    heroes(canvas, box, holders, inks, strength=share, ground=cloth, largest=largest)


def _outcome(row: Mapping[str, Any], lang: str) -> str:
    """The outcome in a short word, with the count of defences where there are any."""
    count = max((row.get("defences") or {}).values(), default=0)
    if row.get("outcome") == Outcome.DEFENDED and count:
        return word("wall.defended", lang, count=count)
    return word_or(f"wall.{row.get('outcome')}", lang, "")


def _facts(row: Mapping[str, Any], lang: str, width: int) -> str:
    """What there is to say of the flag and fits: the margin, then the rest."""
    text = ""
    for fact in facts_of(row, lang, counted=True):
        longer = f"{text}  {fact}" if text else fact
        if width_of(longer) > width and text:
            break
        text = longer
    return text
