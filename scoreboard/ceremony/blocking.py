"""What makes showing a ceremony impossible or wrong, so that its start stays locked."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, select

from scoreboard.desk.closing import decide_award
from scoreboard.models import CeremonyEvent
from scoreboard.publications.revealing import unrevealed_flags
from scoreboard.store.contest import Contest, vetoed_units
from scoreboard.store.ledger import read_ledger
from scoreboard.store.standings import View
from scoreboard.store.tops import Tops


@dataclass(frozen=True)
class Blocker:
    """One thing in the way: "open" (the period), "tie" or "vetoed" (a flag). `units` are sealed facts."""

    name: str
    area: str = ""
    pool: str = ""
    units: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a signature names it by; it says nothing sealed."""
        return "/".join(part for part in (self.name, self.area, self.pool) if part)


def blockers(session: Session, contest: Contest) -> tuple[Blocker, ...]:
    """An open period; else, of the flags not yet shown, undecided ties and winners under a veto."""
    if not contest.closed:
        return (Blocker("open"),)
    scores = Tops(session, contest, View.CONFIRMED)
    ledger = read_ledger(session, contest.series.id, revealed_only=True, but=contest.period.id)
    vetoed = vetoed_units(session, contest.period.id)
    found = []
    for area, pool in unrevealed_flags(session, contest):
        award = decide_award(session, contest, scores, ledger, area, pool)
        if award.undecided:
            found.append(Blocker("tie", area, pool, award.leaders))
        term = ledger.term((area, pool), contest.period.id)
        wrong = tuple(unit for unit in term.holders if unit in vetoed) if term else ()
        if wrong:
            found.append(Blocker("vetoed", area, pool, wrong))
    return tuple(found)


def signed_off(session: Session, ceremony: str, found: Iterable[Blocker]) -> frozenset[Blocker]:
    """Those blockers with which somebody has signed that the ceremony may begin all the same.

    A signature is for the units that stood in the way then: another tie of the same flag wants another one.
    """
    signatures = session.exec(
        select(CeremonyEvent).where(CeremonyEvent.ceremony_id == ceremony, CeremonyEvent.kind == "sign")
    )
    signed = {
        (key, tuple(sorted(units)))
        for signature in signatures
        for key, units in signature.detail.get("units", {}).items()
    }
    return frozenset(one for one in found if (one.key, tuple(sorted(one.units))) in signed)
