"""What can be chosen at a line of a preview; each way makes other choices of those that were made so far."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import takewhile

from scoreboard.desk.importing.choices import LEFT_OUT, Cell, SheetChoices
from scoreboard.desk.importing.preview import CellChange, Mending, Preview, PreviewCell, SheetProblem
from scoreboard.desk.worksheet import Named, Worksheet
from scoreboard.exchange.workbooks.headings import ColumnRole, bare, ends_as
from scoreboard.exchange.workbooks.raw_sheet import RawSheet, letters_of
from scoreboard.locale import say
from scoreboard.name_search import UnitKeys, folded, matching
from scoreboard.rules.scores import NOT_APPLICABLE, is_unclear
from screens.desk.choice import ChoiceDialog, by_words
from screens.desk.choosing import finder_prompt
from screens.desk.preview_lines import CellLine, ColumnLine, LineKey, ProblemLine, RowLine, WordLine
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow

Choose = Callable[[str], SheetChoices]
"""The choices after an answer: the id of a unit or an area, LEFT_OUT, or the name of a way."""
ALIKE_HANZI, ALIKE_LATIN = 2, 4
"""With how many characters two names must begin alike."""
CLOSEST = 5
"""How many units that are spelled nearly alike are named first."""
LEAVE = "-"
"""How a row of a dialog that stands for LEFT_OUT is called, since no row may be called nothing."""


@dataclass(frozen=True)
class MendingQuestion:
    """A dialog, and the choices that follow from its answer."""

    dialog: ChoiceDialog
    choose: Choose


@dataclass(frozen=True)
class Mender:
    """Asks about the lines of one preview."""

    preview: Preview
    choices: SheetChoices
    sheet: Worksheet
    keys: Sequence[UnitKeys]
    lang: str
    raw: RawSheet

    def question(self, key: LineKey) -> MendingQuestion | None:
        """What is to be asked at a line; None where there is nothing to choose."""
        if isinstance(key, ProblemLine):
            return self._about_problem(self.preview.problems[key.number])
        if isinstance(key, ColumnLine):
            return self._area_of_column(key.number)
        if isinstance(key, WordLine) and key.kind == "period":
            ways = {"ask_again": replace(self.choices, periods=self.choices.periods - {key.text})}
            return self._ways(self._say("ask.period", heading=key.text), ways)
        if isinstance(key, WordLine):
            return self._unit_of_name(key.text) if key.kind == "name" else self._area_of_text(key.text)
        if isinstance(key, RowLine):
            return self._unit_of_row(key.row)
        return self._about_cell(key)

    def _say(self, key: str, **gaps: object) -> str:
        return say(f"desk.import.{key}", self.lang, **gaps)

    def _about_problem(self, one: SheetProblem) -> MendingQuestion | None:
        row, column = one.row, one.column
        if one.mending is Mending.NAME:
            return self._unit_of_name(folded(one.text), one.text)
        if one.mending is Mending.ROW and row is not None:
            return self._unit_of_row(row, one.text)
        if one.mending is Mending.AREA:
            return self._area_of_text(folded(one.text), one.text)
        if one.mending is Mending.COLUMN:
            return self._which_column() if column is None else self._area_of_column(column)
        if one.mending is Mending.TWO_COLUMNS and column is not None:
            return self._which_of_two(one.text)
        if one.mending is Mending.PERIOD:
            ways = {"this_period": self.choices.meaning_this(one.text)}
            if row is not None and row >= self.preview.layout.first:
                ways["leave_row"] = self._leaving(row)
            return self._ways(self._say("ask.period", heading=one.text or "-"), ways)
        if one.mending is Mending.CONFIRMED and row is not None:
            return self._confirmed_in(row)
        if row is None or column is None:
            return None
        return self._moved(row, column) if one.mending is Mending.MOVED else self._about_cell(CellLine(row, column))

    # Units and areas

    def _unit_of_name(self, name: str, written: str = "") -> MendingQuestion:
        dialog = self._units(self._say("ask.name", name=written or name), self._say("leave.name"), written or name)
        return MendingQuestion(dialog, lambda unit: replace(self.choices, names={**self.choices.names, name: unit}))

    def _unit_of_row(self, row: int, written: str = "") -> MendingQuestion:
        asked = self._say("ask.row", row=row + 1, name=written or "-")
        dialog = self._units(asked, self._say("leave.row"), written)

        def choose(unit: str) -> SheetChoices:
            """What was said of its name was wrong, too, and would be remembered."""
            name, names = folded(written), self.choices.names
            named = {**names, name: unit} if name in names and unit != LEFT_OUT else names
            return replace(self.choices, rows={**self.choices.rows, row: unit}, names=named)

        return MendingQuestion(dialog, choose)

    def _units(self, asked: str, leave: str, written: str) -> ChoiceDialog:
        """All units, those that are spelled nearly alike before the others."""
        lang, units = self.lang, {unit.id: unit for unit in self.sheet.units}
        close = closest(self.keys, written)
        order = [*close, LEAVE, *(unit for unit in units if unit not in close)]
        rows = [
            ListRow(one, (leave, "")) if one == LEAVE else ListRow(one, _unit_cells(units[one], lang)) for one in order
        ]

        leaving = by_words([ListRow(LEAVE, (leave,))])

        def narrowed(typed: str) -> list[str]:
            return [*matching(self.keys, typed), *leaving(typed)] if typed.strip() else order

        columns = (ListColumn(), ListColumn("", 16))
        prompt = finder_prompt(lang, self.keys)
        return ChoiceDialog(lang, asked, columns, rows, matching=narrowed, prompt=prompt)

    def _area_of_text(self, text: str, written: str = "") -> MendingQuestion:
        dialog = self._areas(self._say("ask.area", text=written or text), self._say("leave.area"), text)
        return MendingQuestion(dialog, lambda area: replace(self.choices, areas={**self.choices.areas, text: area}))

    def _area_of_column(self, number: int) -> MendingQuestion | None:
        column = next((one for one in self.preview.columns if one.number == number), None)
        if column is None or column.role is ColumnRole.UNIT:
            return None
        asked = self._say("ask.column", column=letters_of(number), heading=column.heading or "-")
        dialog = self._areas(asked, self._say("leave.column"), folded(column.heading))
        return MendingQuestion(
            dialog, lambda area: replace(self.choices, columns={**self.choices.columns, number: area})
        )

    def _areas(self, asked: str, leave: str, sought: str) -> ChoiceDialog:
        """All areas, those whose names are like the word before the others."""
        there = {one.area: letters_of(one.number) for one in self.preview.columns if one.area is not None}

        def row_of(area: Named) -> ListRow:
            column = there.get(area.id)
            return ListRow(area.id, (area.called(self.lang), self._say("has_column", column=column) if column else ""))

        near = areas_like(self.sheet.areas, sought)
        far = sorted((area for area in self.sheet.areas if area not in near), key=lambda area: area.id in there)
        left = ListRow(LEAVE, (leave, ""))
        rows = [*map(row_of, near), left, *map(row_of, far)]
        columns = (ListColumn(), ListColumn("", 16))
        prompt = self._say("area_prompt")
        return ChoiceDialog(self.lang, asked, columns, rows, matching=by_words(rows), prompt=prompt)

    def _which_of_two(self, area: str) -> MendingQuestion:
        """Which of the columns of one area is taken in; the others are left out."""
        columns = [one for one in self.preview.layout.wide if one.area == area]
        rows = [
            ListRow(
                str(one.number), (self._say("way.this_column", column=letters_of(one.number), heading=one.heading),)
            )
            for one in columns
        ]

        def choose(number: str) -> SheetChoices:
            others = {one.number: LEFT_OUT for one in columns if one.number != int(number)}
            return replace(self.choices, columns={**self.choices.columns, **others, int(number): area})

        asked = self._say("ask.two_columns", area=self._area_called(area))
        return MendingQuestion(ChoiceDialog(self.lang, asked, (ListColumn(),), rows), choose)

    def _area_called(self, area: str) -> str:
        column = self.sheet.column_of.get(area)
        return area if column is None else self.sheet.areas[column].called(self.lang)

    def _leaving(self, row: int) -> SheetChoices:
        return replace(self.choices, rows={**self.choices.rows, row: LEFT_OUT})

    def _which_column(self) -> MendingQuestion | None:
        """The first column that may be one of scores."""
        left = [one for one in self.preview.columns if one.role is ColumnRole.IGNORED]
        free = [one.number for one in left if one.number not in self.choices.columns]
        return self._area_of_column(free[0]) if free else None

    # Cells

    def _about_cell(self, key: CellLine) -> MendingQuestion:
        at = (key.row, key.column)
        if at in self.choices.cells:
            ways = {"take": replace(self.choices, cells=self.choices.cells - {at})}
        else:
            ways = {
                "leave_cell": self.choices.without([at]),
                "leave_row": self._leaving(key.row),
                "leave_column": replace(self.choices, columns={**self.choices.columns, key.column: LEFT_OUT}),
            }
            ways = {**self._all_that_say(at), **ways}
        if at in self.choices.scores:
            kept = {cell: typed for cell, typed in self.choices.scores.items() if cell != at}
            ways = {"as_in_sheet": replace(self.choices, scores=kept), **ways}
        asked, said = self._asked_of(key.row, key.column), self.raw.shown(key.row, key.column)
        count = len(self._saying_the_same(at))
        rows = [ListRow(name, (self._say(f"way.{name}", said=said, count=count),)) for name in ways]
        prompt = self._say("score_prompt")
        dialog = ChoiceDialog(self.lang, asked, (ListColumn(),), rows, prompt=prompt, free=True)
        return MendingQuestion(dialog, lambda answer: ways.get(answer) or self.choices.scored(at, answer))

    def _all_that_say(self, at: Cell) -> dict[str, SheetChoices]:
        """What all cells may mean that say the same as one whose sign is unclear."""
        if not (alike := self._saying_the_same(at)):
            return {}
        typed = dict.fromkeys(alike, NOT_APPLICABLE)
        return {
            "all_not_applicable": replace(self.choices, scores={**self.choices.scores, **typed}),
            "all_without_score": self.choices.without(alike),
        }

    def _saying_the_same(self, at: Cell) -> list[Cell]:
        """The cells in the way that say the same as one, where that is an unclear sign."""
        said = self.raw.shown(*at)
        places = [(one.row, one.column) for one in self.preview.problems]
        known = [(row, column) for row, column in places if row is not None and column is not None]
        return [one for one in known if self.raw.shown(*one) == said] if is_unclear(said) and at in known else []

    def _asked_of(self, row: int, column: int) -> str:
        """What is asked about a cell: whose score of which area it is, and what the sheet says there."""
        at = (row, column)
        cell = next((one for one in self.preview.cells if (one.row, one.column) == at), None)
        flawed = next((one.unit for one in self.preview.problems if (one.row, one.column) == at), "")
        unit, area = (flawed, self._area_at(row, column)) if cell is None else (cell.unit, cell.area)
        number = self.sheet.row_of.get(unit)
        names = ("" if number is None else self.sheet.units[number].called(self.lang), self._area_called(area))
        place = " · ".join(part for part in (f"{letters_of(column)}{row + 1}", *names) if part)
        return self._say("ask.cell", place=place, said=self.raw.shown(row, column) or "—")

    def _area_at(self, row: int, column: int) -> str:
        """The area of a cell, or what its row says in the place of one."""
        layout = self.preview.layout
        if layout.score is None:
            return next((one.area for one in layout.wide if one.number == column and one.area), "")
        named = layout.named_area
        return (self.raw.spread(row, named.number) if named is not None else layout.area) or ""

    def _confirmed_in(self, row: int) -> MendingQuestion:
        everywhere = [one for one in self._changing() if one.confirmed]
        confirmed = [(one.row, one.column) for one in everywhere if one.row == row]
        ways = {
            "keep_confirmed": self.choices.without(confirmed),
            "keep_all_confirmed": self.choices.without((one.row, one.column) for one in everywhere),
            "leave_row": self._leaving(row),
        }
        asked = self._say("ask.confirmed", row=row + 1, count=len(confirmed))
        return self._ways(asked, ways, count=len(everywhere))

    def _moved(self, row: int, column: int) -> MendingQuestion | None:
        cell = next((one for one in self._changing() if (one.row, one.column) == (row, column)), None)
        if cell is None:
            return None
        place = (cell.area, cell.unit, cell.judge)
        ways = {
            "theirs": self.choices.without([(row, column)]),
            "mine": replace(self.choices, seen={**self.choices.seen, place: cell.version}),
        }
        return self._ways(self._asked_of(row, column), ways, old=cell.old, new=cell.new)

    def _changing(self) -> Iterator[PreviewCell]:
        return (one for one in self.preview.cells if one.state in (CellChange.NEW, CellChange.CHANGED))

    def _ways(self, asked: str, ways: dict[str, SheetChoices], **gaps: object) -> MendingQuestion:
        rows = [ListRow(name, (self._say(f"way.{name}", **gaps),)) for name in ways]
        return MendingQuestion(ChoiceDialog(self.lang, asked, (ListColumn(),), rows), lambda answer: ways[answer])


def closest(keys: Sequence[UnitKeys], written: str) -> list[str]:
    """The units that a text may be meant for: whose name it holds, the longest first, then those spelled alike."""
    sought = folded(written)
    if not sought:
        return []
    called = {key: unit.unit for unit in keys for key in unit.keys if not key.isascii() or sought.isascii()}
    within = sorted((key for key in called if len(sought) > 1 and key in sought), key=len, reverse=True)
    around = sorted((key for key in called if len(sought) > 1 and sought in key), key=len)
    near = get_close_matches(sought, list(called), CLOSEST, 0.5)
    return list(dict.fromkeys(called[key] for key in (*within, *around, *near)))[:CLOSEST]


def areas_like(areas: Sequence[Named], written: str) -> list[Named]:
    """The areas that a heading may be meant for, the likeliest first: one is in the other, or they begin alike."""
    sought = {folded(written), bare(written), ends_as(written)[0]} - {""}

    def likeness(area: Named) -> int:
        return max(alike(one, bare(name)) for one in sought for name in (area.name, area.name_en))

    likely = [area for area in areas if sought and likeness(area)]
    return sorted(likely, key=likeness, reverse=True)


def alike(one: str, other: str) -> int:
    """How many characters two names have in common, where that is enough to take one for the other."""
    if one and other and (one in other or other in one):
        return min(len(one), len(other))
    common = len(list(takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False))))
    return common if common >= (ALIKE_LATIN if one.isascii() else ALIKE_HANZI) else 0


def answer_of(key: str) -> str:
    """What the key of a chosen row stands for."""
    return LEFT_OUT if key == LEAVE else key


def _unit_cells(unit: Named, lang: str) -> tuple[str, str]:
    return unit.called(lang), unit.short_in(lang)
