"""The ballots of a nominee: counted, and the count confirmed by somebody else (S17). Neither elects anybody."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from sqlmodel import col, select

from scoreboard.desk.approvals import Given
from scoreboard.desk.levels import refuse_outside
from scoreboard.desk.nominees import nominees_in, refuse_revealed, refuse_unless, seen_nominee, subject_of, tell
from scoreboard.desk.unbound import unproved
from scoreboard.enums import ConfirmedBy, NomineeStatus, Role
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import Both
from scoreboard.models import Nominee, Star
from scoreboard.publications.told_nominees import (
    FIELDS,
    GROUPS,
    Counts,
    awaits_confirmation,
    confirmed_counts,
    entered_counts,
    fields_of,
    person_called,
)
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.writing import Writing

MOST_BALLOTS = 999_999_999
MAY_BE_COUNTED = (
    *(NomineeStatus.NOMINATED, NomineeStatus.ON_NOTICE, NomineeStatus.OBJECTED),
    *(NomineeStatus.VOID, NomineeStatus.INCOMPLETE),
)


def count_ballots(
    writing: Writing,
    nominee_id: int,
    counts: Counts,
    version: int | None,
    *,
    request: str | None = None,
    approved_by: Given = "",
) -> int:
    """Record the ballots counted for a nominee and return the nominee's new version.

    Fields that are not in `counts` stay as they are. More ballots returned than issued are recorded, and whatever else
    no vote can give (`misfit`): they void it (S17). Where whoever enters also confirms, they are confirmed. Raises
    BadInput for what is no count, Refused for a stale version, a nominee whose election is decided, or a star that has
    been revealed.
    """
    kept = writing.answered(request)
    if kept is not None:
        answer: int = kept["version"]
        return answer
    nominee = seen_nominee(writing, nominee_id, version)
    refuse_to_count(writing, nominee)
    unknown = sorted(set(counts) - set(FIELDS))
    if unknown:
        raise BadInput("nominating.field", field=unknown[0], allowed=", ".join(FIELDS))
    before = entered_counts(nominee)
    _check_counts(counts)
    for field, count in counts.items():
        setattr(nominee, field, count)
    nominee.counted_by, nominee.counted_bound = writing.by.name, writing.by.bound
    if confirms_itself(writing, nominee):
        nominee.confirmed_counts = entered_counts(nominee)
    nominee.version += 1
    writing.session.add(nominee)
    writing.session.flush()
    after = {**entered_counts(nominee), "version": nominee.version}
    writing.record("stars.count", subject_of(nominee), before=before, after=after, request=request)
    star = writing.session.get_one(Star, nominee.star_id)
    tell(writing, nominee.period_id, nominee.series_id, [star], approved_by)
    return nominee.version


def refuse_to_count(writing: Writing, nominee: Nominee) -> None:
    """Raises Refused where a nominee's ballots are counted no more."""
    refuse_revealed(writing.session, nominee.series_id, nominee.period_id, nominee.star_id)
    if nominee.status == NomineeStatus.CONFIRMED:
        raise Refused("nominating.confirmed", person=person_called(nominee))
    refuse_unless(nominee, *MAY_BE_COUNTED)


def _check_counts(counts: Counts) -> None:
    """Raises BadInput for a negative count or a huge one."""
    for field, count in counts.items():
        if count is not None and not 0 <= count <= MOST_BALLOTS:
            raise BadInput("nominating.count", field=field, count=count)


def misfit(counts: Counts) -> tuple[str, str] | None:
    """Two fields of which the first holds more than the second, though no vote can give that; None where all fit.

    They fit where in each group for ≤ valid ≤ returned ≤ issued, by `scoreboard.rules.star_votes.Ballots`; what is not
    known yet counts as none.
    """
    for group in GROUPS:
        for less, more in pairwise(reversed(fields_of(group))):
            if (counts.get(less) or 0) > (counts.get(more) or 0):
                return less, more
    return None


def confirm_counts(
    writing: Writing, contest: Contest, stars: Iterable[Star], *, approved_by: Given = ""
) -> list[Nominee]:
    """Confirm the counts of these stars in a contest that wait for it, and return whose they were.

    Raises Refused, changing nothing, where the series' `confirm` setting forbids this person any of them.
    """
    found = [one for star in stars for one in nominees_in(writing.session, contest, star) if awaits_confirmation(one)]
    _confirm_all(writing, found, approved_by)
    return found


