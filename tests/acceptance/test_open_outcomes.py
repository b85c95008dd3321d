"""A period that is public while an earlier one is closed and not: what follows from both is told by the reveal."""

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, held, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1, Q2, Q3 = (("--period", f"2031Q{number}") for number in (1, 2, 3))
CEREMONY = "main-2031Q2"
TIED = {"t1": "91.5", "t2": "91.5", "t3": "80", "t4": "70"}


def contest(second: dict[str, str], third: dict[str, str], **settings: object) -> Competition:
    """t4 has held the flag since before; the second quarter waits for a ceremony, the others are live."""
    series = sealed("roads", **settings)
    live: dict[str, object] = {"publication": "live"}
    return Competition(
        series=[type(series)(areas=series.areas, settings=series.settings, overrides={"2031Q1": live, "2031Q3": live})],
        units=towns(4),
        custody=held("main", {"roads": "t4"}),
        scores=[
            *scores("main", "2031Q2", {"roads": second}),
            *scores("main", "2031Q3", {"roads": third}),
        ],
    )


def first(unit: str) -> dict[str, str]:
    """Scores of which this unit has the best."""
    return {one: "95" if one == unit else "60" for one in ("t1", "t2", "t3", "t4")}


def public(program: Program) -> list[str]:
    """Every row of the public file."""
    with contextlib.closing(sqlite3.connect(program.public)) as connection:
        return list(connection.iterdump())


def closed(opened: Opened, competition: Competition, *words: Sequence[str]) -> Program:
    """The second quarter sealed and the third public, with what else is said before that is."""
    program = opened(competition).at("2031-10-08T09:00:00+08:00")
    program.ok("close", "main", "2031Q2")
    for command in words:
        program.ok(*command)
    program.ok("close", "main", "2031Q3")
    return program


def told(program: Program, *options: str) -> tuple[list[str], list[str], str, dict[str, int], Any]:
    row = program.flags(*options)["roads"]
    return units(row["holders"]), units(row["previous"]), row["outcome"], row["defences"], row["margin"]


def test_f210_who_wins_by_the_scores_alone_is_told_and_the_reveal_completes_it(opened: Opened) -> None:
    program = closed(opened, contest(first("t2"), first("t1")))
    assert told(program, *Q3) == (["t1"], [], "open", {}, "35.00")
    assert program.ranking(*Q3)["t1"]["flags"] == 1
    table = program.ok("show", "flags", *Q3).out
    for said in (table, program.ok("bulletin", "main", "2031Q3").out):
        assert "captured or defended, and from whom" in said
        assert "or a decision" not in said
    line = next(line for line in table.splitlines() if "Town t1" in line)
    assert "0" not in line.split(), "nobody knows yet how often it was defended"
    play(program, CEREMONY)
    assert told(program, *Q2) == (["t2"], ["t4"], "captured", {"t2": 0}, "35.00")
    assert told(program, *Q3) == (["t1"], ["t2"], "captured", {"t1": 0}, "35.00")


def test_f210_nothing_is_complete_before_the_earlier_period_is_wholly_public(opened: Opened) -> None:
    program = closed(opened, contest(first("t1"), first("t1")))
    while not program.flags(*Q2):
        program.ok("cue", "next", CEREMONY)
    assert told(program, *Q2)[0] == ["t1"]
    assert told(program, *Q3) == (["t1"], [], "open", {}, "35.00")
    program.ok("ceremony", "publish", CEREMONY, "--reason", "the hall is late")
    assert told(program, *Q3) == (["t1"], ["t1"], "defended", {"t1": 1}, "35.00")


@pytest.mark.parametrize(("holder", "outcome"), [("t1", "defended"), ("t2", "defended")])
def test_f210_a_tie_that_the_holder_keeps_waits_for_who_that_is(opened: Opened, holder: str, outcome: str) -> None:
    program = closed(opened, contest(first(holder), TIED, tie="holder-retains"))
    assert told(program, *Q3) == ([], [], "open", {}, None)
    told_open(program)
    play(program, CEREMONY)
    assert told(program, *Q3) == ([holder], [holder], outcome, {holder: 1}, "0.00")
    assert program.flags(*Q3)["roads"]["reason"] == "tie"


def told_open(program: Program) -> None:
    """No number of flags of the overall table is told as final while one of them waits: by data and by words."""
    board = program.show("ranking", *Q3)
    flags = {(row["flags"], row["flags_at_least"], row["status"]) for row in board["rows"]}
    assert (flags, board["open_flags"]) == ({(0, 0, "ranked")}, 1)
    for words in (program.ok("show", "ranking", *Q3).out, program.ok("bulletin", "main", "2031Q3").out):
        assert "1 flag is still open" in words
        assert words.count(" open ") >= 4
    annual = program.show("annual")
    assert [(one["state"], one["open"]) for one in annual["periods"][-1:]] == [("done", 1)]
    lines = [line for line in program.ok("show", "annual").out.splitlines() if "Town t1" in line]
    assert len(lines) == 1
    assert lines[0].split()[2:].count("0") < 4


