"""A competition that is edited and loaded again: every public board follows."""

from dataclasses import replace
from pathlib import Path

from tests.acceptance.competition import Competition, held, live, towns
from tests.acceptance.driver import Program

PERIOD = "2031Q1"
COMPETITION = Competition(
    series=[live("roads", "water")], units=towns(3), custody=held("main", {"roads": "t1"}, period=PERIOD)
)


def test_the_wall_of_a_period_without_scores_has_the_areas_that_there_are_now(program: Program, tmp_path: Path) -> None:
    program.ok("load", COMPETITION.write(tmp_path / "before"), "--with-clock")
    walls = program.show("flags", "--period", PERIOD)
    assert [area["id"] for area in walls["areas"]] == ["roads", "water"]
    edited = replace(COMPETITION, series=[live("roads", "parks")])
    program.at("2031-07-02T09:00:00+08:00").ok("load", edited.write(tmp_path / "after"))
    after = program.show("flags", "--period", PERIOD)
    assert [area["id"] for area in after["areas"]] == ["roads", "parks"]
    assert after["revision"] > walls["revision"]
    assert program.show("flags", "--period", PERIOD, "--as-of", walls["published_at"])["areas"] == walls["areas"]
