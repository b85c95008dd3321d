"""With how many digits scores are told where rounding would hide what sets them apart, or what a margin is."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.wire import given


def beside_margin(rows: Iterable[RankingRow], flag: FlagRow | None) -> list[RankingRow]:
    """Rows of one ranking beside the margin of its flag: where that is told unrounded, so are the two scores between
    which it lies."""
    rows = list(rows)
    first = next((Decimal(row.score_exact) for row in rows if row.rank == 1 and row.score_exact), None)
    margin = None if flag is None else given(flag.margin_told)
    if margin is None or first is None:
        return rows
    ends = (first, first - Decimal(margin))
    return [
        replace(row, score=row.score_exact) if row.score_exact and Decimal(row.score_exact) in ends else row
        for row in rows
    ]


def with_digits(rows: Iterable[RankingRow], flag: FlagRow | None = None) -> list[RankingRow]:
    """Rows of one ranking whose scores are told with the digits that set their places apart, and with those that the
    margin of its flag needs."""
    rows = beside_margin(rows, flag)
    shown: dict[str | None, set[int | None]] = {}
    for row in rows:
        shown.setdefault(row.score, set()).add(row.rank)
    return [
        replace(row, score=row.score_exact or row.score) if row.score is not None and len(shown[row.score]) > 1 else row
        for row in rows
    ]
