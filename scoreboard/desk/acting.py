"""One deed of one person: proved, permitted, and written in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session, select

from scoreboard.desk.identity import identify
from scoreboard.models import Competition
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from scoreboard.store.writing import Writing

ZONE_WITHOUT_COMPETITION = "UTC"


@contextmanager
def acting(store: Store, settings: Settings, deed: str, *, zone: str | None = None) -> Iterator[Writing]:
    """Open a writing transaction for the person that `settings` name, if they may do `deed`.

    All of the block is kept when it ends, nothing when it raises. `zone` is what ``--now`` without an offset is
    meant in; by default the competition's. Raises Refused for a role, BadInput for a time that is none.
    """
    with store.transaction() as session:
        by = identify(session, settings.acting, deed, key=settings.proof, origin=settings.origin)
        yield Writing(session, by, settings.moment(zone or zone_of(session)))


@contextmanager
def looking(store: Store, settings: Settings, deed: str, *, zone: str | None = None) -> Iterator[Writing]:
    """Look at the database as `acting` does, proved and permitted, without keeping anybody from writing.

    What is found is only true of this moment: a deed that follows from it looks again. Nothing is written here.
    """
    with store.read() as session:
        by = identify(session, settings.acting, deed, key=settings.proof, origin=settings.origin)
        yield Writing(session, by, settings.moment(zone or zone_of(session)))


def zone_of(session: Session) -> str:
    """The competition's time zone; UTC while there is no competition."""
    return session.exec(select(Competition.timezone)).first() or ZONE_WITHOUT_COMPETITION
