"""Printing at the desk what is public: bulletins, certificates, notices."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label, Static

from screens.desk import DeskScreen
from screens.desk.asking_form import AskingForm
from screens.desk.form import LABEL, PREFIX
from screens.desk.outlook import OutlookDialog
from screens.desk.paper_desk import OF_UNIT, PAPERS
from screens.widgets.bars import Bar, KeyBar
from screens.widgets.one_of import OneOf
from screens.widgets.picked import Picked
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened, database_with_root, loaded, opened, program
from tests.acceptance.driver import Program
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, desk_of, press, settle

__all__ = ["database_with_root", "loaded", "opened", "program"]


@pytest.fixture
def closed(opened: Opened) -> Program:
    """A live quarter that is closed, with a star on notice and a pledge; the year is closed, too."""
    competition = Competition(
        series=[live("roads")],
        units=towns(2),
        scores=scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}}),
        periods=[("2031Q1", "一季度", "2031-01-01", "2031-03-31")],
        stars=[{"id": "service", "name": "服务星"}],
        annual={"honours": {"national": 1}},
    )
    program = opened(competition).at("2031-12-01T09:00:00+08:00")
    program.ok("star", "nominate", "main", "2031Q1", "service", "t1", "赵甲")
    program.ok(
        "star", "count", "main", "2031Q1", "service", "t1", "赵甲", "--members", "9,9,9,9", "--masses", "9,9,9,9"
    )
    program.ok("star", "notice", "main", "2031Q1", "--from", "2031-11-03")
    program.ok("pledge", "add", "--unit", "t1", "--text", "修路四十里", "--due", "2031-12-31")
    program.ok("close", "main", "2031Q1")
    program.ok("year", "close")
    return program


async def fill(pilot: Pilot[None], **typed: str) -> None:
    for name, value in typed.items():
        field = pilot.app.screen.query_one(f"#{PREFIX}{name}")
        if isinstance(field, OneOf):
            field.focus()
            while field.value != value:
                await pilot.press("right")
        else:
            assert isinstance(field, Input | Picked)
            field.value = value
    await settle(pilot)
    await press(pilot, "f9")


def said(app: DeskApp) -> str:
    return app.screen.query_one("#message", Bar).text


async def test_only_what_the_chosen_paper_needs_is_marked_as_needed(closed: Program) -> None:
    app = desk_of(closed, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "P")

        def marked() -> set[str]:
            fields = {name: app.screen.query_one(f"#{LABEL}{name}", Label) for name in ("contest", "unit", "folder")}
            return {name for name, label in fields.items() if str(label.content).endswith("*")}

        assert marked() == {"contest", "folder"}
        paper = app.screen.query_one(f"#{PREFIX}paper", OneOf)
        while paper.value not in OF_UNIT:
            await press(pilot, "right")
        assert marked() == {"unit", "folder"}


async def test_each_paper_is_written_as_the_command_writes_it(closed: Program, tmp_path: Path) -> None:
    folder, about = tmp_path / "paper", {"contest": "main/2031Q1", "unit": "t1", "form": "html"}
    folder.mkdir()
    app = desk_of(closed, "root")
    async with app.run_test(size=(200, 56)) as pilot:
        await settle(pilot)
        assert "打印" in app.screen.query_one(KeyBar).text
        for paper in PAPERS:
            await press(pilot, "P")
            assert isinstance(app.screen, AskingForm)
            await fill(pilot, paper=paper, folder=str(folder), **about)
            assert isinstance(app.screen, DeskScreen), (paper, app.screen)
            assert "已写入" in said(app)
    names = ("main-2031Q1-bulletin", "year-bulletin", "main-2031Q1-certificates", "main-2031Q1-stars")
    names += ("t1-unit", "t1-pledges")
    assert {path.name for path in folder.iterdir()} == {f"{name}.html" for name in names}
    command = closed.speaking("zh")
    for name, words in zip(
        names,
        (
            ("bulletin", "main", "2031Q1"),
            ("bulletin", "main", "year"),
            ("certificates", "main", "2031Q1"),
            ("notice", "stars", "--series", "main", "--period", "2031Q1"),
            ("notice", "unit", "t1"),
            ("notice", "pledges", "t1"),
        ),
        strict=True,
    ):
        command.ok(*words, "--output", tmp_path / "by-command.html")
        assert (folder / f"{name}.html").read_bytes() == (tmp_path / "by-command.html").read_bytes(), name


async def test_what_is_there_is_asked_about_and_what_cannot_be_printed_is_told(closed: Program, tmp_path: Path) -> None:
    file = tmp_path / "main-2031Q1-bulletin.xlsx"
    file.write_text("mine")
    app = desk_of(closed, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "P")
        await fill(pilot, paper="stars", form="xlsx", folder=str(tmp_path))
        assert "不能印成 xlsx" in str(app.screen.query_one("#reason", Static).content)
        await fill(pilot, paper="unit", form="pdf", contest="")
        assert "单位" in str(app.screen.query_one("#reason", Static).content)
        await fill(pilot, paper="bulletin", form="xlsx", contest="main/2031Q1", revision="二")
        assert "不是版次" in str(app.screen.query_one("#reason", Static).content)
        await fill(pilot, revision="9")
        assert "9" in str(app.screen.query_one("#reason", Static).content)
        await fill(pilot, revision="1")
        assert isinstance(app.screen, OutlookDialog)
        await press(pilot, "escape")
        assert file.read_text() == "mine"
        await press(pilot, "f9", "y")
        assert "已写入" in said(app)
    assert file.read_bytes().startswith(b"PK")


async def test_what_is_not_public_is_not_printed_and_nothing_over_ssh(contest: Competition2010, tmp_path: Path) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "P")
        await fill(pilot, paper="certificates", folder=str(tmp_path))
        assert str(app.screen.query_one("#reason", Static).content)
        assert not list(tmp_path.glob("*.pdf"))
    settings = replace(contest.settings("甲"), proof="key", origin="192.0.2.1")
    over_ssh = DeskApp(DeskScreen(contest.store, settings))
    async with over_ssh.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "P")
        assert isinstance(over_ssh.screen, DeskScreen)
