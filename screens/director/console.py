"""The director's console: the run sheet, the hall's picture, what comes next, and the keys that move the stage."""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from scoreboard.ceremony.events import CLI
from scoreboard.ceremony.overview import CeremonyChoice, Overview
from scoreboard.errors import Refused
from scoreboard.locale import catalogue
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.director import displays, drawing, standing
from screens.director.ahead import Ahead
from screens.director.choosing import Answer, Choosing
from screens.director.drawing import Notice, word
from screens.director.jumping import JumpingScreen
from screens.director.messages import ConsoleOpened, HallBehind, StageMoved, StageRead, WishRefused
from screens.director.over import OverConsole
from screens.director.preparing import RehearsalEnded
from screens.director.wishes import Opening, Wish, carry_out, open_console
from screens.hall import COVER
from screens.widgets.canvas import Canvas
from screens.widgets.drawn import Drawn
from screens.widgets.sceneview import SceneView

GUARD_SECONDS = 0.6
"""A second press within this time is taken for a slip of the finger; it begins again with each such press."""

SETTLED = 3600.0
"""Seconds after which every scene rests."""


class DirectorScreen(JumpingScreen):
    """Steps one ceremony. What it shows of the hall is what the hall sees; sealed results are not in it.

    Without `ceremony_id` it asks which; without a person in the settings it asks who. `clock` gives seconds that
    only go forward, for the guard against double presses. It moves the stage only while it holds the baton: the first
    console to move has it, and one that comes later, a restarted one too, asks before it takes it.
    """

    CSS_PATH = "console.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown,right", "next", show=False, id="director.next"),
        Binding("pageup,left", "back", show=False, id="director.back"),
        Binding("c", "cover", show=False, id="director.cover"),
        Binding("f9", "cover", show=False, id="director.cover_always"),
        Binding("u", "uncover", show=False, id="director.uncover"),
        Binding("f8", "uncover", show=False, id="director.uncover_always"),
        Binding("b,full_stop", "blank", show=False, id="director.blank"),
        Binding("y", "agree", show=False, id="director.agree"),
        Binding("escape", "calm", show=False, id="director.calm"),
        Binding("q", "leave", show=False, id="director.leave"),
    ]

    def __init__(
        self,
        store: Store,
        settings: Settings,
        ceremony_id: str | None = None,
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(store, settings, ceremony_id)
        self._clock = clock
        self._pressed = -GUARD_SECONDS
        self.notice = Notice()

    # What is on the screen

    def compose(self) -> ComposeResult:
        """Head, cover bar, the sheet beside the hall's picture and the next step, and the director's lines."""
        look = self.look
        yield Drawn(self._paint_head, look, id="head")
        yield Drawn(lambda canvas: standing.draw_bars(canvas, self.bars), look, id="cover")
        with Horizontal(id="body"):
            with Vertical(id="side"):
                yield Drawn(lambda canvas: drawing.draw_sheet(canvas, self.view, self.cursor), look, id="sheet")
                yield Drawn(self.paint_displays, look, id="displays")
            with Vertical(id="stage"):
                yield Drawn(lambda canvas: drawing.draw_now(canvas, self.view), look, id="now")
                yield SceneView(look, id="preview")
                yield Ahead(look, id="ahead")
                yield Drawn(lambda canvas: drawing.draw_next(canvas, self.view), look, id="next")
                yield Drawn(lambda canvas: standing.draw_card(canvas, self.card), look, id="card")
        yield Drawn(lambda canvas: drawing.draw_notice(canvas, self.notice), look, id="notice")
        yield Drawn(lambda canvas: drawing.draw_keys(canvas, self.view), look, id="keys")

    def on_mount(self) -> None:
        """Follow the stage at once where it is known whose; learn who and what there is; the clock ticks."""
        self.set_interval(1.0, self._tick)
        known = self._ceremony is not None
        if known and self._settings.acting is not None:
            self.follow()
        self.in_thread(lambda: self.post_message(ConsoleOpened(open_console(self._store, self._settings, known))), None)

    def _paint_head(self, canvas: Canvas) -> None:
        zone = self.view.zone if self.view else "UTC"
        drawing.draw_head(canvas, self.view, self._settings.moment(zone), self._settings.acting or "")

    def _tick(self) -> None:
        self.query_one("#head", Drawn).repaint()
        if self.look_at_displays():
            self.refresh_displays()

    def _repaint(self) -> None:
        self.lay_out(*self.size)
        for part in self.query(Drawn):
            part.repaint()

    def say(self, text: str, tone: drawing.Tone = "quiet", hint: str = "") -> None:
        """Tell the director something; it stays until the next thing is told."""
        self.notice = Notice(text, tone, hint)
        self.query_one("#notice", Drawn).repaint()
        self._tell_above()

    def tidings(self) -> tuple[str, bool]:
        """What a screen that lies over the console says of the hall: its cover, a warning, else the keys."""
        lang = self._settings.lang
        for bar in standing.behind_bars(self.behind, lang):
            return bar.text, True
        if self.view is not None and self.view.covered:
            return word("covered.bar", lang), True
        if self.notice.tone == "warning":
            return self.notice.text, True
        return ("", False) if self._ceremony is None else (word("covered.keys", lang), False)

    def _tell_above(self) -> None:
        for screen in self.app.screen_stack:
            if isinstance(screen, OverConsole):
                screen.tell()

    def _show(self, view: Overview) -> None:
        """Bring the console level with the stage; the picture moves only where the stage has."""
        before, self.view = self.view, view
        if before is None or (before.sequence, before.rehearsal) != (view.sequence, view.rehearsal):
            self.cursor = None
            uncovered = before is not None and before.covered and (before.cue, before.step) == (view.cue, view.step)
            already = SETTLED if before is None or uncovered else 0.0
            if before is None:  # the words of a console that is opened in the middle of a ceremony do not wait for it
                self.call_after_refresh(self._play, already)
            else:
                self._play(already)
            self.look_ahead()
        self._repaint()
        self._tell_above()

    def _play(self, already: float) -> None:
        """Show the hall's picture as it is so many seconds after its step."""
        if self.view is not None:
            hidden = self.view.covered or self.view.scene is None
            self.query_one("#preview", SceneView).play(COVER if hidden else self.view.scene, already=already)

    # Who directs what

    def on_console_opened(self, message: ConsoleOpened) -> None:
        """Ask for what the settings leave open, then follow the stage."""
        opening = message.opening
        if opening.refusal is not None:
            self.say(opening.refusal.sentence(self._settings.lang), "warning")
        if self._settings.acting is None and opening.candidates:
            self._ask_person(opening)
        else:
            if self._settings.acting is None:
                self.say(word("nobody", self._settings.lang), "warning")
            self._ask_ceremony(opening)

    def _ask_person(self, opening: Opening) -> None:
        lang = self._settings.lang
        answers = [Answer(each.name, each.name, word(f"role.{each.role}", lang)) for each in opening.candidates]

        def chosen(name: str | None) -> None:
            if name is None:
                self.dismiss()
                return
            self._settings = replace(self._settings, acting=name)
            self._ask_ceremony(opening)

        self.app.push_screen(Choosing(word("choose.person", lang), answers, lang), chosen)

    def _ask_ceremony(self, opening: Opening) -> None:
        lang = self._settings.lang
        if self._ceremony is not None:
            if not self.following:
                self.follow()
            return
        if not opening.ceremonies:
            self.say(word("no_ceremonies", lang), "warning")
            return
        answers = [
            Answer(each.id, each.title_en if lang == "en" else each.title, _about(each, lang))
            for each in opening.ceremonies
        ]

        def chosen(ceremony: str | None) -> None:
            if ceremony is None:
                self.dismiss()
                return
            self._ceremony = ceremony
            self.follow()

        self.app.push_screen(Choosing(word("choose.ceremony", lang), answers, lang), chosen)

    # Following the stage

    def on_stage_read(self, message: StageRead) -> None:
        """Show the stage as it was read, unless the console is ahead of that already."""
        view, shown = message.view, self.view
        if view.ceremony != self._ceremony or (shown is not None and view.latest < shown.latest):
            return
        moved = shown is not None and view.latest != shown.latest
        self._show(view)
        if not moved:
            self.look_ahead(moved=False)
        if moved and not self.busy:
            self._calm()
            self.say(word("elsewhere", self._settings.lang, sequence=view.sequence))
        elif shown is None and not view.closed:
            refusal = Refused("cue.open", series=view.series, period=view.period)
            self.say(refusal.sentence(self._settings.lang), "warning")

    def on_hall_behind(self, message: HallBehind) -> None:
        """Say in red that the hall cannot follow, until it is level again."""
        if (message.count, message.why) != self.behind:
            self.behind = message.count, message.why
            self._repaint()
            self._tell_above()

    # Moving the stage

    def action_next(self) -> None:
        """Take the next step, unless a question is open or the press is a slip."""
        self._press("next")

    def action_back(self) -> None:
        """Take the stage one step back; what has been published stays so."""
        self._press("back")

    def action_cover(self) -> None:
        """Cover the hall at once, whatever else is going on, and whoever has moved the stage since."""
        self._calm()
        if self.view is None or not self.view.covered:
            self.carry_out(Wish("cover"))

    def action_uncover(self) -> None:
        """Show again what the cover hides."""
        if self.view is not None and self.view.covered and not self.busy:
            self.wish(Wish("uncover", self.view.sequence, rehearsal=self.view.rehearsal))

    def action_blank(self) -> None:
        """The one button that clickers have for a dark screen: cover, and the next time uncover."""
        if self._too_fast() or self.view is None:
            return
        if self.view.covered:
            self.action_uncover()
        else:
            self.action_cover()

    def _press(self, move: str) -> None:
        if self._too_fast() or self.busy or self.view is None or self.asking or self.jumping is not None:
            return
        if move == "next" and self.waits and not displays.arrived(self.view, self.reports, self.look):
            self.say(word("displays.not_yet", self._settings.lang), "warning")
            return
        self.wish(Wish("next" if move == "next" else "back", self.view.sequence, rehearsal=self.view.rehearsal))

    def _too_fast(self) -> bool:
        """Whether this press follows the last one so closely that it cannot be meant."""
        before, self._pressed = self._pressed, self._clock()
        if self._pressed - before >= GUARD_SECONDS:
            return False
        self.say(word("ignored", self._settings.lang))
        return True

    def wish(self, wish: Wish) -> None:
        """Carry a wish out, or ask for the baton first; nothing but the baton moves by the answer."""
        if wish.rehearsal or self.holds_baton:
            self.carry_out(wish)
        else:
            self._ask_baton()

    def _ask_baton(self) -> None:
        view, lang = self.view, self._settings.lang
        if view is None or view.baton is None:
            return
        again = view.baton.person == self._settings.acting and view.baton.session != CLI
        self.asking = Wish("take")
        question = "ask.go_on" if again and view.cue is not None else "ask.baton"
        self.say(word(question, lang, **standing.baton_words(view, lang)), "warning")

    def carry_out(self, wish: Wish) -> None:
        """Have a wish carried out, without asking for the baton."""
        ceremony = self._ceremony
        if ceremony is None:
            return
        self.busy = True
        self.say(word("working", self._settings.lang), "plain")

        def deed() -> Overview:
            return carry_out(self._store, self._settings, ceremony, wish, session=self.session)

        self.in_thread(lambda: self.post_message(StageMoved(deed(), wish)), wish)

    def on_stage_moved(self, message: StageMoved) -> None:
        """Acknowledge a move that is on disk."""
        self.busy = False
        if self.view is None or message.view.latest >= self.view.latest:
            self._show(message.view)
        done = f"done.{message.wish.move}"
        known = done in catalogue("director", self._settings.lang)
        self.say(word(done if known else "arrived", self._settings.lang, sequence=message.view.sequence))

    def on_rehearsal_ended(self, message: RehearsalEnded) -> None:
        """Stand where the ceremony stands again, and tell how long the rehearsal took."""
        self.busy = False
        self._show(message.view)
        self.say(word("done.rehearsed", self._settings.lang))
        self.tell_rehearsal(message.report)

    def on_wish_refused(self, message: WishRefused) -> None:
        """Say why nothing has moved; ask for a second press where that is what it takes."""
        wish, error = message.wish, message.error
        if wish is not None:
            self.busy = False
        if wish is not None and error.key in ("cue.several", "cue.several_winners"):
            self.asking = replace(wish, yes=True)
            self.say(word(f"ask.{error.key.removeprefix('cue.')}", self._settings.lang, **error.values), "warning")
            return
        if wish is not None:
            self.read_stage()
        if error.key == "cue.baton":
            self.asking = Wish("take")
            self.say(word("ask.lost", self._settings.lang, **error.values), "warning")
            return
        self.say(error.sentence(self._settings.lang), "warning")

    def action_agree(self) -> None:
        """The second press: for a step that makes several flags public, and for the baton."""
        if self.asking is not None and not self.busy:
            wish, self.asking = self.asking, None
            self.carry_out(wish)

    def action_calm(self) -> None:
        """Put away a question or a jump that has not been made; never anything else."""
        self._calm()
        self.say("")
        self._repaint()

    def _calm(self) -> None:
        self.asking, self.jumping, self.cursor = None, None, None

    def action_leave(self) -> None:
        """Back to where one came from; the stage stays as it is."""
        self.dismiss()


def _about(choice: CeremonyChoice, lang: str) -> str:
    state = word(f"state.{choice.state}", lang, cue=choice.cue, cues=choice.cues)
    day = choice.held_on.isoformat() if choice.held_on else ""
    return "   ".join(part for part in (choice.id, day, state) if part)
