"""F205: an abolished unit keeps what it had: its places in whatever had been closed by then, whatever comes after."""

from typing import Any

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

WINTER = (("2026W", "冬季", "2026-11-01", "2026-12-31"),)
CELLS = {"tidy": {"t1": "91.5", "t2": "93", "t3": "93"}, "quiet": {"t1": "88", "t2": "80", "t3": "95"}}
ABOLISH = ("decide", "abolition", "t3", "--reason", "撤班", "--on")


def running(opened: Opened) -> Program:
    """A period that is closed while it runs; its tie was decided for t3, which is abolished afterwards."""
    program = opened(
        Competition(
            series=[live("tidy", "quiet")], units=towns(3), periods=WINTER, scores=scores("main", "2026W", CELLS)
        )
    ).at("2026-11-28T09:00:00+08:00")
    program.ok("decide", "tie", "main", "2026W", "tidy", "--holder", "t3", "--reason", "抽签")
    assert program("close", "main", "2026W").code == 0
    return program.at("2026-11-29T10:00:00+08:00")


def told(program: Program) -> dict[str, Any]:
    """What the boards say of every unit's places and flags, and all that is said of t3."""
    areas = {area: program.ranking("--area", area) for area in CELLS}
    return {
        "areas": areas,
        "table": program.ranking(),
        "annual": {row["unit"]: row for row in program.rows("annual")},
        "range": {row["unit"]: row for row in program.rows("range")},
        "places": program.ok("show", "unit", "t3", "--format", "json").json()["rows"],
    }


@pytest.mark.parametrize("day", ["2026-11-29", "2026-11-02", "2026-12-20"])
def test_f205_whoever_took_part_when_a_period_was_closed_stays_in_it(opened: Opened, day: str) -> None:
    program = running(opened)
    before = told(program)
    program.ok(*ABOLISH, day)
    after = told(program)
    assert after["areas"] == before["areas"]
    assert after["table"] == before["table"]
    assert after["annual"] == before["annual"]
    assert after["range"] == before["range"]
    assert [{**row, "holds": True} for row in after["places"]] == [{**row, "holds": True} for row in before["places"]]
    for area in CELLS:
        assert program.flags()[area]["holders"] == []


def test_f205_nothing_that_is_decided_later_makes_it_vanish(opened: Opened) -> None:
    program = running(opened)
    program.ok(*ABOLISH, "2026-11-29")
    correction = ("decide", "correction", "main", "2026W", "tidy", "t1", "92", "--reason", "漏计")
    program.at("2026-11-30T09:00:00+08:00").ok(*correction, "--approved-by", "second")
    assert program.ranking("--area", "tidy")["t3"]["score"] == "93.00"
    assert program.ranking("--area", "tidy")["t1"]["score"] == "92.00"
    assert set(program.ranking()) == {"t1", "t2", "t3"}
    bulletin = program.speaking("en").ok("bulletin", "main", "2026W").out
    assert "Town t3" in bulletin
    places = program.ok("show", "unit", "t3", "--format", "json").json()["rows"]
    assert {(row["area"], row["score"]) for row in places} == {
        (None, "188.00"),
        ("tidy", "93.00"),
        ("quiet", "95.00"),
    }
    own = ("decide", "correction", "main", "2026W", "quiet", "t3", "94", "--reason", "多计")
    program.at("2026-11-30T10:00:00+08:00").ok(*own, "--approved-by", "second")
    assert program.ranking("--area", "quiet")["t3"]["score"] == "94.00"


def test_f205_a_sealed_period_keeps_it_until_its_ceremony_and_after(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[sealed("tidy", "quiet", tie="joint")],
            units=towns(3),
            periods=WINTER,
            scores=scores("main", "2026W", CELLS),
        )
    ).at("2026-11-28T09:00:00+08:00")
    assert program("close", "main", "2026W").code == 0
    program.at("2026-11-29T10:00:00+08:00").ok(*ABOLISH, "2026-11-20")
    play(program.at("2026-11-30T09:00:00+08:00"), "main-2026W")
    assert program.ranking("--area", "quiet")["t3"]["rank"] == 1
    assert program.ranking()["t3"]["rank"] == 1
    row = program.flags()["tidy"]
    assert (units(row["holders"]), row["outcome"]) == (["t2"], "first")
    assert {row["unit"]: row["flags_total"] for row in program.rows("annual")} == {"t1": 0, "t2": 1, "t3": 2}


def test_f205_a_period_that_is_reopened_counts_only_who_is_there(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[sealed("tidy", "quiet", tie="joint")],
            units=towns(3),
            periods=WINTER,
            scores=scores("main", "2026W", CELLS),
        )
    ).at("2026-11-28T09:00:00+08:00")
    assert program("close", "main", "2026W").code == 0
    program.ok(*ABOLISH, "2026-11-20")
    program.ok("reopen", "main", "2026W")
    assert program("close", "main", "2026W").code == 0
    play(program.at("2026-11-30T09:00:00+08:00"), "main-2026W")
    assert set(program.ranking()) == {"t1", "t2"}
    assert set(program.ranking("--area", "quiet")) == {"t1", "t2"}


def test_f205_a_folder_that_says_so_too_is_no_change_of_a_closed_period(opened: Opened) -> None:
    competition = Competition(
        series=[live("tidy", "quiet", tie="joint")],
        units=towns(3),
        periods=WINTER,
        scores=scores("main", "2026W", CELLS),
    )
    program = opened(competition).at("2026-11-28T09:00:00+08:00")
    assert program("close", "main", "2026W").code == 0
    program.ok(*ABOLISH, "2026-11-20")
    rows = towns(3)
    ended = Competition(
        series=[live("tidy", "quiet", tie="joint")],
        units=[*rows[:2], {**rows[2], "valid_to": "2026-11-19"}],
        periods=WINTER,
        scores=scores("main", "2026W", CELLS),
    )
    opened(ended)
    assert set(program.ranking()) == {"t1", "t2", "t3"}
