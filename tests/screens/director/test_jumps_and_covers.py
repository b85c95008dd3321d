"""Jumping, covering, and the question before a step that reveals several results."""

import pytest

from scoreboard.settings import Settings
from scoreboard.wire import UNSET
from screens.director.hall_picture import HallPicture
from screens.director.stage_wishes import StageWish
from screens.scene_view import SceneView
from tests.screens.director.console import CLOSING, console


async def test_a_number_and_enter_go_to_a_cue(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "g", "1", "2")
        assert "服务群众星" in desk.part("notice")
        assert desk.place == (1, 1)
        await desk.press("enter")
        assert desk.place == (12, 1)
        assert desk.screen.jump.number is None


async def test_the_cursor_and_two_enters_go_to_a_cue(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "down", "down", "enter")
        assert desk.place == (1, 1)
        await desk.press("enter")
        assert desk.place == (3, 1)


async def test_a_click_moves_the_cursor_alone(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
        await desk.pilot.click("#sheet", offset=(8, 5))
        await desk.settle()
        assert desk.screen.jump.cursor == 5
        assert desk.place == (1, 1)


async def test_a_number_that_is_no_cue_goes_nowhere(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "9", "9", "enter")
        assert desk.place == (1, 1)
        assert "没有这个环节" in desk.part("notice")
        await desk.press("backspace", "enter")
        assert desk.place == (9, 1)


async def test_a_step_while_a_jump_is_prepared_does_nothing(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "g", "5", "space", "pageup")
        assert desk.place == (1, 1)


async def test_escape_puts_away_a_jump_and_nothing_else(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "escape", "g", "5", "escape", "escape")
        assert desk.place == (1, 1)
        assert not desk.host.left
        await desk.press("space")
        assert desk.place == (2, 1)


async def test_several_results_at_once_want_a_second_press(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", *CLOSING, "enter")
        assert desk.place == (1, 1)
        assert "9" in desk.part("notice")
        await desk.press("space", "enter")
        assert desk.place == (1, 1)
        await desk.press("y")
        assert desk.place == (18, 1)
        assert all(line.revealed for line in desk.view.lines if line.kind == "flag")


async def test_a_question_can_be_put_away(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", *CLOSING, "enter", "escape", "y")
        assert desk.place == (1, 1)
        assert not any(line.revealed for line in desk.view.lines if line.kind == "flag")


async def test_covering_is_seen_at_once_and_undone_by_its_own_key(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "c")
        assert desk.stage.covered
        assert desk.screen.query_one("#cover").display
        assert "已遮住" in desk.text
        cover = desk.screen.query_one(HallPicture).cover
        assert desk.screen.query_one(SceneView).scene == cover
        assert cover.contest is not UNSET, "the contest's own"
        await desk.press("c")
        assert desk.stage.covered
        await desk.press("u")
        assert not desk.stage.covered
        assert not desk.screen.query_one("#cover").display
        assert desk.screen.query_one(SceneView).scene == desk.stage.scene


@pytest.mark.parametrize("key", ["b", "full_stop"])
async def test_the_dark_button_of_a_clicker_covers_and_uncovers(handan: Settings, key: str) -> None:
    async with console(handan) as desk:
        await desk.press("space", key)
        assert desk.stage.covered
        await desk.press(key)
        assert not desk.stage.covered


async def test_the_next_step_uncovers_and_says_so_before(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "c")
        assert "揭去遮盖" in desk.part("next")
        await desk.press("space")
        assert (desk.stage.cue, desk.stage.covered) == (2, False)


async def test_covering_waits_for_no_question_and_no_other_director(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", *CLOSING, "enter")
        assert desk.screen.stage.asking is not None
        seen = desk.view
        desk.elsewhere(StageWish("next", seen.sequence), handan)
        desk.screen.stage.view = seen
        await desk.press("c")
        assert desk.stage.covered
        assert desk.screen.stage.asking is None
