"""The check before a ceremony as a board: what locks its start, what would be a pity, and signing off with a reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from scoreboard.ceremony.findings import Finding, comes_to
from scoreboard.ceremony.preflight import Surroundings, green, halls_of, preflight, sign
from scoreboard.ceremony.seal import seal
from scoreboard.desk.identity import identify
from scoreboard.desk.named_errors import named_errors
from scoreboard.desk.unit_of_work import acting, zone_of
from scoreboard.errors import ContestError
from scoreboard.locale import catalogue, in_language
from scoreboard.own_folder import hindrance
from scoreboard.publications.display_reports import read_reports
from scoreboard.settings import Settings
from scoreboard.store.automatic_backup import newest_backup
from scoreboard.store.engine import Store
from screens.director.choosing import Choice
from screens.director.drawing import refusal_words, word
from screens.director.explaining import Explaining
from screens.director.overlay import Hall, HallKeys, Tidings
from screens.director.questions import Questions
from screens.hall.parts.legibility import reads, reads_on
from screens.image_check import shows_image
from screens.looks import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, PLAIN, wrap
from screens.widgets.controllers import attach
from screens.widgets.drawn import Drawn
from screens.widgets.thread_worker import ThreadWorker

_LINES = 3
"""Lines of a finding at most."""
_GIVES_WAY = ("good", "note", "warning", "signed", "blocker")
SIGNS = {"good": "✓", "note": "·", "warning": "!", "blocker": "✗", "signed": "✎"}


@dataclass(frozen=True)
class CheckOutcome:
    """What a check has found, and about what to say so."""

    findings: tuple[Finding, ...]
    said: str = ""

    @property
    def ready(self) -> bool:
        """Whether the ceremony may begin."""
        return green(self.findings)

    @property
    def sealed(self) -> bool:
        """Whether the results are committed to."""
        return any((one.name, one.state) == ("seal", "good") for one in self.findings)

    @property
    def signable(self) -> bool:
        """Whether what locks the start can be signed off; an open period cannot."""
        locks = [one.name for one in self.findings if one.state == "blocker"]
        return bool(locks) and "open" not in locks


def check(store: Store, settings: Settings, ceremony: str) -> CheckOutcome:
    """Look at everything again, on each display that reports."""
    reports = read_reports(settings.paths.public)
    with store.read() as session:
        identify(session, settings.acting, "read all", key=settings.proof, ceremony=ceremony)
        now = settings.moment(zone_of(session))
        around = Surroundings(
            now,
            settings.folder,
            reports,
            halls_of(reports),
            reads,
            reads_on,
            shows_image,
            hindrance(settings.lang),
            backed_up=newest_backup(settings.paths),
        )
        return CheckOutcome(preflight(session, ceremony, around, inside=True))


def commit(store: Store, settings: Settings, ceremony: str, reason: str) -> str:
    """Commit the ceremony to its results; returns the commitment. Raises ContestError, having changed nothing."""
    with acting(store, settings, "direct", ceremony=ceremony) as writing:
        return seal(writing, ceremony, reason=reason).commitment


def may_sign(store: Store, settings: Settings, ceremony: str) -> None:
    """Before anything is asked: raises Refused where whoever acts may neither sign nor seal."""
    with store.read() as session:
        identify(session, settings.acting, "direct", key=settings.proof, ceremony=ceremony)


def sign_off(store: Store, settings: Settings, ceremony: str, reason: str) -> None:
    """Sign that the ceremony may begin in spite of what locks it. Raises ContestError, having changed nothing."""
    with acting(store, settings, "direct", ceremony=ceremony) as writing:
        sign(writing, ceremony, reason)


class Checking(Screen[None]):
    """The board. `r` looks again, `s` signs what locks the start, `e` seals; Escape, `k` or `q` goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *HallKeys.BINDINGS,
        *Explaining.BINDINGS,
        Binding("r", "again", show=False, id="director.check.again"),
        Binding("s", "sign", show=False, id="director.check.sign"),
        Binding("e", "seal", show=False, id="director.check.seal"),
        Binding("escape,k,q", "leave", show=False, id="director.check.leave"),
    ]

    def __init__(self, hall: Hall, store: Store, settings: Settings, ceremony: str, look: Look) -> None:
        super().__init__()
        attach(self, HallKeys(hall), Explaining(self, hall, "check", settings.lang))
        self._hall = hall
        self._store, self._settings, self._ceremony, self._look = store, settings, ceremony, look
        self._thread = ThreadWorker(self, "director.failed", partial(named_errors, store, settings))
        self._questions = Questions(self, hall, settings.lang)
        self.checked: CheckOutcome | None = None
        self.said = ""
        self._typed: dict[str, str] = {}
        """The reasons that have been typed, by what they are for, until that is done."""

    def compose(self) -> ComposeResult:
        """The verdict, the findings, and the keys."""
        yield Drawn(self._paint, self._look, id="check")
        yield Static(Text(word("check.keys", self._settings.lang)), id="check-keys")
        yield Tidings(self._hall)

    def on_mount(self) -> None:
        """Look for the first time."""
        self.action_again()

    def action_again(self) -> None:
        """Look at everything again."""
        self._check_after(lambda: None)

    def action_sign(self) -> None:
        """Ask for the reason to begin all the same, and sign."""
        if self.checked is None or not self.checked.signable:
            return

        def sign(reason: str) -> None:
            sign_off(self._store, self._settings, self._ceremony, reason)
            self._typed.pop("sign", None)

        def typed(reason: str) -> None:
            self._typed["sign"] = reason
            self._check_after(lambda: sign(reason))

        def ask(_: None) -> None:
            question = word("check.reason", self._settings.lang)
            self._questions.write(question, typed, needed=True, value=self._typed.get("sign", ""))

        self._thread.do(lambda: may_sign(self._store, self._settings, self._ceremony), ask, self._show_refusal)

    def action_seal(self) -> None:
        """Ask whether the ceremony is to be committed to its results, or why it is once more, and do that."""
        if self.checked is None:
            return
        lang, again = self._settings.lang, self.checked.sealed

        def seal_for(reason: str) -> None:
            self._typed["seal"] = reason
            self._thread.do(
                lambda: commit(self._store, self._settings, self._ceremony, reason), self._sealed, self._show_refusal
            )

        def chosen(answer: str) -> None:
            if answer == "seal":
                seal_for("")

        def ask(_: None) -> None:
            if again:
                question = word("check.seal_again", lang)
                self._questions.write(question, seal_for, needed=True, value=self._typed.get("seal", ""))
                return
            answers = [Choice(answer, word(f"check.answer_{answer}", lang), "") for answer in ("not", "seal")]
            self._questions.choose(word("check.seal", lang), answers, chosen)

        self._thread.do(lambda: may_sign(self._store, self._settings, self._ceremony), ask, self._show_refusal)

    def _sealed(self, commitment: str) -> None:
        """Look again, and say to what the ceremony is committed."""
        self._typed.pop("seal", None)
        said = word("check.done", self._settings.lang, commitment=commitment)
        self._check_after(lambda: None, said)

    def action_leave(self) -> None:
        """Back to the console."""
        self.dismiss()

    def _check_after(self, deed: Callable[[], None], said: str = "") -> None:
        """Do a deed on the store and look again, in a thread; then say what was done."""

        def work() -> CheckOutcome:
            deed()
            return check(self._store, self._settings, self._ceremony)

        self._thread.do(work, lambda checked: self._show(checked, said), self._show_refusal)

    def _show(self, checked: CheckOutcome, said: str) -> None:
        """Show what was found."""
        self.checked, self.said = checked, said
        self.query_one(Drawn).repaint()

    def _show_refusal(self, error: ContestError) -> None:
        """Show beside what was found last why it could not be looked for again, or not be signed."""
        self.said = refusal_words(error, self._settings.lang)
        self.query_one(Drawn).repaint()

    def _paint(self, canvas: Canvas) -> None:
        draw_check(canvas, self.checked, self._ceremony, self.said)


