"""scoreboard load: what it says of what it did, and a check that only looks."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

FIRST = Competition(series=[live("roads", "schools")], units=towns(10))
MORE = replace(FIRST, units=towns(15), scores=scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}}))


def counted(said: str) -> tuple[int, int]:
    """How many changes the first line tells, and the sum of the lines on the files below it."""
    first, *files = said.splitlines()
    (total,) = re.findall(r": (\d+) changes", first)
    return int(total), sum(sum(map(int, re.findall(r"(\d+) (?:new|changed|gone)", line))) for line in files)


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_f717_the_number_of_changes_is_the_sum_of_those_of_the_files(program: Program, tmp_path: Path) -> None:
    program = program.at(None)
    for number, competition in enumerate((FIRST, MORE, FIRST)):
        folder = competition.write(tmp_path / f"{number}")
        checked, loaded = (counted(program.ok("load", folder, *check).out) for check in (("--check",), ()))
        assert checked == loaded
        assert loaded[0] == loaded[1] > 0


@pytest.mark.parametrize("name", [None, "nobody", "clerk"])
def test_f717_a_check_asks_nobody(opened: Opened, tmp_path: Path, name: str | None) -> None:
    program = opened(FIRST)
    program.ok("user", "add", "clerk", "--role", "operator")
    folder = MORE.write(tmp_path / "more")
    assert "7 changes" in program.by(name).ok("load", folder, "--check").out
    program.by(name).refuses(1, "load", folder)


def test_f717_a_check_changes_no_file_and_leaves_none(opened: Opened, tmp_path: Path) -> None:
    program = opened(FIRST)
    place = tmp_path / "place"
    place.mkdir()
    program = replace(program, database=program.database.rename(place / "contest.db"))
    before = files_below(place)
    program.ok("load", MORE.write(tmp_path / "more"), "--check")
    assert files_below(place) == before


def test_f717_a_check_says_what_is_wrong_with_the_folder_for_this_database(opened: Opened, tmp_path: Path) -> None:
    program = opened(FIRST)
    other = replace(FIRST, id="river-2031").write(tmp_path / "other")
    assert "river-2031" in program.by(None).refuses(1, "load", other, "--check").complaint


def test_f709_a_key_file_without_an_end_is_refused(opened: Opened, tmp_path: Path) -> None:
    program = opened(FIRST)
    (tmp_path / "zeros.pub").touch()
    os.truncate(tmp_path / "zeros.pub", 4 * 1024**3)
    os.mkfifo(tmp_path / "pipe.pub")
    for key in (tmp_path / "zeros.pub", tmp_path / "pipe.pub", Path("/dev/zero")):
        assert "64 KB" in program.refuses(2, "user", "add", "li", "--role", "operator", "--key", key).complaint
