"""What a board shows to far viewers: a ceremony while one is on, and what was there before once a rehearsal is over."""

from contextlib import closing
from pathlib import Path

import pytest

from scoreboard.ceremony.rehearsal import end_rehearsal, rehearse
from scoreboard.desk.acting import acting
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.settings import Settings
from screens.held_boards import HeldBoards
from screens.programme import AFTER_CEREMONY_SECONDS
from screens.remote.reel import Reel
from screens.themes import Look
from tests.ceremony.stepping import CEREMONY, move, ready
from tests.ceremony.test_steps import TWO
from tests.contests import opened

SIZE = (80, 24)


def rehearses(reel: Reel, settings: Settings) -> bool:
    """Whether what the board shows, once it has read what is public now, is marked as a rehearsal's."""
    with closing(PublicReader(settings.paths.public)) as reader:
        held = HeldBoards()
        held.follow(reader)
        reel.load(held)
        reel.follow(reader.stage())
    return bool(reel.shown(None, SIZE, Look()).scene.get("rehearsal"))


def test_a_rehearsal_that_is_over_leaves_the_screen(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    reel = Reel("board", lambda: 0.0)
    assert not rehearses(reel, settings)
    with opened(settings) as store:
        with acting(store, settings, "direct") as writing:
            rehearse(writing, CEREMONY, seed=1)
        assert rehearses(reel, settings)
        with acting(store, settings, "direct") as writing:
            end_rehearsal(writing, CEREMONY)
    assert not rehearses(reel, settings)
    assert not reel.on_stage
    move(settings)
    assert not rehearses(reel, settings)
    assert reel.on_stage


@pytest.mark.parametrize(
    ("ago", "stays"), [(0.0, True), (AFTER_CEREMONY_SECONDS - 1, True), (AFTER_CEREMONY_SECONDS, False)]
)
def test_who_comes_during_the_last_picture_sees_it_as_long_as_all_others(ago: float, stays: bool) -> None:
    """A stage process that was killed, and a board that nobody has watched before."""
    closing = Stage(
        9, CEREMONY, "main", "2030Q1", 9, 1, False, False, {"scene": "closing"}, "2030-05-01T01:00:00+00:00"
    )
    reel = Reel("board", lambda: 1000.0)
    reel.follow(closing, ago=ago)
    assert reel.on_stage == stays


def test_who_comes_in_the_middle_of_a_step_sees_what_all_others_see_of_it() -> None:
    title = Stage(1, CEREMONY, "main", "2030Q1", 1, 1, False, False, {"scene": "title"}, "2030-05-01T01:00:00+00:00")
    reel = Reel("board", lambda: 1000.0)
    reel.follow(title, ago=7.0)
    assert reel.shown(None, SIZE, Look()).elapsed == 7.0
