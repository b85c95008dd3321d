"""What has been done in a walk, told apart by its reason and its signer: each deed has its own."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.secrecy.deeds import Deed
from tests.secrecy.years import Year


@dataclass(frozen=True)
class Done:
    """A deed that was accepted, with what was said of it."""

    deed: Deed
    reason: str
    signer: str

    @property
    def name(self) -> str:
        return str(self.deed[0])

    @property
    def about(self) -> tuple[Any, ...]:
        return self.deed[1:]


@dataclass
class Log:
    """The deeds of a walk in order, and what follows from them alone."""

    year: Year
    done: list[Done] = field(default_factory=list)

    def score(self, quarter: str, area: str, unit: str) -> Decimal | None:
        """A unit's last confirmed score; None for none, or n/a."""
        found = self.year.cells.get((quarter, area, unit))
        for one in self.done:
            if one.name in ("enter", "correct") and one.about[:3] == (quarter, area, unit):
                found = one.about[3]
        return None if found in (None, "n/a") else Decimal(found)

    def vetoed(self, unit: str, quarter: str) -> bool:
        """Whether a unit is under a veto of a quarter."""
        state = False
        for one in self.done:
            if one.name in ("veto", "lift") and one.about == (unit, quarter):
                state = one.name == "veto"
        return state

    def decided(self, quarter: str, area: str, *names: str) -> Iterator[Done]:
        """The decisions about an area of a quarter; one that settles a whole quarter is about all of them."""
        for one in self.done:
            if (one.name == "settle" and one.about[0] == quarter and "tie" in names) or (
                one.name in names and one.about[:2] == (quarter, area)
            ):
                yield one

    def order(self, quarter: str, area: str, units: Collection[str]) -> tuple[str, ...]:
        """How just these units were last put in order, in an area or in the overall table without one."""
        about = [one.about for one in self.done if one.name == "place"]
        found: list[tuple[str, ...]] = [
            order for at, where, order in about if (at, where) == (quarter, area) and set(order) == set(units)
        ]
        return found[-1] if found else ()

    def vetoes_of_the_year(self, unit: str) -> frozenset[str]:
        """The items of the year's own vetoes on a unit that are in force."""
        found: set[str] = set()
        for one in self.done:
            if one.name == "veto year" and one.about[0] == unit:
                found.add(one.about[1])
            if one.name == "lift year" and one.about[0] == unit:
                found.discard(one.about[1])
        return frozenset(found)

    def honours(self, unit: str) -> list[tuple[str, str, str, bool]]:
        """Level, title and day of each honour of a unit, and whether it has rolled over from the year before."""
        found = [
            (level, title, day, bool(rolled)) for whose, level, title, day, rolled in self.year.honours if whose == unit
        ]
        for one in self.done:
            if one.name == "honoured" and one.about[0] == unit:
                level, title, day = one.about[1:4]
                found.append((level, title, day, False))
            if one.name == "take back" and one.about[0] == unit:
                found = [own for own in found if own[:2] != one.about[1:3]]
        return found

    @property
    def year_closed(self) -> bool:
        """Whether the year is closed."""
        deeds = [one.name for one in self.done if one.name in ("close year", "reopen year")]
        return bool(deeds) and deeds[-1] == "close year"

    def abolished(self) -> frozenset[str]:
        return frozenset(one.about[0] for one in self.done if one.name == "abolish")

    def by_reason(self, reason: str) -> Done | None:
        """The deed that had this reason, accepted or not."""
        return next((one for one in self.done if one.reason == reason), None)
