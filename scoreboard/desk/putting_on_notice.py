"""Nominees on notice to the public, for so many working days from a day on (S15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scoreboard.desk.approvals import Given
from scoreboard.desk.nominees import day_of, nominees_in, note_deed, refuse_revealed, set_status, tell
from scoreboard.enums import NomineeDeed, NomineeStatus
from scoreboard.errors import Refused
from scoreboard.locale import Both
from scoreboard.models import Nominee, Star
from scoreboard.publications.told_nominees import (
    awaits_confirmation,
    confirmed_counts,
    person_called,
    result_of,
    standing_in,
)
from scoreboard.rules.star_votes import CountStatus
from scoreboard.rules.workdays import notice_ends
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing


@dataclass(frozen=True)
class NoticeTerms:
    """Who of a star would be put on notice now, by name, and how long a notice runs."""

    people: tuple[Both, ...]
    today: date
    working_days: int
    calendar: str

    def ends(self, begins: date) -> date:
        """The last day of a notice that begins on a day."""
        return notice_ends(begins, self.working_days, self.calendar)


def notice_terms(looking: Writing, contest: Contest, star: Star) -> NoticeTerms:
    """What a notice of a star would be. Raises Refused where no count stands that is not on notice already."""
    ready = _ready(looking, contest, star)
    if not ready:
        raise Refused("noticing.nobody", series=contest.series.id, period=contest.period.id)
    for one in ready:
        refuse_revealed(looking.session, one.series_id, one.period_id, one.star_id)
    competition = contest.competition
    people = tuple(map(person_called, ready))
    return NoticeTerms(
        people, day_of(looking, None), competition.publicity_working_days, competition.publicity_calendar
    )


def notice_as_seen(
    writing: Writing, contest: Contest, star: Star, begins: date, seen: NoticeTerms, *, approved_by: Given = ""
) -> list[Nominee]:
    """Put on notice those of a star whom somebody has seen listed, and return who they are.

    Raises Refused where they are others by now, and as `put_on_notice`.
    """
    if notice_terms(writing, contest, star).people != seen.people:
        raise Refused("noticing.others_now")
    return put_on_notice(writing, contest, [star], begins, approved_by=approved_by)


def put_on_notice(
    writing: Writing, contest: Contest, stars: Iterable[Star], begins: date, *, approved_by: Given = ""
) -> list[Nominee]:
    """Put every nominee of these stars on notice whose confirmed count stands, and return who they are.

    From then on they are public, but for what the star's setting keeps for the ceremony. Those who are on notice
    already keep the one that they have; nobody is returned where all are. Raises Refused where no count stands, or a
    star has been revealed.
    """
    stars, noticed, before = list(stars), list[Nominee](), 0
    for star in stars:
        ready = _ready(writing, contest, star)
        before += sum(one.notice_from is not None for one in nominees_in(writing.session, contest, star))
        for nominee in ready:
            refuse_revealed(writing.session, nominee.series_id, nominee.period_id, nominee.star_id)
            begin_notice(writing, nominee, begins)
        noticed += ready
    if not noticed and not before:
        raise Refused("noticing.nobody", series=contest.series.id, period=contest.period.id)
    if noticed:
        tell(writing, contest.period.id, contest.series.id, stars, approved_by)
    return noticed


def begin_notice(writing: Writing, nominee: Nominee, begins: date) -> None:
    """Let a nominee's notice begin; the public is told by whoever asks for it."""
    nominee.notice_from = begins
    note_deed(writing, nominee, NomineeDeed.NOTICE, begins)
    set_status(writing, nominee, NomineeStatus.ON_NOTICE, "stars.notice", notice_from=begins.isoformat())


def ends_on(contest: Contest, begins: date) -> date:
    """The last day of a notice that begins on a day."""
    competition = contest.competition
    return notice_ends(begins, competition.publicity_working_days, competition.publicity_calendar)


def _ready(writing: Writing, contest: Contest, star: Star) -> list[Nominee]:
    return [one for one in nominees_in(writing.session, contest, star) if _stands(star, one)]


def _stands(star: Star, nominee: Nominee) -> bool:
    """Whether a nominee is one to be put on notice: nothing is open about the vote, and it counts."""
    undated = standing_in(nominee) is NomineeStatus.ON_NOTICE and nominee.notice_from is None
    if not (undated or standing_in(nominee) is NomineeStatus.NOMINATED) or awaits_confirmation(nominee):
        return False
    return result_of(star, confirmed_counts(nominee)).status is CountStatus.COUNTED
