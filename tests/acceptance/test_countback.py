"""`countback`: second criteria set equal places apart, and official tables come out as they were published."""

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

CELLS = {
    "roads": {"t1": "90", "t2": "80", "t3": "80", "t4": "80", "t5": "90"},
    "water": {"t1": "60", "t2": "70", "t3": "95", "t4": "70", "t5": "50"},
}
ROADS = ("--area", "roads")


def contest(make: Any = live, *criteria: str, cells: Any = None, **settings: object) -> Competition:
    given = cells or CELLS
    series = make(*given, countback=list(criteria), **{"tie": "joint", **settings})
    return Competition(series=[series], units=towns(5), scores=scores("main", "2031Q1", given))


def places(program: Program, *options: str) -> list[tuple[str, int, bool]]:
    return [(row["unit"], row["rank"], row["tied"]) for row in program.rows("ranking", *options)]


def test_an_areas_equal_places_go_by_the_place_in_another_and_first_place_stays_shared(opened: Opened) -> None:
    program = opened(contest(live, "place:water"))
    apart = [("t1", 1, True), ("t5", 1, True), ("t3", 3, False), ("t2", 4, True), ("t4", 4, True)]
    assert places(program, *ROADS) == apart
    row = program.ranking(*ROADS)["t3"]
    assert row["countback"] == {
        **{"shared_rank": 3, "by": "place:water", "area_name": "water工作", "area_name_en": "Water"},
    }
    assert "countback" not in program.ranking(*ROADS)["t1"]
    assert program.ranking(*ROADS)["t4"]["countback"]["shared_rank"] == 3
    program.ok("close", "main", "2031Q1")
    assert places(program, *ROADS) == apart
    assert sorted(units(program.flags()["roads"]["holders"])) == ["t1", "t5"], "tie decides first place"
    inside = [(row["unit"], row["rank"], row["tied"]) for row in program.rows("ranking", *ROADS, "--private")]
    assert inside == apart
    for around, page in (("t3", ["t3"]), ("t2", ["t2"]), ("t4", ["t4"])):
        assert [row["unit"] for row in program.rows("ranking", *ROADS, "--around", around, "--limit", "1")] == page


def test_a_live_result_elsewhere_moves_them_and_touches_the_board(opened: Opened) -> None:
    program = opened(contest(live, "place:water"))
    before = program.show("ranking", *ROADS)["revision"]
    program.ok("unconfirm", "main", "2031Q1", "--area", "water", "--unit", "t4")
    program.ok("enter", "main", "2031Q1", "water", "t4", "71")
    program.ok("confirm", "main", "2031Q1", "--area", "water")
    board = program.show("ranking", *ROADS)
    assert [(row["unit"], row["rank"]) for row in board["rows"]][2:] == [("t3", 3), ("t4", 4), ("t2", 5)]
    assert board["revision"] > before
    told = board["revision"]
    program.ok("unconfirm", "main", "2031Q1", "--area", "water", "--unit", "t3")
    assert program.show("ranking", *ROADS)["revision"] > told


def test_nobody_in_the_hall_learns_of_another_area_before_it_is_shown(opened: Opened) -> None:
    program = opened(contest(sealed, "place:water"))
    program.ok("close", "main", "2031Q1")
    program.ok("ceremony", "seal", "main-2031Q1")
    while not program.rows("ranking", *ROADS):
        program.ok("cue", "next", "main-2031Q1")
    assert not program.rows("ranking", "--area", "water")
    assert places(program, *ROADS)[2:] == [("t2", 3, True), ("t3", 3, True), ("t4", 3, True)]
    while not program.rows("ranking", "--area", "water"):
        program.ok("cue", "next", "main-2031Q1")
    assert places(program, *ROADS)[2:] == [("t3", 3, False), ("t2", 4, True), ("t4", 4, True)]
    play(program, "main-2031Q1")
    program.ok("ceremony", "verify", "main-2031Q1")


def test_the_overall_table_goes_by_first_places_then_by_an_area(opened: Opened) -> None:
    cells = {
        "roads": {"t1": "90", "t2": "80", "t3": "70", "t4": "60", "t5": "85"},
        "water": {"t1": "60", "t2": "70", "t3": "95", "t4": "75", "t5": "50"},
        "trees": {"t1": "70", "t2": "70", "t3": "55", "t4": "85", "t5": "85"},
    }
    sums = {unit: sum(int(found[unit]) for found in cells.values()) for unit in cells["roads"]}
    assert sums == {"t1": 220, "t2": 220, "t3": 220, "t4": 220, "t5": 220}
    program = opened(contest(live, "firsts", "place:roads", cells=cells, order="total"))
    assert places(program) == [
        ("t5", 1, False),
        ("t4", 2, False),
        ("t1", 3, False),
        ("t3", 4, False),
        ("t2", 5, False),
    ]
    assert program.ranking()["t2"]["countback"]["by"] == "firsts"
    assert program.ranking()["t4"]["countback"]["by"] == "place:roads"
    assert program.ranking()["t1"]["countback"]["by"] == "firsts"
    program.ok("close", "main", "2031Q1")
    assert [unit for unit, _rank, _tied in places(program)][-1] == "t2"


