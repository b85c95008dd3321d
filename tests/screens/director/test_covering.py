"""One key covers the hall at once: over every question, line and board, before the start and in a rehearsal."""

import pytest

from scoreboard.ceremony.overview import read_overview
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.publications.scenes.message import MessageScene
from scoreboard.settings import Settings
from screens.director.checking import Checking
from screens.director.choosing import Choosing
from screens.director.overlay import Tidings
from screens.director.rehearsal_times import RehearsalTimes
from screens.director.typing import Typing
from tests.handan import CEREMONY
from tests.screens.director.console import Console, console


def hall(settings: Settings) -> Stage | None:
    """What the hall has been given."""
    reader = PublicReader(settings.paths.public)
    try:
        return reader.stage()
    finally:
        reader.close()


def tidings(desk: Console) -> str:
    """What the screen over the console says of the hall."""
    return str(desk.host.screen.query_one(Tidings).render())


async def test_a_line_that_is_being_typed_stays_while_the_hall_is_covered(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "m", "q", "c")
        assert "F9" in tidings(desk)
        assert not desk.stage.covered
        await desk.press("f9")
        assert desk.stage.covered
        assert "已遮住" in tidings(desk)
        await desk.press("u", "f9", "f8")
        assert not desk.stage.covered
        assert "已遮住" not in tidings(desk)
        await desk.press("enter")
        assert isinstance(desk.stage.scene, MessageScene)
        assert desk.stage.scene.text == "qcu"


async def test_a_question_says_nothing_that_was_said_before_it(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "pageup")
        assert "按 x" in desk.part("notice")
        await desk.press("x")
        assert "没有上一步" not in tidings(desk)
        assert "F9" in tidings(desk)


@pytest.mark.parametrize(("keys", "over"), [(("x",), Choosing), (("k",), Checking), (("x", "enter"), Typing)])
async def test_over_every_menu_and_board_one_key_covers(handan: Settings, keys: tuple[str, ...], over: type) -> None:
    async with console(handan) as desk:
        await desk.press("space", *keys)
        plain = () if over is Typing else (("c", "u"),)
        for cover, uncover in (("f9", "f8"), *plain):
            await desk.press(cover)
            assert desk.stage.covered
            assert isinstance(desk.host.screen, over)
            assert "已遮住" in tidings(desk)
            await desk.press(uncover)
            assert not desk.stage.covered


@pytest.mark.parametrize("keys", [("g", "5"), ("1", "8", "enter"), ("v",), ("w",), ("h",)])
async def test_in_every_state_of_the_console_itself_the_same_key_covers(
    handan: Settings, keys: tuple[str, ...]
) -> None:
    async with console(handan) as desk:
        await desk.press("space", *keys, "f9")
        assert desk.stage.covered
        await desk.press("f8")
        assert not desk.stage.covered


async def test_the_reason_that_nothing_was_uncovered_is_said_over_the_console(handan: Settings) -> None:
    async with console(handan) as left:
        await left.press("space")
        async with console(handan, acting="admin") as right:
            await right.press("k", "f9")
            assert right.stage.covered, "to cover nobody needs the baton"
            await right.press("f8")
            assert right.stage.covered
            assert right.screen.stage.asking is not None


async def test_the_hall_is_covered_before_the_first_step_and_the_ceremony_has_not_begun(handan: Settings) -> None:
    before = hall(handan)
    async with console(handan) as desk:
        await desk.press("c")
        assert desk.view.covered
        assert desk.place == (None, None)
        assert "已遮住" in desk.part("cover")
        stage = hall(handan)
        assert stage is not None
        assert (stage.ceremony, stage.covered) == (CEREMONY, True)
        await desk.press("u")
        assert hall(handan) == before
        await desk.press("c", "space")
        assert (desk.place, desk.stage.covered) == ((1, 1), False)
        await desk.press("pageup")
        assert desk.place == (1, 1), "what lay over the hall before the start is no step to go back to"


async def test_a_rehearsal_is_covered_and_the_ceremony_stays_as_it_is(handan: Settings) -> None:
    before = hall(handan)
    async with console(handan) as desk:
        await desk.press("r", "space", "f9")
        stage = hall(handan)
        assert stage is not None
        assert (stage.covered, stage.rehearsal) == (True, True)
        assert "已遮住" in desk.part("cover")
        assert "彩排" in desk.part("cover")
        await desk.press("f8")
        stage = hall(handan)
        assert stage is not None
        assert (stage.covered, stage.cue) == (False, 2)
        await desk.press("f9", "r")
        assert hall(handan) == before
        with desk.store.read() as session:
            here = read_overview(session, CEREMONY)
        assert (here.cue, here.covered) == (None, False)
        assert isinstance(desk.host.screen, RehearsalTimes)
        assert "2 步" in str(desk.host.screen.query_one("#heading").render())
