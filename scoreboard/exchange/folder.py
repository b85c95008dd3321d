"""A competition folder: what it declares, read whole and strictly, without a database."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from scoreboard.exchange import limits
from scoreboard.exchange.csv_rows import RowFormat
from scoreboard.exchange.formats.benchmarks import DeclaredBenchmark, read_benchmarks
from scoreboard.exchange.formats.competition import (
    FILE,
    Annual,
    DeclaredCampaign,
    DeclaredCompetition,
    DeclaredPeriod,
    DeclaredStar,
    Definitions,
    Publicity,
    read_definitions,
)
from scoreboard.exchange.formats.custody import Custody, contested_openings, read_custody
from scoreboard.exchange.formats.goals import DeclaredGoal, read_goals
from scoreboard.exchange.formats.honours import DeclaredHonour, read_honours
from scoreboard.exchange.formats.judges import Judge, read_judges
from scoreboard.exchange.formats.known import CueFormat, Known
from scoreboard.exchange.formats.livelihood import DeclaredLivelihoodItem, read_livelihood
from scoreboard.exchange.formats.look_alikes import look_alikes
from scoreboard.exchange.formats.named_images import DeclaredImage, DeclaredPortrait, read_named_images
from scoreboard.exchange.formats.nominees import DeclaredNominee, crowded_stars, read_nominees
from scoreboard.exchange.formats.pledges import DeclaredPledge, read_pledges
from scoreboard.exchange.formats.rectifications import DeclaredRectification, read_rectifications
from scoreboard.exchange.formats.run_sheets import DeclaredCeremony, frozen_climbs, read_ceremonies
from scoreboard.exchange.formats.scores import WrittenScore, read_scores
from scoreboard.exchange.formats.series import DeclaredSeries
from scoreboard.exchange.formats.targets import DeclaredTarget, read_targets
from scoreboard.exchange.formats.units import DeclaredUnit, Register, UnitRow, read_units
from scoreboard.exchange.formats.vetoes import DeclaredVeto, read_vetoes
from scoreboard.exchange.formats.visits import DeclaredVisit, read_visits
from scoreboard.exchange.images import ImageFiles
from scoreboard.exchange.problems import Enough, FilePlace, FolderInvalid, Problem, Problems, Wrong, shown
from scoreboard.exchange.score_rows import ScoreRows
from scoreboard.exchange.toml_tables import TomlTable, read_toml

CSV_FORMATS: tuple[type[RowFormat], ...] = (
    *(UnitRow, WrittenScore, Judge, Custody, DeclaredNominee, DeclaredHonour, DeclaredVeto),
    *(DeclaredPledge, DeclaredGoal, DeclaredLivelihoodItem, DeclaredRectification, DeclaredTarget),
    *(DeclaredBenchmark, DeclaredVisit, DeclaredPortrait),
)
FILES = (FILE, *(csv_format.file for csv_format in CSV_FORMATS))


@dataclass(frozen=True, slots=True)
class CompetitionFolder:
    """Everything that a folder declares; all references inside it hold."""

    competition: DeclaredCompetition
    periods: tuple[DeclaredPeriod, ...]
    series: tuple[DeclaredSeries, ...]
    stars: tuple[DeclaredStar, ...]
    publicity: Publicity
    annual: Annual | None
    units: tuple[DeclaredUnit, ...]
    participants: tuple[tuple[str, tuple[str, ...]], ...]
    """Per series id, the ids of the units that take part, in the order of units.csv."""
    judges: tuple[Judge, ...] = ()
    scores: ScoreRows = field(default_factory=ScoreRows)
    custody: tuple[Custody, ...] = ()
    nominees: tuple[DeclaredNominee, ...] = ()
    honours: tuple[DeclaredHonour, ...] = ()
    vetoes: tuple[DeclaredVeto, ...] = ()
    pledges: tuple[DeclaredPledge, ...] = ()
    goals: tuple[DeclaredGoal, ...] = ()
    livelihood: tuple[DeclaredLivelihoodItem, ...] = ()
    rectifications: tuple[DeclaredRectification, ...] = ()
    targets: tuple[DeclaredTarget, ...] = ()
    campaigns: tuple[DeclaredCampaign, ...] = ()
    benchmarks: tuple[DeclaredBenchmark, ...] = ()
    visits: tuple[DeclaredVisit, ...] = ()
    ceremonies: tuple[DeclaredCeremony, ...] = ()
    images: tuple[DeclaredImage, ...] = ()
    doubts: tuple[Problem, ...] = ()
    """What can be so, but may not be meant."""


def read_folder(path: Path, cue_formats: Mapping[str, CueFormat]) -> CompetitionFolder:
    """What the folder at `path` declares; `cue_formats` are the kinds of cues that its run sheets may have.

    Raises FolderInvalid with every problem that was found, never anything else.
    """
    problems = Problems()
    folder = None
    with contextlib.suppress(Enough):
        folder = _read(Path(path), cue_formats, problems)
    if folder is None or len(problems):
        raise FolderInvalid(str(path), problems.in_order())
    return folder


def _read(path: Path, cue_formats: Mapping[str, CueFormat], problems: Problems) -> CompetitionFolder | None:
    try:
        if not path.is_dir():
            problems.add(FilePlace(shown(path)), "no_folder", value=shown(path))
            return None
        _report_unknown_files(path, problems)
        if not (path / FILE).exists():
            problems.add(FilePlace(FILE), "missing_file")
            return None
    except (OSError, ValueError):
        problems.add(FilePlace(shown(path)), "unreadable")
        return None
    document = read_toml(path / FILE, FILE, problems)
    return None if document is None else _everything(path, document, cue_formats, problems)


def _everything(
    path: Path, document: TomlTable, cue_formats: Mapping[str, CueFormat], problems: Problems
) -> CompetitionFolder | None:
    defined = read_definitions(document)
    register = read_units(path, problems)
    if len(defined.series) * len(defined.periods) > limits.CONTESTS:
        problems.add(FilePlace(FILE), "many_contests", limit=limits.CONTESTS)
        return None
    try:
        known = Known(defined, register, cue_formats)
    except Wrong as wrong:
        problems.add(FilePlace(FILE), wrong.what, **wrong.values)
        return None
    if register is not None:
        _check_hosts(document, defined, register)
        _check_pools(document, known)
    judges = read_judges(path, known, problems)
    files = ImageFiles(path)
    ceremonies = read_ceremonies(path, known, files, problems)
    scores, custody = read_scores(path, known, problems, judges), read_custody(path, known, problems)
    starts = {one.id: one.start for one in defined.periods}
    nominees = read_nominees(path, known, problems)
    shared = () if register is None else register.shared_names()
    return CompetitionFolder(
        competition=defined.competition,
        periods=defined.periods,
        series=defined.series,
        stars=defined.stars,
        publicity=defined.publicity,
        annual=defined.annual,
        units=() if register is None else tuple(register.units.values()),
        participants=tuple(known.participants.items()),
        judges=judges,
        scores=scores,
        custody=custody,
        nominees=nominees,
        honours=read_honours(path, known, problems),
        vetoes=read_vetoes(path, known, problems),
        pledges=read_pledges(path, known, problems),
        goals=read_goals(path, known, problems),
        livelihood=read_livelihood(path, problems),
        rectifications=read_rectifications(path, known, problems),
        targets=read_targets(path, known, problems),
        campaigns=_campaigns(document, defined, register),
        benchmarks=read_benchmarks(path, known, problems),
        visits=read_visits(path, known, problems),
        ceremonies=ceremonies,
        images=read_named_images(path, document, known, files, problems),
        doubts=(
            *(name.problem() for name in shared),
            *(() if register is None else look_alikes(register.units.values())),
            *frozen_climbs(ceremonies, defined.series),
            *contested_openings(custody, scores.contested(), starts),
            *crowded_stars(nominees, defined.stars),
        ),
    )


def _report_unknown_files(path: Path, problems: Problems) -> None:
    """A file that is called like one of the format, but not quite, would be passed over unseen."""
    for entry in sorted(islice(path.iterdir(), limits.RUN_SHEETS)):
        if entry.suffix.lower() in (".csv", ".toml") and not entry.name.startswith(".") and entry.name not in FILES:
            problems.add(FilePlace(shown(entry.name)), "unknown_file", allowed=FILES)


def _check_hosts(document: TomlTable, defined: Definitions, register: Register) -> None:
    """A host is a unit, but where no unit is under another any word will do."""
    if register.flat:
        return
    competition = document.table("competition")
    if competition is not None:
        _check_host(competition, defined.competition.host, register)
    for table, series in zip(document.tables("series"), defined.series, strict=True):
        _check_host(table, series.host, register)


def _check_host(table: TomlTable, host: str, register: Register) -> None:
    if host and host not in register.units:
        table.wrong("host", "unknown_host", value=shown(host))


def _campaigns(document: TomlTable, defined: Definitions, register: Register | None) -> tuple[DeclaredCampaign, ...]:
    """The campaigns, their units by id."""
    found = []
    for table, campaign in zip(document.tables("campaign"), defined.campaigns, strict=True):
        units = []
        for name in campaign.units:
            try:
                units.append(register.find(name) if register else name)
            except Wrong as wrong:
                table.wrong("units", wrong.what, **wrong.values)
        found.append(campaign.model_copy(update={"units": tuple(dict.fromkeys(units))}))
    return tuple(found)


def _check_pools(document: TomlTable, known: Known) -> None:
    """Every pool of a series has someone in it."""
    for table, series in zip(document.tables("series"), known.definitions.series, strict=True):
        if known.register is None or (not known.register.flat and series.host not in known.register.units):
            continue
        filled = {known.register.units[unit].latest.pool for unit in known.participants.get(series.id, ())}
        for pool in series.pool_ids:
            if pool not in filled:
                table.wrong("pools", "empty_pool", pool=shown(pool), host=shown(series.host))
