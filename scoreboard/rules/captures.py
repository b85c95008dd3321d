"""Who captured a flag: took it from others, or up again after nobody had held it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.enums import Outcome


@dataclass(frozen=True)
class KnownTerm:
    """One period's custody of a flag, as far as is known."""

    period: str
    holders: Sequence[str]
    """Who has it, and who was abolished while having it."""
    previous: Sequence[str]
    outcome: str
    settled: bool
    """Whether it is known who has it."""
    margin: Decimal | None
    """By how much it was won; None where nothing was measured: in an opening, or by a decision."""
    lost: Sequence[str] = ()
    """Who had it in the period, but not to its end."""
    decided: bool = False
    """Whether it was given to them by a decision, which measures nothing."""

    @property
    def had(self) -> bool:
        """Whether anybody had it in the period, be it only until it was taken away."""
        return bool(self.holders or self.lost)

    @property
    def is_award(self) -> bool:
        """Whether the flag was given to somebody who could capture it.

        It was not where it is open who had it before; where it went to the first of all, or the records begin in the
        middle of the year: then nobody had it before, and where several have it, nothing was measured between them.
        """
        if self.outcome == Outcome.JOINT:
            return bool(self.previous) or self.margin is not None or self.decided
        return self.outcome not in (Outcome.OPEN, Outcome.FIRST)


def capturers(terms: Iterable[KnownTerm]) -> Iterator[tuple[str, str]]:
    """Period and unit of every capture of one flag, its terms in contest order.

    Whoever holds a flag and did not before has captured it. Who has it when the records begin, or gets it as the first
    ever, has captured nothing; nor has anybody as long as it is open who had it before.
    """
    ever_held = False
    for term in terms:
        ever_held = ever_held or bool(term.previous)
        if ever_held and term.settled and term.is_award:
            yield from ((term.period, unit) for unit in term.holders if unit not in term.previous)
        ever_held = ever_held or term.had
