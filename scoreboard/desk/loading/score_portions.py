"""Writing a portion of a folder's scores in one transaction, each looked at again before it is written."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, select
from sqlmodel import Session, col

from scoreboard.desk.entering import place_of, said
from scoreboard.desk.history import SCORES
from scoreboard.desk.loading.memory import forget, remember
from scoreboard.desk.loading.scores import (
    WITHDRAWN,
    digest_of,
    is_the_folders,
    key_of,
    new_of,
    opened_panel,
    place_in,
    same,
    told,
)
from scoreboard.enums import PeriodState, ScoreState
from scoreboard.errors import Refused
from scoreboard.exchange.score_rows import DeclaredScore as Given
from scoreboard.models import LoadedRow, SeriesPeriod
from scoreboard.store.cells import CellRow, Key, cells_at, cells_in, write_cells
from scoreboard.store.chunks import among, in_chunks, listed
from scoreboard.store.columns import ask_columns, dialect_of
from scoreboard.store.writing import Writing

PublicPlace = tuple[str, str, str, str]
"""A series, a period, an area and a unit."""


def load_rows(writing: Writing, scores: Iterable[Given]) -> set[PublicPlace]:
    """Write rows that the file has changed; returns the places in which something confirmed has changed.

    Raises Refused where a period has been closed since the plan was made, or a panel has begun.
    """
    session, portion = writing.session, _Portion(writing)
    by_contest: dict[tuple[str, str], list[Given]] = {}
    for given in scores:
        by_contest.setdefault((given.series, given.period), []).append(given)
    for contest, rows in by_contest.items():
        digests = [(key_of(given), digest_of(given), given) for given in rows]
        known = _remembered(session, [key for key, _, _ in digests])
        news = [(key, digest, given) for key, digest, given in digests if known.get(key) != digest]
        places = [(given.area, given.unit) for _, _, given in news]
        cells = {(cell.area, cell.unit, cell.judge): cell for cell in cells_at(session, contest, places)}
        changed: list[tuple[str, Given, CellRow | None]] = []
        for key, _, given in news:
            cell = cells.get((given.area, given.unit, given.judge))
            if cell is None or not same(cell, given):
                changed.append((key, given, cell))
        if changed:
            _refuse_late(session, contest, [given for _, given, _ in changed])
        for one in changed:
            portion.put(*one)
        remember(session, {(SCORES, key): digest for key, digest, _ in news}, {(SCORES, key) for key in known})
    return portion.write()


def take_back(writing: Writing, keys: Iterable[str]) -> set[PublicPlace]:
    """Take back the scores of rows that the file no longer has, unless a person has entered the cell since.

    Returns the places in which a confirmed score was. Raises Refused where its period is closed.
    """
    session, portion = writing.session, _Portion(writing)
    by_contest: dict[tuple[str, str], list[str]] = {}
    for key in keys:
        series, period, _ = key.split("/", 2)
        by_contest.setdefault((series, period), []).append(key)
    for contest, gone in by_contest.items():
        sought = {(area, *place_in(key)): key for key in gone for area in [key.split("/", 3)[2]]}
        found = cells_at(session, contest, ((area, unit) for area, unit, _ in sought))
        for cell in list(found):
            place = (cell.area, cell.unit, cell.judge)
            if place not in sought or not is_the_folders(cell):
                continue
            if _is_closed(session, contest):
                gaps = {"row": sought[place], "series": contest[0], "period": contest[1]}
                raise Refused("loading.closed_gone", file=SCORES, **gaps)
            portion.take_back(contest, cell)
        forget(session, [(SCORES, key) for key in gone])
    return portion.write()


class _Portion:
    """The scores that one transaction writes, and what the journal says of them."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._new: dict[Key, list[CellRow]] = defaultdict(list)
        self._changed: dict[Key, list[CellRow]] = defaultdict(list)
        self._before: dict[str, list[Any]] = {}
        self._after: dict[str, list[Any]] = {}
        self._public: set[PublicPlace] = set()

    def put(self, key: str, given: Given, cell: CellRow | None) -> None:
        """Make a score what the file says."""
        version, score, state = new_of(given, cell)
        by, now = self._writing.by.name, self._writing.now
        confirmed = (by, now) if state == ScoreState.CONFIRMED else (None, None)
        kept = cell is not None and version == cell.version
        entered = (cell.entered_by, cell.entered_bound, cell.entered_at) if cell and kept else (None, False, now)
        made = CellRow(given.area, given.unit, given.judge, given.score, state, version, *entered, *confirmed)
        (self._new if cell is None else self._changed)[given.series, given.period].append(made)
        if cell is not None:
            self._before[key] = [cell.version, said(cell.value, cell.state), cell.state]
        self._after[key] = [version, score, state]
        if "confirmed" in (state, cell.state if cell else ""):
            self._public.add((given.series, given.period, given.area, given.unit))

    def take_back(self, contest: Key, cell: CellRow) -> None:
        """Withdraw a score."""
        key = "/".join((*contest, place_of(cell.area, cell.unit, cell.judge)))
        nobody = cell._replace(value=None, entered_by=None, confirmed_by=None, confirmed_at=None)
        self._changed[contest].append(nobody._replace(state=WITHDRAWN, version=cell.version + 1))
        self._before[key] = [cell.version, said(cell.value, cell.state), cell.state]
        self._after[key] = [cell.version + 1, None, WITHDRAWN]
        if cell.state == ScoreState.CONFIRMED:
            self._public.add((*contest, cell.area, cell.unit))

    def write(self) -> set[PublicPlace]:
        """Write all of it; returns the places in which something confirmed has changed."""
        for contest in {**self._new, **self._changed}:
            write_cells(self._writing.session, contest, self._new[contest], self._changed[contest])
        self._tell()
        return self._public

    def _tell(self) -> None:
        """A single score that was there before keeps a row of its own in the journal; all others share one."""
        if not self._after:
            return
        if len(self._after) == 1 and self._before:
            ((key, before),) = self._before.items()
            (after,) = self._after.values()
            gone = after[2] == WITHDRAWN
            self._writing.record("load", key, before=told(*before), after=None if gone else told(*after))
            return
        before_cells = {"cells": self._before} if self._before else None
        self._writing.record("load", SCORES, before=before_cells, after={"cells": self._after})


