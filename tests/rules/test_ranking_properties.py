"""Standings by properties: whatever is entered, in whatever order."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from scoreboard.enums import Status
from scoreboard.rules.ranking import Entry, displayed, eligible, exact, hides_order, leaders, margin, rank

from .strategies import entries, scores, unhurried

MINIMUM = Decimal("90.0002")


@unhurried
@given(entries())
def test_ranks_are_a_valid_competition_ranking(group: list[Entry]) -> None:
    competing = {e.unit: e.score for e in group if not e.vetoed and not e.not_applicable and e.score is not None}
    standings = {standing.unit: standing for standing in rank(group)}
    assert standings.keys() == {entry.unit for entry in group}
    for unit, standing in standings.items():
        if unit not in competing:
            assert (standing.rank, standing.tied) == (None, False)
            assert standing.status is not Status.RANKED
            continue
        above = [score for score in competing.values() if score > competing[unit]]
        level = [score for score in competing.values() if score == competing[unit]]
        assert standing.rank == 1 + len(above)
        assert standing.tied == (len(level) > 1)


@unhurried
@given(entries().flatmap(lambda group: st.tuples(st.just(group), st.permutations(group))))
def test_the_order_of_entry_decides_no_place(groups: tuple[list[Entry], list[Entry]]) -> None:
    one, other = (frozenset(rank(group)) for group in groups)
    assert one == other


@unhurried
@given(entries())
def test_a_board_lists_best_first_and_equals_in_the_order_of_entry(group: list[Entry]) -> None:
    position = {entry.unit: place for place, entry in enumerate(group)}
    statuses = list(Status)
    listed = [(statuses.index(s.status), s.rank or 0, position[s.unit]) for s in rank(group)]
    assert listed == sorted(listed)


@unhurried
@given(st.dictionaries(st.tuples(st.sampled_from("XY"), st.sampled_from("pq")), entries(), min_size=1), st.data())
def test_one_entry_never_changes_another_group(groups: dict[tuple[str, str], list[Entry]], data: st.DataObject) -> None:
    """Groups are (area, pool): re-ranking after one entry leaves all others, and the order of the others, alone."""
    before = {key: rank(group) for key, group in groups.items()}
    touched = data.draw(st.sampled_from(sorted(groups)))
    entered = Entry(data.draw(st.sampled_from("abcdef")), data.draw(scores))
    kept = [entry for entry in groups[touched] if entry.unit != entered.unit]
    after = {key: rank([*kept, entered] if key == touched else group) for key, group in groups.items()}

    assert all(after[key] == before[key] for key in groups if key != touched)
    others = [[s.unit for s in board[touched] if s.unit != entered.unit] for board in (before, after)]
    assert others[0] == others[1]


@unhurried
@given(entries())
def test_leaders_are_the_eligible_units_nobody_eligible_is_above(group: list[Entry]) -> None:
    standings = rank(group)
    able = {s.unit: s.score for s in eligible(standings, MINIMUM) if s.score is not None}
    assert all(score >= MINIMUM for score in able.values())
    best = max(able.values(), default=None)
    assert set(leaders(standings, MINIMUM)) == {unit for unit, score in able.items() if score == best}


@unhurried
@given(entries())
def test_the_margin_of_leaders_is_never_negative_and_zero_in_a_tie(group: list[Entry]) -> None:
    standings = rank(group)
    first = leaders(standings, MINIMUM)
    gap = margin(standings, first, MINIMUM)
    assert (gap is None) == (len(eligible(standings, MINIMUM)) <= 1)
    if gap is not None:
        assert (gap == 0) == (len(first) > 1)
        assert gap >= 0


@unhurried
@given(entries(), st.integers(0, 4))
def test_a_board_hides_its_order_if_some_pair_does(group: list[Entry], decimals: int) -> None:
    ranked = [(s.rank, displayed(s.score, decimals)) for s in rank(group) if s.rank and s.score is not None]
    pairs = ((one, other) for one in ranked for other in ranked)
    assert hides_order(rank(group), decimals) == any(a[0] != b[0] and a[1] == b[1] for a, b in pairs)


@unhurried
@given(st.integers(-(10**7), 10**7).map(lambda n: Decimal(n).scaleb(-4)), st.integers(0, 4))
def test_shown_scores_are_near_and_exact_ones_equal(value: Decimal, decimals: int) -> None:
    assert abs(Decimal(displayed(value, decimals)) - value) * 2 <= Decimal(1).scaleb(-decimals)
    assert Decimal(exact(value, decimals)) == value
    assert len(exact(value, decimals)) >= len(displayed(value, decimals))
