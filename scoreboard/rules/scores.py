"""The one way in which a score is read, typed by somebody or written in a file."""

import re
import unicodedata
from decimal import Decimal

NOT_APPLICABLE = "n/a"
_PLAIN_NUMBER = re.compile(r"[0-9]{1,16}(\.[0-9]{1,4}0{0,12})?", re.ASCII)


def read_score(text: str, maximum: Decimal) -> Decimal | None:
    """A number of points from 0 to `maximum` with at most four decimals, or None for n/a.

    Noughts after those count as none; full-width digits and letters are taken for what they are (S19). Raises
    ValueError for anything else.
    """
    plain = text
    if not _PLAIN_NUMBER.fullmatch(plain):
        plain = unicodedata.normalize("NFKC", text).strip()
        if plain.casefold() == NOT_APPLICABLE:
            return None
        if not _PLAIN_NUMBER.fullmatch(plain):
            raise ValueError("no score")
    value = Decimal(plain)
    if value > maximum:
        raise ValueError("above the maximum")
    return value
