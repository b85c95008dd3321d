"""The hall screen: it follows the stage, shows results as they come, and opens nothing but the public file."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from textual.message import Message
from textual.pilot import Pilot

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.display_reports import Reporter
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scenes import written
from scoreboard.publications.scenes.table import TableScene
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from screens.app import KioskApp
from screens.display import BEAT_MILLISECONDS, FIRST_BEATS_MILLISECONDS, SHOWN_SECONDS, HallScreen
from screens.scene_view import SceneView
from tests.contests import Shape, fill, opened, prepare, put, seal
from tests.handan import handan, prepared

from .hostile_samples import table

__all__ = ["handan", "prepared"]

PATIENCE = 5.0


class Hall(KioskApp):
    """The kiosk's display, with a list of the scenes that it has shown."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, "display")
        self.shown: list[dict[str, object]] = []

    def hook(self, message: Message) -> None:
        if isinstance(message, HallScreen.Painted):
            self.shown.append(written(message.scene))

    def picture(self) -> str:
        frame = self.screen.query_one(SceneView).frame
        return "" if frame is None else frame.text


async def until(pilot: Pilot[str], condition: Callable[[], bool]) -> None:
    """Wait for what another process causes; the deadline only ends a test that fails."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await pilot.pause()
            await asyncio.sleep(0.005)


def move(settings: Settings, deed: stage_control.Move = run_sheet.after, ceremony: str = "main-2030Q1") -> None:
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        stage_control.step(writing, ceremony, deed)


@pytest.fixture
def live(tmp_path: Path) -> Settings:
    shape = Shape(counties=4, publication="live")
    settings = prepare(tmp_path, shape)
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        fill(writing, shape)
    return settings


@pytest.fixture
def sealed(tmp_path: Path) -> Settings:
    shape = Shape(counties=3, areas=2)
    settings = prepare(tmp_path, shape)
    seal(settings, shape)
    return settings


async def test_a_confirmed_result_appears_without_a_key_and_its_row_moves(live: Settings) -> None:
    app = Hall(live)
    async with app.run_test(size=(100, 30), message_hook=app.hook) as pilot:
        await until(pilot, lambda: bool(app.shown))
        rescore(live, "c04", "99.5")
        await until(pilot, lambda: app.shown[-1].get("changed") == ["c04"])
        assert app.shown[-1]["was"] != {}
        await until(pilot, lambda: "县04" in app.picture())


@pytest.fixture
def crowded(tmp_path: Path) -> Settings:
    """A live table of several pages."""
    shape = Shape(counties=45, areas=1, publication="live")
    settings = prepare(tmp_path, shape)
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        for number, unit in enumerate(shape.units):
            put(writing, "a1", unit, str(40 + number))
        confirm(writing, contest_of(writing.session, "main", "2030Q1"))
    return settings


@pytest.mark.parametrize("size", [(80, 24), (120, 34)])
async def test_f112_a_live_result_turns_to_the_page_that_shows_its_row(
    crowded: Settings, size: tuple[int, int]
) -> None:
    app = Hall(crowded)
    async with app.run_test(size=size, message_hook=app.hook) as pilot:
        await until(pilot, lambda: bool(app.shown))
        for unit, score in (("c01", "66.5"), ("c02", "50.5"), ("c45", "64.5"), ("c20", "99.5")):
            rescore(crowded, unit, score)
            await until(pilot, lambda unit=unit: app.shown[-1].get("changed") == [unit])
            await until(pilot, lambda score=score: f"{score}0" in app.picture())


async def test_the_stage_is_followed_and_a_restarted_display_stands_at_the_same_step(sealed: Settings) -> None:
    app = Hall(sealed)
    async with app.run_test(size=(100, 30), message_hook=app.hook) as pilot:
        move(sealed)
        await until(pilot, lambda: bool(app.shown) and app.shown[-1]["scene"] == "title")
        move(sealed)
        await until(pilot, lambda: app.shown[-1]["scene"] == "flag")
        last = app.shown[-1]
    again = Hall(sealed)
    async with again.run_test(size=(100, 30), message_hook=again.hook) as pilot:
        await until(pilot, lambda: bool(again.shown))
        assert again.shown[-1] == last


async def test_a_display_that_begins_is_late_before_it_is_missed(
    sealed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    beats = list[int]()
    monkeypatch.setattr(Reporter, "tell", lambda _self, *_said, beat, **_more: beats.append(beat))
    app = Hall(sealed)
    async with app.run_test(size=(100, 30), message_hook=app.hook) as pilot:
        await until(pilot, lambda: BEAT_MILLISECONDS in beats)
        cast(HallScreen, app.screen).player.due = True
        await until(pilot, lambda: len(beats) > beats.index(BEAT_MILLISECONDS) + 1)
    first = beats.index(BEAT_MILLISECONDS)
    assert set(beats[:first]) <= {FIRST_BEATS_MILLISECONDS}
    assert set(beats[first:]) == {BEAT_MILLISECONDS}
    assert FIRST_BEATS_MILLISECONDS > BEAT_MILLISECONDS


async def test_a_covered_stage_shows_the_neutral_picture(sealed: Settings) -> None:
    move(sealed)
    app = Hall(sealed)
    async with app.run_test(size=(100, 30), message_hook=app.hook) as pilot:
        await until(pilot, lambda: bool(app.shown) and app.shown[-1]["scene"] == "title")
        with opened(sealed) as store, acting(store, sealed, "direct") as writing:
            stage_control.cover(writing, "main-2030Q1", True)
        await until(pilot, lambda: app.shown[-1]["scene"] == "cover")
        with closing(PublicReader(sealed.paths.public)) as reader:
            contest = reader.board("competition")
        assert contest is not None
        assert cast(dict[str, str], app.shown[-1]["contest"])["name"] == contest.words.name


async def test_a_cover_before_the_first_step_gives_way_to_the_programme(sealed: Settings) -> None:
    app = Hall(sealed)
    async with app.run_test(size=(100, 30), message_hook=app.hook) as pilot:
        await until(pilot, lambda: bool(app.shown))
        before = app.shown[-1]["scene"]
        for covered, scene in ((True, "cover"), (False, before)):
            with opened(sealed) as store, acting(store, sealed, "direct") as writing:
                stage_control.cover(writing, "main-2030Q1", covered)
            await until(pilot, lambda scene=scene: app.shown[-1]["scene"] == scene)


async def test_the_stage_of_an_earlier_ceremony_does_not_come_back(handan: Settings) -> None:
    """What ends before the first step of a ceremony leads to the programme, not to how another ceremony closed."""
    app = Hall(handan)
    async with app.run_test(size=(100, 30), message_hook=app.hook) as pilot:
        await until(pilot, lambda: bool(app.shown))
        for covered in (True, False):
            with opened(handan) as store, acting(store, replace(handan, acting="director"), "direct") as writing:
                stage_control.cover(writing, "city-2010Q3", covered)
            count = len(app.shown)
            await until(pilot, lambda count=count: len(app.shown) > count)
        assert app.shown[-1]["scene"] != "closing"


async def test_the_public_file_alone_is_enough(live: Settings) -> None:
    live.paths.main.unlink()
    app = Hall(live)
    async with app.run_test(size=(100, 30), message_hook=app.hook) as pilot:
        await until(pilot, lambda: bool(app.shown))
        assert not live.paths.main.exists()


async def test_pages_turn_by_key_and_by_time(live: Settings) -> None:
    app = Hall(live)
    now = [0.0]
    async with app.run_test(size=(100, 30), message_hook=app.hook) as pilot:
        await until(pilot, lambda: bool(app.shown))
        first = app.shown[-1]["scene"]
        await pilot.press("right")
        await until(pilot, lambda: app.shown[-1]["scene"] != first)
        await pilot.press("left")
        await until(pilot, lambda: app.shown[-1]["scene"] == first)
        screen = app.screen
        assert isinstance(screen, HallScreen)
        screen.player.clock = lambda: now[0]
        screen.player.since = 0.0
        now[0] = SHOWN_SECONDS
        count = len(app.shown)
        screen._rotate()
        await until(pilot, lambda: len(app.shown) > count)
        await pilot.press("space")
        now[0] += SHOWN_SECONDS
        count = len(app.shown)
        screen._rotate()
        await pilot.pause()
        assert len(app.shown) == count


async def test_the_pages_of_a_ceremonys_table_turn_by_themselves_and_one_picture_is_reported(sealed: Settings) -> None:
    move(sealed)
    app, now = Hall(sealed), [0.0]
    async with app.run_test(size=(100, 30), message_hook=app.hook) as pilot:
        await until(pilot, lambda: bool(app.shown) and app.shown[-1]["scene"] == "title")
        screen = app.screen
        assert isinstance(screen, HallScreen)
        screen.player.clock = lambda: now[0]
        assert screen.player.stage is not None
        scene = {"scene": "table", "board": table(60)}
        screen.player.follow(replace(screen.player.stage, sequence=screen.player.stage.sequence + 1, scene=scene))
        pictures, reported = [], set()
        for turn in range(4):
            now[0] = turn * SHOWN_SECONDS + 1.0
            screen._rotate()
            screen.query_one(SceneView).tick()
            screen._report()
            pictures.append(app.picture())
            reported.add(screen._told[1])
    assert len(set(pictures)) == 3
    assert pictures[3] == pictures[0]
    assert len(reported) == 1
    assert reported != {""}


async def test_a_scene_that_cannot_be_drawn_leaves_the_last_good_picture(live: Settings) -> None:
    app = Hall(live)
    async with app.run_test(size=(100, 30), message_hook=app.hook) as pilot:
        await until(pilot, lambda: bool(app.picture()))
        good = app.picture()
        app.screen.query_one(SceneView).play(TableScene(board=cast(Any, object())))
        await pilot.pause()
        assert app.picture() == good


def rescore(settings: Settings, unit: str, score: str) -> None:
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        contest = contest_of(writing.session, "main", "2030Q1")
        unconfirm(writing, contest, area="a1", unit=unit)
        put(writing, "a1", unit, score)
        confirm(writing, contest, area="a1", unit=unit)
