"""People whose entries nobody can confirm hear of it when they enter, and when they are added (F513, F514)."""

from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, Series, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1 = "2031Q1"


@pytest.fixture
def program(opened: Opened) -> Program:
    return opened(
        Competition(series=[Series("main", ("roads",), settings={"confirm": "second-person"})], units=towns(2))
    )


def put(program: Program, text: str) -> Path:
    path = program.database.parent / "sheet.csv"
    path.write_text(f"单位,roads\nt1,{text}\n", encoding="utf-8")
    return path


def test_f514_enter_and_import_say_that_nobody_could_confirm_it_and_what_to_do(program: Program) -> None:
    program.ok("user", "add", "wang", "--role", "operator")
    told = program.by("wang").ok("enter", "main", Q1, "roads", "t1", "84.3").complaint
    assert "scoreboard user add wang --role operator --os-user" in told
    assert "enter it again" in told
    told = program.by("wang").ok("import", str(put(program, "84")), "main", Q1).complaint
    assert "scoreboard user add wang --role operator --os-user" in told


def test_f514_adding_somebody_unbound_says_what_binding_is_for(program: Program) -> None:
    told = program.ok("user", "add", "wang", "--role", "operator").out
    assert "scoreboard user add wang --role operator --os-user" in told
    assert program.ok("user", "add", "look", "--role", "auditor").out == "look added (auditor)\n"
    assert program.ok("user", "add", "li", "--role", "operator", "--os-user", "li").out == "li added (operator)\n"
