"""The ceremony's title: what, where, when, and its slogans."""

from scoreboard.publications.days import told_day
from scoreboard.publications.scenes.title import TitleScene
from scoreboard.wire import given
from screens.hall.parts.amending import in_words
from screens.hall.parts.cloth import phase, standard
from screens.hall.parts.cue_image import draw_image, image_of, make_room
from screens.hall.parts.hall_words import word
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, em_of, gold, hero, is_wall, lettering_in, line, margin_of, silver
from screens.hall.parts.qr_code import beside_code
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, clip, spaced

_SETTLED = 6.0
_LINE = 7
"""Rows of a line below the title where it is large."""


def duration(scene: TitleScene) -> float:
    """The title is uncovered in a second and a half; the flags rest after six."""
    return _SETTLED


def draw(canvas: Canvas, scene: TitleScene, elapsed: float) -> None:
    """Host above, the title as the hero between two flags, slogans and the place and day below."""
    look, theme = canvas.look, canvas.look.theme
    canvas.deepen()
    if is_wall((canvas.width, canvas.height)) and not look.native:
        _draw_large(canvas, scene, elapsed)
        return
    slogans = scene.slogans_in(look.lang)
    where = _where(scene, look.lang)
    edge, height = margin_of(canvas), canvas.height
    roomy = height >= 16
    top = height // 10 if roomy else 0
    sealed = _sealed(canvas, scene)
    above = [scene.host_in(look.lang)]
    if sealed and height < 30:
        above, where = [*above, where], ""
    title, inner = scene.title_in(look.lang), Box(edge, top + 2, canvas.width - 2 * edge, 1)
    if roomy:
        under = (3 if where else 0) + len(sealed)
        slogans, top = _giving_way(canvas, title, slogans, top, under)
        below = len(slogans) * 2 + under
        inner = Box(edge, top + 2, inner.width, max(1, height - top - 3 - below))
    else:
        below = len(sealed)
        inner = Box(edge, top + 2, inner.width, max(1, height - top - 2 - below))
    told = "    ".join(part for part in above if part)
    line(canvas, Box(edge, top, inner.width, 1), spaced(told, inner.width), theme.quiet)
    room, pictured = _beside_image(canvas, scene, inner) if roomy else (inner, False)
    if roomy and not pictured and lettering_in(canvas, room, title, "serif") is None:
        room = _emblem(canvas, room, elapsed)
    hero(canvas, room, title, gold(canvas), face="serif", shown=ease(span(elapsed, 0.0, 1.6)))
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


def _giving_way(
    canvas: Canvas, title: str, slogans: tuple[str, ...], top: int, under: int
) -> tuple[tuple[str, ...], int]:
    """The slogans and the free rows on top: less of both where only so the title is in large letters.

    `under` are the rows of what stands below the slogans in any case.
    """
    wide = canvas.width - 2 * margin_of(canvas)
    for said, free in ((slogans, top), (slogans, 0), ((), top), ((), 0)):
        room = Box(0, 0, wide, max(1, canvas.height - free - 3 - 2 * len(said) - under))
        if lettering_in(canvas, room, title, "serif"):
            return said, free
    return slogans, top


def _where(scene: TitleScene, lang: str) -> str:
    """The place and the day."""
    day = told_day(scene.date, lang) if scene.date else ""
    return "    ".join(part for part in (scene.venue_in(lang), day) if part)


