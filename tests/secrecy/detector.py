"""What counts as a leak: a byte that differs between twins, or a sealed word that is public before its step."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import ndiff
from typing import Any

from scoreboard.ceremony.cue import Cue
from tests.secrecy.competitions import IMAGES, PORTRAITS
from tests.secrecy.hall import Hall
from tests.secrecy.viewers import BYTES, HASH, MOVING, Recorded
from tests.strangers_proof import check_proof

NO_DIGIT = r"(?:(?<![\d.])|(?<=\\u[0-9a-f]{4}))"
"""Before a number; JSON's escape of another character may end in a digit."""


class Leak(AssertionError):
    """Something sealed has reached a viewer."""


def compare(one: Recorded, other: Recorded) -> None:
    """Raises Leak where two viewers of programs that differ in sealed values alone have not read the same.

    The pages of a file that holds a commitment may be cut anywhere in it, so that its rows and its size alone count.
    The digest of an image is none.
    """
    if one.keys() != other.keys():
        raise Leak(f"viewers of twins could read different things: {sorted(one.keys() ^ other.keys())}")
    committed = any(digest not in IMAGES and digest not in PORTRAITS for digest in HASH.findall(one[BYTES]))
    for name, text in one.items():
        if text != other[name] and not (name == BYTES and committed):
            raise Leak(f"{name} differs between twins:\n{_difference(text, other[name])}")


def _difference(one: str, other: str) -> str:
    at = next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))
    near = slice(max(0, at - 200), at + 200)
    return "\n".join(ndiff([one[near]], [other[near]]))


def check_images(raw: bytes, sheet: Sequence[Cue], shown: Collection[int]) -> None:
    """Raises Leak where the public bytes hold an image, or its digest, of none of the cues that were `shown`.

    A seal's sheet names the digests of all once everything is announced and it opens.
    """
    opened = b"image_digest" in raw
    told = {sheet[number - 1].image_digest for number in shown if number}
    for digest, content in IMAGES.items():
        if digest not in told and (content in raw or (digest.encode() in raw and not opened)):
            raise Leak(f"the image {digest} is in the public file")


def check_portraits(raw: bytes, scenes: Iterable[Mapping[str, Any]]) -> None:
    """Raises Leak where the public bytes hold a portrait, or its digest, of nobody whom a scene of the stage names."""
    told = set()
    for scene in scenes:
        rows = scene.get("rows") or (scene.get("board") or {}).get("rows") or ()
        named = {f"{row['unit']}/{row['person']}" for row in rows if row.get("person")}
        shown = scene.get("images") or {}
        if any("/" in key and key not in named for key in shown):
            raise Leak(f"a scene shows somebody whom it does not name: {scene}")
        told |= {image["digest"] for image in shown.values()}
    for digest, content in PORTRAITS.items():
        if digest not in told and (content in raw or digest.encode() in raw):
            raise Leak(f"the portrait {digest} is in the public file")


def check_words(hall: Hall, recorded: Recorded) -> None:
    """Raises Leak where a viewer has read a score or a name that is sealed.

    A longer number in which the digits of a sealed score happen to stand tells nothing.
    """
    secrets = hall.secrets()
    names = {secret for secret in secrets if not secret[0].isdigit()}
    for name, text in recorded.items():
        sought = names if name.endswith(MOVING) else secrets
        found = [secret for secret in sought if any(_holds(text, form) for form in _forms(secret, name))]
        if found:
            raise Leak(f"{name} holds the sealed {found}")


def _holds(text: str, word: str) -> bool:
    if word not in text:
        return False
    return not word[0].isdigit() or re.search(rf"{NO_DIGIT}{re.escape(word)}0*(?!\d)", text) is not None


def _forms(secret: str, name: str) -> tuple[str, ...]:
    """A word as it would stand in what was read under a name; in a file as bytes, as JSON may have escaped it too."""
    if name != BYTES:
        return (secret,)
    return secret.encode().decode("latin-1"), json.dumps(secret)[1:-1]


def check_places(hall: Hall, payloads: list[tuple[str, Any]]) -> None:
    """Raises Leak where a board or a scene puts a unit in a place of a flag that has not been told.

    Rehearsals put drawn units there.
    """
    for name, payload in payloads:
        if name == "rehearsal":
            continue
        for flag, place in claims(payload, payload.get("period") or _period_in_key(name)):
            told = flag in hall.flags or (flag, place) in hall.places
            if not told:
                raise Leak(f"{name} tells place {place} of {flag} before its step: {payload}")


def _period_in_key(name: str) -> str:
    return "2030Q2" if name == "stage" or "2030Q2" in name else ""


def claims(node: Any, period: str) -> Iterator[tuple[tuple[str, str], int | None]]:
    """The flags of the second quarter that a payload tells somebody's place in, and which; None for all of them."""
    if isinstance(node, list):
        for item in node:
            yield from claims(item, period)
    if not isinstance(node, Mapping):
        return
    period = node.get("period") or period
    area, pool = node.get("area"), node.get("pool") or ""
    if area and period == "2030Q2":
        if node.get("holders") is not None or node.get("top"):
            yield (area, pool), None
        if node.get("moment") == "place" and node["rows"]:
            yield (area, pool), node["place"]
        if node.get("board") == "ranking":
            for row in node["rows"]:
                own = row["pool"] if node["ranking"] == "by-pool" else ""
                yield (area, own), (row["rank"] or 0) if own in node.get("climbing", ()) else None
    for name, inner in node.items():
        if name != "rows" or node.get("board") != "ranking":
            yield from claims(inner, period)


def check_opened(hall: Hall, proof: Any, table: bool) -> None:
    """Raises Leak where a proof opens what has not been told, or keeps shut what has; `table` says if that has been.

    Whatever it opens hashes to what it was sealed as.
    """
    check_proof(proof)
    told: dict[int, bool] = {}
    for one in (one for seal in (proof, *proof["amended"]) for one in seal["results"]):
        subject, pool = one["subject"], one["pool"] or ""
        public = {
            "flag": (subject, pool) in hall.flags,
            "star": subject in hall.stars,
            "table": table,
            "sheet": all(told.values()),
        }[one["kind"]]
        told[one["number"]] = public
        if public != one["announced"] or (one["salt"] is not None and not public):
            raise Leak(f"the proof opens {one} {'too late' if public else 'too early'}")
    last = {one["number"]: one for seal in (proof, *proof["amended"]) for one in seal["results"]}
    if any((one["salt"] is None) is told[number] for number, one in last.items()):
        raise Leak(f"the proof does not open what was sealed last: {last}")
    if proof["complete"] is not all(told.values()):
        raise Leak("the proof does not know whether it is complete")
