"""The clicker: on, back, cover, uncover; a press that follows the last one too closely is taken for a slip."""

from collections.abc import Callable
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType

from screens.director.display_grid import DisplayGrid
from screens.director.drawing import Say, word
from screens.director.jump import Jump
from screens.director.stage import ConsoleStage
from screens.director.stage_wishes import StageWish

GUARD_SECONDS = 0.6
"""A second press within this time is taken for a slip of the finger; it begins again with each such press."""


class Steps:
    """Each press is one step; of a ceremony's first one it is asked once whether it is meant.

    The cover comes at once, whatever else is going on. `clock` gives seconds that only go forward, for the guard
    against double presses.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown,right", "next", show=False, id="director.next"),
        Binding("pageup,left", "back", show=False, id="director.back"),
        Binding("c", "cover", show=False, id="director.cover"),
        Binding("f9", "cover", show=False, id="director.cover_always"),
        Binding("u", "uncover", show=False, id="director.uncover"),
        Binding("f8", "uncover", show=False, id="director.uncover_always"),
        Binding("b,full_stop", "blank", show=False, id="director.blank"),
    ]

    def __init__(
        self,
        stage: ConsoleStage,
        jump: Jump,
        displays: DisplayGrid,
        *,
        say: Say,
        forget: Callable[[], None],
        clock: Callable[[], float],
    ) -> None:
        self._stage, self._jump, self._displays = stage, jump, displays
        self._say, self._forget, self._clock = say, forget, clock
        self._pressed = -GUARD_SECONDS
        self._beginning: StageWish | None = None
        """The first step, of which it was asked whether it is meant."""

    def action_next(self) -> None:
        """Take the next step, unless a question is open or the press is a slip."""
        self._press("next")

    def action_back(self) -> None:
        """Take the stage one step back; what has been published stays so."""
        self._press("back")

    def action_cover(self) -> None:
        """Cover the hall at once, whatever else is going on, and whoever has moved the stage since."""
        self._forget()
        if self._stage.view is None or not self._stage.view.covered:
            self._stage.carry_out(StageWish("cover"))

    def action_uncover(self) -> None:
        """Show again what the cover hides."""
        view = self._stage.view
        if view is not None and view.hidden and not self._stage.busy:
            self._stage.wish(StageWish("uncover", view.sequence, rehearsal=view.rehearsal))

    def action_blank(self) -> None:
        """The one button that clickers have for a dark screen: cover, and the next time uncover."""
        if self._too_fast() or self._stage.view is None:
            return
        if self._stage.view.hidden:
            self.action_uncover()
        else:
            self.action_cover()

    def _press(self, move: Literal["next", "back"]) -> None:
        stage = self._stage
        if self._too_fast() or stage.busy or stage.view is None:
            return
        if stage.asking is not None:
            if stage.asking == self._beginning and move == "next":
                stage.action_agree()  # a clicker has no other key
            return
        if self._jump.number is not None:
            self._jump.put_away()
            return
        if move == "next" and self._displays.holds_back():
            self._say(self._displays.awaited(), "warning")
            return
        wish = StageWish(move, stage.view.sequence, rehearsal=stage.view.rehearsal)
        if move == "next" and stage.begins and stage.hindered_start:
            stage.say_refused(stage.hindered_start)
            stage.read()
        elif move == "next" and stage.begins:
            self._beginning = wish
            stage.ask_to_begin(wish)
        else:
            stage.wish(wish)

    def _too_fast(self) -> bool:
        """Whether this press follows the last one so closely that it cannot be meant."""
        before, self._pressed = self._pressed, self._clock()
        if self._pressed - before >= GUARD_SECONDS:
            return False
        if self._stage.asking is None:  # what is asked stays to be read
            self._say(word("ignored", self._stage.lang))
        return True
