"""What a hall plays next between ceremonies: what has changed first, an overview every two minutes, nothing twice as
often as it tells something new.

The parts of a programme stay in their order for whoever turns pages by hand; a round only chooses the next one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from scoreboard.publications.programme import USUAL, Programme
from screens.playlist import Item

OVERVIEW_SECONDS = 120.0
"""An overview comes at least this often."""
ROUND_SECONDS = 290.0
"""What begins in a round begins within this time; the last part may go on for a minute."""
MOST_PAGES = 6
"""Pages of a part in one turn; the next turn goes on from there."""
MOST_ALIKE = 4
"""Rankings, or handovers, of one series in a round that tell nothing new."""
ALIKE = ("ranking", "flag")
OVERVIEW = ("today", "table", "wall")
"""The scenes of which the first one each is an overview."""

Name = tuple[str, str, str | None]


@dataclass
class Round:
    """Chooses what comes next. `clock` gives seconds that only go forward."""

    clock: Callable[[], float]
    programme: Programme = USUAL
    changes: Mapping[str, int] = field(default_factory=dict)
    """The change that touched each board last."""
    began: float | None = None
    overview_at: float | None = None
    number: int = 1
    shown: dict[Name, tuple[int, int]] = field(default_factory=dict)
    """In which round each part was shown last, and how far its board had changed then."""
    pages: dict[Name, int] = field(default_factory=dict)
    """The page from which a long part goes on."""

    def held(self, items: Sequence[Item]) -> int | None:
        """The part at which the director holds the hall."""
        wanted = self.programme.held
        return next((place for place, item in enumerate(items) if wanted and item.slot == wanted), None)

    def first(self, items: Sequence[Item]) -> int:
        """The part with which a hall begins."""
        held = self.held(items)
        return held if held is not None else next(iter(self._played(items)), 0)

    def next(self, items: Sequence[Item], place: int, seconds: Callable[[int], float]) -> int:
        """The part that follows one that has been shown; `seconds` says how long a part takes."""
        now = self.clock()
        if self.began is None or self.overview_at is None:
            self.began = self.overview_at = now
        self.note(items[place])
        held = self.held(items)
        if held is not None:
            return held
        played = self._played(items)
        overviews = [at for at in played if at in _overviews(items) and at != place]
        if overviews and now - self.overview_at >= OVERVIEW_SECONDS:
            return self._overview(items, overviews, now)
        left = self.began + ROUND_SECONDS - now
        waiting = [at for at in self._waiting(items, played) if at != place and seconds(at) <= left]
        if waiting:
            return waiting[0]
        self.number, self.began = self.number + 1, now
        if overviews:
            return self._overview(items, overviews, now)
        return next(iter(self._waiting(items, [at for at in played if at != place])), place)

    def note(self, item: Item) -> None:
        """A part has been shown."""
        self.shown[item.name] = self.number, self.changes.get(item.key, 0)

    def _overview(self, items: Sequence[Item], overviews: Sequence[int], now: float) -> int:
        """The overview that was shown longest ago."""
        self.overview_at = now
        return min(overviews, key=lambda at: (self.shown.get(items[at].name, (0, 0))[0], at))

    def _waiting(self, items: Sequence[Item], played: Sequence[int]) -> list[int]:
        """The parts whose turn comes in this round: what is new first, then what was not seen for longest."""
        overviews = _overviews(items)
        told: dict[str, int] = {}
        for at in played:
            if items[at].name in self.shown and self.shown[items[at].name][0] == self.number:
                told[_group(items[at])] = told.get(_group(items[at]), 0) + 1
        waiting = [at for at in played if at not in overviews and not self._was_shown(items[at])]
        found = []
        for at in sorted(
            waiting, key=lambda at: (not self._is_new(items[at]), self._last(items[at]), played.index(at))
        ):
            group = _group(items[at])
            if items[at].scene_name not in ALIKE or self._is_new(items[at]) or told.get(group, 0) < MOST_ALIKE:
                told[group] = told.get(group, 0) + 1
                found.append(at)
        return found

    def _played(self, items: Sequence[Item]) -> list[int]:
        """The parts that are not left out, in the director's order."""
        return played(items, self.programme)

    def _was_shown(self, item: Item) -> bool:
        """Whether a part has been shown in this round, and its board has not changed since."""
        return item.name in self.shown and self._last(item) == self.number and not self._is_new(item)

    def _last(self, item: Item) -> int:
        return self.shown.get(item.name, (0, 0))[0]

    def _is_new(self, item: Item) -> bool:
        """Whether a part has changed since it was shown."""
        return item.name in self.shown and self.changes.get(item.key, 0) > self.shown[item.name][1]


def in_order(items: Sequence[Item], programme: Programme) -> list[int]:
    """All parts in the director's order."""
    first = {slot: place for place, slot in enumerate(programme.first)}
    return sorted(range(len(items)), key=lambda at: first.get(items[at].slot, len(first)))


def played(items: Sequence[Item], programme: Programme) -> list[int]:
    """The parts that are not left out, in the director's order; all of them where none would be left."""
    whole, out = in_order(items, programme), set(programme.left_out)
    return [at for at in whole if items[at].slot not in out] or whole


def _overviews(items: Sequence[Item]) -> list[int]:
    """The overviews: of several series that of the first one."""
    found: dict[str, int] = {}
    for at, item in enumerate(items):
        if item.scene_name in OVERVIEW:
            found.setdefault(item.scene_name, at)
    return list(found.values())


def _group(item: Item) -> str:
    """What is alike: a series's rankings, and its handovers."""
    return f"{item.scene_name} {item.key.split('/')[1] if '/' in item.key else ''}"