@cache
def _known(dialect: str) -> Executable:
    rows = select(col(LoadedRow.key), col(LoadedRow.digest))
    return rows.where(col(LoadedRow.file) == bindparam("file"), among(dialect, col(LoadedRow.key), "keys"))


def _remembered(session: Session, keys: Iterable[str]) -> dict[str, str]:
    dialect = dialect_of(session)
    found: dict[str, str] = {}
    for chunk in in_chunks(keys):
        rows = ask_columns(session, _known(dialect), file=SCORES, keys=listed(dialect, chunk))
        found.update((key, digest) for key, digest in rows)
    return found


def _is_closed(session: Session, contest: tuple[str, str]) -> bool:
    progress = session.get(SeriesPeriod, contest)
    return progress is not None and progress.state != PeriodState.OPEN


def _refuse_late(session: Session, contest: tuple[str, str], changed: Sequence[Given]) -> None:
    """Raises Refused where a period was closed, or a panel began, after the load was checked."""
    first = changed[0]
    if _is_closed(session, contest):
        raise Refused("loading.closed_row", file=SCORES, line=first.line, series=contest[0], period=contest[1])
    for area in {given.area for given in changed if given.judge}:
        panel = opened_panel(cells_in(session, contest, area))
        late = next(
            (given for given in changed if given.area == area and given.judge not in (panel or {given.judge})), None
        )
        if late is not None:
            raise Refused(
                "loading.judge_late",
                file=SCORES,
                line=late.line,
                judge=late.judge,
                panel=", ".join(sorted(panel or ())),
            )
