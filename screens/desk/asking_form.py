"""A form whose deed is looked at before it is done."""

from collections.abc import Callable, Sequence

from scoreboard.locale import Both
from screens.desk.dialog import DeskDialog
from screens.desk.form import FormDialog, FormField, Typed

Question = Callable[[], DeskDialog[str]]
"""Makes the dialog that shows what a deed would do, and does it; it ends with what was done, or with None."""
Look = Callable[[Typed], Question | str]
"""What is to be shown before it is done; or what has been done already, where there was nothing to show."""


class AskingForm(FormDialog):
    """Leads to what would be done; left there, the form is as it was. `look` works in a thread."""

    def __init__(
        self,
        lang: str,
        heading: Both,
        fact: str,
        fields: Sequence[FormField],
        look: Look,
        *,
        done: str,
    ) -> None:
        self._look: Look = look
        self._question: Question | None = None
        super().__init__(lang, heading, fact, fields, self._see, done=done)

    def _see(self, typed: Typed) -> str:
        found = self._look(typed)
        self._question = None if isinstance(found, str) else found
        return found if isinstance(found, str) else ""

    def _sent(self, answer: str) -> None:
        if self._question is None:
            self.dismiss(answer)
            return

        def answered(done: str | None) -> None:
            self.sending = False
            if done is not None:
                self.dismiss(done)

        self.app.push_screen(self._question(), answered)
