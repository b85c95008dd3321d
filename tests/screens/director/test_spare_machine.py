"""In the middle of a ceremony a spare machine takes over: its display and its console stand at the step."""

import asyncio
from dataclasses import replace
from pathlib import Path

from scoreboard.desk.backups import back_up
from scoreboard.desk.restoring import restore
from scoreboard.settings import Settings
from screens.app import KioskApp
from screens.scene_view import SceneView
from tests.screens.director.console import console
from tests.screens.played import draw

SETTLED = 1000.0


async def test_display_and_console_of_a_spare_machine_stand_at_the_step_and_go_on(
    handan: Settings, tmp_path: Path
) -> None:
    async with console(handan) as desk:
        await desk.press("space", "6", "enter", "space", "space", "space")
        left = desk.stage
    back_up(replace(handan, acting="admin"), tmp_path / "stick.backup")
    spare = replace(handan, database=str(tmp_path / "spare" / "contest.db"), acting=None)
    restore(replace(spare, acting="admin"), tmp_path / "stick.backup")

    app = KioskApp(spare, "display")
    async with app.run_test(size=(80, 24)) as pilot:
        async with asyncio.timeout(20):
            while not app.screen.query(SceneView) or app.screen.query_one(SceneView).scene != left.scene:
                await pilot.pause(0.01)
        view = app.screen.query_one(SceneView)
        view.play(view.scene, already=SETTLED)
        assert view.frame is not None
        assert view.frame.digest == draw(left.scene, SETTLED, (80, 24), view.look).digest

    async with console(spare) as desk:
        assert (desk.view.cue, desk.view.step, desk.view.sequence) == (6, 4, left.sequence)
        await desk.press("space")
        assert desk.place == (6, 4), "a console that has just been opened asks before it moves"
        await desk.press("y", "space")
        assert desk.place == (6, 5)
        assert desk.stage.sequence == left.sequence + 1
        line = desk.view.line
        assert line is not None
        assert line.revealed
