"""Nominees who withdraw, and who takes their place, on a notice of their own (S15)."""

from datetime import date

from sqlmodel import select

from scoreboard.desk import given_texts
from scoreboard.desk.approvals import Given
from scoreboard.desk.nominating import name_in_english, put_up
from scoreboard.desk.nominees import (
    day_of,
    need_reason,
    note_deed,
    refuse_unless,
    set_status,
    subject_of,
    tell,
)
from scoreboard.desk.putting_on_notice import begin_notice
from scoreboard.enums import NomineeDeed, NomineeStatus
from scoreboard.errors import Refused
from scoreboard.models import Nominee, Star, Unit
from scoreboard.publications.told_nominees import person_called
from scoreboard.store.writing import Writing

STILL_IN = (
    *(NomineeStatus.NOMINATED, NomineeStatus.ON_NOTICE, NomineeStatus.OBJECTED, NomineeStatus.NOT_ELECTED),
    *(NomineeStatus.VOID, NomineeStatus.INCOMPLETE, NomineeStatus.VACANT),
)


def withdraw_nominee(
    writing: Writing,
    nominee: Nominee,
    on: date | None,
    reason: str,
    *,
    document: str = "",
    approved_by: Given = "",
) -> None:
    """Record that a nominee withdraws, whose place is free then.

    Raises Refused once they are elected or have withdrawn before, BadInput for a day to come or an empty reason.
    """
    reason, day = need_reason(reason), day_of(writing, on)
    refuse_unless(nominee, *STILL_IN)
    note_deed(writing, nominee, NomineeDeed.WITHDRAWAL, day, reason=reason, document=document)
    set_status(writing, nominee, NomineeStatus.WITHDRAWN, "stars.withdraw", reason=reason, on=day.isoformat())
    star = writing.session.get_one(Star, nominee.star_id)
    tell(writing, nominee.period_id, nominee.series_id, [star], approved_by)


def substitute(
    writing: Writing,
    nominee: Nominee,
    unit: Unit,
    person: str,
    on: date | None,
    *,
    post: str = "",
    person_en: str = "",
    post_en: str = "",
    reason: str = "",
    document: str = "",
    approved_by: Given = "",
) -> Nominee:
    """Nominate somebody in the place of a nominee, who withdraws with it unless they have; returns the new one.

    The substitute is on notice from that day on, for the whole of it. Raises Refused where the nominee is elected or
    has a substitute already, and as `nominate` does.
    """
    session, day, reason = writing.session, day_of(writing, on), given_texts.text(reason, lines=True)
    refuse_unless(nominee, *STILL_IN, NomineeStatus.WITHDRAWN)
    if session.exec(select(Nominee.id).where(Nominee.substitute_for == nominee.id).limit(1)).first() is not None:
        raise Refused("withdrawing.substituted", person=person_called(nominee))
    new = put_up(writing, nominee.period_id, nominee.star_id, unit, person, post, series=nominee.series_id)
    name_in_english(writing, new, person_en, post_en)
    new.substitute_for = nominee.id
    note_deed(writing, nominee, NomineeDeed.SUBSTITUTION, day, reason=reason, document=document)
    after = {"nominee": new.id, "post": new.post, "series": new.series_id, "substitute_for": nominee.id}
    writing.record("stars.nominate", subject_of(new), after=after)
    set_status(
        writing,
        nominee,
        NomineeStatus.WITHDRAWN,
        "stars.substitute",
        reason=reason or None,
        on=day.isoformat(),
        substitute=f"{new.unit_id}/{new.person}",
    )
    begin_notice(writing, new, day)
    star = session.get_one(Star, nominee.star_id)
    tell(writing, nominee.period_id, nominee.series_id, [star], approved_by)
    return new
