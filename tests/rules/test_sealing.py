"""Commitments: what they fix, and what they say nothing of."""

import hashlib
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoreboard.rules.sealing import SALT_BYTES, agrees, canonical, commitment, digest, pasted


def test_a_result_is_hashed_as_json_with_sorted_keys_in_utf_8_without_white_space() -> None:
    assert canonical({"b": [1, None], "a": "永年"}) == '{"a":"永年","b":[1,null]}'.encode()


def test_a_digest_is_sha_256_over_the_salt_and_the_result() -> None:
    assert digest(b"salt", {"a": 1}) == hashlib.sha256(b'salt{"a":1}').hexdigest()


def test_a_commitment_is_sha_256_over_the_bytes_of_all_digests() -> None:
    assert commitment(["00ff", "01"]) == hashlib.sha256(b"\x00\xff\x01").hexdigest()


def test_what_was_told_agrees_as_far_as_the_seal_goes() -> None:
    assert agrees({"holder": "t1"}, {"holder": "t1", "margin": "0.50"}), "an older seal fixes less"
    assert not agrees({"holder": "t1"}, {"holder": "t2"})
    assert not agrees({"holder": None}, {}), "what is not told is not told alike"
    assert not agrees({"holder": "t1", "margin": "1"}, {"holder": "t1", "margin": "2"})


def test_rows_of_a_ranking_may_come_in_any_order_and_those_of_nothing_else() -> None:
    first, second, other = ({"unit": unit, "rank": 1} for unit in ("t1", "t2", "t3"))
    assert agrees({"ranking": [first, second]}, {"ranking": [second, first]})
    assert not agrees({"ranking": [first, second]}, {"ranking": [second, other]})
    assert not agrees({"holders": ["t1", "t2"]}, {"holders": ["t2", "t1"]})


def test_digits_are_read_however_they_were_grouped_broken_and_widened() -> None:
    assert pasted("AB-cd:0\u200b1·2.3 \n\u3000４ｅ") == "abcd01234e"


words = st.text(max_size=3)
results = st.recursive(
    st.none() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
"""Small ones: what decides is the order of keys, wherever they stand."""


@given(st.dictionaries(words, results, max_size=4), st.binary(min_size=SALT_BYTES, max_size=SALT_BYTES))
def test_a_digest_does_not_depend_on_the_order_of_keys(result: dict[str, Any], salt: bytes) -> None:
    turned = dict(reversed(result.items()))
    assert canonical(turned) == canonical(result)
    assert digest(salt, turned) == digest(salt, result)
    assert json.loads(canonical(result)) == result


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=2, max_size=9, unique=True))
def test_a_commitment_fixes_the_order(digests: list[bytes]) -> None:
    words = [one.hex() for one in digests]
    assert commitment(words) != commitment(reversed(words)) or words == words[::-1]
    assert len(commitment(words)) == 64
