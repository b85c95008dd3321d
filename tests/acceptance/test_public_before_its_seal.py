"""What had been public before a ceremony was sealed, and was changed before it, is not held against its seal."""

import sqlite3
from contextlib import closing

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1 = "2031Q1"
DEEDS = {
    "a veto": [("veto", "t1", "safety", "--reason", "事故")],
    "an honour, the year opened for it": [
        ("year", "reopen", "--reason", "漏了荣誉"),
        ("honour", "t3", "national", "先进", "--document", "国发〔2031〕1号", "--on", "2031-02-02"),
        ("year", "close"),
    ],
}


def contest() -> Competition:
    given = {"t1": 90, "t2": 80, "t3": 70}
    return Competition(
        series=[live("roads")],
        periods=[(Q1, "一季度", "2031-01-01", "2031-03-31")],
        annual={"honours": {"national": 3}},
        units=towns(3),
        scores=scores("main", Q1, {"roads": given}),
    )


@pytest.fixture
def closed(opened: Opened) -> Program:
    program = opened(contest()).at("2031-12-01T09:00:00+08:00")
    program.ok("close", "main", Q1)
    return program


def tamper(program: Program, statement: str) -> None:
    """What somebody with the file in hand could do."""
    with closing(sqlite3.connect(program.database)) as file:
        guards = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (guard,) in guards:
            file.execute(f'DROP TRIGGER "{guard}"')
        assert file.execute(statement).rowcount
        file.commit()


@pytest.mark.parametrize("deeds", DEEDS.values(), ids=DEEDS)
def test_a_year_that_was_changed_before_its_seal_is_as_it_was_sealed(
    closed: Program, deeds: list[tuple[str, ...]]
) -> None:
    closed.ok("year", "close")
    for deed in deeds:
        closed.ok(*deed)
    closed.ok("ceremony", "seal", "main-year")
    closed.ok("ceremony", "verify", "main-year")
    play(closed, "main-year")
    assert "announced as sealed" in closed.ok("ceremony", "verify", "main-year").out
    tamper(closed, "UPDATE public_print SET value = replace(value, '\"rank\":1', '\"rank\":2')")
    wrong = closed.refuses(1, "ceremony", "verify", "main-year").complaint
    assert "bulletin/main/year" in wrong
    assert "revision 1 of" not in wrong, "it is older than what was public when the year was sealed"


def test_a_live_quarter_that_was_corrected_before_its_seal_is_as_it_was_sealed(closed: Program) -> None:
    fix = ("decide", "correction", "main", Q1, "roads", "t2", "95", "--reason", "漏计", "--approved-by", "Lin")
    closed.ok(*fix)
    closed.ok(*fix, "--holder", "t2")
    closed.ok("ceremony", "plan", "late", "--series", "main", "--period", Q1)
    closed.ok("ceremony", "seal", "late")
    closed.ok("ceremony", "verify", "late")
    play(closed, "late")
    closed.ok("ceremony", "verify", "late")
    tamper(closed, "UPDATE public_score SET value = 960000 WHERE value = 950000")
    wrong = closed.refuses(1, "ceremony", "verify", "late")
    assert "revision 3 of board ranking/main/2031Q1/roads" in wrong.complaint
    assert "、榜单" in closed.speaking("zh").refuses(1, "ceremony", "verify", "late").complaint
