"""A proof in words: each digest with what opens it, as it is hashed (docs/proof.md)."""

from collections.abc import Iterator, Sequence
from typing import Any

from scoreboard.enums import YEAR
from scoreboard.locale import listed, say
from scoreboard.publications.proof import ProofAmendment, ProofBoard, ProofResult
from scoreboard.rules.sealing import canonical


def proof_lines(proof: ProofBoard, lang: str) -> Iterator[str]:
    """What was sealed, what was sealed anew since, and whether all of it is opened, line by line."""
    yield _say("seal", lang, ceremony=proof.ceremony, at=proof.sealed_at, by=proof.sealed_by)
    yield _say("commitment", lang, commitment=proof.commitment)
    if not proof.results:
        yield _say("no_digests", lang)
    yield from _results(proof.results, proof.period == YEAR, lang)
    for number, amendment in enumerate(proof.amended, 1):
        yield ""
        yield from _amendment(number, amendment, lang)
        yield from _results(amendment.results, proof.period == YEAR, lang)
    yield ""
    yield _say("complete" if proof.complete else "incomplete", lang)


def _amendment(number: int, one: ProofAmendment, lang: str) -> Iterator[str]:
    signed = (
        say("ceremony.verify.named", lang, name=each.name) if each.approver == "named" else each.name
        for each in one.signed_second
    )
    key, second = "amendment" if one.approved_by else "amendment_alone", listed(signed, lang)
    reason = one.reason or say("ceremony.verify.follows", lang)
    yield _say(key, lang, number=number, at=one.at, by=one.sealed_by, second=second, reason=reason)
    yield _say("commitment", lang, commitment=one.commitment)


def _results(results: Sequence[ProofResult], of_year: bool, lang: str) -> Iterator[str]:
    for one in results:
        yield ""
        state = "announced" if one.announced else "sealed"
        anew = one.announced and one.salt is None
        yield _say("anew" if anew else state, lang, number=one.number, what=_called(one, of_year, lang))
        yield _say("digest", lang, digest=one.digest)
        if one.salt is not None and one.result is not None:
            yield _say("salt", lang, salt=one.salt)
            yield _say("result", lang, result=canonical(one.result).decode())


def _called(one: ProofResult, of_year: bool, lang: str) -> str:
    table = say(f"ceremony.verify.{'year' if of_year else 'overall'}", lang) if one.kind == "table" else ""
    return say(f"ceremony.verify.{one.kind}", lang, subject=one.called(lang) or table)


def _say(key: str, lang: str, **values: Any) -> str:
    return say(f"ceremony.proof.{key}", lang, **values)
