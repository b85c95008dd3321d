"""The units of a ranking in their order, a window at a time, at whatever size.

What holds now is read from the table of places by its index; what held at an earlier change is ranked anew from the
facts, in proportion to the group. Both give the same.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import accumulate

from scoreboard.enums import Status
from scoreboard.publications.listed_units import Listed, Part
from scoreboard.rules.ranking import Standing
from scoreboard.store.public.asking import in_portions
from scoreboard.store.public.contests import flags_held, members_of
from scoreboard.store.public.facts import Facts
from scoreboard.store.public.places import ContestBoards, Member, PlaceState, level_begins, level_of

_STATES = {
    PlaceState.RANKED: Status.RANKED,
    PlaceState.VETOED: Status.VETOED,
    PlaceState.MISSING: Status.MISSING,
    PlaceState.NOT_APPLICABLE: Status.NOT_APPLICABLE,
}
_SHALLOW = 2000
"""Up to so many rows the database skips them faster than levels are added up."""
_MANY = 8
"""Of more units than these, all levels are read once."""


class IndexedGroup:
    """A group as it is now, read by the index of places."""

    def __init__(self, facts: Facts, contest: ContestBoards, board: int, pool: str) -> None:
        self._facts, self._contest, self._board, self._pool = facts, contest, board, pool
        self._whole = board == contest.overall
        self._scale = contest.scale_of(board)

    def _ask(self, question: str, **values: object) -> list[Sequence[int]]:
        return self._facts.ask(question, board=self._board, pool=self._pool, **values)

    def _number(self, question: str, **values: object) -> int:
        return int(self._ask(question, **values)[0][0] or 0)

    @cached_property
    def _levels(self) -> list[Sequence[int]]:
        """(flags, level, units), the highest first."""
        return self._ask(
            "SELECT flags, level, units FROM public_level WHERE board = :board AND pool = :pool AND units > 0"
            " ORDER BY flags DESC, level DESC"
        )

    @cached_property
    def _steps(self) -> tuple[list[tuple[int, int]], list[int]]:
        """For every level, the highest first, what it sorts by, and how many units stand above it."""
        above = accumulate((units for _flags, _level, units in self._levels), initial=0)
        return [(-flags, -level) for flags, level, _units in self._levels], list(above)

    @cached_property
    def _on_levels(self) -> int:
        """How many units are ranked by a row of their own."""
        return self._number("SELECT SUM(units) FROM public_level WHERE board = :board AND pool = :pool")

    def _higher(self, flags: int, level: int) -> int:
        """How many units stand on higher levels."""
        if "_steps" in self.__dict__:
            keys, above = self._steps
            return above[bisect_left(keys, (-flags, -level))]
        return self._number(
            "SELECT SUM(units) FROM public_level WHERE board = :board AND pool = :pool"
            " AND (flags > :flags OR (flags = :flags AND level > :level))",
            flags=flags,
            level=level,
        )

    @cached_property
    def _roll(self) -> int:
        rows = self._facts.ask(
            "SELECT units FROM public_roll WHERE series = :series AND period = :period AND pool = :pool",
            series=self._contest.series,
            period=self._contest.period,
            pool=self._pool,
        )
        return int(rows[0][0]) if rows else 0

    @cached_property
    def _counts(self) -> dict[PlaceState, int]:
        rows = self._ask(
            "SELECT state, COUNT(*) FROM public_standing WHERE board = :board AND pool = :pool AND state > 0"
            " GROUP BY state"
        )
        counts = {PlaceState(row[0]): row[1] for row in rows}
        ranked = self._on_levels
        vetoed, excused = counts.get(PlaceState.VETOED, 0), counts.get(PlaceState.NOT_APPLICABLE, 0)
        left = self._roll - ranked - vetoed - excused
        return {
            PlaceState.RANKED: ranked + (left if self._whole else 0),
            PlaceState.VETOED: vetoed,
            PlaceState.MISSING: 0 if self._whole else left,
            PlaceState.NOT_APPLICABLE: excused,
        }

    @cached_property
    def _above_zero(self) -> int:
        """How many ranked units have something; in the overall table those without anything share the last place."""
        if not self._whole:
            return self._counts[PlaceState.RANKED]
        return self._on_levels - self._number(
            "SELECT COUNT(*) FROM public_standing WHERE board = :board AND pool = :pool AND state = 0"
            " AND flags = 0 AND value = 0"
        )

    @property
    def total(self) -> int:
        return sum(self._counts.values())

    def window(self, offset: int, limit: int | None) -> list[Listed]:
        left = max(0, self.total - offset) if limit is None else limit
        found: list[Listed] = []
        begin = 0
        for part in (self._ranked, self._idle, self._vetoed, self._missing, self._excused):
            count, read = part
            if left > 0 and offset < begin + count:
                rows = read(max(0, offset - begin), left)
                found += rows
                left -= len(rows)
                offset += len(rows)
            begin += count
        return self._with_flags(found)

    def _with_flags(self, listed: list[Listed]) -> list[Listed]:
        """The same with the flags that units hold, which the index has only where the table goes by them."""
        if not self._whole or self._contest.by_flags or not self._contest.closed:
            return listed
        return [replace(one, flags=self._held.get(one.unit, 0)) for one in listed]

    @cached_property
    def _held(self) -> dict[int, int]:
        """The flags that units hold, read in proportion to the flags that there are."""
        flags = flags_held(self._facts, self._contest.series, self._contest.period)
        return {number: flags[unit] for unit, number in self._facts.unit_numbers(flags).items()}

    @property
    def _ranked(self) -> "Part":
        return self._above_zero, self._read_ranked

    @property
    def _idle(self) -> "Part":
        return self._counts[PlaceState.RANKED] - self._above_zero, self._read_idle

    @property
    def _vetoed(self) -> "Part":
        return self._counts[PlaceState.VETOED], lambda offset, limit: self._read_state(PlaceState.VETOED, offset, limit)

    @property
    def _missing(self) -> "Part":
        return self._counts[PlaceState.MISSING], self._read_missing

    @property
    def _excused(self) -> "Part":
        return (
            self._counts[PlaceState.NOT_APPLICABLE],
            lambda offset, limit: self._read_state(PlaceState.NOT_APPLICABLE, offset, limit),
        )

    def _read_ranked(self, offset: int, limit: int) -> list[Listed]:
        limit = min(limit, self._above_zero - offset)
        bound, skipped = self._start(offset)
        rows = self._ask(
            "SELECT unit, value, flags, scored FROM public_standing WHERE board = :board AND pool = :pool"
            f" AND state = 0{bound[0]} ORDER BY flags DESC, value DESC, position LIMIT :limit OFFSET :skipped",
            limit=limit,
            skipped=skipped,
            **bound[1],
        )
        if not rows:
            return []
        counts: dict[tuple[int, int], int] = {}
        for _unit, value, flags, _scored in rows:
            counts[flags, value] = counts.get((flags, value), 0) + 1
        first, last = (rows[0][2], rows[0][1]), (rows[-1][2], rows[-1][1])
        place = self._count_above(*first) + 1
        begun = offset - (place - 1)
        counts[first] += begun
        counts[last] = self._count_alike(*last)
        listed, before = [], first
        for number, (unit, value, flags, scored) in enumerate(rows):
            if (flags, value) != before:
                place, before = offset + number + 1, (flags, value)
            standing = Standing("", place, self._decimal(value), counts[flags, value] > 1, Status.RANKED)
            listed.append(Listed(unit, self._pool, standing, flags if self._whole else 0, scored))
        return listed

    def _start(self, offset: int) -> tuple[tuple[str, dict[str, int]], int]:
        """Where to begin in the index for a place: a condition with its values, and how many rows to skip after it."""
        if offset <= _SHALLOW:
            return ("", {}), offset
        passed = 0
        for flags, level, units in self._levels:
            if passed + units > offset:
                end = level_begins(level + 1, self._scale)
                return (" AND (flags, value) < (:from_flags, :from_value)", {"from_flags": flags, "from_value": end}), (
                    offset - passed
                )
            passed += units
        return ("", {}), offset

    def _count_above(self, flags: int, value: int) -> int:
        """How many ranked units are above those with these flags and this value."""
        level = level_of(value, self._scale)
        return self._higher(flags, level) + self._number(
            "SELECT COUNT(*) FROM public_standing WHERE board = :board AND pool = :pool AND state = 0"
            " AND flags = :flags AND value > :value AND value < :end",
            flags=flags,
            value=value,
            end=level_begins(level + 1, self._scale),
        )

    def _members(self, condition: str) -> str:
        """A question's part for members of the pool that are there, with or without a row."""
        among = " AND m.pool = :pool" if self._pool else ""
        return (
            " FROM public_member m LEFT JOIN public_standing s ON s.board = :board AND s.unit = m.unit"
            f" WHERE m.series = :series AND m.taking_part{among} AND ((m.first IS NULL OR m.first <= :day)"
            f" AND (m.last IS NULL OR m.last >= :day) OR m.unit IN :remaining) AND {condition}"
        )

    @property
    def _values(self) -> dict[str, object]:
        """What `_members` asks with."""
        return {
            "board": self._board,
            "series": self._contest.series,
            "day": self._contest.end,
            "remaining": sorted(self._contest.remaining) or [0],
            **({"pool": self._pool} if self._pool else {}),
        }

    def _read_members(self, condition: str, offset: int, limit: int) -> list[int]:
        question = f"SELECT m.unit{self._members(condition)} ORDER BY m.position LIMIT :limit OFFSET :offset"
        return [row[0] for row in self._facts.ask(question, limit=limit, offset=offset, **self._values)]

    _IDLE = "(s.unit IS NULL OR (s.state = 0 AND s.flags = 0 AND s.value = 0))"
    _MISSING = "(s.unit IS NULL OR s.state = 2)"

    def _read_idle(self, offset: int, limit: int) -> list[Listed]:
        """Of the overall table: those with neither a flag nor a point, who share its last place."""
        tied = self._counts[PlaceState.RANKED] - self._above_zero > 1
        standing = Standing("", self._above_zero + 1, Decimal(0), tied, Status.RANKED)
        units = self._read_members(self._IDLE, offset, limit)
        scored = self._scored(units)
        return [Listed(unit, self._pool, standing, 0, scored.get(unit, 0)) for unit in units]

    def _scored(self, units: Sequence[int]) -> dict[int, int]:
        rows = self._facts.ask(
            "SELECT unit, scored FROM public_standing WHERE board = :board AND scored > 0 AND flags = 0 AND value = 0"
            " AND pool = :pool AND state = 0",
            board=self._board,
            pool=self._pool,
        )
        wanted = set(units)
        return {unit: scored for unit, scored in rows if unit in wanted}

    def _read_missing(self, offset: int, limit: int) -> list[Listed]:
        units = self._read_members(self._MISSING, offset, limit)
        return [Listed(unit, self._pool, self._unranked(unit, PlaceState.MISSING, None, 0)) for unit in units]

    def _read_state(self, state: PlaceState, offset: int, limit: int) -> list[Listed]:
        rows = self._ask(
            "SELECT unit, value, flags, scored, excused FROM public_standing WHERE board = :board AND pool = :pool"
            " AND state = :state ORDER BY position LIMIT :limit OFFSET :offset",
            state=int(state),
            limit=limit,
            offset=offset,
        )
        return [
            Listed(unit, self._pool, self._unranked(unit, state, value, excused), flags, scored)
            for unit, value, flags, scored, excused in rows
        ]

    def _unranked(self, unit: int, state: PlaceState, value: int | None, excused: int) -> Standing:
        """A unit without a place: what score of it is told depends on why it has none."""
        guest = unit in self._contest.guests
        status = Status.NOT_APPLICABLE if guest and state is PlaceState.MISSING else _STATES[state]
        nothing = self._whole and excused == len(self._contest.areas)
        told = state is PlaceState.VETOED or (guest and state is PlaceState.NOT_APPLICABLE and not nothing)
        return Standing("", None, self._decimal(value) if told else None, False, status, guest=guest)

    def place_of(self, unit: int) -> int | None:
        member = members_of(self._facts, self._contest.series, [unit]).get(unit)
        if member is None or not self._contest.ranks(member) or self._pool not in ("", member.pool):
            return None
        rows = self._facts.ask(
            "SELECT state, flags, value FROM public_standing WHERE board = :board AND unit = :unit",
            board=self._board,
            unit=unit,
        )
        nothing = PlaceState.RANKED if self._whole else PlaceState.MISSING
        state, flags, value = (PlaceState(rows[0][0]), rows[0][1], rows[0][2]) if rows else (nothing, 0, 0)
        if state is PlaceState.RANKED and (not self._whole or flags or value):
            ties = self._number(
                "SELECT COUNT(*) FROM public_standing WHERE board = :board AND pool = :pool AND state = 0"
                " AND flags = :flags AND value = :value AND position < :position",
                flags=flags,
                value=value,
                position=member.position,
            )
            return self._count_above(flags, value) + ties
        if state is PlaceState.RANKED:
            return self._above_zero + self._count_members(self._IDLE, member)
        begin = self._counts[PlaceState.RANKED]
        if state is PlaceState.VETOED:
            return begin + self._count_state(state, member)
        begin += self._counts[PlaceState.VETOED]
        if state is PlaceState.MISSING:
            return begin + self._count_members(self._MISSING, member)
        return begin + self._counts[PlaceState.MISSING] + self._count_state(state, member)

    def _count_members(self, condition: str, before: Member) -> int:
        rows = self._facts.ask(
            f"SELECT COUNT(*){self._members(condition)} AND m.position < :position",
            position=before.position,
            **self._values,
        )
        return int(rows[0][0])

    def _count_state(self, state: PlaceState, before: Member) -> int:
        return self._number(
            "SELECT COUNT(*) FROM public_standing WHERE board = :board AND pool = :pool AND state = :state"
            " AND position < :position",
            state=int(state),
            position=before.position,
        )

    def ranks_of(self, units: Sequence[int]) -> dict[int, int | None]:
        if len(units) * 20 > self.total:
            wanted = set(units)
            return {one.unit: one.standing.rank for one in self.window(0, None) if one.unit in wanted}
        there, known = self._known(units)
        ranks: dict[int, int | None] = {}
        for unit in there:
            state, flags, value, _scored, _excused = known.get(unit, self._nothing)
            ranks[unit] = self._count_above(flags, value or 0) + 1 if state == PlaceState.RANKED else None
        return ranks

    def listed_of(self, units: Sequence[int]) -> dict[int, Listed]:
        there, known = self._known(units)
        listed = self._with_flags([self._listed(unit, *known.get(unit, self._nothing)) for unit in there])
        return {one.unit: one for one in listed}

    @property
    def _nothing(self) -> tuple[int, int, int | None, int, int]:
        """State, flags, value, scored and excused areas of a member without a row."""
        return (PlaceState.RANKED, 0, 0, 0, 0) if self._whole else (PlaceState.MISSING, 0, None, 0, 0)

    def _known(self, units: Sequence[int]) -> tuple[list[int], dict[int, tuple[int, int, int | None, int, int]]]:
        """Those of these units that are listed, and the rows of those that have one."""
        members = members_of(self._facts, self._contest.series, units)
        there = [
            unit for unit, member in members.items() if self._contest.ranks(member) and self._pool in ("", member.pool)
        ]
        if len(there) > _MANY:
            _ = self._steps
        known: dict[int, tuple[int, int, int | None, int, int]] = {}
        for portion in in_portions(there):
            rows = self._facts.ask(
                "SELECT unit, state, flags, value, scored, excused FROM public_standing"
                " WHERE board = :board AND unit IN :units",
                board=self._board,
                units=portion,
            )
            known.update((row[0], tuple(row[1:])) for row in rows)
        return there, known

    def _listed(self, unit: int, state: int, flags: int, value: int | None, scored: int, excused: int) -> Listed:
        if state != PlaceState.RANKED:
            return Listed(unit, self._pool, self._unranked(unit, PlaceState(state), value, excused), flags, scored)
        if self._whole and not flags and not value:
            alike = self._counts[PlaceState.RANKED] - self._above_zero
        else:
            alike = self._count_alike(flags, value or 0)
        rank = self._count_above(flags, value or 0) + 1
        standing = Standing("", rank, self._decimal(value), alike > 1, Status.RANKED)
        return Listed(unit, self._pool, standing, flags if self._whole else 0, scored)

    def _count_alike(self, flags: int, value: int) -> int:
        return self._number(
            "SELECT COUNT(*) FROM public_standing WHERE board = :board AND pool = :pool AND state = 0"
            " AND flags = :flags AND value = :value",
            flags=flags,
            value=value,
        )

    def _decimal(self, value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value) / self._scale
