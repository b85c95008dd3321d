"""The commitments of ceremonies: hashes, reasons and signatures, and no result."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.facts import FactKind
from scoreboard.publications.questions import Question
from scoreboard.wire import UNSET, UnsetType, from_json


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
class SealAmendment:
    """A change under a seal: what it commits to, why, and who signed."""

    commitment: str
    reason: str
    sealed_by: str
    approved_by: str
    approver: str | UnsetType = UNSET
    """Who the second signature was then: "person", "named" or empty; older programs did not say."""
    at: str
    """ISO 8601 in UTC."""
    results: tuple[SealedDigest, ...] | UnsetType = UNSET
    """What it seals anew; older programs did not tell."""


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
