"""Stepping a ceremony: each press one step, on disk before it is acknowledged."""

from dataclasses import replace

from scoreboard.ceremony.planning import plan
from scoreboard.ceremony.run_sheet import after
from scoreboard.ceremony.stage_control import step
from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scenes import scene_of
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.director.stage_wishes import StageWish
from screens.scene_view import SceneView
from tests.handan import CEREMONY
from tests.screens.director.console import CLOSING, console


async def test_each_press_is_one_step_on_the_stage(handan: Settings) -> None:
    async with console(handan) as desk:
        assert desk.place == (None, None)
        await desk.press("space")
        assert desk.place == (1, 1)
        await desk.press("pagedown")
        assert desk.place == (2, 1)
        await desk.press("right")
        assert desk.place == (2, 2)
        await desk.press("pageup")
        assert desk.place == (2, 1)
        await desk.press("left")
        assert desk.place == (1, 1)
        assert desk.view == desk.stage


async def test_the_first_step_of_all_is_asked_about_and_a_clicker_can_answer(handan: Settings) -> None:
    async with console(handan) as desk:
        desk.clock.seconds += 1
        await desk.pilot.press("pagedown")
        await desk.settle()
        assert desk.asks_to_begin
        assert desk.place == (None, None)
        desk.clock.seconds += 1
        await desk.pilot.press("escape")
        await desk.settle()
        assert not desk.asks_to_begin
        for place in (None, None), (1, 1), (2, 1):
            desk.clock.seconds += 1
            await desk.pilot.press("pagedown")
            await desk.settle()
            assert desk.place == place


async def test_nothing_is_asked_before_a_rehearsal(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("r")
        assert desk.view.rehearsal
        assert not desk.asks_to_begin


async def test_no_rehearsal_is_offered_in_a_ceremony(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "r")
        assert "不能彩排" in desk.screen.notice.text
        assert desk.screen.stage.asking is None


async def test_a_console_that_is_opened_after_the_end_offers_nothing_to_go_on_with(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "g", *CLOSING, "enter")
        while desk.view.next is not None:
            await desk.press("space", *(["y"] if desk.screen.stage.asking else []))
    async with console(handan) as desk:
        assert "按空格" not in desk.part("cover")
        await desk.press("space")
        assert desk.screen.notice.text == "仪式已经结束，没有下一步"


async def test_the_picture_is_what_the_hall_sees(handan: Settings) -> None:
    reader = PublicReader(handan.paths.public)
    try:
        async with console(handan) as desk:
            await desk.press("space", "space")
            stage = reader.stage(series="city")
            assert stage is not None
            assert desk.screen.query_one(SceneView).scene == scene_of(stage.scene)
            assert (stage.cue, stage.step) == (2, 1)
    finally:
        reader.close()


async def test_a_second_press_at_once_is_a_slip(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
        desk.clock.seconds += 0.3
        await desk.pilot.press("space")
        await desk.settle()
        assert desk.place == (1, 1)
        desk.clock.seconds += 0.7
        await desk.pilot.press("space")
        await desk.settle()
        assert desk.place == (2, 1)


async def test_a_key_held_down_is_one_press(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
        desk.clock.seconds += 1.0
        for _ in range(30):
            desk.clock.seconds += 0.1
            await desk.pilot.press("space")
            await desk.settle()
        assert desk.place == (2, 1)


async def test_a_press_before_the_last_is_acknowledged_is_nothing(handan: Settings) -> None:
    async with console(handan) as desk:
        desk.screen.stage.busy = True
        await desk.press("space")
        assert desk.place == (None, None)


async def test_a_press_that_saw_another_stage_is_refused_with_the_sentence(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
        seen = desk.view
        desk.elsewhere(StageWish("next", seen.sequence), handan)
        desk.screen.stage.view = seen
        desk.screen.stage.carry_out(StageWish("next", seen.sequence))
        await desk.settle()
        assert desk.place == (2, 1)
        assert str(seen.sequence + 1) in desk.part("notice")
        assert not desk.screen.stage.busy


async def test_no_step_before_the_first_and_the_console_stays_usable(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "pageup")
        assert "没有上一步" in desk.part("notice")
        await desk.press("space")
        assert desk.place == (2, 1)


async def test_the_sheet_shows_what_has_been_shown_and_where_the_stage_is(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "space")
        rows = desk.part("sheet").splitlines()
        title, first, second = rows[1], rows[2], rows[3]
        assert "✓" in title
        assert "►" not in title
        assert "►" in first
        assert "✓" not in first
        assert "节能减排" in first
        assert "►" not in second
        assert "✓" not in second
        assert "推进城镇化进程" in second


async def test_the_end_is_said(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press(*CLOSING, "enter", "y")
        assert desk.view.next is None
        assert "仪式结束" in desk.part("next")
        await desk.press("space")
        assert "最后一步" in desk.part("notice")


async def test_whoever_begins_a_ceremony_amid_another_is_asked_with_its_name(handan: Settings) -> None:
    other = "city-2010Q3-again"
    store = Store(handan.paths)
    with acting(store, replace(handan, acting="admin"), "direct") as writing:
        plan(writing, other, series="city", period="2010Q3")
        begun = step(writing, CEREMONY, after).ceremony.title
    store.close()
    async with console(handan, other) as desk:
        for keys in (("space",), ("g", "2", "enter")):
            await desk.press(*keys)
            assert f"{begun}还没有结束" in desk.screen.notice.text
            assert desk.view.cue is None
            await desk.press("escape")
        await desk.press("g", "2", "enter", "y")
        assert desk.view.cue == 2
