"""Typing scores into the grid: what reaches the database, and what is refused in place."""

import threading
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from scoreboard.desk.confirming import confirm
from scoreboard.desk.expectations import Expectations
from scoreboard.desk.sheet_cells import CellState, Place, SheetCell
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Unreachable
from scoreboard.rules.outliers import Middle
from scoreboard.store.contest import contest_of
from screens.desk.cell_text import plain
from screens.desk.choice import ChoiceDialog
from screens.desk.sentences import cell_words
from screens.desk.unsaved_scores import Held, Hold
from screens.desk.workplace import Workplace
from screens.widgets.bars import Bar, KeyBar
from screens.widgets.cells import width_of
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle, until

YONGNIAN: Place = ("yongnian", "key-projects")


def message(app: DeskApp) -> str:
    return app.desk.query_one("#message", Bar).text


async def type_in(pilot: Pilot[None], text: str, *after: str) -> None:
    await pilot.press(*text, *after)
    await settle(pilot)


async def test_enter_saves_a_draft_and_goes_down(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "92.5", "enter")
        assert app.desk.grid.place == ("wuan", "key-projects")
        assert app.desk.opened.sheet is not None
        assert app.desk.opened.sheet.cell(YONGNIAN).text == "92.50"
        assert "* 草稿 1" in app.desk.query_one("#state", Bar).text
    assert contest.value("yongnian") == (Decimal("92.5"), "draft", 1)
    (deed,) = contest.journal("enter")
    assert (deed.who, deed.subject, deed.before) == ("甲", "city/2010Q3/key-projects/yongnian", None)
    assert deed.request


async def test_f511_in_the_last_row_the_line_speaks_of_what_has_just_been_saved(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("end", "ctrl+end")
        place = app.desk.grid.place
        for text in ("63", "64"):
            await type_in(pilot, text, "enter")
            await settle(pilot)
            assert app.desk.grid.place == place
            assert f"{text}.00" in message(app)


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("tab", ("yongnian", "stability")),
        ("right", ("yongnian", "stability")),
        ("down", ("wuan", "key-projects")),
        ("shift+tab", ("yongnian", "key-projects")),
    ],
)
async def test_other_keys_save_and_go_their_way(contest: Competition2010, key: str, place: Place) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "88", key)
        assert app.desk.grid.place == place
    assert contest.value("yongnian") == (Decimal(88), "draft", 1)


NO_SCORE = "不是得分"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("101", NO_SCORE),
        ("9x", NO_SCORE),
        ("1.23456", NO_SCORE),
        ("9..5", NO_SCORE),
        ("-", "说不清是不参评还是还没有分"),
    ],
)
async def test_what_is_no_score_is_refused_in_place(contest: Competition2010, text: str, why: str) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f2")
        await type_in(pilot, text, "enter")
        assert app.desk.grid.place == YONGNIAN
        assert app.desk.grid.edit is not None
        assert app.desk.grid.edit.text == text
        assert f"“{text}” {why}" in message(app)
        await pilot.press("escape")
        await settle(pilot)
        assert app.desk.grid.edit is None
        assert not app.left
    assert contest.value("yongnian") is None
    assert contest.journal("enter") == []


async def test_a_refused_text_can_be_mended(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "925", "enter")
        await type_in(pilot, "", "backspace", ".", "5", "enter")
    assert contest.value("yongnian") == (Decimal("92.5"), "draft", 1)


async def test_escape_leaves_the_edit_without_harm(contest: Competition2010) -> None:
    contest.enter("乙", "key-projects", "yongnian", "70")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "99", "escape")
        assert app.desk.grid.edit is None
        assert app.desk.grid.place == YONGNIAN
    assert contest.value("yongnian") == (Decimal(70), "draft", 1)


def test_ways_to_write_a_score() -> None:
    ways = {
        "n": "n/a",
        "N/A": "n/a",
        "不参评": "n/a",
        "８８．５": "88.5",
        "88。5": "88.5",
        ".5": "0.5",
        "9.": "9",
        "。5": "0.5",
    }
    assert {typed: plain(typed) for typed in ways} == ways
    same = (".", "9..5", "1.2.3", "", "-5", ".5.")
    assert tuple(map(plain, same)) == same


