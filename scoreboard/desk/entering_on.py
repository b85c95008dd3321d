"""A desk's scores, one after the other: what was asked for the last of them is not asked again while it holds.

An entry asks a dozen questions, and the next one has the same answers as long as only entries have followed in the
journal. They are asked before the turn to write, which is held for no more than that to be seen and the score put down.
Whatever is otherwise, and whatever is refused, is done as anybody's entry is (`scoreboard/desk/entering.py`).
"""

import threading
from dataclasses import dataclass, field
from datetime import datetime

from scoreboard.desk.entering import TypedEntry, enter, entry_over, place_to_enter
from scoreboard.desk.unit_of_work import acting, looking, zone_of
from scoreboard.enums import Panel
from scoreboard.errors import BadInput, Refused
from scoreboard.settings import Settings
from scoreboard.store.cells import CellRow, Key, cell_at
from scoreboard.store.chain import Head, head_of_whole
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from scoreboard.store.putting_down import ENTER, EnteredScore
from scoreboard.store.scores_awaited import is_scored
from scoreboard.store.writing import Actor, deed_words, machine_time, next_freeze

Place = tuple[str, str]
"""An area and a unit, as somebody calls them."""


@dataclass
class AskedBefore:
    """What was asked of a contest for somebody who enters, and what stands in the cells that they wrote."""

    whom: tuple[Settings, Key]
    since: Head | None
    """As of which row of the journal; None where whoever logs in doesn't see all that follows it."""
    by: Actor
    zone: str
    contest: Contest
    scored: bool
    """Whether anything stood in the contest."""
    freeze: datetime | None
    """When the next freeze begins."""
    places: dict[Place, Place] = field(default_factory=dict)
    """The area and the unit of a cell into which something may be entered, by what they are called."""
    cells: dict[Place, CellRow] = field(default_factory=dict)


class EnteringOn:
    """Enters one score after the other for one desk."""

    def __init__(self) -> None:
        self._asked: AskedBefore | None = None
        self._alone = threading.Lock()

    def enter(
        self,
        store: Store,
        settings: Settings,
        contest: Key,
        place: Place,
        text: str,
        *,
        judge: str,
        version: int,
        request: str,
    ) -> int:
        """Enter a score in a transaction of its own; answers and refuses as `scoreboard.desk.entering.enter`."""
        with self._alone:
            entered = None if judge else self._quickly(store, settings, contest, place, text, version, request)
        if entered is not None:
            return entered
        area, unit = place
        with acting(store, settings, ENTER, series=contest[0]) as writing:
            met = contest_of(writing.session, *contest)
            found = find_unit(writing.session, unit)
            return enter(writing, met, area, found, text, judge=judge, version=version, request=request)

    def _quickly(
        self, store: Store, settings: Settings, contest: Key, place: Place, text: str, version: int, request: str
    ) -> int | None:
        """The new version; None where the deed itself has to be done, which says what hinders it, if anything does."""
        try:
            asked = self._of(store, settings, contest)
            if asked.since is None or asked.contest.rules.judges != Panel.SINGLE:
                return None
            now = settings.moment(asked.zone)
            entry = _entry(store, asked, place, text, version, now)
        except (BadInput, Refused):
            entry = None
        if entry is not None and self._put_down(store, asked, entry, now, version, request):
            return entry.row.version
        self._asked = None
        return None

    @staticmethod
    def _put_down(
        store: Store, asked: AskedBefore, entry: TypedEntry, now: datetime, version: int, request: str
    ) -> bool:
        """Put an entry down; whether that could be done by what is known."""
        told = {"before": entry.before, "after": entry.after, "request": request}
        words = deed_words(asked.by, now, ENTER, entry.subject, machine_now=machine_time(), **told)
        assert asked.since is not None
        head = store.put_down(EnteredScore(asked.contest.key, entry.row, version, words), asked.since)
        if head is None:
            return False
        asked.since = head
        asked.cells[entry.row.area, entry.row.unit] = entry.row
        return True

    def _of(self, store: Store, settings: Settings, contest: Key) -> AskedBefore:
        """What is known of a contest, asked now where it is not yet. Raises as whatever is asked."""
        if self._asked is None or self._asked.whom != (settings, contest):
            with looking(store, settings, ENTER, series=contest[0]) as here:
                session = here.session
                met = contest_of(session, *contest)
                self._asked = AskedBefore(
                    (settings, contest),
                    head_of_whole(session),
                    here.by,
                    zone_of(session),
                    met,
                    is_scored(session, met),
                    next_freeze(session),
                )
        return self._asked


def _entry(store: Store, asked: AskedBefore, place: Place, text: str, version: int, now: datetime) -> TypedEntry | None:
    """What is entered, by what is known; None where more would follow from it. Raises as `enter`."""
    if asked.freeze is not None and now >= asked.freeze:
        return None  # it is written down after the deed
    if not version and not asked.scored:
        return None  # the contest begins with it, which is told
    known = asked.places.get(place)
    if known is None:
        with store.read() as session:
            unit = find_unit(session, place[1])
            known = asked.places[place] = place_to_enter(session, asked.contest, place[0], unit, ""), unit.id
    cell = asked.cells.get(known) if version else None
    if version and (cell is None or cell.version != version):
        with store.read() as session:
            cell = cell_at(session, asked.contest.key, *known, "")
    return entry_over(cell, asked.contest, (*known, ""), text, asked.by, now, version=version)
