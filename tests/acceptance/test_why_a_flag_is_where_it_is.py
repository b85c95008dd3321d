"""A holder who is not first, a flag that nobody holds, a tie that was decided: board, bulletin and paper say why."""

from pathlib import Path

import pytest

from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.wire import from_json
from screens.hall.parts.hall_words import facts_of
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1 = "2031Q1"
WHY = ("--reason", "typo", "--approved-by", "Li")
CORRECTED = ("decide", "correction", "main", Q1, "roads", "t3", 95, *WHY)
ABOLISHED = ("decide", "abolition", "t3", "--on", "2031-05-10", "--reason", "merged")
CELLS = {"roads": {"t1": 90, "t2": 80, "t3": 70}}


def opened_with(opened: Opened, **settings: object) -> Program:
    program = opened(Competition(series=[live("roads", **settings)], units=towns(3), scores=scores("main", Q1, CELLS)))
    program.ok("close", "main", Q1)
    return program


def said(program: Program, lang: str) -> list[str]:
    """What the hall says of the flag, besides its outcome."""
    board = from_json(
        FlagsBoard, {k: v for k, v in program.show("flags").items() if k not in ("revision", "published_at")}
    )
    return facts_of(board.rows[0], lang)


@pytest.mark.parametrize(
    ("score", "holders", "told", "told_zh"),
    [
        (95, ["t1"], "Town t3 is first since a correction", "更正后石桥乡列第一；未另行裁定，旗不易手"),
        (90, ["t1"], "Town t3 is first as well since a correction", "更正后石桥乡并列第一；未另行裁定，旗不易手"),
        (85, ["t1"], "", ""),
    ],
)
def test_a_correction_that_puts_others_first_is_told_beside_the_holder(
    opened: Opened, score: int, holders: list[str], told: str, told_zh: str
) -> None:
    program = opened_with(opened)
    program.ok("decide", "correction", "main", Q1, "roads", "t3", score, *WHY)
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["reason"]) == (holders, None)
    assert units(row.get("overtaken_by", [])) == (["t3"] if told else [])
    english = [program.ok("show", "flags").out, program.ok("bulletin", "main", Q1).out, "".join(said(program, "en"))]
    chinese = [program.speaking("zh").ok("bulletin", "main", Q1).out, "".join(said(program, "zh"))]
    assert all((told in text) and ("correction" in text) is bool(told) for text in english[:1] + english[2:])
    assert told in english[1]
    assert all(told_zh in text for text in chinese)
    assert "a tie" not in "".join(english), "no tie has been settled"
    program.ok("decide", "correction", "main", Q1, "roads", "t3", score, "--holder", "t3", *WHY)
    assert "overtaken_by" not in program.flags()["roads"]
    program.ok("journal", "--verify")


def test_that_nobody_has_captured_a_flag_is_told_as_that_once_flags_are_public(opened: Opened) -> None:
    program = opened(Competition(series=[live("roads")], units=towns(3), scores=scores("main", Q1, CELLS)))
    assert "nothing public yet" in program.ok("show", "captures").out
    program.ok("close", "main", Q1)
    assert program.show("captures")["rows"] == []
    assert "Nobody has captured a flag so far" in program.ok("show", "captures").out
    assert "至今无人夺旗" in program.speaking("zh").ok("show", "captures").out


def test_a_tie_that_its_holder_settled_stays_with_it_though_nobody_held_the_flag_before(opened: Opened) -> None:
    """t1 defended it in a tie; then its award of the quarter before is taken back."""
    cells = {Q1: CELLS, "2031Q2": {"roads": {"t1": 85, "t2": 85}}}
    rows = [row for period, table in cells.items() for row in scores("main", period, table)]
    program = opened(Competition(series=[live("roads", tie="holder-retains")], units=towns(3), scores=rows))
    for period in cells:
        program.ok("close", "main", period)
    assert said(program, "en")[1:] == ["a tie; the holder keeps it"]
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "fire")
    row = program.flags()["roads"]
    assert (units(row["holders"]), units(row["previous"]), row["outcome"]) == (["t1"], [], "captured")
    assert (row["margin"], row["reason"]) == ("0.00", "tie"), "as the bulletin says"
    assert said(program, "en") == ["a tie; it stays with whom it was awarded to"]
    assert said(program, "zh") == ["同分，仍归当时得旗单位"]
    assert "a tie; it stays with whom it was awarded to" in program.ok("bulletin", "main", "2031Q2").out


