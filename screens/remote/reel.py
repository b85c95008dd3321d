"""What a board shows now: the ceremony's stage while one is on, else the board's scenes in turn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scoreboard.publications.reader import Board, Stage
from screens.hall import COVER
from screens.programme import Item
from screens.remote.boards import viewer_items

PAGE_SECONDS = 12.0
"""How long a page stays before the next one is turned to by itself."""
AFTER_CEREMONY_SECONDS = 120.0
"""How long viewers see the last picture of a ceremony."""

Scene = Mapping[str, Any]


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
    stage: Stage | None = None
    stage_since: float = 0.0

    def load(self, boards: Mapping[str, Board], before: Mapping[str, Board]) -> None:
        """Take in what is public now; a board whose results have just changed is turned to."""
        shown = self.items[self.place].key if self.items else ""
        self.items = viewer_items(self.board, boards)
        changed = [
            place
            for place, item in enumerate(self.items)
            if item.key in before and boards[item.key].revision != before[item.key].revision
        ]
        same = next((place for place, item in enumerate(self.items) if item.key == shown), 0)
        self.place = same if same in changed or not changed else changed[0]
        self.marks = {}
        if changed:
            self.since = self.clock()
            self.marks = {"changed": _changed_units(boards, before, self.items[self.place].key)}

    def follow(self, stage: Stage | None) -> None:
        """Take in where the ceremony stands, if it is one that this board shows."""
        if stage is None or (self.stage is not None and stage.sequence == self.stage.sequence):
            return
        first = self.stage is None
        self.stage, self.stage_since = stage, self.clock()
        if first and stage.scene.get("scene") == "closing":
            self.stage_since -= AFTER_CEREMONY_SECONDS

    @property
    def on_stage(self) -> bool:
        """Whether the ceremony is what this board shows."""
        if self.stage is None or self.board in ("flags", "stars"):
            return False
        ended = self.stage.scene.get("scene") == "closing" and not self.stage.covered
        return not ended or self.clock() - self.stage_since < AFTER_CEREMONY_SECONDS

    def scene(self, page: int | None) -> tuple[Scene, float]:
        """The scene to draw and the seconds since it began; `page` is the place that a viewer turned to."""
        if page is not None:
            return self.items[page % len(self.items)].scene, 99.0
        if self.on_stage and self.stage is not None:
            return COVER if self.stage.covered else self.stage.scene, self.clock() - self.stage_since
        return {**self.items[self.place].scene, **self.marks}, self.clock() - self.since

    def turn(self, pages: int) -> None:
        """Go to the next scene once this one's `pages` have had their time."""
        if not self.on_stage and self.clock() - self.since >= PAGE_SECONDS * max(1, pages):
            self.place, self.since, self.marks = (self.place + 1) % len(self.items), self.clock(), {}


def _changed_units(boards: Mapping[str, Board], before: Mapping[str, Board], key: str) -> list[str]:
    if key not in before or not key.startswith("ranking/"):
        return []
    old = {row["unit"]: row["score"] for row in before[key].payload["rows"]}
    return [row["unit"] for row in boards[key].payload["rows"] if row["score"] != old.get(row["unit"])]
