"""Headers of several rows: a heading, merged or not, reaches over those below it, as an area over 得分 and 名次."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scoreboard.exchange.workbooks.columns import SheetColumn, SheetWords
from scoreboard.exchange.workbooks.headings import ColumnRole, bare, role_of
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.name_search import folded
from scoreboard.rules.scores import WORDS_FOR_NOT_APPLICABLE

_LIMIT = re.compile(r"(满分|分值|权重|占比|比重|上限|max|weight)\D*[\d.]*\D*|\d+(\.\d+)?(分|points?|pts)")
"""What is told of the scores below, such as 满分40 and 40分."""
_MEASURES = (ColumnRole.SCORE, ColumnRole.RANK, ColumnRole.TOTAL)
_EXTREMES_AND_MEANS = ("平均", "均分", "最", "average", "avg", "mean", "max", "min")


@dataclass(frozen=True)
class Headings:
    """What stands over one column in each row of a header."""

    texts: tuple[str, ...]
    """From the top down; empty where nothing does."""
    begins: tuple[int, ...]
    """In which column each of them begins: its own, or one to the left."""

    @cached_property
    def last(self) -> int:
        """The row of the last heading, from 0 within the header; -1 where there is none."""
        return max((row for row, text in enumerate(self.texts) if text), default=-1)

    @property
    def word(self) -> str:
        return self.texts[self.last] if self.last >= 0 else ""

    @property
    def over(self) -> tuple[str, ...]:
        """What stands above the last one, the nearest first."""
        return tuple(text for text in reversed(self.texts[: max(self.last, 0)]) if text)

    @property
    def joined(self) -> str:
        return " ".join(text for text in self.texts if text)

    def without_titles(self, unit: "Headings", grouped: Collection[int]) -> "Headings":
        """These, without what reaches over the units, too: it is a title of all, but in rows of groups."""
        texts = tuple(
            "" if row < unit.last and row not in grouped and text and begin == other else text
            for row, (text, begin, other) in enumerate(zip(self.texts, self.begins, unit.begins, strict=True))
        )
        return replace(self, texts=texts)


def stacked(sheet: RawSheet, first: int, last: int) -> list[Headings]:
    """What stands over each column in the rows of a header."""
    rows = [list(_reaching(sheet, row, last)) for row in range(first, last + 1)]
    return [
        Headings(tuple(text for text, _ in found), tuple(begin for _, begin in found))
        for found in zip(*rows, strict=True)
    ]


def _reaching(sheet: RawSheet, row: int, last: int) -> Iterator[tuple[str, int]]:
    """The headings of a row over each column: a merged one as far as it is merged, another one while some are below."""
    over, begin = "", 0
    end: int | None = None
    for column in range(sheet.width):
        own = sheet.text(row, column)
        if own:
            merged = sheet.merged_from.get((row, column))
            over, begin, end = own, column, None if merged is None else merged.right
        elif (
            column > end
            if end is not None
            else not any(sheet.text(under, column) for under in range(row + 1, last + 1))
        ):
            over = ""
        yield over, begin


def tells(sheet: RawSheet, row: int, unit: int, known: SheetWords) -> bool:
    """Whether a row below headings is one of headings itself: words that tell what is below, and no scores."""
    if row >= len(sheet.rows) or sheet.text(row, unit):
        return False
    return is_of_words(sheet, row) and any(
        role_of(text) in _MEASURES or known.scored_area(text) is not None or _LIMIT.fullmatch(bare(text))
        for text in sheet.rows[row]
        if text
    )


def is_of_words(sheet: RawSheet, row: int) -> bool:
    """Whether no cell of a row is one that stands in a row of scores."""
    texts = [(column, text) for column in range(sheet.width) if (text := sheet.text(row, column))]
    return not any((row, column) in sheet.flaws or _is_given(text) for column, text in texts)


def _is_given(text: str) -> bool:
    """Whether a text is one that stands in a row of scores."""
    plain = folded(text)
    return plain in WORDS_FOR_NOT_APPLICABLE or (plain[:1] in "0123456789.-+" and not _LIMIT.fullmatch(plain))


def columns_under(stacks: Sequence[Headings], known: SheetWords) -> Iterator[SheetColumn]:
    """The columns of a header of several rows."""
    scored = {stack.over for stack in stacks if stack.over and role_of(stack.word) is ColumnRole.SCORE}
    sums = Counter(stack.over for stack in stacks if stack.over and _is_sum(stack.word))
    alone = Counter(stack.over for stack in stacks if stack.over)
    for number, stack in enumerate(stacks):
        if not stack.word:
            continue
        role, area = _meaning(stack, known, scored=stack.over in scored, alone=alone[stack.over] == 1)
        if role is ColumnRole.TOTAL and area is not None:
            taken = stack.over not in scored and sums[stack.over] == 1 and _is_sum(stack.word)
            role, area = (ColumnRole.AREA, area) if taken else (ColumnRole.IGNORED, None)
        yield SheetColumn(number, stack.joined, role, area, stack.word)


def of_this_period(
    columns: tuple[SheetColumn, ...], stacks: Sequence[Headings], known: SheetWords
) -> tuple[SheetColumn, ...]:
    """The columns without those under other periods, where headings say which are under this one.

    Where an area has several, one under any other heading is passed over, too.
    """
    named = {one.number: known.periods.nearest(stacks[one.number].over) for one in columns}
    here = {number for number, this in named.items() if this}
    if not here:
        return columns
    areas = Counter(one.area for one in columns if one.role is ColumnRole.AREA)
    again = max(areas.values(), default=0) > 1
    others = {
        stacks[one.number].over[-1:]
        for one in columns
        if again and one.role is ColumnRole.AREA and one.number not in here
    }
    return tuple(
        replace(one, role=ColumnRole.IGNORED, area=None)
        if named[one.number] is False or (one.number not in here and stacks[one.number].over[-1:] in others)
        else one
        for one in columns
    )


def rows_of_periods(stacks: Sequence[Headings], known: SheetWords) -> set[int]:
    """The rows of a header, from 0 within it, in which several headings name periods."""
    rows = range(len(stacks[0].texts)) if stacks else ()
    return {
        row
        for row in rows
        if len({one.begins[row] for one in stacks if one.texts[row] and known.periods.names_any(one.texts[row])}) > 1
    }


def _meaning(stack: Headings, known: SheetWords, *, scored: bool, alone: bool) -> tuple[ColumnRole, str | None]:
    """What a column holds that has headings above each other, and of which area."""
    whole = known.mapped.get(folded(stack.joined)) or known.scored_area(stack.word)
    if whole is not None:
        return ColumnRole.AREA, whole
    role = role_of(stack.word)
    area = next((found for text in stack.over if (found := known.area_of(text)) is not None), None)
    if role is ColumnRole.SCORE:
        if area is not None:
            return ColumnRole.AREA, area
        summed = any(role_of(text) is ColumnRole.TOTAL for text in stack.over)
        return (ColumnRole.TOTAL if summed else ColumnRole.IGNORED if stack.over else role), None
    if role in (ColumnRole.RANK, ColumnRole.TOTAL):
        if area is None and scored and not any(role_of(text) is ColumnRole.TOTAL for text in stack.over):
            return ColumnRole.IGNORED, None  # of something that is no area
        return role, area
    if area is not None and role is None and (alone or known.area_of(stack.joined) is not None):
        return ColumnRole.AREA, area
    return role or ColumnRole.IGNORED, None


def _is_sum(text: str) -> bool:
    return role_of(text) is ColumnRole.TOTAL and not bare(text).startswith(_EXTREMES_AND_MEANS)
