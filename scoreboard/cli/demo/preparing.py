"""A scratch database with Handan 2010 in it, as it stood on the morning of the third quarter's ceremony."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import FrameType

from scoreboard.ceremony import stage_control
from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.closing import close
from scoreboard.desk.loading import load
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.enums import ConfirmedBy
from scoreboard.exchange.folder import CompetitionFolder, read_folder
from scoreboard.own_folder import scratch_folder
from scoreboard.settings import Settings, parse_moment
from scoreboard.shipped_contests import contests_folder
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store

CONTEST = "handan-2010"
ZONE = "Asia/Shanghai"
PEOPLE = ("admin", "operator", "reviewer", "director", "auditor")
"""Who works in the demo, each called as their role. They are one human being, and so are bound to nothing."""
BEGINS = "2010-11-05T09:00:00"
"""When the demo's clock begins to run."""
CEREMONY = "city-2010Q3"
"""The ceremony that is ready to be stepped."""


@dataclass(frozen=True)
class StorySettings(Settings):
    """Settings whose clock stood at `BEGINS` when they were made and has been running since."""

    since: float = field(default_factory=time.monotonic)

    @property
    def sets_clock(self) -> bool:
        return True

    def moment(self, zone: str) -> datetime:
        """The time of the story; `zone` is what its beginning is meant in."""
        return parse_moment(BEGINS, zone) + timedelta(seconds=time.monotonic() - self.since)


@contextmanager
def scratch(lang: str) -> Iterator[Settings]:
    """A prepared contest in a folder of its own, which is gone when the block ends, by a signal too."""
    with _signals_as_exits(), scratch_folder("scoreboard-demo-") as folder:
        yield prepare(folder, lang)


def prepare(folder: Path, lang: str = "zh") -> Settings:
    """Put the contest of 2010 into a new database in `folder`; returns settings that name it, and nobody.

    The second quarter has been handed over, the townships' third too; the city's third is sealed, its ceremony
    ready; the fourth is coming in live. Every deed is dated by the day on which it was done.
    """
    settings = Settings(str(folder / f"{CONTEST}.db"), lang)
    whole = played_alone(read_folder(contests_folder() / CONTEST, cue_formats()))
    store = Store(settings.paths, create=True)
    try:
        _add_people(store, settings)
        _load(store, settings, whole, "2010-08-14", {"2010Q2"})
        _close(store, settings, "city", "2010Q2", "2010-08-15T17:00:00")
        _hand_over(store, settings, "city-2010Q2", "2010-08-16T09:00:00")
        _load(store, settings, whole, "2010-10-26", {"2010Q2", "2010Q3"})
        for series in ("demolition-teams", "liuhan-villages", "yongnian-townships"):
            _close(store, settings, series, "2010Q3", "2010-10-27T17:00:00")
        _hand_over(store, settings, "yongnian-townships-2010Q3", "2010-10-28T09:00:00")
        _close(store, settings, "city", "2010Q3", "2010-11-01T17:00:00")
        _load(store, settings, whole, "2010-11-04", {"2010Q2", "2010Q3", "2010Q4"})
    finally:
        store.close()
    return StorySettings(settings.database, lang)


def _add_people(store: Store, settings: Settings) -> None:
    nobody = replace(settings, now="2010-08-13T09:00:00")
    with acting(store, nobody, "add people", zone=ZONE, with_clock=True) as writing:
        for name in PEOPLE:
            add_person(writing, name, role=name)


def played_alone(whole: CompetitionFolder) -> CompetitionFolder:
    """A folder by which whoever enters may confirm: a demo has one login, which can't prove to be two persons."""
    series = tuple(
        one.model_copy(update={"settings": one.settings.model_copy(update={"confirm": ConfirmedBy.SELF})})
        for one in whole.series
    )
    return replace(whole, series=series)


def _load(store: Store, settings: Settings, whole: CompetitionFolder, day: str, periods: set[str]) -> None:
    admin = replace(settings, acting="admin", now=f"{day}T09:00:00")
    with acting(store, admin, "load", zone=ZONE, with_clock=True) as writing:
        load(writing, as_known(whole, date.fromisoformat(day), periods))


def as_known(whole: CompetitionFolder, day: date, periods: set[str]) -> CompetitionFolder:
    """The part of a folder that somebody could have written on `day`, with the results of some periods only."""
    return replace(
        whole,
        scores=whole.scores.where(lambda score: score.period in periods),
        nominees=tuple(nominee for nominee in whole.nominees if nominee.period in periods),
        custody=tuple(row for row in whole.custody if row.awarded_on is None or row.awarded_on <= day),
        vetoes=tuple(veto for veto in whole.vetoes if veto.decided_on is None or veto.decided_on <= day),
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

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        if told:
            os._exit(128 + told[0])
        for number, handler in before.items():
            signal.signal(number, handler)
