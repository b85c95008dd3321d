"""What a hall plays between ceremonies: an overview every two minutes, what is new first, a round under six minutes."""

import itertools
from collections import Counter
from dataclasses import dataclass, field, replace

from scoreboard.publications.programme import Programme
from scoreboard.publications.scene import Scene
from screens.next_in_round import MOST_ALIKE, MOST_PAGES, OVERVIEW_SECONDS, ROUND_SECONDS, Round
from screens.playlist import Item

PAGE = 10.0
AREAS = [f"a{at}" for at in range(25)]
ITEMS = [
    Item("competition", Scene(scene="title")),
    *(
        Item(f"{key}/{series}/p1{area}", Scene(scene=scene))
        for series in ("city", "towns")
        for key, scene, area in (
            ("ranking", "table", ""),
            ("flags", "wall", ""),
            *(("ranking", "ranking", f"/{area}") for area in AREAS),
        )
    ),
    Item("captures/city", Scene(scene="captures")),
    Item("range/city", Scene(scene="range")),
    Item("today", Scene(scene="today")),
]


@dataclass
class Hall:
    """A hall that plays; each part takes as long as its pages."""

    programme: Programme = field(default_factory=Programme)
    pages: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0
    changes: dict[str, int] = field(default_factory=lambda: {item.key: 1 for item in ITEMS})

    def __post_init__(self) -> None:
        self.round = Round(lambda: self.seconds, self.programme, self.changes)
        self.place = self.round.first(ITEMS)

    def lasts(self, place: int) -> float:
        return PAGE * min(MOST_PAGES, self.pages.get(place, 1))

    def plays(self, seconds: float) -> list[tuple[float, int, int]]:
        """What it plays in so much time: when, which part, in which round."""
        played, end = [], self.seconds + seconds
        while self.seconds < end:
            played.append((self.seconds, self.place, self.round.number))
            self.seconds += self.lasts(self.place)
            self.place = self.round.next(ITEMS, self.place, self.lasts)
        return played


def scene(place: int) -> str:
    return ITEMS[place].scene_name


def test_an_overview_comes_every_two_minutes_and_a_round_takes_less_than_six() -> None:
    for pages in ({}, {at: 1 + at % 9 for at in range(len(ITEMS))}):
        played = Hall(pages=pages).plays(3600)
        overviews = [at for at, place, _ in played if place in (1, 2, len(ITEMS) - 1)]
        longest = PAGE * MOST_PAGES
        assert max(b - a for a, b in itertools.pairwise(overviews)) <= OVERVIEW_SECONDS + longest
        begun: dict[int, float] = {}
        for at, _place, number in played:
            begun.setdefault(number, at)
        lengths = [begun[number + 1] - begun[number] for number in begun if number + 1 in begun]
        assert lengths
        assert max(lengths) < 360
        assert ROUND_SECONDS < 360


def test_equal_rankings_are_rare_and_all_come_in_time() -> None:
    hall = Hall()
    played = hall.plays(3600)
    for number in {number for _, _, number in played}:
        rankings = [place for _, place, each in played if each == number and scene(place) == "ranking"]
        groups = Counter(ITEMS[place].key.split("/")[1] for place in rankings)
        assert all(count <= MOST_ALIKE for count in groups.values())
    assert {place for _, place, _ in played} == set(range(len(ITEMS))), "within an hour everything is seen"
    assert all(a != b for (_, a, _), (_, b, _) in itertools.pairwise(played)), "nothing twice in a row"


def test_what_has_changed_comes_next() -> None:
    hall = Hall()
    hall.plays(3600)
    changed = next(place for place, item in enumerate(ITEMS) if item.key == "ranking/towns/p1/a20")
    hall.changes["ranking/towns/p1/a20"] = 2
    assert changed in [place for _, place, _ in hall.plays(OVERVIEW_SECONDS + 4 * PAGE)][:4]


def test_a_director_holds_leaves_out_and_puts_first() -> None:
    captures = next(place for place, item in enumerate(ITEMS) if item.scene_name == "captures")
    assert {place for _, place, _ in Hall(Programme(held="captures city")).plays(600)} == {captures}
    left_out = Programme(left_out=("title", "table city", "today"))
    assert not {0, 1, len(ITEMS) - 1} & {place for _, place, _ in Hall(left_out).plays(3600)}
    assert Hall(Programme(first=("range city", "captures city"))).place == captures + 1
    everything = Programme(left_out=tuple(item.slot for item in ITEMS))
    assert Hall(everything).plays(600), "a hall is never empty"


def test_a_part_keeps_its_name_when_another_period_begins() -> None:
    slots = [item.slot for item in ITEMS]
    assert len(set(slots)) == len(slots)
    assert [item.slot for item in map(next_period, ITEMS)] == slots


def next_period(item: Item) -> Item:
    return replace(item, key=item.key.replace("/p1", "/p2"))


def test_a_hall_goes_to_what_is_held() -> None:
    held = Hall(Programme(held="wall towns"))
    assert ITEMS[held.round.first(ITEMS)].slot == "wall towns"
    held.round.programme = Programme(held="of another contest")
    assert held.round.held(ITEMS) is None
