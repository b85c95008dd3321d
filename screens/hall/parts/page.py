"""The page of a scene: its heading and foot, heroes that fall back to ordinary text, and centred lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from screens.colours import Colour, blend
from screens.glyphs import Glyphs
from screens.hall.parts.motion import span
from screens.widgets.bigtext import Face, Lettering, lettered
from screens.widgets.canvas import Align, Canvas
from screens.widgets.cells import BOLD, PLAIN, spaced, width_of, wrap
from screens.widgets.fitted import Setting, fit

_SERIF_FROM = 28
"""Below this em the thin strokes of a serif face are lost between pixels."""
_WALL, _HALL = (150, 50), (100, 30)
_TITLE = 48
"""The em in half rows of a title at most."""
_ASIDE = 12
"""The em in half rows of what stands beside a title in a hall."""
_ASIDE_APART = 4
"""The least free cells between a title and what stands beside it."""
_ONE_LINE = 2
"""Rows of a head whose title is one line of ordinary text."""
_BASELINE = 0.88
"""Ems from the top of a hanzi to the line on which letters stand."""
_VISIBLE, _BRIGHT = 0.3, 0.7
"""The strengths from which on letters are drawn at all, and in their own ink, where nothing can be shaded."""


@dataclass(frozen=True)
class Box:
    """A rectangle of cells."""

    x: int
    y: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.height


def gold(canvas: Canvas) -> tuple[Colour, Colour]:
    """The two inks of an honoured name."""
    return canvas.look.theme.gold_high, canvas.look.theme.gold_low


def on_band(canvas: Canvas) -> tuple[Colour, Colour]:
    """The two inks of what stands on a field of its own."""
    return canvas.look.theme.band_ink, canvas.look.theme.band_low


def silver(canvas: Canvas) -> tuple[Colour, Colour]:
    """The two inks of a name that is not honoured at this moment."""
    return canvas.look.theme.text, canvas.look.theme.quiet


def lettering_in(
    canvas: Canvas, box: Box, text: str, face: Face, largest: int = 999, lines: int = 3
) -> Lettering | None:
    """How `text` is lettered in `box`, or None where it must be ordinary text. `largest` is an em in half rows."""
    glyphs = canvas.look.glyphs
    if canvas.look.native:
        return None
    pixels = box.width * glyphs.across, box.height * glyphs.down
    crisp = glyphs.across > 1
    setting = Setting(face, lines, largest * glyphs.across, coarseness=glyphs.coarseness, crisp=crisp)
    lettering = fit(text, *pixels, setting)
    if face == "serif" and (lettering is None or lettering.em < serif_from(glyphs)):
        return fit(text, *pixels, replace(setting, face="sans"))
    return lettering


def em_of(canvas: Canvas, box: Box, text: str, face: Face = "sans", largest: int = 999) -> int:
    """How large `hero` draws `text` in `box`, in pixels: 0 for ordinary text, -1 where that does not hold all of it."""
    lettering = lettering_in(canvas, box, text, face, largest)
    if lettering is not None:
        return lettering.em
    told = "".join(_lines_of(text, box))
    return 0 if "".join(told.split()) == "".join(text.split()) else -1


def _lines_of(text: str, box: Box) -> list[str]:
    """A hero as lines of ordinary text."""
    return wrap(text, box.width, max(1, box.height))


def serif_from(glyphs: Glyphs) -> float:
    """The em in pixels from which on a serif face keeps its strokes."""
    return _SERIF_FROM * max(glyphs.coarseness, 1.5 * (glyphs.across > 1))


def cells_of(canvas: Canvas, lettering: Lettering) -> tuple[int, int]:
    """The cells that lettered text takes, across and down."""
    width, tall = lettering.size
    return -(-width // canvas.look.glyphs.across), -(-tall // canvas.look.glyphs.down)


def faded(canvas: Canvas, inks: tuple[Colour, Colour], strength: float) -> tuple[tuple[Colour, Colour], float]:
    """Inks and strength of letters that fade: where nothing can be shaded, a fainter ink must do, or none.

    Half-covered letters lose strokes there, and a name with strokes lost is another name.
    """
    if canvas.look.colour and not canvas.look.two_levels:
        return inks, round(strength * 16) / 16
    if strength < _VISIBLE:
        return inks, 0.0
    faint = canvas.look.theme.faint
    return (inks if strength > _BRIGHT else (faint, faint)), 1.0


def hero(
    canvas: Canvas,
    box: Box,
    text: str,
    inks: tuple[Colour, Colour],
    *,
    face: Face = "sans",
    align: Align = "center",
    shown: float = 1.0,
    strength: float = 1.0,
    largest: int = 999,
    ground: Colour | None = None,
) -> Box:
    """Draw `text` as large as it is legible in the middle of `box`; else as bold text. Returns the cells taken.

    `shown` (0 to 1) uncovers it from the left, `strength` fades it. `align` is across the box; `ground` is
    named where the box lies on a fill; `largest` is an em in half rows of cells.
    """
    lettering = lettering_in(canvas, box, text, face, largest)
    if lettering is None:
        return _ordinary(canvas, box, text, inks, align, min(shown, strength), ground)
    canvas.in_letters(text, lettering.em)
    width, height = cells_of(canvas, lettering)
    free = box.width - width
    left = box.x + {"left": 0, "center": free // 2, "right": free}[align]
    top = box.y + (box.height - height) // 2
    inks, step = faded(canvas, inks, strength)
    if shown > 0 and step > 0:
        canvas.paste(left, top, lettered(lettering, inks, align, round(shown, 3), step), ground)
    return Box(left, top, width, height)


def on_line(
    canvas: Canvas,
    box: Box,
    text: str,
    inks: tuple[Colour, Colour],
    em: int,
    *,
    align: Align = "left",
    strength: float = 1.0,
    ground: Colour | None = None,
) -> None:
    """A text of `em` half rows whose letters stand on one line with those of others in boxes beside `box`.

    Where it is too long it is smaller; where the font lacks a character it is ordinary text. `strength` fades it.
    """
    glyphs = canvas.look.glyphs
    lettering = lettering_in(canvas, Box(0, 0, box.width, box.height + em), text, "sans", em, 1)
    inks, step = faded(canvas, inks, strength)
    if lettering is None:
        middle = Box(box.x, box.y + (box.height - 1) // 2, box.width, 1)
        line(canvas, middle, text, inks[0], align=align, strength=strength, ground=ground)
        return
    if step <= 0:
        return
    picture = lettered(lettering, inks, strength=step)
    free = box.width - canvas.cells(picture)[0]
    x = box.x + {"left": 0, "center": free // 2, "right": free}[align]
    whole = em * glyphs.across
    foot_line = box.y * glyphs.down + (box.height * glyphs.down - whole) / 2 + _BASELINE * whole
    canvas.sprite(x, round(foot_line - lettering.top * lettering.em), picture, ground)


def _ordinary(
    canvas: Canvas,
    box: Box,
    text: str,
    inks: tuple[Colour, Colour],
    align: Align,
    strength: float,
    ground: Colour | None,
) -> Box:
    lines = _lines_of(text, box)
    airy = len(lines) == 1 and not canvas.look.native
    loose = [spaced(line, box.width) for line in lines] if airy else lines
    pitch = 2 if len(loose) * 2 <= box.height and len(loose) > 1 else 1
    height = (len(loose) - 1) * pitch + 1 if loose else 0
    top = box.y + max(0, (box.height - height) // 2)
    widest = max((width_of(line) for line in loose), default=0)
    for number, line in enumerate(loose):
        y = top + number * pitch
        ink = blend(canvas.ground_at(y) if ground is None else ground, inks[0], strength)
        if strength > 0:
            canvas.text(box.x, y, line, ink, width=box.width, align=align, attributes=BOLD)
    return Box(box.x + (box.width - widest) // 2, top, widest, height)


def line(
    canvas: Canvas,
    box: Box,
    text: str,
    ink: Colour,
    *,
    align: Align = "center",
    strength: float = 1.0,
    attributes: int = PLAIN,
    ground: Colour | None = None,
) -> None:
    """A line of ordinary text in the first row of `box`, faded by `strength`; `ground` as for `hero`."""
    if strength > 0:
        shade = blend(canvas.ground_at(box.y) if ground is None else ground, ink, strength)
        canvas.text(box.x, box.y, text, shade, width=box.width, align=align, attributes=attributes)


def name_list(canvas: Canvas, box: Box, names: Sequence[str]) -> None:
    """Names as ordinary text in columns; where there are too many, the last says how many more there are."""
    if not names or box.width < 1 or box.height < 1:
        return
    wide = min(box.width, max(width_of(name) for name in names) + 2)
    across = max(1, box.width // wide)
    room = across * box.height
    shown = list(names) if len(names) <= room else [*names[: room - 1], f"+{len(names) - room + 1}"]
    down = -(-len(shown) // across)
    pitch = 2 if down * 2 <= box.height else 1
    left, top = box.x + (box.width - across * wide) // 2, box.y + (box.height - down * pitch) // 2
    for number, name in enumerate(shown):
        x, y = left + number % across * wide, top + number // across * pitch
        canvas.text(x, y, name, canvas.look.theme.text, width=min(wide, box.x + box.width - x))


def is_wall(size: tuple[int, int]) -> bool:
    """Whether a page of so many cells is a wall that has room for large letters beside each other."""
    return size[0] >= _WALL[0] and size[1] >= _WALL[1]


def is_hall(size: tuple[int, int]) -> bool:
    """Whether it is read from the back of a hall, whatever it hangs on: smaller ones are read at a desk."""
    return size[0] >= _HALL[0] and size[1] >= _HALL[1]


def margin_of(canvas: Canvas) -> int:
    """The free columns at each side of a page."""
    return margin_for(canvas.width)


def margin_for(width: int) -> int:
    """The same of a page of so many columns."""
    return 0 if width < 40 else 2 if width < 100 else width // 25


def head_rows(height: int) -> int:
    """The rows of the head of a page that is `height` rows tall: none, one line and its rule, or a large title."""
    return 0 if height < 5 else 2 if height < 40 else max(9, height // 7)


def badge(canvas: Canvas, box: Box, text: str, strength: float = 1.0, largest: int = 28) -> Box:
    """`text` on a field of its own in the middle of `box`, as large as is legible; returns the cells taken."""
    theme = canvas.look.theme
    inner = Box(box.x + 2, box.y, box.width - 4, box.height)
    lettering = lettering_in(canvas, inner, text, "sans", largest, 1)
    if lettering is None:
        width = min(box.width, width_of(text) + 2)
        x, y = box.x + (box.width - width) // 2, box.y + (box.height - 1) // 2
        if strength > 0:
            canvas.chip(x, y, text, theme.band_ink, blend(canvas.ground_at(y), theme.band, strength))
        return Box(x, y, width, 1)
    width, tall = cells_of(canvas, lettering)
    width += 4
    x, y = box.x + (box.width - width) // 2, box.y + (box.height - tall) // 2
    ground = blend(canvas.ground_at(y), theme.band, strength)
    if strength > 0:
        canvas.fill(x, y, width, tall, ground)
        canvas.paste(x + 2, y, lettered(lettering, on_band(canvas), strength=round(strength * 16) / 16), ground)
    return Box(x, y, width, tall)


def heading(
    canvas: Canvas,
    title: str,
    aside: str,
    height: int,
    elapsed: float = 9.0,
    longest_aside: str = "",
    largest: int = 999,
) -> int:
    """The head of a page in `height` rows: the title, large where there is room, `aside` at the right, a rule.

    Where `aside` changes, `longest_aside` keeps the title from changing with it. `largest` is an em in half rows: a
    title is no larger than the hero below it. Returns the first row below.
    """
    theme, shown, largest = canvas.look.theme, span(elapsed, 0, 0.5), min(_TITLE, largest)
    aside_width = _aside_width(canvas, title, aside, height, longest_aside)
    box = _title_box(canvas, height, aside_width + 2 if aside else 0)
    hero(canvas, box, title, gold(canvas), align="left", face=_face(height), shown=shown, largest=largest)
    beside = _large_aside(canvas, box, title, aside, height, largest)
    if beside:
        quiet, em = (theme.quiet, theme.quiet), min(_ASIDE, largest)
        hero(canvas, beside, aside, quiet, align="right", largest=em)
    else:
        foot, right = height - 2 if height > 4 else 0, canvas.width - margin_of(canvas) - aside_width
        canvas.text(right, foot, aside, theme.quiet, width=aside_width, align="right")
    if height > 1:
        canvas.rule(0, height - 1, canvas.width, theme.gold_low)
    return height


def is_aside_large(canvas: Canvas, title: str, aside: str, height: int) -> bool:
    """Whether what stands beside a title in a head is in large letters."""
    box = _title_box(canvas, height, _aside_width(canvas, title, aside, height) + 2)
    return _large_aside(canvas, box, title, aside, height, _TITLE) is not None


def _aside_width(canvas: Canvas, title: str, aside: str, height: int, longest: str = "") -> int:
    return min(max(width_of(aside), width_of(longest)), aside_room(canvas.width, title, height))


def _title_box(canvas: Canvas, height: int, beside: int) -> Box:
    edge, air = margin_of(canvas), 1 if height >= 8 else 0
    return Box(edge, air, canvas.width - 2 * edge - beside, max(1, height - 1 - air - (height >= 10)))


def _face(height: int) -> Face:
    return "serif" if height >= 16 else "sans"


def _large_aside(canvas: Canvas, box: Box, title: str, aside: str, height: int, largest: int) -> Box | None:
    """What a large title in `box` leaves beside it; None where what stands there is ordinary text."""
    found = lettering_in(canvas, box, title, _face(height), largest)
    if found is None or not is_wall((canvas.width, canvas.height)):
        return None
    start = box.x + cells_of(canvas, found)[0] + 4
    rest = Box(start, box.y, canvas.width - margin_of(canvas) - start, box.height)
    return rest if lettering_in(canvas, rest, aside, "sans", min(_ASIDE, largest), 1) else None


NARROW = 60
"""Cells of a page whose titles are never large: what stands beside them needs no air."""


def aside_room(width: int, title: str, height: int) -> int:
    """The cells beside the title in a head of `height` rows: half of them where it is large, else what it leaves."""
    inner = width - 2 * margin_for(width)
    if width < NARROW:
        return max(inner // 2, inner - width_of(title) - 2)
    return max(inner // 2, inner - width_of(title) - _ASIDE_APART) if height <= _ONE_LINE else inner // 2


def fitting(parts: Sequence[str], room: int) -> str:
    """As many parts of a text as have room beside each other, the first ones first."""
    told = ""
    for part in parts:
        longer = f"{told}  {part}" if told else part
        if width_of(longer) > room:
            break
        told = longer
    return told


def foot(canvas: Canvas, right: str, note: str = "") -> None:
    """The last row of a page: a note in the middle that must be seen, pages at the right."""
    theme, edge = canvas.look.theme, margin_of(canvas)
    y, inner = canvas.height - 1, canvas.width - 2 * edge
    canvas.text(edge, y, right, theme.quiet, width=inner, align="right")
    if note:
        room = max(0, inner - width_of(right) - 2)
        middle = edge + (inner - width_of(note)) // 2
        x = middle if edge <= middle and middle + width_of(note) <= edge + room else edge
        canvas.text(x, y, note, theme.gold, width=edge + room - x)
