"""The run sheet as the console draws it: where the stage is, what the hall has seen, and what was jumped over."""

from scoreboard.ceremony.overview import CueLine, Overview
from screens.director.drawing import kind_of, name_of, word
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, PLAIN, REVERSE, clip, width_of

HERE, DONE, LEFT = "►", "✓", "!"
"""Where the stage is, what the hall has seen, and what was jumped over: each one cell wide in every terminal."""


def jumped_over(view: Overview, line: CueLine) -> bool:
    """Whether the stage has passed a cue whose flag or star nobody has seen yet."""
    return line.publishes and not line.revealed and view.furthest > line.number


def _name_within(line: CueLine, lang: str, room: int) -> str:
    """What a cue shows in so many cells: of one whose name is too long, the pool that tells it from its like stays."""
    name, pool = name_of(line, lang), line.name.pool_in(lang)
    if width_of(name) <= room or not pool:
        return name
    pool = clip(pool, room // 2)
    return f"{clip(line.name.said_name(lang), room - width_of(pool) - 1)} {pool}"


def draw_sheet(canvas: Canvas, view: Overview | None, cursor: int | None) -> None:
    """The run sheet: number, kind, what it shows, ✓ where the hall has seen it, ! what was jumped over, ► where it is.

    `cursor` is a cue that the director has moved to without going there. The rows scroll to keep it in sight.
    """
    theme, lang = canvas.look.theme, canvas.look.lang
    canvas.text(1, 0, word("sheet.heading", lang), theme.faint)
    if view is None:
        return
    rows, count = canvas.height - 1, len(view.lines)
    top = first_row(view, cursor, rows)
    kinds = max((width_of(kind_of(line, lang)) for line in view.lines if line.name.name), default=0)
    kinds = min(kinds, max(4, canvas.width // 3))
    below = f"+{count - top - rows}" if top + rows < count else ""
    for y, line in enumerate(view.lines[top : top + rows], 1):
        more = below if y == rows else ""
        _sheet_row(canvas, y, line, view, kinds, chosen=line.number == cursor, more=more)
    if top:
        canvas.text(0, 0, f"-{top}", theme.faint, width=canvas.width - 1, align="right")


def first_row(view: Overview, cursor: int | None, rows: int) -> int:
    """The first cue in sight, from 0, where `rows` cues are."""
    middle = (cursor or view.cue or 1) - 1
    return max(0, min(middle - rows // 2, len(view.lines) - rows))


def sharing(view: Overview, number: int) -> range:
    """The numbers of the neighbouring cues that share one call to the stage with a cue; its own alone without one."""
    call = view.lines[number - 1].cue.call
    first = last = number
    while call and first > 1 and view.lines[first - 2].cue.call == call:
        first -= 1
    while call and last < len(view.lines) and view.lines[last].cue.call == call:
        last += 1
    return range(first, last + 1)


def _bracket(view: Overview, number: int) -> str:
    """A cue's part of the bracket around those that share a call."""
    together = sharing(view, number)
    if len(together) < 2:
        return " "
    return "/" if number == together[0] else "\\" if number == together[-1] else "|"


def _sheet_row(canvas: Canvas, y: int, line: CueLine, view: Overview, kinds: int, *, chosen: bool, more: str) -> None:
    """One cue; `more` says how many come below the last one in sight."""
    theme, lang = canvas.look.theme, canvas.look.lang
    here = line.number == view.cue
    ground = theme.band_deep if here else theme.panel_high if chosen else None
    attributes = BOLD if here else PLAIN
    if chosen and not canvas.look.colour:
        attributes |= REVERSE
    if ground is not None:
        canvas.fill(0, y, canvas.width, 1, ground)
    left = jumped_over(view, line)
    ink = theme.band_ink if here else theme.red_high if left else theme.faint if line.done else theme.text
    canvas.text(0, y, HERE if here else " ", theme.band_low, ground=ground, attributes=BOLD)
    mark = DONE if line.done else LEFT if left else " "
    canvas.text(
        1,
        y,
        mark,
        theme.red_high if left else theme.band_low if here else theme.gold,
        ground=ground,
        attributes=BOLD if left else PLAIN,
    )
    canvas.text(2, y, _bracket(view, line.number), theme.band_low if here else theme.gold_low, ground=ground)
    canvas.text(3, y, f"{line.number:>2}", ink, ground=ground, attributes=attributes)
    aside = f"{view.step}/{line.steps}" if here and line.steps > 1 else ""
    if line.several:
        aside = word("sheet.several", lang, count=line.several)
    aside = "  ".join(part for part in (aside, more) if part)
    room = canvas.width - 6 - (width_of(aside) + 2 if aside else 1)
    if line.name.name:
        canvas.text(6, y, clip(kind_of(line, lang), kinds), ink, width=kinds, ground=ground, attributes=attributes)
        x, room = 7 + kinds, max(0, room - kinds - 1)
        canvas.text(x, y, _name_within(line, lang, room), ink, width=room, ground=ground, attributes=attributes)
    else:
        canvas.text(6, y, kind_of(line, lang), ink, width=room, ground=ground, attributes=attributes)
    if aside:
        ink = theme.band_low if here else theme.red_high if line.several else theme.gold
        canvas.text(0, y, aside, ink, width=canvas.width - 1, align="right", ground=ground, attributes=BOLD)
