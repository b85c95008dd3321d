"""Ranges of cells: selected with Shift and the arrows, copied for a spreadsheet, filled down, cleared."""

from scoreboard.desk.confirming import confirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.store.contest import contest_of
from screens.desk.choice import ChoiceDialog
from screens.desk.import_screen import ImportScreen
from screens.widgets.bars import Bar
from tests.screens.desk.conftest import UNITS, Competition2010, DeskApp, app_of, press, settle

ORDER = tuple(unit for unit, *_ in UNITS)


def message(app: DeskApp) -> str:
    return app.desk.query_one("#message", Bar).text


def fill(contest: Competition2010, column: str = "key-projects", first: int = 70) -> None:
    for at, unit in enumerate(ORDER):
        contest.enter("甲", column, unit, str(first + at))


def column_of(contest: Competition2010, area: str = "key-projects") -> list[str]:
    found = (contest.value(unit, area) for unit in ORDER)
    return ["" if one is None or one[0] is None else str(one[0]) for one in found]


async def test_a_range_is_selected_told_and_left_by_the_next_move(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "shift+down", "shift+down", "shift+right")
        assert app.desk.grid.selection is not None
        assert len(app.desk.grid.selection) == 6
        assert "选中 3 行 2 列" in message(app)
        assert app.desk.grid.place == ("yongnian", "key-projects"), "it is typed where selecting began"
        await press(pilot, "shift+up")
        assert len(app.desk.grid.selection) == 4
        await press(pilot, "down")
        assert app.desk.grid.selection is None
        await press(pilot, "ctrl+a")
        assert app.desk.grid.selection is not None
        assert len(app.desk.grid.selection) == 8
        await press(pilot, "ctrl+home", "9")
        assert app.desk.grid.edit is not None


async def test_what_is_typed_goes_into_the_cell_where_selecting_began(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "shift+down", "shift+right", *"81", "enter")
        assert column_of(contest) == ["", "81", "", ""]
        assert app.desk.grid.selection is None
        await press(pilot, "ctrl+end", "ctrl+a", *"82", "enter")
        assert column_of(contest) == ["82", "81", "", ""]
        await press(pilot, "ctrl+a", "shift+up", "shift+left", "ctrl+c")
        assert app.clipboard == "82.00\n81.00\n"


async def test_what_is_copied_is_tab_separated(contest: Competition2010) -> None:
    fill(contest)
    contest.enter("甲", "stability", "wuan", "n/a")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+c")
        assert app.clipboard == "70.00"
        await press(pilot, "shift+down", "shift+right", "ctrl+c")
        assert app.clipboard == "70.00\t\n71.00\tn/a"
        assert "已复制 2 行 2 列" in message(app)
        assert app.is_running


async def test_what_was_copied_here_is_pasted_after_a_look(contest: Competition2010) -> None:
    fill(contest)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+v")
        assert "这里没有复制过" in message(app)
        await press(pilot, "shift+down", "ctrl+c", "ctrl+home", "right", "ctrl+v")
        assert isinstance(app.screen, ImportScreen)
        await press(pilot, "f9")
    assert column_of(contest, "stability") == ["70", "71", "", ""]


async def test_the_first_row_is_filled_down_and_undone_one_by_one(contest: Competition2010) -> None:
    fill(contest)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "shift+down", "shift+down", "ctrl+d")
        assert column_of(contest) == ["70", "70", "70", "73"]
        await press(pilot, "ctrl+end", "ctrl+d")
        assert column_of(contest, "stability") == ["", "", "", ""], "there is nothing above it"
        await press(pilot, "home", "ctrl+d", "z")
        assert column_of(contest) == ["70", "70", "70", "73"]


async def test_a_confirmed_cell_keeps_a_range_from_being_changed_at_all(contest: Competition2010) -> None:
    fill(contest)
    with acting(contest.store, contest.settings("丙"), "confirm") as writing:
        confirm(writing, contest_of(writing.session, "city", "2010Q3"), unit="congtai")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in ("ctrl+d", "delete"):
            await press(pilot, "ctrl+home", "shift+down", "shift+down", "shift+down", key)
            assert "丛台区" in message(app)
    assert column_of(contest) == ["70", "71", "72", "73"]


async def test_a_few_cells_are_cleared_at_once_and_many_are_asked_about(contest: Competition2010) -> None:
    fill(contest)
    fill(contest, "stability", 80)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "shift+down", "delete")
        assert column_of(contest) == ["", "", "72", "73"]
        await press(pilot, "ctrl+a", "delete")
        assert app.screen is app.desk, "six are few"
        assert column_of(contest) + column_of(contest, "stability") == [""] * 8
        await press(pilot, "delete")
        assert "没有要改的" in message(app)


async def test_many_are_asked_about(contest: Competition2010) -> None:
    fill(contest)
    fill(contest, "stability", 80)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.desk.ranges.most = 3
        await press(pilot, "ctrl+a", "delete")
        assert isinstance(app.screen, ChoiceDialog)
        await press(pilot, "enter")
        assert column_of(contest) == ["70", "71", "72", "73"]
        await press(pilot, "ctrl+a", "delete", "down", "enter")
        assert column_of(contest) == ["", "", "", ""]


async def test_who_may_not_enter_changes_no_range(contest: Competition2010) -> None:
    fill(contest)
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "shift+down", "delete")
        assert "丙" in message(app)
    assert column_of(contest) == ["70", "71", "72", "73"]