def test_f210_a_tie_among_challengers_stays_open_until_it_is_decided(opened: Opened) -> None:
    """Whether it is one among challengers nobody may know before; so closing asks for nothing."""
    program = closed(opened, contest(first("t3"), TIED, tie="holder-retains"))
    assert told(program, *Q3) == ([], [], "open", {}, None)
    play(program, CEREMONY)
    assert told(program, *Q3) == ([], ["t3"], "open", {}, None)
    program.ok("decide", "tie", "main", "2031Q3", "roads", "--holder", "t2", "--reason", "lot")
    assert told(program, *Q3) == (["t2"], ["t3"], "captured", {"t2": 0}, "0.00")
    assert program.flags(*Q3)["roads"]["reason"] == "lot"
    assert program.ranking(*Q3)["t2"]["flags"] == 1
    program.refuses(1, "decide", "tie", "main", "2031Q3", "roads", "--holder", "t1", "--reason", "again")


def test_f210_a_tie_that_nobody_wins_by_decision_leaves_no_flag_open(opened: Opened) -> None:
    program = closed(opened, contest(first("t3"), TIED, tie="holder-retains"))
    play(program, CEREMONY)
    assert program.show("ranking", *Q3)["open_flags"] == 1
    program.ok("decide", "tie", "main", "2031Q3", "roads", "--none", "--reason", "nobody")
    assert told(program, *Q3) == ([], ["t3"], "vacant", {}, None)
    board = program.show("ranking", *Q3)
    assert "open_flags" not in board
    assert {(row["flags"], row.get("flags_at_least")) for row in board["rows"]} == {(0, None)}
    assert "still open" not in program.ok("bulletin", "main", "2031Q3").out


def test_f210_a_decision_made_meanwhile_counts_where_the_reveal_leaves_one_to_be_made(opened: Opened) -> None:
    decision = ("decide", "tie", "main", "2031Q3", "roads", "--holder", "t2", "--reason", "lot")
    before = closed(opened, contest(first("t3"), TIED, tie="holder-retains"), decision)
    assert told(before, *Q3) == ([], [], "open", {}, None)
    assert "lot" not in "\n".join(public(before))
    play(before, CEREMONY)
    assert told(before, *Q3)[:3] == (["t2"], ["t3"], "captured")


def test_f210_a_decision_may_be_made_after_the_closing_too_and_shows_nothing(opened: Opened) -> None:
    program = closed(opened, contest(first("t3"), TIED, tie="holder-retains"))
    before = public(program)
    program.ok("decide", "tie", "main", "2031Q3", "roads", "--holder", "t2", "--reason", "lot")
    assert public(program) == before
    play(program, CEREMONY)
    assert told(program, *Q3)[:3] == (["t2"], ["t3"], "captured")


@pytest.mark.parametrize("rule", ["joint", "earlier-place:roads", "decide"])
def test_f210_rules_that_ask_no_holder_are_told(opened: Opened, rule: str) -> None:
    decision = ("decide", "tie", "main", "2031Q3", "roads", "--holder", "t2", "--reason", "lot")
    decided = rule != "joint"
    program = closed(opened, contest(first("t3"), TIED, tie=rule), *([decision] if decided else []))
    holders, *rest = told(program, *Q3)
    assert (sorted(holders), rest) == (["t2"] if decided else ["t1", "t2"], [[], "open", {}, "0.00"])
    assert program.flags(*Q3)["roads"]["reason"] == ("lot" if decided else None)


@pytest.mark.parametrize("rule", ["vacant", "retain"])
def test_f210_nobody_eligible(opened: Opened, rule: str) -> None:
    """Under `retain` whoever holds the flag keeps it: nobody may know who that is, or whether there is anybody."""
    program = closed(opened, contest(first("t2"), first("t1"), no_winner=rule, minimum=90), ("veto", *VETO))
    assert told(program, *Q3) == ([], [], "open", {}, None)
    if rule == "retain":
        give = ("decide", "vacancy", "main", "2031Q3", "roads", "--holder", "t3", "--reason", "given")
        program.refuses(1, *give)
    play(program, CEREMONY)
    outcomes = {"vacant": ([], ["t2"], "vacant", {}, None), "retain": (["t2"], ["t2"], "retained", {"t2": 0}, None)}
    assert told(program, *Q3) == outcomes[rule]


VETO = ("t1", "safety", "--period", "2031Q3", "--reason", "an accident")


def test_f210_two_secrets_look_the_same_through_vetoes_abolitions_and_corrections(
    opened: Opened, tmp_path: Path
) -> None:
    """The commands of the fault: a tie that the holder keeps, and who that is differs under the seal."""
    deeds = (
        ("veto", *VETO),
        ("veto", *VETO[:-1], "cleared", "--lift"),
        ("decide", "abolition", "t2", "--on", "2031-10-01", "--reason", "merged"),
        ("decide", "correction", "main", "2031Q3", "roads", "t3", "91.5", "--reason", "sum", "--approved-by", "wang"),
        ("reopen", "main", "2031Q2"),
    )
    seen: list[list[list[str]]] = []
    for holder in ("t1", "t2"):
        program = closed(opened, contest(first(holder), TIED, tie="holder-retains")) if not seen else None
        if program is None:
            program = other(tmp_path, contest(first(holder), TIED, tie="holder-retains"))
        steps = [public(program)]
        for deed in deeds:
            program.ok(*deed)
            steps.append(public(program))
        seen.append(steps)
    assert seen[0] == seen[1]


