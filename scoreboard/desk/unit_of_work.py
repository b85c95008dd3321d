"""One deed of one person: proved and permitted (`scoreboard/desk/identity.py`), and written in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlmodel import Session, col

from scoreboard.desk.identity import identify
from scoreboard.errors import ContestError, Refused
from scoreboard.models import Competition
from scoreboard.settings import Settings
from scoreboard.store.automatic_backup import DEEDS, back_up_by_itself
from scoreboard.store.columns import ask_columns
from scoreboard.store.engine import Store
from scoreboard.store.writing import Actor, Writing

ZONE_WITHOUT_COMPETITION = "UTC"
_CLOCK = select(col(Competition.settable_clock), col(Competition.timezone))


@contextmanager
def acting(
    store: Store,
    settings: Settings,
    deed: str,
    *,
    series: str | None = None,
    ceremony: str | None = None,
    anywhere: bool = False,
    zone: str | None = None,
    with_clock: bool = False,
) -> Iterator[Writing]:
    """Open a writing transaction for the person that `settings` name, if they may do `deed`.

    The deed is about a `series`, a `ceremony`, or else the whole contest (`identify`).
    All of the block is kept when it ends, nothing when it raises. `zone` is what ``--now`` without an offset is
    meant in; by default the competition's. With `with_clock` a competition that is loaded in the block has a clock
    that can be set. Raises Refused for a role, for `with_clock` once there is a competition without such a clock, and
    for a time other than the machine's where there is no such clock; BadInput for a time that is none.
    """
    with store.transaction() as session:
        by = known(session, settings, deed, series=series, ceremony=ceremony, anywhere=anywhere)
        own = clock_of(session, settings, with_clock=with_clock)
        writing = Writing(session, by, settings.moment(zone or own), with_clock=with_clock)
        yield writing
        causes = {DEEDS[action] for action in writing.actions if action in DEEDS}
    for cause in causes:
        try:
            back_up_by_itself(store.paths, cause)
        except ContestError as error:
            store.backup_trouble = error


@contextmanager
def trying(
    store: Store, settings: Settings, deed: str, *, series: str | None = None, anywhere: bool = False
) -> Iterator[Writing]:
    """Let somebody do a deed as `acting` does, if they may, and keep nothing of it."""
    with store.trial() as session:
        by = known(session, settings, deed, series=series, anywhere=anywhere)
        yield Writing(session, by, settings.moment(clock_of(session, settings)))


def clock_of(session: Session, settings: Settings, *, with_clock: bool = False) -> str:
    """The competition's time zone; UTC while there is no competition.

    Raises Refused where `settings` say what time it is, and it is not theirs to say: the database decides that.
    """
    found = ask_columns(session, _CLOCK).first()
    settable, zone = found or (with_clock, ZONE_WITHOUT_COMPETITION)
    if with_clock and not settable:
        raise Refused("clock.late")
    if settings.sets_clock and not settable:
        raise Refused("clock.machine" if found else "clock.no_contest", now=settings.now)
    return zone


@contextmanager
def looking(
    store: Store,
    settings: Settings,
    deed: str,
    *,
    series: str | None = None,
    zone: str | None = None,
    with_clock: bool = False,
) -> Iterator[Writing]:
    """Look at the database as `acting` does, proved and permitted, without keeping anybody from writing.

    What is found is only true of this moment: a deed that follows from it looks again. Nothing is written here.
    """
    with store.read() as session:
        by = known(session, settings, deed, series=series)
        own = clock_of(session, settings, with_clock=with_clock)
        yield Writing(session, by, settings.moment(zone or own))


def known(
    session: Session,
    settings: Settings,
    deed: str,
    *,
    series: str | None = None,
    ceremony: str | None = None,
    anywhere: bool = False,
) -> Actor:
    """Who acts by these settings, proved and permitted to do a deed about a series, a ceremony or the whole contest."""
    return identify(
        session,
        settings.acting,
        deed,
        key=settings.proof,
        origin=settings.origin,
        by_pin=settings.by_pin,
        series=series,
        ceremony=ceremony,
        anywhere=anywhere,
    )


def zone_of(session: Session) -> str:
    """The competition's time zone; UTC while there is no competition."""
    found = ask_columns(session, _CLOCK).first()
    return found.timezone if found else ZONE_WITHOUT_COMPETITION
