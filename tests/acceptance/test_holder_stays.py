"""`tie = "holder-stays"`: challengers tie, and whoever holds the flag keeps it without a defence."""

from pathlib import Path

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import units
from tests.acceptance.test_open_outcomes import CEREMONY, Q2, Q3, TIED, closed, first, other, public, told
from tests.acceptance.test_open_outcomes import contest as waiting

TIE = {"t1": "91.5", "t2": "91.5", "t3": "91.4", "t4": "80"}
VETO = ("veto", "t3", "safety", "--period", "2031Q1", "--reason", "an accident")


def contest(holders: object = "t3", **settings: object) -> Competition:
    return Competition(
        series=[live("roads", **{"tie": "holder-stays", **settings})],
        units=towns(4),
        custody=held("main", {"roads": holders} if holders else {}),
        scores=[
            *scores("main", "2031Q1", {"roads": TIE}),
            *scores("main", "2031Q2", {"roads": {**TIE, "t3": "95"}}),
        ],
    )


def test_the_holder_stays_without_a_defence_and_its_streak_goes_on(opened: Opened) -> None:
    program = opened(contest())
    program.ok("close", "main", "2031Q1")
    row = program.flags("--period", "2031Q1")["roads"]
    assert units(row["holders"]) == units(row["previous"]) == ["t3"]
    assert (row["outcome"], row["defences"], row["margin"], row["reason"]) == ("retained", {"t3": 0}, None, "tie")
    assert {unit: one["rank"] for unit, one in program.ranking("--period", "2031Q1", "--area", "roads").items()} == {
        **{"t1": 1, "t2": 1, "t3": 3, "t4": 4}
    }
    assert program.ranking("--period", "2031Q1")["t3"]["flags"] == 1
    program.ok("close", "main", "2031Q2")
    row = program.flags("--period", "2031Q2")["roads"]
    assert (row["outcome"], row["defences"]) == ("defended", {"t3": 1})


def test_the_holder_who_is_first_with_others_defends(opened: Opened) -> None:
    program = opened(contest("t2"))
    program.ok("close", "main", "2031Q1")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["outcome"], row["defences"]) == (["t2"], "defended", {"t2": 1})


@pytest.mark.parametrize("why", ["nobody holds it", "a veto", "it ended before"])
def test_where_nobody_may_hold_it_closing_waits_for_a_decision(opened: Opened, why: str) -> None:
    made = contest("" if why == "nobody holds it" else "t3")
    if why == "it ended before":
        last = {"valid_to": "2031-03-01"}
        made = Competition(
            **{**vars(made), "units": [{**row, **(last if row["id"] == "t3" else {})} for row in made.units]}
        )
        made = Competition(**{**vars(made), "scores": [row for row in made.scores if row["unit"] != "t3"]})
    program = opened(made)
    if why == "a veto":
        program.ok(*VETO)
    program.refuses(1, "close", "main", "2031Q1")
    program.ok("decide", "tie", "main", "2031Q1", "roads", "--holder", "t2", "--reason", "lot")
    program.ok("close", "main", "2031Q1")
    row = program.flags()["roads"]
    outcome = "first" if why == "nobody holds it" else "captured"
    assert (units(row["holders"]), row["outcome"], row["reason"], row["margin"]) == (["t2"], outcome, "lot", "0.00")


def test_a_veto_after_the_closing_takes_it_and_a_lifted_one_gives_it_back(opened: Opened) -> None:
    program = opened(contest())
    program.ok("close", "main", "2031Q1")
    program.ok(*VETO)
    assert (program.flags()["roads"]["holders"], program.flags()["roads"]["outcome"]) == ([], "revoked")
    program.ok(*VETO[:-1], "cleared", "--lift")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["outcome"], row["defences"]) == (["t3"], "retained", {"t3": 0})


def test_of_several_holders_those_who_may_stay_do(opened: Opened) -> None:
    program = opened(contest(["t3", "t4"]))
    program.ok(*VETO)
    program.ok("close", "main", "2031Q1")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["outcome"], row["defences"]) == (["t4"], "retained", {"t4": 0})


@pytest.mark.parametrize("holder", ["t3", "t1"])
def test_while_an_earlier_period_is_sealed_who_that_is_stays_open(opened: Opened, tmp_path: Path, holder: str) -> None:
    program = closed(opened, waiting(first(holder), TIED, tie="holder-stays"))
    twin = other(tmp_path, waiting(first("t2"), TIED, tie="holder-stays"))
    assert told(program, *Q3) == ([], [], "open", {}, None)
    assert public(program) == public(twin), "the public bytes do not depend on it"
    play(program, CEREMONY)
    outcomes = {"t3": ("retained", {"t3": 0}, None), "t1": ("defended", {"t1": 1}, "0.00")}
    assert told(program, *Q3) == ([holder], [holder], *outcomes[holder])
    assert program.flags(*Q3)["roads"]["reason"] == "tie"
    assert told(program, *Q2)[:2] == ([holder], ["t4"])


def test_a_correction_further_back_makes_another_one_stay(opened: Opened) -> None:
    program = opened(contest())
    program.ok("close", "main", "2031Q1")
    program.ok("close", "main", "2031Q2")
    tie = {"t1": "70", "t2": "92", "t3": "60", "t4": "92"}
    for unit, score in tie.items():
        program.ok("enter", "main", "2031Q3", "roads", unit, score)
    program.ok("confirm", "main", "2031Q3")
    program.ok("close", "main", "2031Q3")
    assert units(program.flags("--period", "2031Q3")["roads"]["holders"]) == ["t3"]
    deed = ("decide", "correction", "main", "2031Q2", "roads", "t1", "96", "--holder", "t1", "--reason", "sum")
    program.ok(*deed, "--approved-by", "wang")
    row = program.flags("--period", "2031Q3")["roads"]
    assert (units(row["holders"]), row["outcome"], row["defences"]) == (["t1"], "retained", {"t1": 0})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_people_read_that_others_tie_and_it_stays(opened: Opened, lang: str) -> None:
    made = contest()
    series = sealed("roads", tie="holder-stays")
    program = opened(Competition(**{**vars(made), "series": [series]})).speaking(lang)
    program.ok("close", "main", "2031Q1")
    said = {"zh": "挑战单位同分，原持旗单位留旗", "en": "others tie; it stays with its holder"}[lang]
    printed = program.ok("ceremony", "plan", "main-2031Q1", "--script").out
    stays = {"zh": "仍由", "en": "stays with"}[lang]
    assert said in printed
    assert stays in printed
    play(program.speaking("en"), "main-2031Q1")
    for printed in (program.ok("show", "flags").out, program.ok("bulletin", "main", "2031Q1").out):
        assert said in printed
