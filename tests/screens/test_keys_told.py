"""The help of a screen tells every key that is bound there, in both languages, and fits the smallest terminal."""

from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.settings import Settings
from screens.desk.help import KeysDialog
from screens.director.keys import ConsoleKeys
from screens.widgets.cells import width_of
from screens.widgets.rows import RowList
from tests.handan import handan, prepared
from tests.screens.desk.conftest import Competition2010, app_of, press, settle
from tests.screens.director.console import console

__all__ = ["handan", "prepared"]


def fits(told: RowList) -> bool:
    """Whether all rows are on the screen, none of their cells cut."""
    fixed = sum(column.width for column in told.columns) + told.gap * (len(told.columns) - 1) + 2
    flexible = sum(column.width == 0 for column in told.columns)
    room = (told.size.width - fixed) // flexible
    whole = all(
        width_of(cell) <= (column.width or room)
        for row in told.rows
        for column, cell in zip(told.columns, row.cells, strict=True)
    )
    return whole and len(told.rows) <= told.size.height


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_stars_and_promises_tell_their_keys(tmp_path: Path, lang: str) -> None:
    contest = Competition2010(tmp_path)
    contest.fill()
    app = app_of(contest, "管", lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for room, keys in (("t", "noixsdaecwu?"), ("p", "areol?")):
            await press(pilot, room, "question_mark")
            assert isinstance(app.screen, KeysDialog)
            told = app.screen.query_one(RowList)
            assert set(keys) <= {key for row in told.rows for key in row.cells[0].split()}
            assert fits(told)
            await press(pilot, "escape", "escape")
            assert app.screen is app.desk


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_console_tells_its_keys(handan: Settings, lang: str) -> None:

    async with console(replace(handan, lang=lang), size=(80, 24)) as desk:
        await desk.press("question_mark")
        assert isinstance(desk.host.screen, ConsoleKeys)
        told = desk.host.screen.query_one(RowList)
        shown = " ".join(cell for row in told.rows for cell in row.cells)
        assert all(f" {key} " in f" {shown} " for key in "cugmxowarvkyhq")
        assert fits(told), [row.cells for row in told.rows]
        await desk.press("f9")
        assert desk.stage.covered
        await desk.press("escape")
        assert desk.host.screen is desk.screen
