"""Which period the words above a table name: by what it is called, as a quarter, a half or a month, or by a year."""

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
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_NO_DAY = r"(?!\s*[\d一二三四五六七八九十]+\s*[日号])"
_MONTH = re.compile(
    rf"(?<![\d.个前后上下本每])(1[0-2]|0?[1-9])\s*月{_NO_DAY}"
    rf"|(?<![一二三四五六七八九十个前后上下本每])(十[一二]?|[一二三四五六七八九])月{_NO_DAY}"
    rf"|(?<![a-z])({'|'.join(set(_MONTHS) - {'may'})}|may(?=\s*(?:\d{{4}}|[^\sa-z\d]|$))"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?=\.|\s|$))(?![a-z])(?!\s+\d{1,2}(?!\d))"
)
_HALF = re.compile(r"(上|下)半年|(first|second|1st|2nd)\s+half|(?<![a-z0-9])h([12])(?![a-z0-9])")
_FIRST_HALF = ("上", "first", "1st", "1")
_YEAR_OF_MONTH = re.compile(r"(?<!\d)((?:19|20|21)\d\d)\s*年(?=\s*(?:\d+|[一二三四五六七八九十]+)\s*月)")
_CHINESE_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def period_word(name: str) -> str:
    """What a period is called, without its year: 2010年第一季度 and 一季度 are alike."""
    return _LEADING_YEAR.sub("", folded(name), count=1).removeprefix("第")


Part = tuple[str, int]
"""A part of a year: a quarter, a half or a month, and which one."""


@dataclass(frozen=True)
class PeriodWords:
    """What a period is called, and what the others of its series are."""

    called: Collection[str] = ()
    """As `period_word` says it."""
    others: Collection[str] = ()
    parts: Collection[Part] = ()
    """Which quarter, half or month its names say that it is."""
    years: Collection[int] = ()
    kinds: Collection[str] = ()
    """By which of these any period of the series is called."""
    meant: Collection[str] = ()
    """Folded texts that somebody has said mean this period."""

    def names_this(self, text: str) -> bool:
        return self._names(text) is True

    def names_another(self, text: str) -> bool:
        return self._names(text) is False

    def names_any(self, text: str) -> bool:
        return self._names(text) is not None

    def names_more(self, text: str) -> bool:
        """Whether a text names other parts of the year beside this one, as 第一、二季度 and Q1-Q2 do."""
        parts = self._parts(text)
        return folded(text) not in self.meant and bool(parts & set(self.parts)) and not parts <= set(self.parts)

    def nearest(self, texts: Collection[str]) -> bool | None:
        """Whether the first of some texts that names a period names this one; None where none names any."""
        return next((named for text in texts if (named := self._names(text)) is not None), None)

    def _names(self, text: str) -> bool | None:
        if folded(text) in self.meant:
            return True
        word = period_word(text)
        years, parts = years_in(text), self._parts(text)
        if "month" in self.kinds:
            years |= {int(year) for year in _YEAR_OF_MONTH.findall(_plain(text))}
        if self.years and years and not years & set(self.years):
            return False
        if word in self.called or parts & set(self.parts):
            return True
        if word in self.others or parts:
            return False
        return self._holds_a_name(text)

    def _parts(self, text: str) -> set[Part]:
        """What a text names of the parts by which periods of the series are called."""
        return {one for one in parts_in(text) if one[0] in self.kinds}

    def _holds_a_name(self, text: str) -> bool | None:
        """Whether a period's name that stands in a text, 春季评比得分, is this one's; the longest of them counts."""
        within = folded(text) if len(text) <= LONGEST else ""
        names = (name for name in (*self.called, *self.others) if not parts_in(name) and _stands_in(name, within))
        found = max(names, key=len, default=None)
        return None if found is None else found in self.called


@lru_cache(_KEPT)  # a heading is asked about for each row and column that may be of a header
def years_in(text: str) -> frozenset[int]:
    """The years that a text names as such: 2031年, 二〇三一年度, Q1 2031; no dates of days."""
    return frozenset(int(year) for found in _YEARS.findall(_plain(text)) for year in found if year)


def told_years(years: Collection[int]) -> str:
    """Years as they are told: 2031, or 2031-2032."""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}-{last}"


@lru_cache(_KEPT)
def quarters_in(text: str) -> frozenset[int]:
    """The quarters that a text names: 第二季度, 2季度, Q2, 2nd quarter."""
    found = (part for parts in _QUARTERS.findall(_plain(text)) for part in parts if part)
    return frozenset(quarter for part in found for quarter in _all_of(part))


@lru_cache(_KEPT)
def parts_in(text: str) -> frozenset[Part]:
    """The quarters, halves and months that a text names: 第二季度, 上半年, 7月份, July; no dates of days."""
    found = {("quarter", quarter) for quarter in quarters_in(text)}
    plain = _plain(text)
    for words in _HALF.findall(plain):
        found.add(("half", 1 if any(word in _FIRST_HALF for word in words if word) else 2))
    for digits, chinese, english in _MONTH.findall(plain):
        if digits:
            found.add(("month", int(digits)))
        elif chinese:
            found.add(("month", _CHINESE_MONTHS.index(chinese) + 1))
        else:
            found.add(("month", next(at for at, name in enumerate(_MONTHS, 1) if name.startswith(english[:3]))))
    return frozenset(found)


def _stands_in(name: str, within: str) -> bool:
    """Whether a folded name stands in a folded text; one of a character or two, or of figures alone, is no name."""
    if name.isascii():
        return len(name) > _SHORT_LATIN and not name.isdigit() and name in within
    return len(name) >= _SHORT_HANZI and name in within


_SHORT_LATIN, _SHORT_HANZI = 3, 2


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
