"""What was typed and not saved is back at the next start; who else is at a desk is shown."""

from decimal import Decimal

from textual import events

from screens.widgets.bars import Bar, MessageBar
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle, until


def said(app: DeskApp) -> str:
    return app.desk.query_one("#message", MessageBar).text


def state(app: DeskApp) -> str:
    return app.desk.query_one("#state", Bar).text


async def test_what_was_typed_is_back_when_the_desk_is_opened_again(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"91", "enter", *"7.5")
    assert contest.value("yongnian") == (Decimal(91), "draft", 1)
    assert contest.value("wuan") is None
    other = app_of(contest, "乙")
    async with other.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "上次" not in said(other), "it is another's"
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "上次没有存上的 1 格已放回" in said(app)
        assert "未存 1" in state(app)
        assert app.desk.grid.place == ("wuan", "key-projects"), "what is back is in sight"
        await press(pilot, "down", "up")
        assert "上次没有存上" in said(app)
        assert contest.value("wuan") is None
        await press(pilot, "r")
        assert "武安市 · 重点项目建设 已经保存" in said(app)
        assert contest.value("wuan") == (Decimal("7.5"), "draft", 1)
        assert "未存" not in state(app)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "上次" not in said(app)


async def test_an_enter_that_was_meant_for_the_list_of_periods_saves_nothing(contest: Competition2010) -> None:
    for keys in ("8", ""):
        app = app_of(contest)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, *keys)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "s", "四", "enter")
        assert contest.value("yongnian") is None
        await press(pilot, "s", "down", "enter", "up", "enter")
        assert app.desk.opened.sheet is not None
        assert app.desk.opened.sheet.period.id == "2010Q2"
        assert "没有保存" in said(app) or "没有存上" in said(app), "it waits where it was typed"
        await press(pilot, "s", "down", "enter")
        assert app.desk.opened.held.by_place
    assert contest.value("yongnian") is None


async def test_who_leaves_it_is_asked_and_it_is_gone(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"7.5")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "q", "down", "enter")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "上次" not in said(app)


async def test_what_somebody_has_changed_meanwhile_is_asked_about(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"91", "enter", "up", *"92")
    contest.enter("乙", "key-projects", "yongnian", "93", 1)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "r")
        assert contest.value("yongnian") == (Decimal(93), "draft", 2)
        assert app.screen is not app.desk, "nobody's score is overwritten unasked"


async def test_an_entry_that_was_kept_is_not_entered_twice(contest: Competition2010) -> None:
    """The desk ends after the database has taken a score and before the desk has heard of it."""
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.desk.entering._saved = lambda *_: None  # type: ignore[method-assign]
        await press(pilot, *"91", "enter")
    assert contest.value("yongnian") == (Decimal(91), "draft", 1)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "上次" not in said(app)
        await press(pilot, "r")
    assert contest.value("yongnian") == (Decimal(91), "draft", 1)


async def test_what_waits_on_another_sheet_is_named(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"7.5")
    app = app_of(contest)
    app.desk.opened.workplace = app.desk.opened.workplace.at("city", "2010Q2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "第三季度 还有上次没有存上的内容" in said(app)


async def test_others_at_a_desk_are_shown_with_their_cells(contest: Competition2010) -> None:
    app, other = app_of(contest), app_of(contest, "乙")
    other.desk.opened.workplace = other.desk.opened.workplace.at("", "")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        async with other.run_test(size=(80, 24)) as second:
            await settle(second)
            await press(second, "down")
            await until(pilot, lambda: "同时在线：乙" in state(app))
            await press(pilot, "down")
            await until(pilot, lambda: "乙 也在这一格" in said(app))  # the first cell may have been seen before
            await press(pilot, "up")
            assert "也在" not in said(app)
        await until(pilot, lambda: "同时在线" not in state(app))


async def test_ones_own_changes_are_undone_at_another_start_too(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"91", "enter", *"92", "enter", *"93", "enter", "z")
    assert contest.value("congtai") == (None, "withdrawn", 2)
    contest.enter("乙", "key-projects", "wuan", "88", 1)
    other = app_of(contest, "乙")
    async with other.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "z")
        assert "没有可以撤销" in said(other), "they have typed nothing here"
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+y")
        assert contest.value("congtai") == (Decimal(93), "draft", 3)
        await press(pilot, "z", "z")
        assert contest.value("congtai") == (None, "withdrawn", 4)
        assert contest.value("wuan") == (Decimal(88), "draft", 2), "it is another's by now"
        assert contest.value("yongnian") == (None, "withdrawn", 2)
        await press(pilot, "z")
        assert "没有可以撤销" in said(app)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.desk.grid.post_message(events.Paste("71\n72"))
        await settle(pilot)
        await press(pilot, "s")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "z", "down", "enter")
        assert contest.value("yongnian") == (None, "withdrawn", 4)
        assert contest.value("wuan") == (Decimal(88), "draft", 4)
