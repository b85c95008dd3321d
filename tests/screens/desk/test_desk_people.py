"""People at the desk: seen by all who work there, added and cut off by admins on this machine."""

from dataclasses import replace

from textual.widgets import Input, Static

from screens.desk import DeskScreen
from screens.desk.choice import ChoiceDialog
from screens.desk.form import PREFIX, FormDialog
from screens.desk.people import PeopleDialog
from screens.widgets.one_of import OneOf
from screens.widgets.rows import RowList
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle


def listed(app: DeskApp) -> dict[str, tuple[str, ...]]:
    assert isinstance(app.screen, PeopleDialog)
    return {row.cells[0]: row.cells[1:] for row in app.screen.query_one(RowList).rows}


def said(app: DeskApp) -> str:
    return str(app.screen.query_one("#reason", Static).content)


async def test_an_admin_adds_changes_and_cuts_off(contest: Competition2010) -> None:
    app = app_of(contest, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        assert listed(app)["别处"] == ("录入员", "somebody-else", "")
        await press(pilot, "a")
        form = app.screen
        assert isinstance(form, FormDialog)
        form.query_one(f"#{PREFIX}name", Input).value = "新来"
        await press(pilot, "f9")
        assert said(app) == "还没有填角色", "nobody has a role before somebody says which"
        await press(pilot, "right", "right")
        assert form.query_one(f"#{PREFIX}role", OneOf).value == "operator"
        form.query_one(f"#{PREFIX}key", Input).value = "/nowhere/x.pub"
        await press(pilot, "f9")
        assert app.screen is form
        assert "x.pub" in said(app)
        form.query_one(f"#{PREFIX}key", Input).value = ""
        form.query_one(f"#{PREFIX}os_user", Input).value = "newcomer"
        await press(pilot, "f9")
        assert listed(app)["新来"] == ("录入员", "newcomer", "")
        while app.screen.query_one(RowList).current != "新来":
            await press(pilot, "down")
        await press(pilot, "x")
        assert isinstance(app.screen, ChoiceDialog)
        await press(pilot, "down", "enter")
        assert listed(app)["新来"][2] == "已停用"
    assert [deed.subject for deed in contest.journal("user.disable")] == ["新来"]


async def test_others_and_those_who_come_over_ssh_are_told_before_anything_is_asked(contest: Competition2010) -> None:
    far = replace(contest.settings("管"), proof="SHA256:x")
    for app, word in ((app_of(contest, "甲"), "甲"), (DeskApp(DeskScreen(contest.store, far)), "SSH")):
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            app.push_screen(PeopleDialog("zh", app.desk.opened.workplace, app.desk.opened.worker))
            await settle(pilot)
            for key in "ax":
                await press(pilot, key)
                assert isinstance(app.screen, PeopleDialog)
                assert word in said(app)
