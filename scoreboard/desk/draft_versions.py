"""Drafts in the version that somebody saw: finding one to answer it, and rows beside the scores that are about one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_
from sqlmodel import Session, col

from scoreboard.desk.entering import place_of
from scoreboard.enums import ScoreState
from scoreboard.errors import Refused
from scoreboard.models import ReenteredScore, ReturnedScore, Score, ScoreSource
from scoreboard.store.cells import CellRow, Key, cell_at
from scoreboard.store.chunks import in_chunks
from scoreboard.store.contest import Contest

CellKey = tuple[str, str, str]
"""An area, a unit and a judge, who is empty where one scores."""
OfVersion = type[ReturnedScore] | type[ReenteredScore] | type[ScoreSource]
"""Tables whose rows are about one version of a score."""
VERSION_KEY = ("series_id", "period_id", "area_id", "unit_id", "judge", "version")


def stands_for(table: OfVersion) -> ColumnElement[bool]:
    """Whether a row is about a score in the version in which it still is."""
    return and_(*(getattr(table, name) == getattr(Score, name) for name in VERSION_KEY))


def asked_of(
    question: Select[*tuple[Any, ...]], table: OfVersion, contest: Key, places: Iterable[tuple[str, str]] | None
) -> Iterator[Select[*tuple[Any, ...]]]:
    """A question about rows of a contest, or of some places of it, each an area and a unit: so many at a time."""
    series, period = contest
    of_contest = question.where(col(table.series_id) == series, col(table.period_id) == period)
    if places is None:
        yield of_contest
        return
    units: dict[str, dict[str, None]] = defaultdict(dict)
    for area, unit in places:
        units[area][unit] = None
    for area, sought in units.items():
        for some in in_chunks(sought):
            yield of_contest.where(col(table.area_id) == area, col(table.unit_id).in_(some))


def draft_to_answer(
    session: Session,
    contest: Contest,
    cell: CellKey,
    version: int | None,
    deed: str,
    refuse_stale: Callable[[Contest, CellRow | None, int], None],
) -> CellRow:
    """The draft of a cell that a `deed` is about, in the `version` that somebody saw, whatever it is where None.

    Raises Refused where there is no draft, and as `refuse_stale` where it is in another version.
    """
    found = cell_at(session, contest.key, *cell)
    if version is not None:
        refuse_stale(contest, found, version)
    if found is None or found.state != ScoreState.DRAFT:
        raise Refused(f"{deed}.no_draft", cell=place_of(*cell), series=contest.series.id)
    return found
