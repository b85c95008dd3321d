"""What a hall shows when: a ceremony's stage while one is on, else the playlist in turn, page by page.

It draws nothing and reads nothing but what it is given, and its only times are the clock and the time of day that it
is given: a display and the screens of viewers far away play the same. It knows on which page a unit stands.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from scoreboard.publications.reader import Stage
from scoreboard.publications.scene import BoardScene, MovingScene, Scene
from scoreboard.publications.scenes import scene_of
from scoreboard.publications.scenes.callout import CalloutScene
from scoreboard.publications.scenes.cover import CoverScene
from scoreboard.wire import UNSET, given
from screens.callouts import SettledPlaces, settled_places
from screens.hall import COVER, page_with, pages
from screens.held_boards import NOTHING_NEW, HeldBoards, News
from screens.looks import Look
from screens.next_in_round import MOST_PAGES, Round
from screens.page_numbers import at_page, place_in
from screens.playlist import Item, as_it_stands, changed_scene, place_of_the_year, renewed, telling

AFTER_CEREMONY_SECONDS = 120.0
"""How long the last picture of a ceremony stays before the playlist goes on."""
CLOSING_SECONDS = 10.0
"""How long it stays at least: then a result that has just come in may take its place."""
SETTLED = 99.0
"""Seconds after which a page that somebody turned to stands still: it does from the start."""
MARKED_SECONDS = 0.5
"""How long what has changed is marked at least; it settles with the clock's next second, in one frame with it."""

Size = tuple[int, int]


@dataclass(frozen=True)
class Shown:
    """A scene to draw, the seconds since it began, its page in the whole playlist, and what tells it from others."""

    scene: Scene
    elapsed: float
    at: int
    mark: tuple[int, int, int]
    """The step of a ceremony (0 for none), the place in the playlist, and the page."""
    stands: bool = False
    """Whether it waits for `Player.settle` instead of moving by itself."""


def has_ended(stage: Stage) -> bool:
    """Whether a ceremony has come to its last picture, or was broken off."""
    closes = stage.scene.get("scene") == "closing" and not stage.covered
    return closes or stage.scene.get("boards") is not None


def seconds_on_stage(stage: Stage, now: datetime) -> float:
    """How long ago a step was made, for those who come later; a clock that has gone back counts as one gone on."""
    return abs((now - datetime.fromisoformat(stage.at)).total_seconds())


