"""All of one promise, and what was reported of it, to be read."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from screens.desk.dialog import DeskDialog
from screens.desk.promise_rows import Row, told
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.rows import ListColumn, ListRow, RowList


class ReportsDialog(DeskDialog[None]):
    """What a promise says and how it stands, over its reports, the latest first."""

    def __init__(self, lang: str, heading: str, row: Row, stands: str, lines: Sequence[str]) -> None:
        super().__init__(lang)
        self.heading, self.row, self.stands, self.lines = heading, row, stands, tuple(lines)
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            words = [
                told(self.row, self.lang),
                self.stands,
                self.row.evidence if hasattr(self.row, "evidence") else "",
            ]
            yield Static("\n".join(part for part in words if part) + "\n", classes="fact", markup=False)
            yield RowList((ListColumn(self.say("promises.reports")),), id="reports", beside=BESIDE)
            yield Foot()

    def on_mount(self) -> None:
        reports = self.query_one("#reports", RowList)
        lines = self.lines or (self.say("promises.no_reports"),)
        reports.show([ListRow(at, (line,)) for at, line in enumerate(lines)])
        reports.focus()
        self.show_keys(("dialog.leave", self.say("key.leave")))
