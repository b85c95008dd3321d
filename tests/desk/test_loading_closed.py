"""`load` beside closed periods: they and the rules that they were decided by stay as they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.loading import LEVEL, Place, edited, refused


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.store.close()


CLOSED = [
    ("scores.csv", "2030Q1,roads,east,90.5", "2030Q1,roads,east,90.6", "closed_row"),
    ("scores.csv", "main,2030Q1,roads,west,88,confirmed\n", "", "closed_gone"),
    ("scores.csv", "2030Q1,roads,east,90.5", "2030Q1,roads,roads-bureau,90.5", "closed_row"),
    ("competition.toml", "weight = 1.5", "weight = 2", "closed_rule"),
    ("competition.toml", 'pools = ["county", "bureau"]', 'pools = ["county"]', "closed_rule"),
    ("competition.toml", 'pools = ["county", "bureau"]', 'pools = ["county", "bureau"]\ntie = "joint"', "closed_rule"),
    (
        "competition.toml",
        "[[series.period]]",
        '[[series.area]]\nid = "x"\nname = "x"\n[[series.period]]',
        "closed_rule",
    ),
    ("competition.toml", 'period = "2030Q2"', 'period = "2030Q1"', "closed_row"),
    ("competition.toml", "end = 2030-03-31", "end = 2030-03-30", "closed_row"),
    ("units.csv", "west,西县,西,county,lake,county,,,", "west,西县,西,county,lake,county,,,2030-01-31", "closed_unit"),
    ("units.csv", "roads-bureau,交通局,,bureau,,bureau", "roads-bureau,交通局,,bureau,,county", None),
    ("units.csv", "stone,石村", "north,北县,,county,lake,county,,,\nstone,石村", "closed_unit"),
    ("custody.csv", "main,roads,,east", "main,roads,,west", "closed_row"),
    ("vetoes.csv", "west,safety,2030Q2", "west,safety,2030Q1", "closed_row"),
    ("nominees.csv", "12,13,10,8,", "12,12,10,8,main", None),
    ("competition.toml", "[annual]", "[star.voters]\nmembers = 60\nmasses = 40\n[annual]", "stars"),
]


@pytest.mark.parametrize(("file", "old", "new", "key"), CLOSED)
def test_a_closed_period_and_the_rules_of_its_series_stay(
    place: Place, file: str, old: str, new: str, key: str | None
) -> None:
    files = dict(LEVEL)
    if key is None and file == "units.csv":
        files = edited(files, "competition.toml", 'pools = ["county", "bureau"]', 'pools = ["county", "bureau", "b"]')
        files["units.csv"] += "b,乙局,,bureau,,b,,,\n"
        key = "closed_unit"
        files["units.csv"] += "c,丙局,,bureau,,bureau,,,\n"
    if file == "nominees.csv" or key == "stars":
        files["nominees.csv"] = files["nominees.csv"].replace(",status", ",series").replace(",on-notice", ",main")
        files["nominees.csv"] = files["nominees.csv"].replace("12,13,10,8,", "12,13,10,8,main")
        old, key = ("12,13,10,8,main" if key is None else old), "closed_row"
    place.load(files)
    place.close()
    assert place.load(files).unchanged
    assert refused(place, edited(files, file, old, new)) == f"loading.{key}"


OPEN = [
    ("competition.toml", 'name = "道路"', 'name = "公路"'),
    ("competition.toml", "freeze = 2030-06-20T00:00:00", "freeze = 2030-06-25T00:00:00"),
    (
        "competition.toml",
        '[[series]]\nid = "judged"',
        '[[series.period]]\nperiod = "2030Q3"\n[[series]]\nid = "judged"',
    ),
    ("units.csv", "stone,石村", "north,北县,,county,lake,county,,2030-04-01,\nstone,石村"),
    ("units.csv", "west,西县,西,county,lake,county,,,", "west,西县,西,county,lake,county,西边县,,2030-05-31"),
    ("scores.csv", "2030Q2,roads,east,100", "2030Q2,roads,east,101"),
    ("vetoes.csv", "west,safety,2030Q2", "east,safety,2030Q2"),
]


def test_a_unit_that_took_part_in_a_closed_period_without_a_score_stays(place: Place) -> None:
    files = dict(LEVEL)
    with_south = {**files, "units.csv": files["units.csv"] + "south,南县,,county,lake,county,,,\n"}
    place.load(with_south)
    place.close()
    assert refused(place, files) == "loading.closed_gone"
    assert place.load(with_south).unchanged


@pytest.mark.parametrize(("file", "old", "new"), OPEN)
def test_beside_a_closed_period_the_rest_goes_on(place: Place, file: str, old: str, new: str) -> None:
    place.load(LEVEL)
    place.close()
    files = edited(LEVEL, file, old, new)
    if "2030Q3" in new:
        period = (
            '[[period]]\nid = "2030Q3"\nname = "三"\nstart = 2030-07-01\nend = 2030-09-30\n\n[[series]]\nid = "main"'
        )
        files = edited(files, "competition.toml", '[[series]]\nid = "main"', period)
    boards = {key: place.board(key) for key in ("ranking/main/2030Q1", "flags/main/2030Q1", "bulletin/main/2030Q1")}
    assert not place.load(files).unchanged
    assert {key: place.board(key) for key in boards} == boards