@dataclass
class Player:
    """Plays one list. `make` makes it of the boards, `clock` gives seconds that only go forward.

    With `moving` the rows of what has just changed move to their places; without, they are only marked: there every
    frame goes to thousands.
    """

    make: Callable[[HeldBoards], list[Item]]
    clock: Callable[[], float]
    page_seconds: float
    """How long a page stays before the next one is turned to by itself."""
    moving: bool = False
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    """The time of day, by which boards freeze."""
    items: list[Item] = field(default_factory=list)
    place: int = 0
    """Which of them is shown."""
    page: int = 0
    """The page of it that came first."""
    since: float = 0.0
    """When the scene that is shown began."""
    marked: MovingScene[Any] | None = None
    """The same scene with what has just changed in it."""
    fresh: bool = False
    """Whether what it marks still shines."""
    pending: CalloutScene | None = None
    """What has been settled of the year and is still to be called out: during a ceremony it waits for the end."""
    called_out: CalloutScene | None = None
    """The same while it is shown, in front of the board that says more of it."""
    due: bool = False
    """Whether boards have changed since the playlist was made."""
    stage: Stage | None = None
    stage_since: float = 0.0
    paused_at: float | None = None
    """Since when no page turns by itself."""
    round: Round | None = None
    """What chooses the next part; without it they come in their order."""

    def __post_init__(self) -> None:
        self._staged = False
        self._stage_scene: Scene = COVER
        self._counted: dict[tuple[Size, Look], list[int]] = {}
        self._placed: dict[tuple[Size, Look], tuple[int, int]] = {}
        self._telling: dict[tuple[Size, Look], int] = {}
        self._settled: SettledPlaces | None = None
        self._next_settled: SettledPlaces | None = None
        self._seen_at: tuple[Size, Look] = ((80, 24), Look())

    # Taking in what is public

    def load(self, held: HeldBoards, news: News = NOTHING_NEW) -> None:
        """Take in what is public now; a board whose results have just changed is turned to."""
        self.take_in(held, news)
        self.renew(held)

    def take_in(self, held: HeldBoards, news: News) -> None:
        """Take in so much of what has changed as is to be shown at once: the rest is `due`, and may wait for `renew`.

        Nothing waits for boards that nobody sees.
        """
        self.due |= news.anew or news.next_day or bool(news.changed or news.new) or not self.items
        if news.anew:
            self.pending = self._settled = None
        if news.anew or not self.items or (self.on_stage and not self._gives_way):
            return
        rankings = not news.new and all(key.startswith("ranking/") for key in news.changed)
        if not rankings or not self._renew_one(held, news):
            self.renew(held)
        if (held_at := self._held_at) is not None:
            if held_at != self.place:
                self._go_to(held_at)
        elif self.pending is not None and (news.changed or news.new or not self.on_stage):
            self._end_stage()
            self._call_out()
        elif (place := self._changed(news)) is not None:
            self._bring(place, held, news)

    def renew(self, held: HeldBoards) -> None:
        """Take the playlist as it is now, and stay where it is if that is still there."""
        if not self.due:
            return
        shown = self.items[self.place].name if self.items else None
        self.items, self.due = self.make(held), False
        if self.round is not None:
            self.round.programme, self.round.changes = held.programme, dict(held.keys)
        self._look_for_news(held)
        self._forget_pages()
        place = next((place for place, item in enumerate(self.items) if item.name == shown), None)
        if place is None:
            self._go_to(0 if self.round is None else self.round.first(self.items))
        else:
            self.place = place

    def _look_for_news(self, held: HeldBoards) -> None:
        """See whether more is settled of the year than was called out; a ceremony's comes after it, all at once."""
        if place_of_the_year(self.items) is None:
            self.pending = self._settled = None
            return
        now = settled_places(held)
        self.pending = None if self._settled is None else now.news_since(self._settled)
        if self.pending is None:
            self._settled = now
        self._next_settled = now

    def _call_out(self) -> None:
        """Show what has been settled of the year, and then the board that says more of it."""
        place, callout = place_of_the_year(self.items), self.pending
        self.pending, self._settled = None, self._next_settled
        if place is not None:
            self._go_to(place)
            self.called_out = callout

    def _renew_one(self, held: HeldBoards, news: News) -> bool:
        """Take the ranking that has changed as it is now, alone; False where it takes more than that."""
        place = self._changed(news)
        if place is None:
            return False
        self.items[place] = renewed(held, self.items[place])
        self._forget_pages()
        scene = self.items[place].scene
        return isinstance(scene, BoardScene) and bool(scene.board and scene.board.rows)

    def _changed(self, news: News) -> int | None:
        """The scene to turn to, of those whose boards have changed: rankings first, and the one that is shown."""
        changed = [p for p, item in enumerate(self.items) if item.key in news.changed and item.key != "competition"]
        first = [place for place in changed if self.items[place].key.startswith("ranking/")] or changed
        return self.place if self.place in first else first[0] if first else None

    def _bring(self, place: int, held: HeldBoards, news: News) -> None:
        """Turn to a scene that has just changed."""
        self._end_stage()
        self._go_to(place)
        item = self.items[place]
        scene = changed_scene(held, item, news) if item.key.startswith("ranking/") else item.scene
        if isinstance(scene, MovingScene):
            self.marked = scene if self.moving else replace(scene, was=UNSET)
        self.fresh = bool(self._changed_units) and not self.moving

    def _end_stage(self) -> None:
        """Let a ceremony's last picture give way."""
        if self.on_stage:
            self.stage_since -= AFTER_CEREMONY_SECONDS
        self._staged = False

    def hide(self) -> None:
        """Show the cover: what there is cannot be drawn. Until something new is public."""
        self.items, self.stage = [Item("", COVER)], None
        self._forget_pages()
        self._go_to(0)

    # A ceremony

    def follow(self, stage: Stage | None, *, ago: float = 0.0) -> None:
        """Take in where the ceremony stands, if it is one that this player shows; None before it and its rehearsals.

        Who begins to follow in the middle of a step, so many seconds `ago`, is as far in it as all others. Raises
        Misfit for a step whose scene has another form than its type, and stays with the one before.
        """
        if stage is None or (self.stage is not None and stage.sequence == self.stage.sequence):
            self.stage = stage
            return
        before, scene = self.stage, scene_of(stage.scene)
        back = before is None or stage.sequence < before.sequence
        if before is None or not stage.goes_on_from(before):
            self.stage_since = self.clock() - (ago if back else 0.0)
        self._stage_scene, self.stage = scene, stage

    @property
    def on_stage(self) -> bool:
        """Whether the ceremony is what is shown; its last picture is for so many seconds."""
        if self.stage is None or self.stage.scene.get("boards") == "now":
            return False
        return not has_ended(self.stage) or self.clock() - self.stage_since < AFTER_CEREMONY_SECONDS

    @property
    def _gives_way(self) -> bool:
        """Whether a ceremony's last picture has been seen long enough to give way to a new result."""
        ended = self.stage is not None and has_ended(self.stage)
        return ended and self.clock() - self.stage_since >= CLOSING_SECONDS

    def _leave_stage(self) -> None:
        """The playlist goes on where it was once a ceremony is over; what it has settled of the year comes first."""
        if self._staged and not self.on_stage:
            self._go_to(self.place)
            if self.pending is not None:
                self._call_out()
        self._staged = self.on_stage

    # What is shown

    def shown(self, page: int | None, size: Size, look: Look) -> Shown:
        """What to draw at a size; `page` is the page of the whole playlist that a viewer turned to.

        Pages are counted through all scenes; numbers beyond the ends go round.
        """
        self._leave_stage()
        if page is None and self._staged and self.stage is not None:
            scene = self._stage_scene
            if self.stage.covered:
                scene = CoverScene(rehearsal=self.stage.rehearsal or UNSET, image=scene.image, contest=scene.contest)
            elapsed = self.clock() - self.stage_since
            inner = int(max(0.0, elapsed) // self.page_seconds) % pages(scene, size, look)
            return Shown(at_page(scene, inner), elapsed, 0, (self.stage.sequence, 0, inner))
        if page is not None:
            counts = self._counts(len(self.items), size, look)
            at = page % sum(counts)
            place, inner = place_in(counts, at)
            turned = as_it_stands(self.items[place].scene, self.now())
            return Shown(at_page(turned, inner), SETTLED, at, (0, place, inner))
        inner, elapsed = self._inner(size, look), self.clock() - self.since
        if self._changed_units and not self.moving:
            elapsed = 0.0 if self.fresh else SETTLED
        counts = self._counts(self.place + 1, size, look)
        at = sum(counts[: self.place]) + min(inner, counts[self.place] - 1)
        between = as_it_stands(self._scene, self.now())
        return Shown(at_page(between, inner), elapsed, at, (0, self.place, inner), stands=self.fresh)

    def settle(self) -> None:
        """A second has begun: what has been marked long enough comes to rest."""
        if self.clock() - self.since >= MARKED_SECONDS:
            self.fresh = False

    # Turning pages

    def scene_pages(self, size: Size, look: Look) -> int:
        """How many pages of the scene that is shown have their turn at a size.

        What a ranking tells comes first in it. Pages of nothing but units without a score are turned to by hand only:
        a hall would wait for minutes until they have passed.
        """
        self._seen_at = size, look
        count = max(1, min(self._place_of_marks(size, look)[1], self._telling_pages(size, look)) - self.page)
        return count if self.round is None else min(count, MOST_PAGES)

    def turn(self, count: int) -> None:
        """Go to the next scene once this one's `count` pages have had their time."""
        self._leave_stage()
        if self._staged or self._paging < self.page_seconds * max(1, count):
            return
        if self.round is None or self.called_out is not None:
            self._go_to(self.place + (self.called_out is None))
            return
        name, whole = self.items[self.place].name, self._telling_pages(*self._seen_at)
        self.round.pages[name] = self.page + count if self.page + count < whole else 0
        place = self.round.next(self.items, self.place, self._seconds)
        self._go_to(place, self.round.pages.get(self.items[place].name, 0))

    def _seconds(self, place: int) -> float:
        """How long a part takes in its turn, at most."""
        return self.page_seconds * min(MOST_PAGES, self._counts(place + 1, *self._seen_at)[place])

    @property
    def _held_at(self) -> int | None:
        """The part at which the director holds the hall."""
        return None if self.round is None or not self.items else self.round.held(self.items)

    def turn_by_hand(self, by: int, size: Size, look: Look) -> None:
        """Go to the next or the previous page of the playlist; a ceremony is turned by its director alone."""
        self._leave_stage()
        if self._staged or not self.items:
            return
        page = self._inner(size, look) + by
        if self.called_out is not None:
            self._go_to(self.place + min(0, by))
        elif self.marked and given(self.marked.around):
            self._go_to(self.place + max(0, by))
        elif 0 <= page < self._counts(self.place + 1, size, look)[self.place]:
            self._go_to(self.place, page)
        else:
            self._go_to(self.place + by)

    def pause(self) -> None:
        """Turn no page by itself any more, or again."""
        if self.paused_at is None:
            self.paused_at = self.clock()
        else:
            self.since += self.clock() - max(self.paused_at, self.since)
            self.paused_at = None

    def page_of(self, units: Collection[str], size: Size, look: Look) -> int:
        """The page of the scene that is shown on which the first of these units stands; 0 where none does."""
        return page_with(self._scene, units, size, look)

    @property
    def _paging(self) -> float:
        """Seconds that count for turning the pages of the scene that is shown."""
        return max(0.0, (self.clock() if self.paused_at is None else self.paused_at) - self.since)

    def _inner(self, size: Size, look: Look) -> int:
        """The page of the scene that is shown which has its turn now."""
        first, count = self._place_of_marks(size, look)
        return (first + self.page + int(self._paging // self.page_seconds)) % count

    @property
    def _scene(self) -> Scene:
        """The scene that is shown between ceremonies."""
        return self.called_out or self.marked or self.items[self.place].scene

    @property
    def _changed_units(self) -> tuple[str, ...]:
        """The units that the scene marks as just changed."""
        return (given(self.marked.changed) or ()) if self.marked else ()

    def _place_of_marks(self, size: Size, look: Look) -> tuple[int, int]:
        """The page of the scene that is shown on which what is marked begins, and how many pages it has."""
        if self.called_out is not None:
            return 0, 1
        if not self.marked:
            return 0, self._counts(self.place + 1, size, look)[self.place]
        if (size, look) not in self._placed:
            first = self.page_of(self._changed_units, size, look)
            self._placed[size, look] = first, pages(self._scene, size, look)
        return self._placed[size, look]

    def _go_to(self, place: int, page: int = 0) -> None:
        """Begin to show a scene of the playlist; places beyond the ends go round."""
        self.place, self.page, self.since = place % max(1, len(self.items)), page, self.clock()
        self.marked, self.fresh, self._placed, self._telling = None, False, {}, {}
        self.called_out = None

    def _counts(self, most: int, size: Size, look: Look) -> Sequence[int]:
        """The pages of at least so many scenes, the first ones, at a size; anew when the boards have changed."""
        counts = self._counted.setdefault((size, look), [])
        counts.extend(pages(item.scene, size, look) for item in self.items[len(counts) : most])
        return counts

    def _telling_pages(self, size: Size, look: Look) -> int:
        """How many pages it takes to show all of whom the scene that is shown has anything to tell."""
        if (size, look) not in self._telling:
            told = telling(self._scene)
            count = self._place_of_marks(size, look)[1]
            self._telling[size, look] = self.page_of(told[-1:], size, look) + 1 if told else count
        return self._telling[size, look]

    def _forget_pages(self) -> None:
        self._counted, self._placed, self._telling = {}, {}, {}
