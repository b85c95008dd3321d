"""A folder that has more elected than a star has places: it may be so, and whoever loads it is told."""

from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, live, towns
from tests.acceptance.conftest import Opened

BALLOTS = {
    f"{group}_{count}": 10 for group in ("members", "masses") for count in ("issued", "returned", "valid", "for")
}
NOMINEE = {"period": "2031Q1", "star": "service", "notice_from": "2031-02-01", **BALLOTS}


@pytest.mark.parametrize(("places", "warned"), [(1, True), (2, False)])
def test_more_elected_than_places_are_told(opened: Opened, tmp_path: Path, places: int, warned: bool) -> None:
    elected = [{**NOMINEE, "unit": unit, "person": f"P {unit}", "status": "confirmed"} for unit in ("t1", "t2")]
    waiting = {**NOMINEE, "unit": "t3", "person": "P t3", "status": "nominated"}
    competition = Competition(
        series=[live("roads", confirm="self")],
        units=towns(3),
        stars=[{"id": "service", "name": "服务星", "name_en": "Service star", "places": places}],
        nominees=[*elected, waiting],
    )
    folder = competition.write(tmp_path / "folder")
    told = opened(competition).ok("load", folder, "--check").out
    assert ("Warning: nominees.csv, column status: 2 are confirmed for star service in 2031Q1" in told) == warned
