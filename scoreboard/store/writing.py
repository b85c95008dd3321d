"""A writing transaction, and the journal that every deed in it goes into."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, event, func, insert
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, exists, or_

from scoreboard.errors import BadInput
from scoreboard.models import JournalEntry, Score, SeriesPeriod, Veto
from scoreboard.spelling import text_fault
from scoreboard.store.chain import Head, chained, head_and_answer, head_of
from scoreboard.store.chunks import in_chunks
from scoreboard.store.columns import ask_columns
from scoreboard.store.row_digests import Marking, Marks, plain_word

MARKS_AT_ONCE = 1000
"""Marks that one row of the journal has."""
_WRITING, _MARKING, _RECORDED, _LATEST, _HEAD = "writing", "marking", "recorded", "latest", "head"
_ACTIONS = "actions"
"""What a session's `info` knows of its transaction: the `Writing`, its marks, whether a deed was recorded in it, the
words of the latest one, which is not written yet, and the journal's head, once it has been read."""
_APPEND = insert(JournalEntry)
_BEGUN = select_columns(col(SeriesPeriod.series_id), col(SeriesPeriod.period_id)).where(
    col(SeriesPeriod.frozen_since).is_(None),
    col(SeriesPeriod.freeze).is_not(None),
    col(SeriesPeriod.freeze) <= bindparam("now"),
    or_(
        exists().where(
            col(Score.series_id) == col(SeriesPeriod.series_id), col(Score.period_id) == col(SeriesPeriod.period_id)
        ),
        exists().where(col(Veto.period_id) == col(SeriesPeriod.period_id)),
    ),
)
"""Freezes that have begun and are not written down yet, where there is something that they seal."""


_NEXT_FREEZE = select_columns(func.min(col(SeriesPeriod.freeze))).where(col(SeriesPeriod.frozen_since).is_(None))


@dataclass(frozen=True)
class Actor:
    """Who does something, in which role, and how that was proved."""

    name: str
    role: str
    proof: str = "unproved"
    bound: bool = False
    """Whether the person is bound to a key or an account, so that the name is more than a word."""
    series: str | None = None
    """The series that they are bound to; None where they work in all."""
    namesakes: tuple[str, ...] = ()
    """Other names under which the same key or account goes, as older databases have them: the same human being."""
    has_pin: bool = False
    """Whether they have a PIN by which they could prove themselves."""


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
        info = self.session.info
        info.setdefault(_WRITING, self)
        if _MARKING not in info:
            info[_MARKING] = Marking(self.session)
            event.listen(self.session, "after_soft_rollback", _forget)

    def record(
        self,
        action: str,
        subject: str,
        *,
        before: Any = None,
        after: Any = None,
        reason: str | None = None,
        request: str | None = None,
        marks: Marks | None = None,
    ) -> None:
        """Append a deed to the journal, chained to the row before, with marks of the rows that it has left till now.

        It is written when the next one is recorded or the transaction ends, so that a last deed marks also what
        follows from it. `marks` are others that it gets instead. Raises BadInput for a reason that can't be read.
        """
        fault = None if reason is None else text_fault(reason, lines=True)
        if fault is not None:
            raise BadInput(f"spelling.{fault.what}", text=reason, **fault.values)
        self.session.flush()  # what is still to be written is marked by this deed
        self._write_latest()
        info = self.session.info
        told = {"before": before, "after": after, "reason": reason, "request": request}
        words = deed_words(self.by, self.now, action, subject, machine_now=self.machine_now, **told)
        info[_LATEST] = {**words, "marks": self._marking.take(MARKS_AT_ONCE) if marks is None else marks}
        info[_RECORDED] = True
        info.setdefault(_ACTIONS, set()).add(action)

    def _write_latest(self) -> None:
        """Write the latest deed down; what it was marked with till now is all that it keeps."""
        latest: dict[str, Any] | None = self.session.info.pop(_LATEST, None)
        if latest is None:
            return
        head = self._head()
        words = {**latest, "sequence": head.count + 1}
        hashed = chained(head.hash, hashed_words(words))
        self.session.connection().execute(_APPEND, {**words, "previous_hash": head.hash, "hash": hashed})
        self.session.info[_HEAD] = Head(head.count + 1, hashed)

    def _head(self) -> Head:
        """The journal's head, read once: nobody else writes before this transaction ends."""
        known: Head | None = self.session.info.get(_HEAD)
        if known is None:
            known = self.session.info[_HEAD] = head_of(self.session)
        return known

    @property
    def actions(self) -> frozenset[str]:
        """The deeds that have been recorded in the transaction, each by its word in the journal."""
        return frozenset(self.session.info.get(_ACTIONS, ()))

    def settle(self) -> Head:
        """Write down all deeds till now and what followed from them; returns the journal's head."""
        self.session.flush()
        latest: dict[str, Any] | None = self.session.info.get(_LATEST)
        if latest is not None:
            marks = latest["marks"] or {}
            more = self._marking.take(MARKS_AT_ONCE - len(marks))
            latest["marks"] = {**marks, **(more or {})} or None
        self._follow(0)
        self._write_latest()
        return self._head()

    def mark(self, model: type[SQLModel], rows: Iterable[Mapping[str, Any]]) -> None:
        """Mark rows that a statement writes without the session's knowing, by the values of their attributes."""
        for some in in_chunks(rows):
            for row in some:
                self._marking.add(model, row)
            self._follow(MARKS_AT_ONCE)

    def unmark(self, model: type[SQLModel], keys: Iterable[Mapping[str, Any]]) -> None:
        """Mark as gone rows that a statement deletes without the session's knowing."""
        for some in in_chunks(keys):
            for key in some:
                self._marking.remove(model, key)
            self._follow(MARKS_AT_ONCE)

    def _follow(self, most: int) -> None:
        """Let rows of their own take marks till there are no more than so many that no deed has taken."""
        while len(self._marking) > most:
            first = self._marking.first()
            assert first is not None
            self.record("follow", first)

    @property
    def _marking(self) -> Marking:
        marking: Marking = self.session.info[_MARKING]
        return marking

    def answered(self, request: str | None) -> Any:
        """What a request has left that was already carried out, whose answer may have been lost; None if it was not."""
        if request is None:
            return None
        self._write_latest()
        self.session.info[_HEAD], left = head_and_answer(self.session, request)
        return left


