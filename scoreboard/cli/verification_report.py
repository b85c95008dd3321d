"""What `ceremony verify` says of an opened seal, as JSON."""

from collections.abc import Sequence
from typing import Any

from scoreboard.ceremony.seal import Opened, Verification
from scoreboard.ceremony.told_results import ToldAt
from scoreboard.desk.opening_seals import approver_of
from scoreboard.publications.commitments import SecondSignature
from scoreboard.rules.sealing import canonical


def verification_words(found: Verification, same: bool) -> dict[str, Any]:
    return {
        "ceremony": found.ceremony,
        "commitment": found.commitment,
        "good": found.good and same,
        "commitments_hold": found.commitments_hold,
        "stage_holds": found.stage_holds,
        "sheet_holds": found.sheet_holds,
        "proof_holds": found.proof_holds,
        "deviations": [_place_words(one) for one in found.deviations],
        "public_file": [_place_words(one) for one in found.unlike],
        "amendments": [
            {
                "commitment": one.commitment,
                "reason": one.reason,
                "sealed_by": one.sealed_by,
                "approved_by": "、".join(each.name for each in second),
                "approver": approver_of(second),
                **_signatures(second),
                "at": one.at.isoformat(),
            }
            for one, second in zip(found.seals[1:], found.approvers, strict=True)
        ],
        "results": [_result(one) for one in found.results],
    }


def _signatures(second: Sequence[SecondSignature]) -> dict[str, Any]:
    """Each who approved, where they are several."""
    several = [{"name": one.name, "approver": one.approver} for one in second]
    return {"signatures": several} if len(several) > 1 else {}


def _place_words(place: ToldAt) -> dict[str, Any]:
    return {"board": place.board, "revision": place.number} if place.board else {"sequence": place.number}


def _result(one: Opened) -> dict[str, Any]:
    kind, subject, pool = one.sealed.key
    words = {
        "kind": kind,
        "subject": subject,
        "pool": pool or None,
        "state": one.state,
        "amended": one.amended,
        "anew": one.anew or None,
        "digest": one.sealed.digest,
    }
    if not one.public:
        return words
    return {**words, "salt": one.sealed.salt.hex(), "result": canonical(one.sealed.result).decode()}
