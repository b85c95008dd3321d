"""Who captured a flag: took it from others, or up again after nobody had held it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    had: bool
    """Whether anybody had it in the period, be it only until it was taken away."""
    won: bool = True
    """Whether anything was won in the period; an opening in the middle of the year is no award."""


def capturers(terms: Iterable[KnownTerm]) -> Iterator[tuple[str, str]]:
    """Period and unit of every capture of one flag, its terms in contest order.

    Whoever holds a flag and did not before has captured it. Who has it when the records begin, or gets it as the first
    ever, has captured nothing; nor has anybody as long as it is open who had it before.
    """
    ever_held = False
    for term in terms:
        ever_held = ever_held or bool(term.previous)
        if ever_held and term.won and term.settled and term.outcome not in (Outcome.OPEN, Outcome.FIRST):
            yield from ((term.period, unit) for unit in term.holders if unit not in term.previous)
        ever_held = ever_held or term.had
