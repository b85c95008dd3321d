"""The parts of the console as drawings: pure functions of what they show, on a canvas of any size."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from scoreboard.ceremony.cues import planned
from scoreboard.ceremony.events import State
from scoreboard.ceremony.overview import Coming, CueLine, Overview
from scoreboard.locale import catalogue, listed, say
from scoreboard.publications.scene import Amendment
from screens.colours import Colour
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, PLAIN, REVERSE, clip, width_of, wrap

HERE, DONE = "►", "✓"
"""Where the stage is, and what the hall has seen: both one cell wide in every terminal."""

Tone = Literal["quiet", "plain", "gold", "warning"]


@dataclass(frozen=True)
class Notice:
    """One sentence for the director, and how loudly it is said."""

    text: str = ""
    tone: Tone = "quiet"
    hint: str = ""


class Say(Protocol):
    """Tells the director something; it stays until the next thing is told."""

    def __call__(self, text: str, tone: Tone = "quiet", hint: str = "") -> None: ...


def word(path: str, lang: str, **values: object) -> str:
    """A text of the catalogue's room `director`."""
    return say(f"director.{path}", lang, **values)


def kind_of(line: CueLine, lang: str) -> str:
    """The kind of a cue in words."""
    return catalogue("cli", lang).get(f"cue.{line.kind}", line.kind)


def name_of(line: CueLine, lang: str) -> str:
    """What a cue shows, by name; empty where its kind says all."""
    return line.name.said(lang)


def title_of(line: CueLine, lang: str) -> str:
    """A cue as it is called in a sentence."""
    return "  ".join(part for part in (str(line.number), kind_of(line, lang), name_of(line, lang)) if part)


def told(coming: Coming, lang: str, *, rehearsal: bool = False) -> list[tuple[str, Tone]]:
    """What a step will show and make public, in words and never with its result; in a `rehearsal` it is drawn, and
    nothing becomes public."""
    line, name = coming.line, name_of(coming.line, lang)
    last = coming.step == line.steps
    known = line.revealed and line.publishes and not rehearsal
    path = f"step.{line.kind}.{'early' if line.early else coming.moment}"
    if rehearsal and last and line.publishes:
        path = f"rehearsed.{line.kind}"
    elif known and coming.step == 1 and not last:
        path = "step.again"
    if path not in catalogue("director", lang):
        path = "step.other"
    words = word(path, lang, name=name or kind_of(line, lang), flag=line.name.flag_phrase(lang))
    if rehearsal:
        return [(words, "plain")]
    said: list[tuple[str, Tone]] = [(words, "gold" if coming.reveals else "plain")]
    if coming.several:
        said.append((word("next.several", lang, count=coming.several), "warning"))
    if coming.reveals and line.kind in ("flag", "star"):
        said.append((word(f"publishes.{line.kind}", lang, name=name), "quiet"))
    elif known and path != "step.again":
        said.append((word("next.again", lang), "quiet"))
    return said


def amendment_words(change: Amendment, lang: str) -> dict[str, object]:
    """How often a seal has been amended, and the last time: why, and who signed."""
    names = dict.fromkeys(name for name in (change.sealed_by, change.approved_by) if name)
    return {"count": change.count, "reason": change.reason, "names": listed(names, lang)}


def ink_of(canvas: Canvas, tone: Tone) -> Colour:
    """The ink of a tone of voice."""
    theme = canvas.look.theme
    return {"quiet": theme.quiet, "plain": theme.text, "gold": theme.gold, "warning": theme.red_high}[tone]


def draw_head(canvas: Canvas, view: Overview | None, now: datetime, person: str) -> None:
    """The ceremony's title and the clock; below, who directs and how long it has been running."""
    theme, lang = canvas.look.theme, canvas.look.lang
    title = word("name", lang)
    if view is not None:
        title = view.title_en if lang == "en" else view.title
        now = now.astimezone(ZoneInfo(view.zone))
    clock = f"{now:%H:%M:%S}"
    canvas.text(1, 0, title, theme.gold, width=canvas.width - width_of(clock) - 4, attributes=BOLD)
    canvas.text(0, 0, clock, theme.text, width=canvas.width - 1, align="right", attributes=BOLD)
    who = f"{word('name', lang)}   {person}".rstrip()
    if view is not None:
        parts = _times(view, now, lang)
        while len(parts) > 1 and width_of("   ".join(parts)) > canvas.width - 2:
            parts.pop()
        right = "   ".join(parts)
        canvas.text(0, 1, right, theme.quiet, width=canvas.width - 1, align="right")
        if width_of(who) + width_of(right) + 4 > canvas.width:
            who = person if width_of(person) + width_of(right) + 4 <= canvas.width else ""
    canvas.text(1, 1, who, theme.quiet, width=canvas.width - 2)


