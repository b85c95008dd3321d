"""F201 to F205: who may be given a flag by decision, what the boards and the journal say of it, who approves."""

from typing import Any

import pytest

from tests.acceptance.competition import Competition, Series, held, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1, Q2 = "2031Q1", "2031Q2"
TIE = ("decide", "tie", "main")
VACANCY = ("decide", "vacancy", "main", Q1, "roads")
CORRECTION = ("decide", "correction", "main", Q1, "roads")
CELLS = {"roads": {"t1": "95", "t2": "91.5", "t3": "90", "t4": "1.5"}}
SIGNED = ("--approved-by", "王局长", "--approved-by", "李、陈两位")


def closed(opened: Opened, cells: Any = CELLS, holder: str = "t1", **settings: object) -> Program:
    """t1 held the flag and takes it again on 04-08."""
    program = opened(
        Competition(
            series=[live("roads", **settings)],
            units=towns(5),
            custody=held("main", {"roads": holder}),
            scores=scores("main", Q1, cells),
        )
    ).at("2031-04-08T09:00:00+08:00")
    program.ok("close", "main", Q1)
    return program.at("2031-05-12T09:00:00+08:00")


def vacant(opened: Opened) -> Program:
    program = closed(opened)
    program.ok("decide", "abolition", "t1", "--on", "2031-05-10", "--reason", "撤县分区")
    return program


def row(program: Program) -> Any:
    return program.flags("--period", Q1)["roads"]


def test_f205_one_flag_is_counted_once_and_the_wall_says_from_whom_and_since_when(opened: Opened) -> None:
    program = vacant(opened)
    program.at("2031-05-14T09:00:00+08:00").ok(*VACANCY, "--holder", "t4", "--reason", "常委会决定", *SIGNED)
    found = row(program)
    assert (units(found["holders"]), units(found["previous"])) == (["t4"], ["t1"])
    assert (found["awarded_on"], found["margin"], found["defences"]) == ("2031-05-14", None, {"t4": 0})
    assert [(one["unit"], one["outcome"], one["reason"]) for one in found["lost"]] == [("t1", "abolished", "撤县分区")]
    flags = {one["unit"]: one["flags"] for one in program.rows("ranking", "--period", Q1)}
    assert flags == {"t1": 0, "t2": 0, "t3": 0, "t4": 1, "t5": 0}
    annual = {one["unit"]: one["flags_total"] for one in program.rows("annual")}
    assert annual == {"t1": 0, "t2": 0, "t3": 0, "t4": 1, "t5": 0}
    for lang, words in (("zh", ("撤县分区", "王局长", "李、陈两位")), ("en", ("Town t1", "Town t4"))):
        text = program.speaking(lang).ok("bulletin", "main", Q1).out
        assert all(word in text for word in words), text


def test_f205_the_page_of_the_abolished_tells_what_it_had(opened: Opened) -> None:
    program = vacant(opened)
    old = program.ok("show", "unit", "t1", "--format", "json").json()
    assert old["flags"] == []
    (before,) = old["former_flags"]
    assert (before["area"], before["period"]) == ("roads", Q1)
    assert before["awarded_on"]
    program.at("2031-05-14T09:00:00+08:00").ok(*VACANCY, "--holder", "t4", "--reason", "常委会决定")
    old, new = (program.ok("show", "unit", unit, "--format", "json").json() for unit in ("t1", "t4"))
    assert old["flags"] == []
    assert [(one["area"], one["period"], units(one["now"])) for one in old["former_flags"]] == [("roads", Q1, ["t4"])]
    assert [one["awarded_on"] for one in old["former_flags"]] == [before["awarded_on"]], "it was theirs since then"
    assert ([one["area"] for one in new["flags"]], new["former_flags"]) == (["roads"], [])
    assert "Roads" in program.ok("show", "unit", "t1").out


def test_f205_what_stays_vacant_still_counts_for_the_abolished(opened: Opened) -> None:
    program = vacant(opened)
    program.ok(*VACANCY, "--none", "--reason", "保持空缺")
    assert (row(program)["holders"], row(program)["outcome"]) == ([], "vacant")
    flags = {one["unit"]: one["flags"] for one in program.rows("ranking", "--period", Q1)}
    assert flags["t1"] == 1


TIED = {"roads": {"t1": "90", "t2": "95", "t3": "95"}}


