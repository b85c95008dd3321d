"""Checks a ceremony's proof as a stranger would who has read the contract: with hashlib and json alone."""

import hashlib
import json
from typing import Any


def check_proof(proof: dict[str, Any]) -> None:
    """Raises AssertionError where a digest or a commitment of what `show proof` prints does not follow."""
    for seal in (proof, *proof["amended"]):
        digests = b"".join(bytes.fromhex(one["digest"]) for one in seal["results"])
        assert hashlib.sha256(digests).hexdigest() == seal["commitment"]
        for one in (one for one in seal["results"] if (one["salt"], one["result"]) != (None, None)):
            text = json.dumps(one["result"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            salt = bytes.fromhex(one["salt"])
            assert len(salt) >= 16
            assert hashlib.sha256(salt + text.encode()).hexdigest() == one["digest"]
            assert one["result"]["kind"] == one["kind"]
