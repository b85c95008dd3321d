"""All of one promise, or of one nominee, and what was reported or done about it, to be read."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from screens.desk.dialog import DeskDialog
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import ListRow, RowList


class ReportsDialog(DeskDialog[None]):
    """What one says and how it stands, over its reports, the latest first; None where it has none by nature."""

    ABOUT: ClassVar[str] = "reports"
    OF: ClassVar[str] = "promises"
    """Where the catalogue has what its list is called."""

    def __init__(self, lang: str, heading: str, facts: Sequence[str], lines: Sequence[str] | None) -> None:
        super().__init__(lang)
        self.heading, self.facts, self.lines = heading, tuple(facts), lines
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            yield PlainText("\n".join(filter(None, self.facts)) + "\n", classes="fact")
            if self.lines is not None:
                yield RowList((ListColumn(self.say(f"{self.OF}.reports")),), id="reports", beside=BESIDE)
            yield Foot()

    def on_mount(self) -> None:
        if self.lines is not None:
            reports = self.query_one("#reports", RowList)
            lines = self.lines or (self.say(f"{self.OF}.no_reports"),)
            reports.show([ListRow(at, (line,)) for at, line in enumerate(lines)])
            reports.focus()
        self.show_keys(("dialog.leave", self.say("key.leave")))


class NomineeHistoryDialog(ReportsDialog):
    """The same of a nominee: what was done about them."""

    ABOUT: ClassVar[str] = "nominee_history"
    OF: ClassVar[str] = "stars"
