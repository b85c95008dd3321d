"""What boards say, value by value: what a deed has changed on them is found here without the program's own help."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from scoreboard.desk.foreseeing import Foreseen
from scoreboard.publications.inside import inside_flags, inside_ranking
from scoreboard.publications.kinds import annual
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.wire import to_json

Fact = tuple[Any, ...]
"""Board, series, period, area, unit, pool, of what, and what is said of that."""
Facts = Mapping[Fact, Any]
Board = Mapping[str, Any]
UNTOLD = ("vetoes", "units", "seal")
"""What is told in sections of their own, and stands on no board that has rows."""


def public_facts(store: Store, settings: Settings) -> Facts:
    """All that is public."""
    found: dict[Fact, Any] = {}
    with closing(PublicReader(store.paths.public, now=lambda: settings.moment("UTC"))) as reader:
        for key in list(reader.keys()):
            board = reader.board(key)
            if board is not None:
                found.update(facts_of(key, board.revision, to_json(board.words)))
    return found


def inside_facts(session: Session, series: str, periods: Mapping[str, bool], now: datetime) -> Facts:
    """What staff may know of periods, and of the year; of those that are sealed (True) the rankings, too."""
    found: dict[Fact, Any] = {}
    for period, sealed in periods.items():
        contest = contest_of(session, series, period)
        found.update(facts_of(f"flags/{series}/{period}", 0, to_json(inside_flags(session, contest, now))))
        for area in (*(one.id for one in contest.areas), None) if sealed else ():
            key = "/".join(filter(None, ("ranking", series, period, area)))
            found.update(facts_of(key, 0, to_json(inside_ranking(session, contest, area, now))))
    year = annual.inside(session, now)
    assert year is not None
    found.update(facts_of("annual", 0, to_json(year)))
    return found


def facts_of(key: str, revision: int, board: Board) -> Iterator[tuple[Fact, Any]]:
    """What a board says, value by value."""
    name, *rest = key.split("/")
    if name == "bulletin":
        yield (name, *rest, None, None, None, None, "edition"), revision
    elif name in READ:
        series = board["series"]
        about = (name, series, *(rest[1:] if len(rest) > 1 else [None]))
        yield from (((*(*about, None)[:4], *of), value) for of, value in READ[name](board))


def _ranking(board: Board) -> Iterator[tuple[Fact, Any]]:
    for row in board["rows"]:
        about = (row["unit"], row["pool"] if board["ranking"] == "by-pool" else None, None)
        for what, column in (("score", "score_exact"), ("rank", "rank"), ("status", "status")):
            yield (*about, what), row[column]
        if board["area"] is None:
            yield (*about, "flags"), row["flags"]


def _flags(board: Board) -> Iterator[tuple[Fact, Any]]:
    for row in board["rows"]:
        of = (row["pool"], row["area"])
        yield (None, *of, "outcome"), row["outcome"]
        yield (None, *of, "holders"), _ids(row["holders"])
        yield (None, *of, "previous"), _ids(row["previous"])
        yield (None, *of, "margin"), row["margin_exact"]
        yield (None, *of, "leading"), _ids(row.get("overtaken_by", []))
        for unit, count in row["defences"].items():
            yield (unit, *of, "defences"), count


def _annual(board: Board) -> Iterator[tuple[Fact, Any]]:
    for row in board["rows"]:
        for period, count in row["flags"].items():
            yield (row["unit"], None, period, "flags"), count
        for what, column in (("flags", "flags_total"), ("vetoes", "vetoed_by")):
            yield (row["unit"], None, None, what), row[column]
        for what in ("rank", "honours", "total", "status", "clinched", "eliminated"):
            yield (row["unit"], None, None, what), row[what]
    for item in board["honour_items"]:
        yield (item["unit"], None, item["title"], "honour"), item["state"]


def _values(*names: str) -> Callable[[Board], Iterator[tuple[Fact, Any]]]:
    def read(board: Board) -> Iterator[tuple[Fact, Any]]:
        for row in board["rows"]:
            for what in names:
                yield (row["unit"], None, None, what), row[what]

    return read


READ: Mapping[str, Callable[[Board], Iterator[tuple[Fact, Any]]]] = {
    "ranking": _ranking,
    "flags": _flags,
    "annual": _annual,
    "range": _values("best", "worst"),
    "captures": _values("captures", "rank"),
}


def _ids(units: list[Mapping[str, Any]]) -> list[str]:
    return [unit["unit"] for unit in units]


def differences(before: Facts, after: Facts) -> set[Fact]:
    """What is not as it was, with both values."""
    pairs = ((fact, before.get(fact), after.get(fact)) for fact in {*before, *after})
    found = (_written(fact, was, becomes) for fact, was, becomes in pairs)
    return {one for one in found if one[-2] != one[-1]}


def foreseen_facts(foreseen: Foreseen, *, sealed: bool) -> set[Fact]:
    """What was foreseen, in the same form; of what is public, or of what is not."""
    assert not any(section.more for section in foreseen.sections)
    return {
        _written((*section.about, one.unit, one.pool, one.of, str(one.what)), one.before, one.after)
        for section in foreseen.sections
        if section.sealed is sealed and section.board not in UNTOLD
        for one in section.differences
    }


def _written(fact: Fact, *values: Any) -> Fact:
    what = fact[-1]
    if what == "margin":
        values = tuple(None if one is None else f"{Decimal(one).normalize():f}" for one in values)
    if what in ("holders", "previous", "leading"):
        values = tuple(one or [] for one in values)
    if what == "defences":
        values = tuple(one or 0 for one in values)
    return (*fact, *(json.dumps(one) for one in values))
