"""A writing transaction, and the journal that every deed in it goes into."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, exists, or_, select

from scoreboard.errors import BadInput
from scoreboard.models import JournalEntry, Score, SeriesPeriod, Veto
from scoreboard.spelling import text_fault

GENESIS = "0" * 64
"""The hash before the first row of the journal."""

_WRITING, _RECORDED = "writing", "recorded"
"""What a session's `info` knows of its transaction: the `Writing`, and whether a deed was recorded in it."""


@dataclass(frozen=True)
class Actor:
    """Who does something, in which role, and how that was proved."""

    name: str
    role: str
    proof: str = "unproved"
    bound: bool = False
    """Whether the person is bound to a key or an account, so that the name is more than a word."""


NOBODY = Actor("-", "admin", "-")
"""Who acts on a database that knows no people yet."""


def machine_time() -> datetime:
    """What the machine's own clock says."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Writing:
    """An open transaction: its session, who acts, and when.

    What follows from its time, whatever the deed was, is written down by `finish` as the transaction ends.
    """

    session: Session
    by: Actor
    now: datetime
    """By the contest's clock."""
    machine_now: datetime = field(default_factory=machine_time)
    with_clock: bool = False
    """Whether a competition that is loaded first in it has a clock that can be set."""

    def __post_init__(self) -> None:
        self.session.info[_WRITING] = self

    def record(
        self,
        action: str,
        subject: str,
        *,
        before: Any = None,
        after: Any = None,
        reason: str | None = None,
        request: str | None = None,
    ) -> None:
        """Append a deed to the journal, chained to the row before. Raises BadInput for a reason that can't be read."""
        fault = None if reason is None else text_fault(reason, lines=True)
        if fault is not None:
            raise BadInput(f"spelling.{fault.what}", text=reason, **fault.values)
        last = self.session.exec(
            select(JournalEntry.sequence, JournalEntry.hash).order_by(col(JournalEntry.sequence).desc()).limit(1)
        ).first()
        sequence, previous = last or (0, GENESIS)
        entry = JournalEntry(
            sequence=sequence + 1,
            at=self.now,
            machine_at=self.machine_now,
            who=self.by.name,
            proof=self.by.proof,
            action=action,
            subject=subject,
            before=before,
            after=after,
            reason=reason,
            request=request,
            previous_hash=previous,
            hash="",
        )
        entry.hash = entry_hash(entry)
        self.session.add(entry)
        self.session.flush()
        self.session.info[_RECORDED] = True

    def answered(self, request: str | None) -> JournalEntry | None:
        """The journal's row for a request that was already carried out, whose answer may have been lost."""
        if request is None:
            return None
        return self.session.exec(select(JournalEntry).where(JournalEntry.request == request)).first()


def finish(session: Session) -> None:
    """Before a transaction is kept: write down the freezes that have begun by its time, if anything was done in it."""
    writing: Writing | None = session.info.get(_WRITING)
    if writing is not None and session.info.get(_RECORDED):
        _begin_freezes(replace(writing, by=NOBODY))


def _begin_freezes(writing: Writing) -> None:
    """A freeze that a deed has come after stays, for the clock may go back; one that has nothing to seal waits."""
    scored = exists().where(
        col(Score.series_id) == col(SeriesPeriod.series_id), col(Score.period_id) == col(SeriesPeriod.period_id)
    )
    vetoed = exists().where(col(Veto.period_id) == col(SeriesPeriod.period_id))
    begun = select(SeriesPeriod).where(
        col(SeriesPeriod.frozen_since).is_(None),
        col(SeriesPeriod.freeze).is_not(None),
        col(SeriesPeriod.freeze) <= writing.now,
        or_(scored, vetoed),
    )
    for progress in writing.session.exec(begun):
        progress.frozen_since = progress.freeze
        writing.session.add(progress)
        writing.session.flush()
        assert progress.freeze is not None
        since = progress.freeze.astimezone(UTC).isoformat()
        writing.record("freeze", f"{progress.series_id}/{progress.period_id}", after={"since": since})


def entry_hash(entry: JournalEntry) -> str:
    """SHA-256 over the previous hash and the row's own words as canonical JSON, in hexadecimal.

    Columns that older rows lack are among the words only where they are filled, so that older rows hash as they did.
    """
    words = {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "who": entry.who,
        "proof": entry.proof,
        "action": entry.action,
        "subject": entry.subject,
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
        "request": entry.request,
    }
    if entry.machine_at is not None:
        words["machine_at"] = entry.machine_at.astimezone(UTC).isoformat(timespec="microseconds")
    if entry.marks is not None:
        words["marks"] = entry.marks
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{entry.previous_hash}\n{text}".encode()).hexdigest()


def first_broken(session: Session) -> int | None:
    """The sequence of the journal's first row that does not follow from the one before; None if all do."""
    previous, expected = GENESIS, 1
    for entry in session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence))):
        if (entry.sequence, entry.previous_hash, entry.hash) != (expected, previous, entry_hash(entry)):
            return entry.sequence
        previous, expected = entry.hash, expected + 1
    return None
