"""F901: a live period that was closed too soon is opened again with a reason, which is told as a correction is."""

from screens.looks import Look
from tests.acceptance.competition import Competition, Date, Series, held, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units
from tests.screens.played import draw

Q1, Q2 = "2031Q1", "2031Q2"
WHY = "五个得分漏报"


def two_quarters(opened: Opened) -> Program:
    return opened(
        Competition(
            series=[live("roads")],
            units=towns(3),
            custody=held("main", {"roads": "t3"}),
            scores=[
                *scores("main", Q1, {"roads": {"t1": "60", "t2": "50"}}),
                *scores("main", Q2, {"roads": {"t1": "60", "t2": "50"}}),
            ],
        )
    )


def test_f901_what_closing_made_public_is_taken_back_with_its_reason(opened: Opened) -> None:
    program = two_quarters(opened)
    program.at("2031-07-01T09:00:00+08:00").ok("close", "main", Q1)
    program.refuses(2, "reopen", "main", Q1)
    program.at("2031-07-01T10:00:00+08:00").ok("reopen", "main", Q1, "--reason", WHY)
    board = program.show("flags", "--period", Q1)
    assert (board["rows"], board["revision"], board["reopened"]["reason"]) == ([], 2, WHY)
    table = program.show("ranking", "--period", Q1)
    assert table["live"] is True
    assert {row["unit"]: row["flags"] for row in table["rows"]} == {"t1": 0, "t2": 0, "t3": 0}
    for words in (
        ("flags", "--period", Q1),
        ("ranking", "--period", Q1),
        ("ranking", "--period", Q1, "--area", "roads"),
    ):
        assert f"open again since 2031-07-01 10:00: {WHY}" in program.ok("show", *words).out
        assert f"2031-07-01 10:00 重新打开：{WHY}" in program.speaking("zh").ok("show", *words).out
    scene = {"scene": "wall", "board": board}
    assert WHY in draw(scene, 99, (120, 30), Look(lang="zh", native=True)).text
    assert program.rows("flags", "--period", Q1, "--as-of", "2031-07-01T09:30:00+08:00"), "as it was then"
    program.ok("enter", "main", Q1, "roads", "t3", "70")
    program.ok("confirm", "main", Q1)
    program.at("2031-07-02T10:00:00+08:00").ok("close", "main", Q1)
    row = program.flags("--period", Q1)["roads"]
    assert (units(row["holders"]), row["outcome"], row["margin"]) == (["t3"], "defended", "10.00")
    assert "reopened" not in program.show("flags", "--period", Q1)


def test_f901_those_who_see_more_than_the_public_are_told_too(opened: Opened) -> None:
    """`--private` boards said nothing of a period that was opened again."""
    program = two_quarters(opened)
    program.at("2031-07-01T09:00:00+08:00").ok("close", "main", Q1)
    program.at("2031-07-01T10:00:00+08:00").ok("reopen", "main", Q1, "--reason", WHY)
    for words in (("flags",), ("ranking",), ("ranking", "--area", "roads")):
        public, private = (program.show(*words, "--period", Q1, *more) for more in ((), ("--private",)))
        assert private["reopened"] == public["reopened"]
        assert private["reopened"]["at"] == "2031-07-01T10:00:00+08:00"
        told = program.ok("show", *words, "--period", Q1, "--private").out
        assert f"open again since 2031-07-01 10:00: {WHY}" in told
    program.ok("close", "main", Q1)
    assert "reopened" not in program.show("flags", "--period", Q1, "--private")


def test_f901_bulletins_that_were_printed_stay_and_new_ones_say_why(opened: Opened) -> None:
    program = two_quarters(opened)
    program.ok("close", "main", Q1)
    first = program.ok("bulletin", "main", Q1).out
    program.ok("reopen", "main", Q1, "--reason", WHY)
    between = program.ok("bulletin", "main", Q1).out
    assert WHY in between
    assert "Edition 2" in between or "dition 2" in between or "evision 2" in between
    program.ok("close", "main", Q1)
    last = program.ok("bulletin", "main", Q1).out
    assert WHY in last
    assert program.ok("bulletin", "main", Q1, "--revision", "1").out == first
    assert program.ok("bulletin", "main", Q1, "--revision", "2").out == between


def test_f901_later_flags_follow_and_the_journal_has_the_reason(opened: Opened) -> None:
    program = two_quarters(opened)
    program.ok("close", "main", Q1)
    program.ok("close", "main", Q2)
    assert program.flags("--period", Q2)["roads"]["outcome"] == "defended"
    program.ok("reopen", "main", Q1, "--reason", WHY)
    row = program.flags("--period", Q2)["roads"]
    assert (row["outcome"], units(row["previous"])) == ("captured", ["t3"])
    assert [deed["reason"] for deed in program.journal() if deed["action"] == "reopen"] == [WHY]
    annual = {one["id"]: one["state"] for one in program.show("annual")["periods"]}
    assert annual[Q1] == "open"


def test_f901_what_a_ceremony_has_announced_is_corrected_instead(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[
                Series(
                    settings={"publication": "live", "confirm": "self"},
                    overrides={Q2: {"freeze": Date("2031-06-20T00:00:00")}},
                )
            ],
            units=towns(2),
            scores=scores("main", Q2, {"roads": {"t1": "60", "t2": "50"}}),
        )
    )
    program.ok("close", "main", Q2)
    while program("cue", "next", f"main-{Q2}").code == 0:
        pass
    assert "decide correction" in program.refuses(1, "reopen", "main", Q2, "--reason", WHY).complaint


def test_f901_twice_closed_twice_opened(opened: Opened) -> None:
    program = two_quarters(opened)
    for reason in ("甲", "乙"):
        program.ok("close", "main", Q1)
        program.ok("reopen", "main", Q1, "--reason", reason)
    assert program.show("flags", "--period", Q1)["reopened"]["reason"] == "乙"
    program.ok("close", "main", Q1)
    assert "乙" in program.ok("bulletin", "main", Q1).out
    program.ok("journal", "--verify")