def confirm_seen_counts(writing: Writing, seen: Mapping[int, int | None], *, approved_by: Given = "") -> list[Nominee]:
    """Confirm the counts of nominees by their numbers, in the versions that somebody saw, and return whose they were.

    Raises Refused, changing nothing, for a stale version of any, where one has nothing to confirm, or the series'
    `confirm` setting forbids it.
    """
    found = [seen_nominee(writing, nominee, version) for nominee, version in seen.items()]
    for nominee in found:
        if not awaits_confirmation(nominee):
            raise Refused("nominating.no_count", person=person_called(nominee))
    _confirm_all(writing, found, approved_by)
    return found


def _confirm_all(writing: Writing, found: Sequence[Nominee], approved_by: Given = "") -> None:
    for nominee in found:
        _refuse_wrong_person(writing, nominee)
    for nominee in found:
        _confirm(writing, nominee)
    for period, series in sorted({(one.period_id, one.series_id) for one in found}, key=str):
        here = {one.star_id for one in found if (one.period_id, one.series_id) == (period, series)}
        stars = writing.session.exec(select(Star).where(col(Star.id).in_(here)).order_by(col(Star.position)))
        tell(writing, period, series, list(stars), approved_by)


def unconfirm_count(writing: Writing, nominee_id: int, version: int | None, *, approved_by: Given = "") -> int:
    """Take back that a count is confirmed, before the nominee is on notice; returns the new version."""
    nominee = seen_nominee(writing, nominee_id, version)
    refuse_revealed(writing.session, nominee.series_id, nominee.period_id, nominee.star_id)
    refuse_unless(nominee, NomineeStatus.NOMINATED)
    if nominee.confirmed_counts is None:
        raise Refused("nominating.no_confirmed", person=person_called(nominee))
    _set_confirmed(writing, nominee, None, "stars.unconfirm")
    star = writing.session.get_one(Star, nominee.star_id)
    tell(writing, nominee.period_id, nominee.series_id, [star], approved_by)
    return nominee.version


def confirms_itself(writing: Writing, nominee: Nominee) -> bool:
    """Whether what is entered of a nominee is confirmed with that."""
    if nominee.series_id is None:
        return True
    return contest_of(writing.session, nominee.series_id, nominee.period_id).rules.confirm == ConfirmedBy.SELF


def _confirm(writing: Writing, nominee: Nominee) -> None:
    refuse_revealed(writing.session, nominee.series_id, nominee.period_id, nominee.star_id)
    _set_confirmed(writing, nominee, entered_counts(nominee), "stars.confirm")


def _set_confirmed(writing: Writing, nominee: Nominee, counts: dict[str, int | None] | None, action: str) -> None:
    refuse_outside(writing.session, writing.by, nominee.series_id)
    before = {**confirmed_counts(nominee), "version": nominee.version}
    nominee.confirmed_counts = counts
    nominee.version += 1
    writing.session.add(nominee)
    writing.session.flush()
    after = {**confirmed_counts(nominee), "version": nominee.version}
    writing.record(action, subject_of(nominee), before=before, after=after)


def _refuse_wrong_person(writing: Writing, nominee: Nominee) -> None:
    """Second-person confirmation holds for ballots as it does for scores; a folder stands for the first person."""
    by = writing.by
    if confirms_itself(writing, nominee):
        return
    if by.role == Role.OPERATOR:
        raise Refused("confirm.operator", name=by.name, series=nominee.series_id)
    if not by.bound:
        assert nominee.series_id is not None  # of no series it confirms itself
        raise unproved(nominee.series_id, by)
    called = _called(writing, nominee)
    if nominee.counted_by in (by.name, *by.namesakes):
        raise Refused("confirm.own", name=by.name, cell=called)
    if nominee.counted_by is not None and not nominee.counted_bound:
        raise Refused("confirm.unbound_entry", name=nominee.counted_by, cell=called)


def _called(writing: Writing, nominee: Nominee) -> Both:
    """A nominee's count as a person is told of it: of whom, for which star."""
    star = writing.session.get_one(Star, nominee.star_id)
    return Both(
        f"{nominee.person}（{star.name}）", f"{nominee.person_en or nominee.person} ({star.name_en or star.name})"
    )
