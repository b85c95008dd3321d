"""The question of a ranking: one area's, or the overall table of a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoreboard.enums import Ranking
from scoreboard.facts import FactKind
from scoreboard.publications.listed import Listed, ListedGroup
from scoreboard.publications.listing import IndexedGroup
from scoreboard.publications.questions import Payload, Question
from scoreboard.publications.ranked_anew import ranked_group
from scoreboard.publications.words import area_words, envelope, name_on
from scoreboard.rules.overall import Overall
from scoreboard.rules.overall import hides_order as hides_order_overall
from scoreboard.rules.ranking import Standing, displayed, exact, hides_order
from scoreboard.store.public.contests import contest_boards, ranking_key
from scoreboard.store.public.facts import Facts, Touched
from scoreboard.store.public.places import ContestBoards


def ask_ranking(question: Question) -> tuple[Payload, int]:
    """The rows of a ranking that are wanted, with its words, and how many rows it has."""
    series, period, area = _about(question.board)
    window = question.window
    groups = [
        group
        for pool, group in groups_of(question.facts, question.board, newest=question.newest)
        if window.pool in (None, pool)
    ]
    listed, total = _window(groups, window.offset, window.limit)
    of_area: Payload = {"area": None}
    if area is not None:
        of_area = area_words(area, question.document(FactKind.AREA, f"{series}/{area}"))
    decimals = question.document(FactKind.CONTEST, f"{series}/{period}")["decimals"]
    unrounded = _unrounded(listed, decimals, overall=area is None)
    rows = _rows(question, listed)
    return envelope(question, "ranking", series, period, **of_area, unrounded=unrounded, rows=rows), total


def ask_rows(question: Question, units: Sequence[str]) -> dict[str, Payload]:
    """The rows of these units in a ranking, by unit; of those that it lists."""
    printed = question.facts.print_of(question.board)
    if printed is not None:
        wanted = set(units)
        return {row["unit"]: row for row in printed["rows"] if row["unit"] in wanted}
    numbers = list(question.facts.unit_numbers(units).values())
    listed: dict[int, Listed] = {}
    for _pool, group in groups_of(question.facts, question.board, newest=question.newest):
        listed.update(group.listed_of(numbers))
    return {row["unit"]: row for row in _rows(question, list(listed.values()))}


def _about(board: Touched) -> tuple[str, str, str | None]:
    """The series, the period and the area of a ranking; no area for the overall table."""
    _ranking, series, period, *rest = board.key.split("/")
    return series, period, rest[0] if rest else None


def _rows(question: Question, listed: Sequence[Listed]) -> list[Payload]:
    """Units in their places as the rows of a ranking."""
    series, period, area = _about(question.board)
    contest = question.document(FactKind.CONTEST, f"{series}/{period}")
    ids = question.facts.unit_ids(one.unit for one in listed)
    day = question.naming_day(question.document(FactKind.PERIOD, period))
    units = question.facts.documents_of(FactKind.UNIT, ids.values(), question.upto)
    before = ranks_before(question.facts, series, period, area, [one.unit for one in listed], question.upto)
    corrected = {} if area is None else question.documents(FactKind.CORRECTION, f"{series}/{period}/{area}/")
    rows = []
    for one in listed:
        unit = ids[one.unit]
        named = {"unit": unit, **name_on(units[unit], day)}
        row = ranking_row(one.standing, named, units[unit]["pool"], contest["decimals"], before.get(one.unit))
        if area is None:
            row |= {"flags": one.flags, "scored_in": one.scored_in}
        elif (correction := corrected.get(f"{series}/{period}/{area}/{unit}")) is not None:
            row["correction"] = correction["told"]
        rows.append(row)
    return rows


def groups_of(facts: Facts, board: Touched, *, newest: bool) -> list[tuple[str, ListedGroup]]:
    """The pools that a ranking lists one after the other and their groups, as of the change that touched it."""
    series, period, area = _about(board)
    contest = contest_boards(facts, series, period, board.change)
    if contest is None:
        return []
    now = newest and not _has_moved(facts, series, board)
    upto = None if now else board.change
    pools = pools_shown(facts, contest, area, board.change)
    return [(pool, _group_of(facts, contest, area, pool, upto)) for pool in pools]


def pools_shown(facts: Facts, contest: ContestBoards, area: str | None, upto: int) -> Sequence[str]:
    """The pools whose ranking is public: all while results come in live, and in the overall table."""
    pools = [""] if not contest.by_pool else (facts.document(FactKind.SERIES, contest.series, upto) or {})["pools"]
    if area is None or not contest.closed:
        return pools
    shown = facts.documents(FactKind.SHOWN, f"{contest.series}/{contest.period}/{area}/", upto)
    return [pool for pool in pools if f"{contest.series}/{contest.period}/{area}/{pool}" in shown]


def ranking_row(standing: Standing, unit: Payload, pool: str, decimals: int, before: int | None) -> Payload:
    """One unit's place as `show ranking` prints it; `before` is its rank in the period before."""
    score, rank = standing.score, standing.rank
    return {
        "rank": rank,
        "pool": pool,
        **unit,
        "score": None if score is None else displayed(score, decimals),
        "score_exact": None if score is None else exact(score, decimals),
        "tied": standing.tied,
        "status": str(standing.status),
        "change": None if before is None or rank is None else before - rank,
    }


