"""Ahead of a step: the check before the start, a rehearsal, a look at the next step, a correction that must be told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from scoreboard.desk.deciding import correct
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import CeremonyEvent, PublicChange, Seal
from scoreboard.publications.scenes.flag import FlagCorrection
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit
from screens.director.banners import banners_of
from screens.director.checking import Checking
from screens.director.choosing import Choosing
from screens.director.next_preview import NextPreview
from screens.director.rehearsal_times import RehearsalTimes
from screens.director.typing import Typing
from screens.scene_view import SceneView
from screens.widgets.drawn import Drawn
from screens.widgets.rows import RowList
from tests.screens.director.console import CLOSING, Console, console

PROJECTS = "6"
"""The cue of the flag that 永年县 takes."""


def board(desk: Console) -> str:
    """The check's board."""
    assert isinstance(desk.host.screen, Checking)
    frame = desk.host.screen.query_one("#check", Drawn).frame
    return "" if frame is None else frame.text


def ahead(desk: Console) -> str:
    """What is shown of the next step."""
    shown = desk.screen.query_one(NextPreview)
    return "" if shown.frame is None or not shown.display else shown.frame.text


def hall(desk: Console) -> str:
    """The console's picture of the hall."""
    frame = desk.screen.query_one("#preview", SceneView).frame
    return "" if frame is None else frame.text


def publications(desk: Console) -> int:
    with desk.store.read() as session:
        return len(session.exec(select(PublicChange.number)).all())


def tie(desk: Console, settings: Settings) -> None:
    """Correct a sealed score so that 涉县 shares 永年县's first place, which nobody has decided yet."""
    with acting(desk.store, replace(settings, acting="admin"), "decide") as writing:
        contest = contest_of(writing.session, "city", "2010Q3")
        correct(writing, contest, "重点项目建设", find_unit(writing.session, "涉县"), "96.52", "错录", "reviewer")


async def test_a_locked_start_is_signed_off_with_a_reason(handan: Settings) -> None:
    async with console(handan) as desk:
        tie(desk, handan)
        await desk.press("space")
        assert desk.place == (None, None)
        await desk.press("k")
        assert "不能开始" in board(desk)
        assert "并列待裁定" in board(desk)
        await desk.press("s")
        assert isinstance(desk.host.screen, Typing)
        await desk.press("enter")
        assert isinstance(desk.host.screen, Typing), "without a reason nothing is signed"
        await desk.press("o", "k", "enter")
        assert "可以开始" in board(desk)
        assert "已签字放行" in board(desk)
        await desk.press("escape", "space")
        assert desk.place == (1, 1)
        with desk.store.read() as session:
            signed = session.exec(select(CeremonyEvent).where(CeremonyEvent.kind == "sign")).one()
        assert (signed.reason, signed.who) == ("ok", "director")


async def test_a_green_check_has_nothing_to_sign(handan: Settings) -> None:
    async with console(handan, size=(80, 24)) as desk:
        await desk.press("k")
        assert "可以开始" in board(desk)
        await desk.press("s", "r")
        assert "可以开始" in board(desk)
        await desk.press("k", "space")
        assert desk.place == (1, 1)


@pytest.mark.parametrize("size", [(80, 24), (200, 56)])
async def test_the_next_step_is_seen_beforehand_between_bands_that_say_so(
    handan: Settings, size: tuple[int, int]
) -> None:
    async with console(handan, size=size) as desk:
        await desk.press("space", PROJECTS, "enter", "space", "space", "space")
        before, said = desk.stage.latest, publications(desk)
        await desk.press("v")
        lines = ahead(desk).splitlines()
        assert "预览" in lines[0]
        assert "尚未上台" in lines[-1]
        assert "永年县" in ahead(desk).replace(" ", "")
        assert "永年县" not in hall(desk).replace(" ", "")
        assert desk.screen.query_one("#preview").display is (size == (200, 56))
        assert (desk.stage.latest, publications(desk)) == (before, said)
        await desk.press("space")
        if size == (200, 56):
            assert "东部振兴" in ahead(desk).replace(" ", ""), "the next one is of another flag"
            await desk.press("v")
        assert ahead(desk) == "", "where there is room for one, that is the hall's own"
        assert desk.screen.query_one("#preview").display


async def test_a_sealed_correction_changes_what_is_seen_of_the_next_step(handan: Settings) -> None:
    async with console(handan, size=(80, 24)) as desk:
        await desk.press("space", PROJECTS, "enter", "space", "space", "space", "v")
        assert "永年县" in ahead(desk).replace(" ", "")
        with acting(desk.store, replace(handan, acting="admin"), "decide") as writing:
            contest = contest_of(writing.session, "city", "2010Q3")
            correct(writing, contest, "重点项目建设", find_unit(writing.session, "涉县"), "99", "错录", "reviewer")
        desk.screen.stage.read()
        await desk.settle()
        await desk.settle()
        assert "99.00" in ahead(desk)


