"""Typed scores that the database has not acknowledged yet, and the changes that can be undone. No widgets here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from uuid import uuid4

from scoreboard.desk.sheet_cells import Place, SheetCell


class Hold(Enum):
    """Why a typed score is not in the database."""

    SAVING = "saving"
    UNSAVED = "unsaved"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Held:
    """A typed score, the version that the operator saw, and the request that makes a retry harmless."""

    text: str
    version: int
    before: str
    """What the cell said when the operator began to type."""
    hold: Hold = Hold.SAVING
    request: str = field(default_factory=lambda: str(uuid4()))
    reason: str = ""
    theirs: SheetCell | None = None
    """In a conflict, what is in the database."""
    undoing: bool = False
    redoing: bool = False
    together: str = ""
    """What it was changed with at once, as in a fill; empty where by itself."""
    again: bool = False
    """Whether it could not be saved before: that it is saved now is news."""
    passing: bool = False
    """Whether what hindered it may have passed by the next try, as a database that another one keeps busy."""


@dataclass
class HeldScores:
    """The typed scores of one worksheet by cell; at most one of a cell is on its way at a time."""

    by_place: dict[Place, Held] = field(default_factory=dict)
    waiting: dict[Place, Held] = field(default_factory=dict)
    """What was typed into a cell while its last score was on its way."""

    def shown(self, place: Place) -> Held | None:
        """What a cell shows instead of the database's score."""
        return self.waiting.get(place) or self.by_place.get(place)

    def submit(self, place: Place, typed: Held) -> Held | None:
        """Take a typed score; returns what is to be sent now, or None while the cell's last one is on its way.

        The same text as one that was not saved is a retry of the same request.
        """
        last = self.by_place.get(place)
        if last is not None and last.hold is Hold.SAVING:
            self.waiting[place] = typed
            return None
        if last is not None and last.hold is Hold.UNSAVED and (last.text, last.version) == (typed.text, typed.version):
            typed = replace(last, hold=Hold.SAVING, reason="", again=True)
        self.by_place[place] = typed
        return typed

    def acknowledge(self, place: Place, version: int) -> Held | None:
        """A score has been saved; returns what was typed meanwhile, to be sent with the new version."""
        saved = self.by_place.pop(place)
        following = self.waiting.pop(place, None)
        if following is None:
            return None
        following = replace(following, version=version, before=saved.text)
        self.by_place[place] = following
        return following

    def keep(
        self, place: Place, hold: Hold, reason: str, theirs: SheetCell | None = None, *, passing: bool = False
    ) -> Held:
        """A score was not saved: keep the newest typed text in its cell and say why."""
        sent = self.by_place[place]
        newest = self.waiting.pop(place, None)
        kept = sent if newest is None else replace(newest, version=sent.version, before=sent.before)
        self.by_place[place] = replace(kept, hold=hold, reason=reason, theirs=theirs, passing=passing)
        return self.by_place[place]

    def give_up(self, place: Place) -> None:
        """Forget a score that was on its way and was refused, and what was typed meanwhile with it."""
        self.by_place.pop(place, None)
        self.waiting.pop(place, None)

    def drop(self, place: Place) -> bool:
        """Forget a text that could not be saved; False where there is none, or it is on its way."""
        held = self.by_place.get(place)
        if held is None or held.hold is Hold.SAVING:
            return False
        del self.by_place[place]
        return True

    def count(self, *holds: Hold) -> int:
        return sum(held.hold in holds for held in self.by_place.values())

    def places(self, hold: Hold) -> list[Place]:
        return [place for place, held in self.by_place.items() if held.hold is hold]


@dataclass(frozen=True)
class ScoreChange:
    """A change of this operator that `z` takes back: what the cell said before, and its version since."""

    place: Place
    before: str
    after: str
    version: int
    judge: str = ""


Together = tuple[ScoreChange, ...]
"""What was changed at once: one cell, or all that a sheet or a block has changed."""


@dataclass
class Changes:
    """The operator's changes in this session on one worksheet, the last ones at the end."""

    made: list[Together] = field(default_factory=list)
    taken_back: list[Together] = field(default_factory=list)
    """What was undone and can be done again, until something else is changed: each cell as undoing has changed it."""

    _last_together: str = ""

    def note(self, *changes: ScoreChange, together: str = "") -> None:
        """These were made at once; what is noted next with the same `together` was made with them."""
        if together and together == self._last_together and self.made:
            self.made[-1] += changes
        else:
            self.made.append(changes)
        self._last_together = together
        self.taken_back.clear()

    def done_again(self, undoing: Together, versions: Mapping[tuple[Place, str], int]) -> None:
        """What was undone last is done again; what was undone before it still can be, by the versions of now."""
        self.taken_back.remove(undoing)
        self.made.append(_turned(undoing, versions))
        self.taken_back = _with_versions(self.taken_back, versions)

    def last(self) -> Together:
        """The last changes that were made at once; none where there are none."""
        return self.made[-1] if self.made else ()

    def undone(self, changes: Together, versions: Mapping[tuple[Place, str], int]) -> None:
        """These were taken back, which gave their cells new versions: earlier ones of the cells go by them."""
        self.made.remove(changes)
        self.made = _with_versions(self.made, versions)
        self.taken_back.append(_turned(changes, versions))


def _turned(changes: Together, versions: Mapping[tuple[Place, str], int]) -> Together:
    """What changes a cell the other way, once it has been done."""
    return tuple(
        replace(one, before=one.after, after=one.before, version=versions[one.place, one.judge]) for one in changes
    )


def _with_versions(deeds: list[Together], versions: Mapping[tuple[Place, str], int]) -> list[Together]:
    """Deeds whose cells have new versions, which the last one that has to do with a cell goes by."""
    left, found = dict(versions), list[Together]()
    for changes in reversed(deeds):
        found.append(tuple(replace(one, version=left.pop((one.place, one.judge), one.version)) for one in changes))
    return found[::-1]
