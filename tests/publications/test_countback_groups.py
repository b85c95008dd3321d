"""Equal places that second criteria set apart, a window at a time: as if the whole group were read at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.publications import countback_groups
from scoreboard.publications.countback_groups import ApartGroup, Second
from scoreboard.publications.listed_units import Listed
from scoreboard.rules.countback import Criterion
from scoreboard.rules.ranking import Entry, rank
from tests.rules.strategies import unhurried

FIRSTS, MUD, DECIDE = (Criterion.parse(one) for one in ("firsts", "place:mud", "decide"))


@dataclass
class Group:
    """Units from 1 on with these scores; None for n/a."""

    scores: Sequence[int | None]
    read: list[tuple[int, int | None]] = field(default_factory=list)

    @property
    def listed(self) -> list[Listed]:
        entries = [
            Entry(str(unit), None if score is None else Decimal(score), not_applicable=score is None)
            for unit, score in enumerate(self.scores, 1)
        ]
        return [Listed(int(one.unit), "", replace(one, unit="")) for one in rank(entries)]

    @property
    def total(self) -> int:
        return len(self.scores)

    def window(self, offset: int, limit: int | None) -> list[Listed]:
        assert offset >= 0
        self.read.append((offset, limit))
        return self.listed[offset:] if limit is None else self.listed[offset : offset + limit]

    def place_of(self, unit: int) -> int | None:
        return next((place for place, one in enumerate(self.listed) if one.unit == unit), None)

    def ranks_of(self, units: Sequence[int]) -> dict[int, int | None]:
        return {one.unit: one.standing.rank for one in self.listed if one.unit in units}

    def listed_of(self, units: Sequence[int]) -> dict[int, Listed]:
        return {one.unit: one for one in self.listed if one.unit in units}


def grouped(
    scores: Sequence[int | None],
    mud: Sequence[int | None] = (),
    *,
    criteria: Sequence[Criterion] = (MUD,),
    decided: Sequence[Sequence[int]] = (),
    spared: int | None = None,
) -> ApartGroup:
    """A group whose equal places go by those of the area mud; those who share the place `spared` are left."""
    second = Second(criteria, {"mud": Group(mud)}, decided, lambda one: one.standing.rank == spared)
    return ApartGroup(Group(scores), second)


def told(rows: Sequence[Listed]) -> list[tuple[int, int | None, int | None]]:
    """Unit, place and the place that was shared."""
    return [(one.unit, one.standing.rank, one.standing.shared_rank) for one in rows]


def test_those_who_share_a_place_stand_as_another_area_says() -> None:
    group = grouped([90, 80, 80, 80, 70], [1, 5, 9, 7, 1])
    assert told(group.window(0, None)) == [(1, 1, None), (3, 2, 2), (4, 3, 2), (2, 4, 2), (5, 5, None)]
    assert {one.standing.unit for one in group.window(0, None)} == {""}
    assert group.total == 5


def test_a_spared_place_stays_shared() -> None:
    group = grouped([80, 80, 70, 70], [1, 2, 1, 2], spared=1)
    assert told(group.window(0, None)) == [(1, 1, None), (2, 1, None), (4, 3, 3), (3, 4, 3)]


def test_who_is_excused_from_an_area_is_not_set_apart_by_it() -> None:
    assert told(grouped([80, 80], [1, None]).window(0, None)) == [(1, 1, None), (2, 1, None)]
    assert told(grouped([80, 80], [1, 2]).window(0, None)) == [(2, 1, 1), (1, 2, 1)]


def test_an_area_that_is_not_public_sets_nobody_apart() -> None:
    group = ApartGroup(Group([80, 80]), Second((MUD,), {}, (), lambda one: False))
    assert told(group.window(0, None)) == [(1, 1, None), (2, 1, None)]


def test_most_first_places_go_by_every_area() -> None:
    assert told(grouped([80, 80], [1, 2], criteria=(FIRSTS,)).window(0, None)) == [(2, 1, 1), (1, 2, 1)]


def test_a_decision_sets_just_those_apart() -> None:
    assert told(grouped([80, 80, 70], criteria=(DECIDE,), decided=[(2, 1)]).window(0, None)) == [
        (2, 1, 1), (1, 2, 1), (3, 3, None),
    ]  # fmt: skip


def test_who_has_no_place_is_listed_as_before() -> None:
    group = grouped([None, 80, None], [1, 2, 3])
    assert told(group.window(0, None)) == [(2, 1, None), (1, None, None), (3, None, None)]
    assert group.ranks_of([1, 2, 9]) == {1: None, 2: 1}
    assert (group.place_of(9), group.place_of(1), group.place_of(2)) == (None, 1, 0)


@given(
    st.lists(st.sampled_from([None, 70, 80, 90]), max_size=9),
    st.lists(st.sampled_from([None, 1, 2, 3]), min_size=9, max_size=9),
    st.integers(0, 9),
    st.none() | st.integers(1, 4),
    st.sampled_from([None, 1, 2]),
)
@unhurried
def test_a_window_is_a_part_of_the_whole(
    scores: list[int | None], mud: list[int | None], offset: int, limit: int | None, spared: int | None
) -> None:
    group = grouped(scores, mud, spared=spared)
    whole = group.window(0, None)
    assert group.window(offset, limit) == (whole[offset:] if limit is None else whole[offset : offset + limit])
    for place, one in enumerate(whole):
        assert group.place_of(one.unit) == place
        assert group.listed_of([one.unit]) == {one.unit: one}
        assert group.ranks_of([one.unit]) == {one.unit: one.standing.rank}


@pytest.mark.parametrize("count", [3, 200])
def test_those_who_share_the_last_place_are_read_on_until_nobody_more_does(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(countback_groups, "AT_ONCE", 3)
    base = Group([90, *([80] * count), 70])
    group = ApartGroup(base, Second((MUD,), {"mud": Group(range(count + 2))}, (), lambda one: False))
    (second,) = group.window(1, 1)
    assert (second.unit, second.standing.rank) == (count + 1, 2)
    assert base.read[0] == (1, 1)
    assert all(limit == 3 for _offset, limit in base.read[1:])
    assert len(base.read) <= count // 3 + 3
    assert group.ranks_of([2, count + 1]) == {2: count + 1, count + 1: 2}


def test_of_few_of_many_only_those_are_looked_up() -> None:
    mud = Group(range(100))
    group = ApartGroup(Group([180, 180, *range(98)]), Second((MUD,), {"mud": mud}, (), lambda one: False))
    assert told(group.window(0, 1)) == [(2, 1, 1)]
    assert mud.read == []
