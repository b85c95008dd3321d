"""The demo's story as deeds on a prepared contest: the ceremony step by step, then results that arrive live.

What each deed shows is read back from the public file, as the hall sees it.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scoreboard.ceremony import stage_control
from scoreboard.cli.demo.plot import Arrival, Key, Plot
from scoreboard.desk.confirming import confirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.locale import Both
from scoreboard.publications.kinds.ranking import RankingBoard, RankingRow
from scoreboard.publications.questions import Board
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store


@dataclass(frozen=True)
class Arrived:
    """A result that has just become public: the unit's row of the overall table before and after."""

    area: Both
    score: str
    before: RankingRow
    after: RankingRow


def ceremony_steps(store: Store, settings: Settings, plot: Plot) -> Iterator[Stage]:
    """Take the sealed ceremony's steps to its end, each when it is asked for; yields what the hall sees then."""
    director = replace(settings, acting="director")
    with contextlib.closing(PublicReader(settings.paths.public)) as reader:
        while True:
            try:
                with acting(store, director, "direct") as writing:
                    stage_control.step(writing, plot.ceremony, stage_control.after)
            except Refused as refusal:
                if refusal.key != "cue.last":
                    raise
                return
            stage = reader.stage(series=plot.series)
            if stage is not None:
                yield stage


def arrivals(store: Store, settings: Settings, plot: Plot) -> Iterator[Arrived]:
    """Confirm the results that are still drafts, one whenever one is asked for."""
    with contextlib.closing(PublicReader(settings.paths.public)) as reader:
        for arrival in plot.arrivals:
            before = _row(reader, arrival)
            with acting(store, replace(settings, acting="reviewer"), "confirm") as writing:
                contest = contest_of(writing.session, *arrival.key)
                found = contest.area(arrival.area)
                words = Both(found.name, found.name_en or found.name)
                confirm(writing, contest, area=arrival.area, unit=arrival.unit)
            yield Arrived(words, arrival.score, before, _row(reader, arrival))


def live_table(settings: Settings, plot: Plot) -> RankingBoard | None:
    """The overall table of the period in which results arrive; None where none do."""
    if not plot.arrivals:
        return None
    with contextlib.closing(PublicReader(settings.paths.public)) as reader:
        return _live_table(reader, plot.arrivals[0].key)


def _live_table(reader: PublicReader, key: Key) -> RankingBoard:
    board: Board[RankingBoard] | None = reader.board("ranking/" + "/".join(key))
    assert board is not None, "results arrive in what is live from the start"
    return board.words


def _row(reader: PublicReader, arrival: Arrival) -> RankingRow:
    return next(row for row in _live_table(reader, arrival.key).rows if row.unit == arrival.unit)
