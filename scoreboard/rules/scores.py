"""The one way in which a score is read, typed by somebody or written in a file."""

import re
import unicodedata
from decimal import Decimal
from typing import Literal

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
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", re.ASCII)
_PERCENTAGE = re.compile(r"[0-9.,]+\s*%", re.ASCII)
_IN_POINTS = re.compile(r"(?<=[0-9.])\s*分$", re.ASCII)
_HANZI_POINT = re.compile(r"。(?=[0-9])|(?<=[0-9])。", re.ASCII)
"""What a Chinese input method makes of the point in 91.25."""
_WITHOUT_A_DIGIT = re.compile(r"([0-9]*)\.([0-9]*)", re.ASCII)


class NoScore(ValueError):
    """A text that is no score: `why` is "value", "unclear", "comma" for one that parts thousands or decimals, or
    "percent", which may stand for 95 or for 0.95 of the maximum."""

    def __init__(self, why: Literal["value", "unclear", "comma", "percent"]) -> None:
        super().__init__(why)
        self.why = why


def read_score(text: str, maximum: Decimal, *, comma_separates: bool = False) -> Decimal | None:
    """A number of points from 0 to `maximum` with at most four decimals, or None for n/a in any of its words.

    Noughts after those count as none; full-width digits and letters are taken for what they are (S19), 95,5 is 95.5
    where commas do not separate cells, and 1,234 a thousand if the maximum lets it be that alone. Raises NoScore for
    anything else.
    """
    plain = text
    if not _PLAIN_NUMBER.fullmatch(plain):
        if _folded(text) in WORDS_FOR_NOT_APPLICABLE:
            return None
        if is_unclear(text):
            raise NoScore("unclear")
        plain = plainly(text)
        if _PERCENTAGE.fullmatch(plain):
            raise NoScore("percent")
        if not comma_separates or _THOUSANDS.fullmatch(plain):
            plain = _without_commas(plain, maximum)
        if not _PLAIN_NUMBER.fullmatch(plain):
            raise NoScore("value")
    value = Decimal(plain)
    if value > maximum:
        raise NoScore("value")
    return value


def plainly(text: str) -> str:
    """A number as digits and a point: full-width ones, 91。25, .5, 9. and 88分 are written so, too."""
    plain = _IN_POINTS.sub("", _HANZI_POINT.sub(".", plain_figures(text).strip()))
    found = _WITHOUT_A_DIGIT.fullmatch(plain)
    if found is None or plain == ".":
        return plain
    whole, rest = found.groups()
    return f"{whole or 0}.{rest}" if rest else whole


def _without_commas(plain: str, maximum: Decimal) -> str:
    """A number whose commas part thousands or, alone, its decimals."""
    if _THOUSANDS.fullmatch(plain):
        may_be_whole = Decimal(plain.replace(",", "")) <= maximum
        may_be_part = plain.count(",") == 1 and "." not in plain
        if may_be_whole and may_be_part:
            raise NoScore("comma")
        return plain.replace(",", "" if may_be_whole else ".")
    return plain.replace(",", ".")


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
