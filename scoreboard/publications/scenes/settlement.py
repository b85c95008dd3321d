"""One unit settles: its pledges and goals, and what became of each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.enums import GoalState, PledgeState
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.kinds.goals import GoalRow
from scoreboard.publications.kinds.pledges import PledgeRow
from scoreboard.publications.scene import Scene
from scoreboard.wire import given

ENDINGS: tuple[tuple[str, tuple[PledgeState | GoalState, ...]], ...] = (
    ("pledges", (PledgeState.KEPT, PledgeState.BROKEN, PledgeState.OVERDUE, PledgeState.OPEN)),
    ("goals", (GoalState.MET, GoalState.UNMET, GoalState.OVERDUE, GoalState.OPEN)),
)
"""How promises end, the settled ones first: that is the order in which they are told."""


def endings(pledges: Sequence[PledgeRow], goals: Sequence[GoalRow]) -> Iterator[tuple[str, str, int]]:
    """How many of these pledges and goals ended how, as far as there are any: what they are, the state, how many."""
    every: tuple[Sequence[PledgeRow | GoalRow], ...] = (pledges, goals)
    for (group, states), rows in zip(ENDINGS, every, strict=True):
        counts = Counter(given(row.state) for row in rows)
        yield from ((group, str(state), counts[state]) for state in states if counts[state])


@dataclass(frozen=True, kw_only=True, slots=True)
class SettlementScene(Scene):
    """A unit with all that it has pledged and set itself; None where nothing has been settled."""

    scene: Literal["settlement"] = "settlement"
    unit: NamedUnit | None
    pledges: tuple[PledgeRow, ...]
    goals: tuple[GoalRow, ...]


SCENES = (SettlementScene,)
