"""What the console says of the stage and of the next step is so, and every key that it names works."""

from dataclasses import replace

import pytest

from scoreboard.ceremony.events import State
from scoreboard.ceremony.seal import seal
from scoreboard.desk.deciding import correct
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit
from scoreboard.wire import given
from screens.director.choosing import Choosing
from screens.director.next_preview import NextPreview
from screens.director.typing import Typing
from tests.handan import CEREMONY
from tests.screens.director.console import CLOSING, Console, console

POSTPONE = ("x", "enter")
ABORT = ("x", "down", "enter")
REASON = ("o", "k", "enter")
WIDE = (200, 56)


def corrected(desk: Console, settings: Settings, unit: str, score: str) -> None:
    """Correct a score of the flag of cue 6, on another machine."""
    with acting(desk.store, replace(settings, acting="admin"), "decide") as writing:
        contest = contest_of(writing.session, "city", "2010Q3")
        correct(writing, contest, "重点项目建设", find_unit(writing.session, unit), score, "错录", "reviewer")


async def again(desk: Console) -> None:
    """Read the stage anew."""
    desk.screen.stage.read()
    await desk.settle()


def over(desk: Console) -> str:
    """What the dialog over the console says, its lines joined."""
    return "".join(line.text for line in desk.host.screen._compositor.render_strips()).translate(
        {ord(sign): None for sign in " │"}
    )


async def test_under_a_cover_back_and_a_message_leave_it_and_the_bar_says_so(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("space", "space", "c", "pageup")
        assert (desk.place, desk.stage.covered) == ((1, 1), True)
        await desk.press("m")
        assert "写在遮盖上" in over(desk)
        await desk.press("q", "enter")
        assert desk.stage.words_on_cover
        assert "只显示通知" in desk.part("cover")
        assert "揭去遮盖" in desk.part("next")
        await desk.press("pageup", "f8")
        assert not desk.stage.hidden


async def test_a_jump_says_beforehand_that_it_uncovers(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("space", "c", "g", "5")
        assert "揭去遮盖" in desk.part("notice")
        await desk.press("enter")
        assert (desk.place, desk.stage.covered) == ((5, 1), False)


async def test_publishing_the_rest_says_what_the_hall_will_see(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("space", *ABORT, *REASON, "x")
        assert "闭幕画面" in over(desk)
        await desk.press("down", "enter", *REASON, "y")
        assert desk.place == (18, 1)
        assert "仍然密封" not in desk.part("cover")
        assert "全部公布" in desk.part("cover")
        await desk.press("x")
        assert "公布其余" not in over(desk), "nothing is left"


@pytest.mark.parametrize(
    ("stop", "state"),
    [
        (POSTPONE, State.POSTPONED),
        pytest.param(ABORT, State.ABORTED, marks=pytest.mark.long),
    ],
)
async def test_what_was_broken_off_names_the_key_that_leads_on(
    handan: Settings, stop: tuple[str, ...], state: State
) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("space", *stop, *REASON)
        assert desk.stage.state is state
        assert "按 F8 揭去" not in desk.part("cover")
        assert "先按 x" in desk.part("next")
        await desk.press("space")
        assert "按 x" in desk.part("notice")
        assert "scoreboard" not in desk.part("notice")
        assert "按 F8 立即轮播" in desk.part("cover")
        await desk.press("f8")
        assert desk.stage.to_boards == "now"
        assert "已回到轮播" in desk.part("cover")
        await desk.press("x", "enter")
        assert isinstance(desk.host.screen, Typing)
        await desk.press(*REASON)
        assert desk.stage.state is State.GOING
        await desk.press("space")
        assert (desk.place, desk.stage.covered) == ((2, 1), False)


async def test_a_ceremony_on_hold_names_the_key_that_leads_on(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("space", "h")
        await desk.until(lambda: "先按 h" in desk.part("next"))
        await desk.press("space")
        assert "按 h" in desk.part("notice")
        assert "scoreboard" not in desk.part("notice")
        await desk.press("c", "u", "m", "q", "enter")
        assert desk.stage.aside == "message"
        assert "通知" in desk.part("cover"), "the bar says that a message passes"


async def test_a_menu_before_the_start_promises_no_cover(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("x")
        assert isinstance(desk.host.screen, Choosing)
        assert "遮住大屏，改日" not in over(desk)
        assert "照旧轮播" in over(desk)


async def test_the_heading_says_what_stands_in_place_of_the_step(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("space", "6", "enter", "m", "q", "enter")
        assert "通知；流程单停在 6" in desk.part("now")
        await desk.press("m", "enter", "space", "space", "space", "space")
        assert "通知" not in desk.part("now")
        corrected(desk, handan, "临漳县", "70")
        await again(desk)
        await desk.press("c")
        assert "揭去遮盖之后按 o" in desk.part("cover")
        await desk.press("o")
        assert "先按 F8" in desk.part("notice")
        await desk.press("f8", "o", "y")
        assert "更正；流程单停在 6" in desk.part("now")


async def test_the_director_is_told_of_an_amendment_that_the_next_step_tells(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        with acting(desk.store, replace(handan, acting="director"), "direct") as writing:
            seal(writing, CEREMONY)
        await desk.press("space", "6", "enter")
        assert "封定后" not in desk.part("cover") + desk.part("next")
        corrected(desk, handan, "临漳县", "70")
        await again(desk)
        assert "封定后更改 1 次" in desk.part("cover")
        assert all(text in desk.part("next") for text in ("错录", "admin、reviewer"))
        await desk.press("space")
        assert desk.stage.scene is not None
        told = given(desk.stage.scene.amended)
        assert told is not None
        assert told.count == 1
        assert "封定后" not in desk.part("cover") + desk.part("next")


async def test_what_is_said_of_a_place_is_so_in_a_tie_as_well(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("space", "6", "enter", "space")
        assert "照旧滚动" in desk.part("next")
        await desk.press("space")
        assert "照旧滚动" in desk.part("next")


async def test_a_rehearsal_promises_no_result(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("r", "6", "enter", "space", "space", "space")
        assert "将揭晓" not in desk.part("next")
        assert "什么也不公布" in desk.part("next")
        await desk.press(*CLOSING)
        assert "将公布" not in desk.part("notice")
        assert "什么也不公布" in desk.part("notice")


async def test_a_flag_that_has_been_announced_is_said_to_be_shown_again(handan: Settings) -> None:
    async with console(handan, size=WIDE) as desk:
        await desk.press("space", "6", "enter", "space", "space", "space", "space", "6")
        assert "已经揭晓过" in desk.part("notice")
        await desk.press("5", "enter", "escape", "2", "enter")
        await desk.press(*(["space"] * 4), "1", "enter")
        assert "已经揭晓过" in desk.part("next"), "the next step is the first of a flag that is public"


async def test_a_step_shows_the_stage_again_where_the_preview_had_its_place(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "v")
        assert desk.screen.query_one(NextPreview).display
        assert "预览" in desk.part("now")
        await desk.press("space")
        assert not desk.screen.query_one(NextPreview).display
        assert desk.screen.query_one("#preview").display
        assert "预览" not in desk.part("now")
        await desk.press("v", "escape")
        assert not desk.screen.query_one(NextPreview).display


async def test_in_a_rehearsal_the_preview_is_of_the_rehearsal(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("r", "6", "enter", "space", "space", "space")
        before = desk.stage.latest
        await desk.press("v")
        frame = desk.screen.query_one(NextPreview).frame
        assert frame is not None
        assert "彩排" in frame.text
        assert desk.stage.latest == before
