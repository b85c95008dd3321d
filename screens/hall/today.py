"""The day: the clock as the hero, below it the next ceremony, what is due today, and who is sure of first place."""

from datetime import date

from scoreboard.publications.days import told_day
from scoreboard.publications.scenes.today import TodayScene
from screens.hall.parts.hall_words import word
from screens.hall.parts.page import Box, gold, head_rows, heading, hero, margin_of, silver
from screens.hall.table import pager
from screens.looks import Look
from screens.widgets.canvas import Canvas

MOST_LINES = 4
"""Lines of a page where they are large."""
LEAST_TALL = 6
"""Rows of a large line: hanzi need eleven dots to be read."""
LEAST_LARGE = (100, 30)
"""Cells from which lines are large."""

Size = tuple[int, int]


def duration(scene: TodayScene) -> float:
    """Nothing moves on it."""
    return 0.0


def pages(scene: TodayScene, size: Size, look: Look) -> int:
    """How many pages its lines take at this size."""
    return max(1, -(-len(_lines(scene, look.lang)) // _most(size)))


def draw(canvas: Canvas, scene: TodayScene, elapsed: float) -> None:
    """The competition and the day above, the clock large, a line for each thing below."""
    look, size = canvas.look, (canvas.width, canvas.height)
    canvas.deepen()
    head, edge = head_rows(canvas.height), margin_of(canvas)
    if head:
        heading(canvas, scene.called(look.lang), _day(scene, look.lang), head)
    told, most, count = _lines(scene, look.lang), _most(size), pages(scene, size, look)
    page = scene.turned_to(count)
    shown = told[page * most : (page + 1) * most]
    free = canvas.height - head - 1
    below = min(free, len(shown) * _tall(size)) if shown else 0
    clock = Box(edge, head, canvas.width - 2 * edge, max(1, free - below))
    hero(canvas, clock, scene.clock, gold(canvas), largest=96)
    for number, text in enumerate(shown):
        box = Box(edge, head + clock.height + number * _tall(size), canvas.width - 2 * edge, _tall(size))
        hero(canvas, box, text, silver(canvas), largest=24)
    pager(canvas, scene, count)


def _tall(size: Size) -> int:
    """Rows of a line: large on a wall, the terminal's own elsewhere."""
    if size[0] < LEAST_LARGE[0] or size[1] < LEAST_LARGE[1]:
        return 2
    return max(LEAST_TALL, (size[1] - head_rows(size[1])) * 3 // 5 // MOST_LINES)


def _most(size: Size) -> int:
    """Lines of a page: the clock keeps two fifths of it."""
    return max(1, min(MOST_LINES, (size[1] - head_rows(size[1]) - 1) * 3 // 5 // _tall(size)))


def _day(scene: TodayScene, lang: str) -> str:
    if not scene.day:
        return ""
    day = date.fromisoformat(scene.day)
    return word("today.day", lang, day=told_day(day, lang), weekday=word(f"today.weekday.{day.isoweekday()}", lang))


def _lines(scene: TodayScene, lang: str) -> list[str]:
    """What is told of the day, the next ceremony first."""
    told = []
    for one in scene.ceremonies:
        left = (date.fromisoformat(one.day) - date.fromisoformat(scene.day)).days if scene.day else 0
        if left >= 0:
            name = "today" if left == 0 else "tomorrow" if left == 1 else "later"
            told.append(word(f"today.ceremony_{name}", lang, title=one.called(lang), left=left))
    told += [word(f"today.due_{one.kind}", lang, name=one.called(lang)) for one in scene.due]
    return told + [word("today.first", lang, unit=one.called(lang)) for one in scene.first]


def caption(scene: TodayScene, lang: str) -> str:
    """The day, and what is told first of it."""
    return "  ".join([_day(scene, lang), *_lines(scene, lang)[:1]]).strip()
