"""F908: after `decide tie` the decided unit has the first place and the others the second; the reason is told."""

import json
import re
import sqlite3
from contextlib import closing

import pytest

from scoreboard.publications.asking import ask_board
from scoreboard.publications.bulletin_board import BulletinBoard
from scoreboard.publications.questions import Board
from scoreboard.settings import database_paths
from scoreboard.store.engine import Store
from scoreboard.store.public.asking import asking_file
from scoreboard.store.public.facts import Facts
from scoreboard.store.public.reckoning import discrepancies
from scoreboard.wire import UNSET
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Series, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1 = "2031Q1"
TIED = {"roads": {"t1": "91.5", "t2": "93", "t3": "93", "t4": "80"}}
TIE = ("decide", "tie", "main", Q1, "roads", "--reason", "抽签")
SIGNED = ("--approved-by", "王局长")


def tied(opened: Opened, series: Series, cells: dict[str, dict[str, str]] = TIED) -> Program:
    program = opened(Competition(series=[series], units=towns(5), scores=scores("main", Q1, cells)))
    return program.at("2031-04-08T09:00:00+08:00")


def places(program: Program) -> dict[str, tuple[int | None, bool]]:
    found = program.ranking("--period", Q1, "--area", "roads")
    return {unit: (row["rank"], row["tied"]) for unit, row in found.items()}


def sound(program: Program) -> None:
    """What serves speed is what the rules make of the facts."""
    store = Store(database_paths(str(program.database)))
    with store.read() as session:
        assert discrepancies(session) == []
    store.close()


@pytest.mark.parametrize("make", [live, sealed])
def test_f908_the_decided_one_is_first_and_the_other_second(opened: Opened, make: object) -> None:
    program = tied(opened, live("roads") if make is live else sealed("roads"))
    program.ok(*TIE, "--holder", "t3")
    program.ok("close", "main", Q1)
    if make is sealed:
        assert program.rows("ranking", "--area", "roads") == []
        private = program.ok(
            "show", "ranking", "--private", "--area", "roads", "--period", Q1, "--format", "json"
        ).json()
        assert [(row["unit"], row["rank"]) for row in private["rows"]][:3] == [("t3", 1), ("t2", 2), ("t1", 3)]
        program.ok("ceremony", "plan", f"main-{Q1}")
        program.ok("ceremony", "seal", f"main-{Q1}")
        play(program, f"main-{Q1}")
        program.ok("ceremony", "verify", f"main-{Q1}")
    assert places(program) == {
        "t3": (1, False),
        "t2": (2, False),
        "t1": (3, False),
        "t4": (4, False),
        "t5": (None, False),
    }
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["margin"], row["reason"]) == (["t3"], "0.00", "抽签")
    ranking = program.ranking("--period", Q1, "--area", "roads")
    assert {unit: one["decision"] for unit, one in ranking.items() if "decision" in one} == {"t3": "抽签"}
    table = program.ok("show", "ranking", "--area", "roads", "--period", Q1).out
    assert "First place was tied and decided: 抽签." in table
    assert next(iter(program.ranking("--period", Q1, "--area", "roads"))) == "t3", "listed first"
    for lang in ("zh", "en"):
        assert "抽签" in program.speaking(lang).ok("show", "flags").out
        assert "抽签" in program.speaking(lang).ok("bulletin", "main", Q1).out
    sound(program)


def test_f908_of_three_two_share_what_is_left(opened: Opened) -> None:
    program = tied(opened, live("roads"), {"roads": {"t1": "93", "t2": "93", "t3": "93", "t4": "80"}})
    program.ok(*TIE, "--holder", "t2")
    program.ok("close", "main", Q1)
    assert places(program)["t2"] == (1, False)
    assert places(program)["t1"] == places(program)["t3"] == (2, True)
    assert places(program)["t4"] == (4, False)
    around = program.show("ranking", "--period", Q1, "--area", "roads", "--limit", "2", "--around", "t3")
    assert [(row["unit"], row["rank"]) for row in around["rows"]] == [("t3", 2), ("t4", 4)]
    sound(program)