def _times(view: Overview, now: datetime, lang: str) -> list[str]:
    """How long it has run and is meant to, when it will end, where it stands, and how long ago that was saved."""
    elapsed = word("head.not_begun", lang)
    if view.began is not None:
        elapsed = word("head.elapsed", lang, time=lasting(max(timedelta(), now - view.began)))
    planned = "head.planned" if view.began is not None else "head.planned_before"
    parts = [elapsed + word(planned, lang, time=lasting(timedelta(seconds=view.planned)))]
    if view.next is not None:
        parts.append(word("head.finish", lang, time=f"{now + timedelta(seconds=view.remaining(now)):%H:%M}"))
    parts.append(word("head.sequence", lang, sequence=view.sequence))
    if view.at is not None:
        parts.append(word("head.saved", lang, time=lasting(max(timedelta(), now - view.at))))
    return parts


def lasting(time: timedelta) -> str:
    """A length of time as ``0:02:30``."""
    seconds = int(time.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def draw_sheet(canvas: Canvas, view: Overview | None, cursor: int | None) -> None:
    """The run sheet: number, kind, what it shows, ✓ where the hall has seen it, ► where the stage is.

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
    ground = theme.red_low if here else theme.panel_high if chosen else None
    attributes = BOLD if here else PLAIN
    if chosen and not canvas.look.colour:
        attributes |= REVERSE
    if ground is not None:
        canvas.fill(0, y, canvas.width, 1, ground)
    ink = theme.gold_high if here else theme.faint if line.done else theme.text
    canvas.text(0, y, HERE if here else " ", theme.gold, ground=ground, attributes=BOLD)
    canvas.text(1, y, DONE if line.done else " ", theme.gold, ground=ground)
    canvas.text(2, y, _bracket(view, line.number), theme.gold_low, ground=ground)
    canvas.text(3, y, f"{line.number:>2}", ink, ground=ground, attributes=attributes)
    aside = f"{view.step}/{line.steps}" if here and line.steps > 1 else ""
    if line.several:
        aside = word("sheet.several", lang, count=line.several)
    aside = "  ".join(part for part in (aside, more) if part)
    room = canvas.width - 6 - (width_of(aside) + 2 if aside else 1)
    if line.name.name:
        canvas.text(6, y, clip(kind_of(line, lang), kinds), ink, width=kinds, ground=ground, attributes=attributes)
        x, room = 7 + kinds, max(0, room - kinds - 1)
        canvas.text(x, y, name_of(line, lang), ink, width=room, ground=ground, attributes=attributes)
    else:
        canvas.text(6, y, kind_of(line, lang), ink, width=room, ground=ground, attributes=attributes)
    if aside:
        ink = theme.red_high if line.several and not here else theme.gold
        canvas.text(0, y, aside, ink, width=canvas.width - 1, align="right", ground=ground, attributes=BOLD)


def draw_now(canvas: Canvas, view: Overview | None, *, ahead: bool = False, boards: bool = False) -> None:
    """What is on the stage, in words, above its picture; `ahead` where the next step's picture stands in its place,
    `boards` where the hall plays its boards."""
    theme, lang = canvas.look.theme, canvas.look.lang
    if view is None:
        return
    if ahead:
        x = 1 + canvas.text(1, 0, word("ahead.heading", lang), theme.gold, attributes=BOLD) + 2
        canvas.text(x, 0, word("ahead.instead", lang), theme.quiet, width=canvas.width - x - 1)
        return
    heading = word("covered.under" if view.covered else "now.heading", lang)
    x = 1 + canvas.text(1, 0, heading, theme.red_high if view.covered else theme.gold, attributes=BOLD) + 2
    line = view.line
    if line is None or view.step is None or boards:
        canvas.text(x, 0, word("now.before", lang), theme.quiet)
        return
    place = word("now.at", lang, cue=line.number, cues=len(view.lines), step=view.step, steps=line.steps)
    free = canvas.width - x - 1
    if width_of(place) + 12 <= free:
        canvas.text(x, 0, place, theme.quiet, width=free, align="right")
        free -= width_of(place) + 2
    what = title_of(line, lang)
    canvas.text(x, 0, word(f"now.{view.aside}", lang, what=what) if view.aside else what, theme.text, width=free)


def draw_next(canvas: Canvas, view: Overview | None) -> None:
    """The next step in words: its cue, its step, and what it will make public."""
    theme, lang = canvas.look.theme, canvas.look.lang
    canvas.rule(0, 0, canvas.width, theme.gold_low)
    if view is None:
        return
    heading = word("next.heading", lang)
    x = 1 + canvas.text(1, 1, heading, theme.gold, attributes=BOLD) + 2
    coming = view.next
    if coming is None:
        canvas.text(x, 1, word("next.end", lang), theme.quiet)
        return
    steps = f"{coming.step}/{coming.line.steps}   " if coming.line.steps > 1 else ""
    steps += lasting(timedelta(seconds=planned(coming.line.cue)))
    room = canvas.width - x - width_of(steps) - 3
    canvas.text(x, 1, title_of(coming.line, lang), theme.text, width=room, attributes=BOLD)
    canvas.text(x, 1, steps, theme.quiet, width=canvas.width - x - 1, align="right")
    for y, (line, tone) in enumerate(next_lines(view, lang, canvas.width), 2):
        canvas.text(x, y, line, ink_of(canvas, tone), attributes=BOLD if tone in ("gold", "warning") else PLAIN)


def next_lines(view: Overview | None, lang: str, width: int) -> list[tuple[str, Tone]]:
    """What the next step will do, in lines that fit beside their heading."""
    if view is None or view.next is None:
        return []
    said = told(view.next, lang, rehearsal=view.rehearsal)
    if view.amendment is not None:
        said.insert(1, (word("next.amended", lang, **amendment_words(view.amendment, lang)), "warning"))
    if view.hidden:
        said.insert(1, (word("next.uncovers", lang), "warning"))
    if view.state is not State.GOING and not view.rehearsal:
        said.insert(0, (word(f"next.{view.state}", lang), "warning"))
    room = width - 4 - width_of(word("next.heading", lang))
    return [(line, tone) for text, tone in said for line in wrap(text, room, 2)]


def draw_notice(canvas: Canvas, notice: Notice) -> None:
    """The last word to the director; a question or a refusal lies on a field of its own."""
    theme = canvas.look.theme
    loud = notice.tone in ("gold", "warning")
    ground = {"gold": theme.panel_high, "warning": theme.red_low}.get(notice.tone)
    if loud and notice.text:
        canvas.fill(0, 0, canvas.width, canvas.height, ground or theme.ground)
    room = canvas.width - 2 - (width_of(notice.hint) + 3 if notice.hint else 0)
    attributes = BOLD if loud else PLAIN
    for y, line in enumerate(wrap(notice.text, room, canvas.height)):
        ink = theme.text if loud else ink_of(canvas, notice.tone)
        canvas.text(1, y, line, ink, ground=ground, attributes=attributes)
    if notice.hint:
        canvas.text(0, 0, notice.hint, theme.quiet, width=canvas.width - 1, align="right", ground=ground)


def draw_keys(canvas: Canvas, view: Overview | None) -> None:
    """Which keys do what: before the start and in a rehearsal others than during the ceremony."""
    theme, lang = canvas.look.theme, canvas.look.lang
    when = (
        "rehearsal" if view is not None and view.rehearsal else "before" if view is None or view.cue is None else "on"
    )
    keys = word(f"keys.{when}", lang)
    canvas.text(1, 0, keys if width_of(keys) < canvas.width else word(f"keys.{when}_short", lang), theme.quiet)
