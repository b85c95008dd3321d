"""Reads a sheet row by row as scores of a contest, beside those that are there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sqlmodel import Session

from scoreboard.desk.entering import parse_score, refuse_confirmed, said, stale_words
from scoreboard.desk.importing.choices import LEFT_OUT, Place
from scoreboard.desk.importing.period_rows import PeriodRows, period_rows
from scoreboard.desk.importing.plain_rows import PlainRows
from scoreboard.desk.importing.preview import CellChange, Mending, Preview, PreviewCell, RowNote, RowState
from scoreboard.desk.importing.telling_periods import tell_periods
from scoreboard.desk.importing.understood import UnderstoodSheet
from scoreboard.desk.importing.unread_figures import unread_figures
from scoreboard.desk.panels import PanelsOfCells
from scoreboard.desk.unbound import worth_again
from scoreboard.enums import Panel, ScoreState
from scoreboard.errors import BadInput, ContestError, Refused
from scoreboard.exchange.workbooks.columns import SheetColumn
from scoreboard.exchange.workbooks.headings import ColumnRole, is_note, is_total, sums_up
from scoreboard.exchange.workbooks.raw_sheet import letters_of
from scoreboard.models import Unit
from scoreboard.name_search import folded
from scoreboard.store.cells import CellRow, cells_in
from scoreboard.store.contest import Contest


@dataclass
class SheetReading:
    """One reading of a sheet that is understood."""

    session: Session
    contest: Contest
    of: UnderstoodSheet
    judge: str
    bound: bool = False
    """Whether whoever takes the sheet in is bound to a key or an account."""
    preview: Preview = field(init=False)
    before: dict[Place, CellRow] = field(init=False)
    seen: dict[Place, int] = field(default_factory=dict)
    """In which row each score stands that has been read."""
    doubled: set[int] = field(default_factory=set)
    """Columns whose area has one already."""
    _figures: dict[str, str | None] = field(default_factory=dict)
    """What has been read as scores: a large sheet has the same ones many times over."""

    def __post_init__(self) -> None:
        self.preview = Preview(self.of.layout)
        self.before = {(row.area, row.unit, row.judge): row for row in cells_in(self.session, self.contest.key)}

    def read(self) -> None:
        tell_periods(self.contest, self.of, self._period_rows, self.preview)
        self._check_columns()
        self._check_areas()
        headings = [self._texts(row) for row in range(max(self.of.layout.header, 0), self.of.layout.first)]
        sheet, units = self.of.sheet, self.of.layout.unit.number
        over_units = {sheet.text(row, units) for row in range(max(self.of.layout.header, 0), self.of.layout.first)}
        for row in range(self.of.layout.first, len(sheet.rows)):
            if sheet.text(row, units) in over_units and self._texts(row) in headings:
                self.preview.skipped += 1  # printed anew on another page
            elif (cells := self._plain.cells_of(row) if self._plain else None) is not None:
                self.preview.cells += cells
            else:
                self._read_row(row)

    @cached_property
    def _plain(self) -> PlainRows | None:
        """What takes in rows without anything odd; None of a sheet whose every row wants to be looked at."""
        layout, choices = self.of.layout, self.of.choices
        judged = self.contest.rules.judges != Panel.SINGLE or self.judge or layout.judge is not None
        if judged or layout.score is not None or not self._wide:
            return None
        cells = (*self.of.sheet.flaws, *choices.cells, *choices.scores)
        odd = {*choices.rows, *self._period_rows.another, *self._period_rows.unclear, *(row for row, _column in cells)}
        given = [(column.number, area) for area, column in self._wide if area is not None]
        known = {unit for _area, unit, _judge in self.before}
        return PlainRows(
            self.of.sheet, self.of.names, layout.unit.number, given, odd, known, choices.names, self._figure
        )

    def _texts(self, row: int) -> list[str]:
        return [self.of.sheet.text(row, column.number) for column in self.of.layout.columns]

    @cached_property
    def _period_rows(self) -> PeriodRows:
        return period_rows(self.of.sheet, self.of.layout, self.of.known)

    def _check_columns(self) -> None:
        """No area may have two columns; what an area that is not contested has here would be lost."""
        found: dict[str, SheetColumn] = {}
        for column in self.of.layout.wide:
            assert column.area is not None
            first = found.setdefault(column.area, column)
            if first is not column:
                self.doubled.add(column.number)
                words = {"area": column.area, "first": letters_of(first.number)}
                error = BadInput("import.two_columns", **words)
                self.preview.trouble(self.of.layout.header, column.number, error, Mending.TWO_COLUMNS, column.area)
        for column in self.of.layout.of_role(ColumnRole.IGNORED):
            if column.number in self.of.choices.columns:
                continue
            for area in self._not_held_in(column):
                refused = Refused(
                    "area.not_held", area=area, series=self.contest.series.id, period=self.contest.period.id
                )
                self._trouble(self.of.layout.header, column.number, refused)

        figures = [*unread_figures(self.of.sheet, self.of.layout, self.of.known, self._is_score)]
        chosen = self.of.choices.columns
        self.preview.left_out = [column for column in figures if column.number in chosen]
        self.preview.unread = [
            column for column in figures if column.number not in chosen and not self._not_held_in(column)
        ]

    def _not_held_in(self, column: SheetColumn) -> list[str]:
        """The areas that a heading names and that are not contested in this period."""
        return [
            area.id
            for area in self.contest.series_areas
            if area.id in self.contest.not_held and folded(column.heading) in map(folded, (area.id, area.name))
        ]

    def _is_score(self, text: str) -> bool:
        try:
            return self._figure(text) is not None
        except ContestError:
            return False

    def _check_areas(self) -> None:
        """It must be known of which area the scores are."""
        if self.of.layout.score is None and not self.of.layout.wide:
            self._trouble(self.of.layout.header, None, BadInput("import.no_columns"))
        if self.of.layout.score is not None and self.of.layout.named_area is None and self.of.layout.area is None:
            heading = self.of.layout.score.heading
            allowed = self.contest.areas_called
            self._trouble(
                self.of.layout.header,
                self.of.layout.score.number,
                BadInput("import.which_area", heading=heading, allowed=allowed),
            )

    def _trouble(self, row: int, column: int | None, message: ContestError, unit: str = "") -> None:
        """Tell of a column's heading or of a cell, and whose that is."""
        heading = row == self.of.layout.header
        self.preview.trouble(row, column, message, Mending.COLUMN if heading else Mending.CELL, unit=unit)

    def _read_row(self, row: int) -> None:
        text = self.of.sheet.spread(row, self.of.layout.unit.number)
        given = list(self._scores_of(row))
        chosen = self._chosen_for(row, text)
        if chosen == LEFT_OUT:
            self._leave_out(row, text)
            return
        total = self._total_of(row, text) if chosen is None else ""
        if total:
            self.preview.skipped += 1
            self.preview.note(row, total, RowState.TOTAL, BadInput("import.total", text=total))
            return
        filled = any(self.of.sheet.text(row, column.number) or self._flawed(row, column) for _, column in given)
        if filled and text and row in self._period_rows.another:
            self._pass_over(row, text)
            return
        if row in self._period_rows.unclear:
            return  # told once for all rows that say so
        unit = self._unit_of(text, chosen)
        if isinstance(unit, ContestError):
            if not filled or self._is_note(row, given):
                self.preview.skipped += 1  # a note, a signature, an empty line
                return
            ambiguous = unit.key == "unknown.ambiguous_unit"
            self.preview.note(row, text, RowState.AMBIGUOUS if ambiguous else RowState.UNKNOWN, unit)
            return
        self._read_cells(row, text, unit, given)

    def _chosen_for(self, row: int, text: str) -> str | None:
        """What somebody has said of a row: its unit, or LEFT_OUT; None where nobody has."""
        area = self.of.layout.named_area
        if area is not None and self.of.choices.areas.get(folded(self.of.sheet.spread(row, area.number))) == LEFT_OUT:
            return LEFT_OUT
        return self.of.choices.rows.get(row, self.of.choices.names.get(folded(text)) if text else None)

    def _pass_over(self, row: int, text: str) -> None:
        """A row that says itself that it is of another period."""
        said = self._period_rows.another[row][1]
        self.preview.skipped += 1
        self.preview.other_periods[said] += 1
        message = BadInput("import.other_period_row", text=text, said=said, period=self.contest.period.id)
        self.preview.rows.append(RowNote(row, text, RowState.OTHER_PERIOD, message))

    def _leave_out(self, row: int, text: str) -> None:
        self.preview.skipped += 1
        self.preview.note(row, text, RowState.LEFT_OUT, BadInput("import.left_out", text=text or "-"))

    def _total_of(self, row: int, text: str) -> str:
        """The word by which a row sums up: where its unit would be, or where it names none, in another column."""
        if text:
            return text if self._sums_up(text) else ""
        scores = {column.number for column in (*self.of.layout.wide, *self.of.layout.of_role(ColumnRole.SCORE))}
        others = (self.of.sheet.spread(row, column) for column in range(self.of.sheet.width) if column not in scores)
        return next((other for other in others if other and self._sums_up(other)), "")

    def _is_note(self, row: int, given: list[tuple[str | None, SheetColumn]]) -> bool:
        """Whether a row that names no unit is a signature or a note under the table: without any figure of a score."""
        if not any(is_note(self.of.sheet.text(row, column)) for column in range(self.of.sheet.width)):
            return False
        return not any(self._is_figure(self.of.sheet.text(row, column.number)) for _area, column in given)

    def _is_figure(self, text: str) -> bool:
        try:
            parse_score(text, self.contest.rules.maximum, comma_separates=self.of.sheet.comma_separates)
        except ContestError:
            return (
                any(character.isdigit() for character in text) and not any(map(str.isalpha, text)) and "-" not in text
            )
        return bool(text)

    def _sums_up(self, text: str) -> bool:
        if not text or text in self.of.names.units:
            return False
        return is_total(text) or (not self.of.names.meant.get(folded(text)) and sums_up(text))

    def _unit_of(self, text: str, chosen: str | None) -> Unit | ContestError:
        if chosen is not None and chosen in self.of.names.units:
            return self.of.names.units[chosen]
        return self.of.names.find(text) if text else self.of.nobody

    def _flawed(self, row: int, column: SheetColumn) -> bool:
        return (row, column.number) in self.of.sheet.flaws

    def _scores_of(self, row: int) -> Iterator[tuple[str | None, SheetColumn]]:
        """Where the scores of a row stand, each with its area; None where the area can't be said."""
        if self.of.layout.score is None:
            yield from self._wide
        elif self.of.layout.named_area is None:
            yield self.of.layout.area, self.of.layout.score
        else:
            yield (
                self.of.known.area_of(self.of.sheet.spread(row, self.of.layout.named_area.number)),
                self.of.layout.score,
            )

    @cached_property
    def _wide(self) -> list[tuple[str | None, SheetColumn]]:
        """Where the scores of every row stand in a wide sheet, once it is known which columns an area has twice."""
        return [(column.area, column) for column in self.of.layout.wide if column.number not in self.doubled]

    def _read_cells(self, row: int, text: str, unit: Unit, given: list[tuple[str | None, SheetColumn]]) -> None:
        if self.of.names.by_paper(text) and row not in self.of.choices.rows:
            self.preview.official[text] = unit.id
        twice: tuple[int, str] | None = None
        confirmed: list[PreviewCell] = []
        unit_id, judge = unit.id, self._judge_of(row)
        taken = row if self._plain is None else self._plain.row_of(unit_id, row)
        for area, column in given:
            if area is None:
                self._tell_no_area(row)
                continue
            place = (area, unit_id, judge)
            if (row, column.number) in self.of.choices.cells:
                self.preview.cells.append(self._preview_cell(row, column, place, None, CellChange.LEFT_OUT))
                continue
            first = self.seen.setdefault(place, taken)
            if first != row:
                twice = first, area
                continue
            cell = self._cell(row, column, place)
            if cell is None:
                continue
            self.preview.cells.append(cell)
            if cell.state not in (CellChange.NEW, CellChange.CHANGED):
                continue
            if cell.confirmed:
                confirmed.append(cell)
            elif self.of.choices.seen.get(place, cell.version) != cell.version:
                self._tell_moved(cell, place)
        if twice is not None:
            words = {"unit": unit_id, "row": twice[0] + 1}
            named = self.of.layout.named_area is not None
            error = (
                BadInput("import.twice_area", **words, area=twice[1]) if named else BadInput("import.twice", **words)
            )
            self.preview.note(row, text, RowState.DUPLICATE, error)
        if confirmed:
            self._tell_confirmed(row, text, confirmed)

    def _tell_no_area(self, row: int) -> None:
        column = self.of.layout.named_area
        if column is None:
            return  # told once, of the heading
        written = self.of.sheet.spread(row, column.number)
        allowed = self.contest.areas_called
        series = self.contest.series.id
        error = BadInput("unknown.area", area=written or "-", series=series, allowed=allowed)
        self.preview.trouble(row, column.number, error, Mending.AREA if written else Mending.CELL, written)

    def _tell_confirmed(self, row: int, text: str, cells: list[PreviewCell]) -> None:
        first = cells[0]
        try:
            refuse_confirmed(self.contest, self.before[first.area, first.unit, first.judge])
        except Refused as message:
            self.preview.note(row, text, RowState.CLOSED, message)

    def _tell_moved(self, cell: PreviewCell, place: Place) -> None:
        """Somebody has changed a score since the preview was made that was looked at."""
        there = self.before[place]
        words = {"unit": cell.unit, "area": cell.area, **stale_words(self.contest, there)}
        self.preview.trouble(cell.row, cell.column, Refused("import.moved", **words), Mending.MOVED)

    def _judge_of(self, row: int) -> str:
        column = self.of.layout.judge
        return (self.of.sheet.spread(row, column.number) if column is not None else "") or self.judge

    def _cell(self, row: int, column: SheetColumn, place: Place) -> PreviewCell | None:
        """A score of the sheet beside the one that is there; None where it is none, which is told."""
        at, unit = (row, column.number), place[1]
        typed = self.of.choices.scores.get(at)
        text = self.of.sheet.text(row, column.number) if typed is None else typed
        flaw = self.of.sheet.flaws.get(at) if typed is None else None
        if flaw is not None:
            self._trouble(row, column.number, BadInput(f"import.flaw_{flaw.flaw}", text=flaw.text), unit)
            return None
        if not text:
            return self._preview_cell(row, column, place, None, CellChange.BLANK)
        try:
            new = self._figure(text)
            self._panels.check(*place)
        except ContestError as error:
            self._trouble(row, column.number, error, unit)
            return None
        instead_of = None if typed in (None, self.of.sheet.text(*at)) else self.of.sheet.shown(*at)
        return self._preview_cell(row, column, place, new, instead_of=instead_of)

    def _figure(self, text: str) -> str | None:
        """What the journal would say of a score that is written so. Raises BadInput where it is none."""
        if text not in self._figures:
            maximum, comma_separates = self.contest.rules.maximum, self.of.sheet.comma_separates
            value = parse_score(text, maximum, comma_separates=comma_separates)
            self._figures[text] = said(value, ScoreState.DRAFT)
        return self._figures[text]

    def _preview_cell(
        self,
        row: int,
        column: SheetColumn,
        place: Place,
        new: str | None,
        state: CellChange | None = None,
        instead_of: str | None = None,
    ) -> PreviewCell:
        area, unit, judge = place
        before = self.before.get(place)
        old = None if before is None else said(before.value, before.state)
        if state is None:
            same = old == new and not (self.bound and worth_again(self.contest, before))
            state = CellChange.NEW if old is None else CellChange.SAME if same else CellChange.CHANGED
        version = 0 if before is None else before.version
        confirmed = before is not None and before.state == ScoreState.CONFIRMED
        return PreviewCell(row, column.number, unit, area, judge, old, new, state, version, confirmed, instead_of)

    @cached_property
    def _panels(self) -> PanelsOfCells:
        return PanelsOfCells(self.session, self.contest, self.before.values())
