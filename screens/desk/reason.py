"""The reason for something that everybody is told of, typed on a line before it is done."""

from collections.abc import Callable

from scoreboard.locale import Both, say
from screens.desk.form import FormDialog, FormField


class ReasonDialog(FormDialog):
    """`send` does what the reason is for, in a thread; where it is refused the reason stays. Ends with its answer."""

    def __init__(self, lang: str, heading: Both, fact: str, done: str, send: Callable[[str], str]) -> None:
        field = FormField(
            "reason", say("desk.form.reason", lang), needed=True, help=say("desk.form.help_of.reason", lang)
        )
        super().__init__(lang, heading, fact, (field,), lambda typed: send(typed["reason"].strip()), done=done)
