"""Nominees for the stars: nominated, their ballots counted, confirmed as winners (S17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from sqlmodel import Session, col, select

from scoreboard.desk import words
from scoreboard.desk.sealed import amend
from scoreboard.enums import ConfirmedBy, NomineeStatus, Role
from scoreboard.errors import BadInput, Refused
from scoreboard.models import JournalEntry, Nominee, Reveal, Star, Unit
from scoreboard.publications.publishing import publish_stars
from scoreboard.publications.stars import GROUPS, nominees_of, result_of, status_of
from scoreboard.rules.ranking import displayed
from scoreboard.rules.stars import RESULT_DECIMALS, CountStatus
from scoreboard.spelling import told_apart_by
from scoreboard.store.contest import contest_of, exists_on, names_on, period_of
from scoreboard.store.writing import Writing

COUNTS = ("issued", "returned", "valid", "for")
"""What is counted of each group's ballots, as the columns of nominees.csv end."""
FIELDS = tuple(f"{group}_{count}" for group in GROUPS for count in COUNTS)
MOST_BALLOTS = 999_999_999

Counts = Mapping[str, int | None]
"""A count, or None where it is not known yet, by field ("members_issued", … "masses_for")."""


@dataclass(frozen=True)
class Nomination:
    """A nominee as the desk shows them; `result` in percent, empty unless the vote was counted."""

    id: int
    star: str
    unit: str
    unit_name: str
    unit_short_name: str
    unit_name_en: str
    person: str
    post: str
    counts: Mapping[str, int | None]
    result: str
    status: str
    version: int


@dataclass(frozen=True)
class StarCategory:
    """A star with the weight of each group of voters, and its nominees in the order in which they came."""

    id: str
    name: str
    name_en: str
    weights: Mapping[str, Decimal]
    nominations: tuple[Nomination, ...]


def read_stars(session: Session, period_id: str, now: datetime) -> tuple[StarCategory, ...]:
    """Every star with all nominees of a period. For those who may see what is sealed."""
    period = period_of(session, period_id)
    nominees = nominees_of(session, period.id)
    names = names_on(session, min(period.end, now.date()), {nominee.unit_id for nominee in nominees})
    categories = []
    for star in session.exec(select(Star).order_by(col(Star.position))):
        nominations = []
        for nominee in nominees:
            if nominee.star_id != star.id or nominee.id is None:
                continue
            result, name = result_of(star, nominee), names[nominee.unit_id]
            nominations.append(
                Nomination(
                    nominee.id,
                    star.id,
                    nominee.unit_id,
                    name.name,
                    name.short_name,
                    name.name_en,
                    nominee.person,
                    nominee.post,
                    _counts(nominee),
                    "" if result.value is None else displayed(result.value, RESULT_DECIMALS),
                    status_of(nominee, result),
                    nominee.version,
                )
            )
        weights = {group: Decimal(weight) for group, weight in star.voters.items()}
        categories.append(StarCategory(star.id, star.name, star.name_en or star.name, weights, tuple(nominations)))
    return tuple(categories)


def nominate(
    writing: Writing,
    period_id: str,
    star_id: str,
    unit: Unit,
    person: str,
    post: str = "",
    *,
    series: str | None = None,
    request: str | None = None,
) -> int:
    """Nominate a person of a unit for a star; returns the nominee's id.

    `series` is the one whose ceremony reveals the star; without one the nominee is public at once. Raises
    BadInput for an unknown star or an empty name, Refused where they are nominated already or the star has been
    revealed.
    """
    kept = writing.answered(request)
    if kept is not None:
        answer: int = kept.after["nominee"]
        return answer
    session = writing.session
    period, star = period_of(session, period_id), _star(session, star_id)
    person, post = words.name(person), words.text(post)
    if not exists_on(unit, period.end):
        raise BadInput("nominating.unit", unit=unit.id, period=period.id)
    if series is not None:
        series = contest_of(session, series, period.id).series.id
        _refuse_revealed(session, series, period.id, star.id)
    same = select(Nominee).where(
        Nominee.period_id == period.id,
        Nominee.star_id == star.id,
        Nominee.unit_id == unit.id,
    )
    if any(told_apart_by(one.person) == told_apart_by(person) for one in session.exec(same)):
        raise Refused("nominating.twice", person=person, star=star.name)
    nominee = Nominee(period_id=period.id, star_id=star.id, unit_id=unit.id, person=person, post=post, series_id=series)
    session.add(nominee)
    session.flush()
    assert nominee.id is not None
    after = {"nominee": nominee.id, "post": post, "series": series, "version": nominee.version}
    writing.record("stars.nominate", _subject(nominee), after=after, request=request)
    publish_stars(writing, period.id)
    _amend(writing, nominee)
    return nominee.id


def count_ballots(
    writing: Writing, nominee_id: int, counts: Counts, version: int | None, *, request: str | None = None
) -> int:
    """Record the ballots counted for a nominee and return the nominee's new version.

    Fields that are not in `counts` stay as they are. More ballots returned than issued are recorded: they void
    the vote (S17). Raises BadInput for counts that no count can give, Refused for a stale version, a nominee who
    is confirmed, or a star that has been revealed.
    """
    kept = writing.answered(request)
    if kept is not None:
        answer: int = kept.after["version"]
        return answer
    nominee = _nominee(writing, nominee_id, version)
    if nominee.status == NomineeStatus.CONFIRMED:
        raise Refused("nominating.confirmed", person=nominee.person)
    unknown = sorted(set(counts) - set(FIELDS))
    if unknown:
        raise BadInput("nominating.field", field=unknown[0], allowed=", ".join(FIELDS))
    before = _counts(nominee)
    check_counts({**before, **counts})
    for field, count in counts.items():
        setattr(nominee, field, count)
    nominee.version += 1
    writing.session.add(nominee)
    writing.session.flush()
    after = {**_counts(nominee), "version": nominee.version}
    writing.record("stars.count", _subject(nominee), before=before, after=after, request=request)
    publish_stars(writing, nominee.period_id)
    _amend(writing, nominee)
    return nominee.version


