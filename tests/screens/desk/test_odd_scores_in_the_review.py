"""A reviewer sees which drafts are far from what was to be expected, before signing them."""

import pytest
from textual.widgets import Static

from screens.desk.review import ReviewScreen
from screens.widgets.rows import RowList
from tests.screens.desk.conftest import Competition2010, app_of, press, settle, until
from tests.screens.desk.test_desk_importing import said


@pytest.mark.parametrize(
    ("lang", "told"), [("zh", "与上一期相差很大（上一期 92.00）"), ("en", "far from the last period (92.00)")]
)
async def test_a_draft_far_from_the_last_period_is_marked_and_told(
    contest: Competition2010, lang: str, told: str
) -> None:
    contest.period_before({"yongnian": "92", "wuan": "90"})
    contest.enter("甲", "key-projects", "yongnian", "12")
    contest.enter("甲", "key-projects", "wuan", "91")
    app = app_of(contest, "丙", lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await until(pilot, lambda: app.desk.grid.expectations is not None)
        await press(pilot, "v")
        assert isinstance(app.screen, ReviewScreen)
        rows = app.screen.query_one(RowList)
        assert [(row.cells[3], row.tone) for row in rows.rows] == [("12.00", "bad"), ("91.00", "")]
        draft = app.screen.query_one("#draft", Static)
        assert told in str(draft.content)
        await press(pilot, "down")
        assert told not in str(draft.content)
        await press(pilot, "up", "space")
        assert rows.rows[0].tone == "good"


@pytest.mark.parametrize(("lang", "told"), [("zh", "1 个异常的请逐个看过"), ("en", "look at 1 unusual one")])
async def test_a_page_is_accepted_without_its_odd_drafts(contest: Competition2010, lang: str, told: str) -> None:
    contest.period_before({"yongnian": "92", "wuan": "90"})
    contest.enter("甲", "key-projects", "yongnian", "91")
    contest.enter("甲", "key-projects", "wuan", "12")
    contest.enter("甲", "key-projects", "congtai", "90")
    app = app_of(contest, "丙", lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await until(pilot, lambda: app.desk.grid.expectations is not None)
        await press(pilot, "v", "p")
        rows = app.screen.query_one(RowList)
        assert [(row.cells[3], row.tone) for row in rows.rows] == [
            ("91.00", "good"),
            ("12.00", "bad"),
            ("90.00", "good"),
        ]
        assert told in said(app)
        assert rows.rows[rows.at].cells[3] == "12.00", "it is gone to, and told why it is odd"
        await press(pilot, "space")
        assert rows.rows[1].tone == "good"
        await press(pilot, "p")
        assert told not in said(app)
