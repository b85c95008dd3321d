"""One load: everything in the order of dependence, then what is public of it."""

from collections import Counter
from dataclasses import dataclass

from scoreboard.desk.loading.closed import closed_periods
from scoreboard.desk.loading.definitions import (
    load_competition,
    load_periods,
    load_series,
    load_stars,
    load_units,
)
from scoreboard.desk.loading.memory import Change, Memory
from scoreboard.desk.loading.opening import publish_loaded
from scoreboard.desk.loading.records import load_ceremonies, load_records
from scoreboard.desk.loading.removal import refuse_undefined, remove_definitions
from scoreboard.desk.loading.results import load_custody, load_nominees, load_scores, load_vetoes
from scoreboard.exchange.declared import CompetitionFolder
from scoreboard.store.writing import Writing


@dataclass(frozen=True)
class LoadReport:
    """What a load changed, or with `check` would change."""

    competition: str
    changes: tuple[Change, ...]
    checked_only: bool

    @property
    def unchanged(self) -> bool:
        """Whether the database said all that before."""
        return not self.changes

    def counts(self) -> dict[str, tuple[int, int, int]]:
        """Per file, how many things are new, changed and taken out."""
        told = {
            (change.file, change.subject, 0 if change.before is None else 2 if change.after is None else 1)
            for change in self.changes
        }
        kinds = Counter((file, kind) for file, _, kind in told)
        files = dict.fromkeys(change.file for change in self.changes)
        return {file: (kinds[file, 0], kinds[file, 1], kinds[file, 2]) for file in files}

    @property
    def total(self) -> int:
        """How many things are new, changed or taken out: the sum of what `counts` says of each file."""
        return sum(map(sum, self.counts().values()))


def load(writing: Writing, folder: CompetitionFolder, *, check: bool = False) -> LoadReport:
    """Bring the database level with a folder; all of it or, where it raises, nothing.

    Only what the files changed since they were last loaded is applied, so what people have entered since stays,
    and a second load changes nothing. With `check` everything is tried and taken back. Raises Refused where
    the database holds another competition, where a closed period or the rules of a series with closed periods
    would change, where a begun ceremony's run sheet would, and where something that is referred to is gone.
    """
    savepoint = writing.session.begin_nested()
    try:
        changes = _apply(writing, folder)
    except BaseException:
        savepoint.rollback()
        raise
    if check:
        savepoint.rollback()
    else:
        savepoint.commit()
    return LoadReport(folder.competition.id, changes, check)


def _apply(writing: Writing, folder: CompetitionFolder) -> tuple[Change, ...]:
    closed, memory = closed_periods(writing.session), Memory(writing)
    load_competition(memory, folder)
    load_periods(memory, folder, closed)
    load_stars(memory, folder, closed)
    load_series(memory, folder, closed)
    load_units(memory, folder, closed)
    load_custody(memory, folder, closed)
    load_scores(memory, folder, closed)
    load_nominees(memory, folder, closed)
    load_vetoes(memory, folder, closed)
    load_records(memory, folder)
    load_ceremonies(memory, folder, closed)
    remove_definitions(memory, closed)
    if memory.changes:
        refuse_undefined(memory)
    memory.close()
    if memory.changes:
        publish_loaded(memory)
    return tuple(memory.changes)
