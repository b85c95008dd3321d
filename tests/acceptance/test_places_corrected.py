"""S08: a flag that went by the better place in another area is told so as long as the places there say so."""

import json
from contextlib import closing
from sqlite3 import connect

import pytest

from scoreboard.publications.scenes import scene_of
from scoreboard.publications.scenes.flag import FlagCorrection
from screens.hall.parts.correcting import _told
from tests.acceptance.ceremonies import finish_cue, play, status
from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units
from tests.acceptance.test_why_a_flag_is_where_it_is import said

Q1 = "2031Q1"
WHY = ("--reason", "typo", "--approved-by", "Li")
RULE = "earlier-place:water"
MARKS = {"roads": {"t1": 85, "t2": 85, "t3": 50}, "water": {"t1": 90, "t2": 80, "t3": 70}}
THEN = "a tie, settled by the better place in Water at the time"
SINCE = "since a correction Town t2 is no longer behind there; it stays until somebody decides otherwise"


def corrected(program: Program, unit: str, score: float, area: str = "water") -> str:
    return program.ok("decide", "correction", "main", Q1, area, unit, score, *WHY).out


def overtaking(program: Program) -> tuple[list[str], list[str], str | None]:
    row = program.flags()["roads"]
    return units(row["holders"]), units(row.get("overtaken_by", [])), row["reason"]


@pytest.fixture
def placed(opened: Opened) -> Program:
    """t1 and t2 are level on roads, and t1 has the flag by its place on water."""
    found = opened(Competition(series=[live(*MARKS, tie=RULE)], units=towns(3), scores=scores("main", Q1, MARKS)))
    found.ok("close", "main", Q1)
    assert said(found, "en") == ["a tie, settled by the better place in Water"]
    return found


@pytest.mark.parametrize("score", [95, 90])
def test_s08_a_corrected_place_is_told_beside_the_flag_that_it_decided(placed: Program, score: int) -> None:
    told = corrected(placed, "t2", score)
    assert "Roads: Town t2 is no longer behind Town t1" in told
    assert overtaking(placed) == (["t1"], ["t2"], RULE)
    assert said(placed, "en") == [THEN, SINCE]
    assert "当时" in said(placed, "zh")[0]
    assert "不再靠后" in said(placed, "zh")[1]
    assert placed.flags()["roads"]["margin"] == "0.00", "the tie lasts"
    for text in (placed.ok("show", "flags").out, placed.ok("bulletin", "main", Q1).out):
        assert THEN in text
        assert SINCE in text
    assert "不再靠后" in placed.speaking("zh").ok("bulletin", "main", Q1).out
    placed.ok("journal", "--verify")
    corrected(placed, "t2", 80)
    assert overtaking(placed) == (["t1"], [], RULE)
    assert said(placed, "en") == ["a tie, settled by the better place in Water"]


def test_s08_who_keeps_the_better_place_needs_no_word_more(placed: Program) -> None:
    corrected(placed, "t2", 89)
    corrected(placed, "t3", 95)
    assert overtaking(placed) == (["t1"], [], RULE)
    assert said(placed, "en") == ["a tie, settled by the better place in Water"]


def test_s08_it_moves_by_a_decision_which_is_told_instead(placed: Program) -> None:
    corrected(placed, "t2", 95)
    placed.ok("decide", "correction", "main", Q1, "roads", "t2", 85, "--holder", "t2", *WHY)
    assert overtaking(placed) == (["t2"], [], "typo")
    corrected(placed, "t1", 96)
    assert overtaking(placed) == (["t2"], [], "typo"), "it is held by a decision now"


def test_s08_when_the_tie_ends_and_comes_back_its_places_are_those_of_now(placed: Program) -> None:
    corrected(placed, "t2", 95)
    corrected(placed, "t2", 84, "roads")
    assert overtaking(placed) == (["t1"], [], None)
    corrected(placed, "t2", 85, "roads")
    assert overtaking(placed) == (["t1"], ["t2"], RULE)


def test_s11_of_one_that_has_ended_it_is_told_no_more(placed: Program) -> None:
    corrected(placed.at("2031-05-08T09:00:00+08:00"), "t2", 95)
    later = placed.at("2031-05-12T09:00:00+08:00")
    later.ok("decide", "abolition", "t2", "--on", "2031-05-10", "--reason", "merged")
    assert overtaking(later) == (["t1"], [], RULE)
    later.ok("journal", "--verify")


def test_s13_a_place_that_is_sealed_says_nothing_of_a_flag_that_has_been_shown(opened: Opened) -> None:
    """roads is shown first, then a sealed score on water is corrected: it is told with the ranking of water."""
    rule = sealed(*MARKS, tie=RULE)
    program = opened(Competition(series=[rule], units=towns(3), scores=scores("main", Q1, MARKS)))
    program.ok("close", "main", Q1)
    program.ok("ceremony", "seal", f"main-{Q1}")
    finish_cue(program, f"main-{Q1}", 2)
    assert overtaking(program) == (["t1"], [], RULE)
    corrected(program, "t2", 95)
    assert overtaking(program) == (["t1"], [], RULE)
    corrected(program, "t3", 51, "roads")
    assert overtaking(program) == (["t1"], [], RULE), "nor by a correction of its own area"
    play(program, f"main-{Q1}")
    assert overtaking(program) == (["t1"], ["t2"], RULE)
    assert units(program.flags()["water"]["holders"]) == ["t2"]
    program.ok("ceremony", "verify", f"main-{Q1}")
    program.ok("journal", "--verify")


def test_s08_the_hall_is_told_of_a_corrected_place_by_no_word_of_the_rule(opened: Opened) -> None:
    """The flag of roads was announced; a sealed score on water was put right since, and shown with its ranking."""
    marks = {"roads": MARKS["roads"], "water": MARKS["water"], "woods": {"t3": 1}}
    program = opened(Competition(series=[sealed(*marks, tie=RULE)], units=towns(3), scores=scores("main", Q1, marks)))
    program.ok("close", "main", Q1)
    program.ok("ceremony", "seal", f"main-{Q1}")
    finish_cue(program, f"main-{Q1}", 2)
    corrected(program, "t2", 95)
    assert status(program, f"main-{Q1}")["corrections"] == []
    finish_cue(program, f"main-{Q1}", 3)
    assert status(program, f"main-{Q1}")["corrections"] == ["roads"]
    program.ok("cue", "correction", f"main-{Q1}", "roads")
    with closing(connect(program.public)) as connection:
        ((scene,),) = connection.execute("SELECT scene FROM stage ORDER BY sequence DESC LIMIT 1")
    shown = scene_of(json.loads(scene))
    assert isinstance(shown, FlagCorrection)
    assert [text for text, _ in _told(shown, "en")] == [
        "Announced: Town t1, first award, a tie, settled by the better place in Water.",
        f"Corrected: Town t1, first award, {THEN}, {SINCE}.",
    ]
    play(program, f"main-{Q1}")
    assert "earlier-place" not in program.ok("bulletin", "main", Q1).out
