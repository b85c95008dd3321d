"""The year's sum: the parts that are added one after the other, and the order of the rows as they are."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial, reduce

from scoreboard.enums import YearState
from scoreboard.publications.kinds.annual import AnnualBoard, AnnualRow
from screens.hall.parts.hall_words import word
from screens.hall.parts.standings import amount
from screens.widgets.cells import width_of


@dataclass(frozen=True)
class SumPart:
    """What is added next: the flags of a period, the honours, or the vetoes that strike out."""

    kind: str
    heads: tuple[str, ...]
    """What stands over its column, the longest first: the first that has room is taken for all columns."""
    told: str
    period: str = ""

    def worth(self, row: AnnualRow) -> Decimal:
        """What it adds to a unit's sum."""
        if self.kind == "flags":
            return Decimal(row.flags.get(self.period) or 0)
        return amount(row.honours) if self.kind == "honours" else Decimal(0)


def parts(board: AnnualBoard | None, lang: str) -> list[SumPart]:
    """The parts of the sum in their order; a period that was not contested, honours and vetoes only if there are."""
    if board is None:
        return []
    rows = board.rows
    periods = [period for period in board.periods if period.state != YearState.NOT_CONTESTED]
    names = [period.called(lang) for period in periods]
    heads = zip(names, *_shorter(names), strict=True)
    found = [
        SumPart("flags", tuple(head), word("annual.part.flags", lang, period=period.called(lang)), period.id)
        for period, head in zip(periods, heads, strict=True)
    ]
    if any(amount(row.honours) for row in rows):
        found.append(SumPart("honours", (word("annual.honours", lang),) * HEADS, word("annual.part.honours", lang)))
    if any(row.vetoed_by for row in rows):
        found.append(SumPart("vetoes", (word("annual.vetoes", lang),) * HEADS, word("annual.part.vetoes", lang)))
    return found


HEADS = 3
"""How many heads a column can choose from: a period's name, without what all begin with, and without what they end
with."""


def _shorter(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names of periods without what all of them begin with, and also without what they end with.

    Of names in letters whole words are taken away. A name that would be nothing then leaves all as they are.
    """
    pieces = [re.findall(r"[!-~]+|[^ -~]", name) for name in names]
    shared = 0
    while len(pieces) > 1 and all(len(one) > shared and one[shared] == pieces[0][shared] for one in pieces):
        shared += 1
    begun = [one[shared:] for one in pieces]
    ended = 0
    while len(pieces) > 1 and all(len(one) > ended and one[-1 - ended] == begun[0][-1 - ended] for one in begun):
        ended += 1
    bare = [one[: len(one) - ended] for one in begun]
    return _joined(begun, names), _joined(bare, names)


def _joined(pieces: Sequence[Sequence[str]], whole: Sequence[str]) -> list[str]:
    """The pieces of each name in one; words in letters stand apart."""
    return [reduce(_beside, one) for one in pieces] if all(pieces) else list(whole)


def _beside(text: str, piece: str) -> str:
    return f"{text} {piece}" if text[-1].isascii() and piece.isascii() else f"{text}{piece}"


def heads_that_fit(every: Sequence[SumPart], fits: Callable[[Sequence[str]], bool]) -> list[str]:
    """What stands over the columns: their longest heads that all fit, else the shortest."""
    levels = [[part.heads[level] for part in every] for level in range(HEADS)]
    return next((heads for heads in levels if fits(heads)), levels[-1])


def heads_beside(every: Sequence[SumPart], rooms: Sequence[int]) -> list[str]:
    """The longest heads with which all columns have the first of these rooms that some heads fit; else the shortest."""

    def fits(heads: Sequence[str], room: int) -> bool:
        return sum(max(3, width_of(head)) + 2 for head in heads) <= room

    every_heads = [heads_that_fit(every, partial(fits, room=room)) for room in rooms]
    fitting = (heads for heads, room in zip(every_heads, rooms, strict=True) if fits(heads, room))
    return next(fitting, every_heads[-1])


def order(rows: Sequence[AnnualRow], added: Sequence[SumPart], done: bool) -> list[AnnualRow]:
    """The rows by the sums so far; with the vetoes added, whoever is vetoed comes last; at the end as they are.

    Equal sums stand in the order of their ids, so that the final order does not show before its time.
    """
    if done:
        return list(rows)
    struck = any(part.kind == "vetoes" for part in added)
    sums = {id(row): sum_of(row, added) for row in rows}
    return sorted(rows, key=lambda row: (struck and bool(row.vetoed_by), -sums[id(row)], row.unit))


def sum_of(row: AnnualRow, added: Sequence[SumPart]) -> Decimal:
    """What the parts that are added make of a unit."""
    return sum((part.worth(row) for part in added), Decimal(0))
