"""What is typed and not saved is kept beside, whatever ends the desk, and put back when its sheet is opened again."""

from collections.abc import Iterable, Iterator
from uuid import uuid4

from scoreboard.desk.kept_scores import KeptScores, KeptSheet, TypedScore, Typist, left_by
from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.worksheet import Worksheet
from screens.desk.cell_text import plain
from screens.desk.grid import ScoreGrid
from screens.desk.unsaved_scores import Held, Hold


class KeptTyping:
    """Keeps the texts that are typed on the open sheet; `trouble` says why it can't, and the desk goes on without."""

    def __init__(self, grid: ScoreGrid) -> None:
        self._grid = grid
        self._kept: KeptScores | None = None
        self._edited: Place | None = None
        self.trouble = ""

    def begin(self, typist: Typist, sheet: Worksheet, reason: str) -> tuple[int, tuple[KeptSheet, ...]]:
        """A sheet has been opened: put back what is left of it, with a `reason` to tell at each cell.

        Returns how many texts are back in their cells, and of which other sheets something waits.
        """
        self.end()
        own = KeptSheet(sheet.series.id, sheet.period.id, sheet.judge)
        self._kept = KeptScores(typist, own)
        back, elsewhere = 0, list[KeptSheet]()
        for left in left_by(typist):
            if left.sheet != own:
                elsewhere.append(left.sheet)
                left.put_back()
                continue
            for place, held in _put_back(left.typed, sheet, typist.person, reason):
                self._grid.held.by_place[place] = held
                self.look(place)
                self._grid.redraw_cell(place)
                back += 1
            if self.trouble:
                left.put_back()
            else:
                left.taken()
        return back, tuple(dict.fromkeys(elsewhere))

    def look(self, place: Place) -> None:
        """Something has happened to a cell: keep what stands in it now."""
        if self._kept is None:
            return
        try:
            self._kept.keep(place, self._standing(place))
        except OSError as error:
            self.trouble = error.strerror or str(error)

    def look_at_edit(self) -> None:
        """Something was typed, or the typing has ended."""
        edit, before = self._grid.edit, self._edited
        self._edited = edit.place if edit is not None else None
        for place in (before, self._edited):
            if place is not None:
                self.look(place)

    def end(self, *, wanted: bool = True) -> None:
        """The sheet is left: what is not saved waits, where it is `wanted`."""
        if self._kept is not None:
            self._kept.leave(wanted=wanted)
        self._kept = self._edited = None

    def _standing(self, place: Place) -> TypedScore | None:
        """What stands in a cell and is not saved; the text that is being typed comes first."""
        edit, held = self._grid.edit, self._grid.held.shown(place)
        if edit is not None and edit.place == place and edit.text:
            return TypedScore(*place, edit.text, edit.version, edit.before, "")
        return TypedScore(*place, held.text, held.version, held.before, held.request) if held is not None else None


def _put_back(typed: Iterable[TypedScore], sheet: Worksheet, person: str, reason: str) -> Iterator[tuple[Place, Held]]:
    """What is left for cells that the sheet has, but for what had been saved when the desk ended."""
    for one in typed:
        if one.unit in sheet.row_of and one.area in sheet.column_of and not _saved(one, sheet, person):
            request = one.request or str(uuid4())
            yield one.place, Held(plain(one.text), one.version, one.before, Hold.UNSAVED, request, reason)


def _saved(typed: TypedScore, sheet: Worksheet, person: str) -> bool:
    """Whether the database has it: this person's, newer than what they saw, and the same."""
    cell = sheet.cell(typed.place)
    return cell.version > typed.version and cell.entered_by == person and sheet.says(typed.place, plain(typed.text))
