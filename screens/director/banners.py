"""The bars and cards around the sheet: who moves the stage, what stops it, and the cue's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from scoreboard.ceremony.cue import CueText
from scoreboard.ceremony.events import CLI, State
from scoreboard.ceremony.overview import Overview
from scoreboard.locale import listed
from screens.director.drawing import word
from screens.director.next_step_words import amendment_words
from screens.director.run_sheet import sharing
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, REVERSE, width_of, wrap

CARD_TEXTS: tuple[CueText, ...] = ("words", "notes", "presents")
"""What a card says of a cue as its sheet has it."""


@dataclass(frozen=True)
class Banner:
    """A fact that nobody must overlook; `short` is for a narrow screen. `red` is louder."""

    text: str
    short: str
    red: bool = True


def banners_of(
    view: Overview | None, person: str, session: str, lang: str, *, boards: bool = False
) -> tuple[Banner, ...]:
    """What lies across the whole console now: a rehearsal, another's baton, a stopped ceremony, a cover, an amendment
    and corrections that the hall has not been told of; `boards` where the hall plays its boards."""
    if view is None:
        return ()
    covered = (cover_banner(view, lang, boards=boards),) if view.hidden else ()
    if view.rehearsal:
        return (_banner("rehearsal.bar", lang, red=False), *covered)
    bars: list[Banner] = []
    if not may_move(view, person, session):
        same = view.baton is not None and view.baton.person == person and view.baton.session != CLI
        name = "elsewhere" if not same else "again" if view.cue is not None else "again_before"
        if not (same and view.has_ended):  # there is nothing left to go on with
            bars.append(_banner(f"baton.{name}", lang, red=not same, **baton_words(view, lang)))
    if view.state is not State.GOING:
        public = "" if view.left or view.state is State.HELD else "_public"
        bars.append(_banner(f"stopped.{view.state}{public}", lang))
    bars.extend(covered)
    if view.amendment is not None and view.next is not None:
        bars.append(_banner("amended.bar", lang, red=False, **amendment_words(view.amendment, lang)))
    if view.corrections:
        name = "later" if view.hidden or view.state is not State.GOING else "bar"
        bars.append(_banner(f"corrections.{name}", lang, red=False, names=_listed(view.corrections, lang)))
    return tuple(bars)


def cover_banner(view: Overview, lang: str, *, boards: bool = False) -> Banner:
    """That the stage is covered: what the hall sees instead, and what takes the cover away."""
    if view.to_boards is not None and not view.rehearsal:
        when = "now" if boards else view.to_boards
        return _banner(f"covered.boards_{when}", lang, red=when == "soon")
    name = "words" if view.words_on_cover else "bar"
    broken_off = "_stopped" if view.state in (State.POSTPONED, State.ABORTED) and not view.rehearsal else ""
    return _banner(f"covered.{name}{broken_off}", lang)


def behind_banners(behind: tuple[int, str], lang: str, *, is_cut_off: bool) -> tuple[Banner, ...]:
    """That the hall does not see yet what has been done, or that nothing can be done now, where that is so."""
    count, why = behind
    if is_cut_off:
        return (_banner("behind.cut_off", lang),)
    return (_banner("behind.bar" if why else "behind.catching_up", lang, count=count, why=why),) if count else ()


def _listed(names: Sequence[tuple[str, str]], lang: str) -> str:
    """Names in Chinese and in English, in the language that is spoken here."""
    return listed((name_en if lang == "en" else name for name, name_en in names), lang)


def may_move(view: Overview, person: str, session: str) -> bool:
    """Whether this console holds the baton, or nobody does."""
    return view.baton is None or (view.baton.person, view.baton.session) == (person, session)


def baton_words(view: Overview, lang: str) -> dict[str, object]:
    """Who holds the baton, from where and since when; and where the stage stands."""
    words: dict[str, object] = {"cue": view.cue or 0, "step": view.step or 0, "name": "", "where": "", "time": ""}
    if view.baton is not None:
        since = view.baton.since.astimezone(ZoneInfo(view.zone))
        where = word("baton.command" if view.baton.session == CLI else "baton.console", lang)
        words.update(name=view.baton.person, where=where, time=f"{since:%H:%M:%S}")
    return words


def _banner(path: str, lang: str, *, red: bool = True, **values: object) -> Banner:
    return Banner(word(path, lang, **values), word(f"{path}_short", lang, **values), red)


def draw_banners(canvas: Canvas, bars: Sequence[Banner]) -> None:
    """The bars below each other; a single one stands in the middle of the room it has."""
    theme = canvas.look.theme
    attributes = BOLD if canvas.look.colour else BOLD | REVERSE
    for place, bar in enumerate(bars):
        ground = theme.band if bar.red else theme.panel_high
        height = canvas.height if len(bars) == 1 else 1
        canvas.fill(0, place, canvas.width, height, ground)
        text = bar.text if width_of(bar.text) <= canvas.width - 2 else bar.short
        canvas.text(
            0,
            place + height // 2,
            text,
            theme.band_ink if bar.red else theme.text,
            width=canvas.width,
            align="center",
            ground=ground,
            attributes=attributes,
        )


def card_of(view: Overview | None, lang: str) -> tuple[tuple[str, str], ...]:
    """What the sheet says of the cue on the stage, or of the first before that: a heading and its text each."""
    if view is None or not view.lines:
        return ()
    cue = (view.line or view.lines[0]).cue
    receives, proxy = cue.said("receives", lang), cue.said("proxy", lang)
    if cue.no_show:
        receives = word("card.no_show", lang, who=receives)
    elif proxy:
        receives = word("card.proxy", lang, who=receives, proxy=proxy)
    said = (
        *((text, cue.said(text, lang)) for text in CARD_TEXTS),
        ("receives", receives),
        ("call", _call_of(view, lang)),
    )
    return tuple((word(f"card.{name}", lang), text) for name, text in said if text.strip())


def _call_of(view: Overview, lang: str) -> str:
    """The call to the stage that the cue belongs to, and the cues that share it."""
    line = view.line or view.lines[0]
    together = sharing(view, line.number)
    if len(together) < 2:
        return line.cue.said("call", lang)
    return f"{line.cue.said('call', lang)}   {together[0]}-{together[-1]}"


def card_lines(card: Sequence[tuple[str, str]], width: int, most: int) -> list[tuple[str, str]]:
    """The card in at most so many lines: heading (empty where it goes on) and text."""
    room = width - 2 - max((width_of(heading) for heading, _ in card), default=0) - 2
    lines: list[tuple[str, str]] = []
    for place, (heading, text) in enumerate(card):
        free = most - len(lines) - (len(card) - place - 1)
        for number, line in enumerate(wrap(text, max(4, room), max(1, free))):
            lines.append((heading if number == 0 else "", line))
    return lines[:most]


def draw_card(canvas: Canvas, card: Sequence[tuple[str, str]]) -> None:
    """The announcer's words, the director's notes, and who presents and receives."""
    theme = canvas.look.theme
    canvas.rule(0, 0, canvas.width, theme.gold_low)
    start = 1 + max((width_of(heading) for heading, _ in card), default=0) + 2
    for y, (heading, text) in enumerate(card_lines(card, canvas.width, canvas.height - 1), 1):
        canvas.text(1, y, heading, theme.gold)
        canvas.text(start, y, text, theme.text, width=canvas.width - start - 1)
