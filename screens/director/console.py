"""The director's console: the run sheet, the hall's picture, what comes next, and the keys that move the stage."""

import os
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Click, Resize
from textual.screen import Screen

from scoreboard.ceremony.overview import Overview
from scoreboard.desk.named_errors import named_errors
from scoreboard.publications.contest_clock import ContestClock
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scene import Scene
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.director import banners, drawing, next_step_words, run_sheet
from screens.director.checking import Checking
from screens.director.choosing import Choice
from screens.director.clicker import Steps
from screens.director.display_grid import DisplayGrid
from screens.director.drawing import Notice, word
from screens.director.entrance import Entrance
from screens.director.following import Following
from screens.director.hall_picture import ChosenDisplay, DisplayChoice, HallPicture
from screens.director.interventions import Interventions
from screens.director.jump import Jump
from screens.director.keys import ConsoleKeys
from screens.director.next_preview import LookAhead, NextPreview
from screens.director.programming import Programming
from screens.director.questions import Questions
from screens.director.rehearsal import Rehearsing
from screens.director.rotation import Rotation
from screens.director.stage import ConsoleStage
from screens.director.step_program import StepProgram
from screens.looks import Look, look_from
from screens.palettes import RED_GOLD, theme_called
from screens.player import has_ended
from screens.widgets.canvas import Canvas
from screens.widgets.controllers import attach
from screens.widgets.drawn import Drawn
from screens.widgets.key_help import keys_told
from screens.widgets.thread_worker import ThreadWorker

SETTLED = 3600.0
"""Seconds after which every scene rests."""
LISTEN_SECONDS = 0.4
"""How often it is looked what displays report: what goes wrong with one is named within two seconds."""
WARNED_SECONDS = 30.0
"""How long a warning stays that has nothing to do with the stage."""
TALL = 30
"""Rows from which the bars and lists get more room."""
BESIDE = 44
"""Rows of a console that has room for the hall's picture and the next one below each other."""


