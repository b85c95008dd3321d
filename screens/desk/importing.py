"""Taking in what stands in a sheet: a file that is opened, or a block that is pasted; both are looked at first."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.importing.blocks import BlockPlace
from scoreboard.desk.importing.preview import PreviewCell
from scoreboard.desk.sheet_cells import Place
from scoreboard.errors import ContestError
from scoreboard.exchange.workbooks.clipboard import read_block
from scoreboard.name_search import UnitKeys
from screens.desk.choice import ChoiceDialog
from screens.desk.file_dialog import FileDialog
from screens.desk.import_desk import ImportDesk, ScoreTable, pasted_table
from screens.desk.import_screen import ImportScreen
from screens.desk.open_sheet import OpenSheet
from screens.desk.unsaved_scores import ScoreChange
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow


def score_change(cell: PreviewCell) -> ScoreChange:
    """A score that was taken in, as a change that can be taken back."""
    return ScoreChange((cell.unit, cell.area), cell.old or "", cell.new or "", cell.version + 1, cell.judge)


class Importing:
    """Asks for a file and a sheet of it, and shows the preview; `unit_keys` says what the units answer to.

    What is taken in is one of the `changes` that can be taken back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("i", "import_sheet", show=False, id="desk.import")]

    def __init__(
        self,
        screen: Screen[Any],
        opened: OpenSheet,
        unit_keys: Callable[[], tuple[UnitKeys, ...]],
        note: Callable[[Iterable[ScoreChange]], None],
        tell_saved: Callable[[str], None],
    ) -> None:
        self._screen, self._opened, self._unit_keys, self._note = screen, opened, unit_keys, note
        self._tell_saved = tell_saved
        self._folder = Path.cwd()
        """Where the last file lay."""

    def action_import_sheet(self) -> None:
        """Choose a file, if whoever acts may take one in here."""
        opened = self._opened
        if opened.settled:
            opened.thread.do(ImportDesk(opened.workplace).permit, self._ask_file, opened.refuse)

    def _ask_file(self, _: None) -> None:
        def chosen(path: Path | None) -> None:
            if path is not None:
                self._folder = path.parent
                self._opened.line.tell(self._opened.say("import.opening", file=path.name))
                desk = ImportDesk(self._opened.workplace)
                self._opened.thread.do(lambda: desk.tables(path), self._choose_table, self._opened.refuse)

        zone = self._opened.sheet.zone if self._opened.sheet is not None else "UTC"
        self._screen.app.push_screen(FileDialog(self._opened.lang, self._folder, zone), chosen)

    def _choose_table(self, tables: tuple[ScoreTable, ...]) -> None:
        if len(tables) == 1:
            self._look_at(tables[0])
            return
        named = {str(table.sheet.name): table for table in tables}

        def chosen(name: str | None) -> None:
            if name is not None:
                self._look_at(named[name])

        opened = self._opened
        rows = [
            ListRow(name, (name, opened.say("import.rows", count=len(one.sheet.rows)))) for name, one in named.items()
        ]
        columns = (ListColumn(), ListColumn("", 16, right=True))
        question = opened.say("import.which_sheet", file=tables[0].file.name)
        self._screen.app.push_screen(ChoiceDialog(opened.lang, question, columns, rows), chosen)

    def pasted(self, text: str, place: Place) -> None:
        """Look at a block that was pasted at a cell."""
        opened, sheet, grid = self._opened, self._opened.sheet, self._opened.grid
        if sheet is None or not opened.settled:
            return
        if grid.locked is not None:
            opened.refuse(grid.locked)
            return
        opened.show_rows(None)  # the rows of a block go to units in their order, shown or not
        units = tuple(unit.id for unit in sheet.units[sheet.row_of[place[0]] :])
        areas = tuple(area.id for area in sheet.areas[sheet.column_of[place[1]] :])
        try:
            self._look_at(pasted_table(text, read_block(text), BlockPlace(units, areas)))
        except ContestError as error:
            opened.refuse(error)

    def _look_at(self, table: ScoreTable) -> None:
        opened = self._opened
        if opened.sheet is None:
            return

        def ended(cells: Collection[PreviewCell] | None) -> None:
            opened.look_for_changes()
            if cells is not None:
                self._note(map(score_change, cells))
                self._tell_saved(opened.say("import.done", count=len(cells)))
            else:
                opened.line.tell(opened.say("import.left"))

        screen = ImportScreen(ImportDesk(opened.workplace), table, opened.sheet, self._unit_keys())
        self._screen.app.push_screen(screen, ended)
