"""S06: a vetoed unit can't win; it stays listed."""

import pytest

from tests.acceptance.ceremonies import finish_cue, status
from tests.acceptance.competition import Competition, Series, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import units

CELLS = {"roads": {"t1": "95", "t2": "93", "t3": "60"}}


def assert_second_wins(program_flags: dict[str, dict[str, object]]) -> None:
    row = program_flags["roads"]
    assert units(row["holders"]) == ["t2"]  # type: ignore[arg-type]
    assert row["margin"] == "33.00"


def test_s06_veto_before_the_award(opened: Opened) -> None:
    program = opened(Competition(units=towns(3), scores=scores("main", "2031Q1", CELLS)))
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "矿难")
    program.ok("close", "main", "2031Q1")
    assert_second_wins(program.flags())
    rows = program.rows("ranking", "--area", "roads")
    assert [(row["unit"], row["rank"], row["status"], row["score"]) for row in rows] == [
        ("t2", 1, "ranked", "93.00"),
        ("t3", 2, "ranked", "60.00"),
        ("t1", None, "vetoed", "95.00"),
    ]
    assert "否决" in program.speaking("zh").ok("show", "ranking", "--area", "roads").out
    assert "否决" in program.speaking("zh").ok("bulletin", "main", "2031Q1").out
    overall = program.ranking()
    assert (overall["t1"]["rank"], overall["t1"]["status"], overall["t1"]["flags"]) == (None, "vetoed", 0)


def test_s06_veto_that_came_with_the_folder(opened: Opened) -> None:
    veto = {"unit": "t1", "veto": "honesty", "period": "2031Q1", "reason": "案件", "decided_on": "2031-03-01"}
    program = opened(Competition(units=towns(3), scores=scores("main", "2031Q1", CELLS), vetoes=[veto]))
    program.ok("close", "main", "2031Q1")
    assert_second_wins(program.flags())


def test_s06_veto_between_closing_and_the_ceremony(opened: Opened) -> None:
    """A sealed award is computed again."""
    program = opened(Competition(series=[sealed("roads")], units=towns(3), scores=scores("main", "2031Q1", CELLS)))
    program.ok("close", "main", "2031Q1")
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "矿难")
    finish_cue(program, "main-2031Q1", 2)
    assert_second_wins(program.flags())


def test_s06_veto_that_makes_a_tie_keeps_the_flag_from_being_shown(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(3),
            scores=scores("main", "2031Q1", {"roads": {"t1": "95", "t2": "93", "t3": "93"}}),
        )
    )
    program.ok("close", "main", "2031Q1")
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "矿难")
    finish_cue(program, "main-2031Q1", 2)
    assert "decide tie" in program.refuses(1, "cue", "next", "main-2031Q1").complaint
    assert status(program, "main-2031Q1")["cue"] is None, "its start is locked"
    assert program.rows("flags") == []
    program.ok("decide", "tie", "main", "2031Q1", "roads", "--holder", "t3", "--reason", "lot")
    finish_cue(program, "main-2031Q1", 2)
    assert units(program.flags()["roads"]["holders"]) == ["t3"]


def test_s06_lifted_veto(opened: Opened) -> None:
    program = opened(Competition(units=towns(3), scores=scores("main", "2031Q1", CELLS)))
    program.refuses(1, "veto", "t1", "safety", "--period", "2031Q1", "--reason", "?", "--lift")
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "矿难")
    program.refuses(1, "veto", "t1", "safety", "--period", "2031Q1", "--reason", "again")
    program.ok("veto", "t1", "honesty", "--period", "2031Q1", "--reason", "又一项")
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "查无此事", "--lift")
    assert program.ranking("--area", "roads")["t1"]["status"] == "vetoed"
    program.ok("veto", "t1", "honesty", "--period", "2031Q1", "--reason", "查无此事", "--lift")
    assert program.ranking("--area", "roads")["t1"]["rank"] == 1
    program.ok("close", "main", "2031Q1")
    assert units(program.flags()["roads"]["holders"]) == ["t1"]


def test_s06_low_score_in_an_area_named_like_a_veto_item(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live("safety", minimum=60)],
            units=towns(2),
            scores=scores("main", "2031Q1", {"safety": {"t1": "0", "t2": "61"}}),
        )
    )
    program.ok("close", "main", "2031Q1")
    assert [row["status"] for row in program.rows("ranking", "--area", "safety")] == ["ranked", "ranked"]
    assert program.ranking()["t1"]["status"] == "ranked"


def test_s06_veto_covers_every_area_and_series_of_its_period_and_no_other(opened: Opened) -> None:
    settings = {"publication": "live", "confirm": "self"}
    cells = {"roads": {"t1": "95", "t2": "93"}, "water": {"t1": "95", "t2": "93"}}
    other = {"schools": {"t1": "95", "t2": "93"}}
    program = opened(
        Competition(
            series=[
                Series("main", ("roads", "water"), settings=settings),
                Series("second", ("schools",), settings=settings),
            ],
            units=towns(2),
            scores=[
                *(row for period in ("2031Q1", "2031Q2") for row in scores("main", period, cells)),
                *(row for period in ("2031Q1", "2031Q2") for row in scores("second", period, other)),
            ],
        )
    )
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "矿难")
    for series in ("main", "second"):
        for period, winner in (("2031Q1", "t2"), ("2031Q2", "t1")):
            program.ok("close", series, period)
            for row in program.rows("flags", "--series", series, "--period", period):
                assert units(row["holders"]) == [winner], row


@pytest.mark.parametrize("code", ["fire", "安全", ""])
def test_s06_unknown_veto_item(opened: Opened, code: str) -> None:
    program = opened(Competition(units=towns(2), scores=scores("main", "2031Q1", {"roads": {"t1": 5, "t2": 6}})))
    program.refuses(2, "veto", "t1", code, "--period", "2031Q1", "--reason", "?")
