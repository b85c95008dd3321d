"""The weighted vote for a model star (S17), and the order in which a ceremony shows who won it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from scoreboard.rules.rounding import down, half_up

RESULT_DECIMALS = 2
MOST_DECIMALS = 8
"""A percentage that takes more is told as a quotient."""
NO_QUORUM = Decimal(0)
NO_THRESHOLD = Decimal(0)
WHOLE = Fraction(100)


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
    """The result in percent, as it is told with two decimals; None unless the vote was counted.

    `exact` is the same unrounded: what is compared, with a threshold and with the others.
    """

    value: Decimal | None
    status: CountStatus
    exact: Fraction | None = field(default=None, compare=False)


def share(ballots: Ballots) -> Fraction:
    """What part of the valid ballots is in favour. Raises ZeroDivisionError where no ballot is valid."""
    return Fraction(ballots.in_favour, ballots.valid)


def has_quorum(ballots: Ballots, quorum: Decimal) -> bool:
    """Whether so many percent of the ballots that were issued have been returned."""
    return ballots.returned * 100 >= Fraction(quorum) * ballots.issued


def tally(
    weights: Mapping[str, Decimal],
    ballots: Mapping[str, Ballots],
    quorum: Decimal = NO_QUORUM,
    *,
    threshold: Decimal = NO_THRESHOLD,
) -> StarResult:
    """The share in favour of each group of voters, weighed by `weights` (group to weight), in percent (S17).

    Void if the ballots of any group cannot be right. Incomplete, which is not 0, while a group that weighs
    something has no valid ballot, or fewer returned than `quorum`, in percent of those that were issued. A group
    without weight has no say. A result below the `threshold` never looks as if it reached it.
    """
    if not all(group.possible for group in ballots.values()):
        return StarResult(None, CountStatus.VOID)
    say = {group: Fraction(weight) for group, weight in weights.items() if weight > 0}
    if not say or any(group not in ballots or ballots[group].valid == 0 for group in say):
        return StarResult(None, CountStatus.INCOMPLETE)
    if not all(has_quorum(ballots[group], quorum) for group in say):
        return StarResult(None, CountStatus.INCOMPLETE)
    favour = sum((weight * share(ballots[group]) for group, weight in say.items()), Fraction(0))
    exact = favour * 100 / sum(say.values())
    return StarResult(short_of(exact, threshold), CountStatus.COUNTED, exact)


def short_of(exact: Fraction, threshold: Decimal) -> Decimal:
    """A percentage as it is told: rounded half up, but down where that alone would reach the threshold or the whole."""
    rounded = half_up(exact, RESULT_DECIMALS)
    reached = any(exact < limit <= rounded for limit in (Fraction(threshold), WHOLE))
    return down(exact, RESULT_DECIMALS) if reached else rounded


def rounding_of(told: Decimal, exact: Fraction) -> Callable[[Fraction, int], Decimal]:
    """How an exact percentage became the one that is told of it, so that more of its digits are told alike."""
    return down if told < half_up(exact, RESULT_DECIMALS) else half_up


def exact_words(exact: Fraction) -> str:
    """An exact percentage, to be compared with others: in decimals where those end, else as a quotient."""
    for decimals in range(MOST_DECIMALS + 1):
        scaled = exact * 10**decimals
        if scaled.denominator == 1:
            return f"{Decimal(scaled.numerator).scaleb(-decimals):f}"
    return f"{exact.numerator}/{exact.denominator}"


def told_apart(told: Decimal, results: Collection[Fraction]) -> int:
    """With how many decimals different percentages, which are told as one, look different as far as that can be."""
    different = set(results)
    for decimals in range(RESULT_DECIMALS, MOST_DECIMALS):
        if len({rounding_of(told, one)(one, decimals) for one in different}) == len(different):
            return decimals
    return MOST_DECIMALS


@dataclass(frozen=True)
class Turn:
    """Which winners of a star one step shows, by their place in the list given.

    `place` is where they stand by votes; None where they stand at several places, have no votes, or are nobody.
    """

    winners: tuple[int, ...] = ()
    place: int | None = None


def turns(results: Sequence[Fraction | None], steps: int, *, from_bottom: bool = False) -> tuple[Turn, ...]:
    """How winners with these results are shown in so many steps: in the order of their votes, ties together.

    The first place comes first, or with `from_bottom` last. Where there are more places than steps, the lowest share
    one; where there are fewer, nobody's turn comes before the lowest place from the bottom, else after the last.
    Winners without a result come behind those who have one, in the order given. Raises ValueError for no step.
    """
    if steps < 1:
        raise ValueError(f"not a number of steps: {steps}")
    voted = sorted((at for at, result in enumerate(results) if result is not None), key=lambda at: -(results[at] or 0))
    found: list[Turn] = []
    for _, tied in groupby(voted, key=lambda at: results[at]):
        found.append(Turn(tuple(tied), 1 + sum(len(turn.winners) for turn in found)))
    found += [Turn((at,)) for at, result in enumerate(results) if result is None]
    if len(found) > steps:
        found[steps - 1 :] = [Turn(tuple(at for turn in found[steps - 1 :] for at in turn.winners))]
    nobody = [Turn()] * (steps - len(found))
    return (*nobody, *reversed(found)) if from_bottom else (*found, *nobody)


def place_of(results: Sequence[Fraction | None], at: int) -> int | None:
    """The place of a winner among all: those who tie share one; None without a result."""
    mine = results[at]
    return None if mine is None else 1 + sum(result is not None and result > mine for result in results)
