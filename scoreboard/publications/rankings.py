"""Which units a ranking lists, pool by pool, at which places, and where a unit stands among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoreboard.enums import Ranking
from scoreboard.facts import FactKind
from scoreboard.publications.climbed import climbed_group
from scoreboard.publications.countback_groups import ApartGroup, Second
from scoreboard.publications.listed_units import Listed, ListedGroup
from scoreboard.publications.listing import IndexedGroup
from scoreboard.publications.questions import Question
from scoreboard.publications.ranked_anew import ranked_group
from scoreboard.rules.countback import Criterion, criteria_of, criteria_of_table
from scoreboard.store.public.contests import contest_boards, ranking_key
from scoreboard.store.public.facts import Document, Facts, Touched
from scoreboard.store.public.places import ContestBoards
from scoreboard.wire import from_json


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedPlace:
    """Where a ranking that was printed has a unit."""

    unit: str
    pool: str
    rank: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedRanking:
    """What a ranking that was printed says of places."""

    ranking: Ranking
    rows: tuple[PrintedPlace, ...]


def about(board: Touched) -> tuple[str, str, str | None]:
    """The series, the period and the area of a ranking; no area for the overall table."""
    _ranking, series, period, *rest = board.key.split("/")
    return series, period, rest[0] if rest else None


def groups_of(facts: Facts, board: Touched, *, newest: bool) -> list[tuple[str, ListedGroup]]:
    """The pools that a ranking lists one after the other and their groups, as of the change that touched it."""
    series, period, area = about(board)
    contest = contest_boards(facts, series, period, board.change)
    if contest is None or (area is not None and area not in contest.areas):
        return []
    now = newest and not _has_moved(facts, series, board)
    upto = None if now else board.change
    climbs = climbs_in(facts, board) if contest.closed else {}
    listed = pools_listed(facts, contest, area, board.change)
    pools = [pool for pool in _pools_of(facts, contest, board.change) if pool in listed or pool in climbs]
    groups: list[tuple[str, ListedGroup]] = [
        (
            pool,
            climbed_group(facts, pool, climbs[pool]) if pool in climbs else _group_of(facts, contest, area, pool, upto),
        )
        for pool in pools
    ]
    if area is None:
        criteria = criteria_of_table(contest.countback, decided=bool(contest.placed.get("")))
    else:
        criteria = criteria_of(contest.countback, overall=False)
    if not criteria:
        return groups
    shown = {one: pools_shown(facts, contest, one, board.change) for one in contest.areas}
    known = {one: [*pools, *frozen_pools(facts, contest, one, board.change)] for one, pools in shown.items()}
    frozen = frozen_pools(facts, contest, area, board.change)
    return [
        (
            pool,
            group
            if pool in climbs
            else ApartGroup(
                group, _second(facts, contest, area, pool, upto, criteria, known if pool in frozen else shown)
            ),
        )
        for pool, group in groups
    ]


def _second(
    facts: Facts,
    contest: ContestBoards,
    area: str | None,
    pool: str,
    upto: int | None,
    criteria: Sequence[Criterion],
    known: Mapping[str, Sequence[str]],
) -> Second:
    """By what equal places of one group are set apart, as far as is public."""

    def spared(one: Listed) -> bool:
        if area is not None:
            return one.standing.rank == 1
        return not one.standing.score and not (contest.by_flags and one.flags)

    return Second(
        criteria,
        {one: _group_of(facts, contest, one, pool, upto) for one, pools in known.items() if pool in pools},
        contest.placed.get(area or "", ()),
        spared,
    )


def pools_shown(facts: Facts, contest: ContestBoards, area: str | None, upto: int) -> Sequence[str]:
    """The pools whose results are public: all while they come in live, and in the overall table."""
    pools = _pools_of(facts, contest, upto)
    if area is None or not contest.closed:
        return pools
    shown = facts.documents(FactKind.SHOWN, f"{contest.series}/{contest.period}/{area}/", upto)
    return [pool for pool in pools if f"{contest.series}/{contest.period}/{area}/{pool}" in shown]


def frozen_pools(facts: Facts, contest: ContestBoards, area: str | None, upto: int) -> Sequence[str]:
    """The pools whose ranking has been public live and stands as the freeze left it: what came later is not revealed.

    What was public stays so, whatever is revealed of other pools and areas meanwhile. None of the overall table.
    """
    if not contest.closed:
        return ()
    shown = pools_shown(facts, contest, area, upto)
    left = [pool for pool in _pools_of(facts, contest, upto) if pool not in shown]
    return left if left and was_live(facts, contest.series, contest.period, area) else ()


def frozen_in(facts: Facts, board: Touched) -> Sequence[str]:
    """The same of a ranking as of the change that touched it; none of the overall table."""
    series, period, area = about(board)
    if area is None:
        return ()
    contest = contest_boards(facts, series, period, board.change)
    if contest is None or area not in contest.areas:
        return ()
    frozen = frozen_pools(facts, contest, area, board.change)
    climbs = climbs_in(facts, board) if frozen else {}
    return [pool for pool in frozen if pool not in climbs]


def climbs_in(facts: Facts, board: Touched) -> dict[str, Document]:
    """What a climb has shown, by pool, of an area's flags that are sealed still, as of the change that touched it."""
    series, period, area = about(board)
    if area is None:
        return {}
    found = facts.documents(FactKind.CLIMB, f"{series}/{period}/{area}/", board.change)
    return {key.rpartition("/")[2]: words for key, words in found.items()}


