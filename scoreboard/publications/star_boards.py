"""The stars board: nominees of whom the public may know, and how they stand."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import TypedDict

from sqlmodel import Session, col, select

from scoreboard.enums import NomineeDeed, NomineeStatus, PeriodState, Publication
from scoreboard.models import Competition, Nominee, NomineeEvent, Period, Reveal, SeriesPeriod, Star, StarDecision
from scoreboard.publications.borne_names import names_in
from scoreboard.publications.kinds.stars import StarRow, StarsBoard, StarWords
from scoreboard.publications.told_nominees import (
    NomineeWords,
    confirmed_counts,
    named_as,
    public_person,
    result_of,
    told_by_notice,
    told_in_full,
    told_inside,
)
from scoreboard.store.contest import competition_of, contest_of, names_on
from scoreboard.store.public.facts import Document

Told = tuple[Nominee, NomineeWords]
"""A nominee, and what is told of them."""


def nominee_documents(session: Session, period_id: str, now: datetime) -> dict[str, Document | None]:
    """The nominees of a period as far as the public may know of them."""
    return {
        f"{period_id}/{nominee.id or 0:09d}": {
            "star": nominee.star_id,
            "series": nominee.series_id,
            "unit": nominee.unit_id,
            **words,
        }
        for nominee, words in _public(session, period_id, now)
    }


def stars_board(session: Session, period_id: str, now: datetime) -> StarsBoard:
    """The nominees of a period as far as the public may know of them."""
    return _board(session, period_id, now, _public(session, period_id, now))


def stars_with(
    session: Session, period_id: str, now: datetime, *, series: str, star: str, whole_names: bool = False
) -> StarsBoard:
    """What the public may know, and all that is sealed of one category of a series, as it is told once it is revealed.

    With `whole_names` whoever stands for that star in the series, or in all, is called by theirs, whatever the public
    may read.
    """
    competition = competition_of(session)
    told = public_words(session, period_id, now)
    found: list[Told] = []
    for nominee in nominees_of(session, period_id):
        words = told.get(nominee.id)
        if (nominee.series_id, nominee.star_id) == (series, star):
            words = told_in_full(competition, session.get_one(Star, star), nominee, settled=True)
        if words is not None:
            named = whole_names and nominee.star_id == star and nominee.series_id in (series, None)
            found.append((nominee, named_as(words, nominee) if named else words))
    return _board(session, period_id, now, found)


def exact_votes(session: Session, period_id: str, *, series: str, star: str) -> tuple[Fraction | None, ...]:
    """The unrounded results of those who are elected of a star in a series, in the order in which boards have them.

    Two that look alike on a board may be different ones.
    """
    rules = session.get_one(Star, star)
    return tuple(
        result_of(rules, confirmed_counts(one)).exact
        for one in nominees_of(session, period_id)
        if one.status == NomineeStatus.CONFIRMED and one.star_id == star and one.series_id in (series, None)
    )


def all_stars(session: Session, period_id: str, now: datetime) -> StarsBoard:
    """Every nominee of a period, for those who may see what is sealed."""
    competition, stars = competition_of(session), {star.id: star for star in session.exec(select(Star))}
    settled = settled_in(session, period_id, now)
    found = [
        (nominee, told_inside(competition, stars[nominee.star_id], nominee, settled=category_of(nominee) in settled))
        for nominee in nominees_of(session, period_id)
    ]
    return _board(session, period_id, now, found)


def public_words(session: Session, period_id: str, now: datetime) -> dict[int | None, NomineeWords]:
    """What the public may know of the nominees of a period, by their ids."""
    return {nominee.id: words for nominee, words in _public(session, period_id, now)}


def _board(session: Session, period_id: str, now: datetime, told: Iterable[Told]) -> StarsBoard:
    competition, period = competition_of(session), session.get_one(Period, period_id)
    told = list(told)
    names = names_on(session, min(period.end, now.date()), {nominee.unit_id for nominee, _ in told})
    stars = session.exec(select(Star).order_by(col(Star.position))).all()
    rows = []
    for star in stars:
        for nominee, words in told:
            if nominee.star_id != star.id:
                continue
            name = names[nominee.unit_id]
            rows.append(
                StarRow(
                    star=star.id,
                    star_name=star.name,
                    star_name_en=star.name_en or star.name,
                    series=nominee.series_id,
                    unit=nominee.unit_id,
                    **names_in(name),
                    **words,
                )
            )
    return StarsBoard(
        competition=competition.id,
        period=period_id,
        period_name=period.name,
        period_name_en=period.name_en or period.name,
        stars=tuple(StarWords(id=star.id, name=star.name, name_en=star.name_en or star.name) for star in stars),
        rows=tuple(rows),
    )


def nominees_of(session: Session, period_id: str) -> list[Nominee]:
    """The nominees of a period in the order in which they were entered."""
    return list(session.exec(select(Nominee).where(Nominee.period_id == period_id).order_by(col(Nominee.id))))


def _public(session: Session, period_id: str, now: datetime) -> list[Told]:
    """The nominees of whom the public may know, each with what it may.

    All of those of a live or published series, of a category that a ceremony has shown, and of no series; of others
    what their notice tells.
    """
    competition, stars = competition_of(session), {star.id: star for star in session.exec(select(Star))}
    revealed, settled = _revealed(session, period_id), settled_in(session, period_id, now)
    found: list[Told] = []
    for nominee in nominees_of(session, period_id):
        whole = (
            nominee.series_id is None
            or category_of(nominee) in revealed
            or _unsealed(session, nominee.series_id, period_id, now)
        )
        star, words = stars[nominee.star_id], None
        if whole:
            words = told_in_full(competition, star, nominee, settled=category_of(nominee) in settled)
        else:
            words = told_by_notice(competition, star, nominee)
        if words is not None:
            if whole:
                words = {**words, **_awarded(session, nominee, announced=category_of(nominee) in revealed)}
                words = {**words, **_decided(session, competition, nominee)}
            if whole and category_of(nominee) not in revealed:
                words = {**words, **_unelected(session, nominee)}
            found.append((nominee, words))
    return [(nominee, {**words, **_in_place_of(nominee, found)}) for nominee, words in found]


class TakenPlace(TypedDict, total=False):
    """Whose place somebody has taken, as fields of `NomineeWords`."""

    substitute_for: str
    substitute_for_en: str


def _in_place_of(nominee: Nominee, told: Iterable[Told]) -> TakenPlace:
    """Whose place a nominee has taken, where the public may know of that one, too."""
    words = next((words for one, words in told if one.id == nominee.substitute_for), None)
    if words is None or nominee.substitute_for is None:
        return {}
    found: TakenPlace = {"substitute_for": words["person"]}
    if "person_en" in words:
        found["substitute_for_en"] = words["person_en"]
    return found


Category = tuple[str | None, str]
"""The star of a series, by their ids."""


def category_of(nominee: Nominee) -> Category:
    """Which star of which series somebody stands for."""
    return nominee.series_id, nominee.star_id


def settled_in(session: Session, period_id: str, now: datetime) -> frozenset[Category]:
    """The categories of a period of which nobody more is elected.

    A ceremony has shown them, or nothing of their series is sealed and all their places are taken.
    """
    places = {star.id: star.places for star in session.exec(select(Star))}
    elected = Counter(
        category_of(one) for one in nominees_of(session, period_id) if one.status == NomineeStatus.CONFIRMED
    )
    full = {
        (series, star)
        for (series, star), count in elected.items()
        if series is not None and count >= places[star] and _unsealed(session, series, period_id, now)
    }
    return _revealed(session, period_id) | full


def _revealed(session: Session, period_id: str) -> frozenset[Category]:
    """The categories that a ceremony has shown."""
    reveals = session.exec(select(Reveal).where(Reveal.kind == "star", Reveal.period_id == period_id))
    return frozenset((row.series_id, row.subject) for row in reveals)


class StarAward(TypedDict, total=False):
    """On which day somebody has been given a star, as a field of `NomineeWords`."""

    awarded_on: str


def _awarded(session: Session, nominee: Nominee, *, announced: bool) -> StarAward:
    """That of who is elected: the day of the ceremony that has `announced` it, or of an election after it.

    Nobody knows it of an election that a folder tells, unless a ceremony has announced it.
    """
    if nominee.status != NomineeStatus.CONFIRMED:
        return {}
    elections = select(col(NomineeEvent.done_on)).where(
        NomineeEvent.nominee_id == nominee.id, NomineeEvent.kind == NomineeDeed.ELECTION
    )
    days = [*session.exec(elections.order_by(col(NomineeEvent.id).desc()).limit(1))]
    if announced:
        ceremony = session.get_one(SeriesPeriod, (nominee.series_id, nominee.period_id)).awarded_on
        days += [ceremony] if ceremony else []
    return {"awarded_on": max(days).isoformat()} if days else {}


class StarDecided(TypedDict, total=False):
    """Why a place is somebody's who tied for it, as a field of `NomineeWords`."""

    decision: str


