"""The year's sum, 9+1-1: the parts that are added one after the other, and the order of the rows as they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.enums import YearState
from scoreboard.publications.kinds.annual import AnnualBoard, AnnualRow
from screens.hall.parts.standings import amount
from screens.hall.parts.words import word


@dataclass(frozen=True)
class SumPart:
    """What is added next: the flags of a period, the honours, or the vetoes that strike out."""

    kind: str
    head: str
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
    rows, found = board.rows, []
    for period in board.periods:
        if period.state == YearState.NOT_CONTESTED:
            continue
        short = re.search(r"[A-Za-z]*\d+$", period.id)
        head = short.group() if short else period.id
        found.append(SumPart("flags", head, word("annual.part.flags", lang, period=period.called(lang)), period.id))
    if any(amount(row.honours) for row in rows):
        found.append(SumPart("honours", word("annual.honours", lang), word("annual.part.honours", lang)))
    if any(row.vetoed_by for row in rows):
        found.append(SumPart("vetoes", word("annual.vetoes", lang), word("annual.part.vetoes", lang)))
    return found


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
