"""Judges at the desk: their marks side by side, what a trim leaves out, and one judge's mark entered (S18, F206)."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from scoreboard.desk.judged_marks import read_marks
from screens.desk.choice import ChoiceDialog
from screens.desk.marks import MarksDialog
from screens.widgets.bars import Bar
from screens.widgets.rows import RowList
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, settle
from tests.screens.desk.test_desk_closing import press

JUDGES = ("赵", "钱", "孙", "李", "周")
MARKS = {"yongnian": ("97", "97", "91", "80", "60.5"), "wuan": ("90", "90", "89", "88", "88")}
"""89.33 and 89.00 with trimming."""


@pytest.fixture
def judged(tmp_path: Path) -> Competition2010:
    competition = Competition2010(tmp_path)
    competition.fill(judges="trimmed-mean")
    return competition


def given(competition: Competition2010) -> None:
    for unit, marks in MARKS.items():
        for judge, mark in zip(JUDGES, marks, strict=True):
            competition.enter("甲", "key-projects", unit, mark, judge=judge)


def table(app: DeskApp) -> list[tuple[str, ...]]:
    assert isinstance(app.screen, MarksDialog)
    return [row.cells for row in app.screen.query_one(RowList).rows]


def titles(app: DeskApp) -> list[str]:
    return [column.title for column in app.screen.query_one(RowList).columns]


async def enter_as(pilot: Pilot[None], judge: str, mark: str) -> None:
    """Choose a judge at the first cell, and type their mark."""
    await press(pilot, "g", *judge, "enter")
    await press(pilot, "ctrl+home", "home", *mark, "enter")


async def test_s18_marks_are_typed_judge_by_judge_and_seen_side_by_side(judged: Competition2010) -> None:
    app = app_of(judged, "甲")
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await press(pilot, "escape")
        for judge, mark in zip(JUDGES, MARKS["yongnian"], strict=True):
            await enter_as(pilot, judge, mark)
        await press(pilot, "m")
        assert titles(app) == ["单位", "周", "孙", "李", "赵", "钱", "得分"], "without judges.csv by name"
        first = table(app)[0]
        assert first[0] == "永年县"
        assert dict(zip(titles(app)[1:-1], first[1:-1], strict=True)) == {
            "赵": "(*97.00)",
            "钱": "*97.00",
            "孙": "*91.00",
            "李": "*80.00",
            "周": "(*60.50)",
        }
        assert first[-1] == "89.3333"
        assert table(app)[1] == ("武安市", "-", "-", "-", "-", "-", "-")


async def test_enter_leads_to_the_sheet_of_the_judge_whose_mark_is_to_be_entered(judged: Competition2010) -> None:
    given(judged)
    app = app_of(judged, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "m", "down", "enter")
        assert isinstance(app.screen, ChoiceDialog)
        while app.screen.query_one("#choices").current != "李":  # type: ignore[attr-defined]
            await pilot.press("down")
        await press(pilot, "enter")
        await settle(pilot)
        assert "李" in app.desk.query_one("#state", Bar).text
        assert app.desk.grid.place == ("wuan", "key-projects")
        await press(pilot, "8", "9", "enter", "m")
        assert table(app)[1][-1] == "89.3333"
    stored = judged.score("wuan", judge="李")
    assert stored is not None
    assert str(stored.value) == "89"


async def test_where_not_all_judges_fit_the_arrows_show_others(judged: Competition2010) -> None:
    for number in range(1, 10):
        judged.enter("甲", "key-projects", "yongnian", f"{80 + number}", judge=f"评委{number}")
    app = app_of(judged, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "m")
        seen = titles(app)[1:-1]
        assert seen[0] == "评委1"
        assert 3 <= len(seen) < 9
        every = set(seen)
        for _ in range(4):
            await press(pilot, "right")
            every |= set(titles(app)[1:-1])
        assert every == {f"评委{number}" for number in range(1, 10)}
        assert table(app)[0][-1] == "85.00"
        await press(pilot, "escape")
        assert app.screen is app.desk


async def test_where_no_judges_score_there_is_nothing_to_compare(contest: Competition2010) -> None:
    app = app_of(contest, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "m")
        assert app.screen is app.desk
        assert "不由评委打分" in app.desk.query_one("#message", Bar).text


def test_a_unit_that_is_n_a_for_all_says_so(judged: Competition2010) -> None:
    for judge in JUDGES[:2]:
        judged.enter("甲", "key-projects", "shexian", "n/a", judge=judge)
    judged.enter("甲", "key-projects", "congtai", "n/a", judge="赵")
    judged.enter("甲", "key-projects", "congtai", "77", judge="钱")
    with judged.store.read() as session:
        found = read_marks(session, "city", "2010Q3", "key-projects", judged.settings(None).moment("UTC"))
    results = {unit.id: unit.result for unit in found.units}
    assert results == {"yongnian": "", "wuan": "", "congtai": "77.00", "shexian": "n/a"}