DECIDE = ("decide", "place", "main", "2031Q1")


def test_closing_waits_for_decide_place_and_the_reason_is_told(opened: Opened) -> None:
    cells = {"roads": {"t1": "95", "t2": "80", "t3": "80", "t4": "70", "t5": "60"}}
    program = opened(contest(sealed, "decide", cells=cells))
    complaint = program.refuses(1, "close", "main", "2031Q1").complaint
    assert "Roads (roads), place 2: Town t2, Town t3" in complaint
    assert "decide place" in complaint
    program.refuses(1, *DECIDE, "roads", "t1", "t2", "--reason", "lot")
    program.refuses(2, *DECIDE, "roads", "t2", "t2", "--reason", "lot")
    program.refuses(2, *DECIDE, "roads", "t2", "--reason", "lot")
    program.refuses(2, *DECIDE, "roads", "t3", "t2", "--reason", " ")
    program.ok(*DECIDE, "roads", "t3", "t2", "--reason", "drawn by lot")
    assert "overall table, place 2: Town t2, Town t3" in program.refuses(1, "close", "main", "2031Q1").complaint
    program.ok(*DECIDE, "t2", "t3", "--reason", "fewer accidents")
    program.ok("close", "main", "2031Q1")
    assert "drawn by lot" not in Path(program.public).read_bytes().decode("utf-8", "replace")
    play(program, "main-2031Q1")
    assert places(program, *ROADS)[1:3] == [("t3", 2, False), ("t2", 3, False)]
    assert places(program)[1:3] == [("t2", 2, False), ("t3", 3, False)]
    assert program.ranking(*ROADS)["t2"]["countback"] == {"shared_rank": 2, "by": "decide", "reason": "drawn by lot"}
    assert "drawn by lot" in program.ok("journal").out
    program.ok("journal", "--verify")


def test_a_decision_does_not_outlive_its_places(opened: Opened) -> None:
    cells = {"roads": {"t1": "95", "t2": "80", "t3": "80", "t4": "70", "t5": "60"}}
    program = opened(contest(live, "decide", cells=cells))
    program.ok(*DECIDE, "roads", "t3", "t2", "--reason", "lot")
    assert places(program, *ROADS)[1:3] == [("t3", 2, False), ("t2", 3, False)]
    program.ok("unconfirm", "main", "2031Q1", "--area", "roads", "--unit", "t4")
    program.ok("enter", "main", "2031Q1", "roads", "t4", "80")
    program.ok("confirm", "main", "2031Q1")
    assert places(program, *ROADS)[1:4] == [("t2", 2, True), ("t3", 2, True), ("t4", 2, True)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_boards_and_bulletins_say_why(opened: Opened, lang: str) -> None:
    program = opened(contest(live, "place:water"))
    program.ok("close", "main", "2031Q1")
    program = program.speaking(lang)
    said = {"zh": "“water工作”名次在前者在前", "en": "the better place in Water"}[lang]
    assert said in program.ok("show", "ranking", *ROADS).out
    assert said in program.ok("bulletin", "main", "2031Q1").out
    assert said not in program.ok("show", "ranking", "--area", "water").out


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        (["place:rivers"], "“rivers” is not an area of this series"),
        (["lots"], "“lots” is not allowed here"),
        (["firsts", "firsts"], "“firsts” is there already"),
    ],
)
def test_a_criterion_that_is_none_is_refused(tmp_path: Path, criteria: list[str], said: str) -> None:
    program = Program(tmp_path / "a.db", now="2031-07-01T09:00:00+08:00", acting=None)
    complaint = program.refuses(2, "load", contest(live, *criteria).write(tmp_path / "folder"), "--with-clock")
    assert said in complaint.err


def test_without_the_setting_nobody_is_asked(opened: Opened) -> None:
    program = opened(contest(live))
    assert "countback" in program.refuses(1, *DECIDE, "roads", "t2", "t3", "t4", "--reason", "lot").complaint
    program.ok("close", "main", "2031Q1")
    assert places(program, *ROADS)[2:] == [("t2", 3, True), ("t3", 3, True), ("t4", 3, True)]
