"""What shows the stage: each display of the hall, and together all pictures that viewers over SSH share."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from scoreboard.ceremony.overview import Overview
from scoreboard.publications.display_reports import Report
from scoreboard.publications.odd_displays import unlike
from screens.director.display_watch import Trouble, TroubleKind, is_idle
from screens.director.drawing import word
from screens.hall import duration
from screens.looks import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import width_of, wrap

MOST_UNHEARD = 3
"""Rows of the sentence that says why no display can be heard."""


@dataclass(frozen=True)
class DisplayLine:
    """One or several displays in a row of the console: the first text that fits is shown."""

    texts: tuple[str, ...]
    troubled: bool


def arrived(view: Overview, reports: Sequence[Report], look: Look) -> bool:
    """Whether every display shows the step that is on the stage, and is done drawing it if it ever will be."""
    settles = view.covered or duration(view.scene, look) < inf
    playing = 0 if is_idle(view) else view.sequence
    return all(
        report.sequence == playing == 0 or (report.sequence == view.sequence and (report.frame or not settles))
        for report in reports
    )


def name_of(report: Report) -> str:
    """A display as its row calls it: its size, and the number of its process (as `ps` has it) or what it is called."""
    name = report.display.partition("-")[0]
    return f"{report.columns}x{report.rows}  {f'PID {name}' if name.isdigit() else name}"


def rows_for(reports: Sequence[Report], unheard: str, width: int, lang: str) -> int:
    """The rows that show every display of the hall, and in one row the viewers over SSH; or why nobody is heard."""
    if unheard:
        return len(_unheard(unheard, width, lang))
    return sum(not report.board for report in reports) + any(report.board for report in reports)


def _unheard(why: str, width: int, lang: str) -> Sequence[str]:
    return wrap(word("displays.unheard", lang, why=why), width - 2, MOST_UNHEARD)


def lines(sequence: int, reports: Sequence[Report], most: int, lang: str, *, idle: bool = False) -> list[DisplayLine]:
    """The displays in at most so many rows: those that are behind or unlike others come first, the rest together.

    Where they may be `idle`, one that shows no step is not behind.
    """
    right = (sequence, 0) if idle else (sequence,)
    strange = unlike(reports)
    hall = [report for report in reports if not report.board]
    hall.sort(key=lambda report: report.sequence in right and report not in strange and not report.age)
    far = [report for report in reports if report.board]
    room = most - bool(far)
    alone = hall if len(hall) <= room else hall[: max(0, room - 1)]
    found = [_line(right, [one], strange, (f"{f'{one.columns}x{one.rows}':<8}",), lang) for one in alone]
    rest = hall[len(alone) :]
    if rest:
        found.append(_line(right, rest, strange, (word("displays.more", lang, count=len(rest)),), lang))
    if far:
        people = sum(report.viewers for report in far)
        values: dict[str, object] = {"stages": len(far), "viewers": f"{people:,}", "people": people}
        heads = (word("displays.far", lang, **values), word("displays.far_short", lang, **values))
        found.append(_line(right, far, strange, heads, lang))
    return found[:most]


def _line(
    right: Sequence[int], reports: Sequence[Report], strange: frozenset[Report], heads: Sequence[str], lang: str
) -> DisplayLine:
    """Where they stand: the step and the slowest's lag; whether they draw the same; how many are behind."""
    if age := max(report.age for report in reports):
        text = word("displays.old", lang, seconds=age)
        return DisplayLine(tuple(f"{head} {text}" for head in heads), True)
    behind, odd = sum(report.sequence not in right for report in reports), sum(report in strange for report in reports)
    if not behind and not any(report.sequence for report in reports):
        waits = next((report.waits for report in reports if report.waits), "")
        text = word(f"displays.{'no_unit' if waits == 'unknown.unit' else 'no_contest' if waits else 'boards'}", lang)
        return DisplayLine(tuple(f"{head} {text}" for head in heads), False)
    if behind and len(reports) > 1:
        state = word("displays.behind", lang, count=behind)
    elif odd:
        state = word("displays.unlike", lang)
    else:
        state = word("displays.same" if all(report.frame for report in reports) else "displays.moves", lang)
    at, lag = min(report.sequence for report in reports), max(report.lag for report in reports)
    row = word("displays.row", lang, sequence=at, lag=lag)
    return DisplayLine(
        (*(f"{head} {state}  {row}" for head in heads), f"{heads[-1]} {state} {at}"), bool(behind or odd)
    )


def told(trouble: Trouble, lang: str) -> str:
    """What has gone wrong with a display, by its name, in a sentence."""
    over = "_over" if trouble.over and trouble.kind is not TroubleKind.RESIZED else ""
    return word(f"trouble.{trouble.kind}{over}", lang, name=name_of(trouble.report))


def _trouble_line(troubles: Sequence[Trouble], lang: str) -> DisplayLine:
    """One trouble, or the last of many together."""
    if len(troubles) > 1:
        return DisplayLine((word("trouble.more", lang, count=len(troubles)),), True)
    one = troubles[0]
    state = "resized" if one.kind is TroubleKind.RESIZED else f"{one.kind}_over" if one.over else one.kind
    words = {"name": name_of(one.report)}
    return DisplayLine(
        (word(f"trouble.{state}_line", lang, **words), word(f"trouble.{state}_short", lang, **words)), True
    )


def draw_displays(
    canvas: Canvas,
    view: Overview | None,
    reports: Sequence[Report],
    waits: bool,
    unheard: str = "",
    troubles: Sequence[Trouble] = (),
    *,
    none_left: bool = False,
) -> None:
    """The displays: size, whether they draw the same as others of their kind, the step they show, and their lag.

    What has gone wrong comes first, and stays until it is acknowledged; that of several displays there are `none_left`
    is told in red.
    """
    theme, lang = canvas.look.theme, canvas.look.lang
    heading = word("displays.heading", lang, count=sum(not report.board for report in reports))
    canvas.text(1, 0, heading, theme.red_high if none_left else theme.faint)
    if waits:
        x = width_of(heading) + 3
        canvas.text(x, 0, word("displays.waits", lang), theme.gold, width=max(0, canvas.width - x - 1))
    for y, text in enumerate(_unheard(unheard, canvas.width, lang) if unheard else (), 1):
        canvas.text(1, y, text, theme.red_high)
    if view is None:
        return
    room, most = canvas.width - 2, canvas.height - 1
    alone = troubles if len(troubles) <= max(1, most - 1) else troubles[: max(0, most - 2)]
    wrong = [_trouble_line([one], lang) for one in alone]
    if rest := troubles[len(alone) :]:
        wrong.append(_trouble_line(rest, lang))
    found = [*wrong, *lines(view.sequence, reports, most - len(wrong), lang, idle=is_idle(view))]
    for y, line in enumerate(found, 1):
        text = next((text for text in line.texts if width_of(text) <= room), line.texts[-1])
        canvas.text(1, y, text, theme.red_high if line.troubled else theme.text, width=room)
