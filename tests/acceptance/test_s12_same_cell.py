"""S12: two operators change the same cell; the second is refused and sees what the first one saved."""

import threading

import pytest

from tests.acceptance.competition import Competition, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, Result

CELL = ("enter", "main", "2031Q1", "roads", "t1")


@pytest.fixture
def shared(opened: Opened) -> Program:
    """Two operators, and a cell whose third version is 88.0."""
    program = opened(Competition(units=towns(2)))
    for name in ("anna", "bo"):
        program.ok("user", "add", name, "--role", "operator")
    for version, score in enumerate(("86", "87.5", "88.0"), 1):
        assert program.by("anna").ok(*CELL, score).out == f"{version}\n"
    return program


def test_s12_same_cell(shared: Program) -> None:
    rows = len(shared.journal())
    anna, bo = shared.by("anna").at("2031-03-02T10:11:12+08:00"), shared.by("bo").at("2031-03-02T10:11:15+08:00")
    assert anna.ok(*CELL, "89.0", "--version", "3").out == "4\n"
    for lang in ("zh", "en"):
        refused = bo.speaking(lang)(*CELL, "88.5", "--version", "3")
        assert refused.code == 1
        for seen in ("89.00", "anna", "2031-03-02 10:11:12"):
            assert seen in refused.complaint, refused
    bo.refuses(1, *CELL, "88.5", "--version", "3")
    (row,) = [row for row in shared.ok(
        "show", "ranking", "--area", "roads", "--private", "--format", "json"
    ).json()["rows"] if row["unit"] == "t1"]  # fmt: skip
    assert (row["score"], row["version"], row["state"]) == ("89.00", 4, "draft")
    (change,) = shared.journal()[rows:]
    assert (change["who"], change["before"]["score"], change["after"]["score"]) == ("anna", "88", "89")
    assert bo.ok(*CELL, "88.5", "--version", "4").out == "5\n"


@pytest.mark.parametrize(("version", "code"), [(0, 1), (1, 1), (2, 1), (4, 1), (99, 1), (-1, 2)])
def test_s12_any_other_version_is_refused(shared: Program, version: int, code: int) -> None:
    shared.by("bo").refuses(code, *CELL, "70", "--version", version)


def test_s12_empty_cell_has_version_nought(shared: Program) -> None:
    other = (*CELL[:4], "t2")
    shared.by("bo").refuses(1, *other, "70", "--version", "1")
    assert shared.by("bo").ok(*other, "70", "--version", "0").out == "1\n"
    shared.by("anna").refuses(1, *other, "71", "--version", "0")


def test_s12_without_a_version_the_last_one_stands(shared: Program) -> None:
    assert shared.by("bo").ok(*CELL, "12.3456").out == "4\n"


def test_s12_taken_back_and_entered_again(shared: Program) -> None:
    """An empty score takes it back: the cell is missing, its versions go on."""
    assert shared.ok(*CELL, "", "--version", "3").out == "4\n"
    private = shared.ok("show", "ranking", "--area", "roads", "--private", "--format", "json").json()
    assert {row["unit"]: row["status"] for row in private["rows"]}["t1"] == "missing"
    assert shared.ok(*CELL, "n/a", "--version", "4").out == "5\n"
    private = shared.ok("show", "ranking", "--area", "roads", "--private", "--format", "json").json()
    assert {row["unit"]: row["status"] for row in private["rows"]}["t1"] == "n/a"


def test_s12_at_the_same_moment(shared: Program) -> None:
    """Of several processes that saw the same version exactly one wins."""
    answers: list[Result] = []
    people = [shared.by("anna" if n % 2 else "bo") for n in range(4)]
    threads = [
        threading.Thread(target=lambda p=p, n=n: answers.append(p.in_a_process(*CELL, 60 + n, "--version", 3)))
        for n, p in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.code for answer in answers) == [0, 1, 1, 1], answers
    (winner,) = [answer for answer in answers if answer.code == 0]
    assert winner.out == "4\n"
    assert len([row for row in shared.journal() if row["action"] == "enter"]) == 4
    assert shared.ok("journal", "--verify").code == 0
