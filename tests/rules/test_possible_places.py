"""The bounds of a place in the year: possible, as narrow as can be, narrower with each reveal, never wrong."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.rules.possible_places import Bounds, Contender, OpenFlags, bounds
from tests.rules.strategies import unhurried


def contenders(**totals: int) -> list[Contender]:
    return [Contender(unit, Decimal(total)) for unit, total in totals.items()]


def test_one_open_flag_lets_the_second_draw_level_but_not_past() -> None:
    assert bounds(contenders(a=3, b=2, c=1), [OpenFlags("", 1)]) == (
        Bounds("a", 1, 1),
        Bounds("b", 1, 2),
        Bounds("c", 2, 3),
    )


def test_a_flag_may_go_to_several_by_a_persons_decision_so_that_it_lifts_everybody() -> None:
    x, *_ = bounds(contenders(x=0, w=0, y=0, z=0), [OpenFlags("", 1)])

    assert x == Bounds("x", 1, 4)


def test_without_open_flags_the_bounds_are_the_places() -> None:
    assert bounds(contenders(a=5, b=7, c=5, d=1), []) == (
        Bounds("a", 2, 2),
        Bounds("b", 1, 1),
        Bounds("c", 2, 2),
        Bounds("d", 4, 4),
    )


def test_a_vetoed_unit_has_no_place_and_takes_none() -> None:
    vetoed = replace(contenders(a=9)[0], vetoed=True)

    assert bounds([vetoed, *contenders(b=1)], [OpenFlags("", 4)]) == (Bounds("a", None, None), Bounds("b", 1, 1))


def test_whoever_has_no_part_in_some_periods_reaches_no_further_than_its_own() -> None:
    a, b = contenders(a=2, b=0)
    assert bounds([a, replace(b, reach=1)], [OpenFlags("", 3)]) == (Bounds("a", 1, 1), Bounds("b", 2, 2))
    assert bounds([a, replace(b, reach=2)], [OpenFlags("", 3)]) == (Bounds("a", 1, 1), Bounds("b", 1, 2))


def test_a_place_is_clinched_where_it_is_surely_that_one_or_a_better_and_not_the_last() -> None:
    a, b, c = bounds(contenders(a=4, b=2, c=0), [OpenFlags("", 1)])

    assert [one.clinched(3) for one in (a, b, c)] == [1, 2, None]
    assert [one.eliminated for one in (a, b, c)] == [False, True, True]
    out = Bounds("x", None, None)
    assert (out.clinched(3), out.eliminated) == (None, True)


def test_a_unit_that_appears_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="ranked twice: a, b"):
        bounds([*contenders(a=1, b=2, c=3), *contenders(a=1, b=2)], [])


def test_half_a_point_is_passed_by_one_flag() -> None:
    a = Contender("a", Decimal("1.5"))
    b = Contender("b", Decimal(1))

    assert bounds([a, b], [OpenFlags("", 1)]) == (Bounds("a", 1, 2), Bounds("b", 1, 2))


def test_a_pool_wins_only_its_own_flags() -> None:
    a, b, c = (
        Contender("a", Decimal(0), "county"),
        Contender("b", Decimal(0), "county"),
        Contender("c", Decimal(0), "office"),
    )

    assert bounds([a, b, c], [OpenFlags("county", 3)]) == (Bounds("a", 1, 2), Bounds("b", 1, 2), Bounds("c", 1, 3))


POOLS = ("county", "office")


@dataclass(frozen=True)
class Flag:
    pool: str


@dataclass(frozen=True)
class Contest:
    units: tuple[Contender, ...]
    flags: tuple[Flag, ...]

    def winners(self, flag: Flag) -> list[Contender]:
        return [unit for unit in self.units if flag.pool in ("", unit.pool)]


def still_open(flags: Sequence[Flag]) -> list[OpenFlags]:
    return [OpenFlags(flag.pool, 1) for flag in flags]


@st.composite
def contests(draw: st.DrawFn, most_units: int = 6, most_flags: int = 6) -> Contest:
    halves = st.integers(0, 8).map(lambda half: Decimal(half) / 2)
    units = draw(
        st.lists(st.builds(Contender, st.just(""), halves, st.sampled_from(POOLS), st.booleans()), max_size=most_units)
    )
    flags = draw(st.lists(st.builds(Flag, st.sampled_from(("", *POOLS))), max_size=most_flags))
    return Contest(tuple(replace(unit, unit=f"u{number}") for number, unit in enumerate(units)), tuple(flags))


def places(units: Sequence[Contender]) -> dict[str, int | None]:
    """The year's table as it ends."""
    totals = [unit.total for unit in units if not unit.vetoed]
    return {unit.unit: None if unit.vetoed else 1 + sum(total > unit.total for total in totals) for unit in units}


def handed_over(units: Sequence[Contender], winners: Sequence[str]) -> tuple[Contender, ...]:
    won = Counter(winners)
    return tuple(replace(unit, total=unit.total + won[unit.unit]) for unit in units)


@unhurried
@given(contests(), st.data())
def test_bounds_tighten_with_each_reveal_and_never_contradict_the_end(contest: Contest, data: st.DataObject) -> None:
    units = contest.units
    history = [bounds(units, still_open(contest.flags))]
    for number, flag in enumerate(contest.flags, 1):
        able = [unit.unit for unit in contest.winners(flag)]
        winners = data.draw(st.lists(st.sampled_from(able), unique=True)) if able else []
        units = handed_over(units, winners)
        history.append(bounds(units, still_open(contest.flags[number:])))

    end = places(units)
    for earlier, later in pairwise(history):
        for before, after in zip(earlier, later, strict=True):
            if before.best and before.worst and after.best and after.worst:
                assert before.best <= after.best <= after.worst <= before.worst
    for moment in history:
        for bound in moment:
            place = end[bound.unit]
            if place is None or bound.best is None or bound.worst is None:
                assert (place, bound.best, bound.worst) == (None, None, None)
            else:
                assert bound.best <= place <= bound.worst
    assert all((bound.best, bound.worst) == (end[bound.unit], end[bound.unit]) for bound in history[-1])


def every_end(contest: Contest) -> Iterator[dict[str, int | None]]:
    """All ways in which a small contest can end."""
    choices = []
    for flag in contest.flags:
        able = [unit.unit for unit in contest.winners(flag)]
        choices.append(
            [[u for u, wins in zip(able, row, strict=True) if wins] for row in product((0, 1), repeat=len(able))]
        )
    for way in product(*choices):
        yield places(handed_over(contest.units, [unit for winners in way for unit in winners]))


@unhurried
@given(contests(most_units=4, most_flags=3))
def test_bounds_are_reached(contest: Contest) -> None:
    ends = list(every_end(contest))

    for bound in bounds(contest.units, still_open(contest.flags)):
        reached = [place for end in ends if (place := end[bound.unit]) is not None]
        assert (bound.best, bound.worst) == ((min(reached), max(reached)) if reached else (None, None))
