"""The parts of the console as drawings: pure functions of what they show, on a canvas of any size."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from scoreboard.ceremony.events import State
from scoreboard.ceremony.overview import CueLine, Overview
from scoreboard.errors import ContestError
from scoreboard.locale import catalogue, in_language, say
from screens.colours import Colour
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, PLAIN, width_of, wrap

Tone = Literal["quiet", "plain", "gold", "warning"]

NOTICE_ROWS, MOST_NOTICE_ROWS = 2, 6
"""The rows of the last word to the director: usually, and at most."""


@dataclass(frozen=True)
class Notice:
    """One sentence for the director, and how loudly it is said."""

    text: str = ""
    tone: Tone = "quiet"
    hint: str = ""
    over: bool = False
    """Whether something lay over the console when it was said: it says that, too, and nothing that was said before."""


class Say(Protocol):
    """Tells the director something; it stays until the next thing is told."""

    def __call__(self, text: str, tone: Tone = "quiet", hint: str = "") -> None: ...


Unsay = Callable[[str], None]
"""Takes a sentence back that is so no longer, unless something else has been told since."""


def word(path: str, lang: str, **values: object) -> str:
    """A text of the catalogue's room `director`."""
    return say(f"director.{path}", lang, **values)


def refusal_words(error: ContestError, lang: str) -> str:
    """Why something is refused: with the key that mends it, not with a command."""
    path = f"refused.{error.key.removeprefix('cue.')}"
    if path not in catalogue("director", lang):
        return error.sentence(lang)
    return word(path, lang, **{name: in_language(value, lang) for name, value in error.values.items()})


def kind_of(line: CueLine, lang: str) -> str:
    """The kind of a cue in words."""
    return catalogue("cli", lang).get(f"cue.{line.kind}", line.kind)


def name_of(line: CueLine, lang: str) -> str:
    """What a cue shows, by name; empty where its kind says all."""
    return line.name.said(lang)


def title_of(line: CueLine, lang: str) -> str:
    """A cue as it is called in a sentence."""
    return "  ".join(part for part in (str(line.number), kind_of(line, lang), name_of(line, lang)) if part)


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
    if view.began is not None and view.has_ended and view.at is not None:
        elapsed = word("head.lasted", lang, time=lasting(max(timedelta(), view.at - view.began)))
    elif view.began is not None:
        elapsed = word("head.elapsed", lang, time=lasting(max(timedelta(), now - view.began)))
    planned = "head.planned" if view.began is not None else "head.planned_before"
    parts = [elapsed + word(planned, lang, time=lasting(timedelta(seconds=view.planned)))]
    if view.next is not None:
        parts.append(word("head.finish", lang, time=f"{now + timedelta(seconds=view.remaining(now)):%H:%M}"))
    parts.append(word("head.sequence", lang, sequence=view.sequence))
    if view.at is not None:
        parts.append(word("head.saved", lang, time=_ago(max(timedelta(), now - view.at), lang)))
    return parts


def _ago(time: timedelta, lang: str) -> str:
    """A length of time as people say how long ago something was."""
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    unit = "seconds" if not minutes else "minutes" if minutes < 60 else "hours"
    return word(f"head.{unit}", lang, hours=minutes // 60, minutes=minutes % 60, seconds=seconds)


def lasting(time: timedelta) -> str:
    """A length of time as ``0:02:30``."""
    seconds = int(time.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def draw_now(
    canvas: Canvas, view: Overview | None, *, ahead: bool = False, boards: bool = False, display: str = ""
) -> None:
    """What is on the stage, in words, above its picture; `ahead` where the next step's picture stands in its place,
    `boards` where the hall plays its boards, `display` is the one whose picture it is."""
    theme, lang = canvas.look.theme, canvas.look.lang
    if view is None:
        return
    if ahead:
        x = 1 + canvas.text(1, 0, word("ahead.heading", lang), theme.gold, attributes=BOLD) + 2
        canvas.text(x, 0, word("ahead.instead", lang), theme.quiet, width=canvas.width - x - 1)
        return
    boards = boards or view.to_boards == "now"
    under = view.covered and not boards
    heading = word("covered.under" if under else "now.heading", lang)
    x = 1 + canvas.text(1, 0, heading, theme.red_high if under else theme.gold, attributes=BOLD) + 2
    if display:
        x += canvas.text(x, 0, display.split()[0], theme.quiet) + 2
    line = view.line
    if line is None or view.step is None or boards:
        stopped = view.state in (State.POSTPONED, State.ABORTED)
        text = word("now.stopped", lang, what=title_of(line, lang)) if line and stopped else word("now.before", lang)
        canvas.text(x, 0, text, theme.quiet, width=canvas.width - x - 1)
        return
    place = word("now.at", lang, cue=line.number, cues=len(view.lines), step=view.step, steps=line.steps)
    free = canvas.width - x - 1
    if width_of(place) + 12 <= free:
        canvas.text(x, 0, place, theme.quiet, width=free, align="right")
        free -= width_of(place) + 2
    what = title_of(line, lang)
    canvas.text(x, 0, word(f"now.{view.aside}", lang, what=what) if view.aside else what, theme.text, width=free)


def _notice_room(notice: Notice, width: int) -> int:
    """The columns that the last word has beside its hint."""
    return max(1, width - 2 - (width_of(notice.hint) + 3 if notice.hint else 0))


def rows_of_notice(notice: Notice, width: int) -> int:
    """The rows of the last word to the director: a question stands there to its end, with the keys that answer it."""
    return max(NOTICE_ROWS, len(wrap(notice.text, _notice_room(notice, width), MOST_NOTICE_ROWS)))


def draw_notice(canvas: Canvas, notice: Notice) -> None:
    """The last word to the director; a question or a refusal lies on a field of its own."""
    theme = canvas.look.theme
    loud = notice.tone in ("gold", "warning")
    ground = {"gold": theme.panel_high, "warning": theme.band_deep}.get(notice.tone)
    if loud and notice.text:
        canvas.fill(0, 0, canvas.width, canvas.height, ground or theme.ground)
    room = _notice_room(notice, canvas.width)
    attributes = BOLD if loud else PLAIN
    for y, line in enumerate(wrap(notice.text, room, canvas.height)):
        ink = theme.band_ink if notice.tone == "warning" else theme.text if loud else ink_of(canvas, notice.tone)
        canvas.text(1, y, line, ink, ground=ground, attributes=attributes)
    if notice.hint:
        canvas.text(0, 0, notice.hint, theme.quiet, width=canvas.width - 1, align="right", ground=ground)


def draw_keys(canvas: Canvas, view: Overview | None, *, waits: bool = False) -> None:
    """Which keys do what: before the start, in a rehearsal and after the last step others than during the ceremony;
    `waits` where a step waits for every display."""
    theme, lang = canvas.look.theme, canvas.look.lang
    if view is None or (view.cue is None and not view.rehearsal):
        when = "before"
    elif view.rehearsal:
        when = "rehearsal"
    else:
        when = "ended" if view.next is None and not view.aside else "on"
    keys = word(f"keys.{when}", lang, wait=word("keys.wait_no_more" if waits else "keys.wait", lang))
    keys = keys if width_of(keys) < canvas.width else word(f"keys.{when}_short", lang)
    canvas.text(1, 0, keys, theme.quiet)