def other(place: Path, competition: Competition) -> Program:
    """Another database beside the test's own, in which the same is done."""
    program = Program(place / "other.db", now="2031-10-08T09:00:00+08:00", acting=None)
    program.at("2031-07-01T09:00:00+08:00").ok("load", competition.write(place / "other"), "--with-clock")
    program.ok("user", "add", "root", "--role", "admin")
    program = program.by("root").at("2031-07-01T09:00:00+08:00")
    program = program.at("2031-10-08T09:00:00+08:00")
    program.ok("close", "main", "2031Q2")
    program.ok("close", "main", "2031Q3")
    return program


def test_f210_closing_an_earlier_period_opens_what_was_told_and_reopening_it_tells_it_again(opened: Opened) -> None:
    """Periods close in any order: nobody may take the flag's way before the later one for the whole of it."""
    program = opened(contest(first("t2"), TIED, tie="joint")).at("2031-10-08T09:00:00+08:00")
    program.ok("close", "main", "2031Q3")
    assert told(program, *Q3)[1:3] == (["t4"], "joint")
    program.ok("close", "main", "2031Q2")
    assert told(program, *Q3)[1:4] == ([], "open", {})
    program.ok("reopen", "main", "2031Q2")
    assert told(program, *Q3)[1:3] == (["t4"], "joint")
    program.ok("close", "main", "2031Q2")
    play(program, CEREMONY)
    assert told(program, *Q3)[1:4] == (["t2"], "joint", {"t1": 0, "t2": 1})


def test_f210_a_ceremony_held_before_an_earlier_one_tells_as_little(opened: Opened) -> None:
    competition = contest(first("t1"), TIED, tie="holder-retains")
    series = competition.series[0]
    program = opened(
        Competition(
            series=[type(series)(areas=series.areas, settings=series.settings)],
            units=competition.units,
            custody=competition.custody,
            scores=competition.scores,
        )
    ).at("2031-10-08T09:00:00+08:00")
    program.ok("close", "main", "2031Q2")
    program.ok("close", "main", "2031Q3")
    play(program, "main-2031Q3")
    assert told(program, *Q3) == ([], [], "open", {}, None)
    assert program.show("ceremony")["ceremony"] == "main-2031Q3"
    play(program, CEREMONY)
    assert told(program, *Q3) == (["t1"], ["t1"], "defended", {"t1": 1}, "0.00")


def test_f210_the_range_keeps_room_for_a_flag_that_is_open(opened: Opened) -> None:
    program = closed(opened, contest(first("t1"), TIED, tie="holder-retains"))
    before = {row["unit"]: (row["best"], row["worst"]) for row in program.rows("range")}
    play(program, CEREMONY)
    after = {row["unit"]: (row["best"], row["worst"]) for row in program.rows("range")}
    for unit, (best, worst) in after.items():
        assert before[unit][0] <= best <= worst <= before[unit][1], unit


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_f210_people_read_that_it_is_open(opened: Opened, lang: str, form: str) -> None:
    program = closed(opened, contest(first("t1"), TIED, tie="holder-retains")).speaking(lang)
    words = {"zh": "待前期揭晓或裁定", "en": "depends on an earlier period or a decision"}
    for said in (program.ok("show", "flags", *Q3).out, program.ok("bulletin", "main", "2031Q3", "--format", form).out):
        assert words[lang] in said
        assert {"zh": "空缺", "en": "vacant"}[lang] not in said


def test_f907_custody_follows_the_ends_of_periods(opened: Opened) -> None:
    """The year ends with the last quarter: its winner has the flag after the quarters before, not before them."""
    year = ("2031", "全年", "2031-01-01", "2031-12-31")
    quarters = (("2031Q1", "第一季度", "2031-01-01", "2031-03-31"), ("2031Q3", "第三季度", "2031-07-01", "2031-09-30"))
    program = opened(
        Competition(
            series=[type(sealed())(areas=("roads",))],
            units=towns(4),
            periods=(year, *quarters),
            custody=held("main", {"roads": "t4"}),
            scores=[
                row
                for period, unit in (("2031", "t1"), ("2031Q1", "t2"), ("2031Q3", "t3"))
                for row in scores("main", period, {"roads": first(unit)})
            ],
        )
    ).at("2032-01-08T09:00:00+08:00")
    for period in ("2031", "2031Q3", "2031Q1"):
        program.ok("close", "main", period)
    chain = [told(program, "--period", period)[:2] for period in ("2031Q1", "2031Q3", "2031")]
    assert chain == [(["t2"], ["t4"]), (["t3"], ["t2"]), (["t1"], ["t3"])]
