"""The journal at the desk: who, when, old, new; of the current cell first, then of the whole contest."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from scoreboard.desk.deed_words import deed_called
from scoreboard.desk.history import Deed
from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.worksheet import Worksheet
from scoreboard.locale import catalogue, listed
from scoreboard.store.writing import NOBODY
from screens.desk.dialog import DeskDialog
from screens.desk.sentences import local_time, place_words
from screens.desk.workplace import Workplace
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.rows import ListRow, RowList, heading_rows

FRAME = 10
"""Columns of the screen beside the list."""
MOST_OF_CELL, MOST_OF_CONTEST = 12, 200


class JournalDialog(DeskDialog[None]):
    """Both lists on one page, the newest deed first."""

    ABOUT: ClassVar[str] = "journal"

    def __init__(self, lang: str, workplace: Workplace, sheet: Worksheet, place: Place | None) -> None:
        super().__init__(lang)
        self.heading = self.say("journal.title", series=sheet.series.called(lang), period=sheet.period.called(lang))
        self.workplace, self.sheet, self.place = workplace, sheet, place
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            columns = (
                ListColumn(self.say("journal.when"), 14),
                ListColumn(self.say("journal.who"), 8),
                ListColumn(self.say("journal.what"), 10),
                ListColumn(self.say("journal.where"), 0),
                ListColumn(self.say("journal.old"), 7, right=True),
                ListColumn(self.say("journal.new"), 7, right=True),
            )
            yield RowList(columns, id="deeds", gap=1, beside=BESIDE)
            yield Foot()

    def on_mount(self) -> None:
        self.query_one("#deeds").focus()
        self.show_keys(("dialog.leave", self.say("key.leave")), ("?", self.say("journal.unproved")))
        contest = f"{self.sheet.series.id}/{self.sheet.period.id}"

        def read() -> tuple[tuple[Deed, ...], tuple[Deed, ...]]:
            cell: tuple[Deed, ...] = ()
            if self.place is not None:
                unit, area = self.place
                cell = self.workplace.deeds(f"{contest}/{area}/{unit}")
            return cell[:MOST_OF_CELL], self.workplace.deeds(contest)[:MOST_OF_CONTEST]

        self.thread.do(read, self._show, self.refuse)

    def _show(self, deeds: tuple[tuple[Deed, ...], tuple[Deed, ...]]) -> None:
        cell, contest = deeds
        rows: list[ListRow] = []
        if self.place is not None:
            rows += heading_rows(place_words(self.place, self.sheet, self.lang), self.app.size.width - FRAME)
            rows += [self._row(deed, "cell") for deed in cell]
            if not cell:
                rows.append(ListRow(None, (f"  {self.say('journal.nothing')}",), "heading"))
        rows.append(ListRow(None, (self.say("journal.latest"),), "heading"))
        rows += [self._row(deed, "contest") for deed in contest]
        self.query_one("#deeds", RowList).show(rows)

    def _row(self, deed: Deed, part: str) -> ListRow:
        action = deed_called(deed.action, self.lang)
        reason = f"  {deed.reason}" if deed.reason else ""
        who = deed.who if deed.proved or deed.who == NOBODY.name else f"{deed.who}?"
        cells = (
            local_time(deed.at, self.sheet.zone),
            who,
            action,
            self._subject(deed.subject) + reason,
            self._said(deed.before),
            self._said(deed.after),
        )
        return ListRow(
            (part, deed.sequence), cells, "quiet" if deed.action.startswith(("confirm", "unconfirm")) else ""
        )

    def _subject(self, subject: str) -> str:
        parts = subject.split("/")
        if len(parts) < 3:
            return ""
        area, unit, *judge = [*parts[2:], ""]
        named = place_words((unit, area), self.sheet, self.lang)
        return " ".join([named.strip(" ·"), *judge]).strip()

    def _unit_called(self, unit: str) -> str:
        row = self.sheet.row_of.get(unit)
        return unit if row is None else self.sheet.units[row].short_in(self.lang)

    def _said(self, said: Any) -> str:
        """The score, the state or the holders that a deed's before or after speaks of."""
        if not isinstance(said, dict):
            return ""
        if said.get("score"):
            return str(said["score"])
        if "cells" in said:
            return self.say("journal.cells", count=len(said["cells"]))
        if "units" in said:
            return listed(map(self._unit_called, said["units"]), self.lang) or "-"
        state = catalogue("desk", self.lang).get(f"state.{said.get('state')}")
        return state or self.say("cell.none")
