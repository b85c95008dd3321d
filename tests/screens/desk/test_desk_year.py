"""Closing the year from the desk, where its periods are closed: by those who may, of the series that it is about."""

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from screens.desk.choice import ChoiceDialog
from screens.desk.closing import ClosingDialog
from screens.desk.form import PREFIX, FormDialog
from screens.desk.reason import ReasonDialog
from screens.desk.year import YearDialog
from screens.widgets.bars import KeyBar
from screens.widgets.rows import RowList
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.driver import Program
from tests.screens.desk.conftest import DeskApp, desk_of, press, settle


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A live year of two quarters, of which the first is closed, with an admin and a reviewer."""
    quarters = [("2031Q1", "一季度", "2031-01-01", "2031-03-31"), ("2031Q2", "二季度", "2031-04-01", "2031-06-30")]
    cells = [row for quarter, *_ in quarters for row in scores("main", quarter, {"roads": {"t1": 90, "t2": 80}})]
    folder = Competition(
        series=[live("roads")],
        units=towns(2),
        scores=cells,
        periods=quarters,
        stars=[{"id": "service", "name": "服务群众星"}],
        annual={"honours": {"national": 1}},
    ).write(tmp_path / "folder")
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    program.ok("user", "add", "root", "--role", "admin")
    program = program.by("root").at("2031-12-01T09:00:00+08:00")
    program.ok("load", folder, "--with-clock")
    program.ok("user", "add", "ann", "--role", "reviewer")
    program.ok("close", "main", "2031Q1")
    return program


def told(app: DeskApp) -> tuple[str, list[str]]:
    rows = [row.cells[0] for row in app.screen.query_one(RowList).rows]
    return str(app.screen.query_one("#state", Static).content).strip(), rows


async def test_the_year_is_closed_and_opened_again_where_its_periods_are(program: Program) -> None:
    app = desk_of(program, "root", series=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "k", "e")
        assert isinstance(app.screen, YearDialog)
        assert told(app) == ("年度还不能结账：", ["二季度 还没有结账"])
        await press(pilot, "k")
        assert told(app)[0] == "年度还不能结账："
        await press(pilot, "escape")
        assert isinstance(app.screen, ClosingDialog)
        program.ok("close", "main", "2031Q2")
        await press(pilot, "e")
        assert told(app) == ("各期都已公布，年度可以结账：此后只有裁定才会改动总表，并备好仪式。", [])
        await press(pilot, "k")
        assert "请按 y" in str(app.screen.query_one("#reason", Static).content)
        await press(pilot, "y")
        assert told(app)[0] == "年度已结账并公布。"
        assert "main-year" in str(app.screen.query_one("#reason", Static).content)
        await press(pilot, "o")
        assert isinstance(app.screen, ReasonDialog)
        await press(pilot, *"x", "enter")
        assert "可以结账" in told(app)[0]
    deeds = [(row["action"], row["reason"]) for row in program.journal() if row["action"].startswith("year.")]
    assert deeds == [("year.close", None), ("year.reopen", "x")]


async def test_who_may_not_close_the_year_is_not_offered_it(program: Program) -> None:
    app = desk_of(program, "ann", series=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "k", "e")
        assert isinstance(app.screen, ClosingDialog)
        assert "年度" not in app.screen.query_one(KeyBar).text


async def test_forms_that_write_into_a_closed_year_say_so_first_and_who_reopens_it(program: Program) -> None:
    program.ok("close", "main", "2031Q2")
    program.ok("year", "close")
    app = desk_of(program, "root", series=None)

    def fact() -> str:
        return str(app.screen.query(".fact").first(Static).content)

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "a", *"t1", "enter")
        assert isinstance(app.screen, FormDialog)
        assert fact() == (
            "注意：年度已结账并公布；2031-06-30 为止作出的承诺会使年度通报另出一版，之后作出的不属该年度。"
            "管理员可在“main级”依次按 k、e、o 重开年度。"
        )
        assert app.screen.query_one(f"#{PREFIX}made_on", Input).value == "2031-12-01", "a pledge is made today"
        foot = app.screen.query_one(KeyBar).region
        assert foot.height
        assert foot.bottom <= 24, "the keys are seen below so many fields"
        await press(pilot, "escape", "tab", "a", *"t1", "enter")
        assert "凡影响年度的，年度通报另出一版" in fact()
        await press(pilot, "escape", "escape", "t", "a", "enter", *"t1", "enter")
        assert isinstance(app.screen, FormDialog)
        assert "评选结果公布后，年度通报另出一版" in fact()
        await press(pilot, "escape", "escape", "d")
        assert isinstance(app.screen, ChoiceDialog)
        for kind in range(5):
            await press(pilot, *["down"] * kind, "enter")
            assert "年度已结账" in fact()
            await press(pilot, "escape", "d")
        await press(pilot, "escape")
        program.ok("year", "reopen", "--reason", "x")
        await press(pilot, "p", "a", *"t1", "enter")
        assert isinstance(app.screen, FormDialog)
        assert not app.screen.query(".fact")


async def test_the_day_on_which_the_year_is_closed_is_typed_first(program: Program) -> None:
    program.ok("close", "main", "2031Q2")
    app = desk_of(program, "root", series=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "k", "e", "a")
        field = app.screen.query_one(f"#{PREFIX}on", Input)
        assert field.value == "2031-12-01"
        field.value = "2031-12-02"
        await press(pilot, "enter")
        assert "还没有到" in str(app.screen.query_one("#reason", Static).content)
        field.value = "2031-11-28"
        await press(pilot, "enter")
        assert "按 2031-11-28 结账。" in str(app.screen.query_one("#reason", Static).content)
        await press(pilot, "y")
    assert program.ok("year", "status", "--format", "json").json()["closed_on"] == "2031-11-28"
