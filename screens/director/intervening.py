"""What a director does beside stepping: hold, a message to the hall, break off, publish the rest, wait for displays."""

from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.events import Resize

from scoreboard.ceremony.events import State
from scoreboard.ceremony.overview import Overview
from scoreboard.own_folder import hindrance
from scoreboard.publications.reports import Report, read_reports
from screens.director import displays, standing
from screens.director.choosing import Answer, Choosing
from screens.director.drawing import next_lines, word
from screens.director.following import StageScreen
from screens.director.typing import Typing
from screens.director.wishes import Wish
from screens.widgets.canvas import Canvas
from screens.widgets.drawn import Drawn

Stop = Literal["resume", "postpone", "abort", "publish"]

TALL = 30
"""Rows from which the bars and lists get more room."""

OFFERED: dict[State, tuple[Stop, ...]] = {
    State.GOING: ("postpone", "abort", "publish"),
    State.HELD: ("resume", "postpone", "abort", "publish"),
    State.POSTPONED: ("resume", "abort", "publish"),
    State.ABORTED: ("resume", "publish"),
}
"""What the menu offers in which state."""


class InterveningScreen(StageScreen):
    """The keys beside the steps. Each wish goes through `wish`, which asks for the baton first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hold", show=False, id="director.hold"),
        Binding("m", "message", show=False, id="director.message"),
        Binding("x", "menu", show=False, id="director.menu"),
        Binding("o", "correction", show=False, id="director.correction"),
        Binding("w", "wait", show=False, id="director.wait"),
    ]

    view: Overview | None = None
    """What the console shows; None until the stage has been read."""
    busy = False
    """Whether a move is on its way to the stage."""
    asking: Wish | None = None
    """A wish that waits for a second press."""
    behind: tuple[int, str] = (0, "")
    """How far the hall is behind, in changes and steps, and what keeps it from following."""
    waits = False
    """Whether the next step waits until every display shows this one."""
    reports: tuple[Report, ...] = ()
    """What the displays have reported back last."""
    unheard = ""
    """Why displays on this machine cannot report nor be woken, where that is so."""

    def wish(self, wish: Wish) -> None:
        """Have a wish carried out."""
        raise NotImplementedError

    @property
    def free(self) -> Overview | None:
        """What is shown, unless a question or a move is open or a rehearsal is running."""
        waiting = self.busy or self.asking is not None or (self.view is not None and self.view.rehearsal)
        return None if waiting else self.view

    @property
    def bars(self) -> tuple[standing.Bar, ...]:
        """What lies across the console now."""
        lang = self._settings.lang
        behind = standing.behind_bars(self.behind, lang)
        return (*behind, *standing.bars_of(self.view, self._settings.acting or "", self.session, lang))

    @property
    def holds_baton(self) -> bool:
        """Whether this console may move the stage without asking for the baton."""
        return self.view is None or standing.may_move(self.view, self._settings.acting or "", self.session)

    def look_at_displays(self) -> bool:
        """Read what the displays report; returns whether that has changed."""
        before = self.reports, self.unheard
        self.reports = read_reports(self._settings.paths.public)
        self.unheard = "" if self.reports else hindrance(self._settings.lang)
        return before != (self.reports, self.unheard)

    def action_hold(self) -> None:
        """Hold the ceremony, or let it go on; what was broken off goes on by the menu, with a reason."""
        if self.free is None:
            return
        if self.free.state is State.GOING:
            self.wish(Wish("hold"))
        elif self.free.state is State.HELD:
            self.wish(Wish("resume"))
        else:
            self.action_menu()

    def action_message(self) -> None:
        """Type words for the hall; none take them away again."""
        lang = self._settings.lang
        if self.free is None:
            return

        def typed(text: str | None) -> None:
            if text is not None and self.view is not None:
                self.wish(Wish("message", self.view.sequence, text=text))

        self.app.push_screen(Typing(word("type.message", lang), lang, needed=False), typed)

    def action_correction(self) -> None:
        """Tell the hall of a correction of what was announced, the first that it has not been told of."""
        if self.free is not None and self.free.corrections:
            self.wish(Wish("correction", self.free.sequence))

    def action_menu(self) -> None:
        """Choose what leaves the sheet, then type its reason."""
        view, lang = self.free, self._settings.lang
        if view is None:
            return
        answers = [
            Answer(move, word(f"menu.{move}", lang), word(f"about.{move}", lang)) for move in OFFERED[view.state]
        ]

        def chosen(move: str | None) -> None:
            for offered in OFFERED[view.state]:
                if offered == move:
                    self._ask_reason(offered)

        self.app.push_screen(Choosing(word("choose.menu", lang), answers, lang), chosen)

    def _ask_reason(self, move: Stop) -> None:
        lang = self._settings.lang

        def typed(reason: str | None) -> None:
            if reason:
                self.wish(Wish(move, text=reason))

        question = word("type.reason", lang, deed=word(f"menu.{move}", lang))
        self.app.push_screen(Typing(question, lang, needed=True), typed)

    def action_wait(self) -> None:
        """Let the next step wait for all displays, or no longer."""
        self.waits = not self.waits
        self.refresh_displays()

    def paint_displays(self, canvas: Canvas) -> None:
        """Draw what the displays report."""
        displays.draw_displays(canvas, self.view, self.reports, self.waits, self.unheard)

    @property
    def card(self) -> tuple[tuple[str, str], ...]:
        """What the sheet says of the cue on the stage."""
        return standing.card_of(self.view, self._settings.lang)

    def on_resize(self, event: Resize) -> None:
        """The bars, the card and the displays take the room that there is."""
        self.lay_out(event.size.width, event.size.height)

    def lay_out(self, width: int, height: int) -> None:
        """Give the bars, the card and the displays their rows; hide those that have nothing to say."""
        tall, bars = height >= TALL, len(self.bars)
        cover, grid, card = self.query_one("#cover"), self.query_one("#displays"), self.query_one("#card")
        cover.display, grid.display = bars > 0, bool(self.reports) or self.waits or bool(self.unheard)
        cover.styles.height = 3 if tall and bars == 1 else max(1, bars)
        rows = displays.rows_for(self.reports, self.unheard, width, self._settings.lang)
        grid.styles.height = 1 + min(rows, 8 if tall else 3)
        said = next_lines(self.view, self._settings.lang, width * 2 // 3 - 2)
        self.query_one("#next").styles.height = 2 + max(1, len(said)) + (1 if tall else 0)
        lines = standing.card_lines(self.card, width * 2 // 3 - 2, max(2, height // 6))
        card.display, card.styles.height = bool(lines), 1 + len(lines)

    def refresh_displays(self) -> None:
        """Draw the displays' reports again, in as many rows as they need."""
        self.lay_out(*self.size)
        self.query_one("#displays", Drawn).repaint()
