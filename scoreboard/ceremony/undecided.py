"""Flags that wait for somebody to decide a tie."""

from sqlmodel import Session

from scoreboard.desk.awards import decide_award
from scoreboard.errors import Refused
from scoreboard.publications.revealing import unrevealed_flags
from scoreboard.store.contest import Contest
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import read_ledger
from scoreboard.store.standings import View


def refuse_undecided(session: Session, contest: Contest, area: str, pool: str) -> None:
    """Raises Refused where a flag that is still sealed waits for a tie's decision."""
    if (area, pool) not in unrevealed_flags(session, contest):
        return
    scores = Tops(session, contest, View.CONFIRMED)
    ledger = read_ledger(session, contest.series.id)
    if decide_award(session, contest, scores, ledger, area, pool).undecided:
        about = {"series": contest.series.id, "period": contest.period.id, "area": area}
        raise Refused("cue.tie", **about, **{f"{what}_id": called for what, called in about.items()})
