"""Rows of the grid are shown by what is in their cells; nothing that is typed, saved or signed is hidden by that."""

from textual.widgets import Static

from screens.desk.choice import ChoiceDialog
from screens.desk.dialog import ExplanationDialog
from screens.widgets.bars import Bar, KeyBar
from screens.widgets.dialog import Heading
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle, until


def rows(app: DeskApp) -> list[str]:
    sheet = app.desk.grid.sheet
    return [] if sheet is None else [unit.id for unit in sheet.units]


def state(app: DeskApp) -> str:
    return app.desk.query_one("#state", Bar).text


async def test_rows_with_drafts_are_shown_alone_and_only_these_are_confirmed(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "92")
    contest.enter("乙", "stability", "congtai", "88")
    app = app_of(contest, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "筛选" in app.desk.query_one(KeyBar).text
        await press(pilot, "F")
        assert isinstance(app.screen, ChoiceDialog)
        await press(pilot, "f1")
        assert isinstance(app.screen, ExplanationDialog)
        assert "按 Enter 选定" in str(app.screen.query_one("#help", Static).content)
        await press(pilot, "escape", "escape", "F", *["down", "down", "down"], "enter")  # my own drafts
        assert rows(app) == ["yongnian"]
        assert "只看自己录入的草稿：1/4 行" in state(app)
        contest.enter("甲", "stability", "shexian", "70")
        await until(pilot, lambda: rows(app) == ["yongnian", "shexian"])
        await settle(pilot)  # only what has been painted is confirmed
        await press(pilot, "c")
        assert "只含列出的 2 个单位" in str(app.screen.query_one(Heading).content)
        await press(pilot, "end", "enter")
        assert contest.value("yongnian") == (92, "confirmed", 1)
        assert contest.value("congtai", "stability") == (88, "draft", 1), "nobody saw it"
        assert rows(app) == ["yongnian", "shexian"], "none goes away while somebody looks at it"
        await press(pilot, "F", "home", "enter")
        assert len(rows(app)) == 4
        assert "只看" not in state(app)


async def test_whatever_leads_to_a_cell_shows_its_row(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "shexian", "92")
    app = app_of(contest, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"60", "enter", "F", "down", "enter")
        assert rows(app) == ["yongnian", "shexian"]
        await press(pilot, "x", "x")
        assert app.desk.grid.place == ("wuan", "stability")
        assert rows(app) == ["yongnian", "wuan", "shexian"]
        await press(pilot, *"71", "enter")
        assert app.desk.grid.place == ("shexian", "stability"), "down among the rows that are shown"
        assert contest.value("wuan", "stability") == (71, "draft", 1)
        await press(pilot, "slash", *"ctq", "enter")
        assert app.desk.grid.place == ("congtai", "stability")


async def test_an_empty_kind_is_said_and_a_pasted_block_goes_to_all_units(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "92")
    app = app_of(contest, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "F", "end", "enter")
        assert "没有异常的得分" in app.desk.query_one("#message", Bar).text
        await press(pilot, "F", "down", "enter")
        assert rows(app) == ["yongnian"]
        app.desk.importing.pasted("80\n81\n", ("yongnian", "key-projects"))
        await settle(pilot)
        assert len(rows(app)) == 4
