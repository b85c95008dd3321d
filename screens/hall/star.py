"""One category of stars in a ceremony: first what it honours, then who won it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoreboard.locale import place_in_words
from scoreboard.publications.kinds.stars import StarRow, told_decisions
from scoreboard.publications.scene import portrait_of
from scoreboard.publications.scenes.star import StarScene, StarWinner, StarWinners
from scoreboard.wire import given
from screens.hall.parts import captions
from screens.hall.parts.cloth import star
from screens.hall.parts.cue_image import beside_image, draw_image, image_of, other_image
from screens.hall.parts.hall_words import short_in, word
from screens.hall.parts.layout import KEPT_PERCENT, Saying, hero_em, placed_alone, stack
from screens.hall.parts.least_sizes import Rank, few_of
from screens.hall.parts.motion import ease, land, span
from screens.hall.parts.page import (
    Box,
    foot,
    gold,
    head_rows,
    heading,
    hero,
    is_wall,
    line,
    margin_for,
    margin_of,
    silver,
)
from screens.hall.parts.placed_words import draw_placed, wall_of
from screens.hall.parts.walls import LARGEST, LaidOut, Wall
from screens.looks import Look
from screens.widgets.canvas import Canvas

_RISEN = 1.8
_FOUND = 2.8
_BETWEEN, _UNCOVERED = 0.35, 0.8
_LEAST_WIDTH, _LEAST_HEIGHT = 24, 3
_WITH_MARGIN = 100
"""Columns from which on a page of winners has margins."""
_FEWEST = 4
"""Winners of a page at least, for their units to be large."""
_MOST_PICTURED = 3
"""Pages of winners beside their portraits, at most: of more of them they stand without."""
_Told = tuple[str, str, str]
"""A winner's name, their unit and post, and their result."""
_WIDE = 30
_NARROWER = (30, 24, 18, 14)
"""Per cent of the width that a star has, and a portrait at most."""
_OVER = 35
"""Per cent of the height that a portrait has over a long name."""
_LEAST_STAR = 4
"""Rows that a star has more of at least."""


def duration(scene: StarScene) -> float:
    """The star rises; winners are uncovered one after the other, a single one behind a star of their own."""
    rows = _rows(scene)
    if rows is None:
        return _RISEN
    return _FOUND if _alone(scene) else _BETWEEN * max(1, len(rows)) + _UNCOVERED


