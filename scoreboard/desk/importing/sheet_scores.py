"""A score as a sheet has it."""

import re
from decimal import Decimal

from scoreboard.errors import BadInput
from scoreboard.rules.scores import WORDS_FOR_NOT_APPLICABLE, is_unclear, plain_figures, read_score

_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,\d+")
_IN_POINTS = re.compile(r"(?<=[\d.])分$")
_PERCENTAGE = re.compile(r"[\d.,]+%")
_HANZI_POINT = re.compile(r"。(?=\d)|(?<=\d)。")
"""What a Chinese input method makes of the point in 91.25."""
_FIGURE = re.compile(r"[0-9]+(\.[0-9]+)?", re.ASCII)
_EDGE = re.compile(r"(?<!\d)\.(?=\d)|(?<=\d)\.$")


def read_sheet_score(text: str, maximum: Decimal, *, comma_separates: bool) -> Decimal | None:
    """A score as a sheet has it; None for n/a in any of its words. Raises BadInput for anything else.

    Sheets write 95,5 and 1,234.5, .5, 9. and 88分 besides what people type; a comma that may be either is refused.
    """
    if _FIGURE.fullmatch(text):  # as nearly all are
        return _read(text, text, maximum)
    plain = _HANZI_POINT.sub(".", "".join(plain_figures(text).split()).casefold())
    if plain in WORDS_FOR_NOT_APPLICABLE:
        return None
    if is_unclear(plain):
        raise BadInput("score.unclear", text=text)
    plain = _IN_POINTS.sub("", plain)
    if _PERCENTAGE.fullmatch(plain):  # 95% may stand for 95 or for 0.95 of the maximum
        raise BadInput("import.flaw_percent", text=text)
    if not comma_separates or _THOUSANDS.fullmatch(plain):
        plain = _without_commas(plain, text, maximum)
    plain = _EDGE.sub(lambda found: "0." if found.end() < len(found.string) else "", plain)
    return _read(plain, text, maximum)


def _read(plain: str, text: str, maximum: Decimal) -> Decimal | None:
    try:
        return read_score(plain, maximum)
    except ValueError:
        raise BadInput("score.value", text=text, maximum=f"{maximum.normalize():f}") from None


def _without_commas(plain: str, text: str, maximum: Decimal) -> str:
    """A number whose commas part thousands or, alone, its decimals."""
    if _THOUSANDS.fullmatch(plain):
        may_be_whole = Decimal(plain.replace(",", "")) <= maximum
        may_be_part = plain.count(",") == 1 and "." not in plain and Decimal(plain.replace(",", ".")) <= maximum
        if may_be_whole and may_be_part:
            raise BadInput("import.comma", text=text)
        return plain.replace(",", "" if may_be_whole or not may_be_part else ".")
    return plain.replace(",", ".") if _DECIMAL_COMMA.fullmatch(plain) else plain