class DirectorScreen(Screen[None]):
    """Steps one ceremony. What it shows of the hall is what the hall sees; sealed results are not in it.

    Without `ceremony_id` it asks which; without a person in the settings it asks who. `clock` gives seconds that only
    go forward, against double presses; `on_step` is a program told of each step. Each task has its own controller.
    """

    CSS_PATH = "console.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        *Steps.BINDINGS,
        *ConsoleStage.BINDINGS,
        *Jump.BINDINGS,
        *Interventions.BINDINGS,
        *DisplayGrid.BINDINGS,
        *DisplayChoice.BINDINGS,
        *Rehearsing.BINDINGS,
        *Programming.BINDINGS,
        *LookAhead.BINDINGS,
        Binding("k", "check", show=False, id="director.check"),
        Binding("escape", "calm", show=False, id="director.calm"),
        Binding("question_mark,f1", "help", show=False, id="director.help"),
        Binding("q", "leave", show=False, id="director.leave"),
    ]

    def __init__(
        self,
        store: Store,
        settings: Settings,
        ceremony_id: str | None = None,
        *,
        on_step: str = "",
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self.notice = Notice()
        self.step_program = StepProgram(on_step, settings.lang, self._warn)
        self.thread = ThreadWorker(self, "director.failed", partial(named_errors, store, settings))
        say, unsay = self.say, self.unsay
        self.stage = ConsoleStage(
            store, settings, ceremony_id, self.thread, say=say, unsay=unsay, shown=self._show, forget=self._forget
        )
        self._plays_boards = False
        self.rotation = Rotation(clock, ContestClock(settings, settings.paths.public))
        self.following = Following(self, self.stage, self._hall_changed, self._published)
        self.jump = Jump(self.stage, self.say, self._repaint_sheet)
        self.displays = DisplayGrid(self.stage, lambda: self.look, self.show_displays, self.say, self.unsay)
        self.display_choice = DisplayChoice(lambda: self.displays.reports, self._choose_display)
        self.steps = Steps(self.stage, self.jump, self.displays, say=self.say, forget=self._forget, clock=clock)
        self.questions = Questions(self, self, settings.lang)
        self.look_ahead = LookAhead(self.stage, self.thread, self._show_next)
        attach(
            self,
            self.stage,
            self.jump,
            self.displays,
            self.display_choice,
            self.steps,
            self.look_ahead,
            Programming(self.stage, self.rotation, self.questions, self.thread, self.say),
            Interventions(self.stage, self.questions, self.say),
            Rehearsing(self.stage, self.displays, self.questions, self.thread, self.say),
        )

    # What is on the screen

    def compose(self) -> ComposeResult:
        """Head, cover bar, the sheet beside the hall's picture and the next step, and the director's lines."""
        look, stage = self.look, self.stage
        yield Drawn(self._paint_head, look, id="head")
        yield Drawn(lambda canvas: banners.draw_banners(canvas, self.bars), look, id="cover")
        with Horizontal(id="body"):
            with Vertical(id="side"):
                yield Drawn(lambda canvas: run_sheet.draw_sheet(canvas, stage.view, self.jump.cursor), look, id="sheet")
                yield Drawn(self.displays.paint, look, id="displays")
            with Vertical(id="stage"):
                yield Drawn(
                    lambda canvas: drawing.draw_now(
                        canvas,
                        stage.view,
                        ahead=self._looks_ahead,
                        boards=self._plays_boards,
                        display=self.display_choice.name,
                    ),
                    look,
                    id="now",
                )
                yield HallPicture(look.but(unpaged=True), id="preview")
                yield NextPreview(look.but(unpaged=True), id="ahead")
                yield Drawn(lambda canvas: next_step_words.draw_next(canvas, stage.view), look, id="next")
                yield Drawn(lambda canvas: banners.draw_card(canvas, self.card), look, id="card")
        yield Drawn(lambda canvas: drawing.draw_notice(canvas, self.notice), look, id="notice")
        yield Drawn(lambda canvas: drawing.draw_keys(canvas, stage.view, waits=self.displays.waits), look, id="keys")

    def on_mount(self) -> None:
        """Ask who and what, then follow the stage; the clock ticks."""
        self.set_interval(1.0, self._tick)
        self.set_interval(LISTEN_SECONDS, self._listen)
        entrance = Entrance(self.stage, self.following, self.questions, say=self.say, leave=self.action_leave)
        entrance.open(self.thread)

    @property
    def look(self) -> Look:
        """The look of all that the console draws."""
        return look_from(os.environ, self.stage.lang, theme_called(self.app.theme) or RED_GOLD)

    @property
    def bars(self) -> tuple[banners.Banner, ...]:
        """What lies across the console now."""
        stage, lang = self.stage, self.stage.lang
        behind = banners.behind_banners(self.following.behind, lang, is_cut_off=self.following.is_cut_off)
        return (*behind, *banners.banners_of(stage.view, stage.person, stage.session, lang, boards=self._plays_boards))

    @property
    def card(self) -> tuple[tuple[str, str], ...]:
        """What the sheet says of the cue on the stage."""
        return banners.card_of(self.stage.view, self.stage.lang)

    def say(self, text: str, tone: drawing.Tone = "quiet", hint: str = "") -> None:
        """Tell the director something; it stays until the next thing is told."""
        self.notice = Notice(text, tone, hint, over=self.app.screen is not self)
        self.lay_out(*self.size)
        self.query_one("#notice", Drawn).repaint()
        self.questions.tell()

    def unsay(self, text: str) -> None:
        """Take a sentence back that is so no longer, unless something else has been told since."""
        if text and self.notice.text == text:
            self.say("")

    def _warn(self, text: str) -> None:
        """Tell the director something that the next step doesn't wipe away."""
        self.notify(text, severity="warning", timeout=WARNED_SECONDS, markup=False)

    def _paint_head(self, canvas: Canvas) -> None:
        view, settings = self.stage.view, self.stage.settings
        drawing.draw_head(canvas, view, settings.moment(view.zone if view else "UTC"), self.stage.person)

    def _tick(self) -> None:
        self.query_one("#head", Drawn).repaint()
        self._rotate()

    def _listen(self) -> None:
        """Take in what displays report."""
        if self.displays.read():
            self.show_displays()
            self.display_choice.renew()

    def _choose_display(self, chosen: ChosenDisplay | None) -> None:
        """Draw the hall's picture and the next one as a display shows them, and say which."""
        self.query_one(HallPicture).choose(chosen)
        self.query_one(NextPreview).choose(chosen)
        self.query_one("#now", Drawn).repaint()

    def _repaint(self) -> None:
        self.lay_out(*self.size)
        for part in self.query(Drawn):
            part.repaint()

    def _repaint_sheet(self) -> None:
        self.query_one("#sheet", Drawn).repaint()

    def show_displays(self) -> None:
        """Draw the displays' reports again, in as many rows as they need."""
        self.lay_out(*self.size)
        for part in self.query("#displays, #keys").results(Drawn):
            part.repaint()

    def on_resize(self, event: Resize) -> None:
        """The bars, the card and the displays take the room that there is."""
        self.lay_out(event.size.width, event.size.height)

    def lay_out(self, width: int, height: int) -> None:
        """Give the bars, the card and the displays their rows; hide those that have nothing to say.

        The next step stands below the hall's picture where there is room, else in its place.
        """
        tall, bars, room = height >= TALL, len(self.bars), width * 2 // 3 - 2
        cover, grid, card = self.query_one("#cover"), self.query_one("#displays"), self.query_one("#card")
        cover.display, cover.styles.height = bars > 0, 3 if tall and bars == 1 else max(1, bars)
        rows = self.displays.rows(width)
        grid.display, grid.styles.height = rows >= 0, 1 + min(max(0, rows), 8 if tall else 3)
        said = next_step_words.rows_of_next(self.stage.view, self.stage.lang, room)
        self.query_one("#next").styles.height = said + (1 if tall else 0)
        lines = banners.card_lines(self.card, room, max(2, height // 6))
        card.display, card.styles.height = bool(lines), 1 + len(lines)
        self.query_one("#notice").styles.height = drawing.rows_of_notice(self.notice, width)
        self.query_one("#ahead").display = self.look_ahead.on
        self.query_one("#preview").display = not self.look_ahead.on or height >= BESIDE

    @property
    def has_room_beside(self) -> bool:
        """Whether the hall's picture and the next one stand below each other."""
        return self.size.height >= BESIDE

    @property
    def _looks_ahead(self) -> bool:
        """Whether the next step's picture stands in the place of the hall's."""
        return self.look_ahead.on and not self.has_room_beside

    # What the stage and the hall do to it

    def _show(self, before: Overview | None, view: Overview) -> None:
        """Bring the console level with the stage; the picture moves only where the stage has."""
        moved = before is None or (before.sequence, before.rehearsal) != (view.sequence, view.rehearsal)
        if moved:
            self.jump.cursor = None
            if before is not None and not self.has_room_beside:
                self.look_ahead.on = False  # the director sees what the hall sees now
            uncovered = before is not None and before.hidden and (before.cue, before.step) == (view.cue, view.step)
            already = SETTLED if before is None or uncovered else 0.0
            if before is None:  # the words of a console that is opened in the middle of a ceremony do not wait for it
                self.call_after_refresh(self._play, already)
            else:
                self._play(already)
        self.look_ahead.look(moved=moved)
        self._repaint()
        self.questions.tell()

    def _play(self, already: float) -> None:
        """Show the hall's picture as it is so many seconds after its step."""
        view = self.stage.view
        if view is not None:
            hidden = view.covered or view.scene is None
            picture = self.query_one(HallPicture)
            picture.play(picture.cover if hidden else view.scene, already=already)
            self._rotate()

    def _published(self, reader: PublicReader) -> None:
        """Take in what the hall plays while nothing is on the stage, and once a ceremony is over."""
        self.step_program.tell(reader, self.stage.ceremony)
        self.query_one(HallPicture).take_cover(reader)
        step = reader.stage()
        over = step if step is not None and step.ceremony == self.stage.ceremony and has_ended(step) else None
        if over is not None or self.stage.view is None or self.stage.view.cue is None:
            self.rotation.take_in(reader, over)
            self.run_worker(self.rotation.read_on(), group="boards", exclusive=True, exit_on_error=False)
        else:
            self.rotation.forget()
        self._rotate()

    def _rotate(self) -> None:
        """While nothing is on the stage, show what the hall plays meanwhile, and say so."""
        view, picture, before = self.stage.view, self.query_one(HallPicture), self._plays_boards
        self._plays_boards = False
        on_stage = view is None or (view.cue is not None and not self.rotation.follows_ceremony)
        if view is not None and not on_stage and (view.to_boards or not view.covered) and picture.size:
            chosen = picture.chosen
            size, look = (picture.size, picture.look) if chosen is None else (chosen.size, chosen.look)
            scene = self.rotation.scene(size, look)
            self._plays_boards = scene is not None
            if scene is not None and scene != picture.scene:
                picture.play(scene)
        if self._plays_boards != before:
            self._hall_changed()

    def _show_next(self, scene: Scene | None) -> None:
        self.query_one(NextPreview).play(scene)
        if scene is None:
            self.lay_out(*self.size)
            self.query_one("#now", Drawn).repaint()

    def _hall_changed(self) -> None:
        """Say what the hall plays, and in red that it cannot follow, until it is level again."""
        self._repaint()
        self.questions.tell()

    # The hall, for whatever lies over the console

    def cover(self) -> None:
        """Cover the hall at once."""
        self.steps.action_cover()

    def uncover(self) -> None:
        """Show again what the cover hides."""
        self.steps.action_uncover()

    def tidings(self) -> tuple[str, bool]:
        """How the hall is: its cover, a warning, else the keys that cover it."""
        lang = self.stage.lang
        for bar in banners.behind_banners(self.following.behind, lang, is_cut_off=self.following.is_cut_off):
            return bar.text, True
        if self.stage.view is not None and self.stage.view.hidden:
            return banners.cover_banner(self.stage.view, lang, boards=self._plays_boards).text, True
        if self.notice.tone == "warning" and self.notice.over:
            return self.notice.text, True
        return ("", False) if self.stage.ceremony is None else (word("covered.keys", lang), False)

    # Keys of its own

    def on_click(self, event: Click) -> None:
        """A click on a cue moves the cursor there."""
        if event.widget is not None and event.widget.id == "sheet":
            self.jump.click(event.y, event.widget.size.height)

    def action_check(self) -> None:
        """Open the board of what stands in the way of the start."""
        stage = self.stage
        if stage.view is not None and stage.ceremony is not None and not stage.busy:
            screen = Checking(self, stage.store, stage.settings, stage.ceremony, self.look)
            self.app.push_screen(screen, lambda _: stage.read())

    def action_calm(self) -> None:
        """Put away a question, a jump that has not been made, or the preview; never anything else."""
        self._forget()
        self.look_ahead.close()
        self.say("")
        self._repaint()

    def _forget(self) -> None:
        self.stage.asking = None
        self.jump.forget()

    def action_help(self) -> None:
        """Read what every key does."""
        told = keys_told(self, lambda name: word(f"help.{name.removeprefix('director.')}", self.stage.lang))
        self.app.push_screen(ConsoleKeys(self, told, self.stage.lang))

    def action_leave(self) -> None:
        """Back to where one came from; the stage stays as it is. In the middle of a ceremony that is asked: not all
        who watch report."""
        if self.stage.is_in_the_middle:
            self.stage.ask(word("ask.leave", self.stage.lang), self.dismiss)
        else:
            self.dismiss()

    def holds_back(self, end: Callable[[], object]) -> bool:
        """Ask before the program ends in the middle of a ceremony, over whatever else is asked."""
        if not self.stage.is_in_the_middle:
            return False
        lang = self.stage.lang
        answers = [Choice(answer, word(f"quitting.{answer}", lang), "") for answer in ("stay", "quit")]

        def chosen(answer: str) -> None:
            if answer == "quit":
                end()

        self.questions.choose(word("quitting.title", lang), answers, chosen)
        return True
