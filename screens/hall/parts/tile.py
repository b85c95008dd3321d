"""One flag of the wall of flags: a red field with its area, who holds it as the hero, and how it was won."""

from dataclasses import dataclass, replace

from scoreboard.enums import Outcome
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.names import named
from scoreboard.publications.pools import PoolWords
from scoreboard.publications.scene import SceneImage
from screens.colours import blend
from screens.hall.parts.cue_image import draw_image
from screens.hall.parts.hall_words import facts_of, word, word_or
from screens.hall.parts.hero_names import heroes
from screens.hall.parts.layout import KEPT_PERCENT, Saying, stack
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.page import Box
from screens.hall.parts.placed_words import draw_placed
from screens.hall.parts.walls import LARGEST, LaidOut, Wall
from screens.looks import Look
from screens.widgets.canvas import Align, Canvas
from screens.widgets.cells import width_of

_APART = "  "
_EMBLEM_PART, _LEAST_EMBLEM = 4, 10
"""Parts of the width, of which an emblem takes one at most; pixels of one that is no spot."""


@dataclass(frozen=True)
class Sizes:
    """The largest ems in pixels of areas, of names, and of the word for nobody; 0 for ordinary text. And emblems."""

    title: int = LARGEST
    name: int = LARGEST
    nobody: int = LARGEST
    emblem: int = 0
    """Columns at the right that emblems have."""


@dataclass(frozen=True)
class Tile:
    """An area, of which pool, in both languages, its flag's row, which is None while that is not public, and emblem."""

    area: str
    """Its id."""
    name: str
    name_en: str
    pool: PoolWords | None
    row: FlagRow | None
    emblem: SceneImage | None = None

    @property
    def held(self) -> bool:
        """Whether somebody has it."""
        return bool(self.row and self.row.holders)

    def title(self, lang: str) -> str:
        """The area and the pool in a language."""
        parts = (named(self.name, self.name_en, lang), self.pool.called(lang) if self.pool else "")
        return _APART.join(part for part in parts if part)

    def names(self, lang: str) -> tuple[str, ...]:
        """Who holds it, or why nobody does."""
        if self.row is None:
            return (word("wall.sealed", lang),)
        holders = tuple(unit.called(lang) for unit in self.row.holders)
        return holders or (word_or(f"outcome.{self.row.outcome}", lang, ""),)

    def said(self, lang: str, width: int) -> str:
        """How it was won in a short word, and what else there is to say of it and fits."""
        if self.row is None:
            return ""
        text = _outcome(self.row, lang) if self.held else ""
        for fact in facts_of(self.row, lang, counted=True):
            longer = f"{text}{_APART}{fact}" if text else fact
            if width_of(longer) > width and text:
                break
            text = longer
        return text

    def sayings(self, lang: str, width: int, sizes: "Sizes") -> tuple[Saying, ...]:
        """All of it from the top to the foot, in sizes that all flags of a page share."""
        said = self.said(lang, width)
        return (
            Saying.of(self.title(lang), Rank.SECOND, 2, kept=True, largest=sizes.title),
            Saying(self.names(lang), Rank.HERO, 5, kept=True, largest=sizes.name if self.held else sizes.nobody),
            *((Saying.of(said, Rank.NOTE),) if said else ()),
        )


def _outcome(row: FlagRow, lang: str) -> str:
    """The outcome in a short word, with the count of defences where there are any."""
    count = max(row.defences.values(), default=0)
    if row.outcome == Outcome.DEFENDED and count:
        return word("wall.defended", lang, count=count)
    return word_or(f"wall.{row.told_outcome}", lang, "")


def _placed(look: Look, box: Box, tile: Tile, sizes: Sizes) -> tuple[LaidOut | None, ...]:
    """Where all of a tile's words stand in `box`, of which the pole has the first column, an emblem the last ones.

    Its floors are parts of its own height: it is a wall of its own.
    """
    inner = Box(box.x + 2, box.y, box.width - 3 - sizes.emblem, box.height)
    if inner.width < 1:
        return ()
    wall = Wall(box.height, look.glyphs, look.native)
    return _framed(inner, stack(wall, inner, tile.sayings(look.lang, inner.width, sizes)))


