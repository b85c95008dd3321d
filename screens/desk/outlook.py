"""What a deed would do, line by line, before it is done; a key does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from scoreboard.desk.portions import Progress
from scoreboard.errors import ContestError
from screens.desk.dialog import DeskDialog
from screens.widgets.cells import width_of
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import ListRow, RowList

EDGES = 3
"""Cells of a list's line that are no text: its edges and the scroll bar."""


@dataclass(frozen=True)
class Outlook:
    """What is shown of a deed: in `fact` what is to be known of it, then its lines."""

    heading: str
    fact: str
    columns: Sequence[ListColumn] = ()
    rows: Sequence[ListRow] = ()
    """Sentences of one cell are told in full below the list."""
    key: str = ""
    """What doing it is called; empty where it can't be done."""


class OutlookDialog(DeskDialog[str]):
    """Ends with what `do` returns, once it has been done; left, nothing has changed."""

    ABOUT: ClassVar[str] = "outlook"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "carry_out", show=False, id="outlook.do")]

    def __init__(self, lang: str, outlook: Outlook, do: Callable[[Progress], str]) -> None:
        super().__init__(lang)
        self.outlook = outlook
        self._do, self._doing = do, False
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.outlook.heading)
            yield PlainText(f"{self.outlook.fact}\n", classes="fact")
            yield RowList(self.outlook.columns, id="outlook", gap=1, beside=BESIDE + self.outlook.fact.count("\n") + 2)
            yield PlainText("", id="whole", classes="fact")
            yield Foot()

    def on_mount(self) -> None:
        lines = self.query_one("#outlook", RowList)
        lines.show(self.outlook.rows)
        lines.focus()
        do = [("outlook.do", self.outlook.key)] if self.outlook.key else []
        self.show_keys(*do, ("dialog.leave", self.say("key.back_to_form" if do else "key.leave")))

    def on_row_list_moved(self) -> None:
        """A sentence that the list may have cut stands in full below it."""
        lines = self.query_one("#outlook", RowList)
        row = next((row for row in lines.rows if row.key is not None and row.key == lines.current), None)
        cut = row is not None and len(row.cells) == 1 and width_of(row.cells[0]) > lines.size.width - EDGES
        self.query_one("#whole", Static).update(row.cells[0] if row is not None and cut else "")

    def action_carry_out(self) -> None:
        """Do it, once."""
        if self._doing or not self.outlook.key:
            return
        self._doing = True
        self.tell("")

        def told(done: int, whole: int) -> None:
            self.thread.later(self.tell, self.say("outlook.under_way", done=done, count=whole))

        self.thread.do(lambda: self._do(told), self._done, self._refused)

    def _done(self, said: str) -> None:
        self.dismiss(said)

    def _refused(self, error: ContestError) -> None:
        self._doing = False
        self.refuse(error)

    def action_leave(self) -> None:
        if not self._doing:
            self.dismiss(None)

    def holds_back(self, _end: Callable[[], object]) -> bool:
        """A deed that has begun is not left in the middle."""
        if self._doing:
            self.tell(self.say("outlook.waits"))
        return self._doing
