"""A piece of what the public and the hall were told of results, to be held against a seal.

A piece is a flag's row, rows of a ranking, of a table or of a star, in one revision of a board or one step of the
stage. What a seal of an earlier version does not fix is not compared.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scoreboard.desk.sealed_results import TABLE, Key, names_of, ranked, scores_shown, tabled
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.kinds.stars import StarRow
from scoreboard.store.contest import Contest
from scoreboard.wire import given

Result = dict[str, Any]


@dataclass(frozen=True)
class ToldAt:
    """Where something was told: a board's revision, or a step of the stage by its sequence."""

    board: str
    """The board's key; empty for the stage."""
    number: int


@dataclass(frozen=True)
class Piece:
    """One piece: of which result, where, and whether a version of the result says the same."""

    key: Key
    place: ToldAt
    agrees: Callable[[Result], bool]


def flag_pieces(rows: Iterable[FlagRow], place: ToldAt) -> Iterator[Piece]:
    """A piece for each row of a wall, but who held a flag when the records began: no ceremony has announced that."""
    for row in rows:
        if given(row.opening):
            continue
        yield Piece(("flag", row.area or "", row.pool or ""), place, _flag_row(row))


def _flag_row(row: FlagRow) -> Callable[[Result], bool]:
    holders = names_of(row.holders)

    def agrees(result: Result) -> bool:
        if (result["holders"], result["margin"]) != (list(holders), row.margin_exact):
            return False
        shown = result.get("shown")
        return (shown is None or shown["margin"] == row.margin) and _within(holders, result.get("names"))

    return agrees


def ranking_pieces(
    area: str, rows: Sequence[RankingRow], place: ToldAt, contest: Contest, *, whole: Collection[str] = ()
) -> Iterator[Piece]:
    """A piece for each pool of an area's ranking; of the pools in `whole` its rows are all that there are."""
    for pool in contest.flag_pools:
        own = [row for row in rows if pool in ("", row.pool)]
        if own:
            yield Piece(("flag", area, pool), place, _in_ranking(own, pool if pool in whole else None))


def shown_places(key: Key, rows: Sequence[RankingRow], place: ToldAt) -> Piece:
    """The piece of some places of a flag's ranking."""
    return Piece(key, place, _in_ranking(rows, None))


def _in_ranking(rows: Sequence[RankingRow], whole: str | None) -> Callable[[Result], bool]:
    """Whether rows are in a result's ranking; all of it, where they are the `whole` of a pool."""
    told = [ranked(row) for row in rows]

    def agrees(result: Result) -> bool:
        kept = result["ranking"]
        alike = sorted(told, key=str) == sorted(kept, key=str)  # who shares a place may come in another order
        same = alike if whole is not None else all(row in kept for row in told)
        return same and _figures(rows, result)

    return agrees


def table_piece(rows: Sequence[RankingRow], place: ToldAt) -> Piece:
    """The overall table's piece."""
    return Piece(TABLE, place, _in_table(rows))


def _in_table(rows: Sequence[RankingRow]) -> Callable[[Result], bool]:
    return lambda result: [tabled(row) for row in rows] == result["rows"] and _figures(rows, result)


def star_pieces(rows: Iterable[StarRow], place: ToldAt) -> Iterator[Piece]:
    """Winners and their results. How a nominee stands changes with the days of the notice, and is not compared."""
    for row in rows:
        yield Piece(("star", row.star, ""), place, _star_row(row))


def _star_row(row: StarRow) -> Callable[[Result], bool]:
    def agrees(result: Result) -> bool:
        kept = [one[2] for one in result["nominees"] if one[:2] == [row.unit, row.person]]
        return kept in ([], [row.rounded]) and _within(names_of([row]), result.get("names"))

    return agrees


def _figures(rows: Sequence[RankingRow], result: Result) -> bool:
    shown = result.get("shown")
    return (shown is None or _within(scores_shown(rows), shown["scores"])) and _within(
        names_of(rows), result.get("names")
    )


def _within(told: dict[str, Any], kept: dict[str, Any] | None) -> bool:
    return kept is None or all(unit not in kept or kept[unit] == words for unit, words in told.items())
