"""Who is elected a model star: by result, as far as the places of the category go (S15, S17)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import groupby


class Candidacy(Enum):
    """How a nominee whose vote counts stands in an election."""

    ELECTED = "elected"
    """Already, by an earlier election."""
    READY = "ready"
    """The notice has ended, and nothing is open against them."""
    HELD = "held"
    """Not to be elected yet, under objection or on notice still: they keep the place until that is decided."""


@dataclass(frozen=True)
class RankedNominee:
    """A nominee whose vote counts, with the unrounded result in percent."""

    id: int
    result: Fraction
    candidacy: Candidacy


@dataclass(frozen=True)
class Election:
    """What becomes of the contenders of a category, each by id in the order of their results."""

    elected: tuple[int, ...] = ()
    """Elected now; those of before are not among them."""
    held: tuple[int, ...] = ()
    """They keep a place until it is decided whether they may have it."""
    tied: tuple[int, ...] = ()
    """They tie at the last place, and there are fewer places than they are."""
    beaten: tuple[int, ...] = ()
    """Nobody of these is elected unless somebody above makes room."""
    vacant: int = 0
    """Places that nobody takes."""
    contested: int = 0
    """The places for which those who tie wait."""


def elect(
    contenders: Iterable[RankedNominee], places: int, threshold: Decimal = Decimal(0), decided: Collection[int] = ()
) -> Election:
    """Elect the contenders with the best results, of at least `threshold` percent, as far as the places go.

    Whoever was elected before stays so. Of those who tie at the last place the ones who were `decided` for come
    first; where they are still too many, all of them wait.
    """
    found = sorted(contenders, key=lambda one: (-one.result, one.id not in decided))
    left = max(0, places - sum(one.candidacy is Candidacy.ELECTED for one in found))
    running = [one for one in found if one.candidacy is not Candidacy.ELECTED]
    able = [one for one in running if one.result >= threshold]
    taking: list[RankedNominee] = []
    beaten = [one.id for one in running if one.result < threshold]
    tied: list[int] = []
    contested = 0
    for _, level in groupby(able, key=lambda one: (-one.result, one.id not in decided)):
        group = list(level)
        if len(group) <= left:
            taking += group
            left -= len(group)
        elif left:
            tied, contested, left = [one.id for one in group], left, 0
        else:
            beaten += [one.id for one in group]
    order = {one.id: at for at, one in enumerate(found)}
    return Election(
        tuple(one.id for one in taking if one.candidacy is Candidacy.READY),
        tuple(one.id for one in taking if one.candidacy is Candidacy.HELD),
        tuple(tied),
        tuple(sorted(beaten, key=order.__getitem__)),
        left,
        contested,
    )
