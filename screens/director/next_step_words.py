"""The next step in words: what it shows, what it makes public, and what it would be refused for."""

from datetime import timedelta

from scoreboard.ceremony.cues import planned
from scoreboard.ceremony.events import State
from scoreboard.ceremony.overview import Coming, Overview
from scoreboard.locale import catalogue, listed, listed_texts
from scoreboard.publications.scene import Amendment
from screens.director.drawing import Tone, ink_of, kind_of, lasting, name_of, title_of, word
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, PLAIN, width_of, wrap

MOST_LINES = 4
"""Lines of one sentence at most: none is as long at the narrowest console."""


def told(coming: Coming, lang: str, *, rehearsal: bool = False) -> list[tuple[str, Tone]]:
    """What a step will show and make public, in words and never with its result; in a `rehearsal` it is drawn, and
    nothing becomes public."""
    line, name = coming.line, name_of(coming.line, lang)
    last = coming.step == line.steps
    known = line.revealed and line.publishes and not rehearsal
    path = f"step.{line.kind}.{'early' if line.early else coming.moment}"
    path = path if path in catalogue("director", lang) else "step.other"
    if rehearsal and last and line.publishes:
        path = f"rehearsed.{line.kind}"
    elif known and coming.step == 1 and not last:
        path = "step.again"
    elif coming.again:
        path = "step.flag.climbed"
    elif coming.overall:
        path = "step.closing.overall"
    overall = listed((flag.said(lang) for flag in coming.overall), lang)
    words = word(path, lang, name=name or kind_of(line, lang), flag=line.name.flag_phrase(lang), overall=overall)
    if rehearsal:
        return [(words, "plain")]
    said: list[tuple[str, Tone]] = [(words, "gold" if coming.reveals else "warning" if line.early else "plain")]
    if coming.several:
        which = "skipped" if coming.skipped == coming.several else "some_skipped" if coming.skipped else "several"
        said.append((word(f"next.{which}", lang, count=coming.several, skipped=coming.skipped), "warning"))
    if coming.stars:
        stars = listed((star.said(lang) for star in coming.stars), lang)
        said.append((word("next.stars", lang, stars=stars), "warning"))
    if coming.reveals and line.kind in ("flag", "star"):
        said.append((word(f"publishes.{line.kind}", lang, name=name), "quiet"))
    elif (known or coming.again) and path != "step.again":
        said.append((word("next.again", lang), "quiet"))
    return said


def amendment_words(change: Amendment, lang: str) -> dict[str, object]:
    """How often a seal has been amended, and the last time: why, and who signed."""
    signed = (change.sealed_by, *(one.name for one in change.signed_second))
    names = dict.fromkeys(name for name in signed if name)
    return {"count": change.count, "reason": change.reason, "names": listed(names, lang)}


def hindrance_words(view: Overview, lang: str) -> list[str]:
    """What stands in the way of the next step, or of a later one, each with the key that mends it."""
    if view.rehearsal or view.next is None:
        return []
    said = [] if view.state is State.GOING else [word(f"next.{view.state}", lang)]
    about = {one: listed((each.said(lang) for each in one.about), lang) for one in view.hindered}
    if view.cue is None and about and all(one.name != "open" for one in about):
        what = listed_texts(
            (word(f"hindered.what.{one.name}", lang, about=named) for one, named in about.items()), lang
        )
        return [*said, word("hindered.start", lang, what=what)]
    return [
        *said,
        *(word(f"hindered.{one.name}{'' if one.now else '_later'}", lang, about=about[one]) for one in about),
    ]


def draw_next(canvas: Canvas, view: Overview | None) -> None:
    """The next step in words: its cue, its step, and what it will make public."""
    theme, lang = canvas.look.theme, canvas.look.lang
    canvas.rule(0, 0, canvas.width, theme.gold_low)
    if view is None:
        return
    heading = word("next.heading", lang)
    x = 1 + canvas.text(1, 1, heading, theme.gold, attributes=BOLD) + 2
    if view.next is None:
        canvas.text(
            x, 1, word("next.end_aside" if view.aside else "next.end", lang), theme.quiet, width=canvas.width - x - 1
        )
        return
    steps = _steps(view.next)
    canvas.text(x, 1, steps, theme.quiet, width=canvas.width - x - 1, align="right")
    title = title_lines(view.next, lang, canvas.width)
    for y, line in enumerate(title, 1):
        canvas.text(x, y, line, theme.text, attributes=BOLD)
    for y, (line, tone) in enumerate(next_lines(view, lang, canvas.width), 1 + len(title)):
        canvas.text(x, y, line, ink_of(canvas, tone), attributes=BOLD if tone in ("gold", "warning") else PLAIN)


def _steps(coming: Coming) -> str:
    """Which of its cue's steps it is, and how long the cue is planned to take."""
    steps = f"{coming.step}/{coming.line.steps}   " if coming.line.steps > 1 else ""
    return steps + lasting(timedelta(seconds=planned(coming.line.cue)))


def title_lines(coming: Coming, lang: str, width: int) -> list[str]:
    """The cue of a step, in lines that fit between the heading and the step's number."""
    room = width - 4 - width_of(word("next.heading", lang)) - width_of(_steps(coming)) - 2
    return wrap(title_of(coming.line, lang), max(8, room), 3)


def rows_of_next(view: Overview | None, lang: str, width: int) -> int:
    """The rows that the next step takes in words, the rule above it included."""
    if view is None or view.next is None:
        return 2
    return 1 + len(title_lines(view.next, lang, width)) + max(1, len(next_lines(view, lang, width)))


def next_lines(view: Overview | None, lang: str, width: int) -> list[tuple[str, Tone]]:
    """What the next step will do, in lines that fit beside their heading."""
    if view is None or view.next is None:
        return []
    said = told(view.next, lang, rehearsal=view.rehearsal)
    if view.amendment is not None:
        said.insert(1, (word("next.amended", lang, **amendment_words(view.amendment, lang)), "warning"))
    if view.hidden and view.to_boards != "now":
        said.insert(1, (word("next.uncovers", lang), "warning"))
    said = [*((text, "warning") for text in hindrance_words(view, lang)), *said]
    room = width - 4 - width_of(word("next.heading", lang))
    return [(line, tone) for text, tone in said for line in wrap(text, room, MOST_LINES)]
