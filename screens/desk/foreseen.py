"""What a decision would change, board by board, before it is done; a key does it as it was seen."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from scoreboard.desk.foreseeing import Foreseen
from scoreboard.desk.foreseen_words import ToldDifference, told, told_doubts
from scoreboard.errors import ContestError
from scoreboard.locale import say
from screens.desk.dialog import DeskDialog
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import ListRow, RowList, heading_rows

COLUMNS = ("where", "what", "before", "after")
FRAME = 10
"""Columns of the screen beside the list."""
PARTS = 5
"""What is told in the other columns takes no more than this part of the screen each."""


class ForeseenDialog(DeskDialog[str]):
    """Ends with what `do` returns once it has been done; left, nothing has changed.

    Where it would change something else by now, that is shown instead, and has to be seen first.
    """

    ABOUT: ClassVar[str] = "foreseen"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "carry_out", show=False, id="foreseen.do")]

    def __init__(
        self,
        lang: str,
        heading: str,
        seen: Foreseen,
        *,
        look: Callable[[], Foreseen],
        do: Callable[[Foreseen], str],
    ) -> None:
        super().__init__(lang)
        self.heading, self.seen = heading, seen
        self._look, self._do, self._doing = look, do, False
        self._lines: dict[int, ToldDifference] = {}
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            yield RowList((), id="foreseen", gap=1, beside=BESIDE)
            yield PlainText("", id="whole", classes="fact")
            yield Foot()

    def on_mount(self) -> None:
        self._show()
        self.query_one("#foreseen").focus()
        self.show_keys(("foreseen.do", self.say("key.carry_out")), ("dialog.leave", self.say("key.back_to_form")))

    def _show(self) -> None:
        self._lines = {}
        rows: list[ListRow] = []
        for doubt in told_doubts(self.seen, self.lang):
            rows += heading_rows(doubt, self.app.size.width - FRAME, "warn")
        for section in told(self.seen, self.lang):
            rows += heading_rows(section.heading, self.app.size.width - FRAME)
            for line in section.lines:
                at = len(self._lines)
                self._lines[at] = line
                rows.append(ListRow(at, (line.where, line.what, line.before, line.after)))
            if section.more:
                rows.append(ListRow(None, (section.more, "", "", ""), "quiet"))
        if not self.seen.sections:
            rows.append(ListRow(None, (say("foresee.nothing", self.lang),), "heading"))
        found = self.query_one("#foreseen", RowList)
        found.give_columns(self._columns())
        found.show(rows)

    def _columns(self) -> list[ListColumn]:
        """Columns as wide as what stands in them, up to a part of the screen; the first has the rest."""
        most = self.app.size.width // PARTS
        titles = [say(f"foresee.column.{name}", self.lang) for name in COLUMNS]
        return [ListColumn(title, most if at else 0) for at, title in enumerate(titles)]

    def on_row_list_moved(self) -> None:
        """What the columns may have cut stands in full below the list."""
        current = self.query_one("#foreseen", RowList).current
        line = self._lines.get(current) if isinstance(current, int) else None
        words = "" if line is None else self.say("decision.line", **vars(line))
        self.query_one("#whole", Static).update(words)

    def action_carry_out(self) -> None:
        """Do it, once."""
        if self._doing:
            return
        self._doing = True
        self.tell("")
        self.thread.do(lambda: self._do(self.seen), self._done, self._refused)

    def _done(self, done: str) -> None:
        self.dismiss(done)

    def _refused(self, error: ContestError) -> None:
        self._doing = False
        self.refuse(error)
        if error.key == "foresee.moved":
            self.thread.do(self._look, self._see_again, self.refuse)

    def _see_again(self, seen: Foreseen) -> None:
        self.seen = seen
        self._show()

    def action_leave(self) -> None:
        if not self._doing:
            self.dismiss(None)
