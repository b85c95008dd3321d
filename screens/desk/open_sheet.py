"""The worksheet that lies open on the desk, kept level with the database, and what was typed on it and not saved."""

from collections import Counter
from collections.abc import Callable

from scoreboard.desk.expectations import Expectations
from scoreboard.desk.kept_scores import Typist
from scoreboard.desk.sheet_cells import EMPTY_CELL, Place, SheetCell
from scoreboard.desk.watching import Watch, watch_main
from scoreboard.desk.worksheet import Worksheet
from scoreboard.errors import ContestError, Refused
from scoreboard.locale import say
from scoreboard.rules.outliers import LEAST
from screens.desk.cell_kinds import CellKinds
from screens.desk.grid import ScoreGrid
from screens.desk.kept_typing import KeptTyping
from screens.desk.row_filter import RowFilter, filtered
from screens.desk.sentences import place_words, sentence_of
from screens.desk.unsaved_scores import HeldScores, Hold
from screens.desk.workplace import Worker, Workplace
from screens.widgets.bars import MessageBar
from screens.widgets.thread_worker import ThreadWorker


class OpenSheet:
    """What the controllers of the desk have in common. `shown` is called when its heading says something else."""

    def __init__(
        self,
        workplace: Workplace,
        grid: ScoreGrid,
        line: MessageBar,
        thread: ThreadWorker,
        shown: Callable[[], None],
    ) -> None:
        self.workplace, self.grid, self.line, self.thread, self.shown = workplace, grid, line, thread, shown
        self.lang = workplace.settings.lang
        self.worker: Worker | None = None
        """Who acts."""
        self.sheet: Worksheet | None = None
        """All of it; the grid has the rows alone that the filter shows."""
        self.filter: RowFilter | None = None
        """Which rows are shown; None for all."""
        self.held: HeldScores = grid.held
        self.kept = KeptTyping(grid)
        self._told_trouble = False
        self._entered_since = Counter[str]()
        """Scores of each area that have been entered since its middle was looked for."""
        self._watch: Watch | None = None
        self._acknowledged: dict[Place, SheetCell] = {}
        """Cells that were saved after the read that is under way began."""
        self._outdated = self._reading = False

    # Words

    def say(self, key: str, **gaps: object) -> str:
        """A message of the desk in the chosen language."""
        return say(f"desk.{key}", self.lang, **gaps)

    def refuse(self, error: ContestError) -> None:
        """Say why something was refused."""
        self.line.tell(sentence_of(error, self.lang, self.sheet), "bad")

    def where(self, place: Place) -> str:
        """A cell by its names."""
        return place_words(place, self.sheet, self.lang) if self.sheet is not None else " · ".join(place)

    @property
    def acting_name(self) -> str:
        """Who acts, as the journal will name them."""
        return self.workplace.settings.acting or "-"

    @property
    def typist(self) -> Typist | None:
        """Whose typing is kept; nobody's while nobody acts."""
        settings = self.workplace.settings
        return None if settings.acting is None else Typist(settings.paths.main, settings.acting)

    @property
    def painted(self) -> Worksheet | None:
        """The worksheet as it stands on the screen, of which every version has been seen; None while none does."""
        painted = self.grid.painted
        if painted is None or self.sheet is None or not painted.same_contest(self.sheet):
            return None
        return painted

    def seen(self, place: Place) -> SheetCell:
        """A cell as whoever types has seen it: where something newer has not been painted yet, the one before."""
        return EMPTY_CELL if self.sheet is None else self.sheet.as_seen(self.grid.painted).cell(place)

    # What was typed on it

    @property
    def settled(self) -> bool:
        """Whether a sheet is open with nothing typed on it that is unsaved; says which cell is where one is."""
        kept = [place for place, one in self.held.by_place.items() if one.hold is not Hold.SAVING]
        if kept:
            self.refuse(Refused("desk.unsaved", place=self.where(kept[0]), count=len(kept)))
        elif self.held.by_place:
            self.refuse(Refused("desk.saving"))
        return self.sheet is not None and not self.held.by_place

    def tell_if_not_kept(self) -> None:
        """Say it once where what is typed and not saved can't be kept."""
        if self.kept.trouble and not self._told_trouble:
            self._told_trouble = True
            self.line.tell(self.say("kept.not_kept", detail=self.kept.trouble), "bad")

    def clear(self) -> None:
        """Nothing held any more: another contest, or another person, is at the desk."""
        self.kept.end()
        self.held = self.grid.held = HeldScores()
        self.filter = None
        self.grid.leave_edit()

    def redraw(self, place: Place) -> None:
        """What is typed in a cell has changed: keep it, show the cell anew, and what the heading counts."""
        self.kept.look(place)
        self.grid.redraw_cell(place)
        self.shown()

    # Which rows are shown

    def kinds(self, sheet: Worksheet) -> CellKinds:
        """What its cells can be."""
        return CellKinds(sheet, self.held, self.acting_name, self.grid.expectations)

    def show_rows(self, rows: RowFilter | None) -> None:
        """Show some rows alone; None for all. An edit in one that goes away is left first."""
        edit = self.grid.edit
        if rows is not None and edit is not None and self.sheet is not None:
            rows = rows.with_units(self.sheet, {edit.place[0]})
        self.filter = rows
        self._show()
        self.shown()

    def go_to(self, place: Place) -> None:
        """Make a cell current; where a filter hides its row, that is shown from now on."""
        sheet = self.sheet
        if sheet is None or place[0] not in sheet.row_of or place[1] not in sheet.column_of:
            return
        if self.filter is not None and place[0] not in self.filter.row_of:
            self.show_rows(self.filter.with_units(sheet, {place[0]}))
        rows = sheet.row_of if self.filter is None else self.filter.row_of
        self.grid.go_to(rows[place[0]], sheet.column_of[place[1]])

    def _show(self, before: Worksheet | None = None) -> None:
        """Show the sheet in the grid; `before` is what it was, and rows come to those shown that have changed since."""
        sheet, rows = self.sheet, self.filter
        if sheet is None:
            return
        if rows is not None and before is not None:
            test = self.kinds(sheet).test(rows.kind)
            if before.same_units(sheet):
                come = {place[0] for place in sheet.cells.changed_since(before.cells) if test(place)}
                rows = rows.with_units(sheet, come)
            else:
                rows = filtered(rows.kind, sheet, test, rows.row_of)
            self.filter = rows
        self.grid.show(sheet if rows is None else rows.of(sheet))

    # Keeping level with the database

    def close(self) -> None:
        """Watch the database no longer; what is not saved waits for the next time."""
        self.kept.end()
        if self._watch is not None:
            self._watch.close()

    def look_for_changes(self) -> None:
        """Read the worksheet again if anything has been committed since it was read."""
        if self._watch is None:
            return
        self._outdated = self._watch.moved() or self._outdated
        if self._outdated and not self._reading and self.sheet is not None:
            self.read()

    def read(self, then: Callable[[], None] | None = None) -> None:
        """Read the open contest's worksheet; never two at once, so that pictures come in order."""
        if self._watch is None:  # before the first read, or a change between the two would be missed
            self._watch = watch_main(self.workplace.settings.paths.main)
        self._acknowledged.clear()
        self._outdated, self._reading = False, True
        workplace, known = self.workplace, self.sheet

        def read(sheet: Worksheet) -> None:
            self._reading = False
            if workplace == self.workplace:
                self._take(sheet)
                if then is not None:
                    then()
            else:
                self._outdated = True

        def refused(error: ContestError) -> None:
            self._reading = False
            self.refuse(error)

        self.thread.do(lambda: workplace.sheet(known), read, refused, aside=then is None, opens=True)

    def put(self, place: Place, cell: SheetCell) -> None:
        """Show a cell as the database has acknowledged it, until it is read again."""
        if self.sheet is not None:
            self._acknowledged[place] = cell
            before, self.sheet = self.sheet, self.sheet.with_cell(place, cell)
            if self.grid.painted is not None:  # whoever has saved it knows it, painted or not
                self.grid.painted = self.grid.painted.with_cell(place, cell)
            self._expect_anew(place[1])
            self._show(before)

    def expect(self) -> None:
        """Learn what the scores of the sheet can be held against."""
        workplace, sheet = self.workplace, self.sheet
        self.grid.expectations, self._entered_since = None, Counter()

        def learned(expectations: Expectations) -> None:
            if workplace == self.workplace:
                self.grid.expectations = expectations
                self.grid.redraw()

        if sheet is not None:
            self.thread.do(lambda: workplace.expectations(sheet), learned, self.refuse, aside=True)

    def _expect_anew(self, area: str) -> None:
        """Now and then, as an area fills: what is usual there is another then."""
        expected = self.grid.expectations
        self._entered_since[area] += 1
        if self.sheet is not None and expected is not None and self._entered_since[area] >= self._often:
            self._entered_since[area] = 0
            self.grid.expectations = expected.with_area(self.sheet, area)
            self.grid.redraw()

    @property
    def _often(self) -> int:
        """After so many scores of an area its middle is looked for again: a tenth of it, so that it costs little."""
        return max(LEAST, len(self.sheet.units) // 10) if self.sheet is not None else LEAST

    def _take(self, sheet: Worksheet) -> None:
        before = self.sheet
        later = {p: cell for p, cell in self._acknowledged.items() if cell.version > sheet.cell(p).version}
        self.sheet = sheet.with_cells(later) if later else sheet
        self._show(before)
        self.shown()
        if before is not None:
            self._tell_of_others(before, self.sheet)

    def _tell_of_others(self, before: Worksheet, sheet: Worksheet) -> None:
        """Say what somebody else has just changed; a change of the very cell that is being typed comes first."""
        if not before.same_contest(sheet) or self._tell_what_was_sent_back(before, sheet):
            return
        changed = [
            place
            for place in sheet.cells.changed_since(before.cells)
            if sheet.cell(place).version > before.cell(place).version
            and sheet.cell(place).entered_by != self.acting_name
        ]
        edit = self.grid.edit
        in_the_way = edit is not None and edit.place in changed
        if not changed or (self.line.refused and not in_the_way):
            return
        place = edit.place if edit is not None and in_the_way else changed[-1]
        cell = sheet.cell(place)
        sentence = self.say(
            "others.changed",
            who=cell.entered_by or "-",
            place=self.where(place),
            old=before.cell(place).text or self.say("cell.none"),
            new=cell.text or self.say("cell.none"),
            more=self.say("others.more", count=len(changed) - 1) if len(changed) > 1 else "",
        )
        self.line.tell(sentence, "warn")

    def _tell_what_was_sent_back(self, before: Worksheet, sheet: Worksheet) -> bool:
        """Say what a reviewer has just sent back, where one has."""
        found = [
            (place, back)
            for place in sheet.cells.changed_since(before.cells)
            if (back := sheet.cell(place).back) is not None
            and back != before.cell(place).back
            and back.who != self.acting_name
        ]
        if found and not self.line.refused:
            place, back = found[-1]
            words = "others.sent_back" if len(found) == 1 else "others.sent_back_several"
            told = self.say(words, who=back.who, place=self.where(place), note=back.note, count=len(found))
            self.line.tell(told, "warn")
        return bool(found)
