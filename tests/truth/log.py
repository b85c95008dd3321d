"""What has been done in a walk, told apart by its reason and its signer: each deed has its own."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

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
    def about(self) -> tuple[str, ...]:
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
        found = [order for at, where, order in about if (at, where) == (quarter, area) and set(order) == set(units)]
        return found[-1] if found else ()

    def abolished(self) -> frozenset[str]:
        return frozenset(one.about[0] for one in self.done if one.name == "abolish")

    def by_reason(self, reason: str) -> Done | None:
        """The deed that had this reason, accepted or not."""
        return next((one for one in self.done if one.reason == reason), None)