async def test_a_score_is_typed_with_an_input_method_on(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for character in ("。", "５"):
            app.desk.grid.post_message(events.Key(character, character))
        await type_in(pilot, "", "enter")
        for character in "不参评":
            app.desk.grid.post_message(events.Key(character, character))
        await type_in(pilot, "", "enter")
    assert contest.value("yongnian") == (Decimal("0.5"), "draft", 1)
    assert contest.value("wuan") == (None, "draft", 1)


async def test_f2_moves_in_the_text_and_without_it_arrows_save(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "70.25")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "", "f2", "left", "left", "backspace")
        await type_in(pilot, ".", "home", "delete")
        await type_in(pilot, "8", "end")
        await type_in(pilot, "5", "enter")
        assert app.desk.grid.place == ("wuan", "key-projects")
        await type_in(pilot, "66", "f2", "left")
        assert "6▏6" in "".join(segment.text for segment in app.desk.grid.render_line(2))
        await type_in(pilot, ".", "f2", "right")
        assert app.desk.grid.place == ("wuan", "stability")
    assert contest.value("yongnian") == (Decimal("80.255"), "draft", 2)
    assert contest.value("wuan") == (Decimal("6.6"), "draft", 1)


async def test_ctrl_and_an_arrow_lead_to_where_filled_cells_end(contest: Competition2010) -> None:
    for unit in ("wuan", "congtai"):
        contest.enter("甲", "key-projects", unit, "70")
    app = app_of(contest)
    visited = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in ("down", "down", "down", "up", "up", "up", "right", "left"):
            await type_in(pilot, "", f"ctrl+{key}")
            assert app.desk.grid.place is not None
            visited.append(app.desk.grid.place)
    down = [("wuan", "key-projects"), ("congtai", "key-projects"), ("shexian", "key-projects")]
    up = [("congtai", "key-projects"), ("wuan", "key-projects"), ("yongnian", "key-projects")]
    assert visited == [*down, *up, ("yongnian", "stability"), ("yongnian", "key-projects")]


async def test_delete_takes_a_score_back(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "70")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "", "delete")
        assert app.desk.opened.sheet is not None
        assert app.desk.opened.sheet.cell(YONGNIAN).text == ""
    assert contest.value("yongnian") == (None, "withdrawn", 2)


async def test_the_same_score_again_is_no_change(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "70")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "70.0", "enter")
    assert contest.value("yongnian") == (Decimal(70), "draft", 1)


async def test_a_confirmed_cell_is_not_typed_into(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "70")
    with acting(contest.store, contest.settings("丙"), "confirm") as writing:
        confirm(writing, contest_of(writing.session, "city", "2010Q3"))
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "9")
        assert app.desk.grid.edit is None
        assert "永年县 · 重点项目建设 的 70.00 已由 丙 确认" in message(app)
        await type_in(pilot, "", "delete")
    assert contest.value("yongnian") == (Decimal(70), "confirmed", 1)


async def test_whose_role_may_not_enter_is_told_at_once(contest: Competition2010) -> None:
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "9")
        assert app.desk.grid.edit is None
        assert "丙" in message(app)
    assert contest.journal("enter") == []


def fail_once(monkeypatch: pytest.MonkeyPatch, *, after_saving: bool) -> list[str]:
    """Let the first save fail, before or after it has been kept; returns the requests that are sent."""
    kept, requests = Workplace.enter, []

    def enter(self: Workplace, place: Place, held: Held) -> int:
        requests.append(held.request)
        version = kept(self, place, held) if after_saving or len(requests) > 1 else 0
        if len(requests) == 1:
            raise Unreachable("database.busy", path="x.db")
        return version

    monkeypatch.setattr(Workplace, "enter", enter)
    return requests


@pytest.mark.parametrize("after_saving", [False, True])
async def test_a_failed_save_keeps_the_text_and_its_retry_is_idempotent(
    contest: Competition2010, monkeypatch: pytest.MonkeyPatch, after_saving: bool
) -> None:
    requests = fail_once(monkeypatch, after_saving=after_saving)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "92.5", "enter")
        assert app.desk.opened.held.by_place[YONGNIAN].hold is Hold.UNSAVED
        assert "没有保存" in message(app)
        assert "未存 1" in app.desk.query_one("#state", Bar).text
        await type_in(pilot, "", "c")
        assert app.screen is app.desk
        await type_in(pilot, "", "up", "enter")
        assert app.desk.opened.held.by_place == {}
    assert requests[0] == requests[1]
    assert contest.value("yongnian") == (Decimal("92.5"), "draft", 1)
    assert len(contest.journal("enter")) == 1