def test_f908_nobody_put_first_shares_as_before(opened: Opened) -> None:
    program = tied(opened, live("roads"))
    program.ok(*TIE, "--none")
    program.ok("close", "main", Q1)
    assert places(program)["t2"] == places(program)["t3"] == (1, True)


def test_f908_under_a_rule_those_who_tied_share_the_first_place(opened: Opened) -> None:
    program = tied(opened, live("roads", tie="joint"))
    program.ok("close", "main", Q1)
    assert places(program)["t2"] == places(program)["t3"] == (1, True)


def test_f908_a_decision_is_about_its_tie_alone(opened: Opened) -> None:
    """A correction that puts somebody else in front leaves those who tied equals again; what was printed stays."""
    program = tied(opened, live("roads"))
    program.ok(*TIE, "--holder", "t3")
    program.ok("close", "main", Q1)
    later = program.at("2031-04-10T09:00:00+08:00")
    later.ok("decide", "correction", "main", Q1, "roads", "t1", "95", "--reason", "漏计", *SIGNED)
    assert places(later)["t1"] == (1, False)
    assert places(later)["t2"] == places(later)["t3"] == (2, True)
    then = later.ranking("--period", Q1, "--area", "roads", "--as-of", "2031-04-09")
    assert (then["t3"]["rank"], then["t2"]["rank"]) == (1, 2)
    assert later.flags()["roads"]["margin"] is None, "the holder is not first"
    sound(later)
    later.ok("decide", "correction", "main", Q1, "roads", "t1", "91.5", "--reason", "更正", *SIGNED)
    assert places(later)["t3"] == (1, False)
    assert later.flags()["roads"]["margin"] == "0.00"
    sound(later)


def test_f908_a_veto_of_the_decided_one_leaves_the_other_first(opened: Opened) -> None:
    program = tied(opened, live("roads"))
    program.ok(*TIE, "--holder", "t3")
    program.ok("close", "main", Q1)
    program.ok("veto", "t3", "safety", "--period", Q1, "--reason", "事故")
    assert places(program)["t2"] == (1, False)
    program.ok("veto", "t3", "safety", "--period", Q1, "--reason", "查清", "--lift")
    assert (places(program)["t3"], places(program)["t2"]) == ((1, False), (2, False))
    sound(program)


def test_f908_whoever_may_see_it_sees_the_decided_places_before_the_closing_too(opened: Opened) -> None:
    program = tied(opened, sealed("roads"))

    def private() -> list[tuple[str, int | None, bool]]:
        options = ("--private", "--area", "roads", "--period", Q1, "--format", "json")
        rows = program.ok("show", "ranking", *options).json()["rows"]
        return [(row["unit"], row["rank"], row["tied"]) for row in rows][:3]

    assert private() == [("t2", 1, True), ("t3", 1, True), ("t1", 3, False)]
    program.ok(*TIE, "--holder", "t3")
    assert private() == [("t3", 1, False), ("t2", 2, False), ("t1", 3, False)]
    assert program.rows("ranking", "--area", "roads") == []
    program.ok("enter", "main", Q1, "roads", "t5", "93")
    assert [rank for _unit, rank, _tied in private()] == [1, 1, 1], "another tie has not been decided"


def test_a_decided_tie_stays_decided_when_earlier_periods_close_after_it(opened: Opened) -> None:
    """People have decided the second quarter's tie; closed later, the first makes the other one the holder before."""
    program = opened(
        Competition(
            series=[live("roads", tie="holder-retains")],
            units=towns(3),
            scores=[
                *scores("main", "2031Q1", {"roads": {"t1": 80, "t2": 90, "t3": 70}}),
                *scores("main", "2031Q2", {"roads": {"t1": 91, "t2": 91, "t3": 70}}),
            ],
        )
    ).at("2031-07-08T09:00:00+08:00")
    program.ok("decide", "tie", "main", "2031Q2", "roads", "--holder", "t1", "--reason", "抽签", *SIGNED)
    program.ok("close", "main", "2031Q2")
    program.ok("close", "main", "2031Q1")
    row = program.flags("--period", "2031Q2")["roads"]
    assert (units(row["holders"]), units(row["previous"]), row["outcome"]) == (["t1"], ["t2"], "captured")
    assert (row["margin"], row["reason"], row["approved_by"]) == ("0.00", "抽签", ["王局长"])
    assert "a tie, broken by decision: 抽签" in program.speaking("en").ok("bulletin", "main", "2031Q2").out
    program.ok("journal", "--verify")
    sound(program)