def test_f913_a_vacancy_given_to_the_former_holder_is_retained(opened: Opened) -> None:
    """t1 held the flag, came third in a tie of two that nobody was given, and keeps it by decision."""
    program = opened(
        Competition(
            series=[live("roads")],
            units=towns(4),
            custody=held("main", {"roads": "t1"}),
            scores=[*scores("main", Q1, CELLS), *scores("main", Q2, TIED)],
        )
    ).at("2031-07-08T09:00:00+08:00")
    program.ok("close", "main", Q1)
    assert row(program)["defences"] == {"t1": 1}
    program.ok(*TIE, Q2, "roads", "--none", "--reason", "复核")
    program.ok("close", "main", Q2)
    assert program.flags("--period", Q2)["roads"]["holders"] == []
    program.ok("decide", "vacancy", "main", Q2, "roads", "--holder", "t1", "--reason", "常委会决定")
    found = program.flags("--period", Q2)["roads"]
    assert (units(found["holders"]), found["outcome"], found["defences"]) == (["t1"], "retained", {"t1": 1})
    assert (found["margin"], found["reason"]) == (None, "常委会决定")


def pools(opened: Opened) -> Program:
    """Two pools, in each of which nobody is eligible, so that both flags are vacant."""
    series = Series(
        pools=("town", "office"),
        settings={"publication": "live", "confirm": "self", "ranking": "by-pool", "minimum": 60},
    )
    cells = {"roads": {"t1": "50", "t2": "40", "o1": "55", "o2": "45"}}
    program = opened(
        Competition(
            series=[series],
            units=[*towns(2), *towns(2, pool="office", prefix="o", start=5)],
            scores=scores("main", Q1, cells),
        )
    ).at("2031-04-08T09:00:00+08:00")
    program.ok("close", "main", Q1)
    return program


def test_f201_a_holder_of_another_pool_is_refused_and_no_other_flag_is_touched(opened: Opened) -> None:
    program = pools(opened)
    program.refuses(1, *VACANCY, "--pool", "town", "--holder", "o1", "--reason", "x")
    program.refuses(1, *VACANCY, "--pool", "office", "--holder", "o1", "t1", "--reason", "x")
    program.refuses(2, *VACANCY, "--pool", "village", "--holder", "o1", "--reason", "x")
    program.refuses(1, *CORRECTION, "t1", "70", "--holder", "o1", "--reason", "x", *SIGNED)
    program.refuses(1, *CORRECTION, "t1", "70", "--pool", "office", "--reason", "x", *SIGNED)
    program.ok(*VACANCY, "--pool", "office", "--holder", "o1", "--reason", "x")
    holders = {key: units(one["holders"]) for key, one in program.flags("--period", Q1).items()}
    assert holders == {"roads/town": [], "roads/office": ["o1"]}


@pytest.mark.parametrize("to", [VACANCY, (*CORRECTION, "t2", "99", *SIGNED)])
def test_f201_a_unit_that_may_hold_nothing_is_refused(opened: Opened, to: tuple[str, ...]) -> None:
    program = vacant(opened)
    program.ok("veto", "t4", "safety", "--period", Q1, "--reason", "事故")
    program.refuses(1, *to, "--holder", "t4", "--reason", "x")
    program.refuses(1, *to, "--holder", "t1", "--reason", "x")
    program.refuses(1, *to, "--holder", "lake", "--reason", "x")
    program.refuses(2, *to, "--holder", "t9", "--reason", "x")


def test_f202_who_was_not_first_has_no_margin(opened: Opened) -> None:
    program = closed(opened)
    assert row(program)["margin"] == "3.50"
    program.ok(*CORRECTION, "t4", "1.5", "--holder", "t4", "--reason", "常委会决定", *SIGNED)
    found = row(program)
    assert (units(found["holders"]), found["margin"], found["margin_exact"]) == (["t4"], None, None)
    assert "常委会决定" in found["reason"]


def test_f202_a_margin_follows_corrections_of_others(opened: Opened) -> None:
    program = closed(opened)
    program.ok(*CORRECTION, "t2", "94", "--reason", "漏计", *SIGNED)
    assert (row(program)["margin"], row(program)["outcome"]) == ("1.00", "defended")
    program.ok(*CORRECTION, "t2", "96", "--reason", "漏计", *SIGNED)
    assert (units(row(program)["holders"]), row(program)["margin"]) == (["t1"], None), "the holder is not first"
    program.ok(*CORRECTION, "t2", "96", "--holder", "t2", "--reason", "移交", *SIGNED)
    assert (units(row(program)["holders"]), row(program)["margin"]) == (["t2"], "1.00")


