"""Holding, a message to the hall, and what leaves the sheet: each with its reason, none by a slip."""

from typing import Any

import pytest
from sqlmodel import col, select
from textual.widgets import Input

from scoreboard.ceremony.events import State
from scoreboard.models import Ceremony, CeremonyEvent
from scoreboard.publications.display_reports import Reporter
from scoreboard.publications.scenes.flag import FlagRoll
from scoreboard.publications.scenes.message import MessageScene
from scoreboard.publications.scenes.title import TitleScene
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.director.choosing import Choosing
from screens.director.stage_wishes import StageWish, carry_out
from screens.director.typing import Typing
from tests.handan import CEREMONY
from tests.screens.director.console import CLOSING, Console, console


def written(settings: Settings, cues: list[dict[str, Any]]) -> None:
    """Give the ceremony a sheet written by hand."""
    store = Store(settings.paths)
    with store.transaction() as session:
        session.get_one(Ceremony, CEREMONY).cues = cues
    store.close()


def last_event(desk: Console) -> tuple[str, str]:
    """The kind of the newest event, and its reason."""
    with desk.store.read() as session:
        event = session.exec(select(CeremonyEvent).order_by(col(CeremonyEvent.id).desc()).limit(1)).one()
        return event.kind, event.reason


async def test_a_held_ceremony_steps_again_only_after_h(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "h")
        await desk.until(lambda: "已暂停" in desk.part("cover"))
        await desk.press("space")
        assert desk.place == (1, 1)
        await desk.press("h", "space")
        assert desk.place == (2, 1)


async def test_a_message_is_shown_and_taken_away(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "m")
        assert isinstance(desk.host.screen, Typing)
        await desk.press("q", "c", "enter")
        assert isinstance(desk.stage.scene, MessageScene)
        assert desk.stage.scene.text == "qc"
        assert "收回按 m" in desk.text
        await desk.press("m", "escape")
        assert isinstance(desk.stage.scene, MessageScene)
        await desk.press("m", "x", "escape")
        assert isinstance(desk.host.screen, Typing), "a clicker's Escape drops nothing that was typed"
        await desk.press("escape")
        assert not isinstance(desk.host.screen, Typing)
        await desk.press("m", "enter")
        assert isinstance(desk.stage.scene, TitleScene)
        assert "通知已收回" in desk.text


@pytest.mark.parametrize(("downs", "kind", "state"), [(0, "postpone", State.POSTPONED), (1, "abort", State.ABORTED)])
async def test_breaking_off_wants_a_reason(handan: Settings, downs: int, kind: str, state: State) -> None:
    async with console(handan) as desk:
        await desk.press("space", "x", *["down"] * downs, "enter", "enter")
        assert isinstance(desk.host.screen, Typing)
        assert desk.stage.state is State.GOING
        await desk.press("f", "i", "r", "e", "enter")
        assert (desk.stage.state, desk.stage.covered) == (state, True)
        assert last_event(desk) == (kind, "fire")