def _draw_large(canvas: Canvas, scene: TitleScene, elapsed: float) -> None:
    """On a hall's wall the host stands between two flags, and place, day and slogans are large where they can be."""
    look, theme = canvas.look, canvas.look.theme
    edge, height = margin_of(canvas), canvas.height
    across, inner, tall = look.glyphs.across, canvas.width - 2 * edge, max(10, height // 6)
    wide, top = tall * 2, 1
    picture = standard("", wide * across, tall * look.glyphs.down, phase(elapsed, _SETTLED), theme)
    corners = [Box(x, top, wide, tall) for x in (edge, canvas.width - edge - wide)]
    host = Box(edge + wide + 2, top, inner - 2 * wide - 4, tall)
    hero(canvas, host, scene.host_in(look.lang), silver(canvas), largest=14)
    sealed = _sealed(canvas, scene)
    y = height - len(sealed) - bool(sealed)
    for number, text in enumerate(sealed):
        box = Box(edge, y + 1 + number, inner, 1)
        line(canvas, box, text, theme.quiet if number else theme.gold_low)
    slogans = scene.slogans_in(look.lang)
    where = _where(scene, look.lang)
    below = [(where, theme.quiet, 1.8), *((text, theme.text, 1.2 + 0.35 * at) for at, text in enumerate(slogans))]
    line_rows = _LINE + (height >= 80)
    line_box = Box(0, 0, inner, line_rows)
    every = all(lettering_in(canvas, line_box, text, "sans", lines=1) for text in slogans)
    for text, ink, since in (below[0], *reversed(below[1:])):
        large = lettering_in(canvas, line_box, text, "sans", lines=1) and (every or text == where)
        rows = (line_rows if large else 2) if text else 0
        y -= rows
        box, strength = Box(edge, y, inner, rows), span(elapsed, since, 0.6)
        if large:
            hero(canvas, box, text, (ink, ink), strength=strength, largest=2 * _LINE - 1)
        elif rows:
            line(canvas, box, spaced(text, inner), ink, strength=strength, attributes=BOLD)
    canvas.rule(canvas.width // 6, y - 1, canvas.width * 2 // 3, theme.gold_low)
    free = beside_code(canvas, Box(edge, top + tall + 1, inner, y - top - tall - 3), given(scene.commitment))
    title, pictured = _beside_image(canvas, scene, free)
    image = None if pictured else image_of(scene)
    for corner in corners:
        if image:  # the title needs all the room: it stands where the flags are
            draw_image(canvas, corner, image)
        else:
            canvas.paste(corner.x, corner.y, picture)
    shown = ease(span(elapsed, 0.0, 1.6))
    hero(canvas, title, scene.title_in(look.lang), gold(canvas), face="serif", shown=shown)


def _beside_image(canvas: Canvas, scene: TitleScene, box: Box) -> tuple[Box, bool]:
    """The cue's image in a box that the title has, what is left of the box, and whether it has a place."""
    image, title = image_of(scene), scene.title_in(canvas.look.lang)
    room, place = make_room(canvas, box, image, lambda room: em_of(canvas, room, title, "serif"))
    draw_image(canvas, place, image)
    return room, place is not None


def _sealed(canvas: Canvas, scene: TitleScene) -> list[str]:
    """What the results were sealed with, in groups of four as people compare it, and how that was amended since.

    A small page shows the newest commitment alone.
    """
    change, room = scene.amended, canvas.width - 2 * margin_of(canvas)
    first = [word("title.commitment", canvas.look.lang), *_digits(canvas, given(scene.commitment), room)]
    if not change:
        return first if len(first) > 1 else []
    newest = [clip(in_words(change, canvas.look.lang), room), *_digits(canvas, change.commitment, room)]
    return [*first, *newest] if canvas.height >= 30 and len(first) > 1 else newest if canvas.height >= 8 else []


def _digits(canvas: Canvas, commitment: str | None, room: int) -> list[str]:
    digits = commitment or ""
    groups = [digits[at : at + 4] for at in range(0, len(digits), 4)]
    if not groups or canvas.height < 8:
        return []
    most = next((count for count in (16, 8, 4) if 5 * count - 1 <= room), 0)
    if not most or len(groups) > most * (2 if canvas.height < 16 else 4):
        return []
    return [" ".join(groups[at : at + most]) for at in range(0, len(groups), most)]


def _emblem(canvas: Canvas, box: Box, elapsed: float) -> Box:
    """A flag in the upper part of `box`, where the title is too long to be drawn large; returns the rest."""
    glyphs = canvas.look.glyphs
    rows = box.height * 11 // 20
    width = min(box.width, rows * 2)
    picture = standard("", width * glyphs.across, rows * glyphs.down, phase(elapsed, _SETTLED), canvas.look.theme)
    canvas.paste(box.x + (box.width - width) // 2, box.y, picture)
    return Box(box.x, box.y + rows, box.width, box.height - rows)


def caption(scene: TitleScene, lang: str) -> str:
    """What it is called."""
    return scene.title_in(lang)
