"""Taking an election back: who was elected is on notice again, and whoever read of the election reads why."""

from datetime import date

from sqlmodel import Session

from scoreboard.desk.nominees import (
    day_of,
    give_status,
    need_reason,
    nominees_in,
    note_deed,
    refuse_revealed,
    status_without_objection,
    tell,
    tell_journal,
)
from scoreboard.desk.reopening import seal_on
from scoreboard.enums import NomineeDeed, NomineeStatus
from scoreboard.errors import Refused
from scoreboard.models import Nominee, Star
from scoreboard.publications.star_boards import public_words
from scoreboard.publications.told_nominees import person_called
from scoreboard.store.contest import contest_of
from scoreboard.store.writing import Writing


def take_back_election(writing: Writing, nominee: Nominee, on: date | None, reason: str) -> None:
    """Let somebody who was elected be what they were before; those who were beaten may take the place then.

    The reason is public where the election was. Raises Refused where they are not elected, a ceremony has shown the
    star or is committed to its results; BadInput for a day to come or an empty reason.
    """
    session, reason, day = writing.session, need_reason(reason), day_of(writing, on)
    refuse_to_unelect(session, nominee)
    told = public_words(session, nominee.period_id, writing.now).get(nominee.id)
    was_public = told is not None and told["status"] == NomineeStatus.CONFIRMED
    note_deed(writing, nominee, NomineeDeed.RETURN, day, reason=reason)
    star = session.get_one(Star, nominee.star_id)
    returned = [nominee, *_beaten(writing, nominee, star)]
    for one in returned:
        give_status(writing, one, status_without_objection(one))
    tell_journal(writing, "stars.unelect", returned, day, reason=reason)
    tell(writing, nominee.period_id, nominee.series_id, [star], reason=reason if was_public else "")


def refuse_to_unelect(session: Session, nominee: Nominee) -> None:
    """Raises Refused where a nominee's election can't be taken back: there is none, or a ceremony rests on it."""
    if nominee.status != NomineeStatus.CONFIRMED:
        raise Refused("electing.not_elected", person=person_called(nominee))
    refuse_revealed(session, nominee.series_id, nominee.period_id, nominee.star_id)
    if nominee.series_id is not None:
        contest = contest_of(session, nominee.series_id, nominee.period_id)
        sealed = seal_on(session, contest, nominee.star_id)
        if sealed is not None:
            raise Refused("electing.sealed", person=person_called(nominee), ceremony=sealed)


def _beaten(writing: Writing, nominee: Nominee, star: Star) -> list[Nominee]:
    """Those who were not elected beside somebody."""
    if nominee.series_id is None:
        return []
    contest = contest_of(writing.session, nominee.series_id, nominee.period_id)
    return [one for one in nominees_in(writing.session, contest, star) if one.status == NomineeStatus.NOT_ELECTED]
