"""Who is at the desk, and leaving it."""

from pathlib import Path

from scoreboard.models import Person
from screens.desk import DeskScreen
from screens.desk.choice import ChoiceDialog
from screens.widgets.bars import Bar
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, settle


async def test_the_desk_asks_who_acts_and_lists_who_may(contest: Competition2010) -> None:
    with contest.store.transaction() as session:
        disabled = session.get_one(Person, "乙")
        disabled.disabled = True
        session.add(disabled)
    app = app_of(contest, None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, ChoiceDialog)
        assert {row.key for row in app.screen.picker.rows} == {"管", "甲", "丙", "绑"}
        while app.screen.query_one("#choices").current != "甲":  # type: ignore[attr-defined]
            await pilot.press("down")
        await pilot.press("enter")
        await settle(pilot)
        assert "甲" in app.desk.query_one("#contest", Bar).text
        await pilot.press("8", "8", "enter")
        await settle(pilot)
    (deed,) = contest.journal("enter")
    assert (deed.who, deed.proof) == ("甲", "unproved")


async def test_without_an_answer_the_desk_is_left(contest: Competition2010) -> None:
    app = app_of(contest, None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.left


async def test_an_unknown_person_sees_nothing(contest: Competition2010) -> None:
    app = app_of(contest, "谁")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.desk.opened.sheet is None
        assert "谁" in app.desk.query_one("#message", Bar).text
        await pilot.press("q")
        await settle(pilot)
        assert app.left


async def test_without_people_one_can_only_look(tmp_path: Path) -> None:
    competition = Competition2010(tmp_path)
    competition.fill()
    with competition.store.transaction() as session:
        for name in ("管", "甲", "乙", "丙", "绑", "别处"):
            session.delete(session.get_one(Person, name))
    app = app_of(competition, None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.desk.opened.sheet is not None
        await pilot.press("9")
        await pilot.pause()
        assert app.desk.grid.edit is None
        assert "还没有人员" in app.desk.query_one("#message", Bar).text


async def test_an_empty_database_says_what_to_do(tmp_path: Path) -> None:
    app = app_of(Competition2010(tmp_path), None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "按 f 装入" in app.desk.query_one("#message", Bar).text


async def test_somebody_else_takes_over(contest: Competition2010) -> None:
    app = app_of(contest, "甲")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("8", "8", "enter")
        await settle(pilot)
        await pilot.press("w")
        await settle(pilot)
        while app.screen.query_one("#choices").current != "乙":  # type: ignore[attr-defined]
            await pilot.press("down")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("z")
        await settle(pilot)
        await pilot.press("7", "7", "enter")
        await settle(pilot)
    assert [deed.who for deed in contest.journal("enter")] == ["甲", "乙"]


async def test_the_contest_that_is_named_is_opened_in_english(contest: Competition2010) -> None:
    app = DeskApp(DeskScreen(contest.store, contest.settings("甲", "en"), series="city", period="2010Q2"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "City · 2010Q2" in app.desk.query_one("#contest", Bar).text
        assert "published" in app.desk.query_one("#state", Bar).text


async def test_judges_are_chosen_before_scores_are_typed(tmp_path: Path) -> None:
    competition = Competition2010(tmp_path)
    competition.fill(judges="trimmed-mean")
    competition.enter("甲", "key-projects", "yongnian", "95", judge="张")
    app = app_of(competition)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, ChoiceDialog)
        await pilot.press(*"李", "enter")
        await settle(pilot)
        await pilot.press("9", "0", "enter")
        await settle(pilot)
        assert app.desk.opened.sheet is not None
        assert (app.desk.opened.sheet.judge, app.desk.opened.sheet.panel) == ("李", ("张", "李"))
        assert app.desk.opened.sheet.drafts == 2
    score = competition.score("yongnian", judge="李")
    assert score is not None
    assert score.value == 90