def draw_check(canvas: Canvas, checked: CheckOutcome | None, ceremony: str, said: str) -> None:
    """The verdict in a band, below it a line or more for each finding, those that lock the start first."""
    theme, lang = canvas.look.theme, canvas.look.lang
    canvas.text(1, 0, word("check.heading", lang, ceremony=ceremony), theme.gold, attributes=BOLD)
    if checked is not None:
        ready = checked.ready
        locked = "signable" if checked.signable else "locked"
        told = word(f"check.{comes_to(checked.findings) if ready else locked}", lang)
        ground, ink = (theme.panel_high, theme.gold_high) if ready else (theme.band, theme.band_ink)
        canvas.fill(0, 1, canvas.width, 1, ground)
        canvas.text(1, 1, told, ink, width=canvas.width - 2, ground=ground, attributes=BOLD)
    elif not said:
        canvas.text(1, 1, word("check.looking", lang), theme.quiet)
    y, findings = 3, checked.findings if checked is not None else ()
    below = len(wrap(said, canvas.width - 2, 2)) + 1 if said else 0
    inks = {"good": theme.quiet, "note": theme.text, "warning": theme.gold, "signed": theme.gold}
    shown, hidden = _with_room(findings, canvas.width - 5, canvas.height - y - below, lang)
    for finding, lines in shown:
        ink = inks.get(finding.state, theme.red_high)
        loud = BOLD if finding.state == "blocker" else PLAIN
        canvas.text(1, y, SIGNS[finding.state], ink, attributes=BOLD)
        for line in lines:
            canvas.text(4, y, line, ink, attributes=loud)
            y += 1
    if hidden:
        good = all(one.state == "good" for one in hidden)
        more = word("check.more_good" if good else "check.more", lang, count=len(hidden))
        canvas.text(4, y, more, theme.quiet if good else theme.gold)
        y += 1
    if said:
        for line in wrap(said, canvas.width - 2, 2):
            canvas.text(1, min(y + 1, canvas.height - 1), line, theme.red_high, attributes=BOLD)
            y += 1


def _with_room(
    findings: Sequence[Finding], width: int, rows: int, lang: str
) -> tuple[list[tuple[Finding, Sequence[str]]], list[Finding]]:
    """Findings with their lines, and those for which there is no room: what is good gives way first, and is counted."""
    lines = {id(one): wrap(_told(one, lang), width, _LINES) for one in findings}
    hidden = list[Finding]()

    def needed() -> int:
        return sum(len(lines[id(one)]) for one in findings if one not in hidden) + bool(hidden)

    last_first = [*reversed(findings)]
    last_first.sort(key=lambda one: _GIVES_WAY.index(one.state))
    for one in last_first:
        if needed() > rows:
            hidden.append(one)
    return [(one, lines[id(one)]) for one in findings if one not in hidden], hidden


def _told(finding: Finding, lang: str) -> str:
    """What was found, with the key that mends it where a key does, and not with a command."""
    path = f"check.mended.{finding.name}_{finding.state}"
    if path not in catalogue("director", lang):
        return finding.text(lang)
    return word(path, lang, **{name: in_language(value, lang) for name, value in finding.values.items()})
