"""What is asked before the console can follow a stage: who directs, and which ceremony."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from scoreboard.ceremony.overview import CeremonyChoice
from scoreboard.desk.named_errors import named_errors
from screens.director.choosing import Choice
from screens.director.drawing import Say, word
from screens.director.following import Following
from screens.director.questions import Questions
from screens.director.stage import ConsoleStage
from screens.director.stage_wishes import ConsoleOpening, open_console
from screens.widgets.thread_worker import ThreadWorker


class Entrance:
    """Asks for what the settings leave open, then follows the stage; whoever answers nothing leaves by `leave`."""

    def __init__(
        self,
        stage: ConsoleStage,
        following: Following,
        questions: Questions,
        *,
        say: Say,
        leave: Callable[[], None],
    ) -> None:
        self._stage, self._following, self._questions = stage, following, questions
        self._say, self._leave = say, leave

    def open(self, thread: ThreadWorker) -> None:
        """Follow the stage at once where it is known whose; learn who and what there is."""
        stage, known = self._stage, self._stage.ceremony is not None
        if known and stage.settings.acting is not None:
            self._following.begin()
        thread.do(
            lambda: self._named(open_console(stage.store, stage.settings, stage.ceremony)),
            self._opened,
            partial(stage.refused, None),
        )

    def _named(self, opening: ConsoleOpening) -> ConsoleOpening:
        """The same, with why somebody may not direct said by names."""
        if opening.refusal is None:
            return opening
        return replace(opening, refusal=named_errors(self._stage.store, self._stage.settings, opening.refusal))

    def _opened(self, opening: ConsoleOpening) -> None:
        nobody = self._stage.settings.acting is None
        self._stage.refusal = opening.refusal
        if opening.refusal is not None:
            self._say(opening.refusal.sentence(self._stage.lang), "warning")
        if nobody and opening.candidates:
            self._ask_person(opening)
            return
        if nobody:
            self._say(word("nobody", self._stage.lang), "warning")
        self._ask_ceremony(opening)

    def _ask_person(self, opening: ConsoleOpening) -> None:
        stage, lang = self._stage, self._stage.lang
        answers = [Choice(each.name, each.name, word(f"role.{each.role}", lang)) for each in opening.candidates]

        def chosen(name: str) -> None:
            stage.settings, stage.refusal = replace(stage.settings, acting=name), None
            self._ask_ceremony(opening)

        self._questions.choose(word("choose.person", lang), answers, chosen, self._leave)

    def _ask_ceremony(self, opening: ConsoleOpening) -> None:
        stage, lang = self._stage, self._stage.lang
        if stage.ceremony is not None:
            if not self._following.begun:
                self._following.begin()
            return
        ceremonies = opening.ceremonies_of(stage.settings.acting)
        if not ceremonies:
            self._say(word("no_ceremonies", lang), "warning")
            return
        answers = [
            Choice(each.id, each.title_en if lang == "en" else each.title, _about(each, lang)) for each in ceremonies
        ]

        def chosen(ceremony: str) -> None:
            stage.ceremony = ceremony
            self._following.begin()

        self._questions.choose(word("choose.ceremony", lang), answers, chosen, self._leave)


def _about(choice: CeremonyChoice, lang: str) -> str:
    state = word(f"state.{choice.state}", lang, cue=choice.cue, cues=choice.cues)
    day = choice.held_on.isoformat() if choice.held_on else ""
    return "   ".join(part for part in (choice.id, day, state) if part)
