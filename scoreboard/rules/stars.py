"""The weighted vote for a model star (S17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from scoreboard.rules.rounding import half_up

RESULT_DECIMALS = 2


class CountStatus(StrEnum):
    """Whether a vote could be counted."""

    COUNTED = "counted"
    INCOMPLETE = "incomplete"
    VOID = "void"


@dataclass(frozen=True)
class Ballots:
    """One group's ballots for one nominee, as numbers of sheets."""

    issued: int
    returned: int
    valid: int
    in_favour: int

    @property
    def possible(self) -> bool:
        """Whether these can be counts of one vote: no more ballots returned than issued (S17), and so on."""
        return 0 <= self.in_favour <= self.valid <= self.returned <= self.issued


@dataclass(frozen=True)
class StarResult:
    """The result in percent, two decimals; None unless the vote was counted."""

    value: Decimal | None
    status: CountStatus


def tally(weights: Mapping[str, Decimal], ballots: Mapping[str, Ballots]) -> StarResult:
    """The share in favour of each group of voters, weighed by `weights` (group to weight), in percent (S17).

    Void if the ballots of any group cannot be right. Incomplete, which is not 0, while a group that weighs
    something has no valid ballot. A group without weight has no say.
    """
    if not all(group.possible for group in ballots.values()):
        return StarResult(None, CountStatus.VOID)
    say = {group: Fraction(weight) for group, weight in weights.items() if weight > 0}
    if not say or any(group not in ballots or ballots[group].valid == 0 for group in say):
        return StarResult(None, CountStatus.INCOMPLETE)
    favour = sum(
        (weight * ballots[group].in_favour / ballots[group].valid for group, weight in say.items()), Fraction(0)
    )
    return StarResult(half_up(favour * 100 / sum(say.values()), RESULT_DECIMALS), CountStatus.COUNTED)
