"""S08: a correction of what is public makes a new revision; custody moves only where somebody decides so."""

import pytest

from tests.acceptance.ceremonies import finish_cue
from tests.acceptance.competition import Competition, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

CORRECTION = ("decide", "correction", "main", "2031Q1", "roads")
WHY = ("--reason", "漏报一项", "--approved-by", "王局长")


def published(opened: Opened, **cells: object) -> Program:
    given = {"t1": "91.0", "t2": "90.0", "t3": "80", **cells}
    program = opened(
        Competition(
            units=towns(3),
            scores=[
                *scores("main", "2031Q1", {"roads": given}),
                *scores("main", "2031Q2", {"roads": {"t1": "92", "t2": "91", "t3": "80"}}),
            ],
        )
    )
    program.at("2031-08-16T10:00:00+08:00").ok("close", "main", "2031Q1")
    return program.at("2031-08-20T10:00:00+08:00")


def test_s08_correction_after_publication(opened: Opened) -> None:
    program = published(opened)
    first, first_flags = program.ok("bulletin", "main", "2031Q1").out, program.show("flags")
    program.ok(*CORRECTION, "t2", "91.5", *WHY)

    assert program.ok("bulletin", "main", "2031Q1", "--revision", "1").out == first
    second = program.ok("bulletin", "main", "2031Q1", "--revision", "2").out
    for words in ("90.00", "91.50", "王局长", "漏报一项"):
        assert words in second, words
    assert "王局长" not in first

    assert units(program.flags()["roads"]["holders"]) == ["t1"], "custody moves only on a recorded decision"
    ranking = program.ranking("--period", "2031Q1", "--area", "roads")
    assert (ranking["t2"]["rank"], ranking["t2"]["score"], ranking["t1"]["rank"]) == (1, "91.50", 2)

    assert program.show("flags", "--as-of", "2031-08-17") == first_flags
    old = program.ranking("--period", "2031Q1", "--area", "roads", "--as-of", "2031-08-17T23:00:00+08:00")
    assert (old["t1"]["rank"], old["t2"]["score"]) == (1, "90.00")
    assert program.rows("flags", "--as-of", "2031-08-15") == []


def test_s08_correction_with_a_decision_moves_the_flag(opened: Opened) -> None:
    program = published(opened)
    program.ok(*CORRECTION, "t2", "91.5", "--holder", "t2", *WHY)
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["outcome"], row["margin"]) == (["t2"], "first", "0.50")
    assert row["reason"] == "漏报一项"
    assert {unit: row["flags"] for unit, row in program.ranking("--period", "2031Q1").items()} == {
        "t1": 0,
        "t2": 1,
        "t3": 0,
    }
    assert units(program.flags("--as-of", "2031-08-17")["roads"]["holders"]) == ["t1"]
    assert units(program.flags("--as-of", "2031-08-20")["roads"]["holders"]) == ["t2"]


def test_s08_correction_in_two_steps(opened: Opened) -> None:
    """The score first, the flag by another correction of the same score."""
    program = published(opened)
    program.ok(*CORRECTION, "t2", "91.5", *WHY)
    program.at("2031-08-25T10:00:00+08:00").ok(*CORRECTION, "t2", "91.5", "--holder", "t2", *WHY)
    for day, holder in (("2031-08-24", "t1"), ("2031-08-25", "t2")):
        assert units(program.flags("--as-of", day)["roads"]["holders"]) == [holder]


def test_a_correction_that_changes_nothing_is_refused_or_says_what_stays(opened: Opened) -> None:
    """Also where it names the holder that there is; where it moves the flag alone, no score is said to have changed."""
    program = published(opened)
    for holder in ((), ("--holder", "t1")):
        program.refuses(1, *CORRECTION, "t2", "90.0", *holder, *WHY)
    program.ok(*CORRECTION, "t2", "90.0", "--holder", "t2", *WHY)
    assert "| 90.00 | unchanged | 王局长" in program.ok("bulletin", "main", "2031Q1").out


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, ("t2", "91.5", "--reason", "why")),
        (2, ("t2", "91.5", "--approved-by", "王局长")),
        (2, ("t2", "91.5", "--reason", " ", "--approved-by", "王局长")),
        (2, ("t2", "91.5", "--reason", "why", "--approved-by", " ")),
        (2, ("t2", "101", *WHY)),
        (2, ("t2", "91.00001", *WHY)),
        (2, ("t2", "", *WHY)),
        (2, ("t9", "91.5", *WHY)),
        (2, ("t2", "91.5", "--holder", "t9", *WHY)),
        (2, ("t2", "91.5", "--holder", "t2", "--none", *WHY)),
    ],
)
def test_s08_correction_lacks_something(opened: Opened, code: int, words: tuple[str, ...]) -> None:
    published(opened).refuses(code, *CORRECTION, *words)


def test_s08_correction_of_an_open_period(opened: Opened) -> None:
    program = published(opened)
    program.refuses(1, "decide", "correction", "main", "2031Q2", "roads", "t2", "91.5", *WHY)


def test_s08_correction_of_a_sealed_result_changes_nothing_that_is_public(opened: Opened) -> None:
    """While it is sealed the award is simply computed again."""
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(3),
            scores=scores("main", "2031Q1", {"roads": {"t1": "91.0", "t2": "90.0", "t3": "80"}}),
        )
    )
    program.ok("close", "main", "2031Q1")
    before = program.public.read_bytes()
    program.ok(*CORRECTION, "t2", "91.5", *WHY)
    assert program.public.read_bytes() == before
    finish_cue(program, "main-2031Q1", 2)
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["margin"]) == (["t2"], "0.50")


def test_s08_corrected_to_nothing_applies(opened: Opened) -> None:
    program = published(opened)
    program.ok(*CORRECTION, "t1", "n/a", "--none", *WHY)
    row = program.flags()["roads"]
    assert (row["holders"], row["outcome"], row["margin"]) == ([], "vacant", None)
    assert program.ranking("--period", "2031Q1", "--area", "roads")["t1"]["status"] == "n/a"


def test_s08_margin_after_a_correction_of_the_runner_up(opened: Opened) -> None:
    """The margin that was announced stands with the award; the ranking shows the new score."""
    program = published(opened)
    program.ok(*CORRECTION, "t2", "90.75", *WHY)
    assert program.ranking("--period", "2031Q1", "--area", "roads")["t2"]["score"] == "90.75"
    assert units(program.flags()["roads"]["holders"]) == ["t1"]


def test_s08_live_of_one_series(opened: Opened) -> None:
    """The next period's board counts movement from the corrected places."""
    program = published(opened)
    program.ok(*CORRECTION, "t2", "91.5", *WHY)
    program.at("2031-10-01T09:00:00+08:00").ok("close", "main", "2031Q2")
    change = {unit: row["change"] for unit, row in program.ranking("--area", "roads", "--period", "2031Q2").items()}
    assert change == {"t1": 1, "t2": -1, "t3": 0}


def test_s08_what_is_so_already_is_no_correction(opened: Opened) -> None:
    program = published(opened)
    program.refuses(1, *CORRECTION, "t2", "90.00", *WHY)
    program.ok(*CORRECTION, "t2", "90", "--holder", "t2", *WHY)  # a decision about the flag
    assert units(program.flags()["roads"]["holders"]) == ["t2"]
