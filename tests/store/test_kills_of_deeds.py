"""Large deeds are killed at any moment: each is done, or not, or goes on where it was when it is given again."""

from pathlib import Path

import pytest

from scoreboard.desk.confirming import confirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.store.contest import contest_of
from tests.acceptance.driver import Program
from tests.contests import CHIEF, NOW, Shape, fill, opened, prepare, write_folder
from tests.store.killing import HERE, Deed, kill_often

pytestmark = pytest.mark.files

SHORT, LONG = 3, 100
FOLDER = "folder"


def scores(folder: Path, shape: Shape, period: str, state: str, raised: int = 0) -> None:
    """Put a score for every cell of a period into a folder; no two units of an area have the same."""
    rows = [
        f"main,{period},{area},{unit},,{10 + (number * 7 + at + raised) % shape.counties / 10:.1f},{state}"
        for at, area in enumerate(shape.area_ids)
        for number, unit in enumerate(shape.units)
    ]
    heading = "series,period,area,unit,judge,score,state"
    (folder / "scores.csv").write_text("\n".join([heading, *rows, ""]), encoding="utf-8")


def loaded(place: Path, shape: Shape, period: str, state: str) -> Program:
    """A contest whose scores of a period have come with its folder."""
    prepare(place, shape)
    program = Program(place / "contest.db", now=NOW, acting=CHIEF)
    scores(write_folder(place / FOLDER, shape), shape, period, state)
    program.ok("load", place / FOLDER)
    return program


def with_drafts(place: Path, shape: Shape) -> None:
    loaded(place, shape, "2030Q2", "draft")


def with_confirmed(place: Path, shape: Shape) -> None:
    loaded(place, shape, "2030Q1", "confirmed")


def with_a_folder(place: Path, shape: Shape) -> None:
    scores(write_folder(place / FOLDER, shape), shape, "2030Q1", "confirmed")


def with_a_changed_folder(place: Path, shape: Shape) -> None:
    """Every score has changed, some units have another name, and one area is new."""
    loaded(place, shape, "2030Q1", "draft")
    larger = Shape(counties=shape.counties + 5, areas=shape.areas, publication=shape.publication)
    write_folder(place / FOLDER, larger)
    units = (place / FOLDER / "units.csv").read_text("utf-8").replace("县0", "新县0")
    (place / FOLDER / "units.csv").write_text(units, encoding="utf-8")
    scores(place / FOLDER, larger, "2030Q1", "confirmed", raised=1)


def with_an_older_backup(place: Path, shape: Shape) -> None:
    """A backup, and deeds after it that a restore sets aside."""
    settings = prepare(place, shape)
    with opened(settings) as store, acting(store, settings, "enter") as writing:
        fill(writing, shape)
    program = Program(place / "contest.db", now=NOW, acting=CHIEF)
    program.ok("backup", place / "kept.db")
    with opened(settings) as store, acting(store, settings, "enter") as writing:
        fill(writing, shape, "2030Q2")
        confirm(writing, contest_of(writing.session, "main", "2030Q2"))


DEEDS = {
    "confirm": Deed(("confirm", "main", "2030Q2"), with_drafts, Shape(120, 3, "live"), at_once=False),
    "close-live": Deed(("close", "main", "2030Q1"), with_confirmed, Shape(40, 6, "live"), again=1),
    "close-sealed": Deed(("close", "main", "2030Q1"), with_confirmed, Shape(40, 6), again=1),
    "load-first": Deed(
        ("load", f"{HERE}/{FOLDER}"), with_a_folder, Shape(40, 4, "live"), now=None, acting=None, at_once=False
    ),
    "load-again": Deed(("load", f"{HERE}/{FOLDER}"), with_a_changed_folder, Shape(40, 4, "live"), at_once=False),
    "restore": Deed(("restore", f"{HERE}/kept.db", "--force"), with_an_older_backup, Shape(20, 4, "live")),
}


@pytest.mark.parametrize("name", DEEDS)
def test_a_killed_deed_is_done_by_the_same_command(tmp_path: Path, name: str) -> None:
    kill_often(DEEDS[name], tmp_path, SHORT, seed=2010)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", DEEDS)
def test_a_hundred_kills_of_each_deed(tmp_path: Path, name: str) -> None:
    kill_often(DEEDS[name], tmp_path, LONG, seed=118)
