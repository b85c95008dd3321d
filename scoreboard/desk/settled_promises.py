"""Whether a promise has been settled, which decides what can still be done with it."""

from typing import Any

from scoreboard.desk.promises import PromiseKind
from scoreboard.errors import Refused
from scoreboard.models import Goal, Pledge, Rectification
from scoreboard.publications.promise_facts import Promise
from scoreboard.rules.promises import said


def is_settled(row: Promise) -> bool:
    """Whether somebody has settled it: with a day, or where there are no figures with a word."""
    match row:
        case Rectification():
            return row.done_on is not None
        case Goal():
            return said(row.outcome) is not None
        case Pledge():
            return row.settled_on is not None or (row.target is None and said(row.outcome) is not None)
        case _:
            return row.settled_on is not None


def refuse_settled(kind: PromiseKind[Any], row: Promise) -> None:
    """Raises Refused once it is settled."""
    if is_settled(row):
        raise Refused("promises.settled", code=row.code, what=kind.called, kind=kind.name)


def refuse_unsettled(kind: PromiseKind[Any], row: Promise) -> None:
    """Raises Refused while it is not settled."""
    if not is_settled(row):
        raise Refused("promises.not_settled", code=row.code, what=kind.called)
