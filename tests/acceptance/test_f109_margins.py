"""F109, F904: a margin is told with the digits that it needs; where a tie was decided, how is told in words."""

import re
from contextlib import closing

import pytest

from scoreboard.publications.kinds.ranking import RankingRow, with_digits
from scoreboard.publications.reader import PublicReader
from scoreboard.wire import from_json
from screens.hall.parts.hall_words import facts_of
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
