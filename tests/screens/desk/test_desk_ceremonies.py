"""Ceremonies from the desk: planned, printed and verified by those who may."""

import re
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from screens.desk.ceremonies import CeremoniesDialog
from screens.desk.form import PREFIX, FormDialog
from screens.desk.outlook import OutlookDialog
from screens.widgets.one_of import OneOf
from screens.widgets.rows import RowList
from tests.acceptance.competition import Competition, scores, sealed, towns
from tests.acceptance.driver import Program
from tests.screens.desk.conftest import DeskApp, desk_of, press, settle


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A contest whose first quarter is closed and sealed, with an admin, a director, an auditor and an operator."""
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}})
    folder = Competition(series=[sealed("roads")], units=towns(2), scores=cells).write(tmp_path / "folder")
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    program.ok("user", "add", "root", "--role", "admin")
    program = program.by("root").at("2031-12-01T09:00:00+08:00")
    program.ok("load", folder, "--with-clock")
    for role in ("director", "auditor", "operator"):
        program.ok("user", "add", role, "--role", role)
    program.ok("close", "main", "2031Q1")
    return program


def listed(app: DeskApp) -> list[str]:
    assert isinstance(app.screen, CeremoniesDialog)
    return [row.cells[0] for row in app.screen.query_one(RowList).rows]


def said(app: DeskApp) -> str:
    return str(app.screen.query_one("#reason", Static).content)


def typed(app: DeskApp, name: str, value: str) -> None:
    app.screen.query_one(f"#{PREFIX}{name}", Input).value = value


async def test_a_director_plans_a_ceremony_and_prints_its_script(program: Program, tmp_path: Path) -> None:
    app = desk_of(program, "director")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "y")
        assert listed(app) == ["main-2031Q1"]
        await press(pilot, "a")
        form = app.screen
        assert isinstance(form, FormDialog)
        typed(app, "ceremony", "Not An Id")
        await press(pilot, "f9")
        assert app.screen is form, "what was typed stays where it is refused"
        typed(app, "ceremony", "spring")
        await press(pilot, "f9")
        assert isinstance(app.screen, OutlookDialog)
        assert app.screen.query_one(RowList).rows, "its run sheet is seen first"
        assert "spring" not in program.ok("show", "ceremony", "--private").out
        await press(pilot, "y")
        assert sorted(listed(app)) == ["main-2031Q1", "spring"]
        assert "已排好仪式 spring" in said(app)
        while app.screen.query_one(RowList).current != "main-2031Q1":
            await press(pilot, "down")
        await press(pilot, "p")
        typed(app, "file", str(tmp_path / "script.md"))
        assert app.screen.query_one(f"#{PREFIX}results", OneOf).value == "hold_back"
        await press(pilot, "f9")
        assert "script.md" in said(app)
        await press(pilot, "e")
        assert isinstance(app.screen, CeremoniesDialog)
        assert "director" in said(app), "the envelope is not a director's to open"
    assert not re.search(r"\b90\b", (tmp_path / "script.md").read_text("utf-8")), (
        "of the journal's digest it may be a part"
    )


async def test_an_auditor_verifies_a_seal_and_prints_the_envelope(program: Program, tmp_path: Path) -> None:
    app = desk_of(program, "auditor")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "y", "e")
        assert isinstance(app.screen, CeremoniesDialog)
        assert "没有封" in said(app) or "尚未封" in said(app), said(app)
        program.ok("ceremony", "seal", "main-2031Q1")
        await press(pilot, "e")
        typed(app, "file", str(tmp_path / "envelope.pdf"))
        await press(pilot, "f9")
        assert "envelope.pdf" in said(app)
        assert (tmp_path / "envelope.pdf").read_bytes().startswith(b"%PDF")
        await press(pilot, "e")
        typed(app, "file", str(tmp_path / "envelope.pdf"))
        await press(pilot, "f9")
        assert isinstance(app.screen, OutlookDialog), "a file is not written over before that is agreed to"
        await press(pilot, "escape", "escape", "escape")
        await press(pilot, "v")
        assert "核对无误" in str(app.screen.query(".fact").first(Static).content)
        await press(pilot, "escape", "a")
        assert isinstance(app.screen, CeremoniesDialog)
        assert "auditor" in said(app)
    assert [row["who"] for row in program.journal() if row["action"] == "ceremony.envelope"] == ["auditor"]


async def test_an_operator_reads_run_sheets_and_is_told_what_others_may(program: Program) -> None:
    app = desk_of(program, "operator")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "y", "enter")
        assert isinstance(app.screen, OutlookDialog)
        await press(pilot, "escape")
        for key in "anpe":
            await press(pilot, key)
            assert isinstance(app.screen, CeremoniesDialog)
            assert "operator" in said(app)


@pytest.mark.parametrize(("key", "about"), [("enter", "流程单的各个环节"), ("v", "封定值核对的结果")])
async def test_f1_tells_of_what_is_only_read_what_it_is(program: Program, key: str, about: str) -> None:
    if key == "v":
        program.ok("ceremony", "seal", "main-2031Q1")
    app = desk_of(program, "root")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "y", key)
        assert isinstance(app.screen, OutlookDialog)
        await press(pilot, "f1")
        told = str(app.screen.query_one("#help", Static).content)
        assert about in told
        assert "改变" not in told
