"""What has become different on the public boards since a change, from public facts alone.

Each board that was touched since then is asked for as it was and as it is, so that what this costs follows what was
touched.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from scoreboard.enums import Ranking, Status
from scoreboard.facts import OVERALL, FactKind
from scoreboard.publications.asking import ask_touched
from scoreboard.publications.comparing_year import captures_differ, range_differs, year_differs
from scoreboard.publications.differences import (
    Difference,
    Placed,
    Section,
    What,
    both_sides,
    flag_differs,
    places_differ,
)
from scoreboard.publications.kind import Key
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.rankings import groups_of
from scoreboard.rules.ranking import Standing
from scoreboard.store.public.facts import Document, Facts, Touched
from scoreboard.wire import given, to_json


def public_sections(facts: Facts, since: int, now: datetime) -> list[Section]:
    """What is different on each public board since a change, both sides asked at one moment."""
    facts.moment = now
    found: list[Section] = [_vetoes(facts, since)]
    for key in facts.touched_since(since):
        compare = _COMPARED.get(key.partition("/")[0], _rows)
        found.append(compare(facts, key, since))
    return [section for section in found if section.differences]


def _ranking(facts: Facts, key: str, since: int) -> Section:
    _, series, period, *rest = key.split("/")
    contest = facts.document(FactKind.CONTEST, f"{series}/{period}") or {}
    by_pool = contest.get("ranking") == Ranking.BY_POOL
    found = places_differ(_places(facts, key, since), _places(facts, key), contest.get("decimals", 2), by_pool=by_pool)
    area = rest[0] if rest else None
    return Section(board="ranking", series=series, period=period, area=area, differences=tuple(found))


def _places(facts: Facts, key: str, upto: int | None = None) -> Mapping[str, Placed]:
    """Where each unit stands in a ranking, by its id, in the order of the board."""
    board = facts.touched(key, upto)
    if board is None:
        return {}
    table = key.count("/") == 2
    if facts.print_of(board) is not None:
        return _printed(facts, board, table=table)
    last = facts.touched(key)
    newest = last is not None and last.change == board.change
    listed = [one for _, group in groups_of(facts, board, newest=newest) for one in group.window(0, None)]
    ids = facts.unit_ids(one.unit for one in listed)
    return {ids[one.unit]: placed(one.standing, one.pool, one.flags if table else None) for one in listed}


def placed(standing: Standing, pool: str, flags: int | None) -> Placed:
    """A standing as it is compared."""
    return Placed(pool, standing.rank, standing.score, standing.status, flags)


def _printed(facts: Facts, board: Touched, *, table: bool) -> Mapping[str, Placed]:
    """The same of a ranking that an older program has printed."""
    found = ask_touched(facts, board)
    rows = () if found is None else found.words.rows
    return {
        row.unit: Placed(
            row.pool,
            row.rank,
            None if row.score_exact is None else Decimal(row.score_exact),
            Status(row.status),
            given(row.flags) if table else None,
        )
        for row in rows
    }


def _flags(facts: Facts, key: str, since: int) -> Section:
    _, series, period = key.split("/")
    found: list[Difference] = []
    decimals = (facts.document(FactKind.CONTEST, f"{series}/{period}") or {}).get("decimals", 2)
    for kind in (FactKind.FLAG, FactKind.OVERALL_FLAG):
        prefix = f"{series}/{period}/"
        before, after = facts.documents(kind, prefix, since), facts.documents(kind, prefix)
        for flag in sorted(both_sides(before, after)):
            area, pool = flag_of(kind, flag)
            found += in_area(area, flag_differs(before.get(flag), after.get(flag), pool, decimals))
    return Section(board="flags", series=series, period=period, differences=tuple(found))


def flag_of(kind: FactKind, key: str) -> tuple[str, str]:
    """The area and the pool of the fact of a term; no area for the flag of the overall table."""
    _series, _period, *rest = key.split("/")
    return (OVERALL, rest[0]) if kind is FactKind.OVERALL_FLAG else (rest[0], rest[1])


def in_area(area: str, found: Iterable[Difference]) -> Iterator[Difference]:
    """Differences of a flag, which its area names; that of the overall table has none."""
    for one in found:
        yield replace(one, of=area or None)


def _year(facts: Facts, key: str, since: int) -> Section:
    before, after = _both(facts, key, since)
    series = None if after is None else after.series
    return Section(board="annual", series=series, differences=tuple(year_differs(before, after)))


def _range(facts: Facts, key: str, since: int) -> Section:
    before, after = _both(facts, key, since)
    return Section(board="range", series=key.partition("/")[2], differences=tuple(range_differs(before, after)))


def _captures(facts: Facts, key: str, since: int) -> Section:
    before, after = _both(facts, key, since)
    return Section(board="captures", series=key.partition("/")[2], differences=tuple(captures_differ(before, after)))


def _both(facts: Facts, key: str, since: int) -> tuple[Any, Any]:
    """What a board said at a change, and what it says now; None where it is not public."""
    old, new = facts.touched(key, since), facts.touched(key)
    before = None if old is None else ask_touched(facts, old, newest=False)
    after = None if new is None else ask_touched(facts, new)
    return before and before.words, after and after.words


def _bulletin(facts: Facts, key: str, since: int) -> Section:
    _, series, period = key.split("/")
    before, after = (None if one is None else one.revision for one in (facts.touched(key, since), facts.touched(key)))
    edition = Difference(what=What.EDITION, before=before, after=after)
    return Section(board="bulletin", series=series, period=period, differences=(edition,))


def _seal(facts: Facts, key: str, since: int) -> Section:
    before, after = _both(facts, key, since)
    counts = tuple(None if one is None else len(one.rows) for one in (before, after))
    found = Difference(what=What.AMENDMENTS, of=key.partition("/")[2], before=counts[0], after=counts[1])
    series, period = (after.series, after.period) if after else (None, None)
    differ = (found,) if counts[0] != counts[1] else ()
    return Section(board="seal", series=series, period=period, differences=differ)


def _units(facts: Facts, _key: str, since: int) -> Section:
    """The days on which units end."""
    keys = facts.keys_told(FactKind.UNIT, since)
    before, after = (facts.documents_of(FactKind.UNIT, keys, upto) for upto in (since, None))
    found = [
        Difference(what=What.LAST_DAY, unit=unit, before=_last(before.get(unit)), after=_last(after.get(unit)))
        for unit in keys
        if _last(before.get(unit)) != _last(after.get(unit))
    ]
    return Section(board="units", differences=tuple(found))


def _last(unit: Document | None) -> str | None:
    last: str | None = (unit or {}).get("last")
    return last


def _vetoes(facts: Facts, since: int) -> Section:
    """Whose vetoes are others; of a period, or of the year."""
    keys = facts.keys_told(FactKind.VETO, since)
    before, after = (facts.documents_of(FactKind.VETO, keys, upto) for upto in (since, None))
    found = vetoes_differ(_items(before), _items(after))
    return Section(board="vetoes", differences=tuple(found))


def _items(documents: Mapping[str, Document]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The items of vetoes, by period (empty for the year) and unit."""
    split = ((key.partition("/"), words) for key, words in documents.items())
    return {(period, unit): tuple(one["veto"] for one in words["items"]) for (period, _, unit), words in split}


