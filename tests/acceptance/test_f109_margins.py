"""F109, F904: a margin is told with the digits that it needs; where a tie was decided, how is told in words."""

import re
from contextlib import closing
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.told_digits import with_digits
from scoreboard.rules.ranking import displayed, margin_unrounded
from scoreboard.wire import from_json
from screens import hall
from screens.hall.parts.hall_words import facts_of
from screens.looks import Look
from screens.playlist import ranking_scene
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Series, held, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units
from tests.screens.samples import placed, unit

NOUGHT = re.compile(r"(?<![\d.])0\.00(?!\d)")
LIVE = {"publication": "live", "confirm": "self"}


def public(opened: Opened, cells: dict[str, dict[str, object]], holder: str = "", **settings: object) -> Program:
    """A live series that has been closed."""
    program = opened(
        Competition(
            series=[Series(areas=tuple(cells), settings={**LIVE, **settings})],
            units=towns(2),
            custody=held("main", {"roads": holder}) if holder else [],
            scores=scores("main", "2031Q1", cells),
        )
    )
    program.ok("close", "main", "2031Q1")
    return program


def told(program: Program, lang: str) -> list[str]:
    """What the hall says of the flag of roads."""
    with closing(PublicReader(program.public)) as reader:
        board = reader.board("flags/main/2031Q1")
    assert board is not None
    return facts_of(next(row for row in board.words.rows if row.area == "roads"), lang)


@pytest.mark.parametrize(
    ("best", "second", "margin"),
    [("97.004", "97.001", "0.003"), ("92.0001", "92", "0.0001"), ("91.996", "92.004", "0.008"), ("93", "92.5", "0.50")],
)
def test_f109_f904_a_hidden_margin_is_told_with_its_digits(opened: Opened, best: str, second: str, margin: str) -> None:
    program = public(opened, {"roads": {"t1": best, "t2": second}})
    row = program.flags()["roads"]
    assert row["margin_exact"] == margin
    assert told(program, "en") == [f"{margin} ahead"]
    assert told(program, "zh") == [f"领先 {margin} 分"]
    for words in (("show", "flags"), ("bulletin", "main", "2031Q1")):
        said = program.ok(*words).out
        assert margin in said
        assert not NOUGHT.search(said)


def test_f109_a_lot_is_told_as_the_decision_that_it_is(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[Series(settings=LIVE)],
            units=towns(3),
            scores=scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 90, "t3": 80}}),
        )
    )
    program.ok("decide", "tie", "main", "2031Q1", "roads", "--holder", "t2", "--reason", "lot drawn in public")
    program.ok("close", "main", "2031Q1")
    assert program.flags()["roads"]["margin"] == "0.00", "JSON keeps its decimals"
    assert told(program, "en") == ["a tie, broken by decision: lot drawn in public"]
    assert told(program, "zh") == ["同分，经裁定持旗：lot drawn in public"]
    for words in (("show", "flags"), ("bulletin", "main", "2031Q1")):
        said = program.ok(*words).out
        assert "a tie, broken by decision: lot drawn in public" in said
        assert not NOUGHT.search(said)


@pytest.mark.parametrize("holder", ["", "t2", "t1"])
def test_f109_an_earlier_place_is_told_as_the_rule_that_decided(opened: Opened, holder: str) -> None:
    cells: dict[str, dict[str, object]] = {"roads": {"t1": 90, "t2": 90}, "water": {"t1": 70, "t2": 80}}
    program = public(opened, cells, holder, tie="earlier-place:water")
    assert units(program.flags()["roads"]["holders"]) == ["t2"]
    assert "a tie, settled by the better place in Water" in told(program, "en")
    assert "同分，“water工作”名次在前的得旗" in told(program, "zh")
    assert "settled by the better place in Water" in program.ok("bulletin", "main", "2031Q1").out


@pytest.mark.parametrize(("tie", "said"), [("holder-retains", "a tie; the holder keeps it"), ("joint", "Held jointly")])
def test_f109_ties_that_rules_settle(opened: Opened, tie: str, said: str) -> None:
    program = public(opened, {"roads": {"t1": 90, "t2": 90}}, "t1", tie=tie)
    out = program.ok("show", "flags").out + program.ok("bulletin", "main", "2031Q1").out
    assert not NOUGHT.search(out)
    if tie == "holder-retains":
        assert out.count(said) == 2
        assert "原持旗单位保旗" in program.speaking("zh").ok("show", "flags").out


