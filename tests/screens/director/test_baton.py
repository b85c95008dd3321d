"""One console moves the stage; every other one asks before it takes the baton, and nothing moves by taking it."""

from dataclasses import replace

import pytest

from scoreboard.settings import Settings
from screens.director.stage_wishes import StageWish
from tests.screens.director.console import console


async def test_a_restarted_console_goes_on_only_after_an_explicit_go(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "space", "space")
        assert not desk.screen.query_one("#cover").display
    async with console(handan) as desk:
        assert "尚未接手" in desk.part("cover")
        await desk.press("space")
        assert desk.place == (2, 2)
        assert "从这里继续" in desk.part("notice")
        await desk.press("space")
        assert desk.place == (2, 2)
        await desk.press("y")
        assert desk.place == (2, 2)
        assert not desk.screen.query_one("#cover").display
        await desk.press("space")
        assert desk.place == (2, 3)


async def test_a_baton_taken_elsewhere_is_unmistakable_and_asked_for(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
        desk.elsewhere(StageWish("take"), handan)
        await desk.until(lambda: not desk.screen.stage.holds_baton)
        await desk.settle()
        assert "admin" in desk.part("cover")
        for key in ("space", "pageup", "h"):
            await desk.press(key, "escape")
            assert desk.place == (1, 1)
            assert not desk.screen.stage.holds_baton
        await desk.press("space", "y")
        assert desk.screen.stage.holds_baton
        assert desk.place == (1, 1)


async def test_of_two_consoles_one_moves_and_never_both(handan: Settings) -> None:
    async with console(handan) as first:
        await first.press("space")
        async with console(replace(handan, acting="admin"), acting="admin") as second:
            stale = second.view
            await second.press("space", "y")
            first.screen.stage.view = replace(stale)
            await first.press("space")
            assert first.place == (1, 1)
            assert first.screen.stage.asking == StageWish("take")
            await second.press("space")
            assert second.place == (2, 1)


async def test_covering_needs_no_baton_and_leaves_it_where_it_is(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
        desk.elsewhere(StageWish("take"), handan)
        await desk.until(lambda: not desk.screen.stage.holds_baton)
        await desk.press("c")
        assert desk.stage.covered
        assert not desk.screen.stage.holds_baton
        await desk.press("u")
        assert desk.stage.covered


@pytest.mark.parametrize("key", ["x", "m"])
async def test_the_baton_is_asked_for_before_words_are(handan: Settings, key: str) -> None:
    """A reason was typed in full before the console asked whether the director goes on here at all."""
    async with console(handan) as desk:
        await desk.press("space")
    async with console(handan) as desk:
        await desk.press(key)
        assert desk.host.screen is desk.screen
        assert "从这里继续" in desk.part("notice")
        await desk.press("y", key)
        assert desk.host.screen is not desk.screen
