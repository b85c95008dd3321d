"""Who else is at a desk of this database, and at which cell: shown as it changes, here and over ssh."""

import contextlib

from scoreboard.desk.presence import Presence, Whereabouts
from scoreboard.desk.sheet_cells import Place
from screens.desk.messages import CursorMoved
from screens.desk.open_sheet import OpenSheet

MOST_NAMED = 3


class Together:
    """Tells the other desks where this one's person is, and marks where theirs are; without it the desk works on."""

    def __init__(self, opened: OpenSheet) -> None:
        self._opened = opened
        self._presence = Presence(opened.workplace.settings.paths.main)
        self._others: tuple[Whereabouts, ...] = ()

    def tell(self) -> None:
        """Say at which cell this desk's person is."""
        opened, sheet, place = self._opened, self._opened.sheet, self._opened.grid.place
        person = opened.workplace.settings.acting
        if sheet is None or person is None:
            return
        unit, area = place or ("", "")
        where = (sheet.series.id, sheet.period.id, sheet.judge, unit, area)
        with contextlib.suppress(OSError):
            self._presence.tell(Whereabouts(person, *where, typing=opened.grid.edit is not None))

    def look(self) -> None:
        """See where the others are now."""
        grid = self._opened.grid
        beside = self.at(grid.place) if grid.place is not None else ""
        before, self._others = self._others, self._presence.others()
        if before != self._others:
            self._opened.grid.mark(frozenset((one.unit, one.area) for one in self._others if self._same_sheet(one)))
            self._opened.shown()
        if grid.place is not None and self.at(grid.place) != beside and not self._opened.line.refused:
            grid.post_message(CursorMoved())  # somebody has come to the cell at which one is, or has left it

    def end(self) -> None:
        """This desk's person has left."""
        self._presence.end()

    def here(self) -> str:
        """Who else is at a desk, by name; empty where nobody is."""
        names = list(dict.fromkeys(one.person for one in self._others))
        if len(names) > MOST_NAMED:
            more = self._opened.say("together.more", count=len(names) - MOST_NAMED)
            names = [*names[:MOST_NAMED], more]
        return self._opened.say("and").join(names)

    def at(self, place: Place) -> str:
        """Who else is at this cell; empty where nobody is."""
        found = (one.person for one in self._others if (one.unit, one.area) == place and self._same_sheet(one))
        return self._opened.say("and").join(dict.fromkeys(found))

    def _same_sheet(self, other: Whereabouts) -> bool:
        sheet = self._opened.sheet
        if sheet is None:
            return False
        return (other.series, other.period, other.judge) == (sheet.series.id, sheet.period.id, sheet.judge)
