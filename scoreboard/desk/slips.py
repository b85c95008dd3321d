"""Ballots counted from paper one by one: a sign a slip, over and over until two counts agree."""

from dataclasses import dataclass
from enum import StrEnum


class Slip(StrEnum):
    """What one ballot says."""

    IN_FAVOUR = "+"
    AGAINST = "-"
    INVALID = "0"


@dataclass(frozen=True)
class SlipTally:
    """What a pile of ballots comes to."""

    in_favour: int
    against: int
    invalid: int

    @property
    def valid(self) -> int:
        """Ballots that say something."""
        return self.in_favour + self.against

    @property
    def returned(self) -> int:
        """All ballots of the pile."""
        return self.valid + self.invalid


def tally_of(signs: str) -> SlipTally:
    """What these slips come to."""
    return SlipTally(*(signs.count(slip) for slip in (Slip.IN_FAVOUR, Slip.AGAINST, Slip.INVALID)))


@dataclass(frozen=True)
class SlipCount:
    """Every count of one pile, slip by slip; the last one is under way."""

    counts: tuple[str, ...] = ("",)

    @property
    def signs(self) -> str:
        """The slips of the count that is under way."""
        return self.counts[-1]

    @property
    def number(self) -> int:
        """Which count that is, from 1."""
        return len(self.counts)

    @property
    def begun(self) -> bool:
        """Whether anything has been counted."""
        return self.counts != ("",)

    def add(self, slip: Slip) -> "SlipCount":
        """One more slip."""
        return SlipCount((*self.counts[:-1], self.signs + slip))

    def undo(self) -> "SlipCount":
        """Without the last slip; where none has been counted yet, the count before goes on."""
        if self.signs:
            return SlipCount((*self.counts[:-1], self.signs[:-1]))
        return SlipCount(self.counts[:-1] or ("",))

    def finish(self) -> "SlipCount":
        """The pile is through: the next count begins."""
        return SlipCount((*self.counts, "")) if self.signs else self

    @property
    def agreed(self) -> SlipTally | None:
        """What the newest whole count comes to, where an earlier one comes to the same and no other is under way."""
        if self.signs or self.number < 3:
            return None
        newest, *earlier = (tally_of(signs) for signs in reversed(self.counts[:-1]))
        return newest if newest in earlier else None

    @property
    def first_difference(self) -> int | None:
        """At which slip, from 1, the last two whole counts differ first; None while there are no two."""
        if self.number < 3:
            return None
        before, newest = self.counts[-3:-1]
        same = next((at for at, pair in enumerate(zip(before, newest, strict=False)) if len(set(pair)) > 1), None)
        return 1 + (min(len(before), len(newest)) if same is None else same)
