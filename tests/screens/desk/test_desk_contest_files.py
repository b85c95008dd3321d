"""What is done with the contest as a whole from the desk: a folder, backups, what the next year begins with."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from screens.desk import DeskScreen
from screens.desk.asking_form import AskingForm
from screens.desk.choice import ChoiceDialog
from screens.desk.file_dialog import FileDialog
from screens.desk.form import PREFIX, FormDialog
from screens.desk.outlook import OutlookDialog
from screens.desk.pin import PinDialog
from screens.desk.year import YearDialog
from screens.widgets.bars import KeyBar
from screens.widgets.rows import RowList
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.driver import Program
from tests.pins import cheap_pins
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, desk_of, press, settle

__all__ = ["cheap_pins"]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A live contest of one quarter, with an admin; its folder lies beside it."""
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    program.ok("user", "add", "root", "--role", "admin")
    program = program.by("root").at("2031-12-01T09:00:00+08:00")
    program.ok("load", folder_of().write(tmp_path / "folder"), "--with-clock")
    return program


def folder_of(score: int = 90) -> Competition:
    cells = scores("main", "2031Q1", {"roads": {"t1": score, "t2": 80}})
    quarter = [("2031Q1", "一季度", "2031-01-01", "2031-03-31")]
    annual = {"honours": {"national": 1}}
    return Competition(series=[live("roads")], units=towns(2), scores=cells, periods=quarter, annual=annual)


def typed(app: DeskApp, name: str, value: str) -> None:
    app.screen.query_one(f"#{PREFIX}{name}", Input).value = value


def best(program: Program) -> str:
    """The score of whoever is first."""
    (row, _) = program.ok("show", "ranking", "--area", "roads", "--private", "--format", "json").json()["rows"]
    return str(row["score"])


def lines(app: DeskApp) -> list[tuple[str, ...]]:
    return [row.cells for row in app.screen.query_one(RowList).rows]


async def choose(pilot: Pilot[None], name: str) -> None:
    """Open the form of something that is done with the whole contest."""
    await settle(pilot)
    await press(pilot, "f")
    assert isinstance(pilot.app.screen, ChoiceDialog)
    for _ in range(("load", "backup", "restore", "handover").index(name)):
        await press(pilot, "down")
    await press(pilot, "enter")


async def test_a_folder_is_loaded_once_it_has_been_seen_what_it_changes(program: Program, tmp_path: Path) -> None:
    folder = folder_of(95).write(tmp_path / "folder")
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "load")
        form = app.screen
        typed(app, "folder", str(tmp_path / "nowhere"))
        await press(pilot, "f9")
        assert isinstance(app.screen, OutlookDialog)
        assert "不是文件夹" in lines(app)[0][0]
        await press(pilot, "y")
        assert isinstance(app.screen, OutlookDialog), "nothing can be loaded of a folder that is wrong"
        await press(pilot, "escape")
        assert app.screen is form
        typed(app, "folder", str(folder))
        await press(pilot, "f9")
        assert lines(app) == [("scores.csv", "0", "1", "0")]
        assert best(program) == "90.00", "it has only been looked at"
        await press(pilot, "y")
        assert app.screen is app.desk
        assert "1 处改动" in app.desk.line.text
    assert best(program) == "95.00"


async def test_a_folder_is_looked_for_where_competitions_lie(program: Program, tmp_path: Path) -> None:
    (tmp_path / "folder.txt").write_text("no folder")
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "load")
        typed(app, "folder", str(tmp_path))
        await press(pilot, "f4")
        assert isinstance(app.screen, FileDialog)
        assert ("folder/", "竞赛") in lines(app)
        await press(pilot, "end", *"folder", "enter")
        assert isinstance(app.screen, AskingForm)
        assert app.screen.query_one(f"#{PREFIX}folder", Input).value == str(tmp_path / "folder")
        await press(pilot, "f9")
        assert "没有要装入的" in str(app.screen.query(Static).filter(".fact").first(Static).content)