def test_of_joint_holders_the_one_who_is_left_has_it_alone(opened: Opened) -> None:
    """Q1: t1 and t2 together; Q2: t2 and t3 together. A veto each leaves one of them (joint: several)."""
    cells = {Q1: {"roads": {"t1": 90, "t2": 90, "t3": 70}}, "2031Q2": {"roads": {"t2": 95, "t3": 95, "t1": 1}}}
    rows = [row for period, table in cells.items() for row in scores("main", period, table)]
    program = opened(Competition(series=[live("roads", tie="joint")], units=towns(3), scores=rows))
    for period in cells:
        program.ok("close", "main", period)
    told = [program.flags("--period", period)["roads"] for period in cells]
    assert [row["outcome"] for row in told] == ["joint", "joint"]
    program.ok("veto", "t2", "safety", "--period", "2031Q2", "--reason", "flood")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["outcome"], row["defences"]) == (["t3"], "captured", {"t3": 0})
    program.ok("veto", "t2", "safety", "--period", "2031Q2", "--reason", "no flood", "--lift")
    program.ok("veto", "t3", "safety", "--period", "2031Q2", "--reason", "fire")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["outcome"], row["defences"]) == (["t2"], "defended", {"t2": 1})
    assert said(program, "en") == ["94.00 ahead", "Defences in a row: 1", "Town t3 lost it to a veto: fire"]
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "flood")
    row = program.flags("--period", Q1)["roads"]
    assert (units(row["holders"]), row["outcome"]) == (["t2"], "first")


def test_of_several_holders_it_is_told_who_is_first_alone(opened: Opened) -> None:
    tied = {"roads": {"t1": 90, "t2": 90, "t3": 70}}
    program = opened(Competition(series=[live("roads", tie="joint")], units=towns(3), scores=scores("main", Q1, tied)))
    program.ok("close", "main", Q1)
    program.ok("decide", "correction", "main", Q1, "roads", "t1", 80, *WHY)
    row = program.flags()["roads"]
    assert (units(row["holders"]), units(row["overtaken_by"])) == (["t1", "t2"], ["t2"])
    assert said(program, "en")[-1] == "Town t2 is first since a correction; it stays until somebody decides otherwise"


def test_it_is_told_no_more_once_the_holder_is_first_again_or_has_lost_the_flag(opened: Opened) -> None:
    program = opened_with(opened)
    program.ok("decide", "correction", "main", Q1, "roads", "t3", 95, *WHY)
    program.ok("veto", "t3", "safety", "--period", Q1, "--reason", "fire")
    assert "overtaken_by" not in program.flags()["roads"]
    program.ok("veto", "t3", "safety", "--period", Q1, "--reason", "no fire", "--lift")
    assert [one["unit"] for one in program.flags()["roads"].get("lifted", [])] == ["t3"]
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "flood")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["outcome"], "overtaken_by" in row) == ([], "revoked", False)


def test_of_a_vacant_flag_it_is_said_which_minimum_nobody_reached(opened: Opened) -> None:
    program = opened_with(opened, minimum=99)
    told = "no eligible unit reached 99"
    assert program.flags()["roads"]["unreached"] == "99"
    assert said(program, "en") == [told]
    assert said(program, "zh") == ["能夺旗的都未达 99 分"]
    assert told in program.ok("show", "flags").out
    assert told in program.ok("bulletin", "main", Q1).out
    program.ok("decide", "correction", "main", Q1, "roads", "t3", 99.5, *WHY)
    assert said(program, "en") == [
        "Town t3 is first since a correction; it stays vacant until somebody decides otherwise"
    ]
    program.ok("decide", "vacancy", "main", Q1, "roads", "--none", "--reason", "no honour in it")
    assert said(program, "en") == ["no honour in it"]


def test_of_a_flag_that_its_holder_keeps_too_and_else_that_nobody_could_win_it(opened: Opened) -> None:
    """t2 holds both; nobody reaches the minimum on roads, and on water the only one who is ranked is under a veto."""
    cells = {"roads": {"t1": 40, "t2": 30}, "water": {"t1": 60}}
    competition = Competition(
        series=[live("roads", "water", minimum=50, no_winner="retain")],
        units=towns(3),
        custody=held("main", {"roads": "t2", "water": "t2"}),
        scores=scores("main", Q1, cells),
    )
    program = opened(competition)
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "fire")
    program.ok("close", "main", Q1)
    roads, water = program.flags()["roads"], program.flags()["water"]
    assert (roads["outcome"], units(roads["holders"]), roads["unreached"]) == ("retained", ["t2"], "50")
    assert (water["outcome"], "unreached" in water) == ("retained", False)
    assert "no eligible unit reached 50" in program.ok("show", "flags").out


