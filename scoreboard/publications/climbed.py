"""What a climb has shown of a sealed flag's ranking, as a group of a board: as it was told, and no more of it."""

from collections.abc import Iterable
from decimal import Decimal

from scoreboard.enums import Status
from scoreboard.publications.listed_units import Listed
from scoreboard.publications.ranked_anew import RankedGroup
from scoreboard.rules.ranking import Standing
from scoreboard.store.public.facts import Document, Facts


def climbed_words(lowest: int, standings: Iterable[Standing]) -> Document:
    """The fact of a climb that has come up to a place: who stands there or below, and who has no place."""
    return {"from": lowest, "rows": [_words(one) for one in standings if one.rank is None or one.rank >= lowest]}


def takes_back(words: Document, lowest: int, standings: Iterable[Standing]) -> bool:
    """Whether somebody whom a climb has shown stands above a place by now: telling all anew would leave them out."""
    above = {one.unit for one in standings if one.rank is not None and one.rank < lowest}
    return any(row["unit"] in above for row in words["rows"])


def _words(one: Standing) -> Document:
    return {
        "unit": one.unit,
        "rank": one.rank,
        "score": None if one.score is None else str(one.score),
        "tied": one.tied,
        "status": str(one.status),
        **({"shared_rank": one.shared_rank, "placed_by": one.placed_by} if one.shared_rank is not None else {}),
        **({"guest": True} if one.guest else {}),
    }


def climbed_standings(words: Document) -> list[Standing]:
    """Those whom a climb has shown, in their places."""
    return [
        Standing(
            one["unit"],
            one["rank"],
            None if one["score"] is None else Decimal(one["score"]),
            one["tied"],
            Status(one["status"]),
            shared_rank=one.get("shared_rank"),
            placed_by=one.get("placed_by", ""),
            guest=one.get("guest", False),
        )
        for one in words["rows"]
    ]


def climbed_group(facts: Facts, pool: str, words: Document) -> RankedGroup:
    """The same as a group that a ranking lists."""
    standings = climbed_standings(words)
    numbers = facts.unit_numbers(one.unit for one in standings)
    return RankedGroup(tuple(Listed(numbers[one.unit], pool, one) for one in standings))
