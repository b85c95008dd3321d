"""A board of no single contest as a cue, drawn as its kind says."""

from typing import Any
from zoneinfo import ZoneInfo

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, usually
from scoreboard.ceremony.visibility import Sight
from scoreboard.publications.boards import latest_board
from scoreboard.publications.kind import Key
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.public_year import public_records
from scoreboard.publications.scene import BoardScene
from scoreboard.publications.year import with_ledger, year_of
from scoreboard.store.public.asking_main import facts_of
from scoreboard.wire import to_json


def board_cue(seconds: int) -> CueKind[BoardScene[Any]]:
    """A kind of cue that shows the board of its name."""
    return CueKind(_scene, usually(seconds), names_of_the_day=True)


def _scene(sight: Sight, cue: Cue, _step: int, _number: int) -> BoardScene[Any]:
    return BoardScene(scene=cue.kind, board=_drawn(sight, cue.kind) or _published(sight, cue.kind))


def _drawn(sight: Sight, board: str) -> Any:
    """In a rehearsal: the board of a year as the drawn flags have made it; None for one that is of no year."""
    of_year, contest = kind_of(board).of_year, sight.contest
    if of_year is None or not sight.public.drawn or contest.series.id != contest.competition.annual.get("series"):
        return None
    zone = ZoneInfo(contest.competition.timezone)
    records = public_records(facts_of(sight.session), sight.public.now.astimezone(zone).date())
    return None if records is None else to_json(of_year(year_of(with_ledger(records, sight.public.ledger))))


def _published(sight: Sight, board: str) -> Any:
    """The board as it was published last; None where it is not public."""
    key = f"{board}/{sight.contest.series.id}" if kind_of(board).key is Key.SERIES else board
    return latest_board(sight.session, key, sight.public.now)
