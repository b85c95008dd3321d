"""What is missing, by area and by unit; each line leads to the first cell of it."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.worksheet import Named, Worksheet
from screens.desk.dialog import DeskDialog
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.rows import ListRow, RowList

MOST_NAMED = 20
"""Names on a line; more would not be read."""


class ChecklistDialog(DeskDialog[Place]):
    """Ends with the cell that is to be filled, or without one."""

    ABOUT: ClassVar[str] = "checklist"

    def __init__(self, lang: str, sheet: Worksheet) -> None:
        super().__init__(lang)
        self.heading = self.say("checklist.title", series=sheet.series.called(lang), period=sheet.period.called(lang))
        self.sheet = sheet
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            columns = (ListColumn("", 30), ListColumn("", 6, right=True), ListColumn())
            yield RowList(columns, id="missing", beside=BESIDE)
            yield Foot()

    def on_mount(self) -> None:
        sheet, rows = self.sheet, self.query_one("#missing", RowList)
        missing = sheet.missing_places()
        areas, units = {area.id: area for area in sheet.areas}, {unit.id: unit for unit in sheet.units}
        rows.show(
            [
                *self._part("areas", [(areas[area], units[unit], (unit, area)) for unit, area in missing]),
                *self._part("units", [(units[unit], areas[area], (unit, area)) for unit, area in missing]),
            ]
        )
        rows.focus()
        if not missing:
            self.tell(self.say("checklist.nothing"))
        self.show_keys(("Enter", self.say("key.go_there")), ("dialog.leave", self.say("key.leave")))

    def _part(self, heading: str, missing: Iterable[tuple[Named, Named, Place]]) -> Sequence[ListRow]:
        """A line for each of what things are counted by: how many are missing, what, and where the first of them is."""
        found: dict[str, list[tuple[Named, Named, Place]]] = {}
        for one in missing:
            found.setdefault(one[0].id, []).append(one)
        if not found:
            return ()
        rows = [ListRow(None, (self.say(f"checklist.{heading}", count=len(found)),), "heading")]
        for some in found.values():
            of, _, first = some[0]
            named = self.say("and").join(what.called(self.lang) for _, what, _ in some[:MOST_NAMED])
            more = "…" if len(some) > MOST_NAMED else ""
            rows.append(ListRow((heading, first), (of.called(self.lang), str(len(some)), named + more)))
        return rows

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        assert isinstance(event.key, tuple)
        self.dismiss(event.key[1])
