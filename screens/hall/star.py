"""One category of stars in a ceremony: first what it honours, then who won it."""

from collections.abc import Sequence
from dataclasses import replace

from scoreboard.locale import place_in_words
from scoreboard.publications.kinds.stars import StarRow, told_decisions
from scoreboard.publications.scene import portrait_of
from scoreboard.publications.scenes.star import StarScene, StarWinner, StarWinners
from scoreboard.wire import given
from screens.hall.parts import captions, long_notes
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
    margin_of,
    silver,
)
from screens.hall.parts.placed_words import draw_placed, wall_of
from screens.hall.parts.walls import LARGEST, LaidOut, Wall
from screens.hall.parts.winners_grid import Told, WinnersGrid, large_grid, plain_grid, sayings_of
from screens.looks import Look
from screens.widgets.canvas import Canvas

_RISEN = 1.8
_FOUND = 2.8
_BETWEEN, _UNCOVERED = 0.35, 0.8
_MOST_PICTURED = 3
"""Pages of winners beside their portraits, at most: of more of them they stand without."""
_WIDE = 30
_NARROWER = (30, 24, 18, 14)
"""Per cent of the width that a star has, and a portrait at most."""
_OVER = 35
"""Per cent of the height that a portrait has over a long name."""
_ORIGIN, _LONG_ORIGIN = 3, (6, 9)
"""The weight of a lone winner's unit and post, and those where they are so long that they would be ordinary text."""
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
        (Saying.of(_origin(row, lang) if row else "", Rank.SECOND, _ORIGIN, kept=True), silver(canvas), 1.6),
        (Saying.of(result, Rank.THIRD, 2, kept=True), (theme.gold, theme.gold_low), 1.6),
        (Saying.of(told_decisions([row], lang) if row else "", Rank.NOTE, kept=True, lines=4), silver(canvas), 1.6),
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

    Nor where unit and post would be ordinary text for it. A portrait, if it is `pictured`, becomes narrower before it
    gives way, and letters may be condensed for it; or it stands over all of it, where that leaves the name as large.
    """
    wall, edge = wall_of(canvas), margin_of(canvas)
    whole = Box(stage.x + edge, stage.y, stage.width - 2 * edge, stage.height)
    alone = stack(wall, whole, sayings)
    for weight in _LONG_ORIGIN if _is_text(sayings, alone) else ():
        roomy = tuple(replace(said, weight=weight) if said.weight == _ORIGIN else said for said in sayings)
        more = stack(wall, whole, roomy)
        if not _is_text(roomy, more):
            sayings, alone = roomy, more
            break
    if stage.width < 60 or stage.height < 9:
        return alone, None
    large = hero_em(sayings, alone)
    floors = [wall.floor(Rank.HERO, text) or 0 for said in sayings if said.rank == Rank.HERO for text in said.texts]
    for share in _NARROWER if pictured else (_WIDE,):
        wide = stage.width * share // 100
        beside = stack(wall, Box(stage.x + wide, stage.y, stage.width - wide - edge, stage.height), sayings)
        smaller, hurt = hero_em(sayings, beside), any(at.hurt for at in beside if at)
        hides = _is_text(sayings, beside) and not _is_text(sayings, alone)
        if hides and not pictured and large * 100 >= smaller * KEPT_PERCENT:
            continue
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


def _is_text(sayings: tuple[Saying, ...], placed: tuple[LaidOut | None, ...]) -> bool:
    """Whether unit and post, below the name, are ordinary text."""
    origins = (_ORIGIN, *_LONG_ORIGIN)
    told = zip(sayings, placed, strict=True)
    return any(not (at and at.em) for said, at in told if said.rank == Rank.SECOND and said.weight in origins)


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


def _places(scene: StarWinner | StarWinners, size: tuple[int, int], look: Look) -> tuple[WinnersGrid, tuple[Told, ...]]:
    """Where winners stand and what is told of them: beside their portraits if there are any, on as few pages as nobody
    tires of; by short names of their units where all are read only so.
    """
    size = long_notes.left_by(told_decisions(scene.rows, look.lang), size)
    wall = Wall(size[1], look.glyphs, look.native)
    full, short = (_told(scene, look.lang, short=one) for one in (False, True))
    if not look.native and any(other_image(scene, portrait_of(row.unit, row.person)) for row in scene.rows):
        grid = large_grid(wall, size, full, True, is_wall(size)) or large_grid(wall, size, full, True, False)
        if grid and len(scene.rows) <= grid.places * _MOST_PICTURED:
            return grid, full
    for told in (full, short) if is_wall(size) else ():
        if grid := large_grid(wall, size, told, False, True):
            return grid, told
    return large_grid(wall, size, full, False, False) or plain_grid(size, max(1, len(full)), head_rows(size[1])), full


def _told(scene: StarWinner | StarWinners, lang: str, *, short: bool) -> tuple[Told, ...]:
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
    whole, wall, note = (canvas.width, canvas.height), wall_of(canvas), told_decisions(rows, look.lang)
    size, (grid, told) = long_notes.left_by(note, whole), _places(scene, whole, look)
    start = (scene.page or 0) % pages(scene, whole, look) * grid.places
    shown = list(zip(rows, told, strict=True))[start : start + grid.places]
    boxes = grid.boxes(size, len(shown))
    for number, (row, _) in enumerate(shown if grid.pictured else ()):
        if room := beside_image(look.glyphs, boxes[number]):
            draw_image(canvas, room[0], other_image(scene, portrait_of(row.unit, row.person)))
            boxes[number] = room[1]
    placed = [stack(wall, box, sayings_of(wall, one)) for box, (_, one) in zip(boxes, shown, strict=True)]
    ems = sorted(each[0].em for each in placed if each[0])
    largest = ems[few_of(len(ems))] if ems else LARGEST  # all of one page are equals, but for a few long names
    units = [at[1] for at, (_, one) in zip(placed, shown, strict=True) if one[1]]
    sizes = sorted(at.em if at else 0 for at in units)
    origins = sizes[few_of(len(sizes))] if sizes else LARGEST
    placed = [
        stack(wall, box, sayings_of(wall, one, largest, origins)) for box, (_, one) in zip(boxes, shown, strict=True)
    ]
    for number, ((row, _), at) in enumerate(zip(shown, placed, strict=True)):
        share = ease(span(elapsed, _BETWEEN * number, _UNCOVERED))
        inks = gold(canvas) if row.person_called(look.lang) else silver(canvas)
        draw_placed(canvas, at[0], inks, shown=share)
        for below in at[1:]:
            draw_placed(canvas, below, silver(canvas), strength=ease(span(share, 0.5, 0.5)))
    if not rows:
        hero(canvas, Box(0, grid.head, *size), word("star.none", look.lang), silver(canvas), largest=48)
    foot(canvas, "", long_notes.draw(canvas, note))
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
