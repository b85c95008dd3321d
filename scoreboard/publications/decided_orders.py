"""The orders that have been decided of units that share a place (decide place), as far as somebody may know them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.enums import Publication, Ranking
from scoreboard.models import PlaceDecision, Reveal, Unit
from scoreboard.rules.countback import DecidedOrder
from scoreboard.store.contest import Contest
from scoreboard.store.ledger import revealed_flags

TABLE = ""
"""Under which the orders of the overall table stand, beside those of areas."""


def placed_in(session: Session, contest: Contest, *, public: bool) -> dict[str, list[DecidedOrder[str]]]:
    """The orders by area, the newest about the same units alone; with `public` those that everybody may know."""
    if not contest.rules.countback and not contest.series.overall_flag:
        return {}
    of_contest = (PlaceDecision.series_id == contest.series.id, PlaceDecision.period_id == contest.period.id)
    newest: dict[tuple[str, frozenset[str]], PlaceDecision] = {}
    for decision in session.exec(select(PlaceDecision).where(*of_contest).order_by(col(PlaceDecision.id))):
        newest[decision.area_id, frozenset(decision.units)] = decision
    found: dict[str, list[DecidedOrder[str]]] = defaultdict(list)
    for decision in newest.values():
        if not public or _is_public(session, contest, decision):
            found[decision.area_id].append(DecidedOrder(tuple(decision.units), decision.reason))
    return dict(found)


def placed_words(session: Session, contest: Contest) -> dict[str, Any]:
    """The orders that have been decided of units that share a place, of those places that are public."""
    found = placed_in(session, contest, public=True)
    words = {
        area: [{"units": list(one.units), "reason": one.reason} for one in orders] for area, orders in found.items()
    }
    return {"placed": dict(sorted(words.items()))} if words else {}


def _is_public(session: Session, contest: Contest, decision: PlaceDecision) -> bool:
    """Whether the places that it is about are public: live ones at once until the freeze, others when revealed."""
    if not contest.closed:
        frozen = contest.progress.frozen_since or contest.progress.freeze
        live = contest.rules.publication == Publication.LIVE
        return live and (frozen is None or decision.decided_at < frozen)
    if decision.area_id == TABLE:
        return session.get(Reveal, ("table", contest.series.id, contest.period.id, "", "")) is not None
    unit = session.get_one(Unit, decision.units[0])
    pool = unit.pool if contest.rules.ranking == Ranking.BY_POOL else ""
    return (contest.period.id, decision.area_id, pool) in revealed_flags(session, contest.series.id)


def reason_of(orders: Mapping[str, Sequence[DecidedOrder[str]]], area: str, unit: str) -> str | None:
    """Why somebody has decided a unit's place, if anybody has."""
    return next((one.reason for one in reversed(orders.get(area, ())) if unit in one.units), None)
