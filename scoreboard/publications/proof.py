"""The proof that a ceremony kept to its seal: digests since the seal, and what opens each once it is announced.

Anyone can check it (docs/proof.md): a digest is SHA-256 over the salt's bytes and the result as JSON in UTF-8 with
sorted keys and no white space, the commitment SHA-256 over all digests' bytes in order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypedDict

from scoreboard.facts import OVERALL, FactKind
from scoreboard.publications.asking import ask_board
from scoreboard.publications.board_words import area_words, in_zone
from scoreboard.publications.commitments import (
    SealAmendment,
    SealBoard,
    SealedDigest,
    SignedAmendment,
    seal_key,
)
from scoreboard.publications.names import named
from scoreboard.publications.pools import pool_words, with_pool
from scoreboard.publications.questions import Board
from scoreboard.store.public.facts import Document, Facts
from scoreboard.wire import UNSET, Json, UnsetType, given


@dataclass(frozen=True, kw_only=True, slots=True)
class ProofResult(SealedDigest):
    """One thing under a seal, with what opens it where that is public."""

    salt: str | None
    """In hexadecimal; None while it is sealed, and where an amendment has sealed it anew before it was announced."""
    result: Json | None
    announced: bool
    """Whether it has been announced, as it was sealed here or in an amendment."""
    name: str | UnsetType = UNSET
    """What the flag or the star is called."""
    name_en: str | UnsetType = UNSET
    pool_name: str | UnsetType = UNSET
    pool_name_en: str | UnsetType = UNSET

    def called(self, lang: str) -> str:
        """What the flag or the star is called in a language, with its pool; empty for the table and the sheet."""
        pool = named(given(self.pool_name) or "", given(self.pool_name_en), lang)
        return with_pool(named(given(self.name) or "", given(self.name_en), lang), pool, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class ProofAmendment(SignedAmendment):
    """An amendment, with what opens what it sealed anew."""

    results: tuple[ProofResult, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProofBoard:
    """All that is public of what a ceremony is committed to."""

    board: Literal["proof"] = "proof"
    competition: str
    series: str
    period: str
    ceremony: str
    commitment: str
    sealed_by: str
    sealed_at: str
    results: tuple[ProofResult, ...]
    """What the first seal holds; nothing where an older program sealed, which published no digests."""
    amended: tuple[ProofAmendment, ...]
    complete: bool
    """Whether everything has been announced and opened."""
    rows: tuple[()] = ()

    def in_zone(self, zone: str) -> "ProofBoard":
        """The same with its times in a zone."""
        amended = tuple(replace(one, at=in_zone(one.at, zone)) for one in self.amended)
        return replace(self, sealed_at=in_zone(self.sealed_at, zone), amended=amended)


def opening_key(ceremony: str, seal: int, number: int) -> str:
    """The key of the fact that opens something: by the place of its seal among the ceremony's, from 1, and its own."""
    return f"{ceremony}/{seal}/{number}"


def ask_proof(facts: Facts, ceremony: str, upto: int | None = None) -> Board[ProofBoard] | None:
    """What is public of a ceremony's seal and its amendments, up to a change; None where it has no seal."""
    board: Board[SealBoard] | None = ask_board(facts, seal_key(ceremony), upto=upto)
    if board is None:
        return None
    words = _proof(facts, board.words, upto)
    return Board(board.key, board.revision, board.published_at, board.reason, words, board.change)


def _proof(facts: Facts, seal: SealBoard, upto: int | None) -> ProofBoard:
    openings = facts.documents(FactKind.OPENING, f"{seal.ceremony}/", upto)
    announced = {int(key.rpartition("/")[2]) for key in openings if _seal_of(key) > seal.count}

    def opened(place: int, digests: Iterable[SealedDigest]) -> tuple[ProofResult, ...]:
        keys = ((one, opening_key(seal.ceremony, place, one.number)) for one in digests)
        return tuple(_opened(one, openings.get(key), announced, _names(facts, seal, one, upto)) for one, key in keys)

    results = opened(seal.count + 1, given(seal.results) or ())
    amended = tuple(
        _amended(row, opened(place, given(row.results) or ())) for place, row in enumerate(seal.rows, seal.count + 2)
    )
    every = [*results, *(one for row in amended for one in row.results)]
    return ProofBoard(
        competition=seal.competition,
        series=seal.series,
        period=seal.period,
        ceremony=seal.ceremony,
        commitment=seal.commitment,
        sealed_by=seal.sealed_by,
        sealed_at=seal.sealed_at,
        results=results,
        amended=amended,
        complete=bool(results) and all(one.announced for one in every),
    )


def _seal_of(key: str) -> int:
    return int(key.split("/")[1])


class _CalledAs(TypedDict, total=False):
    """What something under a seal is called, as fields of `ProofResult`."""

    name: str
    name_en: str
    pool_name: str
    pool_name_en: str


def _names(facts: Facts, seal: SealBoard, one: SealedDigest, upto: int | None) -> _CalledAs:
    def told(kind: FactKind, key: str) -> Document:
        return facts.document(kind, key, upto) or {}

    found: _CalledAs = {}
    series = told(FactKind.SERIES, seal.series)
    if one.kind == "star":
        words = told(FactKind.STAR, one.subject)
        found = {"name": words["name"], "name_en": words["name_en"]}
    elif one.kind == "flag" and one.subject == OVERALL:
        found = {"name": series["overall_flag"], "name_en": series["overall_flag_en"]}
    elif one.kind == "flag":
        area = area_words(one.subject, told(FactKind.AREA, f"{seal.series}/{one.subject}"))
        found = {"name": area.flag_called("zh"), "name_en": area.flag_called("en")}
    if one.pool:
        pool = pool_words(one.pool, series.get("pool_names", {}))
        found |= {"pool_name": pool.name, "pool_name_en": pool.name_en}
    return found


def _opened(one: SealedDigest, opening: Mapping[str, Any] | None, announced: set[int], names: _CalledAs) -> ProofResult:
    salt, result = (None, None) if opening is None else (opening["salt"], opening["result"])
    return ProofResult(
        number=one.number,
        kind=one.kind,
        subject=one.subject,
        pool=one.pool,
        digest=one.digest,
        salt=salt,
        result=result,
        announced=one.number in announced,
        **names,
    )


def _amended(row: SealAmendment, results: tuple[ProofResult, ...]) -> ProofAmendment:
    return ProofAmendment(
        commitment=row.commitment,
        at=row.at,
        reason=row.reason,
        sealed_by=row.sealed_by,
        approved_by=row.approved_by,
        approver=row.approver,
        signatures=row.signatures,
        results=results,
    )
