"""Values as they may be written in a folder: ids, words, numbers, dates. Each raises `Wrong` for anything else."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from scoreboard.exchange.problems import Wrong, shown
from scoreboard.rules.scores import read_score
from scoreboard.spelling import Fault, name_fault, spelled, text_fault

DECIMAL_PLACES = 4
SMALLEST_STEP = Decimal("0.0001")
LARGEST_NUMBER = Decimal(10) ** 12
LARGEST_COUNT = 10**9
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LONGEST_ID = 64

NUMBER = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,4})?", re.ASCII)
COUNT = re.compile(r"[0-9]{1,10}", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def word(text: str) -> str:
    """Free text on one line, as `scoreboard.spelling` lets texts be."""
    _refuse(text_fault(text), text)
    return spelled(text)


def lines(text: str) -> str:
    """Free text that may run over several lines."""
    _refuse(text_fault(text.replace("\t", " "), lines=True), text)
    return spelled(text)


def name(text: str) -> str:
    """What somebody or something is called, as `scoreboard.spelling` lets names be."""
    _refuse(name_fault(text), text)
    return spelled(text)


def names(text: str) -> tuple[str, ...]:
    """Names with semicolons between them."""
    return tuple(name(part.strip()) for part in text.split(";") if part.strip())


def filled(text: str) -> str:
    """A text in which something stands."""
    if not text:
        raise Wrong("empty")
    return text


def _refuse(fault: Fault | None, text: str) -> None:
    if fault is not None:
        raise Wrong(fault.what, value=shown(text), **fault.values)


def identifier(text: str) -> str:
    """An id: letters, digits, ``-``, ``_`` and ``.``, beginning with a letter or a digit, at most 64 long.

    Ids stand in board keys, file names, command lines and user names of SSH, so nothing that those split on.
    """
    good = (
        0 < len(text) <= LONGEST_ID
        and text[0].isalnum()
        and all(c.isalnum() or c in "-_." for c in text)
        and unicodedata.normalize("NFKC", text) == text
    )
    if not good:
        raise Wrong("id", value=shown(text))
    return text


def number(value: str | Decimal, low: Decimal, high: Decimal) -> Decimal:
    """A number from `low` to `high` with at most four decimals."""
    wrong = Wrong("number", value=shown(value), low=f"{low:f}", high=f"{high:f}")
    if isinstance(value, str):
        if not NUMBER.fullmatch(value):
            raise wrong
        value = Decimal(value)
    if not value.is_finite() or not low <= value <= high or value != value.quantize(SMALLEST_STEP):
        raise wrong
    return value


def score(text: str, maximum: Decimal) -> Decimal | None:
    """A score from 0 to `maximum` with at most four decimals; None for ``n/a``."""
    try:
        return read_score(text, maximum)
    except ValueError:
        raise Wrong("score", value=shown(text), maximum=f"{maximum:f}") from None


def count(text: str) -> int:
    """A whole number from 0 to a thousand million."""
    if not COUNT.fullmatch(text) or int(text) > LARGEST_COUNT:
        raise Wrong("whole", value=shown(text), low=0, high=LARGEST_COUNT)
    return int(text)


def day(text: str) -> date:
    """A date, written 2010-11-05, of the years 1900 to 2199."""
    try:
        written = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        written = None
    if written is None or not EARLIEST <= written <= LATEST:
        raise Wrong("date", value=shown(text))
    return written


def choice(text: str, allowed: tuple[str, ...]) -> str:
    """One of the `allowed` words."""
    if text not in allowed:
        raise Wrong("choice", value=shown(text), allowed=allowed)
    return text
