"""Confirming at the desk: what was seen is what is confirmed."""

from decimal import Decimal

import pytest

from scoreboard.desk import portions
from scoreboard.models import Series
from screens.desk.choice import ChoiceDialog
from screens.desk.review import ReviewScreen
from screens.widgets.bars import Bar, MessageBar
from screens.widgets.rows import RowList
from tests.screens.desk.conftest import Competition2010, app_of, settle, until
from tests.screens.desk.test_desk_closing import press


async def test_f502_a_score_that_is_saved_while_somebody_confirms_is_not_confirmed(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "92.11")
    contest.enter("甲", "key-projects", "wuan", "80")
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert isinstance(app.screen, ChoiceDialog)
        contest.enter("乙", "key-projects", "yongnian", "29.11")
        await press(pilot, "down", "enter")
        message = app.desk.query_one("#message", Bar).text
        assert "永年县 · 重点项目建设" in message
        assert "29.11" in message
        assert contest.value("yongnian") == (Decimal("29.11"), "draft", 2)
        assert contest.value("wuan") == (Decimal(80), "draft", 1), "nothing else is confirmed either"
        assert app.desk.opened.sheet is not None
        assert app.desk.opened.sheet.cell(("yongnian", "key-projects")).text == "29.11", "it is shown again"
        await press(pilot, "c", "down", "enter")
        assert "已确认 2 个得分" in app.desk.query_one("#message", Bar).text
    assert contest.value("yongnian") == (Decimal("29.11"), "confirmed", 2)


async def test_a_draft_that_nobody_at_the_desk_has_seen_is_not_confirmed_with_the_others(
    contest: Competition2010,
) -> None:
    contest.enter("甲", "key-projects", "yongnian", "92.11")
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        contest.enter("乙", "stability", "wuan", "1")
        await until(
            pilot, lambda: "维护社会稳定" in app.desk.query_one("#message", Bar).text
        )  # told behind the question
        await press(pilot, "down", "down", "down", "enter")
        assert "已确认 1 个得分" in app.desk.query_one("#message", Bar).text
    assert contest.value("wuan", "stability") == (Decimal(1), "draft", 1)


async def test_the_drafts_of_all_judges_are_confirmed_with_a_cell(contest: Competition2010) -> None:
    with contest.store.transaction() as session:
        series = session.get_one(Series, "city")
        series.judges = "mean"
        session.add(series)
    for judge, text in (("评一", "90"), ("评二", "80")):
        contest.enter("甲", "key-projects", "yongnian", text, judge=judge)
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "c")
        assert [row.cells[1] for row in app.screen.query_one(RowList).rows] == ["2 个草稿"] * 4
        contest.enter("甲", "key-projects", "yongnian", "85", judge="评二")
        await press(pilot, "enter")
        assert "85.00" in app.desk.query_one("#message", Bar).text
        await press(pilot, "c", "enter")
        assert "已确认 2 个得分" in app.desk.query_one("#message", Bar).text
        assert app.desk.opened.sheet is not None
        assert app.desk.opened.sheet.drafts == 0


async def test_a_large_deed_says_how_far_it_is_and_what_it_left(
    contest: Competition2010, monkeypatch: pytest.MonkeyPatch
) -> None:
    for unit in ("congtai", "wuan", "yongnian"):
        contest.enter("甲", "key-projects", unit, "90")
    for name in ("FIRST", "LEAST", "MOST"):
        monkeypatch.setattr(portions, name, 1)
    told: list[str] = []
    show = MessageBar.tell

    def tell(line: MessageBar, sentence: str, tone: str = "") -> None:
        told.append(sentence)
        show(line, sentence, tone)

    def pause(_seconds: float) -> None:
        if contest.value("congtai") == (Decimal(90), "draft", 1):
            contest.enter("乙", "key-projects", "congtai", "10")

    monkeypatch.setattr(MessageBar, "tell", tell)
    monkeypatch.setattr(portions.time, "sleep", pause)
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "down", "enter")
        message = app.desk.query_one("#message", Bar).text
    assert "正在确认：1/3" in told
    assert "已确认 2 个得分" in message
    assert "丛台区 · 重点项目建设" in message
    assert contest.value("congtai") == (Decimal(10), "draft", 2)


async def test_a_score_that_was_read_and_not_painted_yet_is_not_confirmed(contest: Competition2010) -> None:
    """A key that comes in the moment between signs what stood on the screen, and leaves the other."""
    contest.enter("甲", "key-projects", "yongnian", "92.11")
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        opened = app.desk.opened
        contest.enter("乙", "key-projects", "yongnian", "29.11")
        contest.enter("乙", "stability", "wuan", "1")
        with app.batch_update():
            opened._take(opened.workplace.sheet())
            app.desk.action_confirm()
        await settle(pilot)
        await press(pilot, "down", "down", "down", "enter")
    assert contest.value("yongnian") == (Decimal("29.11"), "draft", 2)
    assert contest.value("wuan", "stability") == (Decimal(1), "draft", 1)


async def test_drafts_are_accepted_in_the_review_once_they_have_been_painted(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "92.11")
    app = app_of(contest, "丙")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        assert isinstance(app.screen, ReviewScreen)
        contest.enter("乙", "key-projects", "yongnian", "29.11")
        workplace = app.desk.opened.workplace
        with app.batch_update():
            app.screen._take(workplace.review(None).drafts)
            app.screen.action_accept_page()
            app.screen.action_accept()
            assert not app.screen.accepted
        await settle(pilot)
        await press(pilot, "p")
        assert [one.version for one in app.screen.accepted] == [2]
