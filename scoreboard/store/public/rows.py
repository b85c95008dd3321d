"""Rows of what follows from the public facts: places, levels, members, and the rolls that they are counted in."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from scoreboard.store.public.facts import Document
from scoreboard.store.public.places import ContestBoards, Member, PlaceState, PublicPlace, Roll, level_of

PUT_PLACE = (
    "INSERT INTO public_standing (board, unit, pool, state, flags, value, position, mark, scored, excused, change)"
    " VALUES (:board, :unit, :pool, :state, :flags, :value, :position, :mark, :scored, :excused, :change)"
    " ON CONFLICT (board, unit) DO UPDATE SET pool = excluded.pool, state = excluded.state, flags = excluded.flags,"
    " value = excluded.value, position = excluded.position, mark = excluded.mark, scored = excluded.scored,"
    " excused = excluded.excused, change = excluded.change"
)
PUT_LEVEL = (
    "INSERT INTO public_level (board, pool, flags, level, units, change)"
    " VALUES (:board, :pool, :flags, :level, :units, :change)"
    " ON CONFLICT (board, pool, flags, level) DO UPDATE"
    " SET units = public_level.units + excluded.units, change = excluded.change"
)
PUT_MEMBER = (
    "INSERT INTO public_member (series, unit, pool, position, first, last, taking_part, change)"
    " VALUES (:series, :unit, :pool, :position, :first, :last, :taking_part, :change)"
    " ON CONFLICT (series, unit) DO UPDATE SET pool = excluded.pool, position = excluded.position,"
    " first = excluded.first, last = excluded.last, taking_part = excluded.taking_part, change = excluded.change"
)
PUT_ROLL = (
    "INSERT INTO public_roll (series, period, pool, units, change) VALUES (:series, :period, :pool, :units, :change)"
    " ON CONFLICT (series, period, pool) DO UPDATE"
    " SET units = public_roll.units + excluded.units, change = excluded.change"
)


def packed(document: Document | None) -> str | None:
    """A document as it is kept."""
    if document is None:
        return None
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def levels_of(places: Iterable[PublicPlace], contest: ContestBoards) -> Counter[tuple[int, str, int, int]]:
    """How many ranked units stand on each level, by board, pool, flags and level."""
    return Counter(
        (place.board, place.pool, place.flags, level_of(place.value or 0, contest.scale_of(place.board)))
        for place in places
        if place.state is PlaceState.RANKED
    )


def memberships(unit: int, words: Document | None) -> dict[str, Member]:
    """The series that a unit takes part in, as the fact of it says."""
    if words is None:
        return {}
    member = Member(unit, words["pool"], words["position"], words["first"], words["last"], taking_part=True)
    return dict.fromkeys(words["series"], member)


def rolls_of(roll: Roll, member: Member | None) -> Counter[tuple[str, str, str]]:
    """Where a member counts in a contest: in its pool, and among all."""
    if member is None or not roll.ranks(member):
        return Counter()
    return Counter((roll.series, roll.period, pool) for pool in {member.pool, ""})


def left(member: Member | None) -> Member:
    """The same member once it takes part no more."""
    assert member is not None
    return Member(member.unit, member.pool, member.position, member.first, member.last, taking_part=False)


def place_row(place: PublicPlace, change: int) -> dict[str, Any]:
    """A row of the table of places."""
    return {
        "board": place.board,
        "unit": place.unit,
        "pool": place.pool,
        "state": int(place.state),
        "flags": place.flags,
        "value": place.value,
        "position": place.position,
        "mark": str(place.mark),
        "scored": place.scored,
        "excused": place.excused,
        "change": change,
    }


def member_row(series: str, member: Member, change: int) -> dict[str, Any]:
    """A row of the table of members."""
    return {
        "series": series,
        "unit": member.unit,
        "pool": member.pool,
        "position": member.position,
        "first": member.first,
        "last": member.last,
        "taking_part": member.taking_part,
        "change": change,
    }


def roll_row(series: str, period: str, pool: str, units: int, change: int) -> dict[str, Any]:
    """A row of the table of rolls."""
    return {"series": series, "period": period, "pool": pool, "units": units, "change": change}