def pools_listed(facts: Facts, contest: ContestBoards, area: str | None, upto: int) -> Sequence[str]:
    """The pools of which a ranking lists the units, in their order."""
    shown = pools_shown(facts, contest, area, upto)
    frozen = frozen_pools(facts, contest, area, upto)
    return [pool for pool in _pools_of(facts, contest, upto) if pool in shown or pool in frozen]


def _pools_of(facts: Facts, contest: ContestBoards, upto: int) -> Sequence[str]:
    if not contest.by_pool:
        return [""]
    pools: list[str] = (facts.document(FactKind.SERIES, contest.series, upto) or {})["pools"]
    return pools


def was_live(facts: Facts, series: str, period: str, area: str | None) -> bool:
    """Whether a ranking became public while results still came in."""
    first = facts.first_touch(ranking_key(series, period, area))
    if first is None:
        return False
    words = facts.document(FactKind.CONTEST, f"{series}/{period}", first)
    return words is not None and not words["closed"]


def ranks_before(
    facts: Facts, series: str, period: str, area: str | None, units: Sequence[int], upto: int | None
) -> Mapping[int, int | None]:
    """The public ranks of these units in the same board of the last earlier period that has it; empty for none.

    One of which a climb has shown no more than a part is not compared with.
    """
    periods = (facts.document(FactKind.SERIES, series, upto) or {}).get("periods", [])
    earlier = periods[: periods.index(period)] if period in periods else []
    for one in reversed(earlier):
        board = facts.touched(ranking_key(series, one, area), upto)
        if board is not None and not climbs_in(facts, board):
            return ranks_in(facts, board, units)
    return {}


def ranks_in(facts: Facts, board: Touched, units: Sequence[int]) -> dict[int, int | None]:
    """The ranks of these units in a ranking as of the change that touched it."""
    printed = facts.print_of(board)
    if printed is not None:
        rows = from_json(PrintedRanking, printed).rows
        numbers = facts.unit_numbers(row.unit for row in rows)
        return {numbers[row.unit]: row.rank for row in rows if row.unit in numbers}
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
        return _spot_in(from_json(PrintedRanking, printed), unit)
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


def _spot_in(printed: PrintedRanking, unit: str) -> Spot | None:
    """The same in a ranking that was printed."""
    rows = printed.rows
    found = next((place for place, row in enumerate(rows) if row.unit == unit), None)
    if found is None:
        return None
    if printed.ranking != Ranking.BY_POOL:
        return Spot("", found, 0, len(rows))
    pool = rows[found].pool
    places = [place for place, row in enumerate(rows) if row.pool == pool]
    return Spot(pool, found - places[0], places[0], len(places))


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


def _group_of(facts: Facts, contest: ContestBoards, area: str | None, pool: str, upto: int | None) -> ListedGroup:
    """The units that a ranking lists for a pool, now or up to a change; `upto` is None for now."""
    board = contest.overall if area is None else contest.areas[area].board
    if upto is None:
        return IndexedGroup(facts, contest, board, pool)
    return ranked_group(facts, contest, area, pool, upto)
