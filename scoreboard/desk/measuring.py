"""What flags are measured by after their award: who is first since, by how much, and by which places."""

from scoreboard.desk.awards import decide_award, ledger_row, measured, places_there, record_award, record_ended
from scoreboard.models import CustodyEntry
from scoreboard.publications.flag_row import EARLIER_PLACE
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.store.contest import Contest
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import Flag, Ledger, read_ledger
from scoreboard.store.standings import View
from scoreboard.store.writing import Writing


def measure(writing: Writing, contest: Contest, flag: Flag) -> None:
    """Write down who is first for a flag that has been shown, and by how much, after a score or a veto has changed.

    And who has it till then, so that it does not move if it was by a tie that ends with this; and the places that
    settle a tie, where the rule names an area for that.
    """
    ledger = read_ledger(writing.session, contest.series.id)
    row = ledger_row(writing, contest, *flag, CustodyKind.MEASURED)
    measured(writing, contest, row, ledger.ended_in(flag, contest.period.id))
    _pass_by_the_ended(writing, contest, flag, ledger, row)
    if contest.rules.tie.startswith(EARLIER_PLACE):
        scores = Tops(writing.session, contest, View.CONFIRMED)
        row.tie = contest.rules.tie
        row.places = places_there(writing.session, contest, scores, ledger, *flag, tuple(row.leaders))
    row.units = list(_stood(ledger, contest, flag))
    writing.session.add(row)
    writing.session.flush()
    record_ended(writing, contest, row)


def _pass_by_the_ended(writing: Writing, contest: Contest, flag: Flag, ledger: Ledger, row: CustodyEntry) -> None:
    """Where nobody is first but units that have ended: the row says who is of those who remain, if that is no holder.

    Of those it can be told that they are first; a holder is behind the ended all the same. Who holds it is asked as the
    public knows it: nothing that is written down of a flag that has been shown depends on a secret.
    """
    gone = ledger.gone_from(flag, contest.period.id)
    if not row.leaders or not gone.issuperset(row.leaders):
        return
    term = read_ledger(writing.session, contest.series.id, revealed_only=True).term(flag, contest.period.id)
    held = set(term.holders) if term is not None else set()
    if not held.isdisjoint(row.leaders):  # its last day is to come, and it has been awarded the flag again
        return
    remaining = ledger_row(writing, contest, *flag, CustodyKind.MEASURED)
    measured(writing, contest, remaining, (*ledger.ended_in(flag, contest.period.id), *gone))
    if held.isdisjoint(remaining.leaders):
        row.leaders, row.margin = remaining.leaders, remaining.margin


def _stood(ledger: Ledger, contest: Contest, flag: Flag) -> tuple[str, ...]:
    """Who won or kept a flag in a period, also if they have lost it since; nobody while that may turn out otherwise."""
    term = ledger.term(flag, contest.period.id)
    if term is None or contest.period.id in ledger.waiting:
        return ()
    return term.winners or (*term.holders, *(one.unit for one in term.lost))


def recompute_sealed(writing: Writing, contest: Contest, area: str, pool: str) -> None:
    """Compute the award of a flag that is still sealed again, after a veto, a correction or a tie's decision.

    An undecided tie leaves the award without winners; the ceremony refuses to show it until it is decided.
    """
    scores = Tops(writing.session, contest, View.CONFIRMED)
    ledger = read_ledger(writing.session, contest.series.id)
    award = decide_award(writing.session, contest, scores, ledger, area, pool)
    record_award(writing, contest, award, contest.progress.awarded_on)