def check_counts(counts: Counts) -> None:
    """Raises BadInput unless in each group for ≤ valid ≤ returned, as far as they are known, and none is negative."""
    for field, count in counts.items():
        if count is not None and not 0 <= count <= MOST_BALLOTS:
            raise BadInput("nominating.count", field=field, count=count)
    for group in GROUPS:
        known = [(f"{group}_{name}", counts.get(f"{group}_{name}")) for name in ("for", "valid", "returned")]
        present = [(field, count) for field, count in known if count is not None]
        for (less, low), (more, high) in pairwise(present):
            if low > high:
                raise BadInput("nominating.order", less=less, low=low, more=more, high=high)


def confirm_star(writing: Writing, nominee_id: int, version: int | None) -> int:
    """Confirm a nominee as a winner of the star and return the nominee's new version.

    Raises Refused where the vote is void or incomplete, the nominee is confirmed or withdrawn already, the version
    is stale, the star has been revealed, or the series' `confirm` setting forbids this person.
    """
    nominee = _nominee(writing, nominee_id, version)
    result = result_of(writing.session.get_one(Star, nominee.star_id), nominee)
    if result.status is not CountStatus.COUNTED:
        raise Refused("nominating.uncounted", person=nominee.person, status=str(result.status))
    if nominee.status not in ("nominated", "on-notice", ""):
        raise Refused("nominating.status", person=nominee.person, status=nominee.status)
    _refuse_wrong_person(writing, nominee)
    return _set_status(writing, nominee, "confirmed", "stars.confirm")


def unconfirm_star(writing: Writing, nominee_id: int, version: int | None) -> int:
    """Make a confirmed nominee an ordinary one again, before the star is revealed; returns the new version."""
    nominee = _nominee(writing, nominee_id, version)
    if nominee.status != NomineeStatus.CONFIRMED:
        raise Refused("nominating.status", person=nominee.person, status=nominee.status)
    return _set_status(writing, nominee, "nominated", "stars.unconfirm")


def _set_status(writing: Writing, nominee: Nominee, status: str, action: str) -> int:
    before = {"status": nominee.status, "version": nominee.version}
    nominee.status = status
    nominee.version += 1
    writing.session.add(nominee)
    writing.session.flush()
    after = {"status": status, "version": nominee.version}
    writing.record(action, _subject(nominee), before=before, after=after)
    publish_stars(writing, nominee.period_id)
    _amend(writing, nominee)
    return nominee.version


def _amend(writing: Writing, nominee: Nominee) -> None:
    """A ceremony that has been committed to its results refuses what changes them."""
    if nominee.series_id is not None:
        contest = contest_of(writing.session, nominee.series_id, nominee.period_id)
        amend(writing, contest, {("star", nominee.star_id, "")}, "")


def _nominee(writing: Writing, nominee_id: int, version: int | None) -> Nominee:
    nominee = writing.session.get(Nominee, nominee_id)
    if nominee is None:
        raise BadInput("nominating.unknown", nominee=nominee_id)
    if version is not None and version != nominee.version:
        last = _last_deed(writing.session, nominee)
        who = last.who if last else "-"
        raise Refused("nominating.stale", person=nominee.person, version=version, current=nominee.version, who=who)
    if nominee.series_id is not None:
        _refuse_revealed(writing.session, nominee.series_id, nominee.period_id, nominee.star_id)
    return nominee


def _refuse_revealed(session: Session, series: str, period: str, star: str) -> None:
    if session.get(Reveal, ("star", series, period, star, "")) is not None:
        raise Refused("nominating.revealed", star=star, period=period)


def _refuse_wrong_person(writing: Writing, nominee: Nominee) -> None:
    """Second-person confirmation holds for ballots as it does for scores; a folder stands for the first person."""
    by = writing.by
    if nominee.series_id is None:
        return
    if contest_of(writing.session, nominee.series_id, nominee.period_id).rules.confirm == ConfirmedBy.SELF:
        return
    if by.role == Role.OPERATOR:
        raise Refused("confirm.operator", name=by.name, series=nominee.series_id)
    if not by.bound:
        raise Refused("confirm.unbound", name=by.name, series=nominee.series_id)
    last = _last_deed(writing.session, nominee)
    if last is not None and last.who == by.name:
        raise Refused("confirm.own", name=by.name, cell=_subject(nominee))
    if last is not None and last.proof == "unproved":
        raise Refused("confirm.unbound_entry", name=last.who, cell=_subject(nominee))


def _last_deed(session: Session, nominee: Nominee) -> JournalEntry | None:
    """Who nominated them, or counted their ballots after that."""
    deeds = select(JournalEntry).where(
        JournalEntry.subject == _subject(nominee), col(JournalEntry.action).in_(("stars.nominate", "stars.count"))
    )
    return session.exec(deeds.order_by(col(JournalEntry.sequence).desc()).limit(1)).first()


def _star(session: Session, star_id: str) -> Star:
    every = session.exec(select(Star).order_by(col(Star.position))).all()
    for star in every:
        if star_id in (star.id, star.name):
            return star
    raise BadInput("nominating.star", star=star_id, allowed=", ".join(star.id for star in every))


def _counts(nominee: Nominee) -> dict[str, int | None]:
    return {field: getattr(nominee, field) for field in FIELDS}


def _subject(nominee: Nominee) -> str:
    return f"stars/{nominee.period_id}/{nominee.star_id}/{nominee.unit_id}/{nominee.person}"