def test_f109_the_script_names_no_margin_of_nought(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[Series(areas=("roads", "water"), settings={"confirm": "self", "tie": "earlier-place:water"})],
            units=towns(3),
            scores=scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 90}, "water": {"t1": "80.001", "t2": "80.002"}}),
        )
    )
    program.ok("close", "main", "2031Q1")
    ceremony = "main-2031Q1"
    script = program.ok("ceremony", "plan", ceremony, "--script").out
    assert "by 0.00 " not in script
    assert "by 0.001 points" in script
    assert "(a tie, settled by the better place in Water)" in script
    program.ok("ceremony", "seal", ceremony)
    envelope = program.ok("ceremony", "envelope", ceremony).out
    assert "by 0.00" not in envelope.replace("by 0.001", "")
    play(program, ceremony)
    program.ok("ceremony", "verify", ceremony)


def test_f109_scores_that_look_alike_are_told_with_the_digits_that_set_them_apart() -> None:
    rows = [
        {"unit": "a", "rank": 1, "score": "97.00", "score_exact": "97.004"},
        {"unit": "b", "rank": 2, "score": "97.00", "score_exact": "97.001"},
        {"unit": "c", "rank": 3, "score": "90.13", "score_exact": "90.125"},
        {"unit": "d", "rank": 3, "score": "90.13", "score_exact": "90.125"},
    ]
    typed = [from_json(RankingRow, {**placed(0, unit("永年县"), ""), **one}) for one in rows]
    assert [row.score for row in with_digits(typed)] == ["97.004", "97.001", "90.13", "90.13"]


APART = {"roads": {"t1": "92.006", "t2": "91.994", "t3": "91.99"}}
"""Shown as 92.01 and 91.99, which lie 0.02 apart; rounded the margin of 0.012 would be 0.01."""


def drawn(program: Program, *, lang: str) -> str:
    with closing(PublicReader(program.public)) as reader:
        flags, ranking = reader.board("flags/main/2031Q1"), reader.board("ranking/main/2031Q1/roads")
    assert flags is not None
    assert ranking is not None
    scene = ranking_scene(ranking.words, flags)
    return hall.draw(scene, 99, (120, 34), Look(lang=lang, native=True)).text


@pytest.mark.parametrize("make", ["live", "sealed"])
def test_f109_a_margin_lies_between_the_scores_that_are_shown(opened: Opened, make: str) -> None:
    series = Series(settings=LIVE if make == "live" else {"confirm": "self"})
    program = opened(Competition(series=[series], units=towns(4), scores=scores("main", "2031Q1", APART)))
    program.ok("close", "main", "2031Q1")
    if make == "sealed":
        assert "by 0.012 points" in program.ok("ceremony", "plan", "main-2031Q1", "--script").out
        program.ok("ceremony", "seal", "main-2031Q1")
        envelope = program.ok("ceremony", "envelope", "main-2031Q1").out
        assert all(figure in envelope for figure in ("0.012", "92.006", "91.994"))
        play(program, "main-2031Q1")
        program.ok("ceremony", "verify", "main-2031Q1")
    row = program.flags()["roads"]
    assert (row["margin"], row["margin_exact"], row["margin_told"]) == ("0.01", "0.012", "0.012")
    assert "0.012 ahead" in told(program, "en")
    assert "0.012" in program.ok("show", "flags").out
    bulletin, area = program.ok("bulletin", "main", "2031Q1").out.split("## Roads")
    assert "0.012" in bulletin
    assert all(figure in area for figure in ("92.006", "91.994", "91.99 "))
    assert "92.01" not in area
    for lang in ("zh", "en"):
        wall = drawn(program, lang=lang)
        assert all(figure in wall for figure in ("0.012", "92.006", "91.994"))
        assert "92.01" not in wall


@given(
    *(st.decimals(min_value=0, max_value=100, places=4) for _ in range(2)),
    st.integers(min_value=0, max_value=4),
)
def test_f109_what_is_told_of_a_margin_adds_up(one: Decimal, other: Decimal, decimals: int) -> None:
    first, second = max(one, other), min(one, other)
    shown = [displayed(score, decimals) for score in (first, second)]
    said = margin_unrounded(first, first - second, decimals)
    if said is None:
        assert Decimal(shown[0]) - Decimal(shown[1]) == Decimal(displayed(first - second, decimals))
    else:
        assert Decimal(said) == first - second


def test_f109_nothing_more_is_told_where_rounded_figures_add_up(opened: Opened) -> None:
    """Means of judges have four decimals, and boards of two show two."""
    program = public(opened, {"roads": {"t1": "92.1667", "t2": "89"}})
    row = program.flags()["roads"]
    assert (row["margin"], row["margin_exact"], "margin_told" in row) == ("3.17", "3.1667", False)
    assert told(program, "en") == ["3.17 ahead"]
