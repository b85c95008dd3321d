"""Which drafts were typed a second time, where a series asks for double entry: nothing else is signed there (复录)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from scoreboard.desk.draft_versions import CellKey, asked_of, stands_for
from scoreboard.desk.entering import place_of
from scoreboard.errors import Refused
from scoreboard.models import ReenteredScore, Score
from scoreboard.store.cells import CellRow
from scoreboard.store.contest import Contest


class SecondEntry(NamedTuple):
    """The version of a draft that somebody typed a second time, and whether the figure was the same."""

    version: int
    equal: bool


_SECOND = select(
    col(ReenteredScore.area_id),
    col(ReenteredScore.unit_id),
    col(ReenteredScore.judge),
    col(ReenteredScore.version),
    col(ReenteredScore.equal),
).join(Score, stands_for(ReenteredScore))


def second_entries(
    session: Session, contest: Contest, places: Iterable[tuple[str, str]] | None = None
) -> Mapping[CellKey, SecondEntry]:
    """The scores that were typed twice as they stand, or those in some places, each an area and a unit.

    None at all where the contest does not ask for double entry.
    """
    if not contest.rules.double_entry:
        return {}
    session.flush()
    questions = asked_of(_SECOND, ReenteredScore, contest.key, places)
    rows = (row for one in questions for row in session.connection().execute(one))
    return {(area, unit, judge): SecondEntry(version, equal) for area, unit, judge, version, equal in rows}


def refuse_typed_once(session: Session, contest: Contest, cells: Iterable[tuple[str, str, str]]) -> None:
    """Raises Refused where one of some drafts, each an area, a unit and a judge, was not typed twice alike."""
    if not contest.rules.double_entry:
        return
    wanted = list(cells)
    known = second_entries(session, contest, ((area, unit) for area, unit, _ in wanted))
    once = [cell for cell in wanted if cell not in known or not known[cell].equal]
    if once:
        raise Refused("confirm.typed_once", series=contest.series.id, cell=place_of(*once[0]), count=len(once))


def is_hidden(row: CellRow, second: Mapping[CellKey, SecondEntry]) -> bool:
    """Whether the figure of a draft of such a contest is not shown to whoever is to type it: nobody has yet."""
    return row.state == "draft" and (row.area, row.unit, row.judge) not in second
