"""What a director does beside stepping: hold, a message to the hall, break off, publish the rest, tell a correction."""

from typing import ClassVar, Literal

from textual.binding import Binding, BindingType

from scoreboard.ceremony.events import State
from scoreboard.ceremony.overview import Overview
from screens.director.choosing import Choice
from screens.director.drawing import Say, word
from screens.director.questions import Questions
from screens.director.stage import ConsoleStage
from screens.director.stage_wishes import StageWish

Stop = Literal["resume", "take_back", "postpone", "abort", "publish"]

OFFERED: dict[State, tuple[Stop, ...]] = {
    State.GOING: ("postpone", "abort", "publish", "take_back"),
    State.HELD: ("resume", "postpone", "abort", "publish", "take_back"),
    State.POSTPONED: ("resume", "abort", "publish"),
    State.ABORTED: ("resume", "publish"),
}
"""What the menu offers in which state."""


class Interventions:
    """The keys beside the steps. Each asks for the baton first, and then for words; none is taken in a rehearsal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hold", show=False, id="director.hold"),
        Binding("m", "message", show=False, id="director.message"),
        Binding("x", "menu", show=False, id="director.menu"),
        Binding("o", "correction", show=False, id="director.correction"),
    ]

    def __init__(self, stage: ConsoleStage, questions: Questions, say: Say) -> None:
        self._stage, self._questions, self._say = stage, questions, say

    def action_hold(self) -> None:
        """Hold the ceremony, or let it go on; what was broken off goes on by the menu, with a reason."""
        view = self._stage.free
        if view is None:
            return
        if view.state is State.GOING:
            self._stage.wish(StageWish("hold"))
        elif view.state is State.HELD:
            self._stage.wish(StageWish("resume"))
        else:
            self.action_menu()

    def action_message(self) -> None:
        """Type words for the hall; none take them away again. On a cover they are all that the hall reads."""
        view, lang = self._stage.free, self._stage.lang
        if view is None or self._stage.refuses() or self._stage.lacks_baton():
            return

        def typed(text: str) -> None:
            if self._stage.view is not None:
                self._stage.wish(StageWish("message", self._stage.view.sequence, text=text))

        question = word("type.message_on_cover" if view.hidden else "type.message", lang)
        self._questions.write(question, typed, needed=False, value=self._stage.typed.get("message", ""))

    def action_correction(self) -> None:
        """Ask whether the hall is to be told of a correction of what was announced: the first that it does not know."""
        view = self._stage.free
        if view is None:
            return
        if not view.corrections:
            self._say(word("refused.no_correction", self._stage.lang))
        elif view.hidden:
            self._say(word("refused.correction_covered", self._stage.lang), "warning")
        else:
            (name, name_en), lang = view.corrections[0], self._stage.lang
            wish = StageWish("correction", view.sequence)
            question = word("ask.correction", lang, name=name_en if lang == "en" else name)
            self._stage.ask(question, lambda: self._stage.wish(wish))

    def action_menu(self) -> None:
        """Choose what leaves the sheet, then type its reason."""
        view, lang = self._stage.free, self._stage.lang
        if view is None or self._stage.refuses() or self._stage.lacks_baton():
            return
        idle = {"publish"} if not view.left else set()
        idle |= {"take_back"} if not view.only_title else set()
        idle |= {"postpone", "abort"} if view.has_ended else set()
        offered = [move for move in OFFERED[view.state] if move not in idle]
        if not offered:
            self._say(word("refused.over_covered" if view.hidden else "refused.over", lang), "warning")
            return
        answers = [
            Choice(move, word(f"menu.{move}", lang), word(f"about.{_about(move, view)}", lang)) for move in offered
        ]

        def chosen(answer: str) -> None:
            self._ask_reason(next(move for move in offered if move == answer))

        self._questions.choose(word("choose.menu", lang), answers, chosen)

    def _ask_reason(self, move: Stop) -> None:
        lang = self._stage.lang
        question = word("type.reason", lang, deed=word(f"menu.{move}", lang))

        def typed(reason: str) -> None:
            wish = StageWish(move, text=reason)
            if move == "publish" and self._stage.view is not None:
                self._stage.typed[move] = reason
                question = word("ask.publish_rest", lang, what=self._stage.view.left.said(lang))
                self._stage.ask(question, lambda: self._stage.wish(wish))
            else:
                self._stage.wish(wish)

        self._questions.write(question, typed, needed=True, value=self._stage.typed.get(move, ""))


def _about(move: Stop, view: Overview) -> str:
    """What a move says of itself: before the start nothing is covered; a closing at the end is shown by publishing."""
    if move in ("postpone", "abort") and view.cue is None:
        return f"{move}_before"
    return "publish_closing" if move == "publish" and view.lines[-1].kind == "closing" else move
