"""What a board shows to far viewers: a ceremony while one is on, and what was there before once a rehearsal is over."""

from contextlib import closing
from pathlib import Path

from scoreboard.ceremony.rehearsal import end_rehearsal, rehearse
from scoreboard.desk.acting import acting
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from screens.programme import read_boards
from screens.remote.reel import Reel
from screens.themes import Look
from tests.ceremony.stepping import CEREMONY, move, ready
from tests.ceremony.test_steps import TWO
from tests.contests import opened

SIZE = (80, 24)


def rehearses(reel: Reel, settings: Settings) -> bool:
    """Whether what the board shows, once it has read what is public now, is marked as a rehearsal's."""
    with closing(PublicReader(settings.paths.public)) as reader:
        boards = read_boards(reader, {}, {})
        reel.load(boards, boards)
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
