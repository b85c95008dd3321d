"""The public side of a seal: its digests at once, and salt and result of each thing once it has been announced.

The run sheet opens last, when everything else has been announced.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC

from sqlmodel import Session, col, func, select

from scoreboard.desk.approvals import from_text
from scoreboard.desk.sealed_results import SHEET, Key, announced, sealed_in, seals_of
from scoreboard.facts import FactKind
from scoreboard.models import Ceremony, Seal
from scoreboard.publications.boards import latest_board
from scoreboard.publications.commitments import SealAmendment, SealBoard, SealedDigest, SecondSignature, seal_key
from scoreboard.publications.proof import ProofResult, ask_proof, opening_key
from scoreboard.publications.publishing_seals import publish_commitment, publish_openings
from scoreboard.rules.sealing import digest
from scoreboard.store.contest import Contest
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.facts import Document
from scoreboard.store.second_signatures import standing_of
from scoreboard.store.writing import Writing
from scoreboard.store.years import ceremonies_of, ceremony_contest
from scoreboard.wire import UNSET, given, to_json


def publish_seal(writing: Writing, ceremony: Ceremony, *, again: bool = False) -> None:
    """Make the commitment and its amendments public: hashes, reasons and signatures.

    Of results that is nothing but what has been announced already. What an older program has published of a seal stays
    as it is: digests that were not public from the seal on would prove nothing. With `again` the newest amendment is no
    deed's: all was sealed again.
    """
    session, contest = writing.session, ceremony_contest(writing.session, ceremony)
    first, *amendments = seals_of(session, ceremony.id)
    known: SealBoard | None = latest_board(session, seal_key(ceremony.id))
    before = None if known is None or known.commitment != first.commitment else known
    told = () if before is None else before.rows
    numbers: dict[Key, int] = {}
    every = [_digests(seal, numbers) for seal in (first, *amendments)]
    board = SealBoard(
        competition=contest.competition.id,
        series=contest.series.id,
        period=contest.period.id,
        ceremony=ceremony.id,
        commitment=first.commitment,
        sealed_by=first.sealed_by,
        sealed_at=first.at.astimezone(UTC).isoformat(),
        count=_seals_before(session, first),
        results=every[0] if before is None else before.results,
        rows=(
            *told,
            *(
                _amendment(session, seal, digests, again=again)
                for seal, digests in list(zip(amendments, every[1:], strict=True))[len(told) :]
            ),
        ),
    )
    reason = amendments[-1].reason if amendments else first.reason
    publish_commitment(writing, ceremony.id, to_json(board), reason)
    _open(writing, contest, board)


def _digests(seal: Seal, numbers: dict[Key, int]) -> tuple[SealedDigest, ...]:
    """What a seal or an amendment holds; `numbers` are those of what came before, and take in what is new."""
    return tuple(
        SealedDigest(
            number=numbers.setdefault(one.key, len(numbers) + 1),
            kind=one.key[0],
            subject=one.key[1],
            pool=one.key[2] or None,
            digest=one.digest,
        )
        for one in sealed_in(seal)
    )


def _seals_before(session: Session, first: Seal) -> int:
    earlier = select(func.count()).where(col(Seal.ceremony_id) == first.ceremony_id, col(Seal.id) < first.id)
    return session.exec(earlier).one()


def _amendment(session: Session, seal: Seal, digests: tuple[SealedDigest, ...], *, again: bool) -> SealAmendment:
    """An amendment as the public reads it, once and for all: `approver` says who the second signature was then."""
    second = signatures_now(session, seal)
    return SealAmendment(
        commitment=seal.commitment,
        reason=seal.reason,
        sealed_by=seal.sealed_by,
        approved_by="、".join(one.name for one in second),
        approver=approver_of(second),
        signatures=second if len(second) > 1 else UNSET,
        at=seal.at.astimezone(UTC).isoformat(),
        again=again or UNSET,
        results=digests,
    )


def signatures_now(session: Session, seal: Seal) -> tuple[SecondSignature, ...]:
    """Each who approved an amendment, as the contest knows them now."""
    names = from_text(seal.approved_by)
    return tuple(SecondSignature(name=name, approver=standing_of(session, name)) for name in names)


def approver_of(second: Sequence[SecondSignature]) -> str:
    """Who approved, in one word: "named" where one of them is not known."""
    return "named" if any(one.approver == "named" for one in second) else "person" if second else ""


def open_announced(writing: Writing, contest: Contest) -> None:
    """After something of a contest has been announced: publish its salt and result, in each ceremony that sealed it.

    An amended result opens as it was sealed last. What it costs follows what opens.
    """
    for ceremony in writing.session.exec(select(Ceremony.id).where(*ceremonies_of(contest))):
        board: SealBoard | None = latest_board(writing.session, seal_key(ceremony))
        if board is not None:
            _open(writing, contest, board)


def _open(writing: Writing, contest: Contest, board: SealBoard) -> None:
    session, ceremony = writing.session, board.ceremony
    latest: dict[int, tuple[int, int, SealedDigest]] = {}
    every = [board.results, *(row.results for row in board.rows)]
    for seal, digests in enumerate(every, board.count + 1):
        latest |= {one.number: (seal, place, one) for place, one in enumerate(given(digests) or ())}
    told = set(facts_of(session).keys_told(FactKind.OPENING, prefix=f"{ceremony}/"))
    openings: dict[str, Document] = {}
    for seal, place, one in _announced(session, contest, latest.values()):
        key = opening_key(ceremony, seal, one.number)
        if key not in told and (opening := _opening(session, ceremony, seal, place, one)) is not None:
            openings[key] = opening
    if openings:
        publish_openings(writing, ceremony, openings)


def _announced(
    session: Session, contest: Contest, sealed: Collection[tuple[int, int, SealedDigest]]
) -> Iterator[tuple[int, int, SealedDigest]]:
    """What of it has been announced; the sheet where all else has."""
    results = [one for one in sealed if one[2].kind != SHEET[0]]
    found = [one for one in results if announced(session, contest, (one[2].kind, one[2].subject, one[2].pool or ""))]
    yield from found
    if len(found) == len(results):
        yield from (one for one in sealed if one not in results)


def _opening(session: Session, ceremony: str, seal: int, place: int, one: SealedDigest) -> Document | None:
    """Salt and result at a place of a seal, both counted as the fact's key and the list have them.

    None where somebody has edited them, so that they do not open the digest any more.
    """
    kept = select(col(Seal.results)[place]).where(Seal.ceremony_id == ceremony).order_by(col(Seal.id))
    found = session.exec(kept.offset(seal - 1).limit(1)).one()
    opens = digest(bytes.fromhex(found["salt"]), found["result"]) == one.digest
    return {"salt": found["salt"], "result": found["result"]} if opens else None


def proof_holds(session: Session, ceremony: str) -> bool:
    """Whether what is public of a ceremony's seal is what was sealed, as far as it has been published."""
    proof = ask_proof(facts_of(session), ceremony)
    if proof is None:
        return False
    told = [proof.words.results, *(amendment.results for amendment in proof.words.amended)]
    seals = seals_of(session, ceremony)
    return len(told) == len(seals) and all(map(_told_as_sealed, told, seals))


def opened_digests(session: Session, ceremony: str) -> frozenset[str]:
    """The digests of a ceremony's seal whose salts and results are public."""
    proof = ask_proof(facts_of(session), ceremony)
    if proof is None:
        return frozenset()
    told = (proof.words.results, *(amendment.results for amendment in proof.words.amended))
    return frozenset(one.digest for results in told for one in results if one.salt is not None)


def _told_as_sealed(told: Sequence[ProofResult], seal: Seal) -> bool:
    """Whether a seal's digests, and the salts and results that are public, are its own; of an older one none are."""
    if not told:
        return True
    sealed = sealed_in(seal)
    return len(told) == len(sealed) and all(
        (one.kind, one.subject, one.pool or "") == own.key
        and one.digest == own.digest
        and (one.salt is None or (one.salt, one.result) == (own.salt.hex(), own.result))
        for one, own in zip(told, sealed, strict=True)
    )
