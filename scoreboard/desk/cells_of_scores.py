"""How stored scores become cells of a worksheet: in one judge's hand, and without what somebody is not to see yet."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from scoreboard.desk.draft_versions import CellKey
from scoreboard.desk.second_entries import SecondEntry, is_hidden, second_entries
from scoreboard.desk.sending_back import SentBack
from scoreboard.desk.sheet_cells import EMPTY_CELL, HIDDEN, CellState, Place, SheetCell
from scoreboard.enums import ScoreState
from scoreboard.rules.ranking import exact
from scoreboard.rules.scores import NOT_APPLICABLE
from scoreboard.store.cells import CellRow
from scoreboard.store.contest import Contest


@dataclass(frozen=True)
class Blindness:
    """Whose eyes drafts are kept from, and those that were typed twice."""

    name: str
    second: Mapping[CellKey, SecondEntry]

    def hides(self, row: CellRow) -> bool:
        return row.entered_by != self.name and is_hidden(row, self.second)


def blindness(
    session: Session, contest: Contest, name: str | None, places: Iterable[tuple[str, str]] | None = None
) -> Blindness | None:
    """What is kept from somebody; None where nothing is."""
    if name is None or not contest.rules.double_entry:
        return None
    return Blindness(name, second_entries(session, contest, places))


@dataclass(frozen=True)
class CellReading:
    """How rows become cells of a sheet: in whose hand, and with what is said of them."""

    judge: str
    decimals: int
    back: Mapping[CellKey, SentBack]
    blind: Blindness | None

    def cells(self, rows: Iterable[CellRow], members: Container[str]) -> dict[Place, SheetCell]:
        """Cells in one judge's hand, with what the others have in the same places."""
        cells: dict[Place, SheetCell] = {}
        others: dict[Place, list[CellRow]] = defaultdict(list)
        for row in rows:
            if row.unit not in members:
                continue
            place = row.unit, row.area
            if row.judge == self.judge:
                cells[place] = self._cell(row)
            else:
                others[place].append(row)
        for place, scored in others.items():
            drafts, confirmed = (
                tuple((row.judge, row.version) for row in scored if row.state == state)
                for state in ("draft", "confirmed")
            )
            cells[place] = replace(cells.get(place, EMPTY_CELL), other_drafts=drafts, other_confirmed=confirmed)
        return cells

    def _cell(self, row: CellRow) -> SheetCell:
        withdrawn = row.state == ScoreState.WITHDRAWN
        text = "" if withdrawn else NOT_APPLICABLE if row.value is None else exact(row.value, self.decimals)
        return SheetCell(
            HIDDEN if self.blind is not None and self.blind.hides(row) else text,
            CellState.MISSING if withdrawn else CellState(row.state),
            row.version,
            row.entered_by,
            row.entered_at,
            row.confirmed_by,
            row.confirmed_at,
            row.entered_by is not None and not row.entered_bound,
            self.back.get((row.area, row.unit, row.judge)),
        )