async def test_a_reason_that_was_typed_is_there_again_where_its_deed_was_not_done(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
        carry_out(desk.store, desk.screen.stage.settings, CEREMONY, StageWish("take"), session="another")
        await desk.press("x", "down", "enter", *"fire", "enter")
        assert desk.stage.state is State.GOING, "it is asked for the baton first"
        await desk.press("y", "x", "down", "enter")
        assert isinstance(desk.host.screen, Typing)
        assert desk.host.screen.query_one(Input).value == "fire"
        await desk.press("escape")
        assert isinstance(desk.host.screen, Typing), "it is not dropped at once here either"
        await desk.press("enter")
        await desk.until(lambda: last_event(desk) == ("abort", "fire"))
        assert desk.screen.stage.typed == {}


async def test_publishing_the_rest_wants_a_reason_and_reveals_everything(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "x", "down", "down", "enter", "escape")
        assert not any(line.revealed for line in desk.stage.lines if line.kind == "flag")
        await desk.press("x", "down", "down", "enter", "l", "a", "t", "e", "enter")
        assert "9 面旗、服务群众星" in desk.part("notice")
        assert "总排名和通报" in desk.part("notice")
        assert not any(line.revealed for line in desk.stage.lines if line.kind == "flag")
        await desk.press("y")
        assert all(line.revealed for line in desk.stage.lines if line.kind == "flag")


async def test_the_menu_can_be_left(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "x")
        assert isinstance(desk.host.screen, Choosing)
        await desk.press("q", "x")
        assert isinstance(desk.host.screen, Choosing)
        await desk.press("escape", "space")
        assert desk.place == (2, 1)
        await desk.press("x", "tab")
        assert isinstance(desk.host.screen, Choosing), "a clicker's Tab chooses nothing"
        await desk.press("enter")
        assert isinstance(desk.host.screen, Typing)
        await desk.press("escape", "space")
        assert last_event(desk)[0] not in ("postpone", "abort")


async def test_a_ceremony_that_is_over_can_be_neither_postponed_nor_aborted(handan: Settings) -> None:
    """Everything was public, and the menu offered nothing else: a ceremony that had been told ended as aborted."""
    async with console(handan) as desk:
        await desk.press("space", *CLOSING, "enter", "y", "x", "enter", *"late", "enter", "y")
        assert last_event(desk) == ("publish", "late"), "a star was jumped over, and nothing else is offered"
        await desk.press("x")
        assert not isinstance(desk.host.screen, Choosing)
        assert "仪式已经结束" in desk.part("notice")
        await desk.press("c", "x")
        assert "按 F8 揭去" in desk.part("notice")
        await desk.press("pageup", "x")
        assert isinstance(desk.host.screen, Choosing), "the stage went back"


async def test_the_cards_words_and_a_step_that_reveals_several_are_seen_beforehand(handan: Settings) -> None:
    words = {"words": "请起立。", "notes": "灯光", "presents": "市长", "receives": "甲", "proxy": "乙", "duration": 90}
    written(handan, [{"kind": "title", **words}, {"kind": "flag", "area": "重点项目建设"}, {"kind": "closing"}])
    async with console(handan) as desk:
        assert [line.several for line in desk.view.lines] == [0, 0, 8]
        assert "一次 8 面" in desk.part("sheet")
        assert all(text in desk.part("card") for text in ("请起立。", "灯光", "市长", "甲，由 乙 代领"))
        assert "0:01:30" in desk.part("next")
        assert "计划 0:05:30" in desk.part("head")
        assert "预计 09:18 结束" in desk.part("head")


async def test_flags_that_share_a_call_to_the_stage_are_bracketed(handan: Settings) -> None:
    areas = ("重点项目建设", "东部振兴", "节能减排", "维护社会稳定")
    flags = [{"kind": "flag", "area": area, "call": call} for area, call in zip(areas, "甲甲甲乙", strict=True)]
    written(handan, [{"kind": "title"}, *flags, {"kind": "closing"}])
    async with console(handan) as desk:
        await desk.press("space", "3", "enter")
        rows = desk.part("sheet").splitlines()[1:]
        assert [row[2] for row in rows[:6]] == [" ", "/", "|", "\\", " ", " "]
        assert "甲   2-4" in desk.part("card")


async def test_a_step_can_wait_for_all_displays(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
        hall, wing = Reporter(handan.paths.public, "hall"), Reporter(handan.paths.public, "wing")
        hall.tell(desk.view.sequence, "ab" * 8, 12, 120, 34)
        wing.tell(desk.view.sequence, "", 34, 120, 34)
        desk.screen.displays.read()
        await desk.press("w", "space")
        assert desk.place == (1, 1)
        assert "34" in desk.part("displays")
        wing.tell(desk.view.sequence, "cd" * 8, 34, 120, 34)
        desk.screen.displays.read()
        desk.screen.show_displays()
        assert "不同" in desk.part("displays")
        await desk.press("space")
        assert desk.place == (2, 1)
        hall.close()
        wing.close()


async def test_nobody_waits_for_a_roll_of_names_to_settle(handan: Settings) -> None:
    """The names roll until the next step: displays that show it have arrived."""
    async with console(handan) as desk:
        await desk.press("space", "6", "enter", "space")
        assert isinstance(desk.view.scene, FlagRoll)
        hall = Reporter(handan.paths.public, "hall")
        hall.tell(desk.view.sequence - 1, "", 12, 120, 34)
        desk.screen.displays.read()
        await desk.press("w", "space")
        assert desk.place == (6, 2)
        hall.tell(desk.view.sequence, "", 12, 120, 34)
        desk.screen.displays.read()
        await desk.press("space")
        assert desk.place == (6, 3)
        hall.close()
