"""The year's sum, 9+1-1: the parts that are added one after the other, and the order of the rows as they are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoreboard.publications.names import name_in
from screens.hall.parts.standings import Row, amount
from screens.hall.parts.words import word


@dataclass(frozen=True)
class Part:
    """What is added next: the flags of a period, the honours, or the vetoes that strike out."""

    kind: str
    head: str
    told: str
    period: str = ""

    def worth(self, row: Row) -> Decimal:
        """What it adds to a unit's sum."""
        if self.kind == "flags":
            return amount((row.get("flags") or {}).get(self.period))
        return amount(row.get("honours")) if self.kind == "honours" else Decimal(0)


def parts(board: Mapping[str, Any], lang: str) -> list[Part]:
    """The parts of the sum in their order; a period that was not contested, honours and vetoes only if there are."""
    rows = list(board.get("rows") or [])
    named = {str(period["id"]): period for period in board.get("periods") or []}
    ids = list(named) or list(rows[0].get("flags") or {} if rows else {})
    found = []
    for period in ids:
        if named.get(period, {}).get("state") == "none":
            continue
        name = name_in(named.get(period, {}), lang) or period
        short = re.search(r"[A-Za-z]*\d+$", period)
        head = short.group() if short else period
        found.append(Part("flags", head, word("annual.part.flags", lang, period=name), period))
    if any(amount(row.get("honours")) for row in rows):
        found.append(Part("honours", word("annual.honours", lang), word("annual.part.honours", lang)))
    if any(row.get("vetoed_by") for row in rows):
        found.append(Part("vetoes", word("annual.vetoes", lang), word("annual.part.vetoes", lang)))
    return found


def order(rows: Sequence[Row], added: Sequence[Part], done: bool) -> list[Row]:
    """The rows by the sums so far; with the vetoes added, whoever is vetoed comes last; at the end as they are.

    Equal sums stand in the order of their ids, so that the final order does not show before its time.
    """
    if done:
        return list(rows)
    struck = any(part.kind == "vetoes" for part in added)
    sums = {id(row): sum_of(row, added) for row in rows}
    return sorted(rows, key=lambda row: (struck and bool(row.get("vetoed_by")), -sums[id(row)], str(row.get("unit"))))


def sum_of(row: Row, added: Sequence[Part]) -> Decimal:
    """What the parts that are added make of a unit."""
    return sum((part.worth(row) for part in added), Decimal(0))
