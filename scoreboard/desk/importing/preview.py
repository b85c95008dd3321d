"""What a sheet would change, line by line: old beside new, and everything that stands in the way (S19)."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from typing import NamedTuple

from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.errors import ContestError
from scoreboard.exchange.workbooks.columns import SheetColumn
from scoreboard.exchange.workbooks.layout import SheetLayout


class CellChange(StrEnum):
    """What a cell of a sheet does to a score."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BLANK = "blank"
    """Nothing stands there, which changes nothing: it is not 0."""
    LEFT_OUT = "left-out"
    """Somebody has said that it is not taken in."""


class RankedBy(StrEnum):
    """What a place was reckoned by."""

    SCORES = "scores"
    TOTAL = "total"
    FLAGS = "flags"
    UNDECIDED_FLAGS = "undecided-flags"
    """By flags, while somebody must still decide who of equal ones has one."""


class RowState(StrEnum):
    """Why a row is not, or not wholly, taken in."""

    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    DUPLICATE = "duplicate"
    TOTAL = "total"
    CLOSED = "closed"
    """It would change scores that have been confirmed."""
    LEFT_OUT = "left-out"
    """Somebody has said that it is not taken in."""
    OTHER_PERIOD = "other-period"
    """It says itself that it is of another period."""


class Mending(Enum):
    """What somebody may choose where a sheet can't be taken in as it is."""

    NAME = "name"
    """Which unit a name means."""
    ROW = "row"
    """Whose a row is."""
    AREA = "area"
    """Which area a text of a row means."""
    COLUMN = "column"
    """Which area a column is of."""
    TWO_COLUMNS = "two-columns"
    """Which of two columns of one area is taken in."""
    CONFIRMED = "confirmed"
    """That what has been confirmed in a row stays."""
    MOVED = "moved"
    """Whose score it is to be, the sheet's or that of whoever has changed it meanwhile."""
    PERIOD = "period"
    """That a heading which names another period is of this one."""
    CELL = "cell"
    """Nothing but that it is left out."""


_IN_THE_WAY = {
    RowState.UNKNOWN: Mending.NAME,
    RowState.AMBIGUOUS: Mending.NAME,
    RowState.DUPLICATE: Mending.ROW,
    RowState.CLOSED: Mending.CONFIRMED,
}


class PreviewCell(NamedTuple):
    """A score of the sheet beside the one that is there. Rows and columns are counted from 0."""

    row: int
    column: int
    unit: str
    area: str
    judge: str
    old: str | None
    new: str | None
    state: CellChange
    version: int
    """That of the old score; 0 where there is none."""
    confirmed: bool = False
    """Whether the old one is confirmed, so that nothing may change it."""
    instead_of: str | None = None
    """What the sheet says, where somebody has typed the new one in its place."""

    @property
    def proved_anew(self) -> bool:
        """Whether it is the same score, entered again by somebody who is proved now."""
        return self.state is CellChange.CHANGED and self.old == self.new


@dataclass(frozen=True)
class RowNote:
    """A row that is told of, and why."""

    row: int
    text: str
    state: RowState
    message: ContestError


@dataclass(frozen=True)
class SheetProblem:
    """Something that must be mended before anything is saved; `column` None where it is about the row."""

    row: int | None
    column: int | None
    message: ContestError
    mending: Mending = Mending.CELL
    text: str = ""
    """The name or the heading that it is about."""
    unit: str = ""
    """The unit in whose row a cell stands, where that is known."""


@dataclass(frozen=True)
class TypedRank:
    """A place that somebody typed and that does not follow from the scores; `area` None for the overall table."""

    row: int
    unit: str
    area: str | None
    typed: str
    computed: int | None
    waiting: int = 0
    """How many units have no score yet: while there are any, nobody can say which place is right."""
    by: RankedBy = RankedBy.SCORES


@dataclass(frozen=True)
class TypedTotal:
    """A sum or an average that somebody typed and that is not what the row's scores make."""

    row: int
    column: int
    unit: str
    typed: str
    computed: str


@dataclass
class Preview:
    """A sheet as it would be taken in."""

    layout: SheetLayout
    cells: list[PreviewCell] = field(default_factory=list)
    rows: list[RowNote] = field(default_factory=list)
    problems: list[SheetProblem] = field(default_factory=list)
    unread: list[SheetColumn] = field(default_factory=list)
    """Columns of figures that are passed over because their headings name nothing, and that nobody has chosen."""
    left_out: list[SheetColumn] = field(default_factory=list)
    """Columns of figures that somebody has chosen to leave out."""
    ranks: list[TypedRank] = field(default_factory=list)
    totals: list[TypedTotal] = field(default_factory=list)
    remembered: SheetChoices = field(default_factory=SheetChoices)
    """What was chosen of an earlier sheet of this layout and holds here, too."""
    official: dict[str, str] = field(default_factory=dict)
    """What papers call units, and whom that is taken to mean."""
    other_periods: Counter[str] = field(default_factory=Counter)
    """How many rows say of themselves that they are of which other period."""
    skipped: int = 0
    """Rows that hold no unit's scores: sums, notes, headers that are repeated."""

    @property
    def header(self) -> int:
        """The row of the headings, from 0; -1 where there is none."""
        return self.layout.header

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        return self.layout.columns

    @property
    def counts(self) -> Mapping[str, int]:
        """How many cells do what, how many rows were skipped and how much is in the way."""
        states = Counter(cell.state for cell in self.cells)
        return {
            **{state.value: states[state] for state in CellChange if state is not CellChange.LEFT_OUT},
            "skipped": self.skipped,
            "problems": len(self.problems),
        }

    @property
    def told_ranks(self) -> list[TypedRank]:
        """The places that are wrong for sure: those in a count that lacks nobody."""
        return [one for one in self.ranks if not one.waiting]

    @property
    def differing(self) -> int:
        """How many of the typed places and sums are not what the scores make."""
        return len(self.told_ranks) + len(self.totals)

    @property
    def waiting(self) -> Mapping[str | None, int]:
        """In which areas places can't be compared yet, and how many units lack a score there."""
        return {one.area: one.waiting for one in sorted(self.ranks, key=lambda one: one.waiting) if one.waiting}

    @property
    def to_save(self) -> Collection[PreviewCell]:
        """The scores that are new or others than before."""
        return [cell for cell in self.cells if cell.state in (CellChange.NEW, CellChange.CHANGED)]

    def name(self, named: Callable[[ContestError], ContestError]) -> None:
        """Say what is told of rows, and what is in the way, as `named` says it."""
        self.rows = [replace(note, message=named(note.message)) for note in self.rows]
        self.problems = [replace(one, message=named(one.message)) for one in self.problems]

    def trouble(
        self,
        row: int | None,
        column: int | None,
        message: ContestError,
        mending: Mending = Mending.CELL,
        text: str = "",
        unit: str = "",
    ) -> None:
        self.problems.append(SheetProblem(row, column, message, mending, text, unit))

    def note(self, row: int, text: str, state: RowState, message: ContestError) -> None:
        """Tell of a row; whoever is unknown, meant by several names or there twice is in the way, too."""
        self.rows.append(RowNote(row, text, state, message))
        if state in _IN_THE_WAY:
            mending = _IN_THE_WAY[state] if text else Mending.ROW
            self.trouble(row, None, message, mending, text)