def ranks_before(
    facts: Facts, series: str, period: str, area: str | None, units: Sequence[int], upto: int | None
) -> Mapping[int, int | None]:
    """The public ranks of these units in the same board of the last earlier period that has it; empty for none."""
    periods = (facts.document(FactKind.SERIES, series, upto) or {}).get("periods", [])
    earlier = periods[: periods.index(period)] if period in periods else []
    for one in reversed(earlier):
        board = facts.touched(ranking_key(series, one, area), upto)
        if board is not None:
            return ranks_in(facts, board, units)
    return {}


def ranks_in(facts: Facts, board: Touched, units: Sequence[int]) -> dict[int, int | None]:
    """The ranks of these units in a ranking as of the change that touched it."""
    printed = facts.print_of(board)
    if printed is not None:
        numbers = facts.unit_numbers(row["unit"] for row in printed["rows"])
        return {numbers[row["unit"]]: row["rank"] for row in printed["rows"] if row["unit"] in numbers}
    last = facts.touched(board.key)
    ranks: dict[int, int | None] = {}
    for _pool, group in groups_of(facts, board, newest=last is not None and last.change == board.change):
        ranks.update(group.ranks_of(units))
    return ranks


@dataclass(frozen=True)
class Spot:
    """Where a unit stands in a ranking: at which place (from 0) of its pool, where that begins, how long it is."""

    pool: str
    """Empty where pools are not ranked apart."""
    place: int
    begin: int
    total: int


def spot_of(question: Question, unit: str) -> Spot | None:
    """Where a unit stands in a ranking; None where it is not listed."""
    printed = question.facts.print_of(question.board)
    if printed is not None:
        return _spot_in(printed, unit)
    number = question.facts.unit_numbers([unit]).get(unit)
    begin = 0
    if number is None:
        return None
    for pool, group in groups_of(question.facts, question.board, newest=question.newest):
        place = group.place_of(number)
        if place is not None:
            return Spot(pool, place, begin, group.total)
        begin += group.total
    return None


def _spot_in(printed: Payload, unit: str) -> Spot | None:
    """The same in a ranking that was printed."""
    rows = printed["rows"]
    found = next((place for place, row in enumerate(rows) if row["unit"] == unit), None)
    if found is None:
        return None
    if printed["ranking"] != Ranking.BY_POOL:
        return Spot("", found, 0, len(rows))
    pool = rows[found]["pool"]
    places = [place for place, row in enumerate(rows) if row["pool"] == pool]
    return Spot(pool, found - places[0], places[0], len(places))


def _window(groups: Sequence[ListedGroup], offset: int, limit: int | None) -> tuple[list[Listed], int]:
    listed: list[Listed] = []
    begin = 0
    for group in groups:
        count = group.total
        left = None if limit is None else limit - len(listed)
        if (left is None or left > 0) and offset + len(listed) < begin + count:
            listed += group.window(max(0, offset + len(listed) - begin), left)
        begin += count
    return listed, begin


def _has_moved(facts: Facts, series: str, board: Touched) -> bool:
    """Whether the places or the members of a ranking are no longer those of the change that touched it last."""
    placed = facts.ask("SELECT placed FROM public_board WHERE number = :board", board=board.number)[0][0]
    return placed > board.change or bool(
        facts.ask(  # the changed members of all series are few: found by the index of changes, never by series
            "SELECT 1 FROM public_member WHERE change > :since AND series || '' = :series LIMIT 1",
            since=board.change,
            series=series,
        )
    )


def _unrounded(listed: Sequence[Listed], decimals: int, *, overall: bool) -> bool:
    """Whether rounding hides the order of units that are listed together."""
    pools: dict[str, list[Listed]] = {}
    for one in listed:
        pools.setdefault(one.pool, []).append(one)
    if not overall:
        return any(hides_order((one.standing for one in group), decimals) for group in pools.values())
    return any(
        hides_order_overall(
            (
                Overall("", one.standing.rank, one.standing.score, one.standing.tied, one.standing.status, one.flags)
                for one in group
            ),
            decimals,
        )
        for group in pools.values()
    )


def _group_of(facts: Facts, contest: ContestBoards, area: str | None, pool: str, upto: int | None) -> ListedGroup:
    """The units that a ranking lists for a pool, now or up to a change; `upto` is None for now."""
    board = contest.overall if area is None else contest.areas[area].board
    if upto is None:
        return IndexedGroup(facts, contest, board, pool)
    return ranked_group(facts, contest, area, pool, upto)