def corrected(program: Program, unit: str, score: str, day: int = 10) -> Program:
    later = program.at(f"2031-04-{day:02}T09:00:00+08:00")
    later.ok("decide", "correction", "main", Q1, "roads", unit, score, "--reason", "漏计", *SIGNED)
    return later


def told(program: Program, lang: str) -> str:
    """What the wall says of the flag; the bulletin says the same."""
    speaking = program.speaking(lang)
    (line,) = [one for one in speaking.ok("show", "flags").out.splitlines() if one.lower().startswith("roads")]
    note = re.split(r" 20[0-9-]{8}", line)[1].strip()
    assert note in speaking.ok("bulletin", "main", Q1).out
    return note


def test_f908_a_third_that_a_correction_adds_leaves_the_decision_told(opened: Opened) -> None:
    """The flag stays by the decision, which says why the other of those two has none; no place follows from it."""
    program = tied(opened, live("roads"))
    program.ok(*TIE, "--holder", "t3", *SIGNED)
    program.ok("close", "main", Q1)
    later = corrected(program, "t1", "93")
    assert {unit for unit, place in places(later).items() if place == (1, True)} == {"t1", "t2", "t3"}
    row = later.flags()["roads"]
    assert (units(row["holders"]), row["reason"], row["approved_by"]) == (["t3"], "抽签", ["王局长"])
    assert units(row["overtaken_by"]) == ["t1"]
    assert told(later, "en").startswith("held by decision: 抽签; Town t1 is first as well since a correction")
    assert told(later, "zh").startswith("经裁定持旗：抽签；更正后青槐乡并列第一")
    sound(later)
    again = corrected(program, "t1", "91.5", 11)
    assert told(again, "en") == "a tie, broken by decision: 抽签; approved by 王局长"
    sound(again)


def test_f908_two_of_three_that_a_correction_leaves_are_told_the_decision(opened: Opened) -> None:
    program = tied(opened, live("roads"), {"roads": {"t1": "93", "t2": "93", "t3": "93", "t4": "80"}})
    program.ok(*TIE, "--holder", "t2")
    program.ok("close", "main", Q1)
    later = corrected(program, "t3", "90")
    assert (places(later)["t1"], places(later)["t2"]) == ((1, True), (1, True))
    assert told(later, "en") == "a tie, broken by decision: 抽签", "why the other one has no flag"
    alone = corrected(program, "t1", "92", 11)
    assert alone.flags()["roads"]["reason"] is None, "it is first by its score alone"
    assert told(alone, "en") == ""
    ahead = corrected(program, "t1", "94", 12)
    assert "decision" not in told(ahead, "en"), "the one that lost the tie is ahead now"
    sound(ahead)


def test_f908_a_holder_who_keeps_a_flag_because_others_tie_still_does_when_more_tie(opened: Opened) -> None:
    quarters = [
        *scores("main", "2030Q4", {"roads": {"t5": "90"}}),
        *scores("main", Q1, {"roads": {"t1": "91.5", "t2": "93", "t3": "93", "t5": "80"}}),
    ]
    periods = (("2030Q4", "第四季度", "2030-10-01", "2030-12-31"), (Q1, "第一季度", "2031-01-01", "2031-03-31"))
    series = live("roads", tie="holder-stays")
    program = opened(Competition(series=[series], units=towns(5), scores=quarters, periods=periods))
    program.at("2031-01-08T09:00:00+08:00").ok("close", "main", "2030Q4")
    program = program.at("2031-04-08T09:00:00+08:00")
    program.ok("close", "main", Q1)
    assert told(program, "en") == "others tie; it stays with its holder"
    later = corrected(program, "t1", "93")
    assert told(later, "en") == "others tie; it stays with its holder", "the rule passes by this one, too"
    sound(later)
    fewer = corrected(later, "t2", "92", 11)
    assert told(fewer, "en") == "others tie; it stays with its holder"
    one = corrected(later, "t1", "90", 12)
    assert told(one, "en").startswith("Town t3 is first since a correction")
    sound(one)


