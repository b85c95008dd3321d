"""The console follows the stage, whoever moves it, and stands where the stage stands."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

from scoreboard.desk.closing import close
from scoreboard.desk.reopening import reopen
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from screens.director.console import SETTLED
from screens.director.overlay import Tidings
from screens.director.stage_wishes import StageWish
from screens.scene_view import SceneView
from tests.screens.director.console import CLOSING, console


@contextmanager
def held(settings: Settings) -> Iterator[None]:
    """Another program has begun to write the public file and does not end."""
    with closing(sqlite3.connect(settings.paths.public, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_a_step_taken_elsewhere_is_shown(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
        there = desk.elsewhere(StageWish("next"), handan)
        await desk.until(lambda: desk.view.sequence == there.sequence)
        await desk.settle()
        assert desk.view == there
        assert str(there.sequence) in desk.part("notice")
        await desk.press("space", "y", "space")
        assert desk.place == (2, 2)


async def test_a_step_taken_elsewhere_puts_away_a_question(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", *CLOSING, "enter")
        assert desk.screen.stage.asking is not None
        there = desk.elsewhere(StageWish("next"), handan)
        await desk.until(lambda: desk.view.sequence == there.sequence)
        await desk.settle()
        assert desk.screen.stage.asking is None
        await desk.press("y")
        assert desk.place == (2, 1)


async def test_a_new_console_stands_at_the_same_step_and_moves_nothing(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "space", "space")
        left = desk.stage
    async with console(handan) as desk:
        assert desk.view == left
        assert desk.stage == left
        preview = desk.screen.query_one(SceneView)
        assert preview.scene == left.scene
        assert preview.elapsed >= SETTLED


async def test_a_period_that_is_not_closed_cannot_be_directed_until_it_is(handan: Settings) -> None:
    store = Store(handan.paths)
    try:
        reviewer = replace(handan, acting="reviewer")
        with acting(store, reviewer, "reopen") as writing:
            reopen(writing, contest_of(writing.session, "city", "2010Q3"))
        async with console(handan) as desk:
            assert "还没有结账" in desk.part("notice")
            await desk.press("space")
            assert desk.place == (None, None)
            assert "还没有结账" in desk.part("notice")
            with acting(store, reviewer, "close") as writing:
                close(writing, contest_of(writing.session, "city", "2010Q3"))
            await desk.until(lambda: desk.view.closed)
            await desk.press("space")
            assert desk.place == (1, 1)
    finally:
        store.close()


async def test_f702_a_hall_that_cannot_follow_is_said_in_red_until_it_is_level(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
        await desk.until(lambda: desk.screen.following.behind == (0, ""))
        with held(handan):
            await desk.press("space", "space")
            assert desk.place == (2, 2), "no step waits for whoever holds the file"
            await desk.until(lambda: desk.screen.following.behind[0] >= 2)
            await desk.until(lambda: "大屏落后" in desk.part("cover"))
            assert desk.screen.bars[0].red
            await desk.press("x")
            assert "大屏落后" in str(desk.host.screen.query_one(Tidings).render())
            await desk.press("escape")
        await desk.until(lambda: desk.screen.following.behind == (0, ""))
        await desk.until(lambda: "大屏落后" not in desk.part("cover"))


async def test_f702_what_somebody_else_did_and_the_hall_does_not_see_is_said_too(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
        with held(handan):
            desk.elsewhere(StageWish("next"), handan)
            await desk.until(lambda: desk.screen.following.behind[0] > 0)
        await desk.until(lambda: desk.screen.following.behind == (0, ""))
