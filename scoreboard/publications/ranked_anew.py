"""A group of a ranking, ranked from the public facts by the rules: as of any change, in proportion to the group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.enums import TableOrder
from scoreboard.facts import SCALE, Mark
from scoreboard.publications.listed_units import Listed
from scoreboard.rules.overall import Overall, Tally, overall
from scoreboard.rules.ranking import Entry, Standing, rank
from scoreboard.store.public.contests import cells_of, flags_held, members_told, vetoed_in
from scoreboard.store.public.facts import Facts
from scoreboard.store.public.places import EMPTY, ContestBoards, PublicCell


@dataclass(frozen=True)
class RankedGroup:
    """A group that has been ranked as a whole."""

    listed: tuple[Listed, ...]

    @property
    def total(self) -> int:
        return len(self.listed)

    def window(self, offset: int, limit: int | None) -> list[Listed]:
        return list(self.listed[offset:] if limit is None else self.listed[offset : offset + limit])

    def place_of(self, unit: int) -> int | None:
        return next((place for place, one in enumerate(self.listed) if one.unit == unit), None)

    def ranks_of(self, units: Sequence[int]) -> dict[int, int | None]:
        wanted = set(units)
        return {one.unit: one.standing.rank for one in self.listed if one.unit in wanted}

    def listed_of(self, units: Sequence[int]) -> dict[int, Listed]:
        wanted = set(units)
        return {one.unit: one for one in self.listed if one.unit in wanted}


def ranked_group(facts: Facts, contest: ContestBoards, area: str | None, pool: str, upto: int | None) -> RankedGroup:
    """The same, ranked from the facts by the rules of ranking."""
    cells = {one: cells_of(facts, board.board, upto) for one, board in contest.areas.items() if area in (None, one)}
    members = _members(facts, contest, pool, upto)
    ids = {unit: str(unit) for unit in members}
    vetoed_ids = vetoed_in(facts, contest.period, upto)
    numbers = facts.unit_numbers(vetoed_ids)
    vetoed = {numbers[one] for one in vetoed_ids if one in numbers}
    standings: Iterable[Standing]
    if area is None:
        flags = flags_held(facts, contest.series, contest.period, upto) if contest.closed else {}
        held = {number: flags[unit] for unit, number in facts.unit_numbers(flags).items()}
        standings = overall(
            (_tally(contest, cells, unit, ids[unit], held.get(unit, 0), unit in vetoed) for unit in members),
            TableOrder.FLAGS if contest.by_flags else TableOrder.TOTAL,
        )
    else:
        first = contest.decided.get(area, frozenset())
        standings = rank(
            _entry(
                ids[unit],
                cells[area].get(unit, EMPTY),
                vetoed=unit in vetoed,
                first=unit in first,
                guest=unit in contest.guests,
            )
            for unit in members
        )
    scored = {unit: sum(found.get(unit, EMPTY).mark is Mark.SCORE for found in cells.values()) for unit in members}
    return RankedGroup(
        tuple(
            Listed(
                int(one.unit),
                pool,
                Standing("", one.rank, one.score, one.tied, one.status, guest=one.guest),
                one.flags if isinstance(one, Overall) else 0,
                scored[int(one.unit)] if area is None else 0,
            )
            for one in standings
        )
    )


def _members(facts: Facts, contest: ContestBoards, pool: str, upto: int | None) -> list[int]:
    """The numbers of the units that a contest ranks in a pool, in their order."""
    found = [
        (member.position, member.unit)
        for _unit, member, _words in members_told(facts, contest.series, upto)
        if pool in ("", member.pool) and contest.ranks(member)
    ]
    return [number for _position, number in sorted(found)]


def _entry(unit: str, cell: PublicCell, *, vetoed: bool, first: bool, guest: bool) -> Entry:
    value = None if cell.value is None else Decimal(cell.value) / SCALE
    excused = cell.mark is Mark.NOT_APPLICABLE
    return Entry(unit, value, vetoed=vetoed, not_applicable=excused, first=first, guest=guest)


def _tally(
    contest: ContestBoards,
    cells: Mapping[str, Mapping[int, PublicCell]],
    number: int,
    unit: str,
    flags: int,
    vetoed: bool,
) -> Tally:
    own = {area: found.get(number, EMPTY) for area, found in cells.items()}
    total = sum(
        (contest.areas[area].weight * (Decimal(cell.value or 0) / SCALE) for area, cell in own.items()), Decimal(0)
    )
    excused = bool(own) and all(cell.mark is Mark.NOT_APPLICABLE for cell in own.values())
    return Tally(unit, flags, total, vetoed=vetoed, not_applicable=excused, guest=number in contest.guests)
