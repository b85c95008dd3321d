"""A reviewer sees which drafts are far from what was to be expected, before signing them."""

import pytest
from textual.widgets import Static

from screens.desk.review import ReviewScreen
from screens.widgets.rows import RowList
from tests.screens.desk.conftest import Competition2010, app_of, press, settle, until


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
