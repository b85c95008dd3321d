"""F207: a published score that judges have given is put right by correcting one judge's mark."""

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Row, live, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1 = "2031Q1"


def judged(unit: str, *given: object) -> list[Row]:
    place = {"series": "main", "period": Q1, "area": "roads", "unit": unit, "state": "confirmed"}
    return [{**place, "judge": f"j{number}", "score": score} for number, score in enumerate(given, 1)]


def closed(opened: Opened, *, live_series: bool = True) -> Program:
    settings = {"judges": "trimmed-mean"}
    program = opened(
        Competition(
            series=[live("roads", **settings) if live_series else sealed("roads", **settings)],
            units=towns(2),
            scores=[*judged("t1", 95, 95, 90, 88, 70), *judged("t2", 90, 90.5, 91, 89, 92)],
        )
    )
    program.ok("close", "main", Q1)
    return program


def correct(*more: object, judge: str = "j4", score: str = "80", unit: str = "t1") -> tuple[object, ...]:
    named = ("--judge", judge) if judge else ()
    return (
        *("decide", "correction", "main", Q1, "roads", unit, score, *named),
        *("--reason", "笔误", "--approved-by", "second", *more),
    )


def test_f207_one_mark_is_corrected_and_the_unit_follows(opened: Opened) -> None:
    program = closed(opened)
    assert program.ranking("--area", "roads")["t1"]["score"] == "91.00"
    program.ok(*correct())
    row = program.ranking("--area", "roads")["t1"]
    assert (row["score_exact"], row["rank"]) == ("88.3333", 2)
    assert (row["correction"]["old"], row["correction"]["new"]) == ("91.00", "88.3333")
    assert row["correction"]["reason"] == "笔误"
    flag = program.flags()["roads"]
    assert (units(flag["holders"]), flag["margin"]) == (["t1"], None), "custody moves only by a decision"
    program.ok(*correct("--holder", "t2"))
    assert units(program.flags()["roads"]["holders"]) == ["t2"]
    entry = next(deed for deed in program.journal() if deed["action"] == "decide.correction")
    assert entry["subject"] == f"main/{Q1}/roads/t1/j4"
    assert (entry["before"]["score"], entry["after"]["score"]) == ("88", "80")
    program.ok("journal", "--verify")
    assert "91.00" in program.ok("bulletin", "main", Q1).out


def test_f207_a_sealed_score_is_corrected_before_its_reveal(opened: Opened) -> None:
    program = closed(opened, live_series=False)
    program.ok(*correct())
    play(program, f"main-{Q1}")
    assert units(program.flags()["roads"]["holders"]) == ["t2"]


def test_f207_the_judge_is_named_and_must_have_scored_the_unit(opened: Opened) -> None:
    program = closed(opened)
    assert "--judge" in program.refuses(2, *correct(judge="")).complaint
    assert "j1, j2, j3, j4, j5" in program.refuses(1, *correct(judge="j6")).complaint
    assert "Town t1" in program.refuses(1, *correct(score="n/a")).complaint, "fewer judges than the others had"
    program.refuses(2, *correct(score="101"))


def test_f207_a_single_score_has_no_judge(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live("roads")],
            units=towns(1),
            scores=[{"series": "main", "period": Q1, "area": "roads", "unit": "t1", "score": 50, "state": "confirmed"}],
        )
    )
    program.ok("close", "main", Q1)
    program.refuses(2, *correct(judge="j1"))
    program.ok(*correct(judge=""))
    assert program.ranking("--area", "roads")["t1"]["score"] == "80.00"
