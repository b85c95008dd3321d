"""What bulletins say of the seals of a period's ceremonies: what was changed under them, and what was sealed again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from scoreboard.models import Ceremony, Reveal, Seal
from scoreboard.publications.asking import ask_board
from scoreboard.publications.board_words import in_zone
from scoreboard.publications.commitments import Resealed, ResealedOutcome, SealAmendment, SealBoard, seal_key
from scoreboard.publications.questions import Board
from scoreboard.rules.sealing import agrees
from scoreboard.store.contest import Contest
from scoreboard.store.public.facts import Facts
from scoreboard.store.years import ceremonies_of


def amendment_lines(session: Session, facts: Facts, contest: Contest) -> Iterator[SealAmendment]:
    """What was changed under the seals: when, why and by whom, not what."""
    for row in changes_in(_seals(session, facts, contest)):
        yield replace(row, at=in_zone(row.at, contest.competition.timezone))


def changes_in(seals: Iterable[SealBoard]) -> Iterator[SealAmendment]:
    """Every change once, though it has amended the seal of each ceremony of the period."""
    told = Counter[tuple[str, ...]]()
    for board in seals:
        own = Counter[tuple[str, ...]]()
        for row in board.rows:
            deed = row.at, row.reason, row.sealed_by, row.approved_by
            own[deed] += not row.is_again
            if own[deed] > told[deed]:
                told[deed] += 1
                yield row


def resealed_lines(session: Session, facts: Facts, contest: Contest) -> Iterator[Resealed]:
    """When somebody sealed all of it again, why, and whether that has changed anything."""
    for board in _seals(session, facts, contest):
        for place, row in enumerate(board.rows, 1):
            if row.is_again:
                yield Resealed(
                    at=in_zone(row.at, contest.competition.timezone),
                    sealed_by=row.sealed_by,
                    reason=row.reason,
                    outcome=_outcome(session, contest, board, place),
                )


def _seals(session: Session, facts: Facts, contest: Contest) -> Iterator[SealBoard]:
    for ceremony in session.exec(select(Ceremony.id).where(*ceremonies_of(contest)).order_by(col(Ceremony.id))):
        board: Board[SealBoard] | None = ask_board(facts, seal_key(ceremony))
        if board is not None:
            yield board.words


def _outcome(session: Session, contest: Contest, board: SealBoard, place: int) -> ResealedOutcome:
    """What an amendment has made of the seals before it; open while not all of it is announced: it might tell that."""
    kept = select(Seal).where(Seal.ceremony_id == board.ceremony).order_by(col(Seal.id))
    *earlier, again = session.exec(kept).all()[board.count : board.count + place + 1]
    if not all(_announced(session, contest, one) for one in again.results):
        return "open"
    before = {_key(one): one["result"] for seal in earlier for one in seal.results}
    same = (_key(one) in before and agrees(before[_key(one)], one["result"]) for one in again.results)
    return "unchanged" if all(same) else "changed"


def _key(sealed: dict[str, object]) -> Sequence[object]:
    return sealed["kind"], sealed["subject"], sealed["pool"]


def _announced(session: Session, contest: Contest, sealed: dict[str, object]) -> bool:
    kind, subject, pool = _key(sealed)
    return session.get(Reveal, (kind, contest.series.id, contest.period.id, subject, pool)) is not None
