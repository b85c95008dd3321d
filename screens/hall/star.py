"""One category of stars in a ceremony: first what it honours, then who won it."""

from collections.abc import Sequence

from scoreboard.publications.kinds.stars import StarRow
from scoreboard.publications.scenes.star import StarScene, StarWinner, StarWinners
from screens.hall.parts import captions
from screens.hall.parts.cloth import star
from screens.hall.parts.motion import ease, land, span
from screens.hall.parts.page import Box, gold, head_rows, heading, hero, is_wall, lettering_in, line, margin_of, silver
from screens.hall.parts.words import place_in_words, word
from screens.themes import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, wrap

_RISEN = 1.8
_FOUND = 2.8
_BETWEEN, _UNCOVERED = 0.35, 0.8
_LEAST_WIDTH, _LEAST_HEIGHT = 24, 3
_LEAST_STAR = 4
"""Rows that a star has more of at least."""
_ROOMY = 16
"""Rows from which on what is told of one winner may take another line."""
_ORIGIN = 2
"""Lines that a person's unit and post take at most."""


def duration(scene: StarScene) -> float:
    """The star rises; winners are uncovered one after the other, a single one behind a star of their own."""
    rows = _rows(scene)
    if rows is None:
        return _RISEN
    return _FOUND if _alone(scene) else _BETWEEN * max(1, len(rows)) + _UNCOVERED


