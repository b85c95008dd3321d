"""Values as they may be written in a folder: ids, words, numbers, dates. Each raises `Wrong` for anything else."""

import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scoreboard.exchange.problems import Wrong, shown
from scoreboard.rules.scores import NoScore, read_score
from scoreboard.rules.workdays import has_calendar
from scoreboard.settings import offsets_of
from scoreboard.spelling import BOARD_NAMES, Fault, name_fault, spelled, text_fault

DECIMAL_PLACES = 4
SMALLEST_STEP = Decimal("0.0001")
LARGEST_NUMBER = Decimal(10) ** 12
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}", re.ASCII)
LARGEST_COUNT = 10**9
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LONGEST_ID = 64
USUAL_CALENDAR = "CN"

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


def board_id(text: str) -> str:
    """The id of something that has a board of its own, by which viewers over SSH ask for it."""
    if identifier(text).casefold() in BOARD_NAMES:
        raise Wrong("board_id", value=shown(text), allowed=BOARD_NAMES)
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
        return read_score(text, maximum, comma_separates=True)
    except NoScore:
        raise Wrong("score", value=shown(text), maximum=f"{maximum:f}") from None


def count(text: str) -> int:
    """A whole number from 0 to a thousand million."""
    if not COUNT.fullmatch(text) or int(text) > LARGEST_COUNT:
        raise Wrong("whole", value=shown(text), low=0, high=LARGEST_COUNT)
    return int(text)


def exact(value: object) -> Decimal:
    """A number of a TOML file."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Wrong("type_number")
    return Decimal(value)


def flag(value: object) -> bool:
    """True or false, as TOML has them."""
    if not isinstance(value, bool):
        raise Wrong("type_flag")
    return value


def whole(value: object, low: int, high: int) -> int:
    """A whole number of a TOML file, from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Wrong("whole", value=shown(value), low=low, high=high)
    return value


def day(value: object) -> date:
    """A date, written 2010-11-05 or as TOML has them, of the years 1900 to 2199."""
    try:
        if isinstance(value, str):
            text = value.strip()
            written = date.fromisoformat(text) if DAY.fullmatch(text) else None
        else:
            written = value if isinstance(value, date) and not isinstance(value, datetime) else None
    except ValueError:
        written = None
    if written is None:
        raise Wrong("date", value=shown(value.strip() if isinstance(value, str) else value))
    if not EARLIEST <= written <= LATEST:
        raise Wrong("other_year", value=written.isoformat(), low=EARLIEST.year, high=LATEST.year)
    return written


def moment(value: object) -> datetime:
    """A date with a time, as TOML has them, of the years 1901 to 2198; with or without an offset."""
    if not isinstance(value, datetime):
        raise Wrong("moment", value=shown(value))
    if not EARLIEST.year < value.year < LATEST.year:
        raise Wrong("other_year", value=shown(value), low=EARLIEST.year + 1, high=LATEST.year - 1)
    return value


def moment_in(zone: ZoneInfo, written: datetime) -> datetime:
    """A moment as UTC; without an offset it is meant in `zone`."""
    if written.tzinfo:
        return written.astimezone(UTC)
    offsets = offsets_of(written, zone)
    if not offsets:
        raise Wrong("moment_skipped", value=shown(written), zone=zone.key)
    if len(offsets) > 1:
        raise Wrong("moment_twice", value=shown(written), zone=zone.key, first=offsets[0], second=offsets[1])
    return written.replace(tzinfo=zone).astimezone(UTC)


def time_zone(text: str) -> str:
    """A time zone by its name."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Wrong("timezone", value=shown(text)) from None
    return text


def two_colours(written: tuple[str, ...]) -> tuple[str, ...]:
    """The colour of flags and that of what is honoured, each as `#RRGGBB`; none for the usual ones."""
    if written and not (len(written) == 2 and all(_COLOUR.fullmatch(one) for one in written)):
        raise Wrong("colours", value=shown(", ".join(written)))
    return tuple(one.upper() for one in written)


def calendar(value: object) -> str:
    """A country whose holidays count, by its two letters."""
    if not (isinstance(value, str) and len(value) == 2 and value.isascii() and value.isupper()):
        raise Wrong("calendar", value=shown(value))
    if value != USUAL_CALENDAR and not has_calendar(value):
        raise Wrong("calendar_unknown", value=value)
    return value


def trimmed(value: object) -> str:
    """A text of a TOML file without white space around it."""
    if not isinstance(value, str):
        raise Wrong("type_text")
    return value.strip()


def choice(text: str, allowed: tuple[str, ...]) -> str:
    """One of the `allowed` words."""
    if text not in allowed:
        raise Wrong("choice", value=shown(text), allowed=allowed)
    return text
