"""Another account of the machine: it is told that it may not read or write, never that nothing is there."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, Result, assert_complaint
from tests.strangers import STRANGER, as_stranger, needs_root

pytestmark = needs_root

Q1 = "2031Q1"
GROUP = 54321
"""A group of the stranger's."""
OF_THE_PUBLIC_FILE = [("show", "flags"), ("bulletin", "main", Q1), ("show", "ceremony")]
OF_THE_MAIN_ONE = [
    *(("db", "status"), ("db", "upgrade"), ("journal",), ("journal", "--verify"), ("user", "list"), ("doctor",)),
    *(("show", "ranking", "--private"), ("enter", "main", "2031Q2", "roads", "t1", "5"), ("close", "main", "2031Q2")),
    *(("cue", "status", "x"), ("ceremony", "check", "x"), ("backup", "b"), ("restore", "good"), ("load", "folder")),
    ("load", "folder", "--check"),
]


@pytest.fixture
def contest(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """A contest in a folder that everybody may look into. Each command has been run, so that it is in memory."""
    made = opened(
        Competition(series=[live("roads")], units=towns(2), scores=scores("main", Q1, {"roads": {"t1": 9, "t2": 8}}))
    )
    made.ok("close", "main", Q1)
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        folder = Path(place)
        folder.chmod(0o755)
        program = replace(made, database=folder / "contest.db")
        made.ok("backup", folder / "good")
        (folder / "good").chmod(0o644)
        program.ok("restore", folder / "good")
        Competition(series=[live("roads")], units=towns(2)).write(folder / "folder")
        monkeypatch.chdir(folder)
        for words in (*OF_THE_PUBLIC_FILE, *OF_THE_MAIN_ONE):
            program(*words[:2], "--lang", "zh")
            program(*words)
        yield program


def told(program: Program, *words: str, group: int = STRANGER) -> Result:
    """What the stranger is told."""
    return as_stranger(lambda: program(*words), group=group)


def in_a_closed_folder(program: Program) -> None:
    program.database.parent.chmod(0o700)


def in_an_open_folder(program: Program) -> None:
    program.database.parent.chmod(0o755)


@pytest.mark.parametrize("place", [in_a_closed_folder, in_an_open_folder])
def test_f714_who_may_not_read_is_told_so(contest: Program, place: Callable[[Program], None]) -> None:
    place(contest)
    for words in (*OF_THE_PUBLIC_FILE, *OF_THE_MAIN_ONE):
        result = told(contest, *words)
        assert result.code == 3 or (result.code, words[0]) == (2, "load"), result
        assert_complaint(result, "en")
        if result.code == 3:
            assert "may not read" in result.complaint, result
            assert "belongs to root" in result.complaint, result
        for wrong in ("newer", "not made", "no database"):
            assert wrong not in result.out + result.complaint, result


def test_f714_the_doctor_says_it_in_its_report_too(contest: Program) -> None:
    result = told(contest, "doctor", "--json")
    states = {one["name"]: (one["state"], one["advice"]) for one in result.json()}
    assert result.code == 3
    for name in ("database", "public"):
        assert states[name][0] == "bad"
        assert "may not read" in states[name][1]


def let_in(program: Program, mode: int, *paths: Path) -> None:
    """Open files to the stranger's group, by hand."""
    for path in (program.database.parent, *paths):
        path.chmod(0o750 if path.is_dir() else mode)
        os.chown(path, 0, GROUP)


def test_a_group_that_was_let_in_may_watch(contest: Program) -> None:
    let_in(contest, 0o640, contest.public)
    for words in OF_THE_PUBLIC_FILE[:2]:
        assert told(contest, *words, group=GROUP).code == 0
    assert "may not read" in told(contest, "db", "status", group=GROUP).complaint
    assert told(contest, "show", "flags").code == 3, "nobody else is"


def test_f714_who_may_read_but_not_write_is_told_that(contest: Program) -> None:
    let_in(contest, 0o640, contest.public, contest.database)
    assert told(contest, "db", "status", group=GROUP).code == 0
    result = told(contest, "enter", "main", "2031Q2", "roads", "t1", "5", group=GROUP)
    assert result.code == 3, result
    assert "not write" in result.complaint


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_f714_in_both_languages(contest: Program, lang: str) -> None:
    for words in (("show", "flags"), ("db", "status")):
        result = told(contest.speaking(lang), *words)
        assert_complaint(result, lang)
        assert str(contest.database.parent) in result.complaint
