"""What a director does ahead of a step: the check before the start, a rehearsal, a look at the next step."""

import os
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from scoreboard.ceremony.direction import after
from scoreboard.ceremony.overview import Overview
from scoreboard.ceremony.previewing import preview
from scoreboard.ceremony.rehearsal import RehearsalReport
from screens.director.ahead import Ahead
from screens.director.checking import Checking
from screens.director.choosing import Answer, Choosing
from screens.director.drawing import kind_of, lasting, name_of, word
from screens.director.intervening import InterveningScreen
from screens.director.wishes import Wish, end_rehearsal
from screens.hall import Payload
from screens.themes import CEREMONY, THEMES, Look, look_from

BESIDE = 44
"""Rows of a console that has room for the hall's picture and the next one below each other."""


class NextSeen(Message):
    """What the step after an overview would show; None where no step can be taken."""

    def __init__(self, latest: int, scene: Payload | None) -> None:
        super().__init__()
        self.latest, self.scene = latest, scene


class RehearsalEnded(Message):
    """A rehearsal is over; the displays are back at the real stage."""

    def __init__(self, view: Overview, report: RehearsalReport) -> None:
        super().__init__()
        self.view, self.report = view, report


class PreparingScreen(InterveningScreen):
    """The keys of preparation. The next step's result is in the console only while the director looks ahead."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "check", show=False, id="director.check"),
        Binding("r", "rehearse", show=False, id="director.rehearse"),
        Binding("v", "look_ahead", show=False, id="director.ahead"),
    ]

    looks_ahead = False
    """Whether the next step is shown as the hall would see it."""

    @property
    def look(self) -> Look:
        """The look of all that the console draws."""
        return look_from(os.environ, self._settings.lang, THEMES.get(self.app.theme, CEREMONY))

    def carry_out(self, wish: Wish) -> None:
        """Have a wish carried out for which nobody needs the baton."""
        raise NotImplementedError

    def go_to(self, cue: int) -> None:
        """Move the cursor in the sheet."""
        raise NotImplementedError

    def action_check(self) -> None:
        """Open the board of what stands in the way of the start."""
        if self.view is not None and self._ceremony is not None and not self.busy:
            screen = Checking(self._store, self._settings, self._ceremony, self.look)
            self.app.push_screen(screen, lambda _: self.read_stage())

    def action_rehearse(self) -> None:
        """Begin a rehearsal, or end the one that is running and see how long it took."""
        view, ceremony = self.view, self._ceremony
        if view is None or ceremony is None or self.busy or self.asking is not None:
            return
        if not view.rehearsal:
            self.carry_out(Wish("next", rehearsal=True))
            return
        self.busy = True
        wish = Wish("end")
        self.in_thread(
            lambda: self.post_message(RehearsalEnded(*end_rehearsal(self._store, self._settings, ceremony))), wish
        )

    def tell_rehearsal(self, report: RehearsalReport) -> None:
        """Show how long a rehearsal took and its slowest cues; choosing one moves the cursor there."""
        lang, view = self._settings.lang, self.view
        if view is None:
            return
        answers = []
        for one in report.slowest:
            line = view.lines[one.number - 1]
            name = "  ".join(part for part in (str(one.number), kind_of(line, lang), name_of(line, lang)) if part)
            times = {"taken": lasting(one.taken), "planned": lasting(one.planned)}
            answers.append(Answer(str(one.number), name, word("rehearsal.cue", lang, **times)))
        times = {"taken": lasting(report.taken), "planned": lasting(report.planned)}
        question = word("rehearsal.done", lang, steps=report.steps, **times)

        def chosen(number: str | None) -> None:
            if number is not None:
                self.go_to(int(number))

        self.app.push_screen(Choosing(question, answers, lang), chosen)

    def action_look_ahead(self) -> None:
        """Show the next step as the hall would see it, or no longer."""
        if self.view is None:
            return
        self.looks_ahead = not self.looks_ahead
        self.look_ahead()

    def look_ahead(self, *, moved: bool = True) -> None:
        """Find out what the next step would show, if that is wanted.

        Where the stage has `moved`, what was shown of the last one is gone at once.
        """
        view, ceremony = self.view, self._ceremony
        if moved:
            self.query_one(Ahead).play(None)
            self.lay_out(*self.size)
        if not self.looks_ahead or view is None or ceremony is None or view.next is None or view.rehearsal:
            return

        def deed() -> None:
            self.post_message(NextSeen(view.latest, preview(self._store, self._settings, ceremony, after)))

        self.in_thread(deed, None)

    def on_next_seen(self, message: NextSeen) -> None:
        """Show the next step, unless the stage has moved on since."""
        if self.looks_ahead and self.view is not None and message.latest == self.view.latest:
            self.query_one(Ahead).play(message.scene)

    def lay_out(self, width: int, height: int) -> None:
        """Show the next step below the hall's picture where there is room, else in its place."""
        super().lay_out(width, height)
        self.query_one(Ahead).display = self.looks_ahead
        self.query_one("#preview").display = not self.looks_ahead or height >= BESIDE
