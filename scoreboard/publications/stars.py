"""The stars board: nominees whose results may be seen, and how they stand."""

from datetime import datetime
from decimal import Decimal
from typing import TypedDict

from sqlmodel import Session, col, select

from scoreboard.enums import PeriodState, Publication
from scoreboard.models import Competition, Nominee, Period, Reveal, SeriesPeriod, Star
from scoreboard.publications.kinds.stars import StarRow, StarsBoard, StarWords
from scoreboard.rules.ranking import displayed
from scoreboard.rules.stars import Ballots, StarResult, tally
from scoreboard.rules.workdays import notice_ends
from scoreboard.store.contest import competition_of, contest_of, names_on
from scoreboard.store.public.facts import Document

GROUPS = ("members", "masses")
"""Who votes: party members, and ordinary people."""


def stars_key(period: str) -> str:
    return f"stars/{period}"


def nominee_documents(session: Session, period_id: str, now: datetime) -> dict[str, Document | None]:
    """The nominees of a period that may be seen: all of a live or published series, else what a ceremony showed."""
    competition = competition_of(session)
    stars = {star.id: star for star in session.exec(select(Star))}
    found: dict[str, Document | None] = {}
    for nominee in _visible(session, period_id, now):
        words = _nominee_words(competition, stars[nominee.star_id], nominee)
        found[f"{period_id}/{nominee.id or 0:09d}"] = {
            "star": nominee.star_id,
            "series": nominee.series_id,
            "unit": nominee.unit_id,
            **words,
        }
    return found


def stars_board(session: Session, period_id: str, now: datetime) -> StarsBoard:
    """The stars of a period that may be seen: all of a live or published series, else what a ceremony showed."""
    return _board(session, period_id, now, _visible(session, period_id, now))


def stars_with(session: Session, period_id: str, now: datetime, *, series: str, star: str) -> StarsBoard:
    """The stars that may be seen, and with them one category of a series that is still sealed."""
    seen = {nominee.id for nominee in _visible(session, period_id, now)}
    nominees = [
        nominee
        for nominee in nominees_of(session, period_id)
        if nominee.id in seen or (nominee.series_id, nominee.star_id) == (series, star)
    ]
    return _board(session, period_id, now, nominees)


def all_stars(session: Session, period_id: str, now: datetime) -> StarsBoard:
    """Every nominee of a period, for those who may see what is sealed."""
    return _board(session, period_id, now, list(nominees_of(session, period_id)))


def _board(session: Session, period_id: str, now: datetime, nominees: list[Nominee]) -> StarsBoard:
    competition, period = competition_of(session), session.get_one(Period, period_id)
    names = names_on(session, min(period.end, now.date()), {nominee.unit_id for nominee in nominees})
    stars = session.exec(select(Star).order_by(col(Star.position))).all()
    rows = []
    for star in stars:
        for nominee in nominees:
            if nominee.star_id != star.id:
                continue
            name = names[nominee.unit_id]
            rows.append(
                StarRow(
                    star=star.id,
                    star_name=star.name,
                    star_name_en=star.name_en or star.name,
                    unit=nominee.unit_id,
                    name=name.name,
                    short_name=name.short_name,
                    name_en=name.name_en,
                    **_nominee_words(competition, star, nominee),
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


class NomineeWords(TypedDict):
    """What is told of a nominee, as the fields of a `StarRow`."""

    person: str
    post: str
    result: str | None
    status: str
    notice_until: str | None


def _nominee_words(competition: Competition, star: Star, nominee: Nominee) -> NomineeWords:
    """A nominee as a board shows them."""
    result = result_of(star, nominee)
    return {
        "person": nominee.person,
        "post": nominee.post,
        "result": None if result.value is None else displayed(result.value, 2),
        "status": status_of(nominee, result),
        "notice_until": _notice_until(competition, nominee),
    }


def _notice_until(competition: Competition, nominee: Nominee) -> str | None:
    """The last day of a nominee's notice by the competition's calendar (S15)."""
    if nominee.notice_from is None:
        return None
    days, calendar = competition.publicity_working_days, competition.publicity_calendar
    return notice_ends(nominee.notice_from, days, calendar).isoformat()


def nominees_of(session: Session, period_id: str) -> list[Nominee]:
    """The nominees of a period in the order in which they were entered."""
    return list(session.exec(select(Nominee).where(Nominee.period_id == period_id).order_by(col(Nominee.id))))


def result_of(star: Star, nominee: Nominee) -> StarResult:
    """The weighted result of a nominee's ballots (S17); a count that is not known yet counts as none."""
    ballots = {
        group: Ballots(*(getattr(nominee, f"{group}_{count}") or 0 for count in ("issued", "returned", "valid", "for")))
        for group in GROUPS
    }
    return tally({group: Decimal(weight) for group, weight in star.voters.items()}, ballots)


def status_of(nominee: Nominee, result: StarResult) -> str:
    """The status that is recorded, unless the ballots make the vote void or incomplete while it is open.

    Before any ballot has been counted there has been no vote that could be either.
    """
    counted = any(getattr(nominee, f"{group}_issued") is not None for group in GROUPS)
    if counted and nominee.status in ("nominated", "") and result.status != "counted":
        return str(result.status)
    return nominee.status or "nominated"


def _visible(session: Session, period_id: str, now: datetime) -> list[Nominee]:
    revealed = {
        (row.series_id, row.subject)
        for row in session.exec(select(Reveal).where(Reveal.kind == "star", Reveal.period_id == period_id))
    }
    return [
        nominee
        for nominee in nominees_of(session, period_id)
        if nominee.series_id is None
        or (nominee.series_id, nominee.star_id) in revealed
        or _unsealed(session, nominee.series_id, period_id, now)
    ]


def _unsealed(session: Session, series_id: str, period_id: str, now: datetime) -> bool:
    if session.get(SeriesPeriod, (series_id, period_id)) is None:
        return False
    contest = contest_of(session, series_id, period_id)
    return contest.rules.publication == Publication.LIVE and (
        contest.live(now) or contest.progress.state == PeriodState.PUBLISHED
    )
