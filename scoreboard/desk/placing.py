"""In which order units stand that share a place by everything else: decided by a person, with a reason."""

from collections.abc import Sequence

from sqlmodel import Session

from scoreboard.desk.approvals import Given, read, signers
from scoreboard.desk.closing import decide_awards
from scoreboard.desk.deciding import need_reason
from scoreboard.desk.equal_places import EqualPlace, asks_for_orders, equal_places_left, places_to_decide
from scoreboard.desk.sealed import TABLE as TABLE_RESULT
from scoreboard.desk.sealed import amend
from scoreboard.errors import BadInput, Refused
from scoreboard.models import PlaceDecision, Reveal, Unit
from scoreboard.publications.contest_facts import publish_contest
from scoreboard.publications.decided import decided_in
from scoreboard.publications.placed import TABLE
from scoreboard.publications.publishing import refresh_closed
from scoreboard.publications.vetoing import changes_of, visible_rankings
from scoreboard.store.contest import Contest
from scoreboard.store.ledger import read_ledger
from scoreboard.store.public.contests import contest_boards
from scoreboard.store.standings import View
from scoreboard.store.tops import Tops
from scoreboard.store.writing import Writing


def decide_place(
    writing: Writing,
    contest: Contest,
    area_id: str | None,
    units: Sequence[Unit],
    reason: str,
    *,
    approved_by: Given = "",
) -> None:
    """Record in which order units stand that share a place of an area, or of the overall table without one.

    `approved_by` are the second signatures, of which a sealed ceremony wants one for the table.

    Raises Refused where the series asks for no such decision, these are not just the units that share a place, or
    somebody approves what they enter; BadInput where a unit is named twice or no reason is given.
    """
    area = TABLE if area_id is None else contest.area(area_id).id
    about = {"series": contest.series.id, "period": contest.period.id}
    need_reason(reason)
    signed = signers(writing, approved_by)
    given = [unit.id for unit in units]
    if len(set(given)) < max(2, len(given)):
        raise BadInput("decide.place_units")
    if not asks_for_orders(contest):
        raise Refused("decide.no_places", **about)
    left = places_left(writing.session, contest)
    if not any(one.area == area and set(one.units) == set(given) for one in left):
        shared = "; ".join(f"{one.rank}: {', '.join(one.units)}" for one in left if one.area == area)
        raise Refused("decide.not_equal", units=", ".join(given), shared=shared or "-", **about)
    writing.session.add(
        PlaceDecision(
            series_id=contest.series.id,
            period_id=contest.period.id,
            area_id=area,
            units=given,
            reason=reason,
            decided_by=writing.by.name,
            decided_at=writing.now,
        )
    )
    writing.session.flush()
    subject = f"{contest.subject}/{area}" if area else contest.subject
    after = {"units": given, "approved_by": list(signed)}
    writing.record("decide.place", subject, after=after, reason=reason)
    _publish(writing, contest, reason)
    if area == TABLE:
        amend(writing, contest, {TABLE_RESULT}, reason, read(signed))


def places_left(session: Session, contest: Contest) -> list[EqualPlace]:
    """The places that are shared: of an open contest as they would be if it were closed now."""
    ledger = read_ledger(session, contest.series.id)
    if not contest.closed:
        awards = decide_awards(session, contest, Tops(session, contest, View.ENTERED), ledger)
        return places_to_decide(session, contest, View.ENTERED, awards, ledger)
    firsts = decided_in(session, contest, ledger, Tops(session, contest, View.CONFIRMED), public=False)
    flags = None if contest.period.id in ledger.waiting else ledger.flags_in(contest.period.id)
    return equal_places_left(session, contest, View.CONFIRMED, firsts, flags)


def _publish(writing: Writing, contest: Contest, reason: str) -> None:
    """Tell the order where its places are public."""
    changes = changes_of(writing, reason)
    boards = contest_boards(changes.facts, *contest.key)
    if boards is not None and (contest.closed or visible_rankings(changes.facts, boards)):
        publish_contest(changes, contest)
    if writing.session.get(Reveal, ("table", *contest.key, "", "")) is not None:
        refresh_closed(writing, contest, reason)
