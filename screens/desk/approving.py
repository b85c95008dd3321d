"""Asking who else approves a deed for which a seal wants a second signature; what has been typed waits below."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.screen import Screen

from scoreboard.desk.decision_choices import DecisionChoices
from scoreboard.errors import ContestError
from scoreboard.locale import in_both, say
from screens.desk.decision_fields import DecisionFields, Start, several
from screens.desk.form import FormDialog, Typed
from screens.desk.star_desk import NEEDS_APPROVAL, StarDesk
from screens.widgets.thread_worker import ThreadWorker

Answer = TypeVar("Answer")


def do_with_approval(
    screen: Screen[Any],
    thread: ThreadWorker,
    desk: StarDesk,
    deed: Callable[[tuple[str, ...]], Answer],
    done: Callable[[Answer], None],
    refuse: Callable[[ContestError], None],
) -> None:
    """Do a deed, which is given who approves it: nobody at first, and where a seal wants it whoever is then named."""
    lang = desk.workplace.settings.lang

    def refused(error: ContestError) -> None:
        if error.key in NEEDS_APPROVAL:
            thread.do(desk.approvers, lambda choices: ask(choices, error), refuse)
        else:
            refuse(error)

    def ask(choices: DecisionChoices, error: ContestError) -> None:
        answers: list[Answer] = []

        def send(typed: Typed) -> str:
            answers.append(deed(several(typed["approved_by"])))
            return ""

        def sent(said: str | None) -> None:
            if said is not None:
                done(answers[-1])

        fields = (DecisionFields(lang, choices, Start()).approvers(needed=True),)
        heading, fact = (
            in_both("desk.approving.title"),
            say("desk.approving.fact", lang, ceremony=error.values["ceremony"]),
        )
        screen.app.push_screen(FormDialog(lang, heading, fact, fields, send), sent)

    thread.do(lambda: deed(()), done, refused)
