"""A form that was being filled in when something ended the desk is offered again; the desk opens where it was."""

import os
from pathlib import Path

from textual.widgets import Input, Static

from scoreboard.desk.kept_forms import FOLDER
from scoreboard.own_folder import lasting_folder
from screens.desk.form import FormDialog
from screens.desk.people import PeopleDialog
from screens.widgets.bars import MessageBar
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle
from tests.screens.desk.test_nominating import add

NOMINATE = ("t", "a", "enter", "y", "n", "enter")
"""Keys that lead to the form for a nominee."""


def said(app: DeskApp) -> str:
    return app.desk.query_one("#message", MessageBar).text


def reason(app: DeskApp) -> str:
    return str(app.screen.query_one("#reason", Static).content)


def kept() -> bytes:
    with lasting_folder(FOLDER) as folder:
        return b"".join(folder.read(name, 100_000) for name in folder.names())


async def test_a_form_is_offered_after_a_kill_and_gone_once_it_is_dropped(contest: Competition2010) -> None:
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *NOMINATE, *"wang", "down", *"cun")
    with lasting_folder(FOLDER) as folder:
        (name,) = folder.names()
        assert os.stat(folder.path / name).st_mode & 0o777 == 0o600
    other = app_of(contest, "甲")
    async with other.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "上次" not in said(other), "it is another's"
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "上次没填完的“" in said(app)
        assert "按 t（模范星）" in said(app)
        await press(pilot, *NOMINATE)
        assert isinstance(app.screen, FormDialog)
        assert list(app.screen.typed().values())[:2] == ["wang", "cun"]
        assert "上次没有保存的内容已放回" in reason(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, FormDialog), "what is back is no less worth"
        await press(pilot, "escape")
    assert not kept()


async def test_a_form_is_named_and_found_in_the_language_of_the_desk(contest: Competition2010) -> None:
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *NOMINATE, *"wang")
    app = app_of(contest, "管", "en")
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert "was not sent last time: press t (stars)" in said(app)
        assert "提名" not in said(app)
        await press(pilot, *NOMINATE)
        assert isinstance(app.screen, FormDialog)
        assert next(iter(app.screen.typed().values())) == "wang"
        await press(pilot, "escape", "escape")
    assert not kept()


async def test_a_form_that_was_sent_is_kept_no_longer(contest: Competition2010) -> None:
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *NOMINATE, *"wang")
        assert kept()
        await press(pilot, "f9")
        assert not isinstance(app.screen, FormDialog)
    assert not kept()


async def test_another_form_is_not_filled_with_it(contest: Competition2010) -> None:
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *NOMINATE, *"wang")
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "a", "enter", "w", "a", "enter")
        assert isinstance(app.screen, FormDialog)
        assert not any(field.value for field in app.screen.query(Input))
    assert kept(), "it waits on"


async def test_a_pin_is_never_kept(contest: Competition2010) -> None:
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", "p")
        assert isinstance(app.screen, FormDialog), app.screen
        secret = next(field for field in app.screen.query(Input) if field.password)
        secret.value = "824691"
        await settle(pilot)
    assert b"824691" not in kept()


async def test_where_nothing_can_be_kept_that_is_said_once(contest: Competition2010, tmp_path: Path) -> None:
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *NOMINATE)
        (tmp_path / "state").rename(tmp_path / "away")
        (tmp_path / "state").write_text("no folder")
        await press(pilot, "w")
        assert "没能暂存" in reason(app)
        assert isinstance(app.screen, FormDialog)
        (tmp_path / "state").unlink()


async def test_the_desk_opens_where_it_was_when_something_ended_it(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.desk.opened.workplace.period == "2010Q3"
        await press(pilot, "s", "up", "enter")
        assert app.desk.opened.workplace.period == "2010Q2"
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.desk.opened.workplace.period == "2010Q2"
        await press(pilot, "q")
        assert app.left
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.desk.opened.workplace.period == "2010Q3", "that one was left"


async def test_people_are_looked_after_below_a_dialog(contest: Competition2010) -> None:
    """The door of a form is what the desk's key leads to, though a dialog lies between."""
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        assert isinstance(app.screen, PeopleDialog)
        await press(pilot, "a", *"new")
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "按 a（人员）" in said(app)


async def test_ballots_that_were_being_typed_or_counted_are_named_at_the_next_start(contest: Competition2010) -> None:
    add(contest)
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "e", *"12")
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "上次没填完的“评定票：赵甲" in said(app)
        await press(pilot, "t", "e", "escape", "escape")
    assert not kept(), "it was dropped"
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "上次" not in said(app)
        await press(pilot, "t", "e", "f2", "1", "1")
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "逐票”还在" in said(app)


async def test_nobody_is_reminded_of_a_form_for_ever(contest: Competition2010) -> None:
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *NOMINATE, *"wang")
    with lasting_folder(FOLDER) as folder:
        (name,) = folder.names()
        os.utime(folder.path / name, (0, 0))
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "上次" not in said(app)
    assert not kept()
