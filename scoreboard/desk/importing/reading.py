"""Reads a sheet row by row as scores of a contest, beside those that are there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlmodel import Session

from scoreboard.desk.entering import refuse_closed, refuse_confirmed, said
from scoreboard.desk.importing.comparing import compare_totals, computed_ranks
from scoreboard.desk.importing.names import SheetNames, known_words, read_names, texts_of
from scoreboard.desk.importing.preview import CellChange, Preview, PreviewCell, RowState
from scoreboard.desk.panels import check_judge
from scoreboard.enums import Panel, ScoreState
from scoreboard.errors import BadInput, ContestError, Refused
from scoreboard.exchange.workbooks.headings import NOT_APPLICABLE, ColumnRole, is_total, sums_up
from scoreboard.exchange.workbooks.layout import SheetColumn, SheetLayout, SheetWords, find_layout
from scoreboard.exchange.workbooks.raw_sheet import RawSheet, letters_of
from scoreboard.exchange.workbooks.reading import ReadFile
from scoreboard.models import Unit
from scoreboard.name_search import folded
from scoreboard.rules.scores import read_score
from scoreboard.store.cells import CellRow, cells_in
from scoreboard.store.contest import Contest

_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,\d+")
_EDGE = re.compile(r"(?<!\d)\.(?=\d)|(?<=\d)\.$")
Place = tuple[str, str, str]
"""An area, a unit and a judge."""


def preview_file(
    session: Session, contest: Contest, file: ReadFile, *, mapped: Mapping[str, str] | None = None, judge: str = ""
) -> tuple[RawSheet, Preview]:
    """The one sheet of a file that has a header, and what it would change.

    Raises BadInput where none has one, or several have and nobody said which, with their names; and as `preview_sheet`.
    """
    refuse_closed(contest)
    found: list[tuple[RawSheet, Preview]] = []
    refused: BadInput | None = None
    for sheet in file.sheets:
        try:
            found.append((sheet, preview_sheet(session, contest, sheet, mapped=mapped, judge=judge)))
        except BadInput as error:
            refused = refused or error
    if len(found) > 1:
        raise BadInput("import.several_sheets", file=file.name, sheets=", ".join(str(one.name) for one, _ in found))
    if not found:
        raise refused or BadInput("import.empty", file=file.name)
    return found[0]


def preview_sheet(
    session: Session, contest: Contest, sheet: RawSheet, *, mapped: Mapping[str, str] | None = None, judge: str = ""
) -> Preview:
    """What a sheet would change in a contest. `mapped` are headings and the areas that somebody says they stand for.

    Raises Refused where the period is closed; BadInput where the sheet has no header that can be understood, an area
    or a heading of `mapped` is unknown, or judges score and none is named.
    """
    refuse_closed(contest)
    headings = {folded(heading): contest.area(area).id for heading, area in (mapped or {}).items()}
    names = read_names(session, contest, texts_of(sheet))
    known = known_words(contest, names, headings)
    layout = find_layout(sheet, known)
    if layout is None:
        areas = ", ".join(area.name for area in contest.areas)
        raise BadInput("import.no_header", series=contest.series.id, areas=areas)
    _refuse_unused(layout, mapped or {})
    reading = _Reading(session, contest, sheet, layout, names, known, judge)
    reading.read()
    return reading.preview


def _refuse_unused(layout: SheetLayout, mapped: Mapping[str, str]) -> None:
    """Raises BadInput where the header has no such heading as somebody has said the area of."""
    there = {folded(column.heading) for column in layout.columns}
    for heading in mapped:
        if folded(heading) not in there:
            headings = ", ".join(column.heading for column in layout.columns)
            raise BadInput("import.no_heading", heading=heading, allowed=headings)


@dataclass
class _Reading:
    session: Session
    contest: Contest
    sheet: RawSheet
    layout: SheetLayout
    names: SheetNames
    known: SheetWords
    judge: str
    preview: Preview = field(init=False)
    before: dict[Place, CellRow] = field(init=False)
    seen: dict[Place, int] = field(default_factory=dict)
    """In which row each score stands that has been read."""
    units: dict[int, str] = field(default_factory=dict)
    """Whose scores each row has."""
    doubled: set[int] = field(default_factory=set)
    """Columns whose area has one already."""

    def __post_init__(self) -> None:
        self.preview = Preview(self.layout.header, self.layout.columns)
        self.before = {(row.area, row.unit, row.judge): row for row in cells_in(self.session, self.contest.key)}

    def read(self) -> None:
        self._check_columns()
        headings = [column.heading for column in self.layout.columns]
        for row in range(self.layout.first, len(self.sheet.rows)):
            if [self.sheet.text(row, column.number) for column in self.layout.columns] == headings:
                self.preview.skipped += 1  # printed anew on another page
            else:
                self._read_row(row)
        if self.layout.of_role(ColumnRole.RANK):
            there, units = self.before.values(), self.names.units.values()
            self.preview.ranks += computed_ranks(
                self.session, self.contest, self.sheet, self.layout, self.preview, there, units
            )
        self.preview.totals += compare_totals(self.contest, self.sheet, self.layout, self.units, self.preview)

    def _check_columns(self) -> None:
        """No area may have two columns; what an area that is not contested has here would be lost."""
        found: dict[str, SheetColumn] = {}
        for column in self.layout.wide:
            assert column.area is not None
            first = found.setdefault(column.area, column)
            if first is not column:
                self.doubled.add(column.number)
                words = {"area": column.area, "first": letters_of(first.number)}
                self._trouble(self.layout.header, column.number, BadInput("import.two_columns", **words))
        for column in self.layout.of_role(ColumnRole.IGNORED):
            for area in self.contest.series_areas:
                if area.id in self.contest.not_held and folded(column.heading) in map(folded, (area.id, area.name)):
                    refused = Refused(
                        "area.not_held", area=area.id, series=self.contest.series.id, period=self.contest.period.id
                    )
                    self._trouble(self.layout.header, column.number, refused)
        if self.layout.score is not None and self.layout.named_area is None and self.layout.area is None:
            heading = self.layout.score.heading
            allowed = ", ".join(area.id for area in self.contest.areas)
            self._trouble(
                self.layout.header,
                self.layout.score.number,
                BadInput("import.which_area", heading=heading, allowed=allowed),
            )

    def _trouble(self, row: int | None, column: int | None, message: ContestError) -> None:
        self.preview.trouble(row, column, message)

    def _read_row(self, row: int) -> None:
        text = self.sheet.spread(row, self.layout.unit.number)
        given = list(self._scores_of(row))
        if text and (is_total(text) or (not self.names.meant.get(folded(text)) and sums_up(text))):
            self.preview.skipped += 1
            self.preview.note(row, text, RowState.TOTAL, BadInput("import.total", text=text))
            return
        filled = any(self.sheet.text(row, column.number) or self._flawed(row, column) for _, column in given)
        unit = self.names.find(text) if text else BadInput("import.no_unit")
        if isinstance(unit, ContestError):
            if not filled:
                self.preview.skipped += 1  # a note, a signature, an empty line
                return
            ambiguous = unit.key == "unknown.ambiguous_unit"
            self.preview.note(row, text, RowState.AMBIGUOUS if ambiguous else RowState.UNKNOWN, unit)
            return
        self.units[row] = unit.id
        self._read_cells(row, text, unit, given)

    def _flawed(self, row: int, column: SheetColumn) -> bool:
        return (row, column.number) in self.sheet.flaws

    def _scores_of(self, row: int) -> Iterator[tuple[str | None, SheetColumn]]:
        """Where the scores of a row stand, each with its area; None where the area can't be said."""
        if self.layout.score is None:
            wide = (column for column in self.layout.wide if column.number not in self.doubled)
            yield from ((column.area, column) for column in wide)
        elif self.layout.named_area is None:
            yield self.layout.area, self.layout.score
        else:
            yield self.known.area_of(self.sheet.spread(row, self.layout.named_area.number)), self.layout.score

    def _read_cells(self, row: int, text: str, unit: Unit, given: list[tuple[str | None, SheetColumn]]) -> None:
        twice: int | None = None
        confirmed: list[PreviewCell] = []
        for area, column in given:
            if area is None:
                self._tell_no_area(row)
                continue
            place = (area, unit.id, self._judge_of(row))
            first = self.seen.setdefault(place, row)
            if first != row:
                twice = first
                continue
            cell = self._cell(row, column, place)
            if cell is None:
                continue
            self.preview.cells.append(cell)
            before = self.before.get(place)
            changes = cell.state in (CellChange.NEW, CellChange.CHANGED)
            if changes and before is not None and before.state == ScoreState.CONFIRMED:
                confirmed.append(cell)
        if twice is not None:
            self.preview.note(row, text, RowState.DUPLICATE, BadInput("import.twice", unit=text, row=twice + 1))
        if confirmed:
            self._tell_confirmed(row, text, confirmed)

    def _tell_no_area(self, row: int) -> None:
        column = self.layout.named_area
        if column is None:
            return  # told once, of the heading
        written = self.sheet.spread(row, column.number)
        allowed = ", ".join(area.id for area in self.contest.areas)
        series = self.contest.series.id
        self._trouble(row, column.number, BadInput("unknown.area", area=written or "-", series=series, allowed=allowed))

    def _tell_confirmed(self, row: int, text: str, cells: list[PreviewCell]) -> None:
        first = cells[0]
        try:
            refuse_confirmed(self.before[first.area, first.unit, first.judge])
        except Refused as message:
            self.preview.note(row, text, RowState.CLOSED, message)

    def _judge_of(self, row: int) -> str:
        column = next(iter(self.layout.of_role(ColumnRole.JUDGE)), None)
        return (self.sheet.spread(row, column.number) if column is not None else "") or self.judge

    def _cell(self, row: int, column: SheetColumn, place: Place) -> PreviewCell | None:
        """A score of the sheet beside the one that is there; None where it is none, which is told."""
        area, unit, judge = place
        before = self.before.get(place)
        old = None if before is None else said(before.value, before.state)
        version = 0 if before is None else before.version
        text = self.sheet.text(row, column.number)
        flaw = self.sheet.flaws.get((row, column.number))
        if flaw is not None:
            self._trouble(row, column.number, BadInput(f"import.flaw_{flaw.flaw}", text=flaw.text))
            return None
        if not text:
            return PreviewCell(row, column.number, unit, area, judge, old, None, CellChange.BLANK, version)
        try:
            value = read_sheet_score(text, self.contest.rules.maximum, comma_separates=self.sheet.comma_separates)
            self._check_judge(area, unit, judge)
        except ContestError as error:
            self._trouble(row, column.number, error)
            return None
        new = said(value, ScoreState.DRAFT)
        state = CellChange.NEW if old is None else CellChange.SAME if old == new else CellChange.CHANGED
        return PreviewCell(row, column.number, unit, area, judge, old, new, state, version)

    def _check_judge(self, area: str, unit: str, judge: str) -> None:
        if self.contest.rules.judges != Panel.SINGLE or judge:
            check_judge(self.session, self.contest, area, unit, judge)


