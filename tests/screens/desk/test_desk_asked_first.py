"""What is asked, or refused, before it is done: elections, confirming, honours and deadlines; and what stands first."""

import pytest
from textual import events
from textual.widgets import Input

from scoreboard.desk.promises import RECTIFICATION
from screens.desk.file_dialog import FileDialog
from screens.desk.preview_lines import CellLine
from screens.desk.promise_forms import PromiseForms
from screens.widgets.bars import Bar
from tests.screens.desk.conftest import Competition2010, app_of, press, settle
from tests.screens.desk.test_desk_importing import preview_screen


async def test_a_preview_begins_with_what_changes(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.desk.grid.post_message(events.Paste("92\n93"))
        await settle(pilot)
        first = next(row for row in preview_screen(app).rows.rows if row.key is not None)
        assert isinstance(first.key, CellLine)


async def test_an_operator_is_refused_before_it_is_asked_what_to_confirm(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    contest = Competition2010(tmp_path_factory.mktemp("second"))
    contest.fill(confirm="second-person")
    contest.enter("甲", "key-projects", "yongnian", "84.3")
    for who, said in ("甲", "不能确认"), ("丙", "没有绑定"):
        app = app_of(contest, who)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, "c")
            assert app.screen is app.desk
            assert said in app.desk.query_one("#message", Bar).text


async def test_what_is_typed_takes_the_place_of_the_folder(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "i", *"/tmp/")
        assert isinstance(app.screen, FileDialog)
        assert app.screen.query_one("#path", Input).value == "/tmp/"


@pytest.mark.parametrize(("lang", "shown"), [("zh", "年-月-日"), ("en", "YYYY-MM-DD")])
def test_a_day_that_is_to_be_typed_is_shown_by_its_form_and_a_deadline_is_needed(lang: str, shown: str) -> None:
    due = next(field for field in PromiseForms(lang).add(RECTIFICATION, (), "2010-10-20") if field.name == "due")
    assert (due.hint, due.needed) == (shown, True)
