"""Ties for first place: S03, S04 and the earlier place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.enums import TieRule
from scoreboard.rules.ties import Tie, asks_holder, keepers, not_behind, resolve

from .strategies import unhurried

UNITS = st.lists(st.sampled_from("abcdef"), unique=True)
RULES = st.sampled_from(["decide", "joint", "holder-retains", "holder-stays", "earlier-place:roads"])


@pytest.mark.parametrize(
    ("setting", "method", "area"),
    [
        ("decide", TieRule.DECIDE, None),
        ("joint", TieRule.JOINT, None),
        ("holder-retains", TieRule.HOLDER_RETAINS, None),
        ("holder-stays", TieRule.HOLDER_STAYS, None),
        ("earlier-place:key-projects", TieRule.EARLIER_PLACE, "key-projects"),
    ],
)
def test_the_setting_is_read(setting: str, method: TieRule, area: str | None) -> None:
    assert Tie.parse(setting) == Tie(method, area)


@pytest.mark.parametrize(
    "setting", ["", "Joint", "lots", "earlier-place", "earlier-place:", "joint:roads", "decide:", "joint "]
)
def test_another_setting_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match=r"not a|not a valid"):
        Tie.parse(setting)


def test_s03_joint_makes_all_winners_and_decide_waits() -> None:
    assert resolve(("甲", "乙"), "joint", (), {}) == ("甲", "乙")
    assert resolve(("甲", "乙"), "decide", ("甲",), {"甲": 1, "乙": 2}) is None


def test_s04_the_holder_retains_and_challengers_alone_wait() -> None:
    assert resolve(("甲", "乙"), "holder-retains", ("乙",), {}) == ("乙",)
    assert resolve(("甲", "乙", "丙"), "holder-retains", ("丙", "甲", "丁"), {}) == ("甲", "丙")
    assert resolve(("甲", "乙"), "holder-retains", ("丁",), {}) is None


def test_the_holder_stays_where_challengers_tie_and_wins_where_it_ties_with_them() -> None:
    assert resolve(("甲", "乙"), "holder-stays", ("乙",), {}) == ("乙",)
    assert keepers(("甲", "乙"), "holder-stays", ("乙",)) == (), "it is among the first"
    assert resolve(("甲", "乙"), "holder-stays", ("丁",), {}) is None
    assert keepers(("甲", "乙"), "holder-stays", ("丁", "戊")) == ("丁", "戊")
    assert keepers(("甲", "乙"), "holder-stays", ("丁", "戊"), {"丁"}) == ("戊",)
    assert keepers(("甲", "乙"), "holder-stays", ("丁",), {"丁"}) == (), "then somebody must decide"
    assert keepers(("甲", "乙"), "holder-stays", ()) == ()
    assert keepers(("甲",), "holder-stays", ("丁",)) == (), "there is no tie"
    assert keepers((), "holder-stays", ("丁",)) == ()
    assert keepers(("甲", "乙"), Tie(TieRule.HOLDER_RETAINS), ("丁",)) == ()


def test_the_better_place_in_another_area_wins_if_it_is_alone() -> None:
    rule = Tie.parse("earlier-place:roads")
    assert resolve(("甲", "乙"), rule, ("甲",), {"甲": 5, "乙": 2}) == ("乙",)
    assert resolve(("甲", "乙", "丙"), rule, (), {"甲": 3, "乙": 3, "丙": 7}) is None, "level there too"
    assert resolve(("甲", "乙"), rule, (), {"甲": None, "乙": 9, "丁": 1}) == ("乙",), "any place beats none"
    assert resolve(("甲", "乙"), rule, (), {"甲": None}) is None


def test_by_the_places_as_they_are_since_it_is_known_who_is_behind_a_holder_no_more() -> None:
    assert not_behind("甲乙丙", ("甲",), {"甲": 2, "乙": 2, "丙": 3}) == ("乙",)
    assert not_behind("甲乙丙", ("甲",), {"甲": 3, "乙": 2, "丙": 1}) == ("乙", "丙")
    assert not_behind("甲乙丙", ("甲",), {"甲": 1, "丙": 2}) == (), "one without a place comes after"
    assert not_behind("甲乙丙", ("甲",), {"甲": None, "丙": 2}) == ("乙", "丙")
    assert not_behind("甲乙", ("甲",), {}) == ("乙",), "one of them is n/a there: nobody is behind"
    assert not_behind("甲乙丙", ("甲", "乙"), {"甲": 3, "乙": 1, "丙": 2}) == (), "behind one of the holders"
    assert not_behind("甲乙", (), {"甲": 1, "乙": 1}) == (), "nobody holds it"


def test_only_the_holder_rule_asks_who_holds_the_flag_and_only_in_a_tie() -> None:
    assert asks_holder(("甲", "乙"), "holder-retains")
    assert asks_holder(("甲", "乙", "丙"), Tie(TieRule.HOLDER_RETAINS))
    assert asks_holder(("甲", "乙"), "holder-stays")
    assert not asks_holder(("甲",), "holder-retains")
    assert not asks_holder((), "holder-retains")
    assert not asks_holder(("甲", "乙"), "joint")
    assert not asks_holder(("甲", "乙"), Tie(TieRule.DECIDE))


@unhurried
@given(UNITS, RULES, UNITS, st.dictionaries(st.sampled_from("abcdef"), st.none() | st.integers(1, 4)))
def test_a_resolution_never_returns_a_unit_that_is_not_first(
    leaders: list[str], rule: str, holders: list[str], places: dict[str, int | None]
) -> None:
    winners = resolve(leaders, rule, holders, places)
    if winners is None:
        assert len(leaders) > 1, "without a tie there is nothing to decide"
        assert rule != "joint"
    else:
        assert set(winners) <= set(leaders)
        assert bool(winners) == bool(leaders)
        assert len(set(winners)) == len(winners)
