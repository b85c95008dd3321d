"""F206: the panel is that of judges.csv, or those who scored the first unit before a second one was scored."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from scoreboard.desk.panels import check_judge
from scoreboard.errors import Refused
from scoreboard.settings import database_paths
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from tests.acceptance.competition import Competition, Row, live, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1 = "2031Q1"
PANEL = [{"series": "main", "period": Q1, "judge": judge, "name": f"{judge}老师"} for judge in ("j1", "j2", "j3")]


def judged(unit: str, state: str = "confirmed", **given: object) -> list[Row]:
    place = {"series": "main", "period": Q1, "area": "roads", "unit": unit, "state": state}
    return [{**place, "judge": judge, "score": score} for judge, score in given.items()]


def enter(program: Program, unit: str, judge: str, score: str = "80") -> tuple[object, ...]:
    return ("enter", "main", Q1, "roads", unit, score, "--judge", judge)


def test_f206_who_has_not_scored_the_first_unit_does_not_score_the_second(opened: Opened) -> None:
    program = opened(Competition(series=[live("roads", judges="trimmed-mean")], units=towns(3)))
    for judge in ("j1", "j2", "j3", "j4", "j5"):
        program.ok(*enter(program, "t1", judge))
    assert "j1, j2, j3, j4, j5" in program.refuses(1, *enter(program, "t2", "j6")).complaint
    program.ok(*enter(program, "t1", "j6"))
    program.ok(*enter(program, "t2", "j6"))
    program.refuses(1, *enter(program, "t1", "j7"))
    program.refuses(1, *enter(program, "t3", "j7"))
    program.ok(*enter(program, "t3", "j1"))


def test_f206_whoever_takes_a_draft_back_is_still_of_the_panel(opened: Opened) -> None:
    program = opened(Competition(series=[live("roads", judges="mean")], units=towns(2)))
    for unit in ("t1", "t2"):
        for judge in ("j1", "j2"):
            program.ok(*enter(program, unit, judge))
    for unit in ("t1", "t2"):
        program.ok(*enter(program, unit, "j2", ""))
    program.ok(*enter(program, "t1", "j2", "70"))


def test_f206_a_panel_in_the_folder_holds_whatever_comes_first(opened: Opened) -> None:
    contest = Competition(
        series=[live("roads", judges="mean")],
        units=towns(2),
        records={"judges": PANEL},
        scores=judged("t1", "draft", j1=9),
    )
    program = opened(contest)
    program.ok(*enter(program, "t2", "j2"))
    assert "j1, j2, j3" in program.refuses(1, *enter(program, "t1", "j9")).complaint
    folder = program.database.parent / "folder"
    replace(contest, scores=judged("t1", "draft", j9=50)).write(folder)
    refusal = program.refuses(2, "load", folder, "--check")
    assert "scores.csv, line 2" in refusal.err
    assert "j9" in refusal.err


def test_f206_a_panel_can_be_changed_until_the_period_is_closed(opened: Opened) -> None:
    contest = Competition(
        series=[live("roads", judges="mean")], units=towns(1), records={"judges": PANEL[:1]}, scores=judged("t1", j1=90)
    )
    program = opened(contest)
    program.refuses(1, *enter(program, "t1", "j2"))
    folder = program.database.parent / "folder"
    replace(contest, records={"judges": PANEL[:2]}).write(folder)
    program.ok("load", folder)
    assert "+0" not in program.ok("load", folder).out, "nothing has changed"
    program.ok(*enter(program, "t1", "j2"))
    program.ok("confirm", "main", Q1)
    program.ok("close", "main", Q1)
    replace(contest, records={"judges": PANEL[:3]}).write(folder)
    assert "judges.csv" in program.refuses(1, "load", folder).complaint


def test_f206_what_is_wrong_in_the_panel_is_named_by_file_and_line(opened: Opened) -> None:
    contest = Competition(series=[live("roads")], units=towns(1), records={"judges": PANEL[:1]})
    program = opened(replace(contest, records={}))
    contest.write(program.database.parent / "folder")
    assert "judges.csv, line 2" in program.refuses(2, "load", program.database.parent / "folder").err


@pytest.mark.parametrize("make", [live, sealed])
def test_f206_units_judged_by_unequal_panels_are_not_closed(opened: Opened, make: object) -> None:
    series = live("roads", judges="mean") if make is live else sealed("roads", judges="mean")
    program = opened(
        Competition(
            series=[series],
            units=towns(4),
            scores=[
                *judged("t1", j1=90, j2=80, j3=85),
                *judged("t2", j1=70, j3=95),
                *judged("t3", j1="n/a", j2="n/a"),
            ],
        )
    )
    for lang, names in (("zh", ("白鹭镇", "roads工作", "j2")), ("en", ("Town t2", "Roads", "j2"))):
        said = program.speaking(lang)("close", "main", Q1)
        assert said.code == 1
        assert all(name in said.complaint for name in names), said
        assert "t1" not in said.complaint
        assert "青槐乡" not in said.complaint
        assert "石桥乡" not in said.complaint, "n/a by all who judged it is no mark against it"
    program.ok(*enter(program, "t2", "j2"))
    program.ok("confirm", "main", Q1)
    program.ok("close", "main", Q1)


def test_f206_a_judge_who_leaves_one_unit_out_makes_it_unequal(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live("roads", judges="mean")],
            units=towns(2),
            scores=[*judged("t1", j1=90, j2=80), *judged("t2", j1=90, j2="n/a")],
        )
    )
    assert "Town t2" in program.refuses(1, "close", "main", Q1).complaint


def test_f206_the_loaded_drafts_of_a_folder_are_a_panel_too(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live("roads", judges="mean")],
            units=towns(2),
            scores=[*judged("t1", "draft", j1=90, j2=80), *judged("t2", "draft", j1=90)],
        )
    )
    program.ok(*enter(program, "t2", "j2"))
    program.refuses(1, *enter(program, "t2", "j3"))
    program.refuses(1, *enter(program, "t1", "j3"))


def test_f209_a_judge_who_took_back_does_not_score_again_after_confirmation(opened: Opened) -> None:
    program = opened(Competition(series=[live("roads", judges="mean")], units=towns(2)))
    for judge in ("j1", "j2", "j3"):
        program.ok(*enter(program, "t1", judge))
    program.ok(*enter(program, "t1", "j3", ""))
    program.ok("confirm", "main", Q1)
    assert "j1, j2" in program.refuses(1, *enter(program, "t1", "j3")).complaint
    program.refuses(1, *enter(program, "t2", "j3"))
    assert program.ranking("--area", "roads")["t1"]["score"] == "80.00"


@contextmanager
def watched(program: Program) -> Iterator[tuple[Store, list[str], list[int]]]:
    """A database with the statements that it is given, and how often its machine has taken ten steps for them."""
    store = Store(database_paths(str(program.database)))
    asked: list[str] = []
    taken = [0]

    def step() -> int:
        taken[0] += 1
        return 0

    event.listen(store.engine, "checkout", lambda connection, *_: connection.set_trace_callback(asked.append))
    event.listen(store.engine, "checkout", lambda connection, *_: connection.set_progress_handler(step, 10))
    yield store, asked, taken
    store.close()


def cost(program: Program, unit: str, judge: str) -> tuple[int, int]:
    """How many statements it takes to see whether a judge may score a unit, and ten steps of SQLite's machine."""
    with watched(program) as (store, asked, taken), store.read() as session:
        contest = contest_of(session, "main", Q1)
        asked.clear()
        taken[0] = 0
        check_judge(session, contest, "roads", unit, judge)
        return len(asked), taken[0]


def test_f206_what_a_judges_score_costs_is_not_for_all_who_were_scored(opened: Opened) -> None:
    """It read all scores of the area for each that was entered."""

    def contest(count: int) -> Competition:
        marks = [row for town in range(1, count) for row in judged(f"t{town}", "draft", j1=90, j2=80, j3=85)]
        return Competition(series=[live("roads", judges="mean")], units=towns(count), scores=marks)

    program = opened(contest(4))
    few = cost(program, "t4", "j2")
    many = cost(opened(contest(200)), "t200", "j2")
    assert few[0] == many[0] == 2
    assert many[1] <= few[1] + 5
    with watched(program) as (store, asked, _taken), store.read() as session:
        met = contest_of(session, "main", Q1)
        asked.clear()
        with pytest.raises(Refused, match="j1, j2, j3"):
            check_judge(session, met, "roads", "t200", "j4")
        assert len(asked) == 3, "who is refused is told all of the panel"