def read_sheet_score(text: str, maximum: Decimal, *, comma_separates: bool) -> Decimal | None:
    """A score as a sheet has it; None for n/a in any of its words. Raises BadInput for anything else.

    Sheets write 95,5 and 1,234.5, .5 and 9. besides what a person may type; a comma that may be either is refused.
    """
    plain = folded(text)
    if plain in NOT_APPLICABLE:
        return None
    if not comma_separates or _THOUSANDS.fullmatch(plain):
        plain = _without_commas(plain, text, maximum)
    plain = _EDGE.sub(lambda found: "0." if found.end() < len(found.string) else "", plain)
    try:
        return read_score(plain, maximum)
    except ValueError:
        raise BadInput("score.value", text=text, maximum=f"{maximum.normalize():f}") from None


def _without_commas(plain: str, text: str, maximum: Decimal) -> str:
    """A number whose commas part thousands or, alone, its decimals."""
    if _THOUSANDS.fullmatch(plain):
        may_be_whole = Decimal(plain.replace(",", "")) <= maximum
        may_be_part = plain.count(",") == 1 and "." not in plain and Decimal(plain.replace(",", ".")) <= maximum
        if may_be_whole and may_be_part:
            raise BadInput("import.comma", text=text)
        return plain.replace(",", "" if may_be_whole or not may_be_part else ".")
    return plain.replace(",", ".") if _DECIMAL_COMMA.fullmatch(plain) else plain