async def test_a_failed_save_can_be_dropped_and_leaving_asks(
    contest: Competition2010, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_once(monkeypatch, after_saving=False)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "92.5", "enter", "q")
        assert app.screen is not app.desk
        await type_in(pilot, "", "enter")
        assert app.screen is app.desk
        await type_in(pilot, "", "up", "delete")
        assert app.desk.opened.held.by_place == {}
        await type_in(pilot, "", "q")
        assert app.left
    assert contest.value("yongnian") is None


async def test_what_is_typed_while_the_cell_is_being_saved_follows(
    contest: Competition2010, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, kept = threading.Event(), Workplace.enter

    def enter(self: Workplace, place: Place, held: Held) -> int:
        gate.wait(10)
        return kept(self, place, held)

    monkeypatch.setattr(Workplace, "enter", enter)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("8", "1", "enter", "up", "8", "2", "enter", "up", "8", "3", "enter")
        await pilot.pause()
        shown = app.desk.opened.held.shown(YONGNIAN)
        assert shown is not None
        assert shown.text == "83"
        await pilot.press("q")
        assert not app.left
        gate.set()
        await settle(pilot)
        assert app.desk.opened.held.by_place == {}
    assert contest.value("yongnian") == (Decimal(83), "draft", 2)


async def test_the_last_change_is_undone_step_by_step_and_journalled(contest: Competition2010) -> None:
    contest.enter("乙", "key-projects", "yongnian", "70")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "81", "enter")
        await type_in(pilot, "82", "enter", "up", "up")
        await type_in(pilot, "83", "enter")
        await type_in(pilot, "", "z")
        assert contest.value("yongnian") == (Decimal(81), "draft", 4)
        assert app.desk.grid.place == YONGNIAN
        await type_in(pilot, "", "z")
        assert contest.value("wuan") == (None, "withdrawn", 2)
        await type_in(pilot, "", "z")
        assert contest.value("yongnian") == (Decimal(70), "draft", 5)
        await type_in(pilot, "", "z")
        assert "没有可以撤销的改动" in message(app)
    last = contest.journal("enter")[-1]
    assert (last.who, last.before["score"], last.after["score"]) == ("甲", "81", "70")


async def test_a_change_that_somebody_has_built_on_is_not_undone(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "81", "enter")
        contest.enter("乙", "key-projects", "yongnian", "82")
        await type_in(pilot, "", "z")
        assert "不能撤销" in message(app)
        await type_in(pilot, "", "z")
        assert "没有可以撤销的改动" in message(app)
    assert contest.value("yongnian") == (Decimal(82), "draft", 2)


async def test_a_fault_of_the_program_loses_no_text_and_r_saves_again(
    contest: Competition2010, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Workplace.enter

    def enter(self: Workplace, place: Place, held: Held) -> int:
        raise RuntimeError("a fault")

    monkeypatch.setattr(Workplace, "enter", enter)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "81", "enter")
        await type_in(pilot, "82", "enter")
        assert app.desk.opened.held.count(Hold.UNSAVED) == 2
        assert "a fault" in message(app)
        monkeypatch.setattr(Workplace, "enter", kept)
        await type_in(pilot, "", "r")
        assert app.desk.opened.held.by_place == {}
    assert contest.value("yongnian") == (Decimal(81), "draft", 1)
    assert contest.value("wuan") == (Decimal(82), "draft", 1)


async def test_after_a_refused_score_the_next_digit_begins_anew(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "925", "enter")
        await type_in(pilot, "92.5", "enter")
    assert contest.value("yongnian") == (Decimal("92.5"), "draft", 1)