def vetoes_differ(
    before: Mapping[tuple[str, str], tuple[str, ...]], after: Mapping[tuple[str, str], tuple[str, ...]]
) -> Iterator[Difference]:
    """Whose vetoes are others, by period (empty for the year) and unit."""
    for period, unit in both_sides(before, after):
        was, becomes = before.get((period, unit), ()), after.get((period, unit), ())
        yield Difference(what=What.VETOES, unit=unit, of=period or None, before=was, after=becomes)


def _rows(facts: Facts, key: str, since: int) -> Section:
    """Of any other board: how many of its rows say something else."""
    before, after = _both(facts, key, since)
    old, new = (() if one is None else to_json(one)["rows"] for one in (before, after))
    count = sum(one not in old for one in new) + max(0, len(old) - len(new))
    name, _, of = key.partition("/")
    series = of if kind_of(name).key is Key.SERIES else None
    found = (Difference(what=What.ROWS, of=None if series else of or None, before=None, after=count),) if count else ()
    return Section(board=name, series=series, differences=found)


_COMPARED: Mapping[str, Callable[[Facts, str, int], Section]] = {
    "ranking": _ranking,
    "flags": _flags,
    "annual": _year,
    "range": _range,
    "captures": _captures,
    "bulletin": _bulletin,
    "seal": _seal,
    "competition": _units,
}
