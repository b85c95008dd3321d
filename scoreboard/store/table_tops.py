"""The first places of a contest's overall table: what the award of its flag needs, however large the table is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from sqlmodel import Session

from scoreboard.enums import Panel
from scoreboard.rules.countback import DecidedOrder
from scoreboard.rules.overall import Overall, Tally, has_nothing, overall, top_tallies
from scoreboard.rules.ranking import Standing
from scoreboard.store.contest import Contest
from scoreboard.store.standings import Firsts, Scores, View, read_scores
from scoreboard.store.totals import tallies

Orders = Mapping[str, Sequence[DecidedOrder[str]]]
"""The orders that have been decided of units that share a place, by area."""


class TableTops:
    """Who is first in the table of each pool, and who comes next. An area's places are those of its scores.

    Sums are enough for that. The scores themselves are read, once, where judges give them or a second criterion sets
    those apart who share first place.
    """

    def __init__(
        self,
        session: Session,
        contest: Contest,
        view: View,
        flags: Mapping[str, int],
        firsts: Callable[[], Firsts],
        placed: Orders,
    ) -> None:
        self._session, self._contest, self._view = session, contest, view
        self._flags, self._firsts, self._placed = flags, firsts, placed
        self._tops: dict[str, tuple[Overall, ...]] = {}

    def table(self, pool: str) -> tuple[Overall, ...]:
        """The first place of a pool's table, shared or not, and the next, without those who have nothing to go by.

        Nobody, where first place does not reach the minimum.
        """
        if pool not in self._tops:
            self._tops[pool] = self._read(pool)
        return self._tops[pool]

    def ranked(self, pool: str) -> list[Tally]:
        """All who have a place in the table of a pool."""
        return [one for one in self._tallies(pool) if one.is_ranked]

    def standings(self, area: str, pool: str) -> tuple[Standing, ...]:
        return self.table(pool)

    def ranks(self, area: str, pool: str, units: Iterable[str]) -> dict[str, int]:
        return self._scores.ranks(area, pool, units)

    def excused(self, area: str, units: Iterable[str]) -> set[str]:
        return self._scores.excused(area, units)

    @cached_property
    def _scores(self) -> Scores:
        read = read_scores(self._session, self._contest, self._view)
        return replace(read, decided=self._firsts(), placed=self._placed)

    def _tallies(self, pool: str) -> Iterable[Tally]:
        if self._contest.rules.judges != Panel.SINGLE:
            return self._scores.tallies(pool, self._flags)
        return tallies(self._session, self._contest, self._view, self._flags, pool)

    def _read(self, pool: str) -> tuple[Overall, ...]:
        order = self._contest.rules.order
        top = overall(top_tallies(self._tallies(pool), order), order)
        shared = len(top) > 1 and top[1].rank == 1
        if shared and (self._contest.rules.countback or self._placed):
            whole = self._scores.overall(pool, self._flags)
            last = next((one.rank for one in whole if one.rank is not None and one.rank > 1), 1)
            top = tuple(one for one in whole if one.rank is not None and one.rank <= last)
        if any(one.rank == 1 and (one.score or 0) < self._contest.rules.minimum for one in top):
            return ()
        return tuple(one for one in top if not has_nothing(one, order))