async def test_what_was_undone_can_be_done_again_until_something_else_is_typed(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "91", "enter")
        await type_in(pilot, "92", "enter")
        await type_in(pilot, "", "ctrl+z")
        await type_in(pilot, "", "z")
        assert (contest.value("yongnian"), contest.value("wuan")) == ((None, "withdrawn", 2), (None, "withdrawn", 2))
        await type_in(pilot, "", "ctrl+y")
        assert contest.value("yongnian") == (Decimal(91), "draft", 3)
        await type_in(pilot, "", "ctrl+y")
        assert contest.value("wuan") == (Decimal(92), "draft", 3)
        await type_in(pilot, "", "ctrl+y")
        assert "没有可以恢复" in app.desk.line.text
        await type_in(pilot, "", "z")
        assert contest.value("wuan") == (None, "withdrawn", 4)
        await type_in(pilot, "", "up")
        await type_in(pilot, "90", "enter")
        await type_in(pilot, "", "ctrl+y")
        assert contest.value("wuan") == (None, "withdrawn", 4)


async def test_f509_what_a_busy_database_has_hindered_is_tried_again_by_itself(
    contest: Competition2010, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = fail_once(monkeypatch, after_saving=False)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "92.5", "enter")
        assert "会自动再试（r 立即再试）" in message(app)
        await pilot.pause(1.2)
        assert len(requests) == 1, "not at once again"
        monkeypatch.setattr("screens.desk.entering.AGAIN_SECONDS", 0.0)
        await until(pilot, lambda: not app.desk.opened.held.by_place)
        assert "已经保存" in message(app)
        assert "未存" not in app.desk.query_one("#state", Bar).text
    assert requests[0] == requests[1]
    assert contest.value("yongnian") == (Decimal("92.5"), "draft", 1)


async def test_f516_a_key_that_the_last_line_names_can_be_clicked(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bar = app.desk.query_one("#keys", KeyBar)
        await type_in(pilot, "77")
        await pilot.click(bar, offset=(bar.text.index("Enter") + 1, 0))
        await settle(pilot)
        assert contest.value("yongnian") == (Decimal(77), "draft", 1)
        at = width_of(bar.text[: bar.text.index("找单位")])
        await pilot.click(bar, offset=(at, 0))
        await settle(pilot)
        assert app.screen is not app.desk
        await pilot.press("escape")
        await settle(pilot)
        await pilot.click(bar, offset=(width_of(bar.text) - 2, 0))
        await settle(pilot)
        assert type(app.screen).__name__ == "HelpDialog"


async def test_f516_points_stand_below_each_other(contest: Competition2010) -> None:
    for unit, score in (("yongnian", "70"), ("wuan", "100"), ("congtai", "n/a")):
        contest.enter("甲", "key-projects", unit, score)
    app = app_of(contest)

    def lines() -> list[str]:
        return ["".join(segment.text for segment in app.desk.grid.render_line(y)) for y in range(1, 5)]

    def points() -> set[int]:
        return {width_of(line[: line.index(".")]) for line in lines() if "." in line}

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert len(points()) == 1
        await type_in(pilot, "", "ctrl+end", "left")
        await type_in(pilot, "9.1234", "enter")
        assert len(points()) == 1, lines()
        assert "9.1234 *" in lines()[3]
        assert lines()[2].split()[1:] == ["n/a", "*", "-"]


async def test_a_score_that_is_far_from_what_is_usual_is_marked_and_taken(contest: Competition2010) -> None:
    contest.period_before({"yongnian": "50", "wuan": "90"})
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "88", "enter")
        assert contest.value("yongnian") == (Decimal(88), "draft", 1)
        assert "与上一期" not in message(app), "it is said of the cell one is at"
        await type_in(pilot, "88", "enter")
        await type_in(pilot, "", "up")
        assert "与上一期" not in message(app)
        await type_in(pilot, "", "up")
        assert "与上一期相差很大（上一期 50.00）" in message(app)
        assert app.desk.opened.sheet is not None
        app.desk.grid.expectations = Expectations(Decimal(100), {"key-projects": Middle(Decimal(40), Decimal(1))}, {})
        await type_in(pilot, "", "down")
        assert "与本项多数相差很大（中位数 40.00）" in message(app)


