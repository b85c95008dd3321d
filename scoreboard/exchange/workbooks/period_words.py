"""Which period the words above a table name: by what it is called, as a quarter however it is spelled, or by a year."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoreboard.name_search import folded

LONGEST = 200
"""Characters of a text that may name a period; what is longer is a note."""
_KEPT = 4096
_LEADING_YEAR = re.compile(r"[(（]?\d{4}年?度?[)）]?")
_YEAR = r"(?<!\d)((?:19|20|21)\d\d)(?!\d)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}
_NUMBER = r"[一二三四1-4]"
_QUARTER = "|".join(
    (
        rf"(?<![上前下每某十\d.])第?\s*(?<!\d)({_NUMBER}(?:\s*[至到、和~—-]\s*第?{_NUMBER})*)\s*季",
        r"(?<![a-z])q\s*([1-4])(?!\d)",
        r"(?<![\d.])([1-4])(?:st|nd|rd|th)\s+quarter",
        r"(first|second|third|fourth)\s+quarter",
        r"quarter\s+([1-4])(?!\d)",
    )
)
_QUARTERS = re.compile(_QUARTER)
_YEARS = re.compile(
    rf"{_YEAR}\s*[-—~至/]\s*{_YEAR}\s*年|^\s*{_YEAR}\s*$|{_YEAR}\s*年(?!\s*\d+\s*月)|{_YEAR}\s*[-/]?\s*(?=q\s*[1-4]|[1-4](?:st|nd|rd|th)|quarter)"
    rf"|(?:q\s*[1-4]|quarter(?:\s+[1-4])?)\s*[-/,]?\s*(?:of\s+)?{_YEAR}"
)
_CHINESE_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def period_word(name: str) -> str:
    """What a period is called, without its year: 2010年第一季度 and 一季度 are alike."""
    return _LEADING_YEAR.sub("", folded(name), count=1).removeprefix("第")


@dataclass(frozen=True)
class PeriodWords:
    """What a period is called, and what the others of its series are."""

    called: Collection[str] = ()
    """As `period_word` says it."""
    others: Collection[str] = ()
    quarters: Collection[int] = ()
    """Which quarter its names say that it is."""
    years: Collection[int] = ()
    by_quarter: bool = False
    """Whether any period of the series is called a quarter."""
    meant: Collection[str] = ()
    """Folded texts that somebody has said mean this period."""

    def names_this(self, text: str) -> bool:
        return self._names(text) is True

    def names_another(self, text: str) -> bool:
        return self._names(text) is False

    def names_any(self, text: str) -> bool:
        return self._names(text) is not None

    def nearest(self, texts: Collection[str]) -> bool | None:
        """Whether the first of some texts that names a period names this one; None where none names any."""
        return next((named for text in texts if (named := self._names(text)) is not None), None)

    def _names(self, text: str) -> bool | None:
        if folded(text) in self.meant:
            return True
        word = period_word(text)
        years, quarters = years_in(text), quarters_in(text)
        if self.years and years and not years & set(self.years):
            return False
        if word in self.called or quarters & set(self.quarters):
            return True
        return False if word in self.others or (quarters and self.by_quarter) else None


@lru_cache(_KEPT)  # a heading is asked about for each row and column that may be of a header
def years_in(text: str) -> frozenset[int]:
    """The years that a text names as such: 2031年, 二〇三一年度, Q1 2031; no dates of days."""
    return frozenset(int(year) for found in _YEARS.findall(_plain(text)) for year in found if year)


@lru_cache(_KEPT)
def quarters_in(text: str) -> frozenset[int]:
    """The quarters that a text names: 第二季度, 2季度, Q2, 2nd quarter."""
    found = (part for parts in _QUARTERS.findall(_plain(text)) for part in parts if part)
    return frozenset(quarter for part in found for quarter in _all_of(part))


def _plain(text: str) -> str:
    """A text in plain forms, its white space kept: it parts figures. Nothing of one that is too long."""
    if len(text) > LONGEST:
        return ""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _CHINESE_YEAR.sub(lambda year: year.group().translate(_DIGITS), plain)


def _all_of(part: str) -> Iterator[int]:
    """Every quarter of one that is named, or of 一至三 all from the first to the last."""
    figures = [part] if part in _ORDINALS else re.findall(_NUMBER, part)
    numbers = [_ORDINALS.get(figure) or int(figure) for figure in figures]
    yield from range(min(numbers), max(numbers) + 1)