def _decided(session: Session, competition: Competition, nominee: Nominee) -> StarDecided:
    """That of who is elected by a decision; whoever tied then is called in it as the public may read their names."""
    key = nominee.series_id, nominee.period_id, nominee.star_id
    if nominee.status != NomineeStatus.CONFIRMED or nominee.series_id is None:
        return {}
    decision = session.get(StarDecision, key)
    if decision is None or nominee.id not in decision.nominees:
        return {}
    election = session.exec(
        select(NomineeEvent)
        .where(NomineeEvent.nominee_id == nominee.id, NomineeEvent.kind == NomineeDeed.ELECTION)
        .order_by(col(NomineeEvent.id).desc())
        .limit(1)
    ).first()
    reason = (election.reason if election else "") or decision.reason
    tied = session.exec(select(Nominee).where(col(Nominee.id).in_([*decision.tied, *decision.nominees]))).all()
    names = {name for one in tied for name in (one.person, one.person_en) if name}
    for name in sorted(names, key=len, reverse=True):
        reason = reason.replace(name, public_person(competition, name))
    return {"decision": reason}


class Unelected(TypedDict, total=False):
    """When and why an election was taken back, as fields of `NomineeWords`."""

    unelected_on: str
    unelected_because: str


def _unelected(session: Session, nominee: Nominee) -> Unelected:
    """That of a nominee who has not been elected again, where everybody could read of the election."""
    if nominee.status == NomineeStatus.CONFIRMED:
        return {}
    returns = select(NomineeEvent).where(
        NomineeEvent.nominee_id == nominee.id, NomineeEvent.kind == NomineeDeed.RETURN, NomineeEvent.reason != ""
    )
    last = session.exec(returns.order_by(col(NomineeEvent.id).desc()).limit(1)).first()
    if last is None or (nominee.series_id is not None and _frozen_by(session, nominee, last.entered_at)):
        return {}
    return {"unelected_on": last.done_on.isoformat(), "unelected_because": last.reason}


def _frozen_by(session: Session, nominee: Nominee, moment: datetime) -> bool:
    """Whether the results of a nominee's contest were kept back at a moment."""
    progress = session.get_one(SeriesPeriod, (nominee.series_id, nominee.period_id))
    return progress.frozen_since is not None and progress.frozen_since <= moment


def _unsealed(session: Session, series_id: str, period_id: str, now: datetime) -> bool:
    if session.get(SeriesPeriod, (series_id, period_id)) is None:
        return False
    contest = contest_of(session, series_id, period_id)
    return contest.rules.publication == Publication.LIVE and (
        contest.live(now) or contest.progress.state == PeriodState.PUBLISHED
    )