async def test_f515_keys_of_an_input_method_are_the_keys_that_are_meant(contest: Competition2010) -> None:
    app = app_of(contest)

    async def press(character: str) -> None:
        app.post_message(events.Key(character, character))
        await settle(pilot)

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press("？")
        assert type(app.screen).__name__ == "HelpDialog"
        await pilot.press("escape")
        await press("、")
        assert isinstance(app.screen, ChoiceDialog)
        await press("武")
        assert app.screen.query_one(Input).value == "武", "a field takes what is typed"
        await pilot.press("enter")
        await settle(pilot)
        assert app.desk.grid.place == ("wuan", "key-projects")
        await press("８")
        await press("。")
        await press("５")
        await pilot.press("enter")
        await settle(pilot)
        assert contest.value("wuan") == (Decimal("8.5"), "draft", 1)
        await press("ｚ")
        assert contest.value("wuan") == (None, "withdrawn", 2)


async def test_a_filled_range_is_undone_at_once(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "77", "enter", "up", "shift+down", "shift+down", "ctrl+d")
        assert [contest.value(unit) for unit in ("wuan", "congtai")] == [(Decimal(77), "draft", 1)] * 2
        await type_in(pilot, "", "z", "down", "enter")
        assert [contest.value(unit) for unit in ("wuan", "congtai")] == [(None, "withdrawn", 2)] * 2
        assert contest.value("yongnian") == (Decimal(77), "draft", 1)


async def test_tab_takes_what_was_found(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_in(pilot, "", "slash", "s", "x", "tab")
        assert app.screen is app.desk
        assert app.desk.grid.place == ("shexian", "key-projects")


async def test_tab_in_the_last_column_overwrites_nothing(contest: Competition2010) -> None:
    """There is no cell further on: what is typed behind is no new score of the cell that was just left."""
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "right", *"81", "tab", *"82", "tab")
        assert contest.value("yongnian", "stability") == (Decimal(81), "draft", 1)
        assert app.desk.grid.edit is None
        assert "右边没有格了" in message(app)
        await press(pilot, "enter", *"71", "enter")
        assert contest.value("wuan", "stability") == (Decimal(71), "draft", 1), "Enter goes on below"
        await press(pilot, *"61", "tab", "f2", *["backspace"] * 5, *"63", "enter")
        assert contest.value("congtai", "stability") == (Decimal(63), "draft", 2), "it can be changed at once"


async def test_a_key_goes_to_the_cell_that_keeps_the_desk_from_going_on(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        held = app.desk.opened.held
        held.by_place[("congtai", "stability")] = Held("7", 0, "", Hold.UNSAVED)
        for key in ("w", "i", "k"):
            await press(pilot, key)
            assert "丛台区 · 维护社会稳定 还没有保存（共 1 格）：按 o 到那一格" in message(app), key
        await press(pilot, "o")
        assert app.desk.grid.place == ("congtai", "stability")
        await press(pilot, "delete", "o")
        assert "各格都已保存" in message(app)


async def test_keys_go_to_the_next_cell_of_a_kind(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "wuan", "80")
    contest.enter("乙", "stability", "yongnian", "70")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        grid = app.desk.grid
        await press(pilot, "X")
        assert grid.place == ("wuan", "key-projects")
        await press(pilot, "X")
        assert grid.place == ("yongnian", "stability")
        await press(pilot, "X", "M")
        assert grid.place == ("wuan", "key-projects"), "from the last one on to the first again"
        await press(pilot, "x")
        assert grid.place == ("congtai", "key-projects")
        await press(pilot, *"5", "enter", "up", "up", "up", "x")
        assert grid.place == ("shexian", "key-projects"), "what is filled is passed over"


def test_what_is_said_of_a_confirmed_cell_gives_way_on_narrow_terminals() -> None:
    at = datetime(2010, 10, 3, 9, 15, 20, tzinfo=UTC)
    cell = SheetCell("88.50", CellState.CONFIRMED, 2, "甲", at, "丙", at)
    for lang in ("zh", "en"):
        whole = cell_words(cell, "Asia/Shanghai", lang)
        assert "10-03 17:15:20" in whole
        for room in (54, 44, 38):
            words = cell_words(cell, "Asia/Shanghai", lang, room)
            assert width_of(words) <= room or room == 38, (lang, room)
            assert "10-03 17:15" in words
            assert "88.50" in words
            assert "丙" in words
