"""What was done about a nominee, for those who work here: each deed's day, reason and document, and who entered it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from scoreboard.enums import NomineeDeed
from scoreboard.locale import Both
from scoreboard.models import Nominee, NomineeEvent
from scoreboard.publications.told_nominees import person_called


@dataclass(frozen=True)
class DeedAboutNominee:
    """One of them. The public learns that it was done, never why or by whom."""

    deed: NomineeDeed
    on: date
    """The day that counts, which may lie before the one on which it was entered."""
    reason: str
    document: str
    who: str


@dataclass(frozen=True)
class NomineeHistory:
    """All of them, the first one first, and who stands where whose place was taken."""

    deeds: tuple[DeedAboutNominee, ...]
    substitute_for: Both | None
    """Whose place the nominee has taken."""
    substitute: Both | None
    """Who has taken the nominee's."""


def history_of(session: Session, nominee: Nominee) -> NomineeHistory:
    """What was done about a nominee until now."""
    events = session.exec(
        select(NomineeEvent).where(NomineeEvent.nominee_id == nominee.id).order_by(col(NomineeEvent.id))
    )
    deeds = (DeedAboutNominee(NomineeDeed(e.kind), e.done_on, e.reason, e.document, e.entered_by) for e in events)
    before = None if nominee.substitute_for is None else session.get_one(Nominee, nominee.substitute_for)
    after = session.exec(select(Nominee).where(Nominee.substitute_for == nominee.id)).first()
    return NomineeHistory(tuple(deeds), *(None if one is None else person_called(one) for one in (before, after)))
