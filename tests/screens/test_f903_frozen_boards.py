"""F903: in the hall and far away, too, a board that takes no more results says since when, and is not called live."""

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from scoreboard.cli.board_over_ssh import boards_as_text
from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scene import MovingScene
from scoreboard.publications.scenes.unit import UnitScene
from scoreboard.settings import Settings
from screens.display import HallScreen
from screens.held_boards import HeldBoards
from screens.looks import Look
from screens.player import Player
from screens.playlist import as_it_stands
from screens.remote.boards import viewer_items
from screens.remote.stage import PAGE_SECONDS
from tests.contests import Shape, fill, opened, prepare
from tests.screens.played import draw

from .test_display import Hall, until

FREEZE = "2030-05-20T18:00:00"
BEFORE, AFTER = "2030-05-20T17:59:59+08:00", "2030-05-20T18:00:00+08:00"


@pytest.fixture
def frozen(tmp_path: Path) -> Settings:
    shape = Shape(counties=4, second_live=True, freeze=FREEZE)
    settings = prepare(tmp_path, shape)
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        fill(writing, shape, "2030Q2")
    return settings


async def test_f903_the_hall_says_it_the_moment_a_freeze_begins(frozen: Settings) -> None:
    app = Hall(replace(frozen, now=BEFORE))
    async with app.run_test(size=(80, 24), message_hook=app.hook) as pilot:
        await until(pilot, lambda: bool(app.shown))
        assert isinstance(app.screen, HallScreen)
        await pilot.press("right")
        await until(pilot, lambda: "live until 20 may 2030, 18:00" in app.picture().lower())
        await pilot.press("space")
        app.screen._now._settings = replace(frozen, now=AFTER)
        await until(pilot, lambda: "frozen since 20 may 2030, 18:00" in app.picture().lower())
        assert "live" not in app.picture().lower()


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (40, 10)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_f903_viewers_far_away_are_told_in_every_size(frozen: Settings, size: tuple[int, int], lang: str) -> None:
    now = [datetime.fromisoformat(BEFORE)]
    player = Player(partial(viewer_items, "board"), lambda: 0.0, PAGE_SECONDS, now=lambda: now[0])
    with closing(PublicReader(frozen.paths.public)) as reader:
        held = HeldBoards()
        held.follow(reader)
        player.load(held)
    look = Look(lang, native=True)
    pictures = []
    for moment in (BEFORE, AFTER):
        now[0] = datetime.fromisoformat(moment)
        scenes = [player.shown(page, size, look).scene for page in (None, 0, 1, 2)]
        rankings = [scene for scene in scenes if isinstance(scene, MovingScene)]
        pictures.append([draw(scene, 99, size, look).text for scene in rankings])
    before, after = pictures
    assert after
    for text in before:
        assert ("5月20日 18:00" if lang == "zh" else "20 May") in text
        assert ("实时，" if lang == "zh" else "Live until") in text
        assert "Frozen" not in text
    for text in after:
        assert ("5月20日 18:00 起冻结" if lang == "zh" else "Frozen since") in text
        assert ("5月20日 18:00" if lang == "zh" else "20 May") in text
        assert "实时" not in text
        assert "Live" not in text


@pytest.mark.parametrize("size", [(200, 56), (120, 34), (80, 24), (60, 16), (40, 10)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_f903_the_page_of_a_unit_says_so_at_every_size(frozen: Settings, size: tuple[int, int], lang: str) -> None:
    with closing(PublicReader(frozen.paths.public)) as reader:
        held = HeldBoards()
        held.follow(reader)
        unit = next(iter(held.ranking(held.rankings()[0]).words.rows)).unit  # type: ignore[union-attr]
        (item,) = [one for one in viewer_items(unit, held) if isinstance(one.scene, UnitScene)]
    look = Look(lang, native=True)
    before, after = (
        draw(as_it_stands(item.scene, datetime.fromisoformat(moment)), 99, size, look).text
        for moment in (BEFORE, AFTER)
    )
    assert "起冻结" not in before
    assert "rozen" not in before
    assert ("5月20日 18:00 起冻结" if lang == "zh" else "Frozen since 20 May, 18:00") in after


def test_f903_a_viewer_who_asks_for_text_is_told(frozen: Settings) -> None:
    with closing(PublicReader(frozen.paths.public)) as reader:
        held = HeldBoards()
        held.follow(reader)
        unit = next(iter(held.ranking(held.rankings()[0]).words.rows)).unit  # type: ignore[union-attr]
    for clock, is_told in ((BEFORE, False), (AFTER, True)):
        for board in (unit, "board"):
            said = "\n".join(boards_as_text(frozen.paths.public, board, "en", datetime.fromisoformat(clock)))
            assert ("frozen since 2030-05-20 18:00" in said) == is_told, (clock, board)
