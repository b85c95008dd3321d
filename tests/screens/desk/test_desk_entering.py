"""Typing scores into the grid: what reaches the database, and what is refused in place."""

from decimal import Decimal

from tests.screens.desk.conftest import Competition2010, app_of, settle


async def test_a_typed_score_is_saved_as_a_draft_and_enter_goes_down(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("9", "2", ".", "5", "enter")
        await settle(pilot)
        assert app.desk.grid.place == ("wuan", "key-projects")
        assert app.desk.sheet is not None
        assert app.desk.sheet.cell(("yongnian", "key-projects")).text == "92.50"
    assert contest.value("yongnian") == (Decimal("92.5"), "draft", 1)
    (deed,) = contest.journal("enter")
    assert (deed.who, deed.subject, deed.before) == ("甲", "city/2010Q3/key-projects/yongnian", None)
    assert deed.request