async def test_a_restore_says_what_it_loses_and_keeps_it_beside(program: Program, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "backup")
        typed(app, "target", str(kept))
        await press(pilot, "f9")
        assert "已备份到" in app.desk.line.text
        program.ok("unconfirm", "main", "2031Q1", "--area", "roads", "--unit", "t1")
        program.ok("enter", "main", "2031Q1", "roads", "t1", "70")
        await choose(pilot, "backup")
        typed(app, "target", str(kept))
        await press(pilot, "f9")
        assert isinstance(app.screen, OutlookDialog), "a backup is replaced only once that is agreed to"
        await press(pilot, "escape", "escape", "escape")
        await choose(pilot, "restore")
        typed(app, "backup", str(kept))
        await press(pilot, "f9")
        assert lines(app) == [("录入", "1"), ("撤销确认", "1")]
        await press(pilot, "y")
        assert app.screen is app.desk
        assert "已从 kept.db 恢复" in app.desk.line.text
        assert "另存为" in app.desk.line.text
        assert app.desk.opened.sheet is not None
        assert app.desk.opened.sheet.cell(("t1", "roads")).text == "90.00"
        await press(pilot, "u", "enter")
        await press(pilot, *"91", "enter")
    assert best(program) == "91.00", "work goes on with what the backup holds"


async def test_who_works_is_asked_again_after_a_restore_with_what_was_restored(
    program: Program, tmp_path: Path, cheap_pins: None
) -> None:
    program.typing("75319").ok("user", "pin", "root")
    kept = tmp_path / "kept.db"
    program.ok("backup", kept)
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"75319", "enter")
        await choose(pilot, "restore")
        typed(app, "backup", str(kept))
        await press(pilot, "enter", "y")
        assert isinstance(app.screen, PinDialog)
        assert "已从 kept.db 恢复" in app.screen.fact
        assert "再证明是谁在操作" in app.screen.fact
        await press(pilot, "escape")
        assert isinstance(app.screen, ChoiceDialog), "the desk stays, and asks who works"
        await press(pilot, "enter", *"75319", "enter")
        assert app.screen is app.desk
        assert "已从 kept.db 恢复" in app.desk.line.text


async def test_a_backup_names_enter_and_says_where_a_folder_is_lacking(program: Program, tmp_path: Path) -> None:
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "backup")
        keys = app.screen.query_one(KeyBar).keys
        assert ("Enter", "备份") in keys
        assert "20311201-0900" in app.screen.query_one(f"#{PREFIX}target", Input).value, "in the competition's zone"
        lacking = tmp_path / "no" / "kept.db"
        await press(pilot, "a")
        assert app.screen.query_one(f"#{PREFIX}target", Input).value == "a"
        typed(app, "target", str(lacking))
        await press(pilot, "enter")
        told = str(app.screen.query_one("#reason", Static).content).replace("\n", "")
        assert "没有文件夹" in told
        assert "Errno" not in told


async def test_the_year_is_handed_over_from_where_it_is_closed(program: Program, tmp_path: Path) -> None:
    program.ok("close", "main", "2031Q1")
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f", "down", "down", "down", "enter")
        assert app.screen is app.desk
        assert "年度还没有结账" in app.desk.line.text
        await press(pilot, "k", "e", "k", "y", "h")
        assert isinstance(app.screen, FormDialog)
        typed(app, "next", str(tmp_path / "next"))
        await press(pilot, "f9")
        assert isinstance(app.screen, YearDialog)
        assert "旗 1 面" in str(app.screen.query_one("#reason", Static).content)
    assert "t1" in (tmp_path / "next" / "custody.csv").read_text("utf-8")


async def test_others_and_those_who_come_over_ssh_are_told_before_anything_is_asked(contest: Competition2010) -> None:
    far = replace(contest.settings("管"), proof="SHA256:x")
    apps = (
        (app_of(contest, "甲"), "甲"),
        (app_of(contest, "丙"), "丙"),
        (DeskApp(DeskScreen(contest.store, far)), "SSH"),
    )
    for app, word in apps:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, "f")
            assert app.screen is app.desk
            assert word in app.desk.line.text
