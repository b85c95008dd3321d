"""The one way in which a score is read, typed by somebody or written in a file."""

import re
import unicodedata
from decimal import Decimal

NOT_APPLICABLE = "n/a"
WORDS_FOR_NOT_APPLICABLE = (
    *(NOT_APPLICABLE, "na", "n.a.", "notapplicable"),
    *(
        "不参评",
        "未参评",
        "不参加",
        "未参加",
        "不参与",
        "未参与",
        "不适用",
        "不涉及",
        "无此项",
        "不考核",
        "免评",
        "免考",
    ),
    *("缺考", "缺席", "弃权"),
)
"""Words that say that an area does not apply to a unit: as they are compared, without white space and case."""
_SIGNS = re.compile(r"[-‐-―−_/\\|×*~—]+|x|无|没有|空|none|nil")
"""What some write for that, and others for a score that is still to come."""
_MARKS = ("<super>", "<sub>", "<circle>")
"""What Unicode says of digits that stand above, below or in a circle."""
_PLAIN_NUMBER = re.compile(r"[0-9]{1,16}(\.[0-9]{1,4}0{0,12})?", re.ASCII)


def read_score(text: str, maximum: Decimal) -> Decimal | None:
    """A number of points from 0 to `maximum` with at most four decimals, or None for n/a in any of its words.

    Noughts after those count as none; full-width digits and letters are taken for what they are (S19). Raises
    ValueError for anything else.
    """
    plain = text
    if not _PLAIN_NUMBER.fullmatch(plain):
        plain = _folded(text)
        if plain in WORDS_FOR_NOT_APPLICABLE:
            return None
        plain = plain_figures(text).strip()
        if not _PLAIN_NUMBER.fullmatch(plain):
            raise ValueError("no score")
    value = Decimal(plain)
    if value > maximum:
        raise ValueError("above the maximum")
    return value


def is_unclear(text: str) -> bool:
    """Whether a text, such as a dash, may mean n/a as well as that there is no score yet."""
    return _SIGNS.fullmatch(_folded(text)) is not None


def plain_figures(text: str) -> str:
    """A text with full-width digits and letters as what they are, but for marks of notes: 91.5¹ is not 91.51."""
    return "".join(
        character
        if unicodedata.decomposition(character).startswith(_MARKS)
        else unicodedata.normalize("NFKC", character)
        for character in text
    )


def _folded(text: str) -> str:
    return "".join(plain_figures(text).split()).casefold()