async def test_a_rehearsal_by_keys_publishes_nothing_and_ends_with_its_times(handan: Settings) -> None:
    async with console(handan) as desk:
        said = publications(desk)
        await desk.press("r")
        assert desk.view.rehearsal
        assert "彩排" in desk.part("cover")
        await desk.press("space", "space", "pageup", PROJECTS, "enter", "m", "x", "h")
        assert not isinstance(desk.host.screen, Choosing | Typing)
        assert (desk.view.rehearsal, desk.view.cue, desk.view.step) == (True, 6, 1)
        scene = desk.view.scene
        assert scene is not None
        assert scene.rehearsal is True
        assert "彩排" in hall(desk)
        await desk.press("r")
        assert isinstance(desk.host.screen, RehearsalTimes)
        await desk.press("enter")
        assert desk.host.screen is desk.screen
        assert desk.place == (None, None)
        assert not desk.view.rehearsal
        assert publications(desk) == said
        await desk.press("space")
        assert desk.place == (1, 1)
        assert "彩排" not in hall(desk)


async def test_a_correction_of_what_was_announced_is_told_by_a_key(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", PROJECTS, "enter", "space", "space", "space", "space", "o")
        before = desk.stage.sequence
        assert desk.view.corrections == ()
        with acting(desk.store, replace(handan, acting="admin"), "decide") as writing:
            contest = contest_of(writing.session, "city", "2010Q3")
            correct(writing, contest, "重点项目建设", find_unit(writing.session, "临漳县"), "70", "错录", "reviewer")
        desk.screen.stage.read()
        await desk.settle()
        assert "重点项目建设" in desk.part("cover")
        english = banners_of(desk.view, "director", desk.screen.stage.session, "en")
        assert [bar.text for bar in english if "Key projects" in bar.text], "named in the language of the console"
        assert desk.stage.sequence == before, "nothing is told by itself"
        await desk.press("o", "escape")
        assert desk.stage.sequence == before, "it is asked first"
        await desk.press("o", "y")
        scene = desk.stage.scene
        assert isinstance(scene, FlagCorrection)
        assert desk.view.corrections == ()


async def test_after_a_correction_at_the_end_the_next_step_shows_the_closing_again(handan: Settings) -> None:
    """It stood on the wall for ever: the ceremony was at its last step."""
    async with console(handan) as desk:
        await desk.press("space", *CLOSING, "enter", "y")
        assert "空格" not in desk.part("keys"), "no step is left"
        last, closing = desk.place, desk.stage.scene
        with acting(desk.store, replace(handan, acting="admin"), "decide") as writing:
            contest = contest_of(writing.session, "city", "2010Q3")
            correct(writing, contest, "重点项目建设", find_unit(writing.session, "临漳县"), "70", "错录", "reviewer")
        desk.screen.stage.read()
        await desk.settle()
        await desk.press("o", "y")
        assert isinstance(desk.stage.scene, FlagCorrection)
        assert "空格" in desk.part("next")
        await desk.press("space")
        assert desk.place == last
        assert type(desk.stage.scene) is type(closing)
        at = desk.stage.sequence
        await desk.press("space")
        assert desk.stage.sequence == at, "there is no step after it"


async def test_the_rehearsals_slowest_cues_can_be_read(handan: Settings) -> None:
    async with console(handan, size=(80, 24)) as desk:
        await desk.press("r", "space", "space", "r")
        reported = desk.host.screen.query_one(RowList)
        assert len(reported.rows) == 2
        assert reported.size.height >= 2


async def test_a_step_is_counted_in_the_rehearsals_own_time(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("r")
    async with console(replace(handan, now="2010-11-05T09:14:31")) as desk:
        assert "已进行 0:02:00" in desk.part("head")
        await desk.press("r")
        with desk.store.read() as session:
            kinds = col(CeremonyEvent.kind).in_(("rehearse", "rehearsed"))
            begun, ended = session.exec(select(CeremonyEvent).where(kinds).order_by(col(CeremonyEvent.id))).all()
        assert begun.detail["seed"] >= 0
        assert timedelta(seconds=ended.detail["seconds"]) == timedelta(minutes=2)


async def test_a_ceremony_is_sealed_from_the_check_by_those_who_may(handan: Settings) -> None:
    async with console(handan, acting="auditor") as desk:
        await desk.press("k", "e")
        assert isinstance(desk.host.screen, Checking)
        assert "auditor" in board(desk)
    async with console(handan) as desk:
        await desk.press("k", "e")
        assert isinstance(desk.host.screen, Choosing)
        await desk.press("enter")
        assert seals(desk) == []
        await desk.press("e", "down", "enter")
        (commitment,) = seals(desk)
        assert commitment in board(desk)
        await desk.press("e")
        assert isinstance(desk.host.screen, Typing), "once more only with a reason"
        await desk.press("x", "enter")
        assert len(seals(desk)) == 2


async def test_why_it_cannot_be_sealed_yet_is_told_without_a_command(handan: Settings) -> None:
    async with console(handan) as desk:
        tie(desk, handan)
        await desk.press("k", "e", "down", "enter")
        assert seals(desk) == []
        assert "还不能封定" in board(desk)
        assert "scoreboard " not in board(desk)


def seals(desk: Console) -> list[str]:
    with desk.store.read() as session:
        return list(session.exec(select(Seal.commitment).order_by(col(Seal.id))))
