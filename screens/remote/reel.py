"""What a board shows now: the ceremony's stage while one is on, else the board's scenes in turn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scoreboard.publications.reader import Stage
from screens.hall import COVER, page_with, pages
from screens.held_boards import NOTHING_NEW, HeldBoards, News
from screens.programme import AFTER_CEREMONY_SECONDS, CLOSING_SECONDS, Item, changed_scene, has_ended
from screens.remote.boards import is_gone, viewer_items
from screens.themes import Look

PAGE_SECONDS = 12.0
"""How long a page stays before the next one is turned to by itself."""
SETTLED = 99.0
"""Seconds after which a page that somebody turned to stands still: it does from the start."""
MARKED_SECONDS = 0.5
"""How long what has changed is marked at least; it settles with the clock's next second, in one frame with it."""

Scene = Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """A scene to draw, the seconds since it began, its page in the whole programme, and what tells it from others."""

    scene: Scene
    elapsed: float
    at: int
    mark: tuple[int, int, int]
    stands: bool = False
    """Whether it waits for `Reel.settle` instead of moving by itself: every frame goes to thousands."""


@dataclass
class Reel:
    """A board's scenes and which one is shown; `clock` gives seconds that only go forward."""

    board: str
    clock: Callable[[], float]
    items: list[Item] = field(default_factory=list)
    place: int = 0
    since: float = 0.0
    """When the scene that is shown began."""
    marks: Mapping[str, Any] = field(default_factory=dict)
    """What the scene marks as just changed."""
    fresh: bool = False
    """Whether these marks still shine."""
    gone: bool = False
    """Whether its unit or series is no more, so that it shows everything."""
    stage: Stage | None = None
    stage_since: float = 0.0

    def __post_init__(self) -> None:
        self._counted: dict[tuple[tuple[int, int], Look], Sequence[int]] = {}
        self._placed: dict[tuple[tuple[int, int], Look], tuple[int, int]] = {}

    def load(self, held: HeldBoards, news: News = NOTHING_NEW) -> None:
        """Take in what is public now; a board whose results have just changed is turned to."""
        shown = self.items[self.place].key if self.items else ""
        self._counted, self._placed = {}, {}
        self.items, self.gone = viewer_items(self.board, held), is_gone(self.board, held)
        changed = [place for place, item in enumerate(self.items) if item.key in news.changed]
        same = next((place for place, item in enumerate(self.items) if item.key == shown), 0)
        self.place = same if same in changed or not changed else changed[0]
        self.marks = {}
        if changed:
            if self._ended and self.clock() - self.stage_since >= CLOSING_SECONDS:
                self.stage_since -= AFTER_CEREMONY_SECONDS
            self.since = self.clock()
            self.marks = _marks(held, self.items[self.place], news)
        self.fresh = bool(self.marks.get("changed"))

    def hide(self) -> None:
        """Show the cover: what there is cannot be drawn. Until something new is public."""
        self.items, self.place, self.marks, self.fresh = [Item("", dict(COVER))], 0, {}, False
        self._counted, self._placed, self.stage = {}, {}, None

    def follow(self, stage: Stage | None, *, ago: float = 0.0) -> None:
        """Take in where the ceremony stands, if it is one that this board shows; None before it and its rehearsals.

        A reel that begins to follow in the middle of a step, so many seconds `ago`, is as far in it as all others.
        """
        if stage is None or (self.stage is not None and stage.sequence == self.stage.sequence):
            self.stage = stage
            return
        back = self.stage is None or stage.sequence < self.stage.sequence
        self.stage_since = self.clock() - (ago if back else 0.0)
        self.stage = stage

    @property
    def on_stage(self) -> bool:
        """Whether the ceremony is what this board shows."""
        if self.stage is None:
            return False
        return not self._ended or self.clock() - self.stage_since < AFTER_CEREMONY_SECONDS

    @property
    def _ended(self) -> bool:
        """Whether the ceremony has come to its last picture."""
        return self.stage is not None and has_ended(self.stage)

    def shown(self, page: int | None, size: tuple[int, int], look: Look) -> Shown:
        """What to draw at a size; `page` is the page of the whole programme that a viewer turned to.

        Pages are counted through all scenes; numbers beyond the ends go round.
        """
        if page is None and self.on_stage and self.stage is not None:
            cover = {**COVER, "rehearsal": self.stage.rehearsal}
            scene = cover if self.stage.covered else self.stage.scene
            elapsed = self.clock() - self.stage_since
            inner = int(max(0.0, elapsed) // PAGE_SECONDS) % pages(scene, size, look)
            return Shown({"page": inner, **scene}, elapsed, 0, (self.stage.sequence, 0, inner))
        counts = self._pages(size, look)
        if page is not None:
            at = page % sum(counts)
            place, inner = _place_in(counts, at)
            return Shown({**self.items[place].scene, "page": inner}, SETTLED, at, (0, place, inner))
        scene = self._scene
        elapsed = self.clock() - self.since
        first, count = self._place_of_marks(size, look)
        inner = (first + int(max(0.0, elapsed) // PAGE_SECONDS)) % count
        if self.marks.get("changed"):
            elapsed = 0.0 if self.fresh else SETTLED
        at = sum(counts[: self.place]) + min(inner, counts[self.place] - 1)
        return Shown({**scene, "page": inner}, elapsed, at, (0, self.place, inner), stands=self.fresh)

    def settle(self) -> None:
        """A second has begun: what has been marked long enough comes to rest."""
        if self.clock() - self.since >= MARKED_SECONDS:
            self.fresh = False

    def scene_pages(self, size: tuple[int, int], look: Look) -> int:
        """How many pages the scene that is shown has at a size."""
        return self._place_of_marks(size, look)[1]

    @property
    def _scene(self) -> dict[str, Any]:
        """The scene that is shown between ceremonies."""
        return {**self.items[self.place].scene, **self.marks}

    def _place_of_marks(self, size: tuple[int, int], look: Look) -> tuple[int, int]:
        """The page of the scene that is shown on which what is marked begins, and how many pages it has."""
        if not self.marks:
            return 0, self._pages(size, look)[self.place]
        if (size, look) not in self._placed:
            scene = self._scene
            found = page_with(scene, scene.get("changed") or (), size, look), pages(scene, size, look)
            self._placed[size, look] = found
        return self._placed[size, look]

    def turn(self, count: int) -> None:
        """Go to the next scene once this one's `count` pages have had their time."""
        if not self.on_stage and self.clock() - self.since >= PAGE_SECONDS * max(1, count):
            self.place, self.since = (self.place + 1) % len(self.items), self.clock()
            self.marks, self.fresh, self._placed = {}, False, {}

    def _pages(self, size: tuple[int, int], look: Look) -> Sequence[int]:
        """The pages of each scene at a size; counted anew when the boards have changed."""
        if (size, look) not in self._counted:
            self._counted[size, look] = [pages(item.scene, size, look) for item in self.items]
        return self._counted[size, look]


def _place_in(counts: Sequence[int], at: int) -> tuple[int, int]:
    """The scene that a page of the whole programme belongs to, and which of its pages it is."""
    for place, count in enumerate(counts):
        if at < count:
            return place, at
        at -= count
    return 0, 0


def _marks(held: HeldBoards, item: Item, news: News) -> Mapping[str, Any]:
    """What a scene that has just changed has beside the one that stands: its marks, and of a long board the part that
    they are in. Rows do not move to their places: every frame goes to thousands."""
    if not item.key.startswith("ranking/"):
        return {"changed": []}
    scene = changed_scene(held, item, news)
    return {name: scene[name] for name in ("changed", "board", "around") if name in scene}
