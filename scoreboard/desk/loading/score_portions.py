"""Writing a portion of a folder's scores in one transaction, each looked at again before it is written."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

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
from scoreboard.errors import Refused
from scoreboard.exchange.score_rows import Score as Given
from scoreboard.models import LoadedRow, Score, SeriesPeriod
from scoreboard.store.bulk import insert_rows
from scoreboard.store.cells import CellRow, cells_at, cells_in, forget_cells
from scoreboard.store.chunks import among, in_chunks
from scoreboard.store.writing import Writing

PublicPlace = tuple[str, str, str, str]
"""A series, a period, an area and a unit."""
IDENTITY = ("series_id", "period_id", "area_id", "unit_id", "judge")
COLUMNS = ("value", "state", "version", "entered_by", "entered_at", "entered_bound", "confirmed_by", "confirmed_at")


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
        self._new: list[tuple[Any, ...]] = []
        self._changed: list[dict[str, Any]] = []
        self._before: dict[str, list[Any]] = {}
        self._after: dict[str, list[Any]] = {}
        self._public: set[PublicPlace] = set()

    def put(self, key: str, given: Given, cell: CellRow | None) -> None:
        """Make a score what the file says."""
        version, score, state = new_of(given, cell)
        by, now = self._writing.by.name, self._writing.now
        confirmed = (by, now) if state == "confirmed" else (None, None)
        identity = (given.series, given.period, given.area, given.unit, given.judge)
        if cell is None:
            self._new.append((*identity, given.score, state, version, None, now, False, *confirmed))
        else:
            self._before[key] = [cell.version, said(cell.value, cell.state), cell.state]
            kept = version == cell.version
            entered = (cell.entered_by, cell.entered_at, cell.entered_bound) if kept else (None, now, False)
            self._change(identity, (given.score, state, version, *entered, *confirmed))
        self._after[key] = [version, score, state]
        if "confirmed" in (state, cell.state if cell else ""):
            self._public.add((given.series, given.period, given.area, given.unit))

    def take_back(self, contest: tuple[str, str], cell: CellRow) -> None:
        """Withdraw a score."""
        key = "/".join((*contest, place_of(cell.area, cell.unit, cell.judge)))
        entered = (None, cell.entered_at, cell.entered_bound)
        identity = (*contest, cell.area, cell.unit, cell.judge)
        self._change(identity, (None, WITHDRAWN, cell.version + 1, *entered, None, None))
        self._before[key] = [cell.version, said(cell.value, cell.state), cell.state]
        self._after[key] = [cell.version + 1, None, WITHDRAWN]
        if cell.state == "confirmed":
            self._public.add((*contest, cell.area, cell.unit))

    def _change(self, identity: tuple[str, ...], columns: tuple[Any, ...]) -> None:
        which = {f"of_{name}": value for name, value in zip(IDENTITY, identity, strict=True)}
        self._changed.append({**which, **dict(zip(COLUMNS, columns, strict=True))})

    def write(self) -> set[PublicPlace]:
        """Write all of it; returns the places in which something confirmed has changed."""
        session = self._writing.session
        insert_rows(session, Score, (*IDENTITY, *COLUMNS), self._new)
        if self._changed:
            same = (getattr(Score, name) == bindparam(f"of_{name}") for name in IDENTITY)
            session.connection().execute(update(Score).where(*same), self._changed)
            for changed in self._changed:
                series, period, area, unit, judge = (changed[f"of_{name}"] for name in IDENTITY)
                forget_cells(session, (series, period), [(area, unit, judge)])
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


def _remembered(session: Session, keys: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in in_chunks(keys):
        query = select(LoadedRow.key, LoadedRow.digest).where(
            LoadedRow.file == SCORES, among(session, col(LoadedRow.key), chunk)
        )
        found.update(session.exec(query).all())
    return found


def _is_closed(session: Session, contest: tuple[str, str]) -> bool:
    progress = session.get(SeriesPeriod, contest)
    return progress is not None and progress.state != "open"


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
