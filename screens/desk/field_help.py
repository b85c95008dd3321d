"""What a field of a form is for and how it is filled, told by F1 while one is in it."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical

from screens.desk.dialog import DeskDialog
from screens.widgets.dialog import Foot, Heading
from screens.widgets.words import Words


class FieldHelpDialog(DeskDialog[None]):
    """A few sentences; any way back leads to the field."""

    def __init__(self, lang: str, label: str, sentences: Iterator[str]) -> None:
        super().__init__(lang)
        self.heading, self.sentences = self.say("form.help.title", field=label), tuple(sentences)

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            yield Words("\n".join(self.sentences), id="help", classes="fact")
            yield Foot()

    def on_mount(self) -> None:
        self.show_keys(("dialog.leave", self.say("key.back_to_form")))
