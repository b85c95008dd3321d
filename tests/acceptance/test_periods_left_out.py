"""A period that is over with nothing in it is open while it can still be held, and no bound of the year forgets it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.competition import Series, live
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.acceptance.test_closing_the_year import AREAS, close_periods, contest, status, won

FIRST, SECOND, THIRD = "2031Q1", "2031Q2", "2031Q3"
LATE = "2031-12-01T09:00:00+08:00"


def state(program: Program, period: str) -> str:
    periods: list[dict[str, Any]] = program.show("annual")["periods"]
    return next(str(one["state"]) for one in periods if one["id"] == period)


def bounds(program: Program) -> dict[str, tuple[int, int]]:
    return {row["unit"]: (row["best"], row["worst"]) for row in program.rows("range")}


def come_late(program: Program, period: str, winners: tuple[str, ...]) -> None:
    for row in won(period, winners):
        program.ok("enter", "main", period, row["area"], row["unit"], row["score"])
    program.ok("confirm", "main", period)


def test_a_period_between_others_is_open_until_it_is_closed(opened: Opened) -> None:
    given = [*won(FIRST, ("t1", "t2")), *won(THIRD, ("t1", "t3"))]
    program = opened(contest(scores=given)).at(LATE)
    close_periods(program, FIRST, THIRD)
    assert state(program, SECOND) == "open"
    told = bounds(program)
    assert told["t2"][0] == 1, "two flags of the second quarter could still be theirs"
    assert not any(row["clinched"] or row["eliminated"] for row in program.rows("annual"))
    (way,) = status(program)["in_the_way"]  # type: ignore[misc]
    assert (way["what"], way["period"]) == ("open", SECOND)
    assert "--empty" in way["message"]

    come_late(program, SECOND, ("t2", "t2"))
    close_periods(program, SECOND)
    after = bounds(program)
    assert all(told[unit][0] <= best and worst <= told[unit][1] for unit, (best, worst) in after.items())
    assert next(row["unit"] for row in program.rows("annual") if row["rank"] == 1) == "t2"


def test_a_period_that_was_not_held_is_closed_empty_and_in_nobodys_way(opened: Opened) -> None:
    given = [*won(FIRST, ("t1", "t2")), *won(THIRD, ("t1", "t3"))]
    program = opened(contest(scores=given)).at(LATE)
    close_periods(program, FIRST, THIRD)
    program.ok("close", "main", SECOND, "--empty")
    assert status(program)["in_the_way"] == []
    program.ok("year", "close")


def test_a_first_period_that_is_closed_late_and_sealed_is_not_called_left_out(opened: Opened) -> None:
    series = Series(areas=AREAS, settings={"confirm": "self"}, overrides={SECOND: {"publication": "live"}})
    program = opened(contest(series=[series], scores=won(SECOND, ("t1", "t2")))).at(LATE)
    close_periods(program, SECOND)
    assert state(program, FIRST) == "none"
    come_late(program, FIRST, ("t3", "t3"))
    close_periods(program, FIRST)
    assert state(program, FIRST) == "open"
    assert bounds(program)["t3"][0] == 1


def test_what_is_live_does_not_make_it_left_out_either(opened: Opened) -> None:
    program = opened(contest(series=[live(*AREAS)], scores=won(FIRST, ("t1", "t2")))).at("2031-08-01T09:00:00+08:00")
    close_periods(program, FIRST)
    come_late(program, THIRD, ("t1", "t2"))
    assert state(program, SECOND) == "open"
    program.ok("honour", "t3", "national", "A title", "--document", "1", "--on", "2031-07-01")
    assert state(program, SECOND) == "open"


@pytest.mark.parametrize("deed", ["enter", "import", "load"])
def test_what_is_entered_late_keeps_a_first_period_from_being_left_out_at_once(
    opened: Opened, tmp_path: Path, deed: str
) -> None:
    given = contest(scores=won(SECOND, ("t1", "t2")))
    program = opened(given).at(LATE)
    close_periods(program, SECOND)
    assert state(program, FIRST) == "none"
    if deed == "enter":
        program.ok("enter", "main", FIRST, AREAS[0], "t3", "95")
    elif deed == "import":
        sheet = tmp_path / "late.csv"
        sheet.write_text(f"单位,{AREAS[0]}\nt3,95\n", encoding="utf-8")
        program.ok("import", sheet, "main", FIRST)
    else:
        more = replace(given, scores=[*given.scores, *won(FIRST, ("t3", "t3"))])
        program.ok("load", more.write(tmp_path / "more"))
    assert state(program, FIRST) == "open"
    assert bounds(program)["t3"][0] == 1


def test_a_period_with_drafts_is_not_left_out_when_a_later_live_one_begins(opened: Opened) -> None:
    series = Series(areas=AREAS, settings={"confirm": "self"}, overrides={SECOND: {"publication": "live"}})
    program = opened(contest(series=[series], scores=won(FIRST, ("t1", "t2")))).at("2031-05-01T09:00:00+08:00")
    program.ok("honour", "t3", "national", "A title", "--document", "1", "--on", "2031-04-01")
    program.ok("enter", "main", SECOND, AREAS[0], "t1", "95")
    program.ok("confirm", "main", SECOND)
    assert state(program, FIRST) == "open"
    program.ok("veto", "t2", "safety", "--reason", "x")
    assert state(program, FIRST) == "open"


def test_a_first_period_that_still_runs_is_open_whatever_comes_before_its_end(opened: Opened) -> None:
    """Nobody has entered anything into it yet; but it goes on, so it is not what was not held."""
    program = opened(contest(series=[live(*AREAS)], scores=won(SECOND, ("t1", "t2")))).at("2031-03-31T09:00:00+08:00")
    program.ok("close", "main", SECOND)
    assert state(program, FIRST) == "open"
    assert program.show("annual", "--private")["periods"][0]["state"] == "open"
    assert "未开展" not in program.speaking("zh").ok("show", "annual").out
    assert bounds(program)["t3"] == (1, 3), "its flags could still be theirs"
    late = program.at("2031-04-01T09:00:00+08:00")
    assert state(late, FIRST) == "none"
    assert state(late, THIRD) == "open"