def _framed(box: Box, placed: tuple[LaidOut | None, ...]) -> tuple[LaidOut | None, ...]:
    """The area at the top of `box`, how the flag was won at its foot, and the name in the middle between them."""
    title, name, *rest = placed
    said = rest[0] if rest else None
    top = box.y + (title.box.height if title else 0)
    foot = box.bottom - (said.box.height if said else 0)
    return (
        title.moved(box.y - title.box.y) if title else None,
        name.moved((top + foot - name.box.height + 1) // 2 - name.box.y) if name else None,
        *((said.moved(foot - said.box.y) if said else None,) if rest else ()),
    )


def reads(look: Look, box: Box, tile: Tile, area: bool) -> bool:
    """Whether whoever holds the flag can be read from the back of a hall, nothing of the name hurt.

    With `area` the name of the area, too.
    """
    asked = _placed(look, box, tile, Sizes())[0 if area else 1 : 2]
    return bool(asked) and all(at and at.em and not at.hurt for at in asked)


def sizes_of(look: Look, boxes: list[Box], tiles: list[Tile]) -> Sizes:
    """What all flags of a page share: areas are of one size, but for those that are ordinary text even so.

    No word for nobody is larger than a name. Emblems have room where areas and names stay nearly as large as without.
    """
    alone = _shared(look, boxes, tiles, 0)
    narrowest = min(boxes, key=lambda box: (box.width, box.height), default=Box(0, 0, 0, 0))
    widest = min(narrowest.width // _EMBLEM_PART, narrowest.height * look.glyphs.down // look.glyphs.across)
    if look.native or not any(tile.emblem for tile in tiles):
        return alone
    ems = _ems(look, boxes, tiles, 0)
    for columns in (widest, widest * 3 // 4, widest // 2):
        narrower = _ems(look, boxes, tiles, columns) if columns * look.glyphs.across >= _LEAST_EMBLEM else [-1]
        if all(after * 100 >= before * KEPT_PERCENT for before, after in zip(ems, narrower, strict=False)):
            return _shared(look, boxes, tiles, columns)
    return alone


def _ems(look: Look, boxes: list[Box], tiles: list[Tile], emblem: int) -> list[int]:
    """The ems of all areas and names, beside emblems of so many columns."""
    placed = (_placed(look, box, tile, Sizes(emblem=emblem)) for box, tile in zip(boxes, tiles, strict=True))
    return [_em(at) for each in placed for at in each[:2]]


def _shared(look: Look, boxes: list[Box], tiles: list[Tile], emblem: int) -> Sizes:
    placed = [_placed(look, box, tile, Sizes(emblem=emblem)) for box, tile in zip(boxes, tiles, strict=True)]
    titles, names = ([_em(each[at]) for each in placed if each] for at in (0, 1))
    held = [em for em, tile in zip(names, tiles, strict=False) if tile.held]
    title, name = _of_most(titles), LARGEST if _of_most(held or names) else 0
    return Sizes(title, name, min(name, _of_most(held) or LARGEST), emblem)


def _of_most(ems: list[int]) -> int:
    """The smallest em of those that are not ordinary text; 0 where most of them are."""
    large = [em for em in ems if em]
    return min(large, default=0) if 2 * len(large) >= len(ems) else 0


def _em(at: LaidOut | None) -> int:
    return at.em if at else 0


def draw_tile(canvas: Canvas, box: Box, tile: Tile, share: float, sizes: Sizes) -> None:
    """One flag, `share` of it out of the dark."""
    if box.width < 3 or box.height < 1 or share <= 0:
        return
    look, theme = canvas.look, canvas.look.theme
    cloth = blend(theme.ground, theme.band if tile.held else theme.panel, share)
    canvas.fill(box.x + 1, box.y, box.width - 1, box.height, cloth)
    for y in range(box.y, box.bottom):
        canvas.text(box.x, y, "▐" if look.colour else "|", theme.gold if tile.held else theme.faint, width=1)
    if sizes.emblem:
        right = Box(box.x + box.width - 1 - sizes.emblem, box.y + 1, sizes.emblem, max(1, box.height - 2))
        draw_image(canvas, right if share == 1 else None, tile.emblem, cloth)
    placed = _placed(look, box, tile, sizes)
    area = theme.band_ink if tile.held else theme.quiet
    inks = (theme.band_ink, theme.band_low) if tile.held else (theme.quiet, theme.quiet)
    for number, at in enumerate(placed):
        if number == 1 and at and not at.em and tile.row and tile.row.holders:
            tall = replace(at.box, height=max(1, box.bottom - at.box.y - (len(placed) > 2)))
            heroes(canvas, tall, tile.row.holders, inks, strength=share, ground=cloth, largest=0)
        elif number == 1:
            draw_placed(canvas, at, inks, strength=share, ground=cloth)
        else:
            align: Align = "left" if number == 0 else "right"
            ink = area if number == 0 else theme.band_ink if tile.held else theme.quiet
            draw_placed(canvas, at, (ink, ink), align=align, strength=share, ground=cloth)
