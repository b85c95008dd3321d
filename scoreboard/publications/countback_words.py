"""Why units that have as much as each other stand at different places: what boards say of a second criterion."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scoreboard.enums import Countback
from scoreboard.locale import listed, say
from scoreboard.publications.names import named
from scoreboard.rules.countback import Criterion
from scoreboard.rules.ranking import Standing
from scoreboard.wire import UNSET, UnsetType, given


@dataclass(frozen=True, kw_only=True, slots=True)
class SetApart:
    """By which criterion a unit is set apart from those with whom it shares a place by its score."""

    shared_rank: int
    """The place that they share by their scores."""
    by: str
    """The criterion, as the setting `countback` writes it."""
    area_name: str | UnsetType = UNSET
    """The area whose places it goes by."""
    area_name_en: str | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    """That of the decision."""


def set_apart_words(
    standing: Standing, areas: Mapping[str, Mapping[str, Any]], reason: str | None
) -> SetApart | UnsetType:
    """What a row says of it; `areas` are those of its series, `reason` that of a decision about the unit's place."""
    if standing.shared_rank is None:
        return UNSET
    criterion = Criterion.parse(standing.placed_by)
    area = areas.get(criterion.area or "")
    return SetApart(
        shared_rank=standing.shared_rank,
        by=standing.placed_by,
        area_name=area["name"] if area else UNSET,
        area_name_en=area["name_en"] if area else UNSET,
        reason=reason if reason and criterion.method is Countback.DECIDE else UNSET,
    )


def told_set_apart(rows: Iterable[SetApart | None], lang: str) -> str:
    """All that sets equal places of a board apart, in one sentence; empty where nothing does."""
    said = dict.fromkeys(_told(one, lang) for one in rows if one is not None)
    return say("cli.countback.note", lang, criteria=listed(said, lang)) if said else ""


def told_first_places(reasons: Iterable[str | None], lang: str) -> str:
    """Why those are first who tied for that place, in one sentence; empty where nobody has decided one."""
    said = [reason for reason in dict.fromkeys(reasons) if reason]
    return say("cli.countback.first", lang, reasons=listed(said, lang)) if said else ""


def _told(one: SetApart, lang: str) -> str:
    criterion = Criterion.parse(one.by)
    if criterion.method is Countback.FIRSTS:
        return say("cli.countback.firsts", lang)
    if criterion.area is not None:
        name = named(given(one.area_name) or criterion.area, given(one.area_name_en), lang)
        return say("cli.countback.place", lang, area=name)
    return say("cli.countback.decided", lang, reason=given(one.reason) or "-")