def test_f203_a_flag_that_moves_is_told_with_both_holders_the_reason_and_who_approved(opened: Opened) -> None:
    program = closed(opened)
    program.ok(*CORRECTION, "t2", "96", "--reason", "漏计", *SIGNED)
    program.ok(*CORRECTION, "t2", "96", "--holder", "t2", "--reason", "移交", *SIGNED)
    line = program.journal()[-1]
    assert (line["before"]["holders"], line["after"]["holders"]) == (["t1"], ["t2"])
    assert (line["reason"], line["after"]["approved_by"]) == ("移交", ["王局长", "李、陈两位"])
    found = row(program)
    assert [(one["unit"], one["outcome"], one["reason"]) for one in found["lost"]] == [("t1", "moved", "移交")]
    assert found["approved_by"] == ["王局长", "李、陈两位"]
    text = program.speaking("zh").ok("bulletin", "main", Q1).out
    assert all(word in text for word in ("移交", "王局长", "李、陈两位", "青槐乡")), text


def test_f203_every_decision_keeps_who_held_who_holds_and_who_approved(opened: Opened) -> None:
    program = vacant(opened)
    program.ok(*VACANCY, "--holder", "t4", "--reason", "常委会决定", *SIGNED)
    abolition, vacancy = program.journal()[-2:]
    assert (abolition["action"], abolition["before"]["holds"]) == ("decide.abolition", [f"main/{Q1}/roads"])
    assert (vacancy["before"]["holders"], vacancy["before"]["left"]) == ([], ["t1"])
    assert (vacancy["after"]["holders"], vacancy["after"]["approved_by"]) == (["t4"], ["王局长", "李、陈两位"])
    program.ok("decide", "abolition", "t5", "--on", "2031-05-11", "--reason", "并入", *SIGNED)
    assert program.journal()[-1]["after"]["approved_by"] == ["王局长", "李、陈两位"]


def test_f203_a_decided_tie_keeps_who_held_who_holds_and_who_approved(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live("roads")],
            units=towns(3),
            custody=held("main", {"roads": "t1"}),
            scores=scores("main", Q1, TIED),
        )
    ).at("2031-04-08T09:00:00+08:00")
    program.ok(*TIE, Q1, "roads", "--holder", "t2", "--reason", "抽签", *SIGNED)
    line = program.journal()[-1]
    assert (line["before"]["holders"], line["after"]["holders"]) == (["t1"], ["t2"])
    assert (line["after"]["approved_by"], line["after"]["tied"]) == (["王局长", "李、陈两位"], ["t2", "t3"])
    program.ok("close", "main", Q1)
    assert (row(program)["reason"], row(program)["approved_by"]) == ("抽签", ["王局长", "李、陈两位"])


@pytest.mark.parametrize(
    "deed",
    [
        (*CORRECTION, "t2", "96", "--reason", "x"),
        (*VACANCY, "--holder", "t4", "--reason", "x"),
        ("decide", "abolition", "t3", "--on", "2031-05-11", "--reason", "x"),
        ("veto", "t3", "safety", "--period", Q1, "--reason", "x"),
    ],
)
def test_f204_the_second_person_is_always_another(opened: Opened, deed: tuple[str, ...]) -> None:
    program = vacant(opened)
    for name in ("root", "ROOT", "ｒｏｏｔ", " root "):
        program.refuses(1, *deed, "--approved-by", name)
    program.refuses(1, *deed, "--approved-by", "王局长", "--approved-by", "root")


def test_f201_nobody_is_given_the_flag_of_an_area_in_which_it_takes_no_part(opened: Opened) -> None:
    """t2 is n/a on roads; t1, who is too by a correction, held the flag before and may keep it."""
    program = closed(opened, {"roads": {"t1": "95", "t2": "n/a", "t3": "90"}})
    said = "Town t2 is n/a in Roads in 2031Q1 and cannot hold its flag; name a unit that is ranked there"
    moved = ("--reason", "x", *SIGNED)
    assert program.refuses(1, *CORRECTION, "t3", "91", "--holder", "t2", *moved).complaint == said
    assert program.refuses(1, *CORRECTION, "t3", "n/a", "--holder", "t3", *moved).code == 1
    assert row(program)["margin"] == "5.00", "nothing of it was kept"
    program.ok(*CORRECTION, "t2", "96", "--holder", "t2", *moved)
    assert units(row(program)["holders"]) == ["t2"], "it takes part by what is corrected"
    program.ok("veto", "t2", "safety", "--period", Q1, "--reason", "fire")
    program.ok(*CORRECTION, "t1", "n/a", *moved)
    program.refuses(1, *VACANCY, "--holder", "t5", "--reason", "x", "--approved-by", "root")
    program.ok(*VACANCY, "--holder", "t1", *moved)
    assert (units(row(program)["holders"]), row(program)["outcome"]) == (["t1"], "retained")
    program.ok("journal", "--verify")
