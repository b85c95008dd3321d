"""One load: what a folder defines in one transaction, then its scores, then what is public of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session

from scoreboard.desk.history import SCORES
from scoreboard.desk.loading.campaigns import load_campaigns
from scoreboard.desk.loading.closed import closed_periods
from scoreboard.desk.loading.definitions import (
    load_competition,
    load_periods,
    load_series,
    load_stars,
    refuse_other_competition,
)
from scoreboard.desk.loading.holders_and_nominees import load_custody, load_nominees, load_vetoes
from scoreboard.desk.loading.honours_and_ceremonies import load_ceremonies, load_honours
from scoreboard.desk.loading.memory import (
    TOLD_AT_ONCE,
    Change,
    LoadedBefore,
    LoadedChange,
    Memory,
    load_number,
    read_remembered,
    tally,
)
from scoreboard.desk.loading.panels import load_panels
from scoreboard.desk.loading.promises import load_promises
from scoreboard.desk.loading.public_when_loaded import publish_loaded, publish_places
from scoreboard.desk.loading.removal import refuse_undefined, remove_definitions
from scoreboard.desk.loading.score_portions import load_rows, take_back
from scoreboard.desk.loading.scores import ScoresPlan, plan_scores
from scoreboard.desk.loading.units import UnitsPlan, load_units, plan_units
from scoreboard.desk.portions import Progress, in_portions, untold
from scoreboard.desk.unit_of_work import acting, looking
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.publications.derived_boards import publish_begun
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from scoreboard.store.writing import Writing

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class LoadReport:
    """What a load changed, or with `check` would change."""

    competition: str
    changes: tuple[Change, ...]
    """Everything but scores, and the first of those."""
    scores: Counter[LoadedChange]
    """How many scores are new, changed and taken out, by the kind of change."""
    checked_only: bool

    @property
    def unchanged(self) -> bool:
        """Whether the database said all that before."""
        return not self.changes

    def counts(self) -> dict[str, tuple[int, int, int]]:
        """Per file, how many things are new, changed and taken out."""
        kinds = tally(change for change in self.changes if change.file != SCORES)
        kinds.update({(SCORES, kind): count for kind, count in self.scores.items()})
        files = dict.fromkeys(change.file for change in self.changes)
        return {
            file: (kinds[file, LoadedChange.NEW], kinds[file, LoadedChange.CHANGED], kinds[file, LoadedChange.GONE])
            for file in files
        }

    @property
    def total(self) -> int:
        """How many things are new, changed or taken out: the sum of what `counts` says of each file."""
        return sum(map(sum, self.counts().values()))


@dataclass(frozen=True)
class LoadPlan:
    """What a folder changes, compared with a database at one moment."""

    remembered: LoadedBefore
    units: UnitsPlan
    scores: ScoresPlan
    gone_first: tuple[str, ...]
    """Scores that are gone with what they belong to, by their keys: they go before it does."""
    gone: tuple[str, ...]
    """The other scores that are gone."""


def load(writing: Writing, folder: CompetitionFolder, *, check: bool = False) -> LoadReport:
    """Bring the database level with a folder in one transaction; all of it or, where it raises, nothing.

    Only what the files changed since they were last loaded is applied, so what people have entered since stays,
    and a second load changes nothing. With `check` everything is tried and taken back. Raises Refused where
    the database holds another competition, where a closed period or the rules of a series with closed periods
    would change, where a begun ceremony's run sheet would, and where something that is referred to is gone.
    """
    writing.settle()
    savepoint = writing.session.begin_nested()
    try:
        plan = _plan(writing.session, folder)
        memory = _define(writing, folder, plan)
        for rows in _cut(plan.scores.news):
            load_rows(writing, (folder.scores[at] for at in rows))
        for keys in _cut(plan.gone):
            take_back(writing, keys)
        if memory.changes or plan.scores.changes:
            publish_loaded(memory)
            publish_begun(writing)
    except BaseException:
        savepoint.rollback()
        raise
    if check:
        savepoint.rollback()
    else:
        savepoint.commit()
    return _report(folder, memory, plan, checked_only=check)


def load_in_portions(
    store: Store,
    settings: Settings,
    folder: CompetitionFolder,
    *,
    with_clock: bool = False,
    progress: Progress = untold,
) -> LoadReport:
    """Bring the database level with a folder as `load` does, in as many transactions as its scores need.

    It is checked whole before the first: a load that is refused has changed nothing. One that is killed is finished
    by loading the folder again. With `with_clock`, which is for the first one, the clock can be set from then on.
    """
    zone = folder.competition.timezone
    memory = None
    while memory is None:
        with looking(store, settings, "load", zone=zone, with_clock=with_clock) as here:
            plan = _plan(here.session, folder)
        with acting(store, settings, "load", zone=zone, with_clock=with_clock) as writing:
            if load_number(writing.session) == plan.remembered.number:  # else somebody has just loaded
                memory = _define(writing, folder, plan)
                if memory.changes:
                    publish_loaded(memory)
    for rows in in_portions(plan.scores.news, progress, alone=settings.acting is None):
        with acting(store, settings, "load", zone=zone) as writing:
            publish_places(writing, load_rows(writing, (folder.scores[at] for at in rows)))
    for keys in in_portions(plan.gone, progress):
        with acting(store, settings, "load", zone=zone) as writing:
            publish_places(writing, take_back(writing, keys))
    return _report(folder, memory, plan, checked_only=False)


def _plan(session: Session, folder: CompetitionFolder) -> LoadPlan:
    refuse_other_competition(session, folder)
    remembered = read_remembered(session, besides=SCORES)
    units = plan_units(session, folder, remembered)
    scores = plan_scores(session, folder.scores, closed_periods(session))
    there = _Defined(folder)
    first = tuple(key for key in scores.gone if not there.has(key))
    return LoadPlan(remembered, units, scores, first, tuple(key for key in scores.gone if there.has(key)))


class _Defined:
    """What a folder defines that scores belong to."""

    def __init__(self, folder: CompetitionFolder) -> None:
        self._areas = {(series.id, area.id) for series in folder.series for area in series.areas}
        self._periods = {period.id for period in folder.periods}
        self._units = {unit.id for unit in folder.units}

    def has(self, key: str) -> bool:
        """Whether all that the score of a key belongs to is defined."""
        series, period, area, unit, *_judge = key.split("/", 4)
        return (series, area) in self._areas and period in self._periods and unit in self._units


def _define(writing: Writing, folder: CompetitionFolder, plan: LoadPlan) -> Memory:
    """Everything but scores, in the order of dependence."""
    closed, memory = closed_periods(writing.session), Memory(writing, plan.remembered)
    load_competition(memory, folder)
    load_periods(memory, folder, closed)
    load_stars(memory, folder, closed)
    load_series(memory, folder, closed)
    load_panels(memory, folder, closed)
    load_units(memory, folder, plan.units, closed)
    load_custody(memory, folder, closed)
    load_nominees(memory, folder, closed)
    load_vetoes(memory, folder, closed)
    load_honours(memory, folder)
    load_promises(memory, folder)
    load_campaigns(memory, folder)
    load_ceremonies(memory, folder, closed)
    for keys in _cut(plan.gone_first):
        take_back(writing, keys)
    remove_definitions(memory, closed, plan.units.gone)
    if memory.changes:
        refuse_undefined(memory)
    memory.close()
    return memory


def _cut(things: Sequence[Thing]) -> Iterable[Sequence[Thing]]:
    """As many things at a time as one row of the journal tells of."""
    for at in range(0, len(things), TOLD_AT_ONCE):
        yield things[at : at + TOLD_AT_ONCE]


def _report(folder: CompetitionFolder, memory: Memory, plan: LoadPlan, *, checked_only: bool) -> LoadReport:
    changes = (*memory.changes, *plan.scores.changes)
    return LoadReport(folder.competition.id, changes, plan.scores.tally, checked_only)
