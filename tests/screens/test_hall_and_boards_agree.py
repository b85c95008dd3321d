"""What the hall shows of a ranking is what its board has: units without a score too, in the same order."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.desk.confirming import confirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scene import MovingScene
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from screens.held_boards import HeldBoards
from screens.looks import Look
from screens.player import Player
from screens.playlist import playlist
from tests.contests import Shape, opened, prepare, put
from tests.screens.played import draw, pages


@pytest.fixture
def begun(tmp_path: Path) -> Settings:
    """A live contest of twelve counties in which two have a score in one area, and one has n/a."""
    settings = prepare(tmp_path, Shape(counties=12, areas=2, publication="live"))
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        for unit, score in (("c05", "90"), ("c09", "80"), ("c11", "n/a")):
            put(writing, "a1", unit, score)
        confirm(writing, contest_of(writing.session, "main", "2030Q1"))
    return settings


@pytest.mark.parametrize("size", [(80, 24), (120, 34)])
def test_the_hall_has_every_row_of_a_live_board(begun: Settings, size: tuple[int, int]) -> None:
    with closing(PublicReader(begun.paths.public)) as reader:
        held = HeldBoards()
        held.follow(reader)
        items = [item for item in playlist(held) if item.key.startswith("ranking/")]
        assert [item.key for item in items] == ["ranking/main/2030Q1", "ranking/main/2030Q1/a1"]
        for item in items:
            board = reader.board(item.key)
            assert board is not None
            assert isinstance(item.scene, MovingScene)
            assert item.scene.board == board.words
            look = Look("zh", native=True)
            text = " ".join(
                draw(replace(item.scene, page=page), 99, size, look).text
                for page in range(pages(item.scene, size, look))
            )
            places = [text.find(row.name) for row in board.words.rows]
            assert -1 not in places
            assert places == sorted(places)


def test_pages_of_nothing_but_empty_rows_are_turned_to_by_hand_alone(tmp_path: Path) -> None:
    settings = prepare(tmp_path, Shape(counties=45, areas=2, publication="live"))
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        for number in range(1, 4):
            put(writing, "a1", f"c{number:02}", str(90 - number))
        confirm(writing, contest_of(writing.session, "main", "2030Q1"))
    size, look, seconds = (80, 24), Look("zh", native=True), 0.0
    player = Player(playlist, lambda: seconds, 10.0)
    with closing(PublicReader(settings.paths.public)) as reader:
        held = HeldBoards()
        held.follow(reader)
        player.load(held)
    seen = []
    for tick in range(45):
        seconds = float(tick)
        player.turn(player.scene_pages(size, look))
        shown = player.shown(None, size, look)
        seen.append((shown.scene.scene, shown.mark[2]))
    assert list(dict.fromkeys(seen)) == [("title", 0), ("table", 0), ("ranking", 0), ("today", 0)]
    player.turn_by_hand(1, size, look)
    player.turn_by_hand(1, size, look)
    assert player.shown(None, size, look).mark[2] > 0