def _forget(session: Session, _previous: Any) -> None:
    """A deed that is taken back was never done."""
    session.info.pop(_LATEST, None)
    session.info.pop(_HEAD, None)


def finish(session: Session) -> None:
    """Before a transaction is kept: what follows from its deeds, and the freezes that have begun by its time."""
    writing: Writing | None = session.info.get(_WRITING)
    if writing is None:
        return
    writing.settle()
    if session.info.get(_RECORDED):
        _begin_freezes(replace(writing, by=NOBODY))
        writing.settle()


def next_freeze(session: Session) -> datetime | None:
    """When the next freeze begins that is not written down yet, were it over; None where there is none."""
    freeze: datetime | None = ask_columns(session, _NEXT_FREEZE).scalar_one()
    return freeze


def _begin_freezes(writing: Writing) -> None:
    """A freeze that a deed has come after stays, for the clock may go back; one that has nothing to seal waits."""
    for contest in ask_columns(writing.session, _BEGUN, now=writing.now).all():
        progress = writing.session.get_one(SeriesPeriod, tuple(contest))
        progress.frozen_since = progress.freeze
        writing.session.add(progress)
        writing.session.flush()
        assert progress.freeze is not None
        since = progress.freeze.astimezone(UTC).isoformat()
        writing.record("freeze", f"{progress.series_id}/{progress.period_id}", after={"since": since})


def deed_words(
    by: Actor, now: datetime, action: str, subject: str, *, machine_now: datetime, **told: Any
) -> dict[str, Any]:
    """The words of a row of the journal, but for its number and its marks; what is not told of the deed is None."""
    return {
        "at": now,
        "machine_at": machine_now,
        "who": by.name,
        "proof": by.proof,
        "action": action,
        "subject": subject,
        **dict.fromkeys(("before", "after", "reason", "request", "marks")),
        **told,
    }


def hashed_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a row as its hash covers them."""
    return {name: plain_word(value) if isinstance(value, datetime) else value for name, value in words.items()}
