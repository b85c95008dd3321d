"""Somebody else has changed the cell: take theirs, or overwrite it knowingly (S12)."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from scoreboard.desk.sheet_cells import SheetCell
from screens.desk.dialog import DeskDialog
from screens.desk.sentences import local_time
from screens.desk.unsaved_scores import Held
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import ListRow, RowList

THEIRS, MINE = "theirs", "mine"


class ConflictDialog(DeskDialog[str]):
    """The result is THEIRS (the default), MINE, or None to decide later.

    Digits of somebody who types on without looking up are not taken for an answer, nor is the Enter after them.
    """

    ABOUT: ClassVar[str] = "conflict"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", f"answer('{THEIRS}')", show=False, id="conflict.theirs"),
        Binding("o", f"answer('{MINE}')", show=False, id="conflict.overwrite"),
    ]

    def __init__(self, lang: str, place: str, held: Held, theirs: SheetCell, zone: str) -> None:
        super().__init__(lang)
        self.heading = self.say("conflict.title", place=place)
        self.held, self.theirs, self.zone = held, theirs, zone
        self.typing_on = False

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            at = local_time(self.theirs.entered_at, self.zone) if self.theirs.entered_at else "-"
            nothing = self.say("cell.none")
            seen = self.say("conflict.seen", version=self.held.version, score=self.held.before or nothing)
            yield PlainText(seen if self.held.version else self.say("conflict.seen_nothing"), classes="fact")
            yield PlainText(
                self.say(
                    "conflict.now",
                    version=self.theirs.version,
                    score=self.theirs.text or nothing,
                    who=self.theirs.entered_by or "-",
                    at=at,
                ),
                classes="fact",
                id="theirs",
            )
            yield PlainText(self.say("conflict.typed", score=self.held.text or nothing), classes="fact")
            yield Static("", classes="fact")
            yield RowList((ListColumn("", 3), ListColumn()), id="choices", beside=BESIDE)
            yield Foot()

    def on_mount(self) -> None:
        nothing = self.say("cell.none")
        choices = self.query_one("#choices", RowList)
        choices.show(
            [
                ListRow(THEIRS, ("t", self.say("conflict.take", score=self.theirs.text or nothing))),
                ListRow(MINE, ("o", self.say("conflict.overwrite", score=self.held.text or nothing))),
            ]
        )
        choices.focus()
        self.show_keys(("Enter", self.say("key.choose")), ("dialog.leave", self.say("key.later")))

    def on_key(self, event: events.Key) -> None:
        if event.character is not None and event.character in "0123456789.":
            event.stop()
            self.typing_on = True
            self.tell(self.say("conflict.typing_on"))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        if self.typing_on:
            self.typing_on = False
            return
        self.dismiss(str(event.key))

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)
