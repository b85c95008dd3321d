"""The demo's story as deeds on a prepared contest: the ceremony step by step, then results that arrive live.

What each deed shows is read back from the public file, as the hall sees it.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scoreboard.ceremony import stage_control
from scoreboard.cli.demo.preparing import CEREMONY
from scoreboard.desk.confirming import confirm
from scoreboard.desk.entering import enter
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.locale import Both
from scoreboard.publications.kinds.ranking import RankingBoard, RankingRow
from scoreboard.publications.questions import Board
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit

SERIES, LIVE_PERIOD = "city", "2010Q4"

ARRIVALS = (
    ("energy-saving", "wuan", "93.80"),
    ("livelihood", "qiuxian", "88.20"),
    ("key-projects", "yongnian", "96.20"),
    ("party-building", "congtai", "91.44"),
    ("stability", "fuxing", "86.35"),
    ("party-building", "yongnian", "92.75"),
    ("party-building", "guangping", "84.50"),
    ("area-nine", "yongnian", "93.66"),
)
"""Area, unit and score of results that the contest's own folder leaves open (sample)."""


@dataclass(frozen=True)
class Arrived:
    """A result that has just become public: the unit's row of the overall table before and after."""

    area: Both
    score: str
    before: RankingRow
    after: RankingRow


def ceremony_steps(store: Store, settings: Settings) -> Iterator[Stage]:
    """Take the sealed ceremony's steps to its end, each when it is asked for; yields what the hall sees then."""
    director = replace(settings, acting="director")
    with contextlib.closing(PublicReader(settings.paths.public)) as reader:
        while True:
            try:
                with acting(store, director, "direct") as writing:
                    stage_control.step(writing, CEREMONY, stage_control.after)
            except Refused as refusal:
                if refusal.key != "cue.last":
                    raise
                return
            stage = reader.stage(series=SERIES)
            if stage is not None:
                yield stage


def arrivals(store: Store, settings: Settings) -> Iterator[Arrived]:
    """Enter and confirm the results that are still open, one whenever one is asked for."""
    with contextlib.closing(PublicReader(settings.paths.public)) as reader:
        for area, unit, score in ARRIVALS:
            before = _row(reader, unit)
            with acting(store, replace(settings, acting="operator"), "enter") as writing:
                contest = contest_of(writing.session, SERIES, LIVE_PERIOD)
                enter(writing, contest, area, find_unit(writing.session, unit), score)
                found = contest.area(area)
                words = Both(found.name, found.name_en or found.name)
            with acting(store, replace(settings, acting="reviewer"), "confirm") as writing:
                confirm(writing, contest_of(writing.session, SERIES, LIVE_PERIOD), area=area, unit=unit)
            yield Arrived(words, score, before, _row(reader, unit))


def live_table(settings: Settings) -> RankingBoard:
    """The overall table of the period that is coming in."""
    with contextlib.closing(PublicReader(settings.paths.public)) as reader:
        return _live_table(reader)


def _live_table(reader: PublicReader) -> RankingBoard:
    board: Board[RankingBoard] | None = reader.board(f"ranking/{SERIES}/{LIVE_PERIOD}")
    assert board is not None, "the demo's last period is live from the start"
    return board.words


def _row(reader: PublicReader, unit: str) -> RankingRow:
    return next(row for row in _live_table(reader).rows if row.unit == unit)
