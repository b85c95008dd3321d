"""A scratch database with a shipped contest in it, as it stood on the day of its last ceremony."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from time import monotonic
from types import FrameType

from scoreboard.ceremony import stage_control
from scoreboard.cli.demo.plot import Key, Plot
from scoreboard.desk.closing import close
from scoreboard.desk.loading import load
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.enums import ConfirmedBy
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.own_folder import scratch_folder
from scoreboard.settings import Settings, parse_moment
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store

PEOPLE = ("admin", "operator", "reviewer", "director", "auditor")
"""Who works in the demo, each called as their role. They are one human being, and so are bound to nothing."""

ENDING = [signal.Signals[name] for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""What a `kill` and a closed terminal send."""
NOON = time(12)
"""When results are loaded on the day on which they are closed."""
EVENING = timedelta(hours=1)
"""After the last closing, when what is still to come in is loaded."""


@dataclass(frozen=True)
class StorySettings(Settings):
    """Settings whose clock stood at `begins` when they were made and has been running since."""

    begins: str = ""
    """Without a zone."""
    since: float = field(default_factory=monotonic)

    @property
    def sets_clock(self) -> bool:
        return True

    @property
    def is_sample(self) -> bool:
        return True

    def moment(self, zone: str) -> datetime:
        """The time of the story; `zone` is what its beginning is meant in."""
        return parse_moment(self.begins, zone) + timedelta(seconds=monotonic() - self.since)


@contextmanager
def scratch(lang: str, plot: Plot) -> Iterator[Settings]:
    """A prepared contest in a folder of its own, which is gone when the block ends, by a signal too."""
    with _signals_as_exits(), scratch_folder("scoreboard-demo-") as folder:
        yield prepare(folder, lang, plot)


def prepare(folder: Path, lang: str, plot: Plot) -> Settings:
    """Put a contest into a new database in `folder`; returns settings that name it, and nobody.

    What its folder has as over is closed and handed over, each on its day; the last ceremony's results are sealed
    and it is ready; what is live comes in. Every deed is dated by the day on which it was done.
    """
    settings = Settings(str(folder / f"{plot.contest}.db"), lang)
    plot = replace(plot, folder=played_alone(plot.folder))
    store = Store(settings.paths, create=True)
    try:
        _add_people(store, settings, plot)
        for moment, deed in sorted(_past(store, settings, plot), key=lambda one: one[0]):
            deed(moment.isoformat())
        evening = plot.closings[-1].at + EVENING
        _load(store, settings, plot, None, evening.isoformat())
    finally:
        store.close()
    return StorySettings(settings.database, lang, begins=plot.begins.isoformat())


Deed = Callable[[str], None]


def _past(store: Store, settings: Settings, plot: Plot) -> Iterator[tuple[datetime, Deed]]:
    """What was done before the demo begins, each with its time: the results of a day are loaded once, then closed."""
    for day in dict.fromkeys(closing.at.date() for closing in plot.closings):
        known = {closing.key for closing in plot.closings if closing.at.date() <= day}
        yield datetime.combine(day, NOON), partial(_load, store, settings, plot, known)
    for closing in plot.closings:
        yield closing.at, partial(_close, store, settings, *closing.key)
        if closing.handed_over:
            yield closing.handed_over, partial(_hand_over, store, settings, closing.ceremony)


def _add_people(store: Store, settings: Settings, plot: Plot) -> None:
    first = plot.closings[0].at - timedelta(days=2)
    nobody = replace(settings, now=first.isoformat())
    with acting(store, nobody, "add people", zone=plot.zone, with_clock=True) as writing:
        for name in PEOPLE:
            add_person(writing, name, role=name)


def played_alone(whole: CompetitionFolder) -> CompetitionFolder:
    """A folder by which whoever enters may confirm: a demo has one login, which can't prove to be two persons."""
    series = tuple(
        one.model_copy(update={"settings": one.settings.model_copy(update={"confirm": ConfirmedBy.SELF})})
        for one in whole.series
    )
    return replace(whole, series=series)


def _load(store: Store, settings: Settings, plot: Plot, known: Collection[Key] | None, now: str) -> None:
    admin = replace(settings, acting="admin", now=now)
    with acting(store, admin, "load", zone=plot.zone, with_clock=True) as writing:
        load(writing, as_known(plot.folder, datetime.fromisoformat(now).date(), known))


def as_known(whole: CompetitionFolder, day: date, results: Collection[Key] | None) -> CompetitionFolder:
    """The part of a folder that somebody could have written on `day`, with those results only; None: with all."""
    return replace(
        whole,
        scores=whole.scores.where(lambda score: results is None or (score.series, score.period) in results),
        nominees=tuple(row for row in whole.nominees if row.notice_from is None or row.notice_from <= day),
        custody=tuple(row for row in whole.custody if row.awarded_on is None or row.awarded_on <= day),
        vetoes=tuple(veto for veto in whole.vetoes if veto.decided_on is None or veto.decided_on <= day),
        pledges=tuple(row for row in whole.pledges if row.made_on is None or row.made_on <= day),
        honours=tuple(row for row in whole.honours if row.awarded_on is None or row.awarded_on <= day),
    )


def _close(store: Store, settings: Settings, series: str, period: str, now: str) -> None:
    with acting(store, replace(settings, acting="reviewer", now=now), "close") as writing:
        close(writing, contest_of(writing.session, series, period))


def _hand_over(store: Store, settings: Settings, ceremony: str, now: str) -> None:
    """Make all that a ceremony shows public by its last cue; the demo steps only the one to come."""
    with acting(store, replace(settings, acting="director", now=now), "direct") as writing:
        last = len(stage_control.standpoint(writing.session, ceremony).sheet)
        stage_control.step(writing, ceremony, stage_control.goto(last), yes=True)


@contextmanager
def _signals_as_exits() -> Iterator[None]:
    """Let a closed terminal or a `kill` leave through the blocks that clean up, once, and then at once.

    A thread that reads from a terminal which is gone would never end, and keep the process for ever.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    told: list[int] = []

    def leave(number: int, _frame: FrameType | None) -> None:
        if not told:  # a second one must not break off the cleaning up
            told.append(number)
            sys.exit(128 + number)

    before = {number: signal.signal(number, leave) for number in ENDING}
    try:
        yield
    finally:
        if told:
            os._exit(128 + told[0])
        for number, handler in before.items():
            signal.signal(number, handler)
