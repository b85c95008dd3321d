"""What is in the way of closing a period, a line each, with where it is mended."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from scoreboard.desk.confirming import CONFIRM
from scoreboard.desk.readiness import Readiness
from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.worksheet import Worksheet
from scoreboard.enums import PeriodState
from scoreboard.locale import say
from screens.desk.dialog import DeskDialog
from screens.widgets.cells import width_of
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.rows import ListRow, RowList

FRAME = 10
"""Columns of the screen beside a line."""


@dataclass(frozen=True)
class CellInTheWay:
    """Drafts, or cells that are empty: the first of them in an area."""

    what: str
    place: Place


@dataclass(frozen=True)
class PlaceInTheWay:
    """A place that several share and whose order somebody decides."""

    number: int


@dataclass(frozen=True)
class TieInTheWay:
    """A tie for first place that somebody decides, by the flag's number."""

    number: int


Way = CellInTheWay | PlaceInTheWay | TieInTheWay


class WaysDialog(DeskDialog[Way]):
    """Ends with what is to be mended, or without."""

    ABOUT: ClassVar[str] = "ways"

    def __init__(self, lang: str, ways: Callable[[int], Sequence[ListRow]]) -> None:
        """`ways` are the lines in so many cells."""
        super().__init__(lang)
        self.ways = ways
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.say("closing.ways"))
            yield RowList((ListColumn(),), id="ways", beside=BESIDE)
            yield Foot()

    def on_mount(self) -> None:
        self._show()
        self.query_one("#ways").focus()
        self.show_keys(("Enter", self.say("key.go_there")), ("dialog.leave", self.say("key.leave")))

    def on_resize(self) -> None:
        super().on_resize()
        self._show()

    def _show(self) -> None:
        self.query_one("#ways", RowList).show(self.ways(self.app.size.width - FRAME))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        assert isinstance(event.key, Way)
        self.dismiss(event.key)


def in_the_way(readiness: Readiness, sheet: Worksheet, lang: str, room: int = 0) -> Sequence[ListRow]:
    """The lines; none where nothing is. Empty cells, the last of them, don't hinder closing, but may not be meant.

    With `room` units are called by their short names where a line would not go into so many cells.
    """
    if readiness.state != PeriodState.OPEN:
        return ()
    drafts = [(one.unit, one.area) for one in sheet.seen(CONFIRM)]
    return [
        *_by_area("drafts", drafts, sheet, lang, room),
        *_by_area("unequal", readiness.unequal_at, sheet, lang, room),
        *(
            ListRow(TieInTheWay(number), (say("desk.closing.way_tie", lang, area=flag.area.called(lang)),), "bad")
            for number, flag in enumerate(readiness.flags)
            if flag.undecided
        ),
        *(
            ListRow(PlaceInTheWay(number), (say("desk.closing.way_place", lang, rank=place.rank),), "bad")
            for number, place in enumerate(readiness.shared)
            if readiness.places
        ),
        *_by_area("missing", sheet.missing_places(), sheet, lang, room, tone="quiet"),
    ]


def _by_area(
    what: str, places: Iterable[Place], sheet: Worksheet, lang: str, room: int, tone: str = "bad"
) -> list[ListRow]:
    """A line for each area: how many there are, and the first of them."""
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place[1], []).append(place)
    rows = []
    for area, some in found.items():
        called, unit = sheet.areas[sheet.column_of[area]].called(lang), sheet.units[sheet.row_of[some[0][0]]]
        told, shorter = (
            say(f"desk.closing.way_{what}", lang, area=called, unit=name, count=len(some))
            for name in (unit.called(lang), unit.short_in(lang) or unit.called(lang))
        )
        told = shorter if room and width_of(told) > room else told
        rows.append(ListRow(CellInTheWay(what, some[0]), (told,), tone))
    return rows
