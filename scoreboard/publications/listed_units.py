"""Units in the places at which a ranking lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from scoreboard.rules.ranking import Standing


@dataclass(frozen=True)
class Listed:
    """A unit in its place; `unit` is its number."""

    unit: int
    pool: str
    standing: Standing
    """Its `unit` is empty: the id is looked up for those that are shown."""
    flags: int = 0
    scored_in: int = 0


class ListedGroup(Protocol):
    """Units that are ranked together."""

    @property
    def total(self) -> int:
        """How many there are."""

    def window(self, offset: int, limit: int | None) -> list[Listed]:
        """So many of them from a place on (from 0); all the rest without a limit."""

    def place_of(self, unit: int) -> int | None:
        """At which place a unit is listed, from 0; None where it is not."""

    def ranks_of(self, units: Sequence[int]) -> dict[int, int | None]:
        """The ranks of those of these units that are listed."""

    def listed_of(self, units: Sequence[int]) -> dict[int, Listed]:
        """Those of these units that are listed, by number."""


class Read(Protocol):
    """Reads so many rows of a part from a place of it on."""

    def __call__(self, offset: int, limit: int, /) -> list[Listed]: ...


Part = tuple[int, Read]
"""How many rows a part of a ranking has, and what reads them."""
