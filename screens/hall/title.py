"""The ceremony's title: what, where, when, and its slogans."""

from screens.hall import Payload
from screens.hall.parts.cloth import phase, standard
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, gold, hero, lettering_in, line, margin_of
from screens.hall.parts.words import name_in, word
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, spaced

_SETTLED = 6.0


def duration(scene: Payload) -> float:
    """The title is uncovered in a second and a half; the flags rest after six."""
    return _SETTLED


def draw(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    """Host above, the title as the hero between two flags, slogans and the place and day below."""
    look, theme = canvas.look, canvas.look.theme
    canvas.deepen()
    slogans = [str(slogan) for slogan in scene.get("slogans") or ()]
    where = "    ".join(str(scene[key]) for key in ("venue", "date") if scene.get(key))
    edge, height = margin_of(canvas), canvas.height
    roomy = height >= 16
    top = height // 10 if roomy else 0
    sealed = _sealed(canvas, scene)
    above = [name_in(scene, look.lang, "host")]
    if sealed and height < 30:
        above, where = [*above, where], ""
    below = (len(slogans) * 2 if roomy else 0) + (3 if where and roomy else 0) + len(sealed)
    inner = Box(edge, top + 2, canvas.width - 2 * edge, max(1, height - top - 2 - below - (1 if roomy else 0)))
    told = "    ".join(part for part in above if part)
    line(canvas, Box(edge, top, inner.width, 1), spaced(told, inner.width), theme.quiet)
    title = name_in(scene, look.lang, "title")
    if roomy and lettering_in(canvas, inner, title, "serif") is None:
        inner = _emblem(canvas, inner, elapsed)
    hero(canvas, inner, title, gold(canvas), face="serif", shown=ease(span(elapsed, 0.2, 1.4)))
    for number, text in enumerate(sealed):
        row = Box(edge, height - len(sealed) + number, inner.width, 1)
        line(canvas, row, text, theme.quiet if number else theme.gold_low)
    if not roomy:
        return
    y = height - below
    canvas.rule(canvas.width // 6, y - 1, canvas.width * 2 // 3, theme.gold_low)
    for number, slogan in enumerate(slogans):
        box = Box(edge, y + 2 * number, inner.width, 1)
        strength = span(elapsed, 1.2 + 0.35 * number, 0.6)
        line(canvas, box, spaced(slogan, inner.width), theme.text, strength=strength, attributes=BOLD)
    line(
        canvas,
        Box(edge, height - 2 - len(sealed), inner.width, 1),
        where,
        theme.quiet,
        strength=span(elapsed, 1.8, 0.6),
    )


def _sealed(canvas: Canvas, scene: Payload) -> list[str]:
    """What the results were sealed with, in groups of four as people compare it, on one line or two."""
    digits, room = str(scene.get("commitment") or ""), canvas.width - 2 * margin_of(canvas)
    groups = [digits[at : at + 4] for at in range(0, len(digits), 4)]
    if not groups or canvas.height < 8:
        return []
    most = next((count for count in (16, 8, 4) if 5 * count - 1 <= room), 0)
    if not most or len(groups) > most * (2 if canvas.height < 16 else 4):
        return []
    lines = [" ".join(groups[at : at + most]) for at in range(0, len(groups), most)]
    return [word("title.commitment", canvas.look.lang), *lines]


def _emblem(canvas: Canvas, box: Box, elapsed: float) -> Box:
    """A flag in the upper part of `box`, where the title is too long to be drawn large; returns the rest."""
    glyphs = canvas.look.glyphs
    rows = box.height * 11 // 20
    width = min(box.width, rows * 2)
    picture = standard("", width * glyphs.across, rows * glyphs.down, phase(elapsed, _SETTLED), canvas.look.theme)
    canvas.paste(box.x + (box.width - width) // 2, box.y, picture)
    return Box(box.x, box.y + rows, box.width, box.height - rows)
