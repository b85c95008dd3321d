"""Ballots typed in one by one from paper at the desk: a key a slip, counted twice, kept at every slip."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from scoreboard.desk.slips import SlipCount
from scoreboard.models import Nominee
from screens.desk.ballots import BallotsDialog
from screens.desk.slips import SlipsDialog
from screens.desk.stars import StarsScreen
from screens.widgets.bars import KeyBar
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle
from tests.screens.desk.test_nominating import GOOD, add, count


def said(app: DeskApp, what: str) -> str:
    return str(app.screen.query_one(f"#{what}", Static).content)


def fields(app: DeskApp, group: str) -> list[str]:
    return [app.screen.query_one(f"#{group}_{count}", Input).value for count in ("issued", "returned", "valid", "for")]


async def open_slips(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await press(pilot, "t", "e", "f2")
    assert isinstance(pilot.app.screen, SlipsDialog)


async def test_s17_two_counts_that_agree_are_entered_as_any_others(contest: Competition2010) -> None:
    add(contest)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_slips(pilot)
        await press(pilot, *"11123", "backspace", "3", "3")
        assert said(app, "tally") == "赞成 3　不赞成 1　无效 2　共 6 张"
        assert said(app, "last").endswith("4 反  5 废  6 废")
        await press(pilot, "backspace", "enter")
        assert "第 2 遍" in said(app, "which")
        await press(pilot, *"3211", "enter")
        assert "两遍不一致" in said(app, "reason")
        assert "第 1 张起不同" in said(app, "reason")
        await press(pilot, *"32111", "enter")
        assert said(app, "which") == "两遍一致"
        await press(pilot, "enter")
        assert isinstance(app.screen, BallotsDialog)
        assert fields(app, "members") == ["", "5", "4", "3"]
        await press(pilot, *"6", "f9")
        assert isinstance(app.screen, StarsScreen)
        await press(pilot, "e", "f2")
        assert said(app, "tally").endswith("共 0 张"), "what has been entered is not offered again"
    with contest.store.read() as session:
        nominee = session.get_one(Nominee, 1)
    assert (nominee.members_issued, nominee.members_returned, nominee.members_valid, nominee.members_for) == (
        6,
        5,
        4,
        3,
    )


async def test_a_digit_too_many_lets_go_of_nothing_that_two_counts_agree_on(contest: Competition2010) -> None:
    add(contest)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_slips(pilot)
        await press(pilot, *"12", "enter", *"12", "enter")
        for key in ("1", "2", "3"):
            await press(pilot, key)
            assert said(app, "which") == "两遍一致"
            assert "这一键没有计入" in said(app, "reason")
        await press(pilot, "backspace", "3")
        assert "第 2 遍" in said(app, "which")
        assert said(app, "tally").endswith("共 3 张")
        await press(pilot, "backspace", "enter", "enter")
        assert fields(app, "members") == ["", "2", "2", "1"]


async def test_a_count_that_is_broken_off_goes_on_where_it_was(contest: Competition2010) -> None:
    add(contest)
    for leave in (("escape",), ()):  # the second time the program is simply gone
        app = app_of(contest)
        async with app.run_test(size=(80, 24)) as pilot:
            await open_slips(pilot)
            await press(pilot, *"12", *leave)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_slips(pilot)
        assert "接着上次" in said(app, "reason")
        assert said(app, "tally").endswith("共 4 张")
        await press(pilot, "delete")
        assert said(app, "tally").endswith("共 4 张")
        await press(pilot, "delete")
        assert said(app, "tally").endswith("共 0 张")


async def test_where_it_cannot_be_kept_it_is_not_dropped_by_one_key(
    contest: Competition2010, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(contest)
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/nowhere")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_slips(pilot)
        await press(pilot, "1")
        assert "没能暂存" in said(app, "reason")
        assert app.screen.holds_back(app.exit)
        await press(pilot, "2", "escape")
        assert isinstance(app.screen, SlipsDialog)
        assert app.screen.count == SlipCount(("+-",))
        await press(pilot, "escape")
        assert isinstance(app.screen, BallotsDialog)


async def test_what_is_typed_into_the_fields_is_there_again_after_the_desk_was_killed(contest: Competition2010) -> None:
    nominee = add(contest)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "e", *"12", "tab", *"1")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "e")
        assert fields(app, "members") == ["12", "1", "", ""]
        assert "接着上次没有保存的输入" in str(app.screen.query(".fact").first(Static).content)
        await press(pilot, "escape")
        assert isinstance(app.screen, BallotsDialog), "it is not dropped by one key"
        await press(pilot, "escape", "e")
        assert fields(app, "members") == ["", "", "", ""], "what was dropped is not offered again"
        await press(pilot, *"7")
    count(contest, nominee, GOOD, 1)
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", "e")
        assert fields(app, "members") == ["12", "10", "10", "8"], "nothing older covers what another has counted since"


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_key_of_the_count_is_named_on_the_screen_of_80x24(contest: Competition2010, lang: str) -> None:
    add(contest)
    app = app_of(contest, lang=lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_slips(pilot)
        shown = app.screen.query_one(KeyBar).text
        assert all(f" {key} " in shown for key in ("1", "2", "3", "Enter", "Backspace", "Esc"))
