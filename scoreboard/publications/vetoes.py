"""Which vetoes the public knows of."""

from sqlmodel import Session

from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.contests import vetoed_in


def publicly_vetoed(session: Session, period: str) -> frozenset[str]:
    """Units whose veto in a period is public.

    A veto on a period that is still sealed is not: it becomes public with the first ranking that shows it.
    """
    return vetoed_in(facts_of(session), period)