def test_the_script_says_why_nobody_comes_up_and_the_envelope_how_a_tie_was_decided(opened: Opened) -> None:
    cells = {"roads": {"t1": 90, "t2": 90, "t3": 70}, "water": {"t1": 10}}
    competition = Competition(
        series=[sealed("roads", "water", minimum=50)],
        units=towns(3),
        custody=held("main", {"water": "t2"}),
        scores=scores("main", Q1, cells),
    )
    program = opened(competition)
    program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t2", "--reason", "the longer road")
    program.ok("close", "main", Q1)
    script = program.ok("ceremony", "plan", f"main-{Q1}", "--script").out
    assert "The flag for Water is vacant this time: no eligible unit reached 50." in script
    program.ok("ceremony", "seal", f"main-{Q1}")
    paper = program.ok("ceremony", "envelope", f"main-{Q1}").out
    assert "a tie, broken by decision: the longer road" in paper
    assert "同分，经裁定持旗：the longer road" in program.speaking("zh").ok("ceremony", "envelope", f"main-{Q1}").out
    play(program, f"main-{Q1}")
    program.ok("ceremony", "verify", f"main-{Q1}")


def test_a_star_and_an_area_of_one_id_are_told_apart(opened: Opened, tmp_path: Path) -> None:
    votes = {
        f"{group}_{count}": 9 for group in ("members", "masses") for count in ("issued", "returned", "valid", "for")
    }
    competition = Competition(
        series=[sealed("roads")],
        units=towns(3),
        scores=scores("main", Q1, CELLS),
        stars=[{"id": "roads", "name": "养路星", "name_en": "Keeper"}],
        nominees=[
            {
                "period": Q1,
                "star": "roads",
                "unit": "t1",
                "person": "张三",
                "series": "main",
                "status": "confirmed",
                **votes,
            }
        ],
    )
    program = opened(competition)
    program.ok("close", "main", Q1)
    program.ok("ceremony", "seal", f"main-{Q1}")
    papers = {lang: program.speaking(lang).ok("ceremony", "envelope", f"main-{Q1}").out for lang in ("zh", "en")}
    assert "Star Keeper" in papers["en"]
    assert "养路星" in papers["zh"]
    verified = program.ok("ceremony", "verify", f"main-{Q1}").out
    assert "· Roads: not announced yet" in verified
    assert "· star Keeper: not announced yet" in verified


def test_s11_of_a_unit_that_has_ended_nothing_is_said_any_more_of_being_first(opened: Opened) -> None:
    """t3 is first since a correction, and then abolished: nobody can decide for it, so nobody is told so."""
    program = opened_with(opened).at("2031-05-08T09:00:00+08:00")
    program.ok(*CORRECTED)
    program.at("2031-05-12T09:00:00+08:00").ok(*ABOLISHED)
    later = program.at("2031-05-13T09:00:00+08:00")
    row = later.flags()["roads"]
    assert (units(row["holders"]), "overtaken_by" in row) == (["t1"], False)
    assert units(later.flags("--as-of", "2031-05-11T09:00:00+08:00")["roads"]["overtaken_by"]) == ["t3"]
    assert row["first_of_remaining"] is True, "the holder is first of those that remain"
    printed = later.ok("bulletin", "main", Q1).out
    assert "is first since a correction;" not in printed, "and the bulletin follows"
    assert "of those that remain the holder is first" in printed
    later.ok("decide", "correction", "main", Q1, "roads", "t3", 96, *WHY)
    assert "overtaken_by" not in later.flags()["roads"], "nor by a correction that comes later"
    later.ok("decide", "correction", "main", Q1, "roads", "t2", 97, *WHY)
    assert units(later.flags()["roads"]["overtaken_by"]) == ["t2"], "of others it is told"
    later.ok("journal", "--verify")


def test_s11_nor_of_one_that_had_ended_before_or_whose_veto_was_lifted(opened: Opened) -> None:
    program = opened_with(opened).at("2031-05-12T09:00:00+08:00")
    program.ok("veto", "t3", "safety", "--period", Q1, "--reason", "fire")
    program.ok(*CORRECTED)
    program.ok("veto", "t3", "safety", "--period", Q1, "--reason", "no fire", "--lift")
    assert units(program.flags()["roads"]["lifted"]) == ["t3"]
    program.ok(*ABOLISHED)
    program.ok("decide", "correction", "main", Q1, "roads", "t3", 96, *WHY)
    row = program.flags()["roads"]
    assert ("lifted" in row, "overtaken_by" in row, row["reason"]) == (False, False, None)
