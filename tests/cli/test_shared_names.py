"""Names that several units bear: it may be so, but nobody is found by them, and whoever loads them is told."""

from pathlib import Path

from tests.acceptance.competition import Competition, live, towns
from tests.acceptance.conftest import Opened


def test_a_name_that_two_units_bear_is_told_with_its_line_and_finds_nobody(opened: Opened, tmp_path: Path) -> None:
    first, second, third = ({**town} for town in towns(3))
    second |= {"name": first["name"], "aliases": "East;the old one"}
    third |= {"short_name": "east", "aliases": "T1"}
    competition = Competition(series=[live()], units=[first, second, third])
    program = opened(competition)
    folder = competition.write(tmp_path / "again")
    for words in (("load", folder, "--check"), ("load", folder)):
        told = program.ok(*words).out
        warned = [line.removeprefix("Warning: units.csv, ") for line in told.splitlines() if line.startswith("Warning")]
        neither = "commands and files find neither by it, so write their ids"
        assert warned == [
            f"line 4, column name: “{first['name']}” is also a name of unit t1 (line 3); {neither}",
            f"line 5, column short_name: “east” is also a name of unit t2 (line 4); {neither}",
            "line 5, column aliases: “T1” is also the id of unit t1 (line 3): it means that one alone",
        ]
    assert "t1, t2" in program.refuses(2, "show", "unit", str(first["name"])).complaint


def test_names_of_one_unit_and_of_other_times_are_no_doubt(opened: Opened, tmp_path: Path) -> None:
    first, second = ({**town} for town in towns(2))
    first |= {"short_name": "Town t1", "aliases": "Town t1;t1"}
    again = {**first, "valid_from": "2031-05-01"}
    competition = Competition(series=[live()], units=[first, again, second])
    program = opened(competition)
    assert "Warning" not in program.ok("load", competition.write(tmp_path / "again"), "--check").out


def test_of_very_many_the_first_are_named(opened: Opened, tmp_path: Path) -> None:
    units = [{**town, "name": "East", "name_en": ""} for town in towns(30)]
    competition = Competition(series=[live()], units=units)
    program = opened(competition)
    told = program.ok("load", competition.write(tmp_path / "again"), "--check").out.splitlines()
    warned = [line for line in told if line.startswith("Warning: ")]
    assert len(warned) == 21
    assert warned[-1] == "Warning: 9 more like these"
