"""Guests are ranked out of competition: on the boards with their score, without a place, and they win nothing."""

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units
from tests.acceptance.test_check_before_closing import checked

CELLS = {"roads": {"g1": "99", "t1": "90", "t2": "80"}, "water": {"g1": "70", "t1": "60", "t2": "65"}}
ROADS = ("--area", "roads")


def contest(make: Any = live, *, standing: str = "guest", **more: Any) -> Competition:
    guests = towns(1, prefix="g", start=5, standing=standing)
    return Competition(
        series=[make("roads", "water")], units=[*guests, *towns(2)], scores=scores("main", "2031Q1", CELLS), **more
    )


def told(program: Program, *options: str) -> list[tuple[str, int | None, str, str | None, bool]]:
    rows = program.rows("ranking", *options)
    return [(row["unit"], row["rank"], row["status"], row["score"], row.get("guest", False)) for row in rows]


def test_it_is_listed_without_a_place_and_wins_nothing(opened: Opened) -> None:
    program = opened(contest())
    roads = [
        ("t1", 1, "ranked", "90.00", False),
        ("t2", 2, "ranked", "80.00", False),
        ("g1", None, "n/a", "99.00", True),
    ]
    table = [
        ("t1", 1, "ranked", "150.00", False),
        ("t2", 2, "ranked", "145.00", False),
        ("g1", None, "n/a", "169.00", True),
    ]
    for _ in range(2):
        assert told(program, *ROADS) == roads == told(program, *ROADS, "--private")
        assert told(program) == table
        program("close", "main", "2031Q1")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["margin"]) == (["t1"], "10.00")
    assert [one["unit"] for one in program.rows("annual")] == ["t1", "t2"]
    assert [one["unit"] for one in program.rows("range")] == ["t1", "t2"]
    (first, second, last) = program.rows("ranking", "--limit", "3")
    assert (first["unit"], second["unit"], last["unit"]) == ("t1", "t2", "g1")


def test_its_own_page_calls_it_a_guest_as_the_rankings_do(opened: Opened) -> None:
    program = opened(contest())
    program.ok("close", "main", "2031Q1")
    assert [row["guest"] for row in program.show("unit", "g1")["rows"]] == [True, True, True]
    assert "guest" not in program.show("unit", "t1")["rows"][0]
    told = program.ok("show", "unit", "g1").out
    assert (told.count("guest"), "n/a" in told) == (3, False)
    assert "特邀" in program.speaking("zh").ok("show", "unit", "g1").out
    sheet = program.database.parent / "sheet.html"
    program.speaking("zh").ok("notice", "unit", "g1", "--format", "html", "--output", sheet)
    assert "特邀" in sheet.read_text(encoding="utf-8")


def test_a_guest_without_any_score_has_no_place_in_the_table(opened: Opened) -> None:
    program = opened(contest())
    for area in CELLS:
        program.ok("unconfirm", "main", "2031Q1", "--area", area, "--unit", "g1")
    assert told(program)[-1][:3] == ("g1", None, "n/a")
    for _ in range(2):
        last = ("g1", None, "n/a", None, True)
        assert told(program, *ROADS)[-1] == last, "nothing of it is missing"
        assert told(program, *ROADS, "--private")[-1][:3] == last[:3]
        assert told(program, *ROADS, "--as-of", "2031-12-31")[-1] == last
        program("close", "main", "2031Q1")
    assert checked(program).missing == 0, "a contest waits for no score of a guest"


def test_no_decision_gives_it_a_flag(opened: Opened) -> None:
    program = opened(contest())
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "an accident")
    program.ok("veto", "t2", "safety", "--period", "2031Q1", "--reason", "an accident")
    program.ok("close", "main", "2031Q1")
    assert program.flags()["roads"]["holders"] == []
    give = ("decide", "vacancy", "main", "2031Q1", "roads", "--holder", "g1", "--reason", "best")
    assert "guest" in program.refuses(1, *give).complaint


def test_who_becomes_a_guest_or_is_none_any_more_moves_the_boards_but_no_closed_period(
    opened: Opened, tmp_path: Path
) -> None:
    program = opened(contest(standing=""))
    assert told(program, *ROADS)[0][:2] == ("g1", 1)
    program.ok("load", contest().write(tmp_path / "guest"))
    assert told(program, *ROADS)[0][:2] == ("t1", 1)
    program.ok("load", contest(standing="").write(tmp_path / "none"))
    assert told(program, *ROADS)[0][:2] == ("g1", 1)
    assert told(program)[0][:2] == ("g1", 1)
    program.ok("close", "main", "2031Q1")
    program.refuses(1, "load", contest().write(tmp_path / "late"))


def test_another_standing_is_refused(tmp_path: Path) -> None:
    program = Program(tmp_path / "a.db", now="2031-07-01T09:00:00+08:00", acting=None)
    complaint = program.refuses(2, "load", contest(standing="visitor").write(tmp_path / "folder"), "--with-clock")
    assert "units.csv" in complaint.err
    assert "guest" in complaint.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_in_the_hall_it_is_no_candidate_and_people_read_that_it_is_a_guest(opened: Opened, lang: str) -> None:
    program = opened(contest(sealed, custody=held("main", {"roads": "t2"})))
    program.ok("close", "main", "2031Q1")
    play(program, "main-2031Q1")
    assert units(program.flags()["roads"]["holders"]) == ["t1"]
    said = {"zh": "特邀", "en": "guest"}[lang]
    for printed in (
        program.speaking(lang).ok("show", "ranking", *ROADS).out,
        program.speaking(lang).ok("bulletin", "main", "2031Q1").out,
    ):
        assert said in printed
