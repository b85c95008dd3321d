"""The commitments of ceremonies: hashes, reasons and signatures, and no result."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.facts import FactKind
from scoreboard.publications.questions import Question
from scoreboard.wire import UNSET, UnsetType, from_json, given


@dataclass(frozen=True, kw_only=True, slots=True)
class SealedDigest:
    """One thing under a seal: which it is, and its digest."""

    number: int
    """Its place in the ceremony's first seal, from 1, which it keeps in amendments; what is new there comes after."""
    kind: str
    """"flag", "star", "table" or "sheet"."""
    subject: str
    """The area or star; empty for the others, and for the flag of the overall table."""
    pool: str | None
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SecondSignature:
    """Somebody who approved an amendment."""

    name: str
    approver: str
    """"person", or "named" for one whom the contest did not know then as somebody who may."""


Signatures = tuple[SecondSignature, ...] | UnsetType
"""Each second signature, where there are several; older programs kept several as one name."""


def second_signatures(approved_by: str, approver: str | UnsetType, several: Signatures) -> tuple[SecondSignature, ...]:
    """Each second signature of an amendment as it was published."""
    alone = (SecondSignature(name=approved_by, approver=given(approver) or "person"),) if approved_by else ()
    return given(several) or alone


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedAmendment:
    """What an amendment commits to, why, and who signed."""

    commitment: str
    reason: str
    sealed_by: str
    approved_by: str
    """All who approved it, for scripts."""
    approver: str | UnsetType = UNSET
    """Who the second signature was then: "person", "named" where one of them was, or empty; older programs did not
    say."""
    signatures: Signatures = UNSET
    at: str
    """ISO 8601 in UTC."""

    @property
    def signed_second(self) -> tuple[SecondSignature, ...]:
        """Each who approved it."""
        return second_signatures(self.approved_by, self.approver, self.signatures)


@dataclass(frozen=True, kw_only=True, slots=True)
class SealAmendment(SignedAmendment):
    """A change under a seal."""

    again: bool | UnsetType = UNSET
    """Whether somebody has sealed all of it again, and no deed has changed a result; older programs did not say."""
    results: tuple[SealedDigest, ...] | UnsetType = UNSET
    """What it seals anew; older programs did not tell."""

    @property
    def is_again(self) -> bool:
        """Whether it is known to be no change by itself."""
        return given(self.again) or False


ResealedOutcome = Literal["unchanged", "changed", "open"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Resealed:
    """When somebody sealed a ceremony again, and why, as a bulletin tells it."""

    at: str
    sealed_by: str
    reason: str
    outcome: ResealedOutcome
    """Whether something was not as it had been sealed before; "open" while not all of it has been announced."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SealBoard:
    """A ceremony's commitment, with its amendments as rows."""

    board: Literal["seal"] = "seal"
    competition: str
    series: str
    period: str
    ceremony: str
    commitment: str
    sealed_by: str
    sealed_at: str
    count: int = 0
    """How many seals and amendments of the ceremony this seal has come after."""
    results: tuple[SealedDigest, ...] | UnsetType = UNSET
    """What it commits to; older programs did not tell."""
    rows: tuple[SealAmendment, ...]


def seal_key(ceremony: str) -> str:
    """The key of a ceremony's commitment."""
    return f"seal/{ceremony}"


def ask_seal(question: Question) -> tuple[SealBoard | None, int]:
    """A ceremony's commitment with its amendments as rows."""
    (ceremony,) = question.parts
    found = question.document(FactKind.SEAL, ceremony)
    board = from_json(SealBoard, found) if found else None
    return board, len(board.rows) if board else 0
