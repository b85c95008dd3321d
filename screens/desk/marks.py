"""The marks of an area side by side, those that the trim leaves out in brackets; Enter leads to a judge's own sheet."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from scoreboard.desk.judged_marks import AreaMarks, JudgedUnit, JudgeMark
from scoreboard.desk.sheet_cells import CellState
from scoreboard.desk.worksheet import Named
from screens.desk.choice import ChoiceDialog
from screens.desk.dialog import DeskDialog
from screens.widgets.cells import width_of
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import ListRow, RowList

MARK, RESULT, GAP = 9, 9, 1
"""Cells of a mark, of the result, and between them."""
LEAST_NAME, FRAME = 16, 10
"""Cells of a unit's name at least, and of the frame around all."""
WIDEST = 150
"""Cells of the dialog at most (`dialog.tcss`)."""

Chosen = tuple[str, str]
"""The unit and the judge whose mark is to be entered."""


class MarksDialog(DeskDialog[Chosen]):
    """Where not all judges fit, Left and Right show others. Ends with the unit and the judge that were chosen."""

    ABOUT: ClassVar[str] = "marks"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False, id="marks.left"),
        Binding("right", "turn(1)", show=False, id="marks.right"),
    ]

    def __init__(self, lang: str, marks: AreaMarks, unit: str) -> None:
        super().__init__(lang)
        self.marks, self.first, self._unit = marks, 0, unit
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.say("marks.title", area=self.marks.area.called(self.lang)))
            yield PlainText("", id="which", classes="fact")
            yield RowList((ListColumn(),), id="marks", gap=GAP, beside=BESIDE + 1)
            yield Foot()

    def on_mount(self) -> None:
        self.query_one("#marks").focus()
        keys = [("Enter", self.say("key.enter_mark")), ("dialog.leave", self.say("key.leave"))]
        if self.most < len(self.marks.judges):
            keys.insert(1, ("←→", self.say("key.other_judges")))
        self.show_keys(*keys)
        self._show(self._unit)

    def on_resize(self) -> None:
        self._show()

    @property
    def most(self) -> int:
        """How many judges fit side by side."""
        return max(1, (self._room - LEAST_NAME) // (MARK + GAP))

    @property
    def _room(self) -> int:
        """Cells for units and judges."""
        return min(self.app.size.width, WIDEST + FRAME) - FRAME - RESULT - 2 * GAP

    def _wide(self, judges: Sequence[Named]) -> int:
        """Cells of each judge's column: as many as their names want, where the units' names leave room."""
        units = max((width_of(one.called(self.lang)) for one in self.marks.units), default=LEAST_NAME)
        share = (self._room - units) // max(1, len(judges)) - GAP
        wanted = max((width_of(judge.called(self.lang)) for judge in judges), default=MARK)
        return max(MARK, min(share, wanted))

    def _show(self, unit: str | None = None) -> None:
        judges = self.marks.judges
        self.first = max(0, min(self.first, len(judges) - self.most))
        seen = judges[self.first : self.first + self.most]
        rows, wide = self.query_one("#marks", RowList), self._wide(seen)
        rows.give_columns(
            (
                ListColumn(self.say("marks.unit")),
                *(ListColumn(judge.called(self.lang), wide, right=True) for judge in seen),
                ListColumn(self.say("marks.result"), RESULT, right=True),
            )
        )
        rows.show([self._row(one, [judge.id for judge in seen]) for one in self.marks.units], current=unit)
        span = f"{self.first + 1}–{self.first + len(seen)} / {len(judges)}" if len(seen) < len(judges) else ""
        legend = self.say("marks.dropped") if self.marks.trimmed else self.say("marks.mean")
        self.query_one("#which", Static).update("  ".join(part for part in (span, legend) if part))

    def _row(self, unit: JudgedUnit, judges: list[str]) -> ListRow:
        marks = unit.marks or {}
        told = tuple(_told(marks.get(judge)) for judge in judges)
        return ListRow(unit.id, (unit.called(self.lang), *told, unit.result or "-"), "" if marks else "quiet")

    def action_turn(self, by: int) -> None:
        """Show other judges."""
        self.first += by * self.most
        self._show()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Ask whose mark of the unit is to be entered."""
        unit = next((one for one in self.marks.units if one.id == event.key), None)
        if unit is None:
            return
        marks = unit.marks or {}
        rows = [ListRow(judge.id, (judge.called(self.lang), _told(marks.get(judge.id)))) for judge in self.marks.judges]

        def chosen(judge: str | None) -> None:
            if judge is not None:
                self.dismiss((unit.id, judge))

        question = self.say("marks.whose", unit=unit.called(self.lang))
        columns = (ListColumn(), ListColumn("", MARK, right=True))
        self.app.push_screen(ChoiceDialog(self.lang, question, columns, rows), chosen)


def _told(mark: JudgeMark | None) -> str:
    """A mark, in brackets where the trim leaves it out, with a sign while it is a draft."""
    if mark is None:
        return "-"
    sign = "*" if mark.state is CellState.DRAFT else ""
    return f"({sign}{mark.text})" if mark.dropped else f"{sign}{mark.text}"
