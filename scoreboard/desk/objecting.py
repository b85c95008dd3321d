"""Objections against nominees, and their dismissal: that there is one is public, its reason and author never are."""

from datetime import date

from scoreboard.desk.approvals import Given
from scoreboard.desk.nominees import (
    day_of,
    need_reason,
    note_deed,
    refuse_unless,
    set_status,
    status_without_objection,
    tell,
)
from scoreboard.enums import NomineeDeed, NomineeStatus
from scoreboard.models import Nominee, Star
from scoreboard.store.writing import Writing

OPEN_TO_OBJECTION = (
    *(NomineeStatus.NOMINATED, NomineeStatus.ON_NOTICE, NomineeStatus.OBJECTED),
    *(NomineeStatus.VOID, NomineeStatus.INCOMPLETE),
)


def object_to(
    writing: Writing,
    nominee: Nominee,
    on: date | None,
    reason: str,
    *,
    document: str = "",
    approved_by: Given = "",
) -> None:
    """Record an objection against a nominee, who can't be elected while it is open.

    Raises Refused once they are elected or have withdrawn, BadInput for a day to come or an empty reason.
    """
    reason, day = need_reason(reason), day_of(writing, on)
    refuse_unless(nominee, *OPEN_TO_OBJECTION)
    note_deed(writing, nominee, NomineeDeed.OBJECTION, day, reason=reason, document=document)
    set_status(writing, nominee, NomineeStatus.OBJECTED, "stars.object", reason=reason, on=day.isoformat())
    _tell(writing, nominee, approved_by)


def dismiss_objections(
    writing: Writing,
    nominee: Nominee,
    on: date | None,
    reason: str,
    *,
    document: str = "",
    approved_by: Given = "",
) -> None:
    """Dismiss what was objected to a nominee, who is again what they were before.

    Raises Refused where nothing was objected, BadInput for a day to come or an empty reason.
    """
    reason, day = need_reason(reason), day_of(writing, on)
    refuse_unless(nominee, NomineeStatus.OBJECTED)
    note_deed(writing, nominee, NomineeDeed.DISMISSAL, day, reason=reason, document=document)
    status = status_without_objection(nominee)
    set_status(writing, nominee, status, "stars.dismiss", reason=reason, on=day.isoformat())
    _tell(writing, nominee, approved_by)


def _tell(writing: Writing, nominee: Nominee, approved_by: Given) -> None:
    star = writing.session.get_one(Star, nominee.star_id)
    tell(writing, nominee.period_id, nominee.series_id, [star], approved_by)