@pytest.mark.parametrize(("there", "note"), [(70, True), (95, False)])
def test_f908_a_third_in_a_tie_that_places_settled(opened: Opened, there: int, note: bool) -> None:
    """The rule passes by whoever is behind in that area, too; whoever joins in front of the holder has not come there
    by a correction of its place."""
    series = live("roads", "water", tie="earlier-place:water")
    cells = {"roads": {"t1": "91.5", "t2": "93", "t3": "93"}, "water": {"t1": there, "t2": 80, "t3": 90}}
    program = tied(opened, series, cells)
    program.ok("close", "main", Q1)
    by_place = "a tie, settled by the better place in Water"
    assert told(program, "en") == by_place
    later = corrected(program, "t1", "93")
    assert told(later, "en").startswith(by_place if note else "Town t1 is first as well since a correction")
    assert told(corrected(program, "t1", "90", 11), "en") == by_place


def test_f908_the_stage_tells_why_as_the_ranking_does(opened: Opened) -> None:
    program = tied(opened, sealed("roads"))
    program.ok(*TIE, "--holder", "t3")
    program.ok("close", "main", Q1)
    program.ok("ceremony", "plan", f"main-{Q1}")
    program.ok("ceremony", "seal", f"main-{Q1}")
    play(program, f"main-{Q1}")
    with closing(sqlite3.connect(program.public)) as public:
        scenes = [json.loads(scene) for (scene,) in public.execute("SELECT scene FROM stage ORDER BY sequence")]
    tops = [scene["top"] for scene in scenes if scene.get("top")]
    ranking = program.rows("ranking", "--area", "roads", "--period", Q1)
    assert tops == [[row for row in ranking if row["rank"]]]
    assert [row.get("decision") for row in tops[0]] == ["抽签", None, None, None]


def test_f908_whatever_becomes_of_the_flag_its_ranking_tells_why_one_of_two_equals_is_first(opened: Opened) -> None:
    program = tied(opened, live("roads"))
    program.ok(*TIE, "--holder", "t3")
    program.ok("close", "main", Q1)
    later = program.at("2031-04-10T09:00:00+08:00")
    later.ok("decide", "correction", "main", Q1, "roads", "t1", "91", "--reason", "漏计", *SIGNED, "--holder", "t2")
    assert places(later)["t2"] == places(later)["t3"] == (1, True), "what was decided then counts no more"
    later.ok("decide", "correction", "main", Q1, "roads", "t1", "92", "--reason", "复核", *SIGNED, "--holder", "t3")
    assert decision_on(later, "t3") == ((1, False), "抽签")
    later.ok("decide", "abolition", "t3", "--on", "2031-03-10", "--reason", "区划调整")
    assert decision_on(later, "t3") == ((1, False), "抽签")
    with closing(sqlite3.connect(later.public)) as public:
        printed: Board[BulletinBoard] | None = ask_board(Facts(asking_file(public)), f"bulletin/main/{Q1}")
    assert printed is not None
    assert [row.decision for row in printed.words.rankings[0].rows] == ["抽签", *[UNSET] * 4]
    sound(later)


def decision_on(program: Program, unit: str) -> tuple[tuple[int | None, bool], str | None]:
    """A unit's place, and the decision that is told with it."""
    return places(program)[unit], program.ranking("--period", Q1, "--area", "roads")[unit].get("decision")
