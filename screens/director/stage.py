"""The stage of one ceremony as a console sees it, and the wishes by which it is moved."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar
from uuid import uuid4

from textual.binding import Binding, BindingType

from scoreboard.ceremony.events import CLI, State
from scoreboard.ceremony.overview import Overview
from scoreboard.errors import ContestError, Refused
from scoreboard.locale import Both, catalogue, in_language, listed
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.director import banners, stage_wishes
from screens.director.drawing import Say, Unsay, refusal_words, word
from screens.director.next_step_words import hindrance_words
from screens.director.stage_wishes import StageWish
from screens.widgets.thread_worker import ThreadWorker

Shown = Callable[[Overview | None, Overview], None]
"""Shows how the stage stands: what was shown before, and what is to be."""


ASKED = ("cue.several", "cue.several_winners", "cue.stars_left", "cue.flags_and_stars_left")
"""The refusals that a second press overrules."""


class ConsoleStage:
    """Moves the stage only while its console holds the baton: the first one to move has it, and one that comes later,
    a restarted one too, asks before it takes it. `forget` puts away what the director has begun to ask for."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "agree", show=False, id="director.agree")]

    def __init__(
        self,
        store: Store,
        settings: Settings,
        ceremony: str | None,
        thread: ThreadWorker,
        *,
        say: Say,
        unsay: Unsay,
        shown: Shown,
        forget: Callable[[], None],
    ) -> None:
        self.store, self.settings, self.ceremony = store, settings, ceremony
        self.session = uuid4().hex[:12]
        """Tells this console apart from every other, also from an earlier one of the same person."""
        self.view: Overview | None = None
        """What the console shows; None until the stage has been read."""
        self.busy = False
        """Whether a move is on its way to the stage."""
        self.refusal: ContestError | None = None
        """Why whoever looks on may not direct; None where they may."""
        self.asking: StageWish | Callable[[], object] | None = None
        """A wish, or a deed beside the stage, that waits for a second press."""
        self.typed: dict[str, str] = {}
        """What has been typed for moves, by their names, until they are carried out: one that is refused, or waits for
        the baton, begins with it again."""
        self._refusal_told = ""
        """The last sentence that refused a move."""
        self._thread, self._say, self._unsay, self._shown, self._forget = thread, say, unsay, shown, forget

    @property
    def lang(self) -> str:
        """The language that the console speaks."""
        return self.settings.lang

    @property
    def person(self) -> str:
        """Who directs, as the journal names them; empty while nobody is chosen."""
        return self.settings.acting or ""

    @property
    def free(self) -> Overview | None:
        """What is shown, unless a question or a move is open or a rehearsal is running."""
        waiting = self.busy or self.asking is not None or (self.view is not None and self.view.rehearsal)
        return None if waiting else self.view

    @property
    def holds_baton(self) -> bool:
        """Whether this console may move the stage without asking for the baton."""
        return self.view is None or banners.may_move(self.view, self.person, self.session)

    @property
    def is_in_the_middle(self) -> bool:
        """Whether the ceremony has begun and is not over."""
        return self.view is not None and self.view.cue is not None and self.view.next is not None

    @property
    def begins(self) -> bool:
        """Whether a step forward is the ceremony's first, in earnest, and nothing stands in its way."""
        view = self.view
        if view is None or view.rehearsal or view.cue is not None or not view.closed:
            return False
        return view.state is State.GOING and self.holds_baton and self.refusal is None

    @property
    def hindered_start(self) -> str:
        """Why the ceremony cannot begin, as far as is known; empty where nothing stands in its way."""
        view = self.view
        return " ".join(hindrance_words(view, self.lang)) if view is not None and view.hindered else ""

    def refuses(self) -> bool:
        """Whether whoever looks on may not direct; says so, before they are asked for words."""
        if self.refusal is not None:
            self._say(self.refusal.sentence(self.lang), "warning")
        return self.refusal is not None

    def lacks_baton(self) -> bool:
        """Whether the baton is elsewhere; asks for it, before the director is asked for words."""
        if not self.holds_baton:
            self._ask_baton()
        return not self.holds_baton

    # Seeing how it stands

    def read(self) -> None:
        """Read the stage in a thread, and show it."""
        ceremony, person = self.ceremony, self.settings.acting
        if ceremony is not None:
            self._thread.do(
                lambda: stage_wishes.read(self.store, ceremony, person, settings=self.settings),
                self._take_read,
                partial(self.refused, None),
            )

    def _take_read(self, view: Overview) -> None:
        """Show the stage as it was read, unless the console is ahead of that already."""
        shown = self.view
        if view.ceremony != self.ceremony or (shown is not None and view.latest < shown.latest):
            return
        moved = shown is not None and view.latest != shown.latest
        self.show(view)
        if moved and not self.busy:
            self._forget()
            self._say(word("elsewhere", self.lang, sequence=view.sequence))
        elif shown is None and not view.closed:
            self._warn_of(Refused("cue.open", series=view.series, period=view.period))

    def _warn_of(self, refusal: Refused) -> None:
        """Say what stands in the way, by the names that a thread finds."""

        def find() -> None:
            raise refusal

        self._thread.do(find, lambda _: None, lambda error: self._say(refusal_words(error, self.lang), "warning"))

    def show(self, view: Overview) -> None:
        """Bring the console level with the stage."""
        before, self.view = self.view, view
        if before is not None and (before.state, before.closed, before.hindered) != (
            view.state,
            view.closed,
            view.hindered,
        ):
            self._unsay(self._refusal_told)
        self._shown(before, view)

    def ask(self, question: str, agreed: StageWish | Callable[[], object]) -> None:
        """Ask for a second press before what a slip of the finger must not do."""
        self.asking = agreed
        self._say(question, "warning")

    def ask_to_begin(self, wish: StageWish) -> None:
        """Ask whether a ceremony's first step is meant, with what else is being held."""
        beside = self.view.beside if self.view is not None else ()
        names = listed((name.said(self.lang) for name in beside), self.lang)
        self.ask(word("ask.begin_beside" if beside else "ask.begin", self.lang, names=names, count=len(beside)), wish)

    # Moving it

    def wish(self, wish: StageWish) -> None:
        """Carry a wish out, or ask for the baton first; nothing but the baton moves by the answer."""
        if wish.text:
            self.typed[wish.move] = wish.text
        if not (wish.rehearsal or self.holds_baton):
            self._ask_baton(forward=wish.move == "next")
        elif overall := self._overall_flags_of(wish):
            names = listed((flag.said(self.lang) for flag in overall), self.lang)
            self.ask(word("ask.overall", self.lang, names=names), lambda: self.carry_out(wish))
        else:
            self.carry_out(wish)

    def _overall_flags_of(self, wish: StageWish) -> tuple[Both, ...]:
        """The flags of the overall table that a step would hand over, where those are several."""
        view = self.view
        if view is None or wish.rehearsal or view.state is not State.GOING or wish.move not in ("next", "goto"):
            return ()
        coming = view.next if wish.move == "next" else view.starts[wish.number - 1]
        return coming.overall if coming is not None and len(coming.overall) > 1 else ()

    def _ask_baton(self, *, forward: bool = False) -> None:
        view = self.view
        if view is None or view.baton is None:
            return
        if forward and view.has_ended:
            self._say(word("ended", self.lang), "warning")
            return
        again = view.baton.person == self.settings.acting and view.baton.session != CLI
        question = "ask.go_on" if again and view.cue is not None else "ask.baton"
        self.ask(word(question, self.lang, **banners.baton_words(view, self.lang)), StageWish("take"))

    def carry_out(self, wish: StageWish) -> None:
        """Have a wish carried out, without asking for the baton."""
        ceremony = self.ceremony
        if ceremony is None:
            return
        self.busy = True
        self._say(word("working", self.lang), "plain")

        def deed() -> Overview:
            return stage_wishes.carry_out(self.store, self.settings, ceremony, wish, session=self.session)

        self._thread.do(deed, partial(self._moved, wish), partial(self.refused, wish))

    def _moved(self, wish: StageWish, view: Overview) -> None:
        """Acknowledge a move that is on disk."""
        self.busy = False
        self.typed.pop(wish.move, None)
        if self.view is None or view.latest >= self.view.latest:
            self.show(view)
        taken_away = wish.move == "message" and not wish.text
        done = "done.message_away" if taken_away else f"done.{wish.move}"
        stopped = f"done.{wish.move}_{view.state}"
        texts = catalogue("director", self.lang)
        path = stopped if stopped in texts else done if done in texts else "arrived"
        self._say(word(path, self.lang, sequence=view.sequence))

    def refused(self, wish: StageWish | None, error: ContestError) -> None:
        """Say why nothing has moved; ask for a second press where that is what it takes. No wish: reading failed."""
        if wish is not None:
            self.busy = False
        if wish is not None and error.key in ASKED:
            values = {name: in_language(value, self.lang) for name, value in error.values.items()}
            question = word(f"ask.{error.key.removeprefix('cue.')}", self.lang, **values)
            self.ask(question, replace(wish, yes=True))
            return
        if wish is not None:
            self.read()
        if error.key == "cue.baton":
            self.ask(word("ask.lost", self.lang, **error.values), StageWish("take"))
            return
        self.say_refused(refusal_words(error, self.lang))

    def say_refused(self, sentence: str) -> None:
        """Say why a move is refused, as long as that is so."""
        self._refusal_told = sentence
        self._say(sentence, "warning")

    def action_agree(self) -> None:
        """The second press: for a step that makes several flags public, for the baton, and whatever else was asked."""
        if self.asking is None or self.busy:
            return
        agreed, self.asking = self.asking, None
        if isinstance(agreed, StageWish):
            self.carry_out(agreed)
        else:
            agreed()
