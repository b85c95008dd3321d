"""In which order units stand that share a place by everything else: decided by a person, with a reason."""

from collections.abc import Sequence

from sqlmodel import Session

from scoreboard.desk.amending import amend
from scoreboard.desk.approvals import Given, signers
from scoreboard.desk.awards import decide_awards
from scoreboard.desk.deciding import decide_tie, need_reason
from scoreboard.desk.equal_places import EqualPlace, asks_for_orders, equal_places_left, places_to_decide
from scoreboard.desk.overall_award import overall_awards
from scoreboard.desk.overall_flag import follow_table
from scoreboard.desk.sealed_results import TABLE as TABLE_RESULT
from scoreboard.desk.shared_words import SharedBy, shared_words
from scoreboard.errors import BadInput, Refused
from scoreboard.facts import OVERALL
from scoreboard.models import PlaceDecision, Reveal, Unit
from scoreboard.publications.contest_facts import publish_contest
from scoreboard.publications.decided_orders import TABLE
from scoreboard.publications.decided_ties import decided_in
from scoreboard.publications.publishing import refresh_closed
from scoreboard.publications.vetoing import changes_of, visible_rankings
from scoreboard.store.contest import Contest
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import read_ledger
from scoreboard.store.public.contests import contest_boards
from scoreboard.store.standings import View
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
    left = places_left(writing.session, contest)
    if not left and not asks_for_orders(contest):
        raise Refused("decide.no_places", **about)
    if not any(one.area == area and set(one.units) == set(given) for one in left):
        here = [SharedBy(area, one.units, one.rank) for one in left if one.area == area]
        shared = shared_words(writing.session, contest, here, len(here)) if here else "-"
        raise Refused("decide.not_equal", units=tuple(given), shared=shared, **about)
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
    if area == TABLE:
        follow_table(writing, contest)
    _publish(writing, contest, reason)
    if area == TABLE:
        amend(writing, contest, {TABLE_RESULT}, reason, signed)


def decide_flag_tie(
    writing: Writing,
    contest: Contest,
    area_id: str,
    holders: Sequence[Unit],
    reason: str,
    *,
    pool: str = "",
    approved_by: Given = "",
) -> None:
    """Record who gets a flag whose first place is tied, as `decide_tie` does.

    Of two who share first place of the overall table, that one gets its flag is an order of the table.
    """
    if len(holders) == 1 and contest.flag_area(area_id) == OVERALL:
        (first,) = holders
        shared = [one.units for one in places_left(writing.session, contest) if one.area == TABLE and one.rank == 1]
        pair = next((units for units in shared if len(units) == 2 and first.id in units), None)
        if pair is not None:
            others = [writing.session.get_one(Unit, unit) for unit in pair if unit != first.id]
            decide_place(writing, contest, None, [first, *others], reason, approved_by=approved_by)
            return
    decide_tie(writing, contest, area_id, holders, reason, pool=pool, approved_by=approved_by)


def places_left(session: Session, contest: Contest) -> list[EqualPlace]:
    """The places that are shared and that somebody must decide, of an open contest as if it were closed now.

    Where the series asks for no orders that is the first one of the overall table alone, if a flag goes with it.
    """
    ledger = read_ledger(session, contest.series.id)
    view, awards = View.CONFIRMED, None
    if not contest.closed:
        view, awards = View.ENTERED, decide_awards(session, contest, Tops(session, contest, View.ENTERED), ledger)
    if not asks_for_orders(contest):
        overall = overall_awards(session, contest, view, awards)
        return [EqualPlace(TABLE, 1, award.leaders) for award in overall if award.undecided]
    if awards is not None:
        return places_to_decide(session, contest, view, awards, ledger)
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