def pages(scene: StarScene, size: tuple[int, int], look: Look) -> int:
    """How many pages the winners take at this size."""
    if not isinstance(scene, StarWinner | StarWinners) or not scene.rows or _alone(scene):
        return 1
    return -(-len(scene.rows) // _places(scene, size, look)[0].places)


def draw(canvas: Canvas, scene: StarScene, elapsed: float) -> None:
    """The moment of the category that `scene` names."""
    canvas.deepen()
    if isinstance(scene, StarWinner) and _alone(scene):
        _one_winner(canvas, scene, elapsed)
    elif isinstance(scene, StarWinner | StarWinners):
        _winners(canvas, scene, elapsed)
    else:
        _category(canvas, scene, elapsed)


def _rows(scene: StarScene) -> Sequence[StarRow] | None:
    """Who is shown; None where it is the category alone."""
    return scene.rows if isinstance(scene, StarWinner | StarWinners) else None


def _alone(scene: StarScene) -> bool:
    """Whether one winner, or the place of one who is missing, has the page."""
    return isinstance(scene, StarWinner) and len(scene.rows) <= 1


def _one_winner(canvas: Canvas, scene: StarWinner, elapsed: float) -> None:
    """A star or a portrait at the left where it has room; the person under the place, over unit, post and result."""
    look, theme = canvas.look, canvas.look.theme
    lang, row = look.lang, scene.rows[0] if scene.rows else None
    head = head_rows(canvas.height)
    stage = Box(0, head, canvas.width, canvas.height - head)
    person = row.person_called(lang) if row else ""
    place = _place(scene.place, lang)
    result = _result(row, lang) if row else ""
    told = [
        (Saying.of(place, Rank.SECOND, 2, kept=True), (theme.gold, theme.gold_low), 0.4),
        (Saying.of(person or word("star.none", lang), Rank.HERO, 6, kept=True), gold(canvas), 0.7),
        (Saying.of(_origin(row, lang) if row else "", Rank.SECOND, 3, kept=True), silver(canvas), 1.6),
        (Saying.of(result, Rank.THIRD, 2, kept=True), (theme.gold, theme.gold_low), 1.6),
        (Saying.of(told_decisions([row], lang) if row else "", Rank.NOTE, kept=True), silver(canvas), 1.6),
    ]
    told = [one for one in told if one[0].texts != ("",)]
    portrait = other_image(scene, portrait_of(row.unit, row.person)) if row else None
    placed, left = _beside_star(canvas, stage, tuple(said for said, _, _ in told), portrait is not None)
    if left and portrait:
        air = 1 if left.height >= 12 else 0
        draw_image(canvas, Box(left.x + 2, left.y + air, left.width - 2, left.height - 2 * air), portrait)
    elif left:
        _rising_star(canvas, left, elapsed)
    for (said, inks, since), at in zip(told, placed, strict=True):
        if said.rank == Rank.HERO:
            draw_placed(canvas, at, inks if person else silver(canvas), shown=land(span(elapsed, since, 1.0)))
        else:
            draw_placed(canvas, at, inks, strength=span(elapsed, since, 0.6))
    if head:
        largest = hero_em(tuple(said for said, _, _ in told), placed)
        heading(
            canvas, scene.star_called(lang), word("star.winners", lang), head, largest=largest // look.glyphs.across
        )


def _beside_star(
    canvas: Canvas, stage: Box, sayings: tuple[Saying, ...], pictured: bool
) -> tuple[tuple[LaidOut | None, ...], Box | None]:
    """What is said of a winner, and where the star beside it is: nowhere if the name would be much smaller for it.

    A portrait, if it is `pictured`, becomes narrower before it gives way, and letters may be condensed for it; or it
    stands over all of it, where that leaves the name as large as it is.
    """
    wall, edge = wall_of(canvas), margin_of(canvas)
    whole = Box(stage.x + edge, stage.y, stage.width - 2 * edge, stage.height)
    alone = stack(wall, whole, sayings)
    if stage.width < 60 or stage.height < 9:
        return alone, None
    large = hero_em(sayings, alone)
    floors = [wall.floor(Rank.HERO, text) or 0 for said in sayings if said.rank == Rank.HERO for text in said.texts]
    for share in _NARROWER if pictured else (_WIDE,):
        wide = stage.width * share // 100
        beside = stack(wall, Box(stage.x + wide, stage.y, stage.width - wide - edge, stage.height), sayings)
        smaller, hurt = hero_em(sayings, beside), any(at.hurt for at in beside if at)
        if pictured and not large:
            return beside, Box(stage.x, stage.y, wide, stage.height)
        if smaller * 100 >= large * KEPT_PERCENT and smaller >= max(floors) and (pictured or not hurt):
            return beside, Box(stage.x, stage.y, wide, stage.height)
    over = Box(whole.x, stage.y, whole.width, stage.height * _OVER // 100)
    if pictured:
        below = stack(wall, Box(whole.x, over.bottom, whole.width, stage.bottom - over.bottom), sayings)
        if hero_em(sayings, below) >= large:
            return below, over
    return alone, None


def _rising_star(canvas: Canvas, box: Box, elapsed: float) -> None:
    """A star that comes to its size in the middle of `box`."""
    glyphs, theme = canvas.look.glyphs, canvas.look.theme
    whole = min((box.height - 4) * glyphs.down, (box.width - 4) * glyphs.across)
    share = land(span(elapsed, 0.0, 0.9))
    side = max(2, round(whole * (0.3 + 0.7 * share)) // 2 * 2)
    picture = star(side, (theme.gold_low, theme.gold_high), round((1 - share) * 16) * 15)
    wide, tall = canvas.cells(picture)
    canvas.paste(box.x + (box.width - wide) // 2 + 1, box.y + (box.height - tall) // 2, picture)


def _category(canvas: Canvas, scene: StarScene, elapsed: float) -> None:
    """The name of the category below its image, or below a star that rises."""
    look, theme, name = canvas.look, canvas.look.theme, scene.star_called(canvas.look.lang)
    rows = _star_rows(canvas, name)
    if rows and (image := image_of(scene)):
        draw_image(canvas, Box(2, canvas.height // 12, max(1, canvas.width - 4), rows), image)
    elif rows:
        whole = min(rows * look.glyphs.down, canvas.width * 2 // 3 * look.glyphs.across)
        share = land(span(elapsed, 0.0, _RISEN))
        side = max(2, round(whole * (0.4 + 0.6 * share)) // 2 * 2)
        turn = round((1 - share) * 16) * 15
        picture = star(side, (theme.gold_low, theme.gold_high), turn)
        wide, tall = canvas.cells(picture)
        canvas.paste((canvas.width - wide) // 2, canvas.height // 12 + (rows - tall) // 2, picture)
    box, below = _below_star(canvas, rows)
    draw_placed(canvas, placed_alone(wall_of(canvas), box, name), gold(canvas), shown=ease(span(elapsed, 0.4, 1.0)))
    if below:
        line(canvas, Box(0, canvas.height - 1, canvas.width, 1), word("star.category", look.lang), theme.quiet)


def _below_star(canvas: Canvas, rows: int) -> tuple[Box, int]:
    """Where a star's name stands below a star of so many rows, and the rows below it."""
    top = rows + canvas.height // 12 + 1 if rows else 0
    below = 2 if canvas.height - top > 4 else 0
    edge = max(2, margin_of(canvas))
    return Box(edge, top, max(1, canvas.width - 2 * edge), max(1, canvas.height - top - below)), below


def _star_rows(canvas: Canvas, name: str) -> int:
    """The rows of the star: half of the page, or fewer, or none, where that makes its name a hero."""
    usual = canvas.height // 2 if canvas.height >= 10 else 0
    wall = wall_of(canvas)
    least = wall.floor(Rank.HERO, name) or 0
    rows: int
    for rows in (*range(usual, _LEAST_STAR, -1), 0):
        lettering = wall.lettering(_below_star(canvas, rows)[0], name, Rank.HERO)
        if lettering and lettering.em >= least and not lettering.hurt:
            return rows
    return usual


@dataclass(frozen=True)
class _WinnersGrid:
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


def _places(
    scene: StarWinner | StarWinners, size: tuple[int, int], look: Look
) -> tuple[_WinnersGrid, tuple[_Told, ...]]:
    """Where winners stand and what is told of them: beside their portraits if there are any, on as few pages as nobody
    tires of; by short names of their units where all are read only so.
    """
    wall = Wall(size[1], look.glyphs, look.native)
    full, short = (_told(scene, look.lang, short=one) for one in (False, True))
    if not look.native and any(other_image(scene, portrait_of(row.unit, row.person)) for row in scene.rows):
        grid = _grid(wall, size, full, True, is_wall(size)) or _grid(wall, size, full, True, False)
        if grid and len(scene.rows) <= grid.places * _MOST_PICTURED:
            return grid, full
    for told in (full, short) if is_wall(size) else ():
        if grid := _grid(wall, size, told, False, True):
            return grid, told
    return _grid(wall, size, full, False, False) or _plain_grid(size, max(1, len(full)), head_rows(size[1])), full


@lru_cache(maxsize=64)
def _grid(
    wall: Wall, size: tuple[int, int], told: tuple[_Told, ...], pictured: bool, origins: bool
) -> _WinnersGrid | None:
    """As many winners a page as let every name be a hero, and with `origins` every unit be read as well.

    `told` are the names with their units, posts and results. `pictured` is whether each is to have a portrait.
    """
    head = head_rows(size[1])
    most = max(1, size[1] - head - 2)
    grids = [
        _WinnersGrid(across, down, head, pictured)
        for across in range(1, max(1, size[0] // _LEAST_WIDTH) + 1)
        for down in range(1, max(1, most // _LEAST_HEIGHT) + 1)
    ]
    count = max(1, len(told))
    grids.sort(key=lambda grid: (-min(count, grid.places), grid.places, abs(grid.across - grid.down)))
    least = min(count, _FEWEST) if origins else 1
    for grid in grids:
        box: Box | None = grid.boxes(size, 1)[0]
        if pictured and box:
            box = room[1] if (room := beside_image(wall.glyphs, box)) else None
        if box and grid.places >= least and all(_reads(wall, box, one, origins) for one in told):
            return grid
    return None


def _plain_grid(size: tuple[int, int], count: int, head: int) -> _WinnersGrid:
    """Winners as ordinary text."""
    most = max(1, (size[1] - head - 2) // _LEAST_HEIGHT)
    across = min(max(1, size[0] // _LEAST_WIDTH), max(1 if count <= 2 else 2 if count <= 6 else 3, -(-count // most)))
    return _WinnersGrid(across, max(1, min(most, -(-count // across))), head)


def _reads(wall: Wall, box: Box, told: _Told, with_origin: bool) -> bool:
    """Whether a name is a hero in `box`, nothing of it hurt, and with `with_origin` what stands below it is large."""
    at, *below = stack(wall, box, _sayings(*told))
    if at is None or at.hurt or at.em < (wall.floor(Rank.HERO, told[0]) or 0):
        return False
    return not with_origin or all(each and each.em for each in below[: bool(told[1])])


def _sayings(name: str, origin: str, result: str, largest: int = LARGEST, origins: int = LARGEST) -> tuple[Saying, ...]:
    """A person, and below them their unit, post and result, all no larger than an em of so many pixels.

    Units and posts are no larger than `origins`; at 0 they are ordinary text.
    """
    person = Saying.of(name, Rank.HERO, 5, kept=True, largest=largest)
    rank = Rank.SECOND if origins else Rank.NOTE
    return (
        person,
        *((Saying.of(origin, rank, 3, kept=True, largest=min(largest, origins)),) if origin else ()),
        *((Saying.of(result, Rank.NOTE, kept=True),) if result else ()),
    )


def _told(scene: StarWinner | StarWinners, lang: str, *, short: bool) -> tuple[_Told, ...]:
    """All winners as they are called here, their units perhaps by `short` names.

    Those who share a step without a tie are told with what sets them apart.
    """
    places = (given(scene.places) if isinstance(scene, StarWinner) else None) or (None,) * len(scene.rows)
    return tuple(
        (
            row.person_called(lang) or word("star.none", lang),
            _origin(row, lang, short=short),
            "  ".join(part for part in (_place(place, lang), _result(row, lang)) if part),
        )
        for row, place in zip(scene.rows, places, strict=True)
    )


def _place(place: int | None, lang: str) -> str:
    return word("star.place", lang, place=place_in_words(place, lang)) if place else ""


def _result(row: StarRow, lang: str) -> str:
    return word("star.result", lang, result=row.result) if row.result else ""


def _winners(canvas: Canvas, scene: StarWinner | StarWinners, elapsed: float) -> None:
    look, rows = canvas.look, scene.rows
    size, wall = (canvas.width, canvas.height), wall_of(canvas)
    grid, told = _places(scene, size, look)
    start = (scene.page or 0) % pages(scene, size, look) * grid.places
    shown = list(zip(rows, told, strict=True))[start : start + grid.places]
    boxes = grid.boxes(size, len(shown))
    for number, (row, _) in enumerate(shown if grid.pictured else ()):
        if room := beside_image(look.glyphs, boxes[number]):
            draw_image(canvas, room[0], other_image(scene, portrait_of(row.unit, row.person)))
            boxes[number] = room[1]
    placed = [stack(wall, box, _sayings(*one)) for box, (_, one) in zip(boxes, shown, strict=True)]
    ems = sorted(each[0].em for each in placed if each[0])
    largest = ems[few_of(len(ems))] if ems else LARGEST  # all of one page are equals, but for a few long names
    units = [at[1] for at, (_, one) in zip(placed, shown, strict=True) if one[1]]
    sizes = sorted(at.em if at else 0 for at in units)
    origins = sizes[few_of(len(sizes))] if sizes else LARGEST
    placed = [stack(wall, box, _sayings(*one, largest, origins)) for box, (_, one) in zip(boxes, shown, strict=True)]
    for number, ((row, _), at) in enumerate(zip(shown, placed, strict=True)):
        share = ease(span(elapsed, _BETWEEN * number, _UNCOVERED))
        inks = gold(canvas) if row.person_called(look.lang) else silver(canvas)
        draw_placed(canvas, at[0], inks, shown=share)
        for below in at[1:]:
            draw_placed(canvas, below, silver(canvas), strength=ease(span(share, 0.5, 0.5)))
    if not rows:
        hero(canvas, Box(0, grid.head, *size), word("star.none", look.lang), silver(canvas), largest=48)
    foot(canvas, "", told_decisions((row for row, _ in shown), look.lang))
    if grid.head:
        joint = scene.place if isinstance(scene, StarWinner) else None
        shared = place_in_words(joint, look.lang) if joint else ""
        aside = word("star.joint_place", look.lang, place=shared) if shared else word("star.winners", look.lang)
        heading(canvas, scene.star_called(look.lang), aside, grid.head, largest=largest // look.glyphs.across)


def _origin(row: StarRow, lang: str, *, short: bool = False) -> str:
    """A person's unit and post."""
    unit = short_in(row, lang) if short else row.called(lang)
    return "  ".join(part for part in (unit, row.post_called(lang)) if part)


def caption(scene: StarScene, lang: str) -> str:
    """The star, and who has won it."""
    winners = (f"{row.called(lang)} {row.person_called(lang)}".strip() for row in _rows(scene) or ())
    return captions.line(scene.star_called(lang), captions.names(winners))
