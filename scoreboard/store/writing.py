"""A writing transaction, and the journal that every deed in it goes into."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.errors import BadInput
from scoreboard.models import JournalEntry
from scoreboard.spelling import text_fault

GENESIS = "0" * 64
"""The hash before the first row of the journal."""


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


@dataclass(frozen=True)
class Writing:
    """An open transaction: its session, who acts, and when."""

    session: Session
    by: Actor
    now: datetime

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

    def answered(self, request: str | None) -> JournalEntry | None:
        """The journal's row for a request that was already carried out, whose answer may have been lost."""
        if request is None:
            return None
        return self.session.exec(select(JournalEntry).where(JournalEntry.request == request)).first()


def entry_hash(entry: JournalEntry) -> str:
    """SHA-256 over the previous hash and the row's own words as canonical JSON, in hexadecimal."""
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
