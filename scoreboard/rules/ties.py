"""Several units are first: the series' setting `tie` (S03, S04; docs/contract.md, Who holds a flag)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeVar

from scoreboard.enums import TieRule

TIE = "tie"
"""The reason of a flag whose holder was among those who tied for it, or keeps it because others did."""


Method = TypeVar("Method", bound=StrEnum)


def method_and_area(setting: str, methods: type[Method], by_area: Method, what: str) -> tuple[Method, str | None]:
    """What a setting like "earlier-place:AREA" says: its method, and the area that `by_area` alone names.

    Raises ValueError, saying that it is not `what`, for an area where none belongs, or none where one does; and for
    another word.
    """
    name, colon, area = setting.partition(":")
    method = methods(name)
    if bool(area) != (method is by_area) or bool(colon) != bool(area):
        raise ValueError(f"not {what}: {setting}")
    return method, area or None


@dataclass(frozen=True)
class Tie:
    """The parsed setting: a method and, for earlier-place alone, the area whose places count."""

    method: TieRule
    area: str | None = None

    @classmethod
    def parse(cls, setting: str) -> Self:
        """Read a name of `TieRule`, the last one with an area ("earlier-place:AREA"). Raises ValueError otherwise."""
        return cls(*method_and_area(setting, TieRule, TieRule.EARLIER_PLACE, "a tie rule"))


def asks_holder(leaders: Sequence[str], rule: Tie | str) -> bool:
    """Whether several are first and it takes who holds the flag to say which of them wins."""
    tie = rule if isinstance(rule, Tie) else Tie.parse(rule)
    return len(leaders) > 1 and tie.method in (TieRule.HOLDER_RETAINS, TieRule.HOLDER_STAYS)


def keepers(
    leaders: Sequence[str], rule: Tie | str, holders: Sequence[str], barred: Collection[str] = ()
) -> tuple[str, ...]:
    """Who keeps the flag though others tie for first: under holder-stays its holders, where none of them is first.

    `barred` are units that may not hold it. Nobody keeps it under other rules, or where nobody holds it who may.
    """
    tie = rule if isinstance(rule, Tie) else Tie.parse(rule)
    if len(leaders) < 2 or tie.method is not TieRule.HOLDER_STAYS or not set(holders).isdisjoint(leaders):
        return ()
    return tuple(unit for unit in holders if unit not in barred)


def resolve(
    leaders: Sequence[str], rule: Tie | str, holders: Collection[str], places: Mapping[str, int | None]
) -> tuple[str, ...] | None:
    """Who wins among the units at first place; None if someone must decide. Never a unit that is not first.

    `holders` are those who hold the flag now. `places` are the ranks in the area that earlier-place names;
    a unit without a place there comes after those who have one.
    """
    if len(leaders) < 2:
        return tuple(leaders)
    tie = rule if isinstance(rule, Tie) else Tie.parse(rule)
    match tie.method:
        case TieRule.JOINT:
            return tuple(leaders)
        case TieRule.HOLDER_RETAINS | TieRule.HOLDER_STAYS:
            return tuple(unit for unit in leaders if unit in holders) or None
        case TieRule.EARLIER_PLACE:
            best = min((place for unit in leaders if (place := places.get(unit)) is not None), default=None)
            ahead = tuple(unit for unit in leaders if places.get(unit) == best)
            return ahead if len(ahead) == 1 else None
    return None


def not_behind(leaders: Sequence[str], holders: Collection[str], places: Mapping[str, int | None]) -> tuple[str, ...]:
    """Who of the units at first place is behind no holder by the places that earlier-place names; no holder is.

    As in `resolve` a unit without a place there comes after those who have one. Where nobody has one they are level.
    """
    best = min((place for unit in holders if (place := places.get(unit)) is not None), default=None)
    others = (unit for unit in leaders if unit not in holders) if holders else ()
    return tuple(unit for unit in others if best is None or ((place := places.get(unit)) is not None and place <= best))
