"""The cursor in the run sheet, and jumps to a cue: by the cursor, by a number, by a click."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from scoreboard.locale import listed_texts
from screens.director import run_sheet
from screens.director.drawing import Say, title_of, word
from screens.director.next_step_words import told
from screens.director.stage import ConsoleStage
from screens.director.stage_wishes import StageWish


class Jump:
    """A jump is prepared first and made by Enter. `moved` is called when the cursor is elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor(-1)", show=False, id="director.up"),
        Binding("down", "cursor(1)", show=False, id="director.down"),
        Binding("g", "jump", show=False, id="director.jump"),
        Binding("enter", "enter", show=False, id="director.enter"),
        Binding("backspace", "erase", show=False, id="director.erase"),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(10)),
    ]

    def __init__(self, stage: ConsoleStage, say: Say, moved: Callable[[], None]) -> None:
        self._stage, self._say, self._moved = stage, say, moved
        self.cursor: int | None = None
        """The cue that the director has moved to in the sheet; None while it follows the stage."""
        self.number: str | None = None
        """The number typed for a jump; None where none is being prepared."""

    def go_to(self, cue: int) -> None:
        """Move the cursor in the sheet."""
        self.cursor = cue
        self._moved()

    def forget(self) -> None:
        """Put the cursor and a jump that has not been made away."""
        self.number, self.cursor = None, None

    def put_away(self) -> None:
        """A clicker's press closes a jump that has not been made, and nothing has moved."""
        self.forget()
        self._moved()
        self._say(word("jump.closed", self._stage.lang), "warning")

    def click(self, row: int, height: int) -> None:
        """A click on a row of the sheet, which is so high, moves the cursor to the cue there."""
        view = self._stage.view
        if view is None:
            return
        number = run_sheet.first_row(view, self.cursor, height - 1) + row
        if row >= 1 and number <= len(view.lines):
            self.go_to(number)

    def action_cursor(self, by: int) -> None:
        """Move the cursor in the sheet; the stage stays."""
        view = self._stage.view
        if view is None or self._stage.asking:
            return
        place = (self.cursor or view.cue or 1) + by
        self.cursor = min(max(1, place), len(view.lines))
        if self.number is not None:
            self.number = str(self.cursor)
            self._say_where()
        self._moved()

    def action_jump(self) -> None:
        """Prepare a jump: to the cursor, or to a number that is typed."""
        if self._stage.view is not None and not self._stage.asking:
            self.number = str(self.cursor) if self.cursor else ""
            self._say_where()

    def action_digit(self, digit: int) -> None:
        """Type a digit of a cue's number."""
        if self._stage.view is None or self._stage.asking:
            return
        typed = self.number if self.number and self.number != str(self.cursor) else ""
        self.number = f"{typed}{digit}"[-3:]
        self._say_where()

    def action_erase(self) -> None:
        """Take back a digit."""
        if self.number:
            self.number = self.number[:-1]
            self._say_where()

    def action_enter(self) -> None:
        """Prepare a jump to the cursor, or make the one that is prepared."""
        view = self._stage.view
        if view is None or self._stage.asking or self._stage.busy:
            return
        if self.number is None:
            if self.cursor is not None:
                self.action_jump()
            return
        number = int(self.number or 0)
        if 1 <= number <= len(view.lines):
            self.number = None
            wish = StageWish("goto", view.sequence, number, rehearsal=view.rehearsal)
            if view.beside and self._stage.begins:
                self._stage.ask_to_begin(wish)
            else:
                self._stage.wish(wish)

    def _say_where(self) -> None:
        """Say where the jump that is being prepared leads."""
        view, lang = self._stage.view, self._stage.lang
        if view is None or self.number is None:
            return
        number, count = int(self.number or 0), len(view.lines)
        if 1 <= number <= count:
            coming = view.starts[number - 1]
            said = [text for text, tone in told(coming, lang, rehearsal=view.rehearsal) if tone != "quiet"]
            said += [word("next.uncovers", lang)] if view.hidden else []
            target = f"{title_of(coming.line, lang)}   {listed_texts(said, lang)}"
        else:
            target = word("jump.nowhere", lang, count=count) if self.number else ""
        self._say(word("jump.bar", lang, number=self.number, target=target), "gold", word("jump.hint", lang))
