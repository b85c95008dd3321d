"""Commitments: a hash that fixes a result before it is announced and says nothing of it until it is opened."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from scoreboard.spelling import is_hidden

RANKING = "ranking"
"""Under which a flag's result keeps the rows of its area's ranking."""
GROUPING = "-:·."
"""Signs that stand between groups of digits."""
SALT_BYTES = 32
"""So many that trying all results against a digest is hopeless without the salt."""


def canonical(result: Mapping[str, Any]) -> bytes:
    """A result as the bytes that are hashed: JSON in UTF-8, keys sorted, no white space."""
    return json.dumps(result, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(salt: bytes, result: Mapping[str, Any]) -> str:
    """SHA-256 over a salt and the canonical result, in hexadecimal."""
    return hashlib.sha256(salt + canonical(result)).hexdigest()


def commitment(digests: Iterable[str]) -> str:
    """SHA-256 over all digests in order, as bytes one after the other, in 64 hexadecimal digits."""
    return hashlib.sha256(b"".join(map(bytes.fromhex, digests))).hexdigest()


def pasted(digits: str) -> str:
    """Hexadecimal digits as somebody has copied them: without what groups and breaks them, seen or not."""
    plain = unicodedata.normalize("NFKC", digits)
    return "".join(one for one in plain if not one.isspace() and not is_hidden(one) and one not in GROUPING).lower()


def agrees(sealed: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether what was told is what was sealed, as far as the seal goes: older ones fix less of a result.

    A ranking's rows say their places themselves, so that those who share one may come in any order.
    """
    return all(key in told and _same(key, told[key], value) for key, value in sealed.items())


def _same(key: str, told: Any, sealed: Any) -> bool:
    return bool(told == sealed or (key == RANKING and sorted(told, key=str) == sorted(sealed, key=str)))
