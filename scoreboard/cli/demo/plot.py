"""What a demo plays, as its contest's folder has it: the last ceremony, what is over before, and what arrives after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scoreboard.ceremony.cues import cue_formats
from scoreboard.enums import Publication, ScoreState
from scoreboard.errors import BadInput
from scoreboard.exchange.folder import CompetitionFolder, read_folder
from scoreboard.exchange.formats.run_sheets import DeclaredCeremony
from scoreboard.exchange.formats.series import DeclaredSeries
from scoreboard.locale import Both
from scoreboard.shipped_contests import contests_folder

CONTEST = "handan-2010"
"""Played where no other contest is named."""
MORNING, CLOSING, NIGHT = time(9), time(17), time(20)

Key = tuple[str, str]
"""A series and a period."""


@dataclass(frozen=True)
class Closing:
    """Results that are closed before the demo begins; times are the contest's own, without a zone."""

    key: Key
    at: datetime
    handed_over: datetime | None
    """When the ceremony gave the flags away; None where closing makes them public, and for the ceremony to come."""
    ceremony: str


@dataclass(frozen=True)
class Arrival:
    """A draft of the folder that is confirmed while the hall looks on."""

    key: Key
    area: str
    unit: str
    score: str


@dataclass(frozen=True)
class Plot:
    """A contest and the day on which its demo begins: that of its last ceremony."""

    contest: str
    title: Both
    zone: str
    folder: CompetitionFolder
    ceremony: str
    """The ceremony that is ready to be stepped."""
    series: str
    begins: datetime
    closings: tuple[Closing, ...]
    """In the order of their days."""
    arrivals: tuple[Arrival, ...]


def shipped_contests() -> tuple[str, ...]:
    """The contests that come with the program and have a ceremony to play."""
    return tuple(sorted(sheets.parent.name for sheets in contests_folder().glob("*/ceremonies") if sheets.is_dir()))


def shipped_plot(contest: str = CONTEST) -> Plot:
    """What the demo of a shipped contest plays. Raises BadInput where no such contest comes with the program."""
    if contest not in shipped_contests():
        raise BadInput("demo.unknown", name=contest, allowed=", ".join(shipped_contests()))
    return plot_of(contest, read_folder(contests_folder() / contest, cue_formats()))


def plot_of(contest: str, folder: CompetitionFolder) -> Plot:
    """What a demo of a folder plays, which has at least one run sheet with a day."""
    sheets = {(one.sheet.series, one.sheet.period): one for one in folder.ceremonies if one.sheet.held_on}
    last = max(sheets.values(), key=lambda one: (day_of(one), one.id))
    ends = {period.id: period.end for period in folder.periods}
    late = ends[last.sheet.period] >= day_of(last)
    competition = folder.competition
    main = (last.sheet.series, last.sheet.period)
    closings = _closings(folder, sheets, main, ends)
    closed = {closing.key for closing in closings}
    return Plot(
        contest,
        Both(competition.name, competition.name_en or competition.name),
        competition.timezone,
        folder,
        last.id,
        last.sheet.series,
        datetime.combine(day_of(last), NIGHT if late else MORNING),
        closings,
        tuple(
            Arrival((score.series, score.period), score.area, score.unit, str(score.score))
            for score in folder.scores
            if score.state == ScoreState.DRAFT and (score.series, score.period) not in closed
        ),
    )


def day_of(ceremony: DeclaredCeremony) -> date:
    """The day on which a ceremony is held."""
    day = ceremony.sheet.held_on
    assert day is not None, "only those with a day are played"
    return day


def _closings(
    folder: CompetitionFolder, sheets: Mapping[Key, DeclaredCeremony], main: Key, ends: Mapping[str, date]
) -> tuple[Closing, ...]:
    """Everything with results whose period is over, closed before its ceremony, or soon after its end without one."""
    found = []
    series = {one.id: one for one in folder.series}
    latest = _closed_at(day_of(sheets[main]), ends[main[1]])
    for key in dict.fromkeys((score.series, score.period) for score in folder.scores):
        end = ends[key[1]]
        if key != main and end >= day_of(sheets[main]):
            continue
        sheet = sheets.get(key)
        at = _closed_at(day_of(sheet), end) if sheet else min(datetime.combine(end + timedelta(1), CLOSING), latest)
        given = key != main and (sheet is not None or is_sealed(series[key[0]], key[1]))
        handed = datetime.combine(day_of(sheet) if sheet else at.date() + timedelta(1), MORNING)
        if sheet is not None and handed < at:
            handed = at + timedelta(hours=1)
        found.append(Closing(key, at, handed if given else None, sheet.id if sheet else "-".join(key)))
    return tuple(sorted(found, key=lambda closing: closing.at))


def _closed_at(day: date, end: date) -> datetime:
    """On the day before the ceremony, or on its day where the period ends on it."""
    return datetime.combine(day - timedelta(1) if end < day else day, CLOSING)


def is_sealed(series: DeclaredSeries, period: str) -> bool:
    """Whether a period of a series waits for its ceremony."""
    changes = next((one.changes for one in series.overrides if one.period == period), {})
    return bool(changes.get("publication", series.settings.publication) == Publication.CEREMONY)