def pages(scene: StarScene, size: tuple[int, int], look: Look) -> int:
    """How many pages the winners take at this size."""
    rows = _rows(scene)
    if not rows or _alone(scene):
        return 1
    columns, down, _ = _grid(size, len(rows))
    return max(1, -(-len(rows) // (columns * down)))


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
    """The star at the left with the number of the place, the person at the right over unit, post and result."""
    look, theme = canvas.look, canvas.look.theme
    lang, row = look.lang, scene.rows[0] if scene.rows else None
    head = head_rows(canvas.height)
    if head:
        heading(canvas, scene.star_called(lang), word("star.winners", lang), head)
    box = Box(0, head, canvas.width, canvas.height - head)
    place = word("star.place", lang, place=place_in_words(scene.place, lang)) if scene.place else ""
    left = box.width * 3 // 10 if box.width >= 60 and box.height >= 9 else 0
    if left:
        whole = min((box.height - 4) * look.glyphs.down, (left - 4) * look.glyphs.across)
        share = land(span(elapsed, 0.0, 0.9))
        side = max(2, round(whole * (0.3 + 0.7 * share)) // 2 * 2)
        picture = star(side, (theme.gold_low, theme.gold_high), round((1 - share) * 16) * 15)
        wide, tall = canvas.cells(picture)
        middle = box.y + (box.height - 2) // 2
        canvas.paste((left - wide) // 2 + 1, middle - tall // 2, picture)
        below = min(box.bottom - 1, middle + whole // look.glyphs.down // 2 + 1)
        since = span(elapsed, 0.4, 0.5)
        if is_wall((canvas.width, canvas.height)) and not look.native:
            under = Box(1, below, left, max(1, box.bottom - below))
            hero(canvas, under, place, (theme.gold, theme.gold), strength=since, largest=12)
        else:
            line(canvas, Box(1, below, left, 1), place, theme.gold, strength=since, attributes=BOLD)
    else:
        line(canvas, Box(box.x, box.y, box.width, 1), place, theme.gold, attributes=BOLD)
        box = Box(box.x, box.y + 1, box.width, max(1, box.height - 1))
    told = [
        _origin(row, lang) if row else "",
        word("star.result", lang, result=row.result) if row and row.result else "",
    ]
    told, large = [text for text in told if text], box.height >= 36
    edge = max(1, margin_of(canvas))
    if not large and box.height >= _ROOMY:
        told = [part for text in told for part in wrap(text, box.width - left - 1 - edge, _ORIGIN)]
    below = 7 * len(told) if large else 2 * len(told) if box.height >= 12 else min(len(told), max(0, box.height - 1))
    right = Box(left + 1, box.y, max(1, box.width - left - 1 - edge), max(1, box.height - below))
    person = row.person_called(lang) if row else ""
    inks = gold(canvas) if person else silver(canvas)
    shown = land(span(elapsed, 0.7, 1.0))
    hero(canvas, right, person or word("star.none", lang), inks, shown=shown, largest=999 if person else 48)
    pitch = 2 if box.height >= 12 else 1
    for number, text in enumerate(told if large else ()):
        part = Box(right.x, right.bottom + 7 * number, right.width, 6)
        inks = silver(canvas) if number == 0 else (theme.gold, theme.gold_low)
        hero(canvas, part, text, inks, strength=span(elapsed, 1.6, 0.6))
    for number, text in enumerate(told[:below] if not large else ()):
        y = min(canvas.height - 1, right.bottom + number * pitch)
        ink = theme.gold if row and row.result and number == len(told) - 1 else theme.text
        line(canvas, Box(right.x, y, right.width, 1), text, ink, strength=span(elapsed, 1.6, 0.6), attributes=BOLD)


def _category(canvas: Canvas, scene: StarScene, elapsed: float) -> None:
    look, theme, name = canvas.look, canvas.look.theme, scene.star_called(canvas.look.lang)
    rows = _star_rows(canvas, name)
    if rows:
        whole = min(rows * look.glyphs.down, canvas.width * 2 // 3 * look.glyphs.across)
        share = land(span(elapsed, 0.0, _RISEN))
        side = max(2, round(whole * (0.4 + 0.6 * share)) // 2 * 2)
        turn = round((1 - share) * 16) * 15
        picture = star(side, (theme.gold_low, theme.gold_high), turn)
        wide, tall = canvas.cells(picture)
        canvas.paste((canvas.width - wide) // 2, canvas.height // 12 + (rows - tall) // 2, picture)
    box, below = _below_star(canvas, rows)
    hero(canvas, box, name, gold(canvas), shown=ease(span(elapsed, 0.4, 1.0)))
    if below:
        line(canvas, Box(0, canvas.height - 1, canvas.width, 1), word("star.category", look.lang), theme.quiet)


def _below_star(canvas: Canvas, rows: int) -> tuple[Box, int]:
    """Where a star's name stands below a star of so many rows, and the rows below it."""
    top = rows + canvas.height // 12 + 1 if rows else 0
    below = 2 if canvas.height - top > 4 else 0
    edge = max(2, margin_of(canvas))
    return Box(edge, top, max(1, canvas.width - 2 * edge), max(1, canvas.height - top - below)), below


def _star_rows(canvas: Canvas, name: str) -> int:
    """The rows of the star: half of the page, or fewer where that makes its name legible."""
    usual = canvas.height // 2 if canvas.height >= 10 else 0
    fewer = (
        rows
        for rows in range(usual, _LEAST_STAR, -1)
        if lettering_in(canvas, _below_star(canvas, rows)[0], name, "sans")
    )
    return next(fewer, usual)


def _grid(size: tuple[int, int], count: int) -> tuple[int, int, int]:
    """Columns, rows, and the height of the head."""
    width, height = size
    head = head_rows(height)
    most_across, most_down = max(1, width // _LEAST_WIDTH), max(1, (height - head - 1) // _LEAST_HEIGHT)
    columns = 1 if count <= 2 else 2 if count <= 6 else 3
    columns = min(most_across, max(columns, -(-count // most_down)))
    return columns, max(1, min(most_down, -(-count // columns))), head


def _winners(canvas: Canvas, scene: StarWinner | StarWinners, elapsed: float) -> None:
    look, rows = canvas.look, scene.rows
    size = (canvas.width, canvas.height)
    columns, down, head = _grid(size, max(1, len(rows)))
    if head:
        joint = scene.place if isinstance(scene, StarWinner) else None
        shared = place_in_words(joint, look.lang) if joint else ""
        aside = word("star.joint_place", look.lang, place=shared) if shared else word("star.winners", look.lang)
        heading(canvas, scene.star_called(look.lang), aside, head)
    if not rows:
        box = Box(0, head, canvas.width, canvas.height - head)
        hero(canvas, box, word("star.none", look.lang), silver(canvas), largest=48)
        return
    start = (scene.page or 0) % pages(scene, size, look) * columns * down
    shown = rows[start : start + columns * down]
    tall, edge = canvas.height - head - 1, margin_of(canvas) if canvas.width >= 100 else 0
    width, boxes = canvas.width - 2 * edge, []
    for number, row in enumerate(shown):
        across, line_number = number % columns, number // columns
        alone = columns - (
            len(shown) - line_number * columns if line_number == (len(shown) - 1) // columns else columns
        )
        shift = alone * width // (2 * columns)
        left, right = (edge + shift + width * at // columns for at in (across, across + 1))
        top, bottom = (head + tall * at // down for at in (line_number, line_number + 1))
        share = span(elapsed, _BETWEEN * number, _UNCOVERED)
        boxes.append((Box(left + 1, top, max(1, right - left - 2), bottom - top), row, share))
    sizes = [lettering_in(canvas, _upper(box), row.person_called(look.lang), "sans") for box, row, _ in boxes]
    largest = min((size.em // look.glyphs.across for size in sizes if size), default=999)
    if not all(sizes) and not is_wall(size):
        largest = 0  # nearby all of them are ordinary text rather than one alone
    for box, row, share in boxes:
        _winner(canvas, box, row, share, largest)


def _upper(box: Box) -> Box:
    """The part of a winner's box in which the name stands."""
    return Box(box.x, box.y, box.width, max(1, box.height - (2 if box.height >= 9 else 1 if box.height >= 2 else 0)))


def _winner(canvas: Canvas, box: Box, row: StarRow, share: float, largest: int) -> None:
    """A person as the hero, no larger than the others, over their unit and post."""
    lang, theme = canvas.look.lang, canvas.look.theme
    named, origin = row.person_called(lang), _origin(row, lang)
    inks, shown = gold(canvas) if named else silver(canvas), ease(share)
    drawn = hero(canvas, _upper(box), named or word("star.none", lang), inks, shown=shown, largest=largest)
    if box.height >= 2:
        y = min(box.bottom - 1, drawn.bottom)
        for number, text in enumerate(wrap(origin, box.width, min(_ORIGIN, box.bottom - y))):
            below = Box(box.x, y + number, box.width, 1)
            line(canvas, below, text, theme.text, strength=ease(span(share, 0.5, 0.5)))


def _origin(row: StarRow, lang: str) -> str:
    """A person's unit and post."""
    return "  ".join(part for part in (row.called(lang), row.post_called(lang)) if part)


def caption(scene: StarScene, lang: str) -> str:
    """The star, and who has won it."""
    winners = (f"{row.called(lang)} {row.person_called(lang)}".strip() for row in _rows(scene) or ())
    return captions.line(scene.star_called(lang), captions.names(winners))
