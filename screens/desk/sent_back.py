"""What reviewers have sent back, with their notes; each line leads to its cell."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from scoreboard.desk.sheet_cells import Place, SheetCell
from scoreboard.desk.worksheet import Worksheet
from screens.desk.dialog import DeskDialog
from screens.desk.sentences import back_words, place_words
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import ListRow, RowList


class SentBackDialog(DeskDialog[Place]):
    """Ends with the cell that is to be entered anew, or without one."""

    ABOUT: ClassVar[str] = "sent_back"

    def __init__(self, lang: str, sheet: Worksheet) -> None:
        super().__init__(lang)
        self.sheet = sheet
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.say("sent_back.title", count=self.sheet.sent_back))
            columns = (
                ListColumn(self.say("sent_back.unit")),
                ListColumn(self.say("sent_back.area")),
                ListColumn(self.say("sent_back.score"), 9, right=True),
                ListColumn(self.say("sent_back.note")),
            )
            yield RowList(columns, id="returned", gap=1, beside=BESIDE + 4)
            yield PlainText("", id="note", classes="fact")
            yield Foot()

    def on_mount(self) -> None:
        rows = self.query_one("#returned", RowList)
        rows.show([self._row(place, cell) for place, cell in self._cells()])
        rows.focus()
        self.show_keys(("Enter", self.say("key.go_there")), ("dialog.leave", self.say("key.leave")))

    def _cells(self) -> list[tuple[Place, SheetCell]]:
        """In the order of the grid."""
        found = [(place, cell) for place, cell in self.sheet.cells.items() if cell.back is not None]
        return sorted(found, key=lambda one: self._at(one[0]))

    def _row(self, place: Place, cell: SheetCell) -> ListRow:
        assert cell.back is not None
        (row, column), sheet = self._at(place), self.sheet
        names = sheet.units[row].called(self.lang), sheet.areas[column].called(self.lang)
        return ListRow(place, (*names, cell.text, cell.back.note))

    def _at(self, place: Place) -> tuple[int, int]:
        return self.sheet.row_of[place[0]], self.sheet.column_of[place[1]]

    def on_row_list_moved(self) -> None:
        """What the columns may have cut is told in full below the list."""
        place = self.query_one("#returned", RowList).current
        back = self.sheet.cells[place].back if isinstance(place, tuple) else None
        if isinstance(place, tuple) and back is not None:
            where, words = place_words(place, self.sheet, self.lang), back_words(back, self.sheet.zone, self.lang)
            self.query_one("#note", Static).update(f"{where}\n{words}")

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        assert isinstance(event.key, tuple)
        self.dismiss(event.key)
