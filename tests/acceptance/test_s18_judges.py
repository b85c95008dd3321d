"""S18: several judges' scores become one, and nobody joins the panel once scoring has opened."""

from dataclasses import replace

import pytest

from tests.acceptance.competition import Competition, Row, live, towns
from tests.acceptance.conftest import Opened


def judged(unit: str, *given: object) -> list[Row]:
    """One unit's scores by the judges j1, j2, …"""
    place = {"series": "main", "period": "2031Q1", "area": "roads", "unit": unit, "state": "confirmed"}
    return [{**place, "judge": f"j{number}", "score": score} for number, score in enumerate(given, 1)]


@pytest.mark.parametrize(
    ("method", "given", "shown"),
    [
        ("trimmed-mean", (95, 95, 90, 88, 70), "91.00"),
        ("trimmed-mean", (97, 97, 91, 80, 60.5), "89.33"),
        ("trimmed-mean", (80, 91), "85.50"),
        ("trimmed-mean", (80, 91, 70), "80.00"),
        ("mean", (80, 91, 70), "80.33"),
        ("mean", (88.125, 88.124), "88.12"),
    ],
)
def test_s18_judges(opened: Opened, method: str, given: tuple[object, ...], shown: str) -> None:
    program = opened(Competition(series=[live("roads", judges=method)], units=towns(2), scores=judged("t1", *given)))
    assert program.ranking("--area", "roads")["t1"]["score"] == shown


def test_s18_a_judge_after_scoring_opened_is_refused(opened: Opened) -> None:
    """At the desk and in a folder alike."""
    contest = Competition(series=[live("roads", judges="mean")], units=towns(2), scores=judged("t1", 80, 90))
    program = opened(contest)
    program.refuses(1, "enter", "main", "2031Q1", "roads", "t1", "85", "--judge", "j3")
    program.refuses(1, "enter", "main", "2031Q1", "roads", "t2", "85", "--judge", "j3")

    folder = program.database.parent / "folder"
    replace(contest, scores=[*contest.scores, *judged("t2", 80, 90)]).write(folder)
    program.ok("load", folder)
    replace(contest, scores=[*contest.scores, *judged("t2", 80, 90, 85)]).write(folder)
    assert "j3" in program.refuses(1, "load", folder).complaint
    assert program.ranking("--area", "roads")["t2"]["score"] == "85.00"
