"""`not_held = ["AREA"]`: an area is not contested in one period; no flag of its moves, and streaks go on."""

from pathlib import Path

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

BEST = {"t1": "95", "t2": "80", "t3": "70"}
Q1, Q2, Q3 = (("--period", f"2031Q{number}") for number in (1, 2, 3))


def contest(*, publication: str = "live", not_held: object = ("roads",), **more: object) -> Competition:
    """The first quarter and the third hold roads and water, the second one water alone."""
    series = (live if publication == "live" else sealed)("roads", "water")
    overrides = {"2031Q2": {"not_held": not_held}} if not_held else {}
    return Competition(
        series=[type(series)(areas=series.areas, settings=series.settings, overrides=overrides)],
        units=towns(3),
        scores=[
            *scores("main", "2031Q1", {"roads": BEST, "water": BEST}),
            *scores("main", "2031Q2", {"water": {"t1": "60", "t2": "90", "t3": "70"}}),
            *scores("main", "2031Q3", {"roads": BEST, "water": BEST}),
        ],
        **more,  # type: ignore[arg-type]
    )


def closed(program: Program) -> Program:
    for quarter in ("2031Q1", "2031Q2", "2031Q3"):
        program.ok("close", "main", quarter)
    return program


def test_it_has_no_row_counts_in_no_table_and_the_streak_goes_on(opened: Opened) -> None:
    program = closed(opened(contest()))
    assert set(program.flags(*Q2)) == {"water"}
    assert [one["id"] for one in program.show("flags", *Q2)["areas"]] == ["water"]
    table = program.ranking(*Q2)
    assert {unit: (row["flags"], row["score"]) for unit, row in table.items()} == {
        "t1": (0, "60.00"),
        "t2": (1, "90.00"),
        "t3": (0, "70.00"),
    }
    assert program.ranking(*Q2, "--area", "roads") == {}
    row = program.flags(*Q3)["roads"]
    assert (units(row["holders"]), units(row["previous"]), row["outcome"], row["defences"]) == (
        *(["t1"], ["t1"], "defended"),
        {"t1": 1},
    )
    year = {row["unit"]: row["flags"] for row in program.rows("annual")}
    assert year["t1"] == {"2031Q1": 2, "2031Q2": 0, "2031Q3": 2}
    assert [one["open"] for one in program.show("annual")["periods"]] == [0, 0, 0]


def test_the_year_keeps_no_room_for_a_flag_that_nobody_can_win(opened: Opened) -> None:
    program = opened(contest())
    program.ok("close", "main", "2031Q1")
    assert [one["open"] for one in program.show("annual")["periods"]] == [0, 1, 2]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("enter", "main", "2031Q2", "roads", "t1", "90"), 1),
        (("confirm", "main", "2031Q2", "--area", "roads"), 1),
        (("decide", "tie", "main", "2031Q2", "roads", "--holder", "t1", "--reason", "lot"), 1),
        (("enter", "main", "2031Q2", "rivers", "t1", "90"), 2),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_scores_for_it_are_refused_in_a_sentence(opened: Opened, words: tuple[str, ...], code: int, lang: str) -> None:
    complaint = opened(contest()).speaking(lang).refuses(code, *words).complaint
    assert code == 2 or {"zh": "不开展 roads工作", "en": "Roads is not held in 2031Q2 of main"}[lang] in complaint


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"not_held": ["roads", "water"]}, "no area is left"),
        ({"not_held": ["rivers"]}, "“rivers” is not an area of this series"),
        ({"not_held": ["water"]}, "water is not held in 2031Q2"),
        ({"custody": held("main", {"roads": "t1"}, period="2031Q2")}, "roads is not held in 2031Q2"),
        (
            {
                "ceremonies": {
                    "show": 'title = "旗"\nseries = "main"\nperiod = "2031Q2"\n[[cue]]\nkind = "flag"\narea = "roads"\n'
                }
            },
            "roads is not held in 2031Q2",
        ),
    ],
)
def test_a_folder_that_goes_against_it_is_refused_by_file_and_line(
    tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    program = Program(tmp_path / "a.db", now="2031-07-01T09:00:00+08:00", acting=None)
    folder = contest(**changes).write(tmp_path / "folder")  # type: ignore[arg-type]
    complaint = program.refuses(2, "load", folder, "--with-clock")
    assert said in complaint.err + complaint.complaint


def test_an_area_that_has_scores_already_is_not_taken_out(opened: Opened, tmp_path: Path) -> None:
    program = opened(contest(not_held=()))
    program.ok("enter", "main", "2031Q2", "roads", "t1", "90")
    changed = contest().write(tmp_path / "changed")
    assert "t1 has a score there" in program.refuses(1, "load", changed).complaint
    program.ok("enter", "main", "2031Q2", "roads", "t1", "")
    program.ok("load", changed)
    program.ok("close", "main", "2031Q2")
    assert set(program.flags(*Q2)) == {"water"}


def test_a_closed_period_holds_what_it_held(opened: Opened, tmp_path: Path) -> None:
    program = closed(opened(contest()))
    program.refuses(1, "load", contest(not_held=()).write(tmp_path / "changed"))


def test_a_ceremony_has_no_cue_for_it_and_the_wall_no_pole(opened: Opened) -> None:
    program = opened(contest(publication="ceremony"))
    program.ok("close", "main", "2031Q1")
    play(program, "main-2031Q1")
    program.ok("close", "main", "2031Q2")
    sheet = program.ok("ceremony", "plan", "main-2031Q2").out
    assert 'area = "water"' in sheet
    assert "roads" not in sheet
    play(program, "main-2031Q2")
    assert set(program.flags(*Q2)) == {"water"}
    printed = program.ok("bulletin", "main", "2031Q2").out
    assert "Water" in printed
    assert "Roads" not in printed
