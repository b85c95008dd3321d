"""A time without an offset is read in the contest's zone, by those who only read as by those who write."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from scoreboard.publications.contest_clock import ContestClock
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from screens.player import seconds_on_stage
from tests.acceptance.competition import Competition, scores, sealed, towns
from tests.acceptance.conftest import Opened

NAIVE = "2031-07-04T09:00:00"


def test_a_step_is_as_old_as_it_is(opened: Opened, tmp_path: Path) -> None:
    cells = scores("main", "2031Q2", {"roads": {"t1": 90, "t2": 80}})
    program = opened(Competition(series=[sealed("roads")], units=towns(2), scores=cells)).at(NAIVE)
    program.ok("close", "main", "2031Q2")
    program.ok("cue", "next", "main-2031Q2")
    later = Settings(str(program.database), "en", "2031-07-04T09:00:30")
    with closing(PublicReader(program.public)) as reader:
        stage = reader.stage()
    assert stage is not None
    assert seconds_on_stage(stage, ContestClock(later, program.public)()) == 30
    aware = Settings(str(program.database), "en", "2031-07-04T01:00:30+00:00")
    assert seconds_on_stage(stage, ContestClock(aware, program.public)()) == 30
    nowhere = ContestClock(later, tmp_path / "none-public.db")
    assert nowhere() == datetime(2031, 7, 4, 9, 0, 30, tzinfo=UTC), "nothing says yet where it is"
