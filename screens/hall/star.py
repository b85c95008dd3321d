"""One category of stars in a ceremony: first what it honours, then who won it."""

from collections.abc import Mapping
from typing import Any

from screens.hall import Payload
from screens.hall.parts.cloth import star
from screens.hall.parts.motion import ease, land, span
from screens.hall.parts.page import Box, gold, head_rows, heading, hero, line, silver
from screens.hall.parts.words import name_in, word
from screens.themes import Look
from screens.widgets.canvas import Canvas

_RISEN = 1.8
_BETWEEN, _UNCOVERED = 0.35, 0.8
_LEAST_WIDTH, _LEAST_HEIGHT = 24, 3


def duration(scene: Payload) -> float:
    """The star rises; winners are uncovered one after the other."""
    if scene.get("moment") != "winners":
        return _RISEN
    return _BETWEEN * max(1, len(scene.get("rows") or [])) + _UNCOVERED


def pages(scene: Payload, size: tuple[int, int], look: Look) -> int:
    """How many pages the winners take at this size."""
    rows = scene.get("rows") or []
    if scene.get("moment") != "winners" or not rows:
        return 1
    columns, down, _ = _grid(size, len(rows))
    return max(1, -(-len(rows) // (columns * down)))


def draw(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    """The moment of the category that `scene` names."""
    canvas.deepen()
    if scene.get("moment") == "winners":
        _winners(canvas, scene, elapsed)
    else:
        _category(canvas, scene, elapsed)


def _category(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    look, theme = canvas.look, canvas.look.theme
    rows = canvas.height // 2 if canvas.height >= 10 else 0
    if rows:
        whole = min(rows * look.glyphs.down, canvas.width * 2 // 3 * look.glyphs.across)
        share = land(span(elapsed, 0.0, _RISEN))
        side = max(2, round(whole * (0.4 + 0.6 * share)) // 2 * 2)
        turn = round((1 - share) * 16) * 15
        picture = star(side, (theme.gold_low, theme.gold_high), turn)
        wide, tall = canvas.cells(picture)
        canvas.paste((canvas.width - wide) // 2, canvas.height // 12 + (rows - tall) // 2, picture)
    top = rows + canvas.height // 12 + 1 if rows else 0
    below = 2 if canvas.height - top > 4 else 0
    box = Box(2, top, max(1, canvas.width - 4), max(1, canvas.height - top - below))
    hero(canvas, box, name_in(scene, look.lang, "star_name"), gold(canvas), shown=ease(span(elapsed, 0.4, 1.0)))
    if below:
        line(canvas, Box(0, canvas.height - 2, canvas.width, 1), word("star.category", look.lang), theme.quiet)


def _grid(size: tuple[int, int], count: int) -> tuple[int, int, int]:
    """Columns, rows, and the height of the head."""
    width, height = size
    head = head_rows(height)
    most_across, most_down = max(1, width // _LEAST_WIDTH), max(1, (height - head - 1) // _LEAST_HEIGHT)
    columns = 1 if count <= 2 else 2 if count <= 6 else 3
    columns = min(most_across, max(columns, -(-count // most_down)))
    return columns, max(1, min(most_down, -(-count // columns))), head


def _winners(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    look, rows = canvas.look, list(scene.get("rows") or [])
    size = (canvas.width, canvas.height)
    columns, down, head = _grid(size, max(1, len(rows)))
    if head:
        heading(canvas, name_in(scene, look.lang, "star_name"), word("star.winners", look.lang), head)
    if not rows:
        box = Box(0, head, canvas.width, canvas.height - head)
        hero(canvas, box, word("star.none", look.lang), silver(canvas), largest=48)
        return
    start = int(scene.get("page") or 0) % pages(scene, size, look) * columns * down
    shown = rows[start : start + columns * down]
    tall = canvas.height - head - 1
    for number, row in enumerate(shown):
        across, line_number = number % columns, number // columns
        alone = columns - (
            len(shown) - line_number * columns if line_number == (len(shown) - 1) // columns else columns
        )
        shift = alone * canvas.width // (2 * columns)
        left, right = (shift + canvas.width * at // columns for at in (across, across + 1))
        top, bottom = (head + tall * at // down for at in (line_number, line_number + 1))
        share = span(elapsed, _BETWEEN * number, _UNCOVERED)
        _winner(canvas, Box(left + 1, top, max(1, right - left - 2), bottom - top), row, share)


def _winner(canvas: Canvas, box: Box, row: Mapping[str, Any], share: float) -> None:
    """A person as the hero, over their unit and post."""
    lang, theme = canvas.look.lang, canvas.look.theme
    named = str(row.get("person") or "")
    origin = "  ".join(part for part in (name_in(row, lang), str(row.get("post") or "")) if part)
    upper = Box(box.x, box.y, box.width, max(1, box.height - (2 if box.height >= 9 else 1 if box.height >= 2 else 0)))
    drawn = hero(
        canvas, upper, named or word("star.none", lang), gold(canvas) if named else silver(canvas), shown=ease(share)
    )
    if box.height >= 2:
        y = min(box.bottom - 1, drawn.bottom)
        line(canvas, Box(box.x, y, box.width, 1), origin, theme.text, strength=ease(span(share, 0.5, 0.5)))
