"""Where a series asks for double entry the reviewer types each figure without seeing the first one."""

import getpass
from decimal import Decimal
from pathlib import Path

import pytest
from textual.widgets import Static

from scoreboard.desk.people import add_person
from scoreboard.desk.sheet_cells import HIDDEN
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import Person
from screens.desk.form import FormDialog
from screens.desk.pin import PinDialog
from screens.desk.review import ReviewScreen
from screens.widgets.bars import Bar
from screens.widgets.cells import width_of
from tests.pins import cheap_pins, give_pin
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle, until

__all__ = ["cheap_pins"]


@pytest.fixture
def twice(tmp_path: Path) -> Competition2010:
    contest = Competition2010(tmp_path)
    contest.fill(double_entry=True)
    contest.enter("甲", "key-projects", "yongnian", "92.11")
    contest.enter("甲", "key-projects", "wuan", "60")
    return contest


def lines(app: DeskApp) -> list[tuple[str, ...]]:
    assert isinstance(app.screen, ReviewScreen)
    return [row.cells[:4] for row in app.screen.rows.rows]


def message(app: DeskApp) -> str:
    return app.screen.query_one("#message", Bar).text


async def test_the_figure_is_typed_unseen_and_only_the_same_can_be_signed(twice: Competition2010) -> None:
    app = app_of(twice, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        sheet = app.desk.opened.sheet
        assert sheet is not None
        assert [cell.text for cell in sheet.cells.values()] == [HIDDEN, HIDDEN]
        assert "双录" in app.desk.query_one("#state", Bar).text
        await press(pilot, "c", "end", "enter")
        assert "还没有两遍录成一样" in app.desk.query_one("#message", Bar).text
        await press(pilot, "v", "p", "s")
        assert "还没有接受" in message(app), "a page is accepted without them"
        await press(pilot, "home", "9")
        assert isinstance(app.screen, FormDialog)
        assert "92" not in str(app.screen.query_one(".fact", Static).content)
        await press(pilot, *"2.11", "enter")
        await until(pilot, lambda: lines(app)[0] == ("✓", "永年县", "重点项目建设", "92.11"))
        assert lines(app)[1] == ("*", "武安市", "重点项目建设", HIDDEN)
        await press(pilot, "enter", *"66", "enter")
        assert "两遍不同：60 ≠ 66，已退回" in message(app)
        await until(pilot, lambda: lines(app)[1] == ("↶", "武安市", "重点项目建设", "60.00"))
        await press(pilot, "home", "s")
        await until(pilot, lambda: len(lines(app)) == 1)
        await press(pilot, "enter")
        assert "须重新录入" in message(app), "it was seen with both figures"
        assert [line[0] for line in lines(app)] == ["↶"]
    assert twice.value("yongnian") == (Decimal("92.11"), "confirmed", 1)
    assert twice.value("wuan") == (Decimal(60), "draft", 1)
    assert [(deed.who, deed.after["score"]) for deed in twice.journal("reenter")] == [("丙", "92.11"), ("丙", "66")]


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_counts_of_the_review_have_room(twice: Competition2010, lang: str) -> None:
    app = app_of(twice, "丙", lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        counts = app.screen.query_one("#state", Bar)
        assert width_of(counts.text) < 80, counts.text
        assert ("6 missing" if lang == "en" else "缺 6 格") in counts.text


async def test_whoever_enters_sees_their_own_and_why_it_came_back(twice: Competition2010) -> None:
    app = app_of(twice, "管")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "e")
        assert app.desk.grid.edit is not None
        assert app.desk.grid.edit.text == "", "an edit begins with nothing of what is hidden"
        await press(pilot, "escape", *"75", "enter")
        assert twice.value("yongnian") == (Decimal(75), "draft", 2)
        sheet = app.desk.opened.sheet
        assert sheet is not None
        assert sheet.cell(("yongnian", "key-projects")).text == "75.00"
        await press(pilot, "z")
        assert "没有可以撤销的" in app.desk.query_one("#message", Bar).text
    app = app_of(twice, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        sheet = app.desk.opened.sheet
        assert sheet is not None
        assert sheet.cell(("wuan", "key-projects")).text == "60.00"


async def test_at_a_shared_desk_the_second_person_types_their_pin_once(tmp_path: Path, cheap_pins: None) -> None:
    contest = Competition2010(tmp_path)
    contest.fill(confirm="second-person", double_entry=True)
    with contest.store.transaction() as session:
        session.get_one(Person, "绑").os_user = None
    with acting(contest.store, contest.settings("管"), "add people") as writing:
        add_person(writing, "甲", "operator", os_user=getpass.getuser())
        give_pin(writing, "丙", "13579")
    app = app_of(contest, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"92", "enter", *"93", "enter")
        await press(pilot, "v", "9")
        assert isinstance(app.screen, PinDialog)
        await press(pilot, *"13579", "enter")
        assert isinstance(app.screen, FormDialog)
        await press(pilot, *"2", "enter", *"93", "enter")
        await until(pilot, lambda: [line[0] for line in lines(app)] == ["✓", "✓"])
    assert {deed.who for deed in contest.journal("reenter")} == {"丙"}
