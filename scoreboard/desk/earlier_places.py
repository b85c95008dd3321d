"""Flags whose ties the places of another area decide (`tie = "earlier-place:AREA"`), after something there has changed.

Those that are still sealed are awarded anew. Those that have been shown stay where they are (S08), and it is written
down which places there are now.
"""

from sqlmodel import Session

from scoreboard.desk.measuring import measure
from scoreboard.facts import OVERALL
from scoreboard.publications.flag_row import EARLIER_PLACE
from scoreboard.store.contest import Contest
from scoreboard.store.ledger import Flag, read_ledger, revealed_flags
from scoreboard.store.writing import Writing


def decided_there(session: Session, contest: Contest, place: Flag) -> list[Flag]:
    """The flags that are still sealed and of which a place in this area decides a tie, whether there is one or not."""
    area, pool = place
    if contest.rules.tie != f"{EARLIER_PLACE}{area}" or not contest.closed:
        return []
    revealed = revealed_flags(session, contest.series.id)
    others = (one.id for one in contest.areas if one.id != area)
    return [(other, pool) for other in others if (contest.period.id, other, pool) not in revealed]


def measure_by_place(writing: Writing, contest: Contest, place: Flag) -> None:
    """Write down by which places a flag stays where it is that has been shown, and that a place in this area decided.

    What these places are is public with the ranking of their area, and no sooner (`read_ledger`).
    """
    for flag in shown_by_place(writing.session, contest, place):
        measure(writing, contest, flag)


def shown_by_place(session: Session, contest: Contest, place: Flag) -> list[Flag]:
    """The flags that have been shown and are held because a place in this area decided a tie for them."""
    area, pool = place
    rule = f"{EARLIER_PLACE}{area}"
    if contest.rules.tie != rule or not contest.closed:
        return []
    ledger = read_ledger(session, contest.series.id)
    found = (other for period, other, of in ledger.revealed if (period, of) == (contest.period.id, pool))
    shown = [(other, pool) for other in found if other not in (area, OVERALL)]
    terms = {flag: ledger.term(flag, contest.period.id) for flag in shown}
    return sorted(flag for flag, term in terms.items() if term is not None and term.reason == rule)
