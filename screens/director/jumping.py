"""The cursor in the run sheet, and jumps to a cue: by the cursor, by a number, by a click."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click

from screens.director import drawing
from screens.director.drawing import word
from screens.director.preparing import PreparingScreen
from screens.director.wishes import Wish
from screens.widgets.drawn import Drawn


class JumpingScreen(PreparingScreen):
    """The keys that move in the sheet. A jump is prepared first and made by Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor(-1)", show=False, id="director.up"),
        Binding("down", "cursor(1)", show=False, id="director.down"),
        Binding("g", "jump", show=False, id="director.jump"),
        Binding("enter", "enter", show=False, id="director.enter"),
        Binding("backspace", "erase", show=False, id="director.erase"),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(10)),
    ]

    cursor: int | None = None
    """The cue that the director has moved to in the sheet; None while it follows the stage."""
    jumping: str | None = None
    """The number typed for a jump; None where none is being prepared."""

    def say(self, text: str, tone: drawing.Tone = "quiet", hint: str = "") -> None:
        """Tell the director something."""
        raise NotImplementedError

    def go_to(self, cue: int) -> None:
        """Move the cursor in the sheet."""
        self.cursor = cue
        self.query_one("#sheet", Drawn).repaint()

    def action_cursor(self, by: int) -> None:
        """Move the cursor in the sheet; the stage stays."""
        if self.view is None or self.asking:
            return
        place = (self.cursor or self.view.cue or 1) + by
        self.cursor = min(max(1, place), len(self.view.lines))
        if self.jumping is not None:
            self.jumping = str(self.cursor)
            self.say_jump()
        self.query_one("#sheet", Drawn).repaint()

    def action_jump(self) -> None:
        """Prepare a jump: to the cursor, or to a number that is typed."""
        if self.view is not None and not self.asking:
            self.jumping = str(self.cursor) if self.cursor else ""
            self.say_jump()

    def action_digit(self, digit: int) -> None:
        """Type a digit of a cue's number."""
        if self.view is None or self.asking:
            return
        typed = self.jumping if self.jumping and self.jumping != str(self.cursor) else ""
        self.jumping = f"{typed}{digit}"[-3:]
        self.say_jump()

    def action_erase(self) -> None:
        """Take back a digit."""
        if self.jumping:
            self.jumping = self.jumping[:-1]
            self.say_jump()

    def action_enter(self) -> None:
        """Prepare a jump to the cursor, or make the one that is prepared."""
        if self.view is None or self.asking or self.busy:
            return
        if self.jumping is None:
            if self.cursor is not None:
                self.action_jump()
            return
        number = int(self.jumping or 0)
        if 1 <= number <= len(self.view.lines):
            self.jumping = None
            self.wish(Wish("goto", self.view.sequence, number, rehearsal=self.view.rehearsal))

    def say_jump(self) -> None:
        """Say where the jump that is being prepared leads."""
        if self.view is None or self.jumping is None:
            return
        lang, count = self._settings.lang, len(self.view.lines)
        number = int(self.jumping or 0)
        if 1 <= number <= count:
            coming = self.view.starts[number - 1]
            target = f"{drawing.title_of(coming.line, lang)}   {drawing.told(coming, lang)[0][0]}"
        else:
            target = word("jump.nowhere", lang, count=count) if self.jumping else ""
        self.say(word("jump.bar", lang, number=self.jumping, target=target), "gold", word("jump.hint", lang))

    def on_click(self, event: Click) -> None:
        """A click on a cue moves the cursor there."""
        sheet = self.query_one("#sheet", Drawn)
        if event.widget is not sheet or self.view is None:
            return
        first = drawing.first_row(self.view, self.cursor, sheet.size.height - 1)
        number = first + event.y
        if event.y >= 1 and number <= len(self.view.lines):
            self.cursor = number
            sheet.repaint()
