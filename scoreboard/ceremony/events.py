"""What happens to a ceremony beside its steps: it is held, postponed or aborted, and somebody holds the baton."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.errors import Refused
from scoreboard.models import CeremonyEvent
from scoreboard.store.writing import Writing


class State(StrEnum):
    """Whether a ceremony may be stepped."""

    GOING = "going"
    HELD = "held"
    POSTPONED = "postponed"
    ABORTED = "aborted"


STATES = {"hold": State.HELD, "postpone": State.POSTPONED, "abort": State.ABORTED, "resume": State.GOING}
"""The kinds of event that change the state, and what it is then."""

CLI = "cli"
"""The session of a command: whoever types one means it, so a command takes the baton."""


@dataclass(frozen=True)
class Baton:
    """Who moves the stage: a person, and the console or command line that they do it from."""

    person: str
    session: str
    since: datetime


def note(
    writing: Writing,
    ceremony: str,
    kind: str,
    *,
    reason: str = "",
    sealed: Mapping[str, Any] | None = None,
    **detail: Any,
) -> None:
    """Append an event, and to the journal what it says; `sealed` is kept with the event alone."""
    writing.session.add(
        CeremonyEvent(
            ceremony_id=ceremony,
            kind=kind,
            who=writing.by.name,
            reason=reason,
            detail={**detail, **(sealed or {})},
            at=writing.now,
        )
    )
    writing.session.flush()
    writing.record(f"ceremony.{kind}", ceremony, after=detail or None, reason=reason or None)


def last_event(session: Session, ceremony: str, *kinds: str) -> CeremonyEvent | None:
    """The newest event of these kinds."""
    return session.exec(
        select(CeremonyEvent)
        .where(CeremonyEvent.ceremony_id == ceremony, col(CeremonyEvent.kind).in_(kinds))
        .order_by(col(CeremonyEvent.id).desc())
        .limit(1)
    ).first()


def state_of(session: Session, ceremony: str) -> State:
    """Whether a ceremony may be stepped now."""
    last = last_event(session, ceremony, *STATES)
    return State.GOING if last is None else STATES[last.kind]


@dataclass(frozen=True)
class Rehearsal:
    """A rehearsal that is running: what draws its winners, and the last step of the stage before it."""

    seed: int
    after: int


def rehearsal_of(session: Session, ceremony: str) -> Rehearsal | None:
    """The rehearsal that is running; None where none is."""
    last = last_event(session, ceremony, "rehearse", "rehearsed")
    return Rehearsal(**last.detail) if last is not None and last.kind == "rehearse" else None


def baton_of(session: Session, ceremony: str) -> Baton | None:
    """Who moves the stage; None where nobody has moved it or taken the baton."""
    last = last_event(session, ceremony, "baton")
    return None if last is None else Baton(last.who, last.detail["session"], last.at)


def take(writing: Writing, ceremony: str, session: str) -> None:
    """Take the baton for a console; the one that held it is refused its next move. Idempotent."""
    held = baton_of(writing.session, ceremony)
    if held is None or (held.person, held.session) != (writing.by.name, session):
        note(writing, ceremony, "baton", session=session)


def claim(writing: Writing, ceremony: str, session: str | None) -> None:
    """Before a move: make sure that who moves holds the baton. Raises Refused for a console that does not.

    A command (`session` None) takes it, and so does the first console.
    """
    held = baton_of(writing.session, ceremony)
    if session is not None and held is not None and (held.person, held.session) != (writing.by.name, session):
        raise Refused("cue.baton", name=held.person, ceremony=ceremony)
    take(writing, ceremony, session or CLI)
