"""S11: a unit that holds a flag is abolished: the flag is vacant until a decision, nothing goes to successors."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from scoreboard.publications.reader import PublicReader
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import PERIODS, Competition, Row, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

ABOLISH = ("decide", "abolition", "t1", "--on", "2031-05-10", "--reason", "撤县分区")


def contest(custody: Sequence[Row] | None = None) -> Competition:
    """t1 holds both flags and takes them again in the first quarter."""
    cells = {"roads": {"t1": "95", "t2": "90", "t3": "80"}, "water": {"t1": "95", "t2": "90", "t3": "80"}}
    return Competition(
        series=[live("roads", "water")],
        units=towns(4),
        custody=held("main", {"roads": "t1", "water": "t1"}) if custody is None else custody,
        scores=[*scores("main", "2031Q1", cells), *scores("main", "2031Q2", cells)],
    )


def active(program: Program) -> list[str]:
    with closing(PublicReader(program.public)) as reader:
        return [unit.id for unit in reader.units() if unit.active]


def closed(opened: Opened) -> Program:
    program = opened(contest())
    program.at("2031-04-08T09:00:00+08:00").ok("close", "main", "2031Q1")
    return program.at("2031-05-12T09:00:00+08:00")


def test_s11_abolition(opened: Opened) -> None:
    program = closed(opened)
    before, first = active(program), program.ok("bulletin", "main", "2031Q1", "--revision", "1").out
    quarter = ("--period", "2031Q1")
    assert program.flags(*quarter)["roads"]["defences"] == {"t1": 1}
    program.ok(*ABOLISH)
    assert active(program) == [unit for unit in before if unit != "t1"]
    for row in program.flags(*quarter).values():
        assert (row["holders"], row["outcome"], row["reason"]) == ([], "vacant", "撤县分区")
    flags = {row["unit"]: row["flags"] for row in program.rows("ranking", *quarter)}
    assert flags == {"t1": 2, "t2": 0, "t3": 0, "t4": 0}, "nothing goes to anybody else, and history stays"

    assert program.ok("bulletin", "main", "2031Q1", "--revision", "1").out == first, "history stays"
    assert units(program.flags(*quarter, "--as-of", "2031-05-01")["roads"]["holders"]) == ["t1"]
    assert program.ranking(*quarter, "--area", "roads")["t1"]["rank"] == 1, "its result of that quarter stays its own"
    assert "t1" not in program.ranking("--period", "2031Q2", "--area", "roads")

    program.ok("decide", "vacancy", "main", "2031Q1", "roads", "--holder", "t4", "--reason", "常委会决定")
    row = program.flags(*quarter)["roads"]
    assert (units(row["holders"]), row["defences"], row["reason"]) == (["t4"], {"t4": 0}, "常委会决定")
    assert program.flags(*quarter)["water"]["holders"] == []
    flags = {row["unit"]: row["flags"] for row in program.rows("ranking", *quarter)}
    assert flags == {"t1": 1, "t2": 0, "t3": 0, "t4": 1}, "one flag is one flag (F205)"


def test_s11_next_award_after_the_vacancy(opened: Opened) -> None:
    program = closed(opened)
    program.ok(*ABOLISH)
    program.at("2031-07-08T09:00:00+08:00").ok("close", "main", "2031Q2")
    row = program.flags("--period", "2031Q2")["roads"]
    assert (units(row["holders"]), row["previous"], row["outcome"]) == (["t2"], [], "captured")
    assert row["margin"] == "10.00"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (1, ("decide", "vacancy", "main", "2031Q1", "roads", "--holder", "t4", "--reason", "not vacant yet")),
        (2, ("decide", "vacancy", "main", "2031Q1", "roads", "--reason", "whom?")),
        (2, ("decide", "vacancy", "main", "2031Q1", "roads", "--holder", "t4")),
        (2, ("decide", "abolition", "t1", "--on", "soon", "--reason", "撤县分区")),
        (2, ("decide", "abolition", "t1", "--on", "2031-05-10")),
        (2, ("decide", "abolition", "t1", "--reason", "撤县分区")),
        (2, ("decide", "abolition", "t9", "--on", "2031-05-10", "--reason", "撤县分区")),
        (2, ("decide", "abolition", "t1", "--on", "2031-05-10", "--reason", "")),
    ],
)
def test_s11_refusals(opened: Opened, code: int, words: tuple[str, ...]) -> None:
    closed(opened).refuses(code, *words)


def test_s11_only_once(opened: Opened) -> None:
    program = closed(opened)
    program.ok(*ABOLISH)
    program.refuses(1, *ABOLISH)
    program.refuses(2, "enter", "main", "2031Q2", "roads", "t1", "80")


@pytest.mark.parametrize("closed_on", ["2031-05-09", "2031-05-10"])
def test_s11_of_which_the_day_is_still_to_come(opened: Opened, closed_on: str) -> None:
    """What it holds is vacant at once; what is closed while it exists it may still win, and not later."""
    program = opened(contest()).at("2031-04-08T09:00:00+08:00")
    program.ok("close", "main", "2031Q1")
    program.ok(*ABOLISH)
    assert program.flags("--period", "2031Q1")["roads"]["holders"] == []
    program = opened(replace(contest(), periods=[*PERIODS[:1], ("2031Q2", "第二季度", "2031-04-01", "2031-04-30")]))
    program.at(f"{closed_on}T09:00:00+08:00").ok("close", "main", "2031Q2")
    row = program.flags("--period", "2031Q2")["roads"]
    wins = closed_on < "2031-05-10"
    assert (units(row["holders"]), [one["unit"] for one in row["lost"]]) == ((["t1"], []) if wins else ([], ["t1"]))


@pytest.mark.parametrize("since", ["", "2031Q1"])
def test_s11_before_any_award(opened: Opened, since: str) -> None:
    """It holds the flags since the records began; the first award finds them vacant."""
    program = opened(contest(custody=held("main", {"roads": "t1", "water": "t1"}, period=since)))
    program.ok(*ABOLISH[:4], "2031-02-10", *ABOLISH[5:])
    program.ok("close", "main", "2031Q1")
    row = program.flags("--period", "2031Q1")["roads"]
    assert (units(row["holders"]), row["previous"], row["outcome"]) == (["t2"], [], "captured")


def test_s11_of_an_opening_holder_is_public_at_once_and_can_be_decided(opened: Opened) -> None:
    program = opened(contest(custody=held("main", {"roads": "t1", "water": "t1"}, period="2031Q1")))
    program.ok(*ABOLISH[:4], "2031-02-10", *ABOLISH[5:])
    assert {area: row["outcome"] for area, row in program.flags().items()} == {"roads": "vacant", "water": "vacant"}
    program.ok("decide", "vacancy", "main", "2031Q1", "roads", "--holder", "t4", "--reason", "常委会决定")
    assert {area: units(row["holders"]) for area, row in program.flags().items()} == {"roads": ["t4"], "water": []}
    program.ok("close", "main", "2031Q1")
    rows = program.flags("--period", "2031Q1")
    assert {area: units(row["previous"]) for area, row in rows.items()} == {"roads": ["t4"], "water": []}


def test_s11_survives_reopening(opened: Opened) -> None:
    """A period is closed, its winner of old is abolished, the period is reopened and closed again."""
    program = opened(
        Competition(
            series=[sealed("roads", tie="holder-retains")],
            units=towns(3),
            custody=held("main", {"roads": "t1"}, period="2031Q2"),
            scores=scores("main", "2031Q2", {"roads": {"t1": "95", "t2": "95", "t3": "95"}}),
        )
    )
    program.at("2031-07-08T09:00:00+08:00").ok("close", "main", "2031Q2")
    program.ok("decide", "abolition", "t1", "--on", "2031-07-20", "--reason", "撤并")
    assert program.flags()["roads"]["holders"] == []
    program.ok("reopen", "main", "2031Q2")
    program.ok("decide", "tie", "main", "2031Q2", "roads", "--holder", "t2", "--reason", "lot")
    program.ok("close", "main", "2031Q2")
    play(program, "main-2031Q2")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["previous"], row["reason"]) == (["t2"], [], "lot")


def test_s11_of_a_joint_holder(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live("roads", tie="joint")],
            units=towns(3),
            scores=scores("main", "2031Q1", {"roads": {"t1": "95", "t2": "95", "t3": "92.5"}}),
        )
    )
    program.at("2031-04-08T09:00:00+08:00").ok("close", "main", "2031Q1")
    program.ok(*ABOLISH)
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["margin"]) == (["t2"], "2.50"), "ahead of the best that is left"
    signed = ("--reason", "漏计", "--approved-by", "Li")
    program.ok("decide", "correction", "main", "2031Q1", "roads", "t3", "94", *signed)
    assert program.flags()["roads"]["margin"] == "1.00", "a correction is measured without it as well"


def test_s11_of_a_joint_winner_before_its_period_is_closed(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live("roads", tie="joint")],
            units=towns(3),
            scores=scores("main", "2031Q1", {"roads": {"t1": "95", "t2": "95", "t3": "92.5"}}),
        )
    )
    program.ok(*ABOLISH)
    program.at("2031-08-08T09:00:00+08:00").ok("close", "main", "2031Q1")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["margin"]) == (["t2"], "2.50")


def test_s11_while_its_win_is_sealed(opened: Opened) -> None:
    """It won a quarter whose result is still sealed; the ceremony shows a vacant flag, before it nothing shows."""
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(3),
            custody=held("main", {"roads": "t2"}, period="2031Q1"),
            scores=scores("main", "2031Q2", {"roads": {"t1": "95", "t2": "90"}}),
        )
    )
    program.at("2031-07-08T09:00:00+08:00").ok("close", "main", "2031Q2")
    before: Any = program.flags()["roads"]
    program.ok("decide", "abolition", "t1", "--on", "2031-07-20", "--reason", "撤并")
    assert program.flags()["roads"] == before
    script = program.ok("ceremony", "plan", "main-2031Q2", "--script").out
    play(program.at("2031-08-01T09:00:00+08:00"), "main-2031Q2")
    row = program.flags("--period", "2031Q2")["roads"]
    assert (row["holders"], units(row["previous"]), row["outcome"]) == ([], ["t2"], "vacant")
    assert [(one["unit"], one["outcome"]) for one in row["lost"]] == [("t1", "abolished")]
    note = "Town t1 was abolished: 撤并"
    assert note in program.ok("bulletin", "main", "2031Q2").out
    assert f"The flag for Roads is vacant this time: {note}." in script
    assert program.ranking("--period", "2031Q2")["t1"]["flags"] == 1, "it won it before its end"
    assert {one["unit"]: one["flags_total"] for one in program.rows("annual")} == {"t1": 1, "t2": 1, "t3": 0}
    assert [(one["unit"], one["captures"]) for one in program.rows("captures")] == [("t1", 1)]
    program.ok("decide", "vacancy", "main", "2031Q2", "roads", "--holder", "t3", "--reason", "常委会决定")
    assert {one["unit"]: one["flags_total"] for one in program.rows("annual")} == {"t1": 0, "t2": 1, "t3": 1}
    assert [(one["unit"], one["captures"]) for one in program.rows("captures")] == [("t3", 1)]
