"""Nominees for the stars: how a person names them, what is written of a deed, and what follows from it in public."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, or_, select

from scoreboard.desk import given_texts
from scoreboard.desk.amending import amend
from scoreboard.desk.approvals import Given, signers
from scoreboard.desk.levels import refuse_outside
from scoreboard.enums import NomineeDeed, NomineeStatus
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import Both, names_listed, say
from scoreboard.models import JournalEntry, Nominee, NomineeEvent, Reveal, SeriesPeriod, Star, Unit
from scoreboard.publications.bulletin import cause_of_stars
from scoreboard.publications.publishing import publish_stars, refresh_closed
from scoreboard.publications.told_nominees import person_called, standing_in
from scoreboard.spelling import told_apart_by
from scoreboard.store.contest import Contest, contest_of, day_here
from scoreboard.store.writing import Writing


def star_of(session: Session, star_id: str) -> Star:
    """A star by id, else by name. Raises BadInput where there is none."""
    every = session.exec(select(Star).order_by(col(Star.position))).all()
    for star in every:
        if star_id in (star.id, star.name):
            return star
    raise BadInput("nominating.star", star=star_id, allowed=", ".join(star.id for star in every))


def stars_of(session: Session, star_id: str | None) -> list[Star]:
    """The star of an id or name; all of them in order where none is named."""
    if star_id is not None:
        return [star_of(session, star_id)]
    return list(session.exec(select(Star).order_by(col(Star.position))))


def nominees_in(session: Session, contest: Contest, star: Star) -> list[Nominee]:
    """The nominees of a star in a contest, in the order in which they were entered; those of no series among them."""
    return list(
        session.exec(
            select(Nominee)
            .where(
                Nominee.period_id == contest.period.id,
                Nominee.star_id == star.id,
                or_(col(Nominee.series_id) == contest.series.id, col(Nominee.series_id).is_(None)),
            )
            .order_by(col(Nominee.id))
        )
    )


def find_nominee(session: Session, contest: Contest, star: Star, unit: Unit, person: str) -> Nominee:
    """The nominee of a unit by name, or by an English one that nobody else of the unit has.

    Raises BadInput where there is none, or several are so called in English.
    """
    wanted = told_apart_by(given_texts.name(person))
    here = [one for one in nominees_in(session, contest, star) if one.unit_id == unit.id]
    found = [one for one in here if told_apart_by(one.person) == wanted]
    found = found[:1] or [one for one in here if one.person_en and told_apart_by(one.person_en) == wanted]
    if len(found) == 1:
        return found[0]
    key, names = ("alike", tuple(one.person for one in found)) if found else ("nobody", ())
    about = {"unit": unit.id, "star": star.id, "period": contest.period.id}
    raise BadInput(f"nominating.{key}", person=person, names=names, **about)


def seen_nominee(writing: Writing, nominee_id: int, version: int | None) -> Nominee:
    """The nominee of a number, in the version that somebody saw. Raises BadInput for none, Refused for another one."""
    nominee = writing.session.get(Nominee, nominee_id)
    if nominee is None:
        raise BadInput("nominating.unknown", nominee=nominee_id)
    if version is not None and version != nominee.version:
        who = _last_to_act(writing.session, nominee) or "-"
        raise Refused(
            "nominating.stale", person=person_called(nominee), version=version, current=nominee.version, who=who
        )
    refuse_outside(writing.session, writing.by, nominee.series_id)
    return nominee


def refuse_revealed(session: Session, series: str | None, period: str, star: str) -> None:
    """Raises Refused where a ceremony has shown a star: whoever stood for it then stands for it."""
    if series is not None and session.get(Reveal, ("star", series, period, star, "")) is not None:
        raise Refused("nominating.revealed", star=star, period=period)


def refuse_unless(nominee: Nominee, *allowed: NomineeStatus) -> None:
    """Raises Refused where a nominee has come too far, or not far enough, for a deed."""
    status = standing_in(nominee)
    if status in allowed:
        return
    if status is NomineeStatus.CONFIRMED:
        raise Refused("nominating.elected", person=person_called(nominee))
    called = Both(*(say(f"cli.star_status.{status}", lang) for lang in ("zh", "en")))
    raise Refused("nominating.status", person=person_called(nominee), status=called)


def day_of(writing: Writing, given: date | None) -> date:
    """The day of a deed: today where none is given. Raises BadInput for one that is still to come."""
    today = day_here(writing.session, writing.now)
    if given is not None and given > today:
        raise BadInput("nominating.future", day=given.isoformat(), today=today.isoformat())
    return given or today


def need_reason(reason: str) -> str:
    """A reason as it is kept. Raises BadInput for an empty one."""
    found = given_texts.text(reason, lines=True)
    if not found:
        raise BadInput("decide.reason")
    return found


def note_deed(
    writing: Writing, nominee: Nominee, deed: NomineeDeed, on: date, *, reason: str = "", document: str = ""
) -> None:
    """Keep what was done about a nominee, with its day, its reason and its document."""
    assert nominee.id is not None
    writing.session.add(
        NomineeEvent(
            nominee_id=nominee.id,
            kind=deed,
            done_on=on,
            reason=reason,
            document=given_texts.text(document),
            entered_by=writing.by.name,
            entered_at=writing.now,
        )
    )


def set_status(
    writing: Writing,
    nominee: Nominee,
    status: NomineeStatus,
    action: str,
    *,
    reason: str | None = None,
    **after: object,
) -> None:
    """Give a nominee another status, with `after` beside it in the journal.

    Raises Refused where whoever acts is bound to another series; a nominee of no series is of the whole contest.
    """
    before = {"status": nominee.status, "version": nominee.version}
    give_status(writing, nominee, status)
    told = {"status": nominee.status, "version": nominee.version, **after}
    writing.record(action, subject_of(nominee), before=before, after=told, reason=reason)


def give_status(writing: Writing, nominee: Nominee, status: NomineeStatus) -> None:
    """Give a nominee another status, of which the deed that it belongs to tells the journal. Raises as `set_status`."""
    refuse_outside(writing.session, writing.by, nominee.series_id)
    nominee.status = status
    nominee.version += 1
    writing.session.add(nominee)
    writing.session.flush()


def tell_journal(
    writing: Writing, action: str, nominees: Sequence[Nominee], on: date, *, reason: str | None = None
) -> None:
    """Record what a deed has made of nominees of one star, in one row.

    How many there were, and in which order, would else tell whoever may not read the result.
    """
    star = f"stars/{nominees[0].period_id}/{nominees[0].star_id}"
    writing.record(action, star, after={"on": on.isoformat(), "people": statuses_of(nominees)}, reason=reason)


def statuses_of(nominees: Sequence[Nominee]) -> dict[str, dict[str, object]]:
    """How nominees stand, as the journal keeps it."""
    return {subject_of(one): {"status": one.status, "version": one.version} for one in nominees}


def status_without_objection(nominee: Nominee) -> NomineeStatus:
    """What a nominee is where nothing more is said of them: on notice, or not yet."""
    return NomineeStatus.NOMINATED if nominee.notice_from is None else NomineeStatus.ON_NOTICE


def subject_of(nominee: Nominee) -> str:
    """What the journal calls a nominee."""
    return f"stars/{nominee.period_id}/{nominee.star_id}/{nominee.unit_id}/{nominee.person}"


def tell(
    writing: Writing,
    period: str,
    series: str | None,
    stars: list[Star],
    approved_by: Given = "",
    *,
    reason: str = "",
) -> None:
    """Let the public know of a deed what it may, and bring seals and printed bulletins level with it.

    The deed's reason is told to nobody, but for a `reason` that is public. Raises Refused where a ceremony is committed
    to a result that the deed changes and nobody but who acts has approved that.
    """
    session = writing.session
    news = publish_stars(writing, period, reason)
    if series is not None:
        contest = contest_of(session, series, period)
        touched = {("star", star.id, "") for star in stars}
        amend(writing, contest, touched, names_listed(star.name for star in stars), signers(writing, approved_by))
    if news:
        for told in session.exec(select(SeriesPeriod).where(SeriesPeriod.period_id == period)).all():
            if series in (None, told.series_id):
                refresh_closed(
                    writing, contest_of(session, told.series_id, period), reason, cause_of_stars(stars, "moved")
                )


def _last_to_act(session: Session, nominee: Nominee) -> str | None:
    """Who changed a nominee last, for the sentence that says so."""
    deeds = select(JournalEntry.who).where(
        JournalEntry.subject == subject_of(nominee), col(JournalEntry.action).startswith("stars.")
    )
    return session.exec(deeds.order_by(col(JournalEntry.sequence).desc()).limit(1)).first()
