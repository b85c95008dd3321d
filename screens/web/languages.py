"""The language of a page: what its address says, else what the browser prefers, else the server's own."""

import re

from scoreboard.locale import LANGUAGES

MOST_PREFERENCES = 20
_PREFERENCE = re.compile(r"\s*(zh|en)(?:-[\w-]+)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?", re.ASCII | re.IGNORECASE)


def language(asked: str | None, accepted: str, otherwise: str) -> str:
    """The language of an answer to a request; `accepted` is its header Accept-Language."""
    if asked in LANGUAGES:
        return asked
    best, share = otherwise, 0.0
    for preference in accepted.split(",")[:MOST_PREFERENCES]:
        found = _PREFERENCE.fullmatch(preference)
        if found and float(found[2] or 1) > share:
            best, share = found[1].lower(), float(found[2] or 1)
    return best
