"""Rows that say themselves which period they are of, in a column beside the scores, as 季度 is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scoreboard.exchange.workbooks.columns import SheetColumn, SheetWords
from scoreboard.exchange.workbooks.headings import ColumnRole, bare
from scoreboard.exchange.workbooks.layout import SheetLayout
from scoreboard.exchange.workbooks.period_words import years_in
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.name_search import folded

_HEADINGS = frozenset(
    (
        *(
            "季度",
            "考核季度",
            "所属季度",
            "季",
            "考核期",
            "考核周期",
            "期次",
            "期别",
            "期间",
            "时期",
            "quarter",
            "period",
        ),
        *("月份", "考核月份", "月度", "月", "年度", "考核年度", "年份", "年", "month", "year", "term"),
    )
)
_THIS = frozenset(("本季度", "本季", "本期", "当期", "本月", "当月", "本年", "本年度", "当年"))
_ANOTHER = frozenset(
    (
        "上季度",
        "上季",
        "上一季度",
        "上期",
        "上一期",
        "上月",
        "上个月",
        "去年",
        "上年",
        "上年度",
        "上一年",
        "往年",
        "往期",
    )
)
_UNITS = ("季度", "月份", "年度")
_SHORT = 3
"""Characters of a figure that says no more than which quarter or month of its column: 2, 三, 第二."""


@dataclass(frozen=True)
class PeriodRows:
    """What the rows of a sheet say of their periods, each with the column and the words that say so."""

    another: dict[int, tuple[int, str]] = field(default_factory=dict)
    """The rows of other periods."""
    unclear: dict[int, tuple[int, str]] = field(default_factory=dict)
    """Rows of which nobody can say, though others of the column name their periods; of one that says nothing, since
    nothing stands above it either, only where another period is named."""
    this: bool = False
    """Whether any row is said to be of the contested period."""


def period_rows(sheet: RawSheet, layout: SheetLayout, known: SheetWords) -> PeriodRows:
    """Which rows are of other periods, by any column whose heading or whose every cell is about periods."""
    rows = [row for row in range(layout.first, len(sheet.rows)) if sheet.spread(row, layout.unit.number)]
    found = PeriodRows({}, {})
    said_this: set[int] = set()
    for column in layout.of_role(ColumnRole.IGNORED):
        headed = bare(column.own_word) in _HEADINGS
        said = list(_said(sheet, column, rows, known, headed=headed))
        named = [this for _row, _text, this in said if this is not None]
        if not named or not (headed or len(named) == len(rows)):
            continue
        for row, text, this in said:
            if this is False:
                found.another.setdefault(row, (column.number, text))
            elif this:
                said_this.add(row)
            elif text or False in named:
                found.unclear.setdefault(row, (column.number, text))
    unclear = {row: place for row, place in found.unclear.items() if row not in found.another}
    return PeriodRows(found.another, unclear, bool(said_this - found.another.keys()))


def _said(
    sheet: RawSheet, column: SheetColumn, rows: Sequence[int], known: SheetWords, *, headed: bool
) -> Iterator[tuple[int, str, bool | None]]:
    """Each row with what it says; below a heading an empty cell says what the one above it does, as readers read it."""
    above = ""
    for row in rows:
        text = sheet.spread(row, column.number) or (above if headed else "")
        above = text
        this = _is_this(text, column.own_word, known, headed=headed) if text or headed else None
        if this is None and not headed:
            return  # without a heading that says so, every one of its cells names a period, or it is about none
        yield row, text, this


def _is_this(text: str, heading: str, known: SheetWords, *, headed: bool) -> bool | None:
    """Whether a cell names the contested period, another one, or none."""
    if known.periods.names_more(text):
        return None
    named = known.periods.nearest([text])
    if named is not None or not headed:
        return named
    plain = folded(text)
    if plain in _THIS or plain in _ANOTHER:
        return plain in _THIS
    if years_in(text) & set(known.periods.years):
        return True
    if len(plain) > _SHORT:
        return None
    unit = next((word for word in _UNITS if word[0] in heading), "")
    return known.periods.nearest([f"{plain}{unit}" if unit else f"{heading} {plain}"])
