"""People whose entries nobody can confirm: a series may want two people, each bound to a key or an account."""

from scoreboard.desk.permissions import PERMITTED
from scoreboard.enums import ConfirmedBy, ScoreState
from scoreboard.errors import ContestError, Refused
from scoreboard.store.cells import CellRow
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Actor

COUNTED = PERMITTED["enter"] | PERMITTED["confirm"]
"""Roles that have a part in a score."""


def why_unbound(contest: Contest, by: Actor) -> ContestError | None:
    """Why what somebody enters in a contest could not be confirmed, with what mends it; None where it could.

    Of who enters nothing, why they can't sign it.
    """
    if by.bound or by.role not in COUNTED or contest.rules.confirm == ConfirmedBy.SELF:
        return None
    if by.role not in PERMITTED["enter"]:
        return unproved(contest.series.id, by)
    key = "confirm.unpinned_person" if by.has_pin else "confirm.unbound_person"
    return Refused(key, name=by.name, role=by.role, series=contest.series.id)


def unproved(series: str, by: Actor) -> Refused:
    """Why somebody cannot sign where two people are wanted: nothing proves them, or they have not typed their PIN."""
    return Refused("confirm.unpinned" if by.has_pin else "confirm.unbound", name=by.name, series=series)


def worth_again(contest: Contest, cell: CellRow | None) -> bool:
    """Whether the same score, entered again, is another one: the draft of somebody unbound cannot be confirmed."""
    return (
        cell is not None
        and cell.state == ScoreState.DRAFT
        and contest.rules.confirm != ConfirmedBy.SELF
        and cell.entered_by is not None
        and not cell.entered_bound
    )
